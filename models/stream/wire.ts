import { z } from 'zod';
import type { DecisionAction } from '../contract/alert.ts';
import type { BroadcastId } from '../contract/ids.ts';
import { asBroadcastId } from '../contract/ids.ts';
import type { IngestEvent, UtteranceEvent } from '../contract/ingest.ts';
import {
  AT_MS_MAX,
  broadcastPatchSchema,
  eventSchema,
  LINE_BYTES_MAX,
  ROLES,
  SOURCES,
  unusableOffset,
} from '../contract/ingest.ts';
import { DERIVED_MAX, POINTERS_MAX } from '../contract/log/leaf.ts';
import { WITHHELD_LEAVES_MAX, WITHHELD_PIECES_MAX, WITHHOLDING_REASONS } from '../contract/withholding.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Events that only the system itself puts on the stream; the outside door refuses these kinds. */
const internalSchema = z.discriminatedUnion('type', [
  /** A broadcast was registered: the first leaf of its log. */
  z.strictObject({ type: z.literal('registered'), atMs: z.int() }),
  z.strictObject({ type: z.literal('patched'), atMs: z.int(), patch: broadcastPatchSchema }),
  /** A person's act on an alert; `decisionId` names the stored decision. */
  z.strictObject({
    type: z.literal('decision'),
    atMs: z.int(),
    decisionId: z.string(),
    alertId: z.string(),
    action: z.string().transform((action) => action as DecisionAction),
  }),
  /** What the room says of an upheld decision; `answerId` names the stored answer. */
  z.strictObject({ type: z.literal('answer'), atMs: z.int(), answerId: z.string() }),
  /** Alerts that a person joined; `caseId` names the stored case. */
  z.strictObject({ type: z.literal('case'), atMs: z.int(), caseId: z.string() }),
  /** A time in which a source was not heard. */
  z.strictObject({
    type: z.literal('gap'),
    atMs: z.int(),
    reason: z.enum(['feed-silent', 'capture-down', 'not-judging', 'clock-jump']),
    fromMs: z.int(),
    untilMs: z.int(),
  }),
  /** Bytes of the broadcast's picture or sound that were fetched, or made of such. Times are of the broadcast. */
  z.strictObject({
    type: z.literal('media'),
    atMs: z.int(),
    form: z.enum(['init', 'sound']).exactOptional(),
    track: z.string().max(200).exactOptional(),
    run: z.int().min(0),
    sequence: z.int().min(0),
    fromMs: z.int(),
    untilMs: z.int(),
    sha256,
    bytes: z.int().min(0),
    uri: z.string().max(LINE_BYTES_MAX).exactOptional(),
    derivedFrom: z.array(sha256).max(DERIVED_MAX).exactOptional(),
    insteadOf: sha256.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('visibility'),
    atMs: z.int(),
    public: z.boolean(),
    by: z.string(),
    reason: z.string(),
  }),
  /** A person says what kind of goods a product is. Recorded as a change of the product. */
  z.strictObject({
    type: z.literal('category'),
    atMs: z.int(),
    productId: z.string(),
    category: z.string(),
  }),
  /** A person withheld the words of these records: see models/store/withhold.ts. */
  z.strictObject({
    type: z.literal('withhold'),
    atMs: z.int(),
    reason: z.enum(WITHHOLDING_REASONS),
    by: z.string(),
    leaves: z
      .array(z.strictObject({ of: z.int().min(0), fields: z.array(z.string()).min(1).max(POINTERS_MAX) }))
      .min(1)
      .max(WITHHELD_LEAVES_MAX),
  }),
  /** Somebody marked a moment; what stands in the record is read from the stored mark. */
  z.strictObject({ type: z.literal('mark'), atMs: z.int(), markId: z.string() }),
  /** Somebody brought something to a moment that they marked. */
  z.strictObject({ type: z.literal('exhibit'), atMs: z.int(), exhibitId: z.string() }),
  /** A person withheld picture and sound of a stretch: see models/store/withhold-media.ts. */
  z.strictObject({
    type: z.literal('withhold-media'),
    atMs: z.int(),
    fromMs: z.int(),
    untilMs: z.int(),
    sha256: z.array(sha256).max(WITHHELD_PIECES_MAX),
    reason: z.enum(WITHHOLDING_REASONS),
    by: z.string(),
  }),
  /** The time of what the log keeps is over: see models/store/retention-erase.ts. */
  z.strictObject({ type: z.literal('retention'), atMs: z.int(), term: z.string(), by: z.string() }),
  /** Wakes the owner so that it writes a heartbeat leaf. */
  z.strictObject({ type: z.literal('heartbeat'), atMs: z.int() }),
]);
export type InternalEvent = z.infer<typeof internalSchema>;
export type MediaEvent = Extract<InternalEvent, { type: 'media' }>;

const anyEvent = z.union([eventSchema, internalSchema]);

/** What stands in one entry of a partition's stream. */
export interface StreamMessage {
  readonly broadcastId: BroadcastId;
  /** Server time of acceptance, ms since 1970. */
  readonly acceptedAtMs: number;
  readonly event: IngestEvent | InternalEvent;
}

/** Fields of an entry: `b` broadcast, `t` time of acceptance, `e` the event as JSON. Short, since every event carries them. */
export const encodeMessage = (message: StreamMessage): Record<string, string> => ({
  b: message.broadcastId,
  t: String(message.acceptedAtMs),
  e: JSON.stringify(message.event),
});

/** The parser's own message quotes the text, and a reason is kept where no personal data may stand. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('field e (event) is not JSON');
  }
};

const UTTERANCE_FIELDS: ReadonlySet<string> = new Set([
  'type',
  'id',
  'revision',
  'source',
  'role',
  'speaker',
  'atMs',
  'text',
  'confidence',
  'pinned',
]);
const SOURCE_NAMES: ReadonlySet<unknown> = new Set(SOURCES);
const ROLE_NAMES: ReadonlySet<unknown> = new Set(ROLES);
const ID = /^[A-Za-z0-9._~:@+=-]{1,128}$/;

const isHashable = (value: unknown, max: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= max && unusableOffset(value) < 0;
const isWhole = (value: unknown, from: number, max: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= from && (value as number) <= max;

/** As it comes to the door: the role may be left out. */
type SentUtterance = Omit<UtteranceEvent, 'role'> & Partial<Pick<UtteranceEvent, 'role'>>;

const isSentUtterance = (event: unknown): event is SentUtterance => {
  if (typeof event !== 'object' || event === null) return false;
  const { type, id, revision, source, role, speaker, atMs, text, confidence, pinned } = event as Record<
    string,
    unknown
  >;
  if (type !== 'utterance' || typeof id !== 'string' || !ID.test(id)) return false;
  for (const field in event) if (!UTTERANCE_FIELDS.has(field)) return false;
  return (
    SOURCE_NAMES.has(source) &&
    (role === undefined || ROLE_NAMES.has(role)) &&
    isWhole(atMs, 0, AT_MS_MAX) &&
    isHashable(text, LINE_BYTES_MAX) &&
    (speaker === undefined || isHashable(speaker, 200)) &&
    (revision === undefined || isWhole(revision, 1, 1000)) &&
    (confidence === undefined || (typeof confidence === 'number' && confidence >= 0 && confidence <= 1)) &&
    (pinned === undefined || typeof pinned === 'boolean')
  );
};

/**
 * Whether it is an utterance as the door puts it on the stream, role and all. Nearly all entries are, and looking at ten fields takes
 * a tenth of what the schema takes; whatever this does not know is left to the schema.
 */
const isUtterance = (event: unknown): event is UtteranceEvent =>
  isSentUtterance(event) && event.role !== undefined;

/**
 * What `eventSchema` makes of an utterance, its fields in the same order, at a tenth of the cost; null for whatever is none, or is
 * refused: the schema says why.
 */
export const quickUtterance = (sent: unknown): UtteranceEvent | null => {
  if (!isSentUtterance(sent)) return null;
  const { type, id, revision, source, role, speaker, atMs, text, confidence, pinned } = sent;
  const event: SentUtterance = { type, id } as SentUtterance;
  if (revision !== undefined) event.revision = revision;
  event.source = source;
  if (role !== undefined) event.role = role;
  if (speaker !== undefined) event.speaker = speaker;
  event.atMs = atMs;
  event.text = text;
  if (confidence !== undefined) event.confidence = confidence;
  if (pinned !== undefined) event.pinned = pinned;
  if (role === undefined) event.role = source === 'chat' ? 'viewer' : 'presenter';
  return event as UtteranceEvent;
};

/**
 * Reads an entry back.
 * @throws Error that says which field could not be read: such an entry belongs in quarantine.
 */
export const decodeMessage = (fields: Readonly<Record<string, string>>): StreamMessage => {
  const { b, t, e } = fields;
  if (!b) throw new Error('field b (broadcast) is missing');
  const acceptedAtMs = Number(t);
  if (!t || !Number.isSafeInteger(acceptedAtMs))
    throw new Error('field t (time of acceptance) is not a whole number');
  if (!e) throw new Error('field e (event) is missing');
  const event = parseJson(e);
  if (isUtterance(event)) return { broadcastId: asBroadcastId(b), acceptedAtMs, event };
  const parsed = anyEvent.safeParse(event);
  if (!parsed.success) throw new Error(`field e is no event: ${z.prettifyError(parsed.error)}`);
  return { broadcastId: asBroadcastId(b), acceptedAtMs, event: parsed.data };
};
