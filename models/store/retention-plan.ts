import type { BroadcastId, PublicId } from '../contract/ids.ts';
import { audit } from './audit.ts';
import type { AuditDoc } from './documents.ts';
import { type CountsFrom, type Due, dueBefore, type RetentionKind } from './retention-due.ts';
import type { RetentionRules } from './retention-terms.ts';
import { date, Mixed, number, schemaOf, text } from './schema-of.ts';
import type { Store } from './store.ts';

/** What is going to be deleted, and not before when: written and audited before it is done. */
export interface RetentionPlanDoc {
  /** Kind, broadcast and day: a plan that is repeated on a day is one plan. */
  _id: string;
  kind: RetentionKind;
  broadcastId?: BroadcastId;
  publicId?: PublicId;
  plannedAt: Date;
  /** Not before. */
  dueAt: Date;
  /** What is over by then goes; what is over later is in a later plan. */
  coversUntil: Date;
  count: number;
  /** Of a log: the date from which its time was counted, and whether that is its end or its last order's completion. */
  countedFrom?: CountsFrom;
}

export const retentionPlanSchema = schemaOf<RetentionPlanDoc>(
  {
    _id: text,
    kind: text,
    broadcastId: String,
    publicId: String,
    plannedAt: date,
    dueAt: date,
    coversUntil: date,
    count: number,
    countedFrom: Mixed,
  },
  [{ on: { kind: 1, broadcastId: 1, dueAt: 1 } }, { on: { dueAt: 1 } }],
);

/** Broadcasts named in one audit document; the plans themselves name all. */
const NAMED_MAX = 200;
const DAY_CHARS = 10;

const planOf = ({ kind, broadcast, count = 1, from }: Due, now: Date, dueAt: Date): RetentionPlanDoc => ({
  _id: `${kind}:${broadcast?._id ?? 'all'}:${now.toISOString().slice(0, DAY_CHARS)}`,
  kind,
  ...(broadcast && { broadcastId: broadcast._id, publicId: broadcast.publicId }),
  plannedAt: now,
  dueAt,
  coversUntil: dueAt,
  count,
  ...(from && { countedFrom: from }),
});

/** For the audit: what would go, by kind, of which broadcasts, and of which of them the time counts from an order and not from the end. */
const detailsOf = (plans: readonly RetentionPlanDoc[], dueAt: Date): Record<string, unknown> => ({
  dueAt: dueAt.toISOString(),
  kinds: Object.fromEntries(
    [...new Set(plans.map(({ kind }) => kind))].map((kind) => {
      const of = plans.filter((plan) => plan.kind === kind);
      const broadcasts = of.flatMap(({ publicId }) => publicId ?? []).slice(0, NAMED_MAX);
      const byOrders = of.filter(({ countedFrom }) => countedFrom?.of === 'orders');
      const countedFromOrders = byOrders.flatMap(({ publicId }) => publicId ?? []).slice(0, NAMED_MAX);
      const count = of.reduce((sum, one) => sum + one.count, 0);
      const named = { broadcasts, ...(countedFromOrders.length > 0 && { countedFromOrders }) };
      return [kind, { plans: of.length, count, ...named }];
    }),
  ),
});

/**
 * Writes what will be deleted once the notice is over, and an audit document of it, in one transaction. What something keeps is
 * not in it; the same on the same day is planned once.
 * @returns what is planned now and was not before
 */
export const planRetention = async (
  store: Store,
  rules: RetentionRules,
  { by, now }: { readonly by: AuditDoc['by']; readonly now: Date },
): Promise<RetentionPlanDoc[]> => {
  const dueAt = new Date(now.getTime() + rules.noticeMs);
  const free = (await dueBefore(store, rules, dueAt, now)).filter(({ kept }) => kept.length === 0);
  const plans = free.map((due) => planOf(due, now, dueAt));
  const ids = plans.map(({ _id }) => _id);
  const known = await store.retentionPlans.find({ _id: { $in: ids } }, { _id: 1 }).lean<{ _id: string }[]>();
  const isKnown = new Set(known.map(({ _id }) => _id));
  // Of a log one plan is enough: it is over as a whole.
  const planned = new Set(
    (await store.retentionPlans.distinct('broadcastId', { kind: 'log' })).map((id) => String(id)),
  );
  const fresh = plans.filter(
    ({ _id, kind, broadcastId }) => !isKnown.has(_id) && !(kind === 'log' && planned.has(broadcastId ?? '')),
  );
  if (fresh.length === 0) return [];
  await store.connection.transaction(async (session) => {
    await store.retentionPlans.insertMany([...fresh], { session, lean: true });
    const details = detailsOf(fresh, dueAt);
    await audit(store, session, { at: now, by, action: 'retention-planned', subject: 'retention', details });
  });
  return fresh;
};

/** Plans whose notice is over, oldest first. */
export const plansDue = (store: Store, now: Date, limit: number): Promise<RetentionPlanDoc[]> =>
  store.retentionPlans
    .find({ dueAt: { $lte: now } })
    .sort({ dueAt: 1 })
    .limit(limit)
    .lean<RetentionPlanDoc[]>()
    .exec();

/** A plan is done with: carried out, or something keeps what it named. */
export const dropPlan = async (store: Store, { _id }: Pick<RetentionPlanDoc, '_id'>): Promise<void> => {
  await store.retentionPlans.deleteOne({ _id });
};
