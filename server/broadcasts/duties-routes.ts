import { Router } from 'express';
import type { DutiesBoard, DutyView, ProductDuties } from '../../models/contract/duty.ts';
import type { Listing } from '../../models/contract/ingest.ts';
import { boardOf } from '../../models/duties/board.ts';
import type { Ledger } from '../../models/duties/ledger/ledger.ts';
import type { Rules } from '../../models/duties/policy/rules.ts';
import type { BroadcastDoc, DutyStateDoc } from '../../models/store/documents.ts';
import { productKey } from '../../models/store/product-key.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { maySeeAlerts } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { rulesOfThen } from '../policies/rules-of-then.ts';
import { visibleBroadcast } from './routes.ts';

/** What a broadcast owes before anything of it was heard. */
const NOTHING = { atMs: 0, products: [], room: [], questions: [] } as const;

/** Longer texts of a page are read on the page. */
const PAGE_CHARS_MAX = 60;

const pageText = (listing: Listing | undefined, dutyId: string): string | undefined => {
  const field = listing?.[dutyId];
  if (typeof field === 'string') return field.slice(0, PAGE_CHARS_MAX);
  if (dutyId !== 'price-and-unit' || listing?.price === undefined) return undefined;
  return `${listing.price}${listing.unit ? ` / ${listing.unit}` : ''}`;
};

/** Puts beside what was said what the page says of it. */
const withPages = (
  products: readonly ProductDuties[],
  known: BroadcastDoc['products'],
): readonly ProductDuties[] =>
  products.map((product) => {
    const listing = known[productKey(product.productId)]?.listing;
    if (!listing) return product;
    const duties = product.duties.map((duty): DutyView => {
      const page = pageText(listing, duty.id);
      if (page === undefined) return duty;
      const slot = Object.keys(duty.slots ?? {})[0] ?? 'value';
      return { ...duty, slots: { ...duty.slots, [`listed.${slot}`]: page } };
    });
    return { ...product, duties };
  });

/**
 * `GET /api/broadcasts/:publicId/duties`: DutiesBoard, what each product owes and what viewers wait for; moderators, admins, and
 * hosts as to their own rooms.
 */
export const dutiesRoutes = (deps: Pick<Deps, 'store' | 'policies'>): Router => {
  const router = Router();
  const { store, policies } = deps;
  const ofThen = rulesOfThen(deps);

  /** What has ended is shown by the rules that judged it, what runs by those that judge it from now on. */
  const rulesFor = async (platform: string, state: DutyStateDoc | null): Promise<Rules> => {
    const now = policies.rulesOf(platform);
    const { ended, rules } = (state?.state ?? {}) as Partial<Ledger>;
    return ended && rules !== undefined && rules !== now.hash ? ((await ofThen(rules)) ?? now) : now;
  };

  router.get('/api/broadcasts/:publicId/duties', async (req, res) => {
    if (!maySeeAlerts(someone(res)))
      throw new Problem('forbidden', 'what is still owed is shown to platforms and hosts only');
    const doc = await visibleBroadcast(store, res, req.params.publicId);
    const state = await store.dutyStates.findOne({ _id: doc._id }).lean<DutyStateDoc | null>();
    const rules = await rulesFor(doc.input.platform, state);
    const shown = state ? boardOf(rules, state.state) : NOTHING;
    const board: DutiesBoard = {
      publicId: doc.publicId,
      leafIndex: state?.leafIndex ?? 0,
      policy: { ...rules.policy, hash: rules.hash },
      ...shown,
      products: withPages(shown.products, doc.products),
    };
    res.json(board);
  });
  return router;
};
