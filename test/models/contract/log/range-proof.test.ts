import { expect, test } from 'vitest';
import { toHex, utf8 } from '../../../../models/contract/log/bytes.ts';
import { leafHash, rangeRoot, rootOf } from '../../../../models/contract/log/merkle.ts';
import { rangesBeside, rootOfRun } from '../../../../models/contract/log/range-proof.ts';

const hashes = Array.from({ length: 21 }, (_, i) => leafHash(utf8(`record ${i}`)));

test('every run of every small tree gives its root, and with one hash fewer, more or changed it does not', () => {
  for (let size = 1; size <= hashes.length; size++) {
    const all = hashes.slice(0, size);
    const root = toHex(rootOf(all));
    for (let from = 0; from < size; from++)
      for (let until = from + 1; until <= size; until++) {
        const run = { from, until };
        const proof = rangesBeside(run, size).map((range) => rangeRoot(all, range));
        const leaves = all.slice(from, until);
        const claim = { run, size, leaves, proof };
        const given = (changed: Partial<typeof claim>): string =>
          toHex(rootOfRun({ ...claim, ...changed }) ?? new Uint8Array(0));
        expect(given({})).toBe(root);
        const other = leafHash(utf8('other'));
        expect(given({ leaves: [other, ...leaves.slice(1)] })).not.toBe(root);
        expect(given({ leaves: leaves.slice(1) })).not.toBe(root);
        expect(given({ proof: [...proof, other] })).not.toBe(root);
        if (proof.length > 0) expect(given({ proof: proof.slice(1) })).not.toBe(root);
        if (leaves.length > 1) expect(given({ leaves: [...leaves].reverse() })).not.toBe(root);
        if (until < size) expect(given({ run: { from: from + 1, until: until + 1 } })).not.toBe(root);
      }
  }
});

test('a run that no tree has is none', () => {
  const leaves = hashes.slice(0, 2);
  for (const [from, until, size] of [
    [1, 1, 4],
    [3, 5, 4],
    [-1, 1, 4],
    [0, 2, 2.5],
  ] as const)
    expect(rootOfRun({ run: { from, until }, size, leaves, proof: [] })).toBeNull();
  expect(() => rangesBeside({ from: 3, until: 5 }, 4)).toThrow(RangeError);
});
