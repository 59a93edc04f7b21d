import { z } from 'zod';
import { CATEGORIES } from '../../contract/ingest.ts';
import { SEVERITIES } from '../../contract/severity.ts';
import { SLOT_KINDS, type SlotKind } from '../slots/kinds.ts';
import { ACCEPTS, NEEDS, TRIGGERS } from './duty.ts';

/** More patterns than this for one role of a duty want a better idea, not a longer list. */
const PATTERNS_MAX = 90;
const EXAMPLES_MAX = 80;
const WORDS_MAX = 1_200;
const TEXT_MAX = 300;
/** A pattern says one idea in its alternatives; a longer one hides several. */
const PATTERN_MAX = 800;
const MINUTES_MAX = 120;

const text = z.string().min(1).max(TEXT_MAX);
const both = z.strictObject({ zh: text, en: text });
const minutes = z.int().min(1).max(MINUTES_MAX);
const seconds = z.int().min(1).max(3600);
const category = z.enum(CATEGORIES);
const severity = z.enum(SEVERITIES);
const trigger = z.enum(TRIGGERS);
const pattern = z.string().min(1).max(PATTERN_MAX);
const patterns = z.array(pattern).max(PATTERNS_MAX).default([]);
const examples = z.array(text).max(EXAMPLES_MAX).default([]);

export const windowSchema = z.discriminatedUnion('until', [
  z.strictObject({ until: z.literal('link'), graceSeconds: seconds.default(60) }),
  z.strictObject({ until: z.literal('close'), latestMinutes: minutes.default(20) }),
  z.strictObject({ until: z.literal('minutes'), afterMinutes: minutes }),
  z.strictObject({
    until: z.literal('session'),
    afterMinutes: minutes.default(10),
    repeatMinutes: minutes.default(60),
  }),
  z.strictObject({
    until: z.literal('continuous'),
    gapSeconds: seconds.default(120),
    checkSeconds: seconds.default(60),
  }),
  z.strictObject({
    until: z.literal('request'),
    afterMinutes: minutes.default(5),
    crowdAfterMinutes: minutes.default(3),
  }),
  z.strictObject({ until: z.literal('draw') }),
]);

const slotSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{0,30}$/),
  name: both,
  required: z.boolean().default(false),
  /** Kinds of slot that fill it, before a word of `words`; without either, the whole of what was said. */
  read: z
    .array(z.enum(Object.keys(SLOT_KINDS) as [SlotKind, ...SlotKind[]]))
    .min(1)
    .optional(),
  /** What a `code` must look like to fill it; one that only the words before it name is taken at their word. */
  like: z.string().max(TEXT_MAX).optional(),
  /** Bounds of a bare number that fills it. */
  least: z.number().optional(),
  most: z.number().optional(),
  /** A date that fills it lies no later than the broadcast, or is none of the days just past. */
  falls: z.enum(['past', 'ahead']).optional(),
  /** A list of words of which one fills it. */
  words: z.string().optional(),
});

const hearSchema = z.strictObject({
  /** Words that name the topic: with a pointer they are `pointed`, waved off they are `evasive`. */
  names: z.array(text).max(PATTERNS_MAX).default([]),
  states: z.array(pattern).min(1).max(PATTERNS_MAX),
  /** Forms that state it where viewers asked for it. */
  answers: patterns,
  /** What overlaps one of these is not stated. */
  not: patterns,
  /** Forms that point elsewhere or wave off by themselves. */
  points: patterns,
  evades: patterns,
  /** Forms that say that it does not apply. */
  never: patterns,
  /** Forms that turn a conditional duty on. */
  triggers: patterns,
  /** Whether it is often said under a condition (如果不喜欢七天内可退), which then does not make it a supposition. */
  conditional: z.boolean().default(false),
});

const examplesSchema = z.strictObject({
  states: examples,
  notEnough: examples,
  partial: examples,
  pointed: examples,
  evasive: examples,
  notApplicable: examples,
  triggered: examples,
});

export const dutySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{2,40}$/),
  name: both,
  say: both,
  law: text,
  severity,
  severityIf: z.array(z.strictObject({ categories: z.array(category).min(1), severity })).optional(),
  severityWhen: z.array(z.strictObject({ trigger, severity })).optional(),
  accepts: z.array(z.enum(ACCEPTS)).min(1),
  window: windowSchema,
  windowIf: z
    .array(z.strictObject({ categories: z.array(category).min(1), window: windowSchema }))
    .optional(),
  scope: z.enum(['product', 'broadcast']).default('product'),
  needs: z.partialRecord(z.enum(['all', ...CATEGORIES]), z.enum(NEEDS)),
  spoken: z.array(category).default([]),
  onRequest: z.array(category).default([]),
  when: trigger.optional(),
  slots: z.array(slotSchema).min(1).max(8),
  hear: hearSchema,
  examples: examplesSchema,
});
export type DutyInput = z.infer<typeof dutySchema>;
export type Forms = z.infer<typeof hearSchema>;
export type SlotInput = z.infer<typeof slotSchema>;
export type Examples = z.infer<typeof examplesSchema>;

export const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  version: z.int().min(1),
  /** Lists of words that patterns of every pack may use by name. */
  words: z.record(z.string().regex(/^[a-z][a-z-]*$/), z.array(text).max(WORDS_MAX)).default({}),
  duties: z.array(dutySchema).max(100).default([]),
});
export type Pack = z.infer<typeof packSchema>;
