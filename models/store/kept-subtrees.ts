import { toHex } from '../contract/log/bytes.ts';
import type { OnNode } from '../contract/log/merkle.ts';

/** Roots of subtrees of 2^6 leaves and more are kept: a proof then reads the leaves of two such groups at most, and roots. */
export const KEPT_LEVEL = 6;
export const GROUP_LEAVES = 2 ** KEPT_LEVEL;

/**
 * Roots that became complete with the last leaf of one group of 64 leaves: of the group itself, of the 128 leaves that end
 * there, of the 256 …, as far as they end there. Kept in the block that holds that leaf.
 */
export interface KeptSubtrees {
  /** Number of the group: the one of leaves 0 to 63 is 0. */
  group: number;
  /** Lower-case hex, the smallest subtree first. */
  hashes: string[];
}

/** Collects what one block completes. `onNode` is for `appendLeaves`. */
export const keepSubtrees = (): { readonly kept: KeptSubtrees[]; readonly onNode: OnNode } => {
  const kept: KeptSubtrees[] = [];
  return {
    kept,
    onNode(level, index, node) {
      if (level === KEPT_LEVEL) kept.push({ group: index, hashes: [toHex(node)] });
      else if (level > KEPT_LEVEL) kept.at(-1)?.hashes.push(toHex(node));
    },
  };
};
