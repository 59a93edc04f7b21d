import { hash } from 'node:crypto';
import type { BroadcastId } from '../contract/ids.ts';
import { fromHex, utf8 } from '../contract/log/bytes.ts';
import {
  completeSubtrees,
  HASH_BYTES,
  type Hash,
  type LeafRange,
  leafHash,
  nodeHash,
  rangeRoot,
} from '../contract/log/merkle.ts';
import type { BlockDoc } from './documents.ts';
import { GROUP_LEAVES } from './kept-subtrees.ts';
import { LogTooShort } from './log-too-short.ts';
import type { Store } from './store.ts';
import { walkSubtrees } from './walk-subtrees.ts';

/** Groups of leaves that are read at once: some hundred kilobytes of records. */
const GROUPS_AT_ONCE = 16;

const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'buffer');
const nameOf = ({ from, until }: LeafRange): string => `${from}-${until}`;
const groupOf = (leafIndex: number): number => Math.floor(leafIndex / GROUP_LEAVES);

type Roots = Map<string, Hash>;

/** Kept roots of subtrees of a group or more, by the group that they end with; one question for all. */
const readKept = async (
  store: Store,
  broadcastId: BroadcastId,
  wanted: readonly LeafRange[],
): Promise<Roots> => {
  const groups = [...new Set(wanted.map(({ until }) => groupOf(until - 1)))];
  const roots: Roots = new Map();
  if (groups.length === 0) return roots;
  const blocks = await store.blocks
    .find({ broadcastId, 'subtrees.group': { $in: groups } } as Record<string, unknown>, { subtrees: 1 })
    .lean<Pick<BlockDoc, 'subtrees'>[]>();
  for (const { group, hashes } of blocks.flatMap(({ subtrees }) => subtrees ?? [])) {
    const until = (group + 1) * GROUP_LEAVES;
    for (const [level, text] of hashes.entries()) {
      const root = fromHex(text, HASH_BYTES);
      if (root !== null) roots.set(nameOf({ from: until - GROUP_LEAVES * 2 ** level, until }), root);
    }
  }
  return roots;
};

type Leaves = Pick<BlockDoc, 'firstLeafIndex' | 'leaves'>;

/** Hashes of the leaves of one group, as many as the log has. */
const readGroup = async (store: Store, broadcastId: BroadcastId, group: number): Promise<Hash[]> => {
  const from = group * GROUP_LEAVES;
  const until = from + GROUP_LEAVES;
  // Of a long block those leaves alone that are in the group.
  const skipped = { $max: [0, { $subtract: [from, '$firstLeafIndex'] }] };
  const inGroup = { firstLeafIndex: 1, leaves: { $slice: ['$leaves', skipped, GROUP_LEAVES] } };
  const begins = { broadcastId, firstLeafIndex: { $lte: from } };
  const [first, rest] = await Promise.all([
    store.blocks.aggregate<Leaves>([
      { $match: begins },
      { $sort: { firstLeafIndex: -1 } },
      { $limit: 1 },
      // A block that ends before its group has nothing to give, and a slice from beyond its end is empty.
      { $project: inGroup },
    ]),
    store.blocks.aggregate<Leaves>([
      { $match: { broadcastId, firstLeafIndex: { $gt: from, $lt: until } } },
      { $sort: { firstLeafIndex: 1 } },
      { $project: inGroup },
    ]),
  ]);
  const texts = [...first, ...rest].flatMap(({ leaves }) => leaves).slice(0, GROUP_LEAVES);
  return texts.map((text) => leafHash(utf8(text), sha256));
};

/** Roots of subtrees smaller than a group, from the leaves themselves. */
const readSmall = async (
  store: Store,
  broadcastId: BroadcastId,
  wanted: readonly LeafRange[],
): Promise<Roots> => {
  const byGroup = new Map<number, LeafRange[]>();
  for (const range of wanted) {
    const group = groupOf(range.from);
    byGroup.set(group, [...(byGroup.get(group) ?? []), range]);
  }
  const roots: Roots = new Map();
  const groups = [...byGroup];
  for (let at = 0; at < groups.length; at += GROUPS_AT_ONCE)
    await Promise.all(
      groups.slice(at, at + GROUPS_AT_ONCE).map(async ([group, ranges]) => {
        const hashes = await readGroup(store, broadcastId, group);
        const offset = group * GROUP_LEAVES;
        for (const { from, until } of ranges) {
          if (until - offset > hashes.length) throw new LogTooShort(broadcastId, until - 1);
          roots.set(
            nameOf({ from, until }),
            rangeRoot(hashes, { from: from - offset, until: until - offset }, sha256),
          );
        }
      }),
    );
  return roots;
};

/**
 * Roots of the subtrees over these runs of leaves, as proofs are made of. One question brings the kept roots, at most some
 * forty for one proof of a million leaves, and two each bring the leaves at the two ragged ends: reads grow with the logarithm of
 * the log. What older logs have not kept is found by walking their blocks.
 * @returns the root of a run that was asked for.
 * @throws LogTooShort
 */
export const readRoots = async (
  store: Store,
  broadcastId: BroadcastId,
  ranges: readonly LeafRange[],
): Promise<(range: LeafRange) => Hash> => {
  const subtrees = new Map(ranges.flatMap(completeSubtrees).map((range) => [nameOf(range), range] as const));
  const isKept = ({ from, until }: LeafRange): boolean => until - from >= GROUP_LEAVES;
  const wanted = [...subtrees.values()];
  const [kept, small] = await Promise.all([
    readKept(store, broadcastId, wanted.filter(isKept)),
    readSmall(
      store,
      broadcastId,
      wanted.filter((range) => !isKept(range)),
    ),
  ]);
  const walk = walkSubtrees(store, broadcastId);
  // One after the other: neighbours share what the first has read.
  for (const range of wanted)
    if (isKept(range) && !kept.has(nameOf(range))) kept.set(nameOf(range), await walk(range));

  return (range) => {
    const [last, ...before] = completeSubtrees(range)
      .map((one) => kept.get(nameOf(one)) ?? small.get(nameOf(one)))
      .reverse();
    if (last === undefined || before.includes(undefined)) throw new LogTooShort(broadcastId, range.until - 1);
    return (before as Hash[]).reduce((right, left) => nodeHash(left, right, sha256), last);
  };
};
