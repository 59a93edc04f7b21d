import { z } from 'zod';
import { LINE_BYTES_MAX } from '../ingest.ts';
import { LEAF_CHARS_MAX } from './leaf.ts';
import { NOTE_CHARS_MAX } from './note.ts';

/** Most records of one pack: an alert's occurrences with a minute of speech and chat around each. */
export const PACK_LEAVES_MAX = 5_000;
/** Longest proof: a tree of 2^53 leaves has 53 levels. */
const PROOF_MAX = 53;
/** Longest pack file that is read: every record with its proof and values, twice over. */
export const PACK_BYTES_MAX = 64 * 1024 * 1024;

export const PACK_FORMAT = 'livewitness-evidence/1';

/** Says what a pack is, so that nobody takes it for more. Part of the format: other words do not verify. */
export const PACK_NOTICE = {
  zh: '可核验记录，非公证；未加盖第三方时间戳。',
  en: "A verifiable record, not a notary's certificate; no third-party timestamp.",
} as const;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const index = z.int().min(0);

export const packSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  notice: z.strictObject({ zh: z.literal(PACK_NOTICE.zh), en: z.literal(PACK_NOTICE.en) }),
  publicId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  /** C2SP vkey of the log. */
  verifierKey: z.string().max(1000),
  /** The signed note. */
  checkpoint: z.string().max(NOTE_CHARS_MAX),
  /** Records with their place in the log and the proof of it, in order. */
  leaves: z
    .array(
      z.strictObject({ index, text: z.string().max(LEAF_CHARS_MAX), proof: z.array(hash).max(PROOF_MAX) }),
    )
    .min(1)
    .max(PACK_LEAVES_MAX),
  /** Values behind commitments, as far as they are shown. What is missing here was withheld or is nobody's business. */
  reveals: z
    .array(
      z.strictObject({
        leaf: index,
        field: z.string().min(1).max(200),
        value: z.string().max(LINE_BYTES_MAX),
        salt: z.string().regex(/^[0-9a-f]{32}$/),
      }),
    )
    .max(PACK_LEAVES_MAX * 10),
});
/** A file that can be taken away and verifies itself: records, proofs, the signed head, and the values shown. */
export type EvidencePack = z.infer<typeof packSchema>;
export type Reveal = EvidencePack['reveals'][number];
