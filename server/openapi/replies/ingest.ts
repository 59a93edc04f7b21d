import { z } from 'zod';
import { type IngestReply, LINE_REFUSALS, type LineAccount } from '../../../models/contract/ingest.ts';
import type { OrdersReply } from '../../../models/contract/orders.ts';
import { replyOf } from './agrees.ts';
import { count, publicId } from './claims.ts';

export const registered = z.object({
  publicId,
  id: z.string().describe('The sender’s id, as it was sent.'),
});

export const ordersCompleted = replyOf<OrdersReply>()(
  registered.extend({
    completedAt: z.iso.datetime().describe('The latest completion that was told: its time counts from then.'),
  }),
);

export const lineAccount = replyOf<LineAccount>()(
  z.object({
    line: z.int().min(1).describe('Counts from 1, blank lines included.'),
    status: z.enum(['accepted', 'duplicate', 'refused']),
    id: z.string().optional(),
    code: z.enum(LINE_REFUSALS).optional(),
    field: z.string().optional(),
    reason: z.string().optional(),
    retryable: z.boolean().optional().describe('Whether the same line may be taken later.'),
  }),
);

export const ingestReply = replyOf<IngestReply>()(
  z.object({
    accepted: count.describe('At rest; each will be exactly one record of the log.'),
    duplicate: count.describe('Came before, with the same content.'),
    refused: count,
    lines: z.array(lineAccount),
    notRead: z
      .object({ fromLine: z.int().min(1), reason: z.string() })
      .optional()
      .describe('From this line on nothing was read: send it again.'),
    retryAfterS: z
      .int()
      .min(1)
      .optional()
      .describe('Seconds after which what was not taken may be; as in `Retry-After`.'),
  }),
);
