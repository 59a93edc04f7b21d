import { z } from 'zod';
import { HOLD_REASONS, type HoldsReply, type HoldView } from '../../../models/contract/hold.ts';
import { replyOf } from './agrees.ts';
import { count } from './claims.ts';

export const holdView = replyOf<HoldView>()(
  z.object({
    id: z.string(),
    why: z.enum(HOLD_REASONS),
    ref: z.string().describe('Number of the case, or the id of what it is for.'),
    reason: z.string().optional(),
    fromMs: count.optional().describe('Absent: the whole broadcast is held.'),
    untilMs: count.optional(),
    by: z.string(),
    at: z.iso.datetime(),
    reviewBy: z.iso
      .date()
      .optional()
      .describe('The day by which somebody looks whether it is still needed; of one placed by hand.'),
  }),
);

export const holdsReply = replyOf<HoldsReply>()(z.object({ holds: z.array(holdView) }));
