import type { CheckpointDoc } from './documents.ts';
import type { Store } from './store.ts';

/**
 * Keeps a signed head. One of the same size is there already when two owners signed it: both notes say the same. One that is
 * smaller than what was shown before is an owner's that came too late: nobody is ever shown a log that has become shorter.
 */
export const saveCheckpoint = async (store: Store, checkpoint: CheckpointDoc): Promise<void> => {
  const { broadcastId, size, ...rest } = checkpoint;
  if ((await checkpointSize(store, broadcastId)) > size) return;
  await store.checkpoints.updateOne({ broadcastId, size }, { $setOnInsert: rest }, { upsert: true });
};

/** Size of the newest signed head, 0 when there is none. */
export const checkpointSize = async (
  store: Store,
  broadcastId: CheckpointDoc['broadcastId'],
): Promise<number> => {
  const newest = await store.checkpoints
    .findOne({ broadcastId }, { size: 1 })
    .sort({ size: -1 })
    .lean<{ size: number }>();
  return newest?.size ?? 0;
};
