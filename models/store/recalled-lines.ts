import type { BroadcastId } from '../contract/ids.ts';
import type { UtteranceEvent } from '../contract/ingest.ts';
import { decodeLeaf } from '../contract/log/leaf.ts';
import type { BlockDoc, SealedDoc } from './documents.ts';
import { utteranceOf } from './logged-events.ts';
import type { Store } from './store.ts';

/** Lines of the room: a host who never stops says some 2,000 an hour, and nobody presents one product for five. */
const ROOM_LINES_MAX = 10_000;
/** Lines of viewers: their questions only help to understand the answers. */
const VIEWER_LINES_MAX = 10_000;

/** A time of the broadcast, in ms of broadcast time. */
interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

type Found = Pick<SealedDoc, 'leafIndex' | 'values'>;

/** The leaves of these indexes, in their order. */
async function* leavesAt(
  store: Store,
  broadcastId: BroadcastId,
  indexes: readonly number[],
): AsyncGenerator<readonly [leafIndex: number, text: string]> {
  const [first, last] = [indexes[0] ?? 0, indexes.at(-1) ?? 0];
  const from = await store.blocks
    .findOne({ broadcastId, firstLeafIndex: { $lte: first } }, { firstLeafIndex: 1 })
    .sort({ firstLeafIndex: -1 })
    .lean<Pick<BlockDoc, 'firstLeafIndex'> | null>();
  const blocks = store.blocks
    .find(
      { broadcastId, firstLeafIndex: { $gte: from?.firstLeafIndex ?? 0, $lte: last } },
      { firstLeafIndex: 1, leaves: 1 },
    )
    .sort({ firstLeafIndex: 1 })
    .lean<Pick<BlockDoc, 'firstLeafIndex' | 'leaves'>[]>()
    .cursor();
  let at = 0;
  for await (const { firstLeafIndex, leaves } of blocks as AsyncIterable<BlockDoc>)
    for (; at < indexes.length && (indexes[at] as number) < firstLeafIndex + leaves.length; at += 1) {
      const leafIndex = indexes[at] as number;
      const text = leaves[leafIndex - firstLeafIndex];
      if (text !== undefined) yield [leafIndex, text];
    }
}

/**
 * What was said and typed in some times of a broadcast, in leaf order, as it is kept: masked, without what was withheld. Nothing
 * where more was said than can be heard again at once.
 * @param beforeLeaf only what was recorded before this leaf.
 */
export const recalledLines = async (
  store: Store,
  broadcastId: BroadcastId,
  times: readonly Stretch[],
  beforeLeaf: number,
): Promise<UtteranceEvent[]> => {
  const within = times.map(({ fromMs, untilMs }) => ({ atMs: { $gte: fromMs, $lte: untilMs } }));
  if (within.length === 0) return [];
  const find = (role: object, limit: number): Promise<Found[]> =>
    store.sealed
      .find(
        {
          broadcastId,
          kind: 'utterance',
          leafIndex: { $lt: beforeLeaf },
          $or: within,
          'utterance.role': role,
        } as Record<string, unknown>,
        { leafIndex: 1, values: 1 },
      )
      .sort({ leafIndex: 1 })
      .limit(limit)
      .lean<Found[]>()
      .exec();
  const [room, viewers] = await Promise.all([
    find({ $ne: 'viewer' }, ROOM_LINES_MAX + 1),
    find({ $eq: 'viewer' }, VIEWER_LINES_MAX),
  ]);
  if (room.length > ROOM_LINES_MAX) return [];
  const docs = [...room, ...viewers].sort((a, b) => a.leafIndex - b.leafIndex);
  const values = new Map(docs.map((doc) => [doc.leafIndex, doc.values]));
  const lines: UtteranceEvent[] = [];
  for await (const [leafIndex, text] of leavesAt(store, broadcastId, [...values.keys()])) {
    const decoded = decodeLeaf(text);
    const line =
      decoded.ok && decoded.leaf.kind === 'utterance' && utteranceOf(decoded.leaf, values.get(leafIndex));
    if (line) lines.push(line);
  }
  return lines;
};
