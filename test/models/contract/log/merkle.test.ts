import { describe, expect, it } from 'vitest';
import { toHex } from '../../../../models/contract/log/bytes.ts';
import {
  appendLeaves,
  consistencyProof,
  EMPTY_FRONTIER,
  edgeRoot,
  emptyRoot,
  frontierOf,
  frontierRoot,
  frontierText,
  type Hash,
  inclusionProof,
  leafHash,
  nodeHash,
  rangeRoot,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../../../models/contract/log/merkle.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

/** The eight leaves and the roots over the first 0 to 8 of them, as published with the reference implementation of Certificate Transparency. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const reference = LEAVES.map((hex) => leafHash(bytes(hex)));

describe('published hashes (RFC 6962 reference tests)', () => {
  it('hashes the empty tree and the known leaves', () => {
    expect(toHex(emptyRoot())).toBe(ROOTS[0]);
    expect(toHex(leafHash(new Uint8Array(0)))).toBe(ROOTS[1]);
    expect(toHex(leafHash(bytes('4c313233343536')))).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    );
  });

  it.each(ROOTS.map((root, size) => [size, root]))('root of the first %i leaves', (size, root) => {
    const hashes = reference.slice(0, Number(size));
    expect(toHex(rootOf(hashes))).toBe(root);
    expect(toHex(frontierRoot(appendLeaves(EMPTY_FRONTIER, hashes)))).toBe(root);
  });

  const H96 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
  const H5F = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
  const H6B = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
  const HBC = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
  const HCA = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
  const H0E = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';

  it.each([
    [0, 1, []],
    [0, 8, [H96, H5F, H6B]],
    [5, 8, [HBC, HCA, ROOTS[4]]],
    [2, 3, [ROOTS[2]]],
    [1, 5, [ROOTS[1], H5F, HBC]],
  ])('inclusion of leaf %i in %i', (index, size, expected) => {
    const proof = inclusionProof(reference.slice(0, size), index);
    expect(proof.map(toHex)).toEqual(expected);
    const root = bytes(ROOTS[size] ?? '');
    expect(verifyInclusion({ index, size, leaf: reference[index] ?? root, proof, root })).toBe(true);
  });

  it.each([
    [1, 1, []],
    [1, 8, [H96, H5F, H6B]],
    [6, 8, [H0E, HCA, ROOTS[4]]],
    [2, 5, [H5F, HBC]],
  ])('consistency of %i with %i', (first, second, expected) => {
    const proof = consistencyProof(reference.slice(0, second), first);
    expect(proof.map(toHex)).toEqual(expected);
    const [firstRoot, secondRoot] = [bytes(ROOTS[first] ?? ''), bytes(ROOTS[second] ?? '')];
    expect(verifyConsistency({ first, second, firstRoot, secondRoot, proof })).toBe(true);
  });
});

const SIZES = Array.from({ length: 71 }, (_, size) => size);
const leaves = SIZES.map((n) => leafHash(new TextEncoder().encode(`leaf ${n}`)));
const roots = SIZES.map((size) => rootOf(leaves.slice(0, size)));
const rootAt = (size: number): Hash => roots[size] ?? emptyRoot();
const leafAt = (index: number): Hash => leaves[index] ?? emptyRoot();
const flipped = (hash: Hash): Hash => Uint8Array.from(hash, (byte, i) => (i === 7 ? byte ^ 0x10 : byte));

describe('all sizes up to 70', () => {
  it('a frontier gives the same root, in one go, one by one, and after being kept as text', () => {
    let one = EMPTY_FRONTIER;
    for (const size of SIZES) {
      expect(frontierRoot(one)).toEqual(rootAt(size));
      expect(frontierRoot(appendLeaves(EMPTY_FRONTIER, leaves.slice(0, size)))).toEqual(rootAt(size));
      const kept = JSON.parse(JSON.stringify(frontierText(one)));
      expect(frontierRoot(appendLeaves(frontierOf(kept), leaves.slice(size, 70)))).toEqual(rootAt(70));
      one = appendLeaves(one, leaves.slice(size, size + 1));
    }
  });

  it('a frontier tells the roots of the subtrees on its edge, and no others', () => {
    for (const size of SIZES) {
      const frontier = appendLeaves(EMPTY_FRONTIER, leaves.slice(0, size));
      let told = 0;
      for (let length = 1; length <= 64; length *= 2)
        for (let from = 0; from + length <= 70; from++) {
          const range = { from, until: from + length };
          const root = edgeRoot(frontier, range);
          if (root === null) continue;
          expect(root).toEqual(rangeRoot(leaves, range));
          told += 1;
        }
      expect(told).toBe(frontier.edge.length);
    }
  });

  it('an append leaves the frontier it started from as it was', () => {
    const before = appendLeaves(EMPTY_FRONTIER, leaves.slice(0, 7));
    appendLeaves(before, leaves.slice(7, 20));
    expect(frontierRoot(before)).toEqual(rootAt(7));
  });

  it('every inclusion proof verifies, and no other leaf, place, size or root does with it', () => {
    for (const size of SIZES.slice(1)) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(leaves.slice(0, size), index);
        const claim = { index, size, leaf: leafAt(index), proof, root: rootAt(size) };
        const holds = (change: Partial<typeof claim>): boolean => verifyInclusion({ ...claim, ...change });
        expect(holds({})).toBe(true);
        expect(holds({ leaf: leafAt(index + 1) })).toBe(false);
        expect(holds({ root: flipped(claim.root) })).toBe(false);
        expect(holds({ index: index + 1 })).toBe(false);
        expect(holds({ index: index - 1 })).toBe(false);
        expect(holds({ proof: [...proof, leafAt(0)] })).toBe(false);
        for (const [i, hash] of proof.entries()) {
          expect(holds({ proof: proof.with(i, flipped(hash)) })).toBe(false);
          expect(holds({ proof: proof.toSpliced(i, 1) })).toBe(false);
        }
      }
    }
  });

  it('every consistency proof verifies, and no other root or proof does', () => {
    for (const second of SIZES) {
      for (let first = 0; first <= second; first++) {
        const proof = consistencyProof(leaves.slice(0, second), first);
        const claim = { first, second, firstRoot: rootAt(first), secondRoot: rootAt(second), proof };
        const holds = (change: Partial<typeof claim>): boolean => verifyConsistency({ ...claim, ...change });
        expect(holds({})).toBe(true);
        expect(holds({ firstRoot: flipped(claim.firstRoot) })).toBe(false);
        expect(holds({ proof: [...proof, leafAt(0)] })).toBe(false);
        if (first > 0) expect(holds({ secondRoot: flipped(claim.secondRoot) })).toBe(false);
        for (const [i, hash] of proof.entries()) {
          expect(holds({ proof: proof.with(i, flipped(hash)) })).toBe(false);
          expect(holds({ proof: proof.toSpliced(i, 1) })).toBe(false);
        }
      }
    }
  });
});

describe('what does not fit', () => {
  it.each([
    ['a size beyond the leaves', { index: 8, size: 8 }],
    ['a negative place', { index: -1, size: 8 }],
    ['half a place', { index: 0.5, size: 8 }],
    ['no size', { index: 0, size: 0 }],
    ['an endless size', { index: 0, size: Number.POSITIVE_INFINITY }],
  ])('inclusion with %s', (_, change) => {
    expect(verifyInclusion({ leaf: leafAt(0), proof: [], root: leafAt(0), ...change })).toBe(false);
  });

  it.each([
    ['sizes the wrong way round', { first: 5, second: 3 }],
    ['a negative size', { first: -1, second: 3 }],
    ['equal sizes and other roots', { first: 3, second: 3 }],
    ['no proof', { first: 2, second: 3 }],
  ])('consistency with %s', (_, change) => {
    expect(verifyConsistency({ firstRoot: rootAt(3), secondRoot: rootAt(5), proof: [], ...change })).toBe(
      false,
    );
  });

  it('a kept frontier of another size, or with a damaged hash', () => {
    const kept = frontierText(appendLeaves(EMPTY_FRONTIER, leaves.slice(0, 6)));
    expect(() => frontierOf({ ...kept, size: 7 })).toThrow(RangeError);
    expect(() => frontierOf({ ...kept, hashes: kept.hashes.with(0, 'zz') })).toThrow(RangeError);
    expect(() => inclusionProof(leaves, leaves.length)).toThrow(RangeError);
    expect(() => consistencyProof(leaves.slice(0, 3), 4)).toThrow(RangeError);
  });

  it('works with sizes past 2^31, where bit operators would not', () => {
    const size = 2 ** 40 + 1;
    const left = leafAt(3);
    const root = nodeHash(left, leafAt(4));
    expect(verifyInclusion({ index: 2 ** 40, size, leaf: leafAt(4), proof: [left], root })).toBe(true);
    const claim = { first: 2 ** 40, second: size, firstRoot: left, secondRoot: root, proof: [leafAt(4)] };
    expect(verifyConsistency(claim)).toBe(true);
  });
});
