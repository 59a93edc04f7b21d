import { z } from 'zod';
import { AT_MS_MAX, unusableOffset } from './ingest.ts';
import {
  ORDER_CHARS_MAX,
  RELEASE_DAYS_DEFAULT,
  RELEASE_DAYS_MAX,
  REQUEST_MINUTES_MAX,
  REQUEST_NAME_CHARS_MAX,
  REQUEST_REFUSALS,
  REQUEST_WORDS_MAX,
  SAID_CHARS_MAX,
} from './release-request.ts';

const wellFormed = (text: string): boolean => unusableOffset(text) < 0;
const name = z
  .string()
  .trim()
  .max(REQUEST_NAME_CHARS_MAX)
  .refine(wellFormed, 'send well-formed Unicode')
  .default('');
const instant = z.iso.datetime({ offset: true });
const words = z.string().trim().max(REQUEST_WORDS_MAX).refine(wellFormed, 'send well-formed Unicode');

/** Body of `POST /api/requests`. */
export const releaseRequestSchema = z
  .strictObject({
    room: name,
    seller: name,
    product: name,
    /** Letters and figures as they stand on the order; kept sealed. */
    orderNumber: z
      .string()
      .trim()
      .max(ORDER_CHARS_MAX)
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{3,}$/, 'write the order number as it stands on the order'),
    boughtAt: instant,
    /** When what was said began, as far as is known. */
    fromAt: instant,
    minutes: z.int().min(1).max(REQUEST_MINUTES_MAX),
    said: z
      .string()
      .trim()
      .min(1, 'write what was said, as you remember it')
      .max(SAID_CHARS_MAX)
      .refine(wellFormed, 'send well-formed Unicode'),
  })
  .refine(({ room, seller }) => room !== '' || seller !== '', {
    path: ['room'],
    message: 'name the room or the seller',
  });
export type ReleaseRequestInput = z.input<typeof releaseRequestSchema>;
export type ReleaseRequestAsked = z.output<typeof releaseRequestSchema>;

/** Body of `POST /api/requests/:id/release`: a stretch of a broadcast, and for how many days. */
export const releaseSchema = z.strictObject({
  publicId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  fromMs: z.int().min(0).max(AT_MS_MAX),
  untilMs: z.int().min(0).max(AT_MS_MAX),
  days: z.int().min(1).max(RELEASE_DAYS_MAX).default(RELEASE_DAYS_DEFAULT),
  words: words.default(''),
});
export type ReleaseAsked = z.input<typeof releaseSchema>;

/** Body of `POST /api/requests/:id/refusal`. */
export const refusalSchema = z
  .strictObject({ reason: z.enum(REQUEST_REFUSALS), words: words.default('') })
  .refine(({ reason, words: said }) => reason !== 'other' || said !== '', {
    path: ['words'],
    message: 'say why',
  });
export type RefusalAsked = z.input<typeof refusalSchema>;

/** Body of `POST /api/requests/:id/order-number`: why the whole number is wanted. */
export const orderNumberSchema = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1, 'say why')
    .max(REQUEST_WORDS_MAX)
    .refine(wellFormed, 'send well-formed Unicode'),
});
