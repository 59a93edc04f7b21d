import { type Checkpoint, keyFingerprint, type NoteKey, parseVerifierKey } from './note.ts';
import { type EvidencePack, packSchema } from './pack.ts';
import { type Refused, refused, verifyHead } from './verify-log.ts';
import {
  checkPlaces,
  checkQuotes,
  checkRecords,
  checkReveals,
  isRefused,
  type ShownRecord,
  shownRecords,
} from './verify-records.ts';

export { readLog, verifyLog } from './verify-log.ts';
export type { ShownRecord } from './verify-records.ts';

/** The steps of a verification, in order; a reader is told of each as it is done. */
export const PACK_STEPS = ['shape', 'key', 'signature', 'records', 'places', 'words', 'quotes'] as const;
export type PackStep = (typeof PACK_STEPS)[number];

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

const checkKey = (pack: EvidencePack, trusted: readonly NoteKey[] | undefined): NoteKey | Refused => {
  const key = parseVerifierKey(pack.verifierKey);
  if (key === null) return refused('pack-malformed');
  const known = trusted?.some((one) => one.name === key.name && keyFingerprint(one) === keyFingerprint(key));
  return known === false ? refused('key-not-trusted') : key;
};

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
    records: shownRecords(records, values),
  };
};
