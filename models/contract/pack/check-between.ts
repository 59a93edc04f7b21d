import { fromHex, sameBytes } from '../log/bytes.ts';
import { HASH_BYTES, type Hash } from '../log/merkle.ts';
import type { Checkpoint } from '../log/note.ts';
import { rootOfRun } from '../log/range-proof.ts';
import { checkRecords, isRefused, type Records, type Values } from '../log/verify-records.ts';
import type { PackDocument } from './documents.ts';
import { checkStretch, STRETCH_MAX, type Through } from './stretch.ts';
import type { Reason } from './verify.ts';

type Stretch = NonNullable<PackDocument['stretch']>;

const hashOf = (text: string): Hash | null => fromHex(text, HASH_BYTES);

/** The hashes of the whole run, each of a record that is shown, or there, or of one that is closed; or what is wrong with them. */
const hashesOf = ({ from, until, closed }: Stretch, shown: Records, between: Records): Hash[] | Reason => {
  const hidden = new Map(closed.map(({ index, hash }) => [index, hash]));
  for (const index of [...between.keys(), ...hidden.keys()])
    if (index < from || index >= until) return { code: 'proof-bad', leafIndex: index };
  const hashes: Hash[] = [];
  for (let index = from; index < until; index++) {
    const hash = (shown.get(index) ?? between.get(index))?.hash ?? hashOf(hidden.get(index) ?? '');
    if (hash === null) return { code: 'record-missing', leafIndex: index };
    hashes.push(hash);
  }
  return hashes;
};

const leavesOf = (records: Records) => new Map([...records].map(([index, { leaf }]) => [index, leaf]));

/**
 * Whether what lies between the records that a pack shows stands in the log as the pack has it, and nothing is kept back; null for a
 * pack of before, which has nothing of it.
 */
export const checkBetween = (
  document: PackDocument,
  shown: Records,
  values: Values,
  { size, root }: Checkpoint,
): Through | Reason | null => {
  const { stretch, publicId } = document;
  if (stretch === undefined) return null;
  const { from, until, proof } = stretch;
  if (from >= until || until > size || until - from > STRETCH_MAX) return { code: 'stretch-short' };
  const leaves = stretch.between.map((one) => ({ ...one, proof: [] }));
  const between = checkRecords({ publicId, leaves, reveals: [] });
  if (isRefused(between)) return between;
  for (const index of between.keys()) if (shown.has(index)) return { code: 'leaf-twice', leafIndex: index };
  const hashes = hashesOf(stretch, shown, between);
  if ('code' in hashes) return hashes;
  const beside = proof.map(hashOf).filter((hash) => hash !== null);
  const own = rootOfRun({ run: { from, until }, size, leaves: hashes, proof: beside });
  if (own === null || !sameBytes(own, root)) return { code: 'proof-bad', leafIndex: from };
  return checkStretch({ document, size, shown: leavesOf(shown), values, between: leavesOf(between) });
};
