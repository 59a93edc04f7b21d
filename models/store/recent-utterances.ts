import { type BroadcastId, compareEntryIds, type EntryId } from '../contract/ids.ts';
import type { BlockDoc, SealedDoc } from './documents.ts';
import { sealedBetween, sealedHeard } from './read-sealed.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

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
  const found = await sealedHeard(store, {
    broadcastId,
    kind: 'utterance',
    fromMs: untilMs - WARM_MS,
    keep: 'newest',
    limit: LINES_MAX,
  });
  return found.sort((a, b) => a.leafIndex - b.leafIndex);
};

/** Kinds of records that alerts follow from. */
const ALERTING = ['claim', 'duty', 'correction'];

type BlockEnd = Pick<BlockDoc, 'firstLeafIndex' | 'lastEntryId' | 'leafCount'>;

/** The first leaf that these entries may have: of the first block, from the end of the log, that begins after all before them. */
const firstLeafOf = async (
  store: Store,
  broadcastId: BroadcastId,
  entryIds: readonly EntryId[],
): Promise<number> => {
  const blocks = store.blocks
    .find({ broadcastId }, { firstLeafIndex: 1, lastEntryId: 1, leafCount: 1 })
    .sort({ firstLeafIndex: -1 });
  for await (const { firstLeafIndex, lastEntryId, leafCount } of walk<BlockEnd>(blocks))
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
  const from = await firstLeafOf(store, broadcastId, entryIds);
  const asked = new Set<string>(entryIds);
  const docs = await sealedBetween(store, broadcastId, { from }, ALERTING);
  return docs.filter(({ entryId }) => asked.has(entryId));
};
