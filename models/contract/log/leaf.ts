import { z } from 'zod';
import { VERDICTS } from '../claim.ts';
import { ROLES, SOURCES } from '../ingest.ts';
import { SEVERITIES } from '../severity.ts';
import { utf8 } from './bytes.ts';
import { canonical } from './canonical.ts';
import { closed } from './closed.ts';
import type { Commitment } from './commitment.ts';
import {
  answer,
  decision,
  exhibit,
  joinedCase,
  marker,
  mediaWithholding,
  retention,
  visibility,
  withholding,
} from './leaf-acts.ts';
import {
  atMs,
  base,
  blind,
  commitment,
  instant,
  leafIndex,
  leafIndices,
  POINTERS_MAX,
  ratio,
  SPANS_MAX,
  span,
  word,
} from './leaf-parts.ts';

export { POINTERS_MAX, SPANS_MAX } from './leaf-parts.ts';

/**
 * Longest leaf in UTF-16 units. Long values are commitments, so that most leaves are under 1,000; the longest possible is
 * a line of 64 KiB that is nothing but numbers to mask: some 13,000 spans of 50 characters.
 */
export const LEAF_CHARS_MAX = 1024 * 1024;
const presenter = z.strictObject({
  name: commitment,
  persona: z.enum(['human', 'ai']),
  fromMs: atMs.exactOptional(),
  untilMs: atMs.exactOptional(),
});
const presenters = z.array(presenter).max(50);
const form = z.enum(['live', 'replay', 'recorded', 'clip']);
const regime = z.enum(['ad', 'seller-talk']);

/** Registration: always the first leaf of a log, and only there. */
const registered = z.strictObject({
  ...base,
  kind: z.literal('broadcast'),
  action: z.literal('registered'),
  publicId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  platform: word,
  /** Canonical JSON of the room as registered. */
  room: commitment,
  startedAt: instant,
  title: commitment,
  language: word,
  form,
  regime,
  presenters,
  playbackUrl: commitment.exactOptional(),
  /** Every closed record of this log is named by one of kind `closed`. Absent in logs of before. */
  namesClosed: z.literal(true).exactOptional(),
});
const changed = z.strictObject({
  ...base,
  kind: z.literal('broadcast'),
  action: z.literal('changed'),
  title: commitment.exactOptional(),
  language: word.exactOptional(),
  form: form.exactOptional(),
  regime: regime.exactOptional(),
  presenters: presenters.exactOptional(),
  playbackUrl: commitment.exactOptional(),
});

const stage = z.enum(['ok', 'timeout', 'unavailable', 'failed']);
const utterance = z.strictObject({
  ...base,
  kind: z.literal('utterance'),
  /** The sender's name for it; `revision` 0 as first heard, more when a recogniser wrote it anew. */
  id: word,
  revision: z.int().min(0).max(1000),
  source: z.enum(SOURCES),
  role: z.enum(ROLES),
  confidence: ratio.exactOptional(),
  pinned: z.boolean().exactOptional(),
  speaker: commitment.exactOptional(),
  /** Of the text as it is kept: masked where it held personal data, of the same length as what was said. */
  text: commitment,
  language: word.exactOptional(),
  judged: z.enum(['full', 'partial', 'failed']),
  stages: z.strictObject({ lexicon: stage, network: stage, duties: stage }),
  versions: z
    .strictObject({
      normaliser: word,
      packs: word,
      model: word.exactOptional(),
      thresholds: word.exactOptional(),
    })
    .exactOptional(),
  /** What was masked, by kind and place, without the values. */
  personalData: z
    .array(z.strictObject({ kind: word, ...span }))
    .max(SPANS_MAX)
    .exactOptional(),
});

const claim = z.strictObject({
  ...base,
  kind: z.literal('claim'),
  /** Leaf of the utterance. */
  of: leafIndex,
  claimKind: word,
  ...span,
  parts: z
    .array(z.strictObject({ of: leafIndex, ...span }))
    .max(POINTERS_MAX)
    .exactOptional(),
  verdict: z.enum(VERDICTS),
  need: z.enum(['proof', 'context', 'listen']).exactOptional(),
  severity: z.enum(SEVERITIES),
  basis: z.enum(['law', 'platform-rule', 'house']),
  article: word,
  confidence: ratio,
  stage: z.enum(['lexicon', 'network', 'both']),
  ruleId: word,
  packId: word,
  productId: word.exactOptional(),
  quote: commitment,
});

const duty = z.strictObject({
  ...base,
  kind: z.literal('duty'),
  dutyId: word,
  /** Absent for a duty of the presenter or the broadcast. */
  productId: word.exactOptional(),
  state: word,
  dueMs: z.int().min(0).exactOptional(),
  /** Hash of the rules by which it was judged: catalogue and policies. */
  rules: word.exactOptional(),
  /** Leaves of the utterances that decided. */
  of: leafIndices.exactOptional(),
  blind,
});

const product = z.strictObject({
  ...base,
  kind: z.literal('product'),
  productId: word,
  action: z.enum(['listed', 'introduced', 'paused', 'link-opened', 'link-closed', 'changed', 'withdrawn']),
  linkNo: z.int().min(0).exactOptional(),
  name: word.exactOptional(),
  category: word.exactOptional(),
  /** Canonical JSON: a seller may be a person. */
  seller: commitment.exactOptional(),
  /** Canonical JSON, cut by nothing: long. */
  listing: commitment.exactOptional(),
});

/** Most segments that one stretch of re-encoded sound is made of: a minute of half-second segments. */
export const DERIVED_MAX = 120;

const media = z.strictObject({
  ...base,
  kind: z.literal('media'),
  /** `init`: what players need before the segments of a track (fMP4); `sound`: re-encoded from the segments it names. Absent: a segment as it came. */
  form: z.enum(['init', 'sound']).exactOptional(),
  /** Which track of the video, where picture and sound come apart. */
  track: word.exactOptional(),
  /** Grows when the sender starts over: its numbers are new ones then. */
  run: z.int().min(0).exactOptional(),
  sequence: z.int().min(0),
  fromMs: atMs,
  untilMs: atMs,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  uri: commitment.exactOptional(),
  /** SHA-256 of the segments that sound was re-encoded from, in order. */
  derivedFrom: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(DERIVED_MAX)
    .exactOptional(),
  /** Fetched again, the segment was another one: SHA-256 of what it was before. */
  insteadOf: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
});

/** Says that the log was being kept at this time, and how far each source had been heard. */
const heartbeat = z.strictObject({
  ...base,
  kind: z.literal('heartbeat'),
  /** Smallest of the sources' latest times, those that fell silent left out. */
  watermarkMs: z.int().min(0).exactOptional(),
  latestMs: z
    .strictObject({ speech: atMs.exactOptional(), chat: atMs.exactOptional(), screen: atMs.exactOptional() })
    .exactOptional(),
  capture: z.enum(['waiting', 'running', 'stalled', 'failed', 'ended']).exactOptional(),
});

const gap = z.strictObject({
  ...base,
  kind: z.literal('gap'),
  reason: z.enum(['feed-silent', 'capture-down', 'not-judging', 'clock-jump']),
  fromMs: atMs,
  untilMs: atMs,
  source: z.enum(SOURCES).exactOptional(),
});

/** The room took something back (`room`), or the record itself was found wrong and this one stands for it (`record`). */
const correction = z.strictObject({
  ...base,
  kind: z.literal('correction'),
  what: z.enum(['room', 'record']),
  of: leafIndices,
  by: leafIndex.exactOptional(),
  note: commitment.exactOptional(),
  blind,
});

const audience = z.strictObject({ ...base, kind: z.literal('audience'), viewers: z.int().min(0) });
const moderation = z.strictObject({
  ...base,
  kind: z.literal('moderation'),
  action: z.enum(['deleted', 'muted', 'blocked']),
  utteranceId: word,
  /** Leaf of the utterance, where it is known. */
  of: leafIndex.exactOptional(),
});
const segment = z.strictObject({
  ...base,
  kind: z.literal('segment'),
  action: z.enum(['start', 'end']),
  segment: z.enum(['pk', 'co-host', 'draw', 'played-media']),
});
const ended = z.strictObject({ ...base, kind: z.literal('ended') });

/** Every kind of record of a broadcast's evidence log, version 1. */
export const leafSchema = z.discriminatedUnion('kind', [
  z.discriminatedUnion('action', [registered, changed]),
  utterance,
  claim,
  duty,
  product,
  media,
  heartbeat,
  gap,
  correction,
  decision,
  answer,
  joinedCase,
  marker,
  exhibit,
  withholding,
  mediaWithholding,
  retention,
  visibility,
  audience,
  moderation,
  segment,
  ended,
  closed,
]);
export type Leaf = z.infer<typeof leafSchema>;
export type LeafKind = Leaf['kind'];
export type LeafOf<Kind extends LeafKind> = Extract<Leaf, { kind: Kind }>;

export interface EncodedLeaf {
  readonly text: string;
  /** UTF-8 of `text`: what is hashed. */
  readonly bytes: Uint8Array;
}

/**
 * The bytes of a leaf: its RFC 8785 canonical JSON. Types hold the shape; what they cannot hold (a lone surrogate, an
 * `undefined` member) throws CanonicalError, since a leaf once hashed can never be put right.
 */
export const encodeLeaf = (leaf: Leaf): EncodedLeaf => {
  const text = canonical(leaf);
  return { text, bytes: utf8(text) };
};

export const LEAF_REFUSALS = ['leaf-not-canonical', 'leaf-unreadable'] as const;
export type LeafRefusal = (typeof LEAF_REFUSALS)[number];

export type DecodedLeaf =
  | { readonly ok: true; readonly leaf: Leaf }
  | { readonly ok: false; readonly code: LeafRefusal; readonly reason: string };

/**
 * Reads a leaf's text. Only the canonical spelling passes, so that two texts that say the same cannot both be in a log,
 * and no member can be written twice.
 */
export const decodeLeaf = (text: string): DecodedLeaf => {
  const unreadable = (reason: string): DecodedLeaf => ({ ok: false, code: 'leaf-unreadable', reason });
  if (text.length > LEAF_CHARS_MAX) return unreadable(`longer than ${LEAF_CHARS_MAX} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (canonical(value) !== text)
      return { ok: false, code: 'leaf-not-canonical', reason: 'another spelling than RFC 8785 gives' };
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
  const parsed = leafSchema.safeParse(value);
  return parsed.success ? { ok: true, leaf: parsed.data } : unreadable(z.prettifyError(parsed.error));
};

/** The commitment at a path of member names and positions joined by `/`, e.g. `text` or `presenters/0/name`; `null` where there is none. */
export const commitmentAt = (leaf: Leaf, field: string): Commitment | null => {
  let at: unknown = leaf;
  for (const name of field.split('/')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return null;
    at = (at as Record<string, unknown>)[name];
  }
  const parsed = commitment.safeParse(at);
  return parsed.success ? parsed.data : null;
};
