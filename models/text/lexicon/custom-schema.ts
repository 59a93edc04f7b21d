import { z } from 'zod';
import { CATEGORIES, unusableOffset } from '../../contract/ingest.ts';
import { isKind, KINDS, type Kind } from '../../contract/kinds.ts';
import { SEVERITIES } from '../../contract/severity.ts';

/** A custom pack in JSON or YAML: 200 entries with their examples fit several times over. */
export const CUSTOM_BYTES_MAX = 256 * 1024;
/** Entries of one pack: more is hardly kept in order by people, and can be a second pack. */
export const CUSTOM_ENTRIES_MAX = 200;
/** Packs in force at a time. With {@link CUSTOM_ENTRIES_ALL_MAX} it bounds what a worker loads before it judges. */
export const CUSTOM_PACKS_MAX = 50;
/** Entries of all packs together: their examples run in about a second when a worker starts. */
export const CUSTOM_ENTRIES_ALL_MAX = 1_000;
/** Words of all frames and terms together, classes unfolded: with more a change would not judge everywhere within two seconds. */
export const CUSTOM_WORDS_MAX = 10_000;
/** Longest time that an allow-entry may be given at once: what is excused is looked at again each year. */
export const ALLOW_DAYS_MAX = 366;

const sound = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode');
const word = sound(80);
const words = z.array(word).min(1).max(100);
const bilingual = z.strictObject({ zh: sound(500), en: sound(500) });
const kind = z
  .string()
  .refine(isKind, 'unknown kind')
  .meta({ enum: Object.keys(KINDS) }) as unknown as z.ZodType<Kind>;
const examples = (min: number) => z.array(sound(300)).min(min).max(10);
/** Ten slots of a dozen words. */
const pattern = sound(400);

/** Whose rule an entry is: the law's, a platform's (then named; an allow-entry of no platform holds on all), or the house's own. */
export const BASES = ['law', 'platform-rule', 'house'] as const;

const every = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/, 'use 2 to 64 small letters, digits and hyphens'),
  basis: z.enum(BASES),
  /** As broadcasts name theirs; absent: on all. */
  platform: sound(64).optional(),
};

const rule = {
  ...every,
  kind,
  /** Only when the product is known to be of one of these categories, or of none. */
  categories: z.array(z.enum(CATEGORIES)).min(1).optional(),
  /** One of these must stand in the same sentence. */
  near: words.optional(),
  /** None of these may. */
  notNear: words.optional(),
  /** None of these may stand directly before or after. */
  notBefore: words.optional(),
  notAfter: words.optional(),
  negatable: z.boolean().default(true),
  questionable: z.boolean().default(true),
  verdict: z.enum(['flag', 'review']).default('flag'),
  need: z.enum(['proof', 'context', 'listen']).optional(),
  confidence: z.number().min(0.1).max(0.95).default(0.9),
  severity: z.enum(SEVERITIES).optional(),
  /** Name of the provision or of the rule, e.g. `社区规范 3.2`. */
  article: sound(200).optional(),
  source: sound(300).optional(),
  inForce: z.strictObject({ from: z.iso.date(), until: z.iso.date().optional() }).optional(),
  reason: bilingual.optional(),
  suggestion: bilingual.optional(),
  match: examples(1),
  noMatch: examples(0).default([]),
};

const termsEntry = z.strictObject({
  type: z.literal('terms'),
  ...rule,
  terms: z.array(word).min(1).max(500),
});
const frameEntry = z.strictObject({
  type: z.literal('frame'),
  ...rule,
  frame: z.union([pattern.transform((one) => [one]), z.array(pattern).min(1).max(20)]),
});
const allowEntry = z.strictObject({
  type: z.literal('allow'),
  ...every,
  /** Excuses what one of these words covers whole. */
  terms: z.array(word).min(1).max(100).optional(),
  /** Excuses what this rule finds: `pack/entry`. With `terms` both must hold. */
  rule: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,31}\/[a-z0-9][a-z0-9-]{1,63}$/, 'name it as pack/entry')
    .optional(),
  /** Why it is excused; part of the steps of each verdict. */
  reason: sound(300),
  /** A day (in China, to its end) or an instant with its offset. */
  expires: z.union([z.iso.date(), z.iso.datetime({ offset: true })], 'give a day (2027-01-31) or an instant'),
  /** Texts in which it excuses something, and texts in which it excuses nothing. */
  match: examples(1),
  noMatch: examples(0).default([]),
});

/**
 * A pack of a platform or a house. Entries are terms, frames (the small language of `frame.ts`) or allow-entries. There are no
 * regular expressions: all words of all packs are looked for in one pass, however many there are.
 */
export const customPackSchema = z.strictObject({
  pack: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, 'use 2 to 32 small letters, digits and hyphens'),
  language: z.enum(['zh', 'en']),
  /** Who says such things: the room, or viewers in chat. */
  speaker: z.enum(['seller', 'viewer']).default('seller'),
  entries: z
    .array(z.discriminatedUnion('type', [termsEntry, frameEntry, allowEntry]))
    .min(1)
    .max(CUSTOM_ENTRIES_MAX),
});

export type CustomPack = z.infer<typeof customPackSchema>;
export type CustomEntry = CustomPack['entries'][number];
export type RuleEntry = Extract<CustomEntry, { type: 'terms' | 'frame' }>;
export type AllowEntry = Extract<CustomEntry, { type: 'allow' }>;

/** Days end at midnight in China, 8 h ahead of UTC. */
const DAY_END = 'T24:00:00+08:00';

/** When an allow-entry ends, ms since 1970; the first moment at which it excuses nothing more. */
export const endOf = (expires: string): number =>
  Date.parse(expires.length === 10 ? `${expires}${DAY_END}` : expires);
