import type { BroadcastId, EntryId } from '../contract/ids.ts';
import type { SealedDoc } from './documents.ts';
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

/** What was recorded of entries that came before: for doing alert and duty steps again after a delivery is repeated. */
export const recordedOf = (
  store: Store,
  broadcastId: BroadcastId,
  entryIds: readonly EntryId[],
): Promise<SealedDoc[]> =>
  store.sealed
    .find({ broadcastId, entryId: { $in: [...entryIds] } })
    .sort({ leafIndex: 1 })
    .lean<SealedDoc[]>()
    .exec();
