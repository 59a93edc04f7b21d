import { z } from 'zod';
import { ANSWER_CHARS_MAX, ANSWER_MOMENTS_MAX } from './answer.ts';
import { AT_MS_MAX, unusableOffset } from './ingest.ts';

/** Body of `POST /api/alerts/:id/answers`. Moments are times of the same broadcast, ms. */
export const answerSchema = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'write what the room says of it')
    .max(ANSWER_CHARS_MAX)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode'),
  moments: z.array(z.int().min(0).max(AT_MS_MAX)).max(ANSWER_MOMENTS_MAX).default([]),
});
export type AnswerRequest = z.input<typeof answerSchema>;
