import { z } from 'zod';
import {
  DUTY_STATES,
  DUTY_TIERS,
  type DutiesBoard,
  type DutyView,
  type ProductDuties,
  type QuestionView,
} from '../../../models/contract/duty.ts';
import { CATEGORIES } from '../../../models/contract/ingest.ts';
import { NEEDS } from '../../../models/duties/catalogue/duty.ts';
import { replyOf } from './agrees.ts';
import { atMs, bilingual, count, publicId, severity, sha256 } from './claims.ts';

export const dutyState = z.enum(DUTY_STATES);
/** A window may end after the longest broadcast. */
const dueMs = count.describe('Broadcast time in ms by which it is due.');

export const dutyView = replyOf<DutyView>()(
  z.object({
    id: z.string(),
    name: bilingual,
    say: bilingual.describe('The words that would satisfy it.'),
    tier: z.enum(DUTY_TIERS),
    need: z.enum(NEEDS),
    severity,
    article: z.string(),
    state: dutyState,
    atMs: atMs.optional(),
    dueMs: dueMs.optional(),
    utteranceId: z.string().optional(),
    slots: z
      .record(z.string(), z.string())
      .optional()
      .describe(
        'What was said, by slot; under `listed.` what the page says of it, under `earlier.` what was said before.',
      ),
    oddPage: z
      .array(z.string())
      .optional()
      .describe('The page contradicts itself: the values that stand on it.'),
    lacking: z.array(z.string()).optional(),
    by: z.enum(['speech', 'screen', 'page']).optional(),
  }),
);

const productDuties = replyOf<ProductDuties>()(
  z.object({
    productId: z.string(),
    name: z.string().optional(),
    linkNo: z.int().optional(),
    categories: z.array(z.enum(CATEGORIES)),
    guessed: z.number().min(0).max(1).optional(),
    introductions: z.array(
      z.object({ fromMs: atMs, untilMs: atMs.nullable(), spoken: z.boolean().optional() }),
    ),
    current: z.boolean(),
    duties: z.array(dutyView),
  }),
);

const questionView = replyOf<QuestionView>()(
  z.object({
    dutyId: z.string(),
    name: bilingual,
    say: bilingual,
    productId: z.string().optional(),
    atMs,
    dueMs,
    askers: count,
    deleted: z.boolean().optional(),
  }),
);

export const dutiesBoard = replyOf<DutiesBoard>()(
  z.object({
    publicId,
    leafIndex: count,
    atMs,
    policy: z.object({ id: z.string(), version: z.int(), hash: sha256 }),
    products: z.array(productDuties),
    room: z.array(dutyView),
    questions: z.array(questionView),
  }),
);
