import { decidedReason } from '../../models/contract/decided-reason.ts';
import type { PublicProduct, PublicRecord, UpheldDecision } from '../../models/contract/public.ts';
import { boardOf } from '../../models/duties/board.ts';
import { answersTo, toAnswerView } from '../../models/store/answers.ts';
import { broadcastCoverage } from '../../models/store/coverage.ts';
import type { AlertDoc, BroadcastDoc, DutyStateDoc } from '../../models/store/documents.ts';
import { toPublicBroadcast } from '../../models/store/public-finds.ts';
import { publicPieces } from '../../models/store/public-media.ts';
import { upheldAlerts } from '../../models/store/public-records.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import type { Store } from '../../models/store/store.ts';
import type { Deps } from '../deps.ts';

type Introductions = ReadonlyMap<string, PublicProduct['introductions']>;

/** When each product was presented, as it is known of the show; what it owes is left where it is. */
const introductionsOf = async (
  { store, policies }: Pick<Deps, 'store' | 'policies'>,
  doc: BroadcastDoc,
): Promise<Introductions> => {
  const kept = await store.dutyStates.findOne({ _id: doc._id }).lean<DutyStateDoc | null>();
  const products = kept ? boardOf(policies.rulesOf(doc.input.platform), kept.state).products : [];
  return new Map(
    products.map(({ productId, introductions }) => [
      productId,
      introductions.map(({ fromMs, untilMs }) => ({ fromMs, untilMs })),
    ]),
  );
};

/** Products as they were told; those that were presented come first, in that order. */
const productsOf = (doc: BroadcastDoc, introduced: Introductions): PublicProduct[] => {
  const told = Object.values(doc.products).map((product): PublicProduct => {
    const { productId, name, linkNo, category, seller, introducedMs, introducedUntilMs } = product;
    const own =
      introducedMs === undefined ? [] : [{ fromMs: introducedMs, untilMs: introducedUntilMs ?? doc.atMs }];
    return {
      productId,
      introductions: introduced.get(productId) ?? own,
      ...(name !== undefined && { name }),
      ...(linkNo !== undefined && { linkNo }),
      ...(category !== undefined && { category }),
      ...(typeof seller?.name === 'string' && { seller: seller.name }),
    };
  });
  const first = ({ introductions }: PublicProduct): number =>
    introductions[0]?.fromMs ?? Number.MAX_SAFE_INTEGER;
  return told.sort((a, b) => first(a) - first(b) || (a.linkNo ?? 0) - (b.linkNo ?? 0));
};

/** An upheld decision as anyone sees it, with what the room says of it. */
export const toUpheld = async (store: Store, alert: AlertDoc): Promise<UpheldDecision> => ({
  alertId: alert._id,
  subject: alert.subject,
  quote: alert.quote,
  basis: alert.basis,
  article: alert.article,
  reason: decidedReason(alert.reason),
  moments: alert.occurrences.map(({ atMs, utteranceId, start, end }) => ({
    atMs,
    start,
    end,
    ...(utteranceId !== undefined && { utteranceId }),
  })),
  decidedAt: alert.decision?.at ?? alert.updatedAt.toISOString(),
  answers: (await answersTo(store, alert._id)).map((doc) => toAnswerView(doc, false)),
  ...(alert.withheld && { withheld: true as const }),
  ...(alert.withheldFor && { withheldFor: alert.withheldFor }),
  ...(alert.product && { product: alert.product }),
});

/** All that the public is shown of a broadcast, besides what was said. */
export const publicRecordOf = async (
  deps: Pick<Deps, 'store' | 'policies' | 'now'>,
  doc: BroadcastDoc,
): Promise<PublicRecord> => {
  const { store, now } = deps;
  const [introduced, coverage, alerts, head] = await Promise.all([
    introductionsOf(deps, doc),
    broadcastCoverage(store, doc, { fromMs: 0, untilMs: Math.max(1, doc.atMs) }, (pieces) =>
      publicPieces(store, doc._id, pieces, { now: new Date(now()) }),
    ),
    upheldAlerts(store, doc._id),
    newestCheckpoint(store, doc._id),
  ]);
  const upheld = await Promise.all(alerts.map((alert) => toUpheld(store, alert)));
  return {
    broadcast: toPublicBroadcast(doc),
    products: productsOf(doc, introduced),
    coverage,
    upheld: upheld.sort((a, b) => (a.moments[0]?.atMs ?? 0) - (b.moments[0]?.atMs ?? 0)),
    signedSize: head?.size ?? null,
  };
};
