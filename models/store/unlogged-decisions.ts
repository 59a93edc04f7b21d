import type { DecisionId } from '../contract/ids.ts';
import type { AlertDoc, DecisionDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Decisions looked at in one sweep: more than people take in the time between two. */
const SWEEP_MAX = 200;

/** Decisions taken before `before` that no leaf records yet, oldest first. */
export const unloggedDecisions = (store: Store, before: Date): Promise<DecisionDoc[]> =>
  store.decisions
    .find({ leafIndex: { $exists: false }, at: { $lt: before } })
    .sort({ at: 1 })
    .limit(SWEEP_MAX)
    .lean<DecisionDoc[]>()
    .exec();

/** A decision with the leaves that its alert rests on, and the one on the same alert that it changes. */
export type DecisionWithGrounds = DecisionDoc & {
  readonly leaves: readonly number[];
  readonly before?: Pick<DecisionDoc, '_id' | 'leafIndex'>;
};

/** What settles an alert, or unsettles it. */
const SETTLING: readonly DecisionDoc['action'][] = ['uphold', 'dismiss', 'reopen'];

const isAfter = (one: DecisionDoc, other: DecisionDoc): boolean =>
  one.at.getTime() > other.at.getTime() || (one.at.getTime() === other.at.getTime() && one._id > other._id);

/** The named decisions by id, each with the leaves of its alert's occurrences and the decision before it. */
export const decisionsWithGrounds = async (
  store: Store,
  ids: readonly DecisionId[],
): Promise<Map<string, DecisionWithGrounds>> => {
  if (ids.length === 0) return new Map();
  const decisions = await store.decisions.find({ _id: { $in: [...ids] } }).lean<DecisionDoc[]>();
  const alerts = await store.alerts
    .find({ _id: { $in: decisions.map(({ alertId }) => alertId) } }, { occurrences: 1 })
    .lean<Pick<AlertDoc, '_id' | 'occurrences'>[]>();
  const settled = await store.decisions
    .find({ alertId: { $in: decisions.map(({ alertId }) => alertId) }, action: { $in: [...SETTLING] } })
    .sort({ at: 1, _id: 1 })
    .lean<DecisionDoc[]>();
  const beforeOf = (one: DecisionDoc): DecisionDoc | undefined =>
    SETTLING.includes(one.action)
      ? settled.findLast((other) => other.alertId === one.alertId && isAfter(one, other))
      : undefined;
  const leaves = new Map(alerts.map((alert) => [alert._id, alert.occurrences.map((one) => one.leafIndex)]));
  return new Map(
    decisions.map((one) => {
      const before = beforeOf(one);
      return [one._id, { ...one, leaves: leaves.get(one.alertId) ?? [], ...(before && { before }) }];
    }),
  );
};
