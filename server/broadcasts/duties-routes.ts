import { Router } from 'express';
import type { DutiesBoard, DutyView, ProductDuties } from '../../models/contract/duty.ts';
import { asUtteranceId } from '../../models/contract/ids.ts';
import type { Listing } from '../../models/contract/ingest.ts';
import { boardOf } from '../../models/duties/board.ts';
import { oddOnPage } from '../../models/duties/compare/odd-page.ts';
import type { Hear } from '../../models/duties/hear/heard.ts';
import type { Ledger } from '../../models/duties/ledger/ledger.ts';
import type { Rules } from '../../models/duties/policy/rules.ts';
import type { BroadcastDoc, DutyStateDoc } from '../../models/store/documents.ts';
import { type DutyMoment, dutyMoments, momentKey } from '../../models/store/duty-moments.ts';
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

/** Puts beside what was said what the page says of it, and says where the page contradicts itself. */
const withPage = (
  duty: DutyView,
  listing: Listing | undefined,
  odd: Readonly<Record<string, readonly string[]>>,
): DutyView => {
  const oddPage = odd[duty.id];
  if (oddPage) return { ...duty, oddPage };
  const page = pageText(listing, duty.id);
  if (page === undefined) return duty;
  const slot = Object.keys(duty.slots ?? {})[0] ?? 'value';
  return { ...duty, slots: { ...duty.slots, [`listed.${slot}`]: page } };
};

/** Of a product put away a while ago the moments and words stand in the records alone. */
const withMoment = (duty: DutyView, moment: DutyMoment | undefined): DutyView => {
  if (duty.atMs !== undefined || !moment) return duty;
  const { atMs, dueMs, utteranceId, slots } = moment;
  return {
    ...duty,
    dueMs,
    ...(WAS_SAID.has(duty.state) && {
      atMs,
      ...(utteranceId !== undefined && { utteranceId: asUtteranceId(utteranceId) }),
      ...(slots && { slots }),
    }),
  };
};
const WAS_SAID: ReadonlySet<string> = new Set(['satisfied', 'late', 'partial', 'contradicted']);

/** The products with their whole names, moments and pages. */
const whole = (
  products: readonly ProductDuties[],
  { products: known, startedAt }: Pick<BroadcastDoc, 'products' | 'startedAt'>,
  hear: Hear,
  moments: ReadonlyMap<string, DutyMoment>,
): readonly ProductDuties[] =>
  products.map((product) => {
    const { name, listing } = known[productKey(product.productId)] ?? {};
    const odd = listing ? oddOnPage(listing, hear, { startedAt, categories: product.categories }) : {};
    const duties = product.duties.map((duty) =>
      withPage(withMoment(duty, moments.get(momentKey(product.productId, duty.id))), listing, odd),
    );
    return { ...product, ...(name !== undefined && { name }), duties };
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
    const away = shown.products.filter(({ current }) => !current).map(({ productId }) => productId);
    const board: DutiesBoard = {
      publicId: doc.publicId,
      leafIndex: state?.leafIndex ?? 0,
      policy: { ...rules.policy, hash: rules.hash },
      ...shown,
      products: whole(shown.products, doc, policies.ears.hear, await dutyMoments(store, doc._id, away)),
    };
    res.json(board);
  });
  return router;
};
