import { z } from 'zod';
import { SOURCES } from '../../../models/contract/ingest.ts';
import type { PublicHits, PublicRecord, PublicSearchReply } from '../../../models/contract/public.ts';
import { replyOf } from './agrees.ts';
import { subject } from './alerts.ts';
import { answer } from './answers.ts';
import { atMs, basis, bilingual, count, instant, publicId, role, withheldNotice } from './claims.ts';
import { broadcastCoverage } from './media.ts';

export const broadcast = z.object({
  publicId,
  title: z.string(),
  language: z.string(),
  platform: z.string(),
  form: z.enum(['live', 'replay', 'recorded', 'clip']),
  state: z.enum(['live', 'silent', 'ended']),
  startedAt: instant,
  endedAt: instant.optional(),
  atMs,
  room: z.object({ name: z.string(), operator: z.string() }),
  presenters: z.array(z.object({ name: z.string(), persona: z.enum(['human', 'ai']) })),
});

export const publicSearchReply = replyOf<PublicSearchReply>()(
  z.object({
    broadcasts: z.array(
      broadcast.extend({
        by: z
          .array(
            z.object({
              in: z.enum(['title', 'room', 'operator', 'presenter', 'seller', 'product']),
              text: z.string(),
            }),
          )
          .describe('Names that hold words of the question.'),
      }),
    ),
    next: z.string().optional().describe('Goes into `before` for the next page; absent on the last.'),
  }),
);

const moment = z.object({
  atMs,
  utteranceId: z.string().optional(),
  start: count,
  end: count,
});

export const upheld = z.object({
  alertId: z.string(),
  subject,
  quote: z.string().describe('The words as they were said, masked.'),
  withheld: z.literal(true).optional(),
  withheldFor: withheldNotice.optional(),
  product: z.object({ id: z.string(), name: z.string(), linkNo: count.optional() }).optional(),
  basis,
  article: z.string(),
  reason: bilingual,
  moments: z.array(moment),
  decidedAt: instant,
  answers: z.array(answer),
});

const span = z.object({ fromMs: atMs, untilMs: atMs.nullable() });

export const publicRecord = replyOf<PublicRecord>()(
  z.object({
    broadcast,
    products: z.array(
      z.object({
        productId: z.string(),
        name: z.string().optional(),
        linkNo: count.optional(),
        category: z.string().optional(),
        seller: z.string().optional(),
        introductions: z.array(span),
      }),
    ),
    coverage: broadcastCoverage,
    upheld: z.array(upheld).describe('What a moderator decided to be a violation, and nothing else.'),
    signedSize: count.nullable().describe('Records in the newest signed head.'),
  }),
);

export const publicHits = replyOf<PublicHits>()(
  z.object({
    hits: z.array(
      z.object({
        utteranceId: z.string(),
        source: z.enum(SOURCES),
        role,
        atMs,
        text: z.string(),
        start: count,
        end: count,
      }),
    ),
    nextMs: atMs.optional().describe('Goes into `fromMs` to look on; absent where all was looked through.'),
  }),
);
