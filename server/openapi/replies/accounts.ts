import { z } from 'zod';
import {
  type AccountView,
  ADDRESS_KINDS,
  MESSAGE_KINDS,
  MESSAGE_STATES,
  type OutboxReply,
  SENDERS,
  type TicketReply,
} from '../../../models/contract/account.ts';
import { replyOf } from './agrees.ts';
import { count, instant } from './claims.ts';

const sender = z.enum(SENDERS).describe('`outbox`: nothing is sent, messages stay with the server.');

export const ticketReply = replyOf<TicketReply>()(
  z.object({
    ticket: z.string().describe('Goes back with the code.'),
    to: z.string().describe('Where it was sent, masked.'),
    sender,
    expiresAt: instant,
    againAt: instant.describe('When another one may be asked for.'),
  }),
);

export const accountView = replyOf<AccountView>()(
  z.object({
    address: z.object({ kind: z.enum(ADDRESS_KINDS), shown: z.string() }).optional(),
    createdAt: instant,
    demo: z.boolean(),
  }),
);

export const outboxReply = replyOf<OutboxReply>()(
  z.object({
    sender,
    messages: z.array(
      z.object({
        id: z.string(),
        at: instant,
        kind: z.enum(MESSAGE_KINDS),
        channel: z.enum(ADDRESS_KINDS),
        to: z.string().describe('Where it was sent, masked.'),
        state: z.enum(MESSAGE_STATES),
        tries: count,
        problem: z.string().optional(),
        sentAt: instant.optional(),
        text: z.string().optional().describe('In demo mode, as long as it is kept.'),
      }),
    ),
  }),
);
