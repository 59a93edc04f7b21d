import { z } from 'zod';
import { type BroadcastView, CAPTURE_REASONS } from '../../../models/contract/broadcast.ts';
import type { Prompt, PrompterReply } from '../../../models/contract/duty.ts';
import { CATEGORIES, listingSchema, SOURCES } from '../../../models/contract/ingest.ts';
import type { GapView, LineView, Moment } from '../../../models/contract/moment.ts';
import type { WithholdingPreview, WithholdingReply } from '../../../models/contract/withholding.ts';
import { replyOf } from './agrees.ts';
import { alertDetail } from './alerts.ts';
import {
  atMs,
  count,
  instant,
  kind,
  part,
  publicId,
  role,
  stage,
  verdict,
  withheldNotice,
} from './claims.ts';

const prompt = replyOf<Prompt>()(
  z
    .object({
      id: z.string(),
      text: z.string(),
      alertId: z.string().optional(),
      dutyId: z.string().optional(),
      by: z.string(),
      at: instant,
    })
    .describe('A line for the presenter to read.'),
);

export const prompterReply = replyOf<PrompterReply>()(z.object({ prompt: prompt.nullable() }));

export const broadcastView = replyOf<BroadcastView>()(
  z.object({
    publicId,
    revision: count,
    title: z.string(),
    language: z.string(),
    platform: z.string(),
    room: z.object({ id: z.string(), name: z.string(), operator: z.string() }),
    form: z.enum(['live', 'replay', 'recorded', 'clip']),
    regime: z.enum(['ad', 'seller-talk']),
    state: z.enum(['live', 'silent', 'ended']),
    startedAt: instant,
    endedAt: instant.optional(),
    atMs: atMs.describe('Largest broadcast time heard so far.'),
    lastEventAt: instant.optional(),
    playbackUrl: z.string().optional(),
    capture: z
      .object({
        state: z.enum(['waiting', 'running', 'stalled', 'failed', 'ended']),
        since: instant,
        reason: z.enum(CAPTURE_REASONS).optional(),
        status: z.int().optional(),
        message: z.string().optional().describe('The reason in English, with its particulars.'),
      })
      .optional(),
    viewers: count.optional(),
    away: z
      .object({ stages: z.array(stage), since: instant })
      .optional()
      .describe('Detectors that took no part in the newest judgement.'),
    openAlerts: count,
    dutiesLeaf: count.optional(),
    prompt: prompt.optional().describe('Told to the room’s own people only.'),
    logSize: count,
    public: z.boolean().describe('Whether consumers may see it.'),
  }),
);

export const withholdingReply = replyOf<WithholdingReply>()(
  z.object({
    leaves: z.array(count),
    pieces: count.optional().describe('Pieces of picture and sound whose bytes are gone.'),
  }),
);
export const withholdingPreviewReply = replyOf<WithholdingPreview>()(
  z.object({
    records: z.array(z.object({ kind: z.string(), count })),
    alerts: count,
    packs: z.array(z.string()).describe('Codes of evidence packs that show them.'),
  }),
);

export const broadcastList = z.object({ broadcasts: z.array(broadcastView) });

export const lineView = replyOf<LineView>()(
  z.object({
    utteranceId: z.string(),
    revision: count,
    leafIndex: count,
    source: z.enum(SOURCES),
    role,
    speaker: z.string().optional().describe('Of viewers it is not told to consumers.'),
    atMs,
    withheld: withheldNotice.optional(),
    text: z.string().nullable().describe('Masked; null when it was withheld.'),
    confidence: z.number().min(0).max(1).optional(),
    judged: z.enum(['full', 'partial', 'failed']),
    away: z.array(stage).optional(),
    claims: z.array(z.object({ start: count, end: count, kind, verdict, parts: z.array(part).optional() })),
  }),
);

export const gapView = replyOf<GapView>()(
  z.object({
    fromMs: atMs,
    untilMs: atMs,
    reason: z.enum(['feed-silent', 'capture-down', 'not-judging', 'clock-jump']),
  }),
);

export const linesReply = z.object({ lines: z.array(lineView), gaps: z.array(gapView) });

export const moment = replyOf<Moment>()(
  z.object({
    alert: alertDetail,
    broadcast: broadcastView,
    atMs,
    lines: z.array(lineView),
    gaps: z.array(gapView),
    product: z
      .object({
        id: z.string(),
        name: z.string().optional(),
        linkNo: z.int().optional(),
        category: z.string().optional(),
        seller: z.string().optional(),
        listing: listingSchema.optional(),
      })
      .optional(),
  }),
);

export const categoryReply = z.object({ productId: z.string(), category: z.enum(CATEGORIES) });
