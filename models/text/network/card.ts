import { z } from 'zod';
import { storedCardSchema } from './files.ts';

const figuresSchema = z.object({
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  /** Lines that have the label. */
  support: z.int(),
});
export type Figures = z.infer<typeof figuresSchema>;

const measuredSchema = z.object({
  /** Over all groups together. */
  micro: figuresSchema,
  /** Share of lawful lines with any group at its threshold, 0 to 1. */
  falseAlarms: z.number(),
});

const thresholdSchema = z.object({
  /** From here the network bears out what the rules found. */
  support: z.number(),
  /** From here a group without lexical ground is asked of a person. */
  alone: z.number(),
  /** From here it was right 95 times of 100 by itself. */
  sure: z.number(),
});
const thresholdsSchema = z.record(z.string(), thresholdSchema);
/** By group; chosen on the validation part. */
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** What stands beside the weights of the claims' classifier and says what they are. */
export const cardSchema = storedCardSchema.extend({
  trainedOn: z.object({
    training: z.int(),
    validation: z.int(),
    heldOut: z.int(),
    /** Share of lawful lines in the training part, 0 to 1. */
    benign: z.number(),
    /** Lines of the training part that were written one by one; the others were made out of frames. */
    written: z.int(),
    frames: z.int(),
    seed: z.int(),
    epochs: z.int(),
  }),
  thresholds: thresholdsSchema,
  heldOut: measuredSchema.extend({
    groups: z.record(z.string(), figuresSchema),
    languages: z.record(z.string(), measuredSchema),
  }),
  /** The models tried on the same parts, the kept one first. */
  compared: z.array(
    measuredSchema.extend({
      name: z.string(),
      /** Where one threshold for all groups gives the highest F1, whatever it raises; chosen on the validation part. */
      best: measuredSchema.extend({ threshold: z.number() }),
      weightBytes: z.int(),
      trainSeconds: z.number(),
      textsPerSecond: z.int(),
    }),
  ),
  limits: z.array(z.string()),
});
export type ModelCard = z.infer<typeof cardSchema>;
