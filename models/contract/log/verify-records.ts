import { fromHex } from './bytes.ts';
import { verifyCommitment } from './commitment.ts';
import { commitmentAt, type Leaf } from './leaf.ts';
import { HASH_BYTES, type Hash, verifyInclusion } from './merkle.ts';
import type { Checkpoint } from './note.ts';
import type { EvidencePack, Reveal } from './pack.ts';
import { type Refused, refused, verifyLeaf } from './verify-log.ts';

/** Records with their proofs, and the values that are shown of them: what packs of every version hold. */
export type ProvedRecords = Pick<EvidencePack, 'publicId' | 'leaves' | 'reveals'>;

export interface ShownRecord {
  readonly index: number;
  readonly leaf: Leaf;
  /** Verified values by field. */
  readonly values: Readonly<Record<string, string>>;
}

export type Records = ReadonlyMap<number, { readonly leaf: Leaf; readonly hash: Hash }>;

/** Whether each record can be read, and none stands twice. */
export const checkRecords = (pack: ProvedRecords): Records | Refused => {
  const records = new Map<number, { leaf: Leaf; hash: Hash }>();
  for (const { index, text } of pack.leaves) {
    if (records.has(index)) return refused('leaf-twice', index);
    const checked = verifyLeaf(text, index, pack.publicId);
    if (!checked.ok) return checked;
    records.set(index, checked);
  }
  return records;
};

/** Whether each record stands in the signed log at its place. */
export const checkPlaces = (
  pack: ProvedRecords,
  records: Records,
  { size, root }: Checkpoint,
): Refused | null => {
  for (const { index, proof } of pack.leaves) {
    const hashes = proof.map((hash) => fromHex(hash, HASH_BYTES)).filter((hash) => hash !== null);
    const leaf = records.get(index)?.hash;
    if (leaf === undefined || !verifyInclusion({ index, size, leaf, proof: hashes, root }))
      return refused('proof-bad', index);
  }
  return null;
};

const checkReveal = ({ leaf: index, field, value, salt }: Reveal, records: Records): Refused | null => {
  const record = records.get(index);
  if (record === undefined) return refused('reveal-without-leaf', index, field);
  const commitment = commitmentAt(record.leaf, field);
  if (commitment === null) return refused('reveal-without-commitment', index, field);
  return verifyCommitment(commitment, value, salt) ? null : refused('reveal-other', index, field);
};

export type Values = Map<number, Record<string, string>>;

/** Whether what is shown is what the records commit to. */
export const checkReveals = (pack: ProvedRecords, records: Records): Values | Refused => {
  const values: Values = new Map();
  for (const reveal of pack.reveals) {
    const bad = checkReveal(reveal, records);
    if (bad !== null) return bad;
    const of = values.get(reveal.leaf) ?? {};
    if (Object.hasOwn(of, reveal.field)) return refused('reveal-twice', reveal.leaf, reveal.field);
    of[reveal.field] = reveal.value;
    values.set(reveal.leaf, of);
  }
  return values;
};

/** Where a claim's quote and its utterance are both shown, the one must stand in the other at the marked place. */
export const checkQuotes = (records: Records, values: Values): Refused | null => {
  for (const [index, { leaf }] of records) {
    if (leaf.kind !== 'claim' || leaf.parts !== undefined) continue;
    const quote = values.get(index)?.quote;
    const text = values.get(leaf.of)?.text;
    if (quote === undefined || text === undefined) continue;
    const of = records.get(leaf.of)?.leaf;
    if (of?.kind !== 'utterance' || text.slice(leaf.start, leaf.end) !== quote)
      return refused('quote-other', index, 'quote');
  }
  return null;
};

export const isRefused = (value: object): value is Refused => 'ok' in value && value.ok === false;

/** The records with what was verified of them. */
export const shownRecords = (records: Records, values: Values): ShownRecord[] =>
  [...records].map(([index, { leaf }]) => ({ index, leaf, values: values.get(index) ?? {} }));
