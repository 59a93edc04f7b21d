import { z } from 'zod';
import { AT_MS_MAX, LINE_BYTES_MAX } from '../ingest.ts';
import type { Commitment } from './commitment.ts';

/** Most masked spans of one utterance: personal data has 5 characters or more, a line 65,536. */
export const SPANS_MAX = 13_107;
/** Most leaves that one leaf points at: four times the occurrences that an alert keeps. */
export const POINTERS_MAX = 200;

export const commitment = z.strictObject({
  c: z.string().regex(/^[0-9a-f]{64}$/),
  n: z.int().min(0).max(LINE_BYTES_MAX),
}) satisfies z.ZodType<Commitment>;

/**
 * Names of kinds, rules, states and articles are kept as they were when the leaf was written: a later taxonomy must not
 * make an old log unreadable, hence no closed lists here.
 */
export const word = z.string().min(1).max(200);
export const atMs = z.int().min(0).max(AT_MS_MAX);
export const leafIndex = z.int().min(0);
export const leafIndices = z.array(leafIndex).max(POINTERS_MAX);
export const offset = z.int().min(0).max(LINE_BYTES_MAX);
export const span = { start: offset, end: offset };
export const ratio = z.number().min(0).max(1);
export const instant = z.iso.datetime({ offset: true });
/** Times of this system: UTC, to the millisecond. */
export const utc = z.iso.datetime({ precision: 3 });

/**
 * 16 random bytes of a record that holds nothing else that cannot be guessed: the public sees the hash of what nobody has decided
 * yet, and must not find the record to it by trying. Absent in records of before.
 */
export const blind = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .exactOptional();

export const base = {
  v: z.literal(1),
  /** Broadcast time that the record is about, ms from startedAt. */
  atMs,
  /** When the event was accepted. */
  receivedAt: utc,
  /** The stream entry that caused the record; several records may share one. */
  entry: z.string().regex(/^\d{1,16}-\d{1,16}$/),
};
