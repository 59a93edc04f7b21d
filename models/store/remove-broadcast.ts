import type { BroadcastId } from '../contract/ids.ts';
import type { BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';
import { noteWithdrawn } from './withdrawals.ts';

/**
 * Removes a broadcast of the demo with everything that was kept of it. Evidence of any other broadcast is never removed here.
 * The broadcast itself goes last, so that a removal that was cut off can be repeated.
 *
 * The caller sees to Redis: the key of what was seen, and `broadcast-removed` on the feed.
 *
 * @returns what the caller needs for that; `null` when there is no such broadcast.
 * @throws Error when it is not of the demo.
 */
export const removeDemoBroadcast = async (
  store: Store,
  broadcastId: BroadcastId,
  now: Date,
): Promise<Pick<BroadcastDoc, '_id' | 'publicId' | 'roomId' | 'partition'> | null> => {
  const doc = await store.broadcasts.findOne({ _id: broadcastId }).lean<BroadcastDoc>();
  if (!doc) return null;
  if (!doc.demo) throw new Error(`broadcast ${doc.publicId} is not of the demo: evidence is not removed`);
  if (doc.public) await noteWithdrawn(store, doc, now);
  await Promise.all([
    store.blocks.deleteMany({ broadcastId }),
    store.sealed.deleteMany({ broadcastId }),
    store.sealedPages.deleteMany({ broadcastId }),
    store.checkpoints.deleteMany({ broadcastId }),
    store.timestamps.deleteMany({ broadcastId }),
    store.alerts.deleteMany({ broadcastId }),
    store.decisions.deleteMany({ broadcastId }),
    store.dutyStates.deleteOne({ _id: broadcastId }),
  ]);
  await store.broadcasts.deleteOne({ _id: broadcastId, demo: true });
  return { _id: doc._id, publicId: doc.publicId, roomId: doc.roomId, partition: doc.partition };
};

/** Broadcasts of the demo, newest first. */
export const demoBroadcasts = (store: Store): Promise<BroadcastDoc[]> =>
  store.broadcasts.find({ demo: true }).sort({ startedAt: -1 }).lean<BroadcastDoc[]>().exec();
