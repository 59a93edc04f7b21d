import type { AlertId, BroadcastId } from '../contract/ids.ts';
import type { AlertDoc, BroadcastDoc, DecisionDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Changes taken up by one sweep: more wait for the next one, a moment later. */
const SWEEP_MAX = 500;

/** Alerts whose newest change has not been told to the feed since before `before`. */
export const unsentAlerts = (store: Store, before: Date): Promise<AlertDoc[]> =>
  store.alerts
    .find({ unsent: true, updatedAt: { $lt: before } })
    .sort({ updatedAt: 1 })
    .limit(SWEEP_MAX)
    .lean<AlertDoc[]>()
    .exec();

export const unsentBroadcasts = (store: Store, before: Date): Promise<BroadcastDoc[]> =>
  store.broadcasts
    .find({ unsent: true, updatedAt: { $lt: before } })
    .sort({ updatedAt: 1 })
    .limit(SWEEP_MAX)
    .lean<BroadcastDoc[]>()
    .exec();

/** Decisions made before `before` that have no leaf yet, oldest first. */
export const unrecordedDecisions = (store: Store, before: Date): Promise<DecisionDoc[]> =>
  store.decisions
    .find({ leafIndex: null, at: { $lt: before } })
    .sort({ at: 1 })
    .limit(SWEEP_MAX)
    .lean<DecisionDoc[]>()
    .exec();

interface Sent<Id> {
  readonly _id: Id;
  readonly revision: number;
}

/** Notes that these revisions are on the feed; one that has changed since stays unsent. */
export const markAlertsSent = async (store: Store, sent: readonly Sent<AlertId>[]): Promise<void> => {
  if (sent.length === 0) return;
  await store.alerts.bulkWrite(
    sent.map(({ _id, revision }) => ({
      updateOne: { filter: { _id, revision }, update: { $set: { unsent: false } } },
    })),
    { ordered: false },
  );
};

/** As {@link markAlertsSent}. */
export const markBroadcastsSent = async (store: Store, sent: readonly Sent<BroadcastId>[]): Promise<void> => {
  if (sent.length === 0) return;
  await store.broadcasts.bulkWrite(
    sent.map(({ _id, revision }) => ({
      updateOne: { filter: { _id, revision }, update: { $set: { unsent: false } } },
    })),
    { ordered: false },
  );
};

/** Counts the undecided alerts of a broadcast anew for its readers: its view has changed though the broadcast has not. */
export const touchBroadcasts = async (
  store: Store,
  ids: readonly BroadcastId[],
  now: Date,
): Promise<BroadcastDoc[]> => {
  if (ids.length === 0) return [];
  const filter = { _id: { $in: [...ids] } };
  await store.broadcasts.updateMany(filter, {
    $set: { unsent: true, updatedAt: now },
    $inc: { revision: 1 },
  });
  return store.broadcasts.find(filter).lean<BroadcastDoc[]>().exec();
};
