import { type Hash, halvesOf, type LeafRange, nodeHash } from './merkle.ts';
import { type Sha256, sha256 } from './sha256.ts';

/*
 * Proof that a run of leaves stands in a tree at its place: the roots of the subtrees beside it, from left to right. It is the
 * inclusion proof of RFC 9162 for many neighbours at once, some 64 bytes a level of the tree instead of as much for every leaf.
 */

const isApart = (run: LeafRange, { from, until }: LeafRange): boolean =>
  until <= run.from || from >= run.until;

const within = (run: LeafRange, { from, until }: LeafRange): boolean =>
  from >= run.from && until <= run.until;

/** The subtrees whose roots are the proof of a run of one leaf or more in a tree of `size` leaves. */
export const rangesBeside = (run: LeafRange, size: number): LeafRange[] => {
  if (!(run.from >= 0 && run.from < run.until && run.until <= size))
    throw new RangeError(`no leaves [${run.from}, ${run.until}) in a tree of ${size}`);
  const beside = (range: LeafRange): LeafRange[] => {
    if (isApart(run, range)) return [range];
    return within(run, range) ? [] : halvesOf(range).flatMap(beside);
  };
  return beside({ from: 0, until: size });
};

export interface RunClaim {
  readonly run: LeafRange;
  readonly size: number;
  /** Hashes of the leaves of the run, in order. */
  readonly leaves: readonly Hash[];
  readonly proof: readonly Hash[];
}

/** The root of the tree in which the run stands by this proof; null where the proof is of another form. */
export const rootOfRun = ({ run, size, leaves, proof }: RunClaim, hash: Sha256 = sha256): Hash | null => {
  if (!Number.isSafeInteger(size) || leaves.length !== run.until - run.from) return null;
  if (!(run.from >= 0 && run.from < run.until && run.until <= size)) return null;
  let used = 0;
  const rootAt = (range: LeafRange): Hash | null => {
    if (isApart(run, range)) {
      used += 1;
      return proof[used - 1] ?? null;
    }
    if (range.until - range.from === 1) return leaves[range.from - run.from] ?? null;
    const [left, right] = halvesOf(range).map(rootAt);
    return left && right ? nodeHash(left, right, hash) : null;
  };
  const root = rootAt({ from: 0, until: size });
  return used === proof.length ? root : null;
};
