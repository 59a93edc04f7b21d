import { fromHex, sameBytes, toHex } from './bytes.ts';
import { type Sha256, sha256 } from './sha256.ts';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;
export const HASH_BYTES = 32;

/** First byte of what is hashed (RFC 6962, 2.1), so that no leaf can pass for an inner node. */
export const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** Root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Hash => sha256(new Uint8Array(0));

/** Hash of one leaf: SHA-256(0x00 || bytes). */
export const leafHash = (bytes: Uint8Array, hash: Sha256 = sha256): Hash => {
  const input = new Uint8Array(1 + bytes.length);
  input[0] = LEAF_PREFIX;
  input.set(bytes, 1);
  return hash(input);
};

/** Hash of an inner node: SHA-256(0x01 || left || right). */
export const nodeHash = (left: Hash, right: Hash, hash: Sha256 = sha256): Hash => {
  const input = new Uint8Array(1 + 2 * HASH_BYTES);
  input[0] = NODE_PREFIX;
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return hash(input);
};

// Sizes are plain numbers up to 2^53, and bit operators stop at 2^31: hence division.
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** Largest power of two smaller than `n`, for n > 1: where RFC 6962 splits a tree. */
const splitOf = (n: number): number => {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
};

const isPowerOfTwo = (n: number): boolean => {
  let rest = n;
  while (rest > 1 && !isOdd(rest)) rest = half(rest);
  return rest === 1;
};

/** A run of leaves, `from` inclusive, `until` exclusive. */
export interface LeafRange {
  readonly from: number;
  readonly until: number;
}

/** The two halves of a run of two or more leaves, as RFC 6962 splits it: the left one as large a power of two as fits. */
export const halvesOf = ({ from, until }: LeafRange): readonly [LeafRange, LeafRange] => {
  const middle = from + splitOf(until - from);
  return [
    { from, until: middle },
    { from: middle, until },
  ];
};

/** A run of leaves as the complete subtrees that it is made of, from left to right. */
export const completeSubtrees = (range: LeafRange): LeafRange[] => {
  const length = range.until - range.from;
  return isPowerOfTwo(length) && range.from % length === 0
    ? [range]
    : halvesOf(range).flatMap(completeSubtrees);
};

/** Root of the subtree over a run of these leaf hashes. */
export const rangeRoot = (hashes: readonly Hash[], range: LeafRange, hash: Sha256 = sha256): Hash => {
  const first = hashes[range.from];
  if (first === undefined || range.until > hashes.length)
    throw new RangeError(`no leaf hashes for [${range.from}, ${range.until})`);
  if (range.until - range.from === 1) return first;
  const [left, right] = halvesOf(range);
  return nodeHash(rangeRoot(hashes, left, hash), rangeRoot(hashes, right, hash), hash);
};

/** Root over leaf hashes in order (RFC 6962, 2.1). */
export const rootOf = (hashes: readonly Hash[]): Hash =>
  hashes.length === 0 ? emptyRoot() : rangeRoot(hashes, { from: 0, until: hashes.length });

/**
 * What is needed to go on appending to a tree without its leaves: its size and the roots of the complete subtrees along
 * its right edge, largest first (one per set bit of the size). A value, never changed in place: an append that turns out
 * to have been fenced off leaves the old one as it was.
 */
export interface MerkleFrontier {
  readonly size: number;
  readonly edge: readonly Hash[];
}

export const EMPTY_FRONTIER: MerkleFrontier = { size: 0, edge: [] };

/** Told of each inner node as it is complete: the subtree of 2^level leaves whose number among those of its size is `index`. */
export type OnNode = (level: number, index: number, node: Hash) => void;

/** The frontier after appending leaf hashes in order. */
export const appendLeaves = (
  frontier: MerkleFrontier,
  leaves: readonly Hash[],
  hash: Sha256 = sha256,
  onNode?: OnNode,
): MerkleFrontier => {
  const edge = [...frontier.edge];
  let size = frontier.size;
  for (const leaf of leaves) {
    let node = leaf;
    let level = 0;
    for (let rest = size; isOdd(rest); rest = half(rest)) {
      const left = edge.pop();
      if (left === undefined) throw new RangeError(`frontier of size ${frontier.size} lacks an edge hash`);
      node = nodeHash(left, node, hash);
      level += 1;
      onNode?.(level, half(rest), node);
    }
    edge.push(node);
    size += 1;
  }
  return { size, edge };
};

export const frontierRoot = ({ edge }: MerkleFrontier): Hash => {
  const last = edge.at(-1);
  if (last === undefined) return emptyRoot();
  return edge.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
};

/** A frontier as it is kept beside a log's head: hashes in lower-case hex. */
export interface FrontierText {
  size: number;
  hashes: string[];
}

export const frontierText = ({ size, edge }: MerkleFrontier): FrontierText => ({
  size,
  hashes: edge.map(toHex),
});

const setBits = (size: number): number => {
  let bits = 0;
  for (let rest = size; rest > 0; rest = half(rest)) bits += rest % 2;
  return bits;
};

/** The frontier that was kept; throws RangeError when size and edge do not fit each other. */
export const frontierOf = ({ size, hashes }: FrontierText): MerkleFrontier => {
  const edge = hashes.map((text) => fromHex(text, HASH_BYTES)).filter((hash) => hash !== null);
  const fits = Number.isSafeInteger(size) && size >= 0 && edge.length === setBits(size);
  if (!fits || edge.length !== hashes.length)
    throw new RangeError(`a frontier of size ${size} cannot have ${hashes.length} edge hashes such as these`);
  return { size, edge };
};

/**
 * Root of the subtree over `range`, if it is one of the edge's; else `null`. The edge of a tree of n leaves holds, for each
 * set bit 2^k of n, the subtree of 2^k leaves that starts at n with its lower bits cleared.
 */
export const edgeRoot = ({ size, edge }: MerkleFrontier, { from, until }: LeafRange): Hash | null => {
  const length = until - from;
  if (!isPowerOfTwo(length) || from % (2 * length) !== 0 || size < until || size >= until + length)
    return null;
  return edge[setBits(half(size / length))] ?? null;
};

/**
 * The subtrees whose roots are the inclusion proof of leaf `index` in a tree of `size` leaves, nearest first (RFC 9162,
 * 2.1.3.1). Apart from the hashes, so that a store that keeps inner nodes can answer with log(size) reads.
 */
export const inclusionRanges = (index: number, size: number): LeafRange[] => {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const ranges: LeafRange[] = [];
  let from = 0;
  let until = size;
  while (until - from > 1) {
    const middle = from + splitOf(until - from);
    if (index < middle) {
      ranges.push({ from: middle, until });
      until = middle;
    } else {
      ranges.push({ from, until: middle });
      from = middle;
    }
  }
  return ranges.reverse();
};

/** The subtrees whose roots prove that the tree of `first` leaves is a prefix of that of `second` (RFC 9162, 2.1.4.1). */
export const consistencyRanges = (first: number, second: number): LeafRange[] => {
  if (!(first >= 0 && first <= second)) throw new RangeError(`no prefix of ${first} in a tree of ${second}`);
  if (first === 0 || first === second) return [];
  const ranges: LeafRange[] = [];
  let from = 0;
  let until = second;
  // Whether the subtree at hand still begins with the old tree's own root, which the reader already has.
  let known = true;
  while (until !== first) {
    const middle = from + splitOf(until - from);
    if (first <= middle) {
      ranges.push({ from: middle, until });
      until = middle;
    } else {
      ranges.push({ from, until: middle });
      from = middle;
      known = false;
    }
  }
  if (!known) ranges.push({ from, until });
  return ranges.reverse();
};

/** Inclusion proof of leaf `index` in the tree of these leaf hashes. */
export const inclusionProof = (hashes: readonly Hash[], index: number): Hash[] =>
  inclusionRanges(index, hashes.length).map((range) => rangeRoot(hashes, range));

/** Proof that the tree of the first `first` of these leaf hashes is a prefix of the whole. Empty for 0 and for all. */
export const consistencyProof = (hashes: readonly Hash[], first: number): Hash[] =>
  consistencyRanges(first, hashes.length).map((range) => rangeRoot(hashes, range));

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly proof: readonly Hash[];
  readonly root: Hash;
}

/** Whether the proof shows the leaf at that place of the tree with that root (RFC 9162, 2.1.3.2). */
export const verifyInclusion = ({ index, size, leaf, proof, root }: InclusionClaim): boolean => {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      r = nodeHash(r, p);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && sameBytes(r, root);
};

export interface ConsistencyClaim {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Hash;
  readonly secondRoot: Hash;
  readonly proof: readonly Hash[];
}

/** Whether the proof shows that the first tree is a prefix of the second (RFC 9162, 2.1.4.2; an empty tree is one of any). */
export const verifyConsistency = (claim: ConsistencyClaim): boolean => {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 0 || first > second)
    return false;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && sameBytes(firstRoot, emptyRoot());
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  if (start === undefined || proof.length === 0) return false;
  let fn = first - 1;
  let sn = second - 1;
  while (isOdd(fn)) {
    fn = half(fn);
    sn = half(sn);
  }
  let fr = start;
  let sr = start;
  for (const c of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && sameBytes(fr, firstRoot) && sameBytes(sr, secondRoot);
};
