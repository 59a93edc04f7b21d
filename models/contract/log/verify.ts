import { fromHex } from './bytes.ts';
import { verifyCommitment } from './commitment.ts';
import { commitmentAt, type Leaf } from './leaf.ts';
import { HASH_BYTES, type Hash, verifyInclusion } from './merkle.ts';
import { type Checkpoint, keyFingerprint, type NoteKey, parseVerifierKey } from './note.ts';
import { type EvidencePack, packSchema, type Reveal } from './pack.ts';
import { type Refused, refused, verifyHead, verifyLeaf } from './verify-log.ts';

export { readLog, verifyLog } from './verify-log.ts';

/** The steps of a verification, in order; a reader is told of each as it is done. */
export const PACK_STEPS = ['shape', 'key', 'signature', 'records', 'places', 'words', 'quotes'] as const;
export type PackStep = (typeof PACK_STEPS)[number];

export interface ShownRecord {
  readonly index: number;
  readonly leaf: Leaf;
  /** Verified values by field. */
  readonly values: Readonly<Record<string, string>>;
}

export interface VerifiedPack {
  readonly ok: true;
  /** False when no key was given to compare with: then the pack proves only that it fits its own key. */
  readonly keyPinned: boolean;
  readonly fingerprint: string;
  readonly checkpoint: Checkpoint;
  readonly records: readonly ShownRecord[];
}

export type PackResult =
  | VerifiedPack
  | (Refused & { readonly step: PackStep; readonly done: readonly PackStep[] });

type Records = ReadonlyMap<number, { readonly leaf: Leaf; readonly hash: Hash }>;

const checkKey = (pack: EvidencePack, trusted: readonly NoteKey[] | undefined): NoteKey | Refused => {
  const key = parseVerifierKey(pack.verifierKey);
  if (key === null) return refused('pack-malformed');
  const known = trusted?.some((one) => one.name === key.name && keyFingerprint(one) === keyFingerprint(key));
  return known === false ? refused('key-not-trusted') : key;
};

const checkRecords = (pack: EvidencePack): Records | Refused => {
  const records = new Map<number, { leaf: Leaf; hash: Hash }>();
  for (const { index, text } of pack.leaves) {
    if (records.has(index)) return refused('leaf-twice', index);
    const checked = verifyLeaf(text, index, pack.publicId);
    if (!checked.ok) return checked;
    records.set(index, checked);
  }
  return records;
};

const checkPlaces = (pack: EvidencePack, records: Records, { size, root }: Checkpoint): Refused | null => {
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

type Values = Map<number, Record<string, string>>;

const checkReveals = (pack: EvidencePack, records: Records): Values | Refused => {
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
const checkQuotes = (records: Records, values: Values): Refused | null => {
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

const isRefused = (value: object): value is Refused => 'ok' in value && value.ok === false;

/**
 * Verifies an evidence pack without asking anyone: its shape, its key, the signature on the log's head, each record, each
 * record's place in the log, the words shown against what the records commit to, and the quotes against the words.
 * Takes whatever came out of the file. With `trusted` keys the pack's own key must be among them.
 */
export const verifyPack = (file: unknown, trusted?: readonly NoteKey[]): PackResult => {
  const done: PackStep[] = [];
  const stop = (step: PackStep, why: Refused): PackResult => ({ ...why, step, done });

  const parsed = packSchema.safeParse(file);
  if (!parsed.success) return stop('shape', refused('pack-malformed'));
  const pack = parsed.data;
  done.push('shape');

  const key = checkKey(pack, trusted);
  if (isRefused(key)) return stop('key', key);
  done.push('key');

  const head = verifyHead(pack.checkpoint, [key], pack.publicId);
  if (!head.ok) return stop('signature', head);
  const { checkpoint } = head;
  done.push('signature');

  const records = checkRecords(pack);
  if (isRefused(records)) return stop('records', records);
  done.push('records');

  const misplaced = checkPlaces(pack, records, checkpoint);
  if (misplaced !== null) return stop('places', misplaced);
  done.push('places');

  const values = checkReveals(pack, records);
  if (isRefused(values)) return stop('words', values);
  done.push('words');

  const misquoted = checkQuotes(records, values);
  if (misquoted !== null) return stop('quotes', misquoted);

  return {
    ok: true,
    keyPinned: trusted !== undefined,
    fingerprint: keyFingerprint(key),
    checkpoint,
    records: [...records].map(([index, { leaf }]) => ({ index, leaf, values: values.get(index) ?? {} })),
  };
};
