import { z } from 'zod';
import { type CheckReply, LEVELS, RECEIPT_FORMAT } from '../../../models/contract/check.ts';
import { CATEGORIES } from '../../../models/contract/ingest.ts';
import { replyOf } from './agrees.ts';
import {
  alsoFound,
  basis,
  bilingual,
  count,
  group,
  instant,
  kind,
  need,
  severity,
  sha256,
  stageOutcome,
  verdict,
  versions,
} from './claims.ts';

const claim = z.object({
  start: count,
  end: count.describe('UTF-16 offsets in the row’s text as it was sent; exclusive.'),
  quote: z.string(),
  level: z.enum(LEVELS),
  kind,
  group,
  verdict,
  need: need.optional(),
  basis,
  also: z.array(alsoFound).optional(),
  severity,
  confidence: z.number().min(0).max(1),
  article: z.string(),
  reason: bilingual,
  rewrite: bilingual.describe('What to say instead, or what proof to keep.'),
});

const counts = z.object({ banned: count, 'needs-proof': count, careful: count });

const receipt = z
  .object({
    format: z.literal(RECEIPT_FORMAT),
    checkedAt: instant,
    text: z.object({ sha256, rows: count, units: count }),
    platform: z.string().optional(),
    versions,
    stages: z.object({ lexicon: stageOutcome, network: stageOutcome }),
    found: counts,
    notice: bilingual,
  })
  .describe('What stands on record of the check. Not signed.');

export const checkReply = replyOf<CheckReply>()(
  z.object({
    rows: z
      .array(z.object({ category: z.enum(CATEGORIES).nullable(), claims: z.array(claim) }))
      .describe('As many as were sent, in the same order.'),
    found: counts,
    untold: count.describe('Claims that are counted and not told.'),
    notes: z
      .array(bilingual)
      .optional()
      .describe(
        'What to know of the request: categories that are not known, and were left out of the judgement.',
      ),
    receipt,
  }),
);
