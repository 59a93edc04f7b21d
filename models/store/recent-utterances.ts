import { type BroadcastId, compareEntryIds, type EntryId } from '../contract/ids.ts';
import type { BlockDoc, SealedDoc } from './documents.ts';
import type { Store } from './store.ts';

/** What is read back of a log when an owner takes over: the longest context that judging needs is 60 s, and sources lag. */
export const WARM_MS = 120_000;
/** Most lines of that time: the busiest chat says about 20 a second that a person could read. */
const LINES_MAX = 5_000;

/** The utterances of the last {@link WARM_MS} before `untilMs`, in order of their leaves. */
export const recentUtterances = async (
  store: Store,
  broadcastId: BroadcastId,
  untilMs: number,
): Promise<SealedDoc[]> => {
  const found = await store.sealed
    .find({ broadcastId, kind: 'utterance', atMs: { $gte: untilMs - WARM_MS } })
    .sort({ atMs: -1 })
    .limit(LINES_MAX)
    .lean<SealedDoc[]>();
  return found.sort((a, b) => a.leafIndex - b.leafIndex);
};

/** Kinds of records that alerts follow from. */
const ALERTING = ['claim', 'duty', 'correction'];

/** The first leaf that these entries may have: of the first block, from the end of the log, that begins after all before them. */
const firstLeafOf = async (
  store: Store,
  broadcastId: BroadcastId,
  entryIds: readonly EntryId[],
): Promise<number> => {
  const blocks = store.blocks
    .find({ broadcastId }, { firstLeafIndex: 1, lastEntryId: 1, leafCount: 1 })
    .sort({ firstLeafIndex: -1 })
    .lean<Pick<BlockDoc, 'firstLeafIndex' | 'lastEntryId' | 'leafCount'>[]>()
    .cursor();
  for await (const { firstLeafIndex, lastEntryId, leafCount } of blocks)
    if (entryIds.every((id) => compareEntryIds(lastEntryId, id) < 0)) return firstLeafIndex + leafCount;
  return 0;
};

/**
 * The records of these entries that alerts follow from, for doing the alert steps again. Entries are asked for that were
 * recorded last, so this walks back from the end of the log by blocks; an index over every record would be paid for with each.
 */
export const recordedOf = async (
  store: Store,
  broadcastId: BroadcastId,
  entryIds: readonly EntryId[],
): Promise<SealedDoc[]> => {
  const leafIndex = { $gte: await firstLeafOf(store, broadcastId, entryIds) };
  return store.sealed
    .find({ broadcastId, leafIndex, kind: { $in: ALERTING }, entryId: { $in: [...entryIds] } })
    .sort({ leafIndex: 1 })
    .hint({ broadcastId: 1, leafIndex: 1 })
    .lean<SealedDoc[]>()
    .exec();
};
