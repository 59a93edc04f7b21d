import type { BroadcastId } from '../contract/ids.ts';
import { consistencyRanges, type Hash, inclusionRanges, type LeafRange } from '../contract/log/merkle.ts';
import { rangesBeside } from '../contract/log/range-proof.ts';
import type { BlockDoc, CheckpointDoc } from './documents.ts';
import { LogTooShort } from './log-too-short.ts';
import { readRoots } from './read-roots.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

export { LogTooShort } from './log-too-short.ts';

/** The newest signed head; `null` before the first. */
export const newestCheckpoint = (store: Store, broadcastId: BroadcastId): Promise<CheckpointDoc | null> =>
  store.checkpoints.findOne({ broadcastId }).sort({ size: -1 }).lean<CheckpointDoc>().exec();

/** Up to `limit` leaves from `from` on, in order, as the canonical JSON that was hashed; fewer where the log ends. */
export const readLeaves = async (
  store: Store,
  broadcastId: BroadcastId,
  from: number,
  limit: number,
): Promise<string[]> => {
  const first = await store.blocks
    .findOne({ broadcastId, firstLeafIndex: { $lte: from } }, { firstLeafIndex: 1 })
    .sort({ firstLeafIndex: -1 })
    .lean<Pick<BlockDoc, 'firstLeafIndex'>>();
  if (first === null) return [];
  const blocks = store.blocks
    .find({ broadcastId, firstLeafIndex: { $gte: first.firstLeafIndex, $lt: from + limit } })
    .sort({ firstLeafIndex: 1 });
  const leaves: string[] = [];
  for await (const { firstLeafIndex, leaves: texts } of walk<BlockDoc>(blocks))
    leaves.push(...texts.slice(Math.max(0, from - firstLeafIndex), from + limit - firstLeafIndex));
  return leaves;
};

/** Roots for proofs in a tree of `size` leaves; what ends there has shown that they exist, and else the end is asked for. */
const readWithin = async (
  store: Store,
  broadcastId: BroadcastId,
  ranges: readonly LeafRange[],
  size: number,
): Promise<(range: LeafRange) => Hash> => {
  const [rootOf] = await Promise.all([
    readRoots(store, broadcastId, ranges),
    ranges.some(({ until }) => until === size) || requireSize(store, broadcastId, size),
  ]);
  return rootOf;
};

/**
 * Proofs that each of these leaves is in the tree of the first `size` leaves (RFC 9162, 2.1.3.1), in their order.
 * @throws LogTooShort when the log has fewer than `size` leaves; RangeError when a leaf is not below size.
 */
export const readInclusions = async (
  store: Store,
  broadcastId: BroadcastId,
  leafIndices: readonly number[],
  size: number,
): Promise<Hash[][]> => {
  const wanted = leafIndices.map((leafIndex) => inclusionRanges(leafIndex, size));
  const rootOf = await readWithin(store, broadcastId, wanted.flat(), size);
  return wanted.map((ranges) => ranges.map(rootOf));
};

/** {@link readInclusions} of one leaf. */
export const readInclusion = async (
  store: Store,
  broadcastId: BroadcastId,
  leafIndex: number,
  size: number,
): Promise<Hash[]> => (await readInclusions(store, broadcastId, [leafIndex], size)).flat();

/**
 * Proof that a run of leaves, one at least, stands in the tree of the first `size` leaves at its place (see `range-proof.ts`).
 * @throws LogTooShort when the log has fewer than `size` leaves; RangeError when the run is not below size.
 */
export const readRunProof = async (
  store: Store,
  broadcastId: BroadcastId,
  run: LeafRange,
  size: number,
): Promise<Hash[]> => {
  const ranges = rangesBeside(run, size);
  const rootOf = await readWithin(store, broadcastId, ranges, size);
  return ranges.map(rootOf);
};

/**
 * Proof that the first `from` leaves are a prefix of the first `to` (RFC 9162, 2.1.4.1).
 * @throws LogTooShort when the log has fewer than `to` leaves; RangeError when from is above to.
 */
export const readConsistency = async (
  store: Store,
  broadcastId: BroadcastId,
  from: number,
  to: number,
): Promise<Hash[]> => {
  const ranges = consistencyRanges(from, to);
  const rootOf = await readWithin(store, broadcastId, ranges, to);
  return ranges.map(rootOf);
};

const requireSize = async (store: Store, broadcastId: BroadcastId, size: number): Promise<void> => {
  const newest = await store.blocks
    .findOne({ broadcastId }, { firstLeafIndex: 1, leafCount: 1 })
    .sort({ firstLeafIndex: -1 })
    .lean<Pick<BlockDoc, 'firstLeafIndex' | 'leafCount'>>();
  if (size > (newest ? newest.firstLeafIndex + newest.leafCount : 0))
    throw new LogTooShort(broadcastId, size - 1);
};
