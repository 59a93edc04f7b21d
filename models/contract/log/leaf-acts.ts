import { z } from 'zod';
import { DISMISS_REASONS } from '../alert.ts';
import { ANSWER_MOMENTS_MAX } from '../answer.ts';
import { CASE_ALERTS_MAX } from '../case.ts';
import { WITHHELD_PIECES_MAX, WITHHOLDING_REASONS } from '../withholding.ts';
import {
  atMs,
  base,
  commitment,
  leafIndex,
  leafIndices,
  POINTERS_MAX,
  SPANS_MAX,
  span,
  word,
} from './leaf-parts.ts';

/* Records of what people do: decide, answer, mark, bring, withhold, show. */

export const decision = z.strictObject({
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
  /** The record of the decision that this one changes, or takes back. */
  instead: leafIndex.exactOptional(),
});

/** What the room says of a decision that was upheld: 陈述申辩. */
export const answer = z.strictObject({
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

/** Alerts that a person joined, since they are about one thing. */
export const joinedCase = z.strictObject({
  ...base,
  kind: z.literal('case'),
  caseId: word,
  alerts: z.array(word).min(2).max(CASE_ALERTS_MAX),
  /** The first record that each of the alerts rests on. */
  of: leafIndices,
  /** Cases that this one takes up, by their records where these are known. */
  instead: z
    .array(z.strictObject({ caseId: word, leaf: leafIndex.exactOptional() }))
    .max(CASE_ALERTS_MAX)
    .exactOptional(),
  reason: commitment,
  /** Opaque id of the person. */
  by: word,
});

export const marker = z.strictObject({
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
export const exhibit = z.strictObject({
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
export const withholding = z.strictObject({
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
export const mediaWithholding = z.strictObject({
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
export const retention = z.strictObject({
  ...base,
  kind: z.literal('retention'),
  /** Records before this one. */
  until: leafIndex,
  /** The rule: years and days from the end of the broadcast or of the last order. */
  term: word,
  by: word,
});

export const visibility = z.strictObject({
  ...base,
  kind: z.literal('visibility'),
  public: z.boolean(),
  by: word,
  reason: commitment,
});
