import { hash } from 'node:crypto';
import type { BroadcastId } from '../contract/ids.ts';
import { utf8 } from '../contract/log/bytes.ts';
import {
  edgeRoot,
  frontierOf,
  type Hash,
  halvesOf,
  type LeafRange,
  leafHash,
  nodeHash,
  rangeRoot,
} from '../contract/log/merkle.ts';
import type { BlockDoc } from './documents.ts';
import { LogTooShort } from './log-too-short.ts';
import type { Store } from './store.ts';

const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'buffer');

type BlockEnd = Pick<BlockDoc, 'firstLeafIndex' | 'leafCount' | 'frontier'>;

/**
 * Reads subtree roots out of the right edges that blocks keep: of logs written before the roots were kept. Each block carries the right edge of the tree as it ended, and every subtree that
 * is a left half stands in the edge of some block unless it lies within one, so that a proof costs some log²(n) reads of
 * single blocks and never the log.
 */
export const walkSubtrees = (store: Store, broadcastId: BroadcastId) => {
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
      return rangeRoot(
        await leafHashes(block),
        { from: range.from - offset, until: range.until - offset },
        sha256,
      );
    const kept = edgeRoot(frontierOf(block.frontier), range);
    if (kept !== null) return kept;
    const [left, right] = halvesOf(range);
    return nodeHash(await root(left), await root(right), sha256);
  };
  return root;
};
