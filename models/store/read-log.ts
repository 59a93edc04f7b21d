import { hash } from 'node:crypto';
import type { BroadcastId } from '../contract/ids.ts';
import { utf8 } from '../contract/log/bytes.ts';
import {
  consistencyRanges,
  edgeRoot,
  frontierOf,
  type Hash,
  halvesOf,
  inclusionRanges,
  type LeafRange,
  leafHash,
  nodeHash,
  rangeRoot,
} from '../contract/log/merkle.ts';
import type { BlockDoc, CheckpointDoc } from './documents.ts';
import type { Store } from './store.ts';

/** The log does not reach that far. */
export class LogTooShort extends Error {
  constructor(broadcastId: BroadcastId, leafIndex: number) {
    super(`the log of ${broadcastId} has no leaf ${leafIndex}`);
    this.name = 'LogTooShort';
  }
}

const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'buffer');

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
    .sort({ firstLeafIndex: 1 })
    .lean<BlockDoc[]>()
    .cursor();
  const leaves: string[] = [];
  for await (const { firstLeafIndex, leaves: texts } of blocks as AsyncIterable<BlockDoc>)
    leaves.push(...texts.slice(Math.max(0, from - firstLeafIndex), from + limit - firstLeafIndex));
  return leaves;
};

type BlockEnd = Pick<BlockDoc, 'firstLeafIndex' | 'leafCount' | 'frontier'>;

/**
 * Reads subtree roots out of the blocks. Each block carries the right edge of the tree as it ended, and every subtree that
 * is a left half stands in the edge of some block unless it lies within one, so that a proof costs some log²(n) reads of
 * single blocks and never the log.
 */
const subtreeReader = (store: Store, broadcastId: BroadcastId) => {
  const ends: BlockEnd[] = [];
  const hashesOf = new Map<number, Hash[]>();

  const blockOf = async (leafIndex: number): Promise<BlockEnd> => {
    const known = ends.find(
      ({ firstLeafIndex: first, leafCount }) => first <= leafIndex && leafIndex < first + leafCount,
    );
    if (known) return known;
    const block = await store.blocks
      .findOne(
        { broadcastId, firstLeafIndex: { $lte: leafIndex } },
        { firstLeafIndex: 1, leafCount: 1, frontier: 1 },
      )
      .sort({ firstLeafIndex: -1 })
      .lean<BlockEnd>();
    if (block === null || leafIndex >= block.firstLeafIndex + block.leafCount)
      throw new LogTooShort(broadcastId, leafIndex);
    ends.push(block);
    return block;
  };

  const leafHashes = async ({ firstLeafIndex }: BlockEnd): Promise<Hash[]> => {
    const known = hashesOf.get(firstLeafIndex);
    if (known) return known;
    const block = await store.blocks
      .findOne({ broadcastId, firstLeafIndex }, { leaves: 1 })
      .lean<Pick<BlockDoc, 'leaves'>>();
    const hashes = (block?.leaves ?? []).map((text) => leafHash(utf8(text), sha256));
    hashesOf.set(firstLeafIndex, hashes);
    return hashes;
  };

  const rootOfRange = new Map<string, Hash>();
  const root = async (range: LeafRange): Promise<Hash> => {
    const name = `${range.from}-${range.until}`;
    const hash = rootOfRange.get(name) ?? (await read(range));
    rootOfRange.set(name, hash);
    return hash;
  };

  const read = async (range: LeafRange): Promise<Hash> => {
    const block = await blockOf(range.until - 1);
    const offset = block.firstLeafIndex;
    if (range.from >= offset)
      return rangeRoot(await leafHashes(block), { from: range.from - offset, until: range.until - offset });
    const kept = edgeRoot(frontierOf(block.frontier), range);
    if (kept !== null) return kept;
    const [left, right] = halvesOf(range);
    return nodeHash(await root(left), await root(right), sha256);
  };
  return root;
};

type SubtreeReader = ReturnType<typeof subtreeReader>;

const roots = async (root: SubtreeReader, ranges: readonly LeafRange[]): Promise<Hash[]> => {
  const hashes: Hash[] = [];
  // One after the other: neighbours share what the first has read.
  for (const range of ranges) hashes.push(await root(range));
  return hashes;
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
  await requireSize(store, broadcastId, size);
  const root = subtreeReader(store, broadcastId);
  const proofs: Hash[][] = [];
  for (const ranges of wanted) proofs.push(await roots(root, ranges));
  return proofs;
};

/** {@link readInclusions} of one leaf. */
export const readInclusion = async (
  store: Store,
  broadcastId: BroadcastId,
  leafIndex: number,
  size: number,
): Promise<Hash[]> => (await readInclusions(store, broadcastId, [leafIndex], size)).flat();

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
  await requireSize(store, broadcastId, to);
  return roots(subtreeReader(store, broadcastId), ranges);
};

const requireSize = async (store: Store, broadcastId: BroadcastId, size: number): Promise<void> => {
  const newest = await store.blocks
    .findOne({ broadcastId }, { firstLeafIndex: 1, leafCount: 1 })
    .sort({ firstLeafIndex: -1 })
    .lean<Pick<BlockDoc, 'firstLeafIndex' | 'leafCount'>>();
  if (size > (newest ? newest.firstLeafIndex + newest.leafCount : 0))
    throw new LogTooShort(broadcastId, size - 1);
};
