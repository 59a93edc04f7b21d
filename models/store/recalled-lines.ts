import type { BroadcastId } from '../contract/ids.ts';
import type { UtteranceEvent } from '../contract/ingest.ts';
import { decodeLeaf } from '../contract/log/leaf.ts';
import type { BlockDoc, SealedDoc } from './documents.ts';
import { utteranceOf } from './logged-events.ts';
import { sealedHeard } from './read-sealed.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

/** Lines of the room: a host who never stops says some 2,000 an hour, and nobody presents one product for five. */
const ROOM_LINES_MAX = 10_000;
/** Lines of viewers: their questions only help to understand the answers. */
const VIEWER_LINES_MAX = 10_000;

/** A time of the broadcast, in ms of broadcast time. */
interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

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
    .sort({ firstLeafIndex: 1 });
  let at = 0;
  for await (const { firstLeafIndex, leaves } of walk<Pick<BlockDoc, 'firstLeafIndex' | 'leaves'>>(blocks))
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
  if (times.length === 0) return [];
  const find = async (isViewers: boolean, limit: number): Promise<SealedDoc[]> => {
    const only = {
      test: ({ utterance, leafIndex }: SealedDoc) =>
        leafIndex < beforeLeaf && (utterance?.role === 'viewer') === isViewers,
      filter: {
        leafIndex: { $lt: beforeLeaf },
        'utterance.role': isViewers ? { $eq: 'viewer' } : { $ne: 'viewer' },
      },
    };
    const found = await Promise.all(
      times.map((time) =>
        sealedHeard(store, { broadcastId, kind: 'utterance', ...time, keep: 'oldest', limit, only }),
      ),
    );
    // Times may overlap.
    const docs = new Map(found.flat().map((doc) => [doc.leafIndex, doc]));
    return [...docs.values()].sort((a, b) => a.leafIndex - b.leafIndex).slice(0, limit);
  };
  const [room, viewers] = await Promise.all([find(false, ROOM_LINES_MAX + 1), find(true, VIEWER_LINES_MAX)]);
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
