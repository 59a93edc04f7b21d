import { z } from 'zod';
import { AT_MS_MAX, LINE_BYTES_MAX } from '../ingest.ts';
import { fromBase64, toHex, utf8 } from '../log/bytes.ts';
import { canonical } from '../log/canonical.ts';
import { LEAF_CHARS_MAX } from '../log/leaf.ts';
import { NOTE_CHARS_MAX } from '../log/note.ts';
import { PACK_LEAVES_MAX } from '../log/pack.ts';
import { sha256 } from '../log/sha256.ts';
import { SEVERITIES } from '../severity.ts';
import { WITHHOLDING_REASONS } from '../withholding.ts';
import { PACK_LANGUAGES, type PackLanguage } from './languages.ts';

/** Of before: what lies between its records it only counts. */
export const PACK_FORMAT_2 = 'livewitness-pack/2';
/** Goes through a stretch of the log record by record. */
export const PACK_FORMAT_3 = 'livewitness-pack/3';
/** Also shows the cases that what it is about was joined to; the one that is made. */
export const PACK_FORMAT_4 = 'livewitness-pack/4';
const PACK_FORMATS = [PACK_FORMAT_2, PACK_FORMAT_3, PACK_FORMAT_4] as const;

export { PACK_LANGUAGES, type PackLanguage };

/** For whom it is: `public` holds neutral facts and decisions that were upheld, `desk` what the platform and the room see. */
export const PACK_AUDIENCES = ['public', 'desk'] as const;
export type PackAudience = (typeof PACK_AUDIENCES)[number];

/** What was said half a minute before and after the moment. */
export const CONTEXT_BEFORE_MS = 30_000;
export const CONTEXT_AFTER_MS = 30_000;

/** Longest pack.json: every record with its proof and values, twice over. */
export const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024;
/** Longest proof: a tree of 2^53 leaves has 53 levels. */
const PROOF_MAX = 53;
/** Keys of one log: it changes hands a few times in its life. */
const KEYS_MAX = 20;
const TOKENS_MAX = 8;
/** A token with its certificates is 4 to 8 KiB. */
const TOKEN_CHARS_MAX = 64 * 1024;
const CHAIN_MAX = 10;
const MEDIA_MAX = 300;
const EXHIBITS_MAX = 20;
const PICTURES_MAX = 9;
const ROWS_MAX = 500;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const index = z.int().min(0);
const name = z.string().min(1).max(200);
const file = z.string().min(1).max(120);
const atMs = z.int().min(0).max(AT_MS_MAX);
const base64 = z.string().max(TOKEN_CHARS_MAX);
const bilingual = z.strictObject({ zh: z.string().max(4_000), en: z.string().max(4_000) });

/** What the rules said of a record, in words. The record itself names kind, rule and article; these words stand beside it. */
const finding = z.strictObject({
  /** Record of the claim or the duty. */
  leaf: index,
  title: bilingual,
  article: z.string().max(300),
  reason: bilingual,
  suggestion: bilingual,
  basis: z.enum(['law', 'platform-rule', 'house']),
  severity: z.enum(SEVERITIES),
});
export type PackFinding = z.infer<typeof finding>;

const duty = z.strictObject({
  /** Record of its newest state. */
  leaf: index,
  name: bilingual,
  say: bilingual,
  article: z.string().max(300),
  product: z.string().max(500).exactOptional(),
});
export type PackDuty = z.infer<typeof duty>;

/** A recorded segment that the pack holds, or names where its bytes were not kept. */
const media = z.strictObject({ leaf: index, file: file.exactOptional() });

const clip = z.strictObject({
  fromMs: atMs,
  untilMs: atMs,
  /** Records of the segments that it was made of, in order. */
  of: z.array(index).min(1).max(MEDIA_MAX),
  /** `copied`: the recorded picture and sound in another container; `encoded`: made anew from them. */
  how: z.enum(['copied', 'encoded']),
});

const picture = z.strictObject({
  file,
  /** Record that it shows, or whose segment it was taken from. */
  leaf: index,
  /** SHA-256 of that record's bytes, or of the segment. */
  sha256: hash,
  what: z.enum(['frame', 'claim', 'words', 'product', 'heard', 'place']),
  says: bilingual,
});
export type PackPicture = z.infer<typeof picture>;

/** What a person brought: marked as theirs wherever it is shown. */
const exhibit = z.strictObject({
  /** Absent where it is too large for a pack: then its hash alone stands here, and in its record. */
  file: file.exactOptional(),
  name: z.string().max(300),
  bytes: z.int().min(0),
  sha256: hash,
  /** Media type, as its content said when it came. */
  type: name.exactOptional(),
  /** When it came. */
  at: z.iso.datetime({ precision: 3 }).exactOptional(),
  /** Record of it, where it has one. */
  leaf: index.exactOptional(),
  /** Broadcast time at which its first moment was placed, and by what: the file's own clock, or a person. */
  atMs: atMs.exactOptional(),
  placedBy: z.enum(['clock', 'hand']).exactOptional(),
});
export type PackExhibit = z.infer<typeof exhibit>;

/** The room's own account, which goes with what was decided against it. */
const answer = z.strictObject({
  /** Empty where it was withheld. */
  text: z.string().max(20_000),
  at: z.iso.datetime({ precision: 3 }),
  leaf: index.exactOptional(),
  /** Record of the first answer, which this one is added to. */
  to: index.exactOptional(),
  withheld: z.literal(true).exactOptional(),
});

/** What is withheld, why and since when, each by the record that says so. */
const withheld = z.strictObject({
  /** Record of the withholding. */
  leaf: index,
  reason: z.enum([...WITHHOLDING_REASONS, 'retention']),
  at: z.iso.datetime({ precision: 3 }),
  /** Of words: the record whose fields are no longer shown. */
  of: index.exactOptional(),
  fields: z.array(name).max(ROWS_MAX).exactOptional(),
  /** Of picture and sound: the stretch, broadcast time. */
  fromMs: atMs.exactOptional(),
  untilMs: atMs.exactOptional(),
});
export type PackWithheld = z.infer<typeof withheld>;

const leaf = z.strictObject({
  index,
  text: z.string().max(LEAF_CHARS_MAX),
  proof: z.array(hash).max(PROOF_MAX),
});
const reveal = z.strictObject({
  leaf: index,
  field: name,
  value: z.string().max(LINE_BYTES_MAX),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
});
const timestamp = z.strictObject({
  authority: z.string().max(500),
  /** DER of the RFC 3161 token. */
  token: base64,
  /** DER of the certificates up to the authority's root, the signer's first. */
  chain: z.array(base64).max(CHAIN_MAX),
});

const stretch = z.strictObject({
  /** First record that is gone through, and the one after the last. */
  from: index,
  until: index,
  /** That all of them stand in the log, one after the other: roots (hex) of the subtrees beside them, from left to right. */
  proof: z.array(hash).max(2 * PROOF_MAX),
  /** Those that are not shown, as they were logged, with their values unopened. */
  between: z.array(leaf.omit({ proof: true })).max(PACK_LEAVES_MAX),
  /** Those that are not for the reader: their hash (hex, RFC 6962). */
  closed: z.array(z.strictObject({ index, hash })).max(PACK_LEAVES_MAX),
});

const subject = z.strictObject({
  alert: name.exactOptional(),
  /** A moment that somebody marked: the record of the mark, and those of what they brought, ascending. */
  mark: z
    .strictObject({
      leaf: index,
      exhibits: z
        .array(
          z.strictObject({
            leaf: index,
            /** Where it was placed on the time line, and by what. */
            atMs: atMs.exactOptional(),
            by: z.enum(['clock', 'hand']).exactOptional(),
          }),
        )
        .max(EXHIBITS_MAX),
    })
    .exactOptional(),
  atMs,
  fromMs: atMs,
  untilMs: atMs,
});
export type PackSubject = z.infer<typeof subject>;

/** What a pack is made of and of whom, all that its id stands for. */
const origin = {
  format: z.enum(PACK_FORMATS),
  publicId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  language: z.enum(PACK_LANGUAGES),
  audience: z.enum(PACK_AUDIENCES),
  subject,
  /** Where anyone can check it, without a query. */
  verifyUrl: z.string().max(500),
  /** What made the files: another one where the same records would give other bytes. */
  maker: z.string().max(300),
};

export const documentSchema = z.strictObject({
  ...origin,
  id: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  /** C2SP vkeys: of the checkpoint and of the manifest. */
  keys: z.array(z.string().max(1000)).min(1).max(KEYS_MAX),
  checkpoint: z.string().max(NOTE_CHARS_MAX),
  timestamps: z.array(timestamp).max(TOKENS_MAX),
  /** Records with their place in the log and the proof of it, in order. */
  leaves: z.array(leaf).min(1).max(PACK_LEAVES_MAX),
  reveals: z.array(reveal).max(PACK_LEAVES_MAX * 10),
  /** What lies between the records, from {@link PACK_FORMAT_3} on. */
  stretch: stretch.exactOptional(),
  /** Records of a crowded minute that are not shown, by kind. */
  leftOut: z.record(z.string().max(40), z.int().min(1)),
  /** How far the minute was listened to and recorded, in per cent, as its records give it. */
  coverage: z.strictObject({
    words: z.number().min(0).max(100),
    media: z.number().min(0).max(100),
  }),
  findings: z.array(finding).max(ROWS_MAX),
  duties: z.array(duty).max(ROWS_MAX),
  media: z.array(media).max(MEDIA_MAX),
  clip: clip.nullable(),
  /** Why there is no clip, or why it is not what was recorded. */
  clipSays: bilingual.nullable(),
  pictures: z.array(picture).max(PICTURES_MAX),
  exhibits: z.array(exhibit).max(EXHIBITS_MAX),
  answers: z.array(answer).max(ROWS_MAX),
  /** Absent in packs of before it was listed: their records tell it. */
  withheld: z.array(withheld).max(PACK_LEAVES_MAX).exactOptional(),
});
/** pack.json: all that a pack says, and what proves it. */
export type PackDocument = z.infer<typeof documentSchema>;
export type PackTimestamp = PackDocument['timestamps'][number];
export type PackAnswer = PackDocument['answers'][number];

export interface PackIdentity extends Pick<PackDocument, keyof typeof origin> {
  /** Records that the checkpoint covers. */
  readonly size: number;
  /** SHA-256 of each token, hex, in order. */
  readonly tokens: readonly string[];
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Crockford's: without letters that are taken for figures. */
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_CHARS = 12;

const spelled = (bytes: Uint8Array, letters: string, bitsEach: number, count: number): string => {
  let out = '';
  let word = 0;
  let bits = 0;
  for (const byte of bytes) {
    word = ((word << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= bitsEach && out.length < count) {
      bits -= bitsEach;
      out += letters.charAt((word >> bits) & ((1 << bitsEach) - 1));
    }
  }
  if (out.length < count) out += letters.charAt((word << (bitsEach - bits)) & ((1 << bitsEach) - 1));
  return out;
};

const identityHash = ({
  format,
  publicId,
  language,
  audience,
  subject,
  verifyUrl,
  maker,
  size,
  tokens,
}: PackIdentity) =>
  sha256(
    utf8(
      canonical({
        format,
        publicId,
        language,
        audience,
        subject,
        verifyUrl,
        maker,
        size,
        tokens: [...tokens],
      }),
    ),
  );

/** The name of a pack (22 characters): the same of the same subject, size of the log, language and tokens. */
export const packIdOf = (identity: PackIdentity): string =>
  spelled(identityHash(identity).subarray(0, 16), BASE64URL, 6, 22);

/** What is read out or typed: 60 bits of the id's own, in groups of four. */
export const packCodeOf = (id: string): string =>
  (spelled(sha256(utf8(`livewitness-code/1\n${id}`)), CODE_LETTERS, 5, CODE_CHARS).match(/.{4}/g) ?? []).join(
    '-',
  );

/** A code as people type it: small letters, spaces, and the letters that look like figures. `null` when it is none. */
export const readPackCode = (typed: string): string | null => {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (letters.length !== CODE_CHARS || [...letters].some((one) => !CODE_LETTERS.includes(one))) return null;
  return (letters.match(/.{4}/g) ?? []).join('-');
};

/** SHA-256 of a token's bytes, hex; of a text that is no base64, of nothing. */
export const tokenHash = ({ token }: Pick<PackTimestamp, 'token'>): string =>
  toHex(sha256(fromBase64(token) ?? new Uint8Array(0)));

/** The one text of pack.json. */
export const encodeDocument = (document: PackDocument): string => `${canonical(document)}\n`;

/** Reads pack.json; `null` for another spelling, another shape or more than one can be. */
export const decodeDocument = (text: string): PackDocument | null => {
  if (text.length > DOCUMENT_BYTES_MAX) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (`${canonical(value)}\n` !== text) return null;
    const parsed = documentSchema.safeParse(value);
    if (!parsed.success) return null;
    const { format, stretch } = parsed.data;
    return (format === PACK_FORMAT_2) === (stretch === undefined) ? parsed.data : null;
  } catch {
    return null;
  }
};
