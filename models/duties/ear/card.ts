import { z } from 'zod';
import { storedCardSchema } from '../../text/network/files.ts';

/** Counts of lines that the model which scored them had not seen. */
const heardSchema = z.object({
  /** Statements of a duty, by line. */
  stated: z.int(),
  /** Of these, the ones that the patterns hear. */
  byPatterns: z.int(),
  /** Of the others, the ones that the ear hears. */
  byEar: z.int(),
  /** Lines that only look like stating a duty. */
  alike: z.int(),
  /** Of these, the ones that the patterns take for stated. */
  alikeByPatterns: z.int(),
  /** Of the others, the ones that the ear takes for stated. */
  alikeByEar: z.int(),
});
export type Heard = z.infer<typeof heardSchema>;

/** What stands beside the ear's weights and says what they are. */
export const earCardSchema = storedCardSchema.extend({
  /** Version of how a sentence is written for it. */
  inputVersion: z.int(),
  trainedOn: z.object({
    /** Lines written for it one by one. */
    written: z.int(),
    /** Examples of the packs. */
    examples: z.int(),
    /** Other talk, in which the patterns hear nothing. */
    talk: z.int(),
    seed: z.int(),
    epochs: z.int(),
    /** Of all these, so many chose the thresholds, and were kept from the model that scored them. */
    validation: z.int(),
    /** Processor time. */
    seconds: z.int(),
  }),
  /** By duty: from here it is taken as stated, above 1: never. */
  thresholds: z.record(z.string(), z.number()),
  measured: z.object({ all: heardSchema, languages: z.record(z.string(), heardSchema) }),
  /** Share of other talk in which anything is heard, 0 to 1. */
  talkHeard: z.number(),
  limits: z.array(z.string()),
});
export type EarCard = z.infer<typeof earCardSchema>;
