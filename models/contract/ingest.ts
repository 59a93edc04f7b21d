import { z } from 'zod';

/** Longest line of NDJSON in bytes: a sentence of speech is under 1 KiB, a pasted chat line under 4 KiB. */
export const LINE_BYTES_MAX = 64 * 1024;
/** Longest request body in bytes: 4 MiB holds about 20,000 lines of chat, more than a second of the largest room. */
export const REQUEST_BYTES_MAX = 4 * 1024 * 1024;
/** Latest moment of a broadcast: one day, the longest show that a platform lets run. */
export const AT_MS_MAX = 86_400_000;
/** A jump of more than this between two events of one source is recorded as a gap. */
export const JUMP_MS_MAX = 5 * 60_000;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Offset of the first NUL or lone surrogate, or -1. RFC 8785 (3.2.2.2) has no form for lone surrogates, so they cannot be hashed. */
export const unusableOffset = (text: string): number => {
  const nul = text.indexOf('\0');
  const lone = LONE_SURROGATE.exec(text)?.index ?? -1;
  if (nul < 0) return lone;
  return lone < 0 ? nul : Math.min(nul, lone);
};

const hashable = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .superRefine((text, context) => {
      const offset = unusableOffset(text);
      if (offset >= 0) {
        const what = text[offset] === '\0' ? 'NUL' : 'lone surrogate';
        context.addIssue({
          code: 'custom',
          message: `${what} at offset ${offset}; send well-formed Unicode`,
        });
      }
    });

/** Ids name things in addresses, keys and logs: visible ASCII without `/`. */
const id = z
  .string()
  .min(1)
  .max(128)
  .regex(
    /^(?!\.{1,2}$)[A-Za-z0-9._~:@+=-]+$/,
    'use 1 to 128 letters, digits and . _ ~ : @ + = -, not . or .. alone',
  );
const name = hashable(200);
const atMs = z.int().min(0).max(AT_MS_MAX);
const instant = z.iso.datetime({ offset: true });
const amount = z.number().min(0).max(1e9);

export const CATEGORIES = [
  'food',
  'health-food',
  'infant-formula',
  'cosmetics',
  'special-cosmetics',
  'electronics',
  'home-appliance',
  'apparel',
  'medical-device',
  'jewellery',
  'agri-produce',
  'alcohol',
  'pet-food',
  'cross-border',
  'second-hand',
  'virtual',
  'other',
] as const;
export type Category = (typeof CATEGORIES)[number];

const CATEGORY_ALIASES: ReadonlyMap<string, Category> = new Map([
  ['clothing', 'apparel'],
  ['appliance', 'home-appliance'],
]);

/** The category a sender's word stands for; `null` when unknown (the product is then shown with a guessed category). */
export const categoryOf = (word: string): Category | null => {
  const found = CATEGORIES.find((category) => category === word);
  return found ?? CATEGORY_ALIASES.get(word) ?? null;
};

export const presenterSchema = z
  .strictObject({
    id,
    name,
    persona: z.enum(['human', 'ai']).default('human'),
    fromMs: atMs.optional(),
    untilMs: atMs.optional(),
  })
  .refine(({ fromMs = 0, untilMs }) => untilMs === undefined || untilMs > fromMs, {
    path: ['untilMs'],
    message: 'a presenter leaves later than they come: untilMs is after fromMs',
  });

/** RFC 5646, 4.4.1: no registered combination is longer. */
const LANGUAGE_CHARS_MAX = 35;

/** Browsers take any slashes after the scheme, in either direction. */
const LOGIN_IN_URL = /^[^:]*:[\\/\s]*[^\\/?#]*@/;

/** Shown to everyone who may see the broadcast, and hashed: it holds no login, and no character that cannot be hashed. */
const playbackUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode')
  .refine((text) => !LOGIN_IN_URL.test(text), 'leave out login and password: the address is shown to people');

/** Body of `POST /api/broadcasts`. */
export const broadcastSchema = z.strictObject({
  id,
  title: name,
  language: z
    .string()
    .max(LANGUAGE_CHARS_MAX)
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'use a BCP 47 tag such as zh-Hans, zh-Hant or en'),
  platform: hashable(64),
  room: z.strictObject({ id, name, operator: name }),
  presenters: z.array(presenterSchema).min(1).max(50),
  form: z.enum(['live', 'replay', 'recorded', 'clip']).default('live'),
  regime: z.enum(['ad', 'seller-talk']).default('ad'),
  playbackUrl: playbackUrl.optional(),
  startedAt: instant.describe(
    'With the offset of the clock on the room’s wall (2026-11-24T20:00:00+08:00): evidence packs give local times by it, and by China’s where it ends in Z.',
  ),
  continues: id.optional(),
  derivedFrom: id.optional(),
});
export type BroadcastInput = z.infer<typeof broadcastSchema>;

/** Body of `PATCH /api/broadcasts/:id`: what may change while a broadcast runs; each change is a leaf of its log. */
export const broadcastPatchSchema = broadcastSchema
  .pick({ title: true, language: true, presenters: true, playbackUrl: true })
  .extend({
    // Without their defaults: what a change does not name stays as it is.
    form: broadcastSchema.shape.form.unwrap(),
    regime: broadcastSchema.shape.regime.unwrap(),
  })
  .partial()
  .strict()
  .refine((patch) => Object.keys(patch).length > 0, 'name at least one field to change');
export type BroadcastPatch = z.infer<typeof broadcastPatchSchema>;

export const listingSchema = z
  .object({
    price: amount.optional(),
    unit: hashable(64).optional(),
    originalPrice: amount.optional(),
    payable: amount.optional(),
    skus: z
      .array(z.object({ name, price: amount.optional() }).loose())
      .max(500)
      .optional(),
    coupons: z
      .array(z.object({ name: hashable(200) }).loose())
      .max(100)
      .optional(),
    bundle: z.union([hashable(2000), z.array(hashable(200)).max(100)]).optional(),
    priceHistory: z
      .array(z.object({ date: z.iso.date(), price: amount }).loose())
      .max(1000)
      .optional(),
    link: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
  })
  .catchall(hashable(2000));
export type Listing = z.infer<typeof listingSchema>;

export const SOURCES = ['speech', 'chat', 'screen'] as const;
export type Source = (typeof SOURCES)[number];
export const ROLES = [
  'presenter',
  'assistant',
  'operator',
  'guest',
  'played-media',
  'auto-reply',
  'system',
  'viewer',
  'unknown',
] as const;
export type Role = (typeof ROLES)[number];

const utteranceSchema = z
  .strictObject({
    type: z.literal('utterance'),
    id,
    revision: z.int().min(1).max(1000).optional(),
    source: z.enum(SOURCES),
    role: z.enum(ROLES).optional(),
    speaker: hashable(200).optional(),
    atMs,
    text: hashable(LINE_BYTES_MAX),
    confidence: z.number().min(0).max(1).optional(),
    pinned: z.boolean().optional(),
  })
  .transform((event) => ({
    ...event,
    role: event.role ?? (event.source === 'chat' ? ('viewer' as const) : ('presenter' as const)),
  }));

const productSchema = z.strictObject({
  type: z.literal('product'),
  id: id.optional(),
  action: z.enum(['listed', 'introduced', 'paused', 'link-opened', 'link-closed', 'changed', 'withdrawn']),
  productId: id,
  linkNo: z.int().min(0).max(100_000).optional(),
  atMs,
  name: name.optional(),
  category: hashable(64).optional(),
  seller: z.object({ name: name.optional() }).catchall(hashable(500)).optional(),
  listing: listingSchema.optional(),
});

const audienceSchema = z.strictObject({
  type: z.literal('audience'),
  id: id.optional(),
  atMs,
  viewers: z.int().min(0).max(1e9),
});
const moderationSchema = z.strictObject({
  type: z.literal('moderation'),
  id: id.optional(),
  action: z.enum(['deleted', 'muted', 'blocked']),
  utteranceId: id,
  atMs,
});
const segmentSchema = z.strictObject({
  type: z.literal('segment'),
  id: id.optional(),
  action: z.enum(['start', 'end']),
  segment: z.enum(['pk', 'co-host', 'draw', 'played-media']),
  atMs,
});
const endedSchema = z.strictObject({ type: z.literal('ended'), id: id.optional(), atMs });

/** One line of `POST /api/broadcasts/:id/events`. */
export const eventSchema = z.discriminatedUnion('type', [
  utteranceSchema,
  productSchema,
  audienceSchema,
  moderationSchema,
  segmentSchema,
  endedSchema,
]);
export type IngestEvent = z.infer<typeof eventSchema>;
export type UtteranceEvent = Extract<IngestEvent, { type: 'utterance' }>;
export type ProductEvent = Extract<IngestEvent, { type: 'product' }>;

export const LINE_REFUSALS = [
  'not-json',
  'not-utf8',
  'invalid',
  'line-too-long',
  'id-conflict',
  'broadcast-closed',
  'overloaded',
  'not-available',
] as const;
export type LineRefusal = (typeof LINE_REFUSALS)[number];

/** The account of one line. `line` counts from 1, blank lines included. */
export interface LineAccount {
  readonly line: number;
  readonly status: 'accepted' | 'duplicate' | 'refused';
  readonly id?: string;
  readonly code?: LineRefusal;
  readonly field?: string;
  readonly reason?: string;
  readonly retryable?: boolean;
}

/** Answer to a request of events: every line that was read is accounted for; `notRead` says from which line on nothing was read. */
export interface IngestReply {
  readonly accepted: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly lines: readonly LineAccount[];
  readonly notRead?: { readonly fromLine: number; readonly reason: string };
  /** Seconds after which what was not taken may be; over HTTP it stands in `Retry-After` as well. */
  readonly retryAfterS?: number;
}
