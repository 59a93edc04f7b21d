import type { BroadcastId } from '../contract/ids.ts';
import type { BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Broadcasts of one partition that are looked after at once; a platform runs thousands, spread over 16 partitions. */
export const LIVE_MAX = 5_000;

/**
 * Broadcasts of a partition that were heard since `heardSince` and have not ended, or only since: the last records of those may
 * not be signed yet. And those that still say that a detector is away, however long ago: nobody else would take it back. Newest
 * first.
 */
export const liveBroadcasts = async (
  store: Store,
  partition: number,
  heardSince: Date,
): Promise<BroadcastId[]> => {
  const found = await store.broadcasts
    .find(
      {
        partition,
        $or: [
          { endedAt: { $exists: false }, updatedAt: { $gte: heardSince } },
          { endedAt: { $exists: false }, away: { $ne: null } },
          { endedAt: { $gte: heardSince }, updatedAt: { $gte: heardSince } },
        ],
      },
      { _id: 1 },
    )
    .sort({ startedAt: -1 })
    .limit(LIVE_MAX)
    .lean<{ _id: BroadcastId }[]>();
  return found.map(({ _id }) => _id);
};

/** One broadcast as it is stored; `null` when it is not, or not any more. */
export const findBroadcast = (store: Store, broadcastId: BroadcastId): Promise<BroadcastDoc | null> =>
  store.broadcasts.findOne({ _id: broadcastId }).lean<BroadcastDoc | null>().exec();

/** Whether a capture hears a broadcast at present: its playlist brings something new, be it words or not. */
export const isCaptured = async (store: Store, broadcastId: BroadcastId): Promise<boolean> =>
  (await store.broadcasts.exists({ _id: broadcastId, 'capture.state': 'running' })) !== null;
