import type { AlertDoc, BroadcastHead } from './documents.ts';
import type { Store } from './store.ts';

/** Changes published in one sweep; what is left over comes in the next. */
const SWEEP_MAX = 500;

/**
 * Not sent, and changed before `before`; or after `now`, by whoever's clock is ahead, and then it would wait for as long as that is.
 */
const leftBehind = (before: Date, now: Date) => ({
  unsent: true,
  $or: [{ updatedAt: { $lt: before } }, { updatedAt: { $gt: now } }],
});

/** Alerts whose last change was made before `before` and is not on the feed. */
export const unsentAlerts = (store: Store, before: Date, now: Date): Promise<AlertDoc[]> =>
  store.alerts
    .find(leftBehind(before, now))
    .sort({ updatedAt: 1 })
    .limit(SWEEP_MAX)
    .lean<AlertDoc[]>()
    .exec();

/** Broadcasts whose last change was made before `before` and is not on the feed. */
export const unsentBroadcasts = (store: Store, before: Date, now: Date): Promise<BroadcastHead[]> =>
  store.broadcasts
    .find(leftBehind(before, now), { products: 0 })
    .sort({ updatedAt: 1 })
    .limit(SWEEP_MAX)
    .lean<BroadcastHead[]>()
    .exec();

type Versioned = { readonly _id: string; readonly revision: number };

/** Says that these revisions are on the feed; one that was changed since stays unsent. */
export const markSent = async (
  store: Store,
  what: 'alerts' | 'broadcasts',
  docs: readonly Versioned[],
): Promise<void> => {
  if (docs.length === 0) return;
  const operations = docs.map(({ _id, revision }) => ({
    updateOne: { filter: { _id, revision }, update: { $set: { unsent: false } } },
  }));
  // Sent twice is harmless (the revision is the same), so this need not wait for the journal.
  const options = { ordered: false, writeConcern: { w: 1 } } as const;
  if (what === 'alerts') await store.alerts.bulkWrite(operations as never, options);
  else await store.broadcasts.bulkWrite(operations as never, options);
};
