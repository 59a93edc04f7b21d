import { z } from 'zod';
import { DISMISS_REASONS } from '../alert.ts';
import { ANSWER_MOMENTS_MAX } from '../answer.ts';
import { VERDICTS } from '../claim.ts';
import { AT_MS_MAX, LINE_BYTES_MAX, ROLES, SOURCES } from '../ingest.ts';
import { SEVERITIES } from '../severity.ts';
import { WITHHELD_PIECES_MAX, WITHHOLDING_REASONS } from '../withholding.ts';
import { utf8 } from './bytes.ts';
import { canonical } from './canonical.ts';
import type { Commitment } from './commitment.ts';

/**
 * Longest leaf in UTF-16 units. Long values are commitments, so that most leaves are under 1,000; the longest possible is
 * a line of 64 KiB that is nothing but numbers to mask: some 13,000 spans of 50 characters.
 */
export const LEAF_CHARS_MAX = 1024 * 1024;
/** Most masked spans of one utterance: personal data has 5 characters or more, a line 65,536. */
export const SPANS_MAX = 13_107;
/** Most leaves that one leaf points at: four times the occurrences that an alert keeps. */
export const POINTERS_MAX = 200;

const commitment = z.strictObject({
  c: z.string().regex(/^[0-9a-f]{64}$/),
  n: z.int().min(0).max(LINE_BYTES_MAX),
}) satisfies z.ZodType<Commitment>;

/**
 * Names of kinds, rules, states and articles are kept as they were when the leaf was written: a later taxonomy must not
 * make an old log unreadable, hence no closed lists here.
 */
const word = z.string().min(1).max(200);
const atMs = z.int().min(0).max(AT_MS_MAX);
const leafIndex = z.int().min(0);
const leafIndices = z.array(leafIndex).max(POINTERS_MAX);
const offset = z.int().min(0).max(LINE_BYTES_MAX);
const span = { start: offset, end: offset };
const ratio = z.number().min(0).max(1);
const instant = z.iso.datetime({ offset: true });
/** Times of this system: UTC, to the millisecond. */
const utc = z.iso.datetime({ precision: 3 });

const base = {
  v: z.literal(1),
  /** Broadcast time that the record is about, ms from startedAt. */
  atMs,
  /** When the event was accepted. */
  receivedAt: utc,
  /** The stream entry that caused the record; several records may share one. */
  entry: z.string().regex(/^\d{1,16}-\d{1,16}$/),
};

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
});

const decision = z.strictObject({
  ...base,
  kind: z.literal('decision'),
  decisionId: word,
  alertId: word,
  action: z.enum(['take', 'release', 'uphold', 'dismiss', 'later', 'reopen']),
  reason: z.enum(DISMISS_REASONS).exactOptional(),
  /** Opaque id of the person. */
  by: word,
  note: commitment.exactOptional(),
  /** Leaves that the alert rests on. */
  of: leafIndices,
});

/** What the room says of a decision that was upheld: 陈述申辩. */
const answer = z.strictObject({
  ...base,
  kind: z.literal('answer'),
  answerId: word,
  alertId: word,
  /** The decision that it answers. */
  decisionId: word,
  /** The first answer to the alert, which this one is added to. */
  to: word.exactOptional(),
  /** Opaque id of the person. */
  by: word,
  /** Of the text as it is kept: personal data masked. */
  text: commitment,
  /** Broadcast times that it points at. */
  moments: z.array(atMs).max(ANSWER_MOMENTS_MAX).exactOptional(),
});

const marker = z.strictObject({
  ...base,
  kind: z.literal('marker'),
  markerId: word,
  by: word.exactOptional(),
  note: commitment.exactOptional(),
  /** Leaf of the line that was marked. */
  of: leafIndex.exactOptional(),
  productId: word.exactOptional(),
  /** Day, and hour where it is known, of what was bought because of it. */
  bought: commitment.exactOptional(),
});

/** What a person brought to a moment that they marked; that it came from them is all that is said of where it comes from. */
const exhibit = z.strictObject({
  ...base,
  kind: z.literal('exhibit'),
  exhibitId: word,
  /** `markerId` of the moment. */
  markerId: word,
  from: z.literal('user'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  /** Media type, as its content says. */
  type: word,
  name: commitment,
});

/** Values behind commitments of an earlier leaf are no longer shown; the commitments stay and verify. */
const withholding = z.strictObject({
  ...base,
  kind: z.literal('withholding'),
  of: leafIndex,
  fields: z.array(word).min(1).max(POINTERS_MAX),
  reason: z.enum(['personal-data', 'request', 'order', 'retention']),
  by: word.exactOptional(),
  spans: z
    .array(z.strictObject({ kind: word, ...span }))
    .max(SPANS_MAX)
    .exactOptional(),
});

/** Bytes of picture and sound of a stretch are no longer kept, for a person's sake; the records of their hashes stay. */
const mediaWithholding = z.strictObject({
  ...base,
  kind: z.literal('media-withholding'),
  fromMs: atMs,
  untilMs: atMs,
  /** SHA-256 of what was kept and is gone. */
  sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(WITHHELD_PIECES_MAX),
  reason: z.enum(WITHHOLDING_REASONS),
  by: word,
});

/**
 * The time of what stands behind all records before this one is over: values and salts are gone, and what was kept beside
 * them. The records and their hashes stay.
 */
const retention = z.strictObject({
  ...base,
  kind: z.literal('retention'),
  /** Records before this one. */
  until: leafIndex,
  /** The rule: years and days from the end of the broadcast or of the last order. */
  term: word,
  by: word,
});

const visibility = z.strictObject({
  ...base,
  kind: z.literal('visibility'),
  public: z.boolean(),
  by: word,
  reason: commitment,
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
