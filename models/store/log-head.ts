import type { BroadcastId } from '../contract/ids.ts';
import type { BlockDoc } from './documents.ts';
import type { Store } from './store.ts';

/** The end of a broadcast's log as it is at rest. */
export type LogHead = Pick<BlockDoc, 'frontier' | 'lastEntryId' | 'epoch' | 'writtenAt'>;

/** Reads the end of the log from its newest block; `null` for a log without records. */
export const readLogHead = async (store: Store, broadcastId: BroadcastId): Promise<LogHead | null> =>
  store.blocks
    .findOne({ broadcastId }, { frontier: 1, lastEntryId: 1, epoch: 1, writtenAt: 1 })
    .sort({ firstLeafIndex: -1 })
    .lean<LogHead>();
