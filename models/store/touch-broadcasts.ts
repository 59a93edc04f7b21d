import type { BroadcastId } from '../contract/ids.ts';
import type { BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';

/**
 * Raises the revision of broadcasts whose count of undecided alerts has changed: their view is another though nothing in them
 * is, and readers keep the highest revision. @returns them as they are now; the caller publishes.
 */
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
