import { fromHex } from '../log/bytes.ts';
import { HASH_BYTES, verifyInclusion } from '../log/merkle.ts';
import type { Checkpoint } from '../log/note.ts';
import { checkPlaces, checkRecords, isRefused, type Records, type Values } from '../log/verify-records.ts';
import type { PackDocument } from './documents.ts';
import { checkStretch, type Through } from './stretch.ts';
import type { Reason } from './verify.ts';

type Closed = NonNullable<PackDocument['stretch']>['closed'];

const checkHashes = (closed: Closed, { size, root }: Checkpoint): Reason | null => {
  for (const { index, hash, proof: lines } of closed) {
    const leaf = fromHex(hash, HASH_BYTES);
    const proof = lines.map((line) => fromHex(line, HASH_BYTES)).filter((line) => line !== null);
    if (leaf === null || !verifyInclusion({ index, size, leaf, proof, root }))
      return { code: 'proof-bad', leafIndex: index };
  }
  return null;
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
  checkpoint: Checkpoint,
): Through | Reason | null => {
  const { stretch, publicId } = document;
  if (stretch === undefined) return null;
  const pack = { publicId, leaves: stretch.between, reveals: [] };
  const between = checkRecords(pack);
  if (isRefused(between)) return between;
  for (const index of between.keys()) if (shown.has(index)) return { code: 'leaf-twice', leafIndex: index };
  const misplaced = checkPlaces(pack, between, checkpoint) ?? checkHashes(stretch.closed, checkpoint);
  if (misplaced !== null) return misplaced;
  const { size } = checkpoint;
  return checkStretch({ document, size, shown: leavesOf(shown), values, between: leavesOf(between) });
};
