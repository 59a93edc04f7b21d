import { z } from 'zod';
import { isKind, type Kind } from '../../contract/kinds.ts';

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const kind = z.string().refine(isKind, 'unknown kind') as unknown as z.ZodType<Kind>;
const words = z.array(z.string().min(1).max(80)).max(500);
const date = z.iso.date();
const inForce = z.strictObject({ from: date, until: date.optional() });
const basis = z.enum(['law', 'platform-rule', 'house']);
/** One pattern or several: `slot ~gap slot`, see `frame.ts`. */
const frame = z.union([z.string().min(1).max(4000), z.array(z.string().min(1).max(4000)).min(1).max(60)]);

/** What the law says of one kind: taken over by each entry of the kind that does not say otherwise. */
export const provisionSchema = z.strictObject({
  basis,
  article: z.string().min(1).max(200),
  source: z.string().min(1).max(300),
  inForce,
  reason: bilingual,
  suggestion: bilingual,
});
export type Provision = z.infer<typeof provisionSchema>;

/** `provisions.yaml`: a provision for every kind that an entry may have. */
export const provisionsSchema = z.strictObject({ provisions: z.record(z.string(), provisionSchema) });

/** `words.yaml`, `words-en.yaml`: named lists of words for slots; a word `@name` takes in another list. */
export const wordsSchema = z.strictObject({
  language: z.enum(['zh', 'en']),
  classes: z.record(z.string(), words),
});

export const entrySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/, 'use small letters, digits and hyphens'),
    kind,
    /** In these categories of goods the same words are another kind, e.g. a health function in health food. */
    kindIn: z.record(z.string(), kind).optional(),
    /** Only when the product is known to be of one of these categories, or of none. */
    categories: z.array(z.string()).optional(),
    terms: words.optional(),
    frame: frame.optional(),
    /** One of these must stand in the same sentence. */
    near: words.optional(),
    /** None of these may. */
    notNear: words.optional(),
    /** None of these may stand directly before or after the span. */
    notBefore: words.optional(),
    notAfter: words.optional(),
    /** False where the negation is the claim itself (`不退不换`): then no step of negation is asked. */
    negatable: z.boolean().default(true),
    /** False where a question is as bad as a statement (fear, inducement). */
    questionable: z.boolean().default(true),
    /** The form of the words alone makes the claim, whatever a classifier makes of it. */
    firm: z.literal(true).optional(),
    /** What remains when no step excuses it. */
    verdict: z.enum(['flag', 'review']).default('flag'),
    need: z.enum(['proof', 'context', 'listen']).optional(),
    confidence: z.number().min(0).max(1).default(0.9),
    severity: z.enum(['info', 'low', 'medium', 'high', 'critical']).optional(),
    basis: basis.optional(),
    article: z.string().min(1).max(200).optional(),
    source: z.string().min(1).max(300).optional(),
    inForce: inForce.optional(),
    reason: bilingual.optional(),
    suggestion: bilingual.optional(),
    match: z.array(z.string().min(1)).min(1),
    noMatch: z.array(z.string().min(1)).default([]),
  })
  .refine((entry) => entry.terms !== undefined || entry.frame !== undefined, 'give terms or a frame');
export type EntryInput = z.infer<typeof entrySchema>;

export const packSchema = z.strictObject({
  pack: z.string().regex(/^[a-z][a-z-]{1,31}$/),
  language: z.enum(['zh', 'en']),
  /** Who says such things: the room, or viewers in chat. */
  speaker: z.enum(['seller', 'viewer']).default('seller'),
  entries: z.array(entrySchema).min(1).max(2000),
});
