import type { CheckpointDoc } from './documents.ts';
import type { Store } from './store.ts';

type LogId = CheckpointDoc['broadcastId'];

/** Sizes of the newest signed heads; of a log without one there is none. One look into the index for each. */
const newestSizes = async (store: Store, ids: readonly LogId[]): Promise<ReadonlyMap<LogId, number>> => {
  const newest = await store.checkpoints.aggregate<{ _id: LogId; size: number }>([
    { $match: { broadcastId: { $in: [...ids] } } },
    { $sort: { broadcastId: -1, size: -1 } },
    { $group: { _id: '$broadcastId', size: { $first: '$size' } } },
  ]);
  return new Map(newest.map(({ _id, size }) => [_id, size]));
};

/**
 * Keeps signed heads. One of the same size is there already when two owners signed it: both notes say the same. One that is
 * smaller than what was shown before is an owner's that came too late: nobody is ever shown a log that has become shorter.
 */
export const saveCheckpoints = async (store: Store, checkpoints: readonly CheckpointDoc[]): Promise<void> => {
  const sizes = await newestSizes(
    store,
    checkpoints.map(({ broadcastId }) => broadcastId),
  );
  const operations = checkpoints
    .filter(({ broadcastId, size }) => (sizes.get(broadcastId) ?? 0) <= size)
    .map(({ broadcastId, size, ...rest }) => ({
      updateOne: { filter: { broadcastId, size }, update: { $setOnInsert: rest }, upsert: true },
    }));
  if (operations.length > 0) await store.checkpoints.bulkWrite(operations as never, { ordered: false });
};

/** {@link saveCheckpoints} of one. */
export const saveCheckpoint = (store: Store, checkpoint: CheckpointDoc): Promise<void> =>
  saveCheckpoints(store, [checkpoint]);

/** Size of the newest signed head, 0 when there is none. */
export const checkpointSize = async (store: Store, broadcastId: LogId): Promise<number> =>
  (await newestSizes(store, [broadcastId])).get(broadcastId) ?? 0;
