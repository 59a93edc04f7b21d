import { z } from 'zod';
import {
  ALERT_STATUSES,
  type AlertDetail,
  type AlertView,
  type DecisionReply,
  DISMISS_REASONS,
  type Occurrence,
} from '../../../models/contract/alert.ts';
import type { CaseView } from '../../../models/contract/case.ts';
import { replyOf } from './agrees.ts';
import {
  atMs,
  basis,
  bilingual,
  count,
  group,
  instant,
  kind,
  need,
  part,
  publicId,
  role,
  severity,
  step,
  versions,
  withheldNotice,
} from './claims.ts';

export const person = z.object({ id: z.string(), name: z.string() });

export const subject = z.discriminatedUnion('type', [
  z.object({ type: z.literal('claim'), kind, group }),
  z.object({
    type: z.literal('duty'),
    dutyId: z.string(),
    name: bilingual,
    state: z.enum(['missing', 'partial', 'contradicted', 'dodged']),
  }),
]);

const decision = z.object({
  action: z.enum(['uphold', 'dismiss']),
  by: person,
  at: instant,
  reason: z.enum(DISMISS_REASONS).optional(),
  note: z.string().optional(),
});

const correction = z
  .object({
    saidAt: instant,
    by: person,
    untilMs: atMs.optional(),
    confirmed: z.object({ at: instant, by: person }).optional(),
  })
  .describe('What the room says of a correction, and what became of that.');

const takenBack = z.object({ atMs, afterMs: count });

export const occurrence = replyOf<Occurrence>()(
  z.object({
    utteranceId: z.string().optional(),
    start: count,
    end: count,
    atMs,
    leafIndex: count.describe('The record of the broadcast’s log that carries it.'),
    parts: z.array(part).optional(),
    role: role.optional(),
    speaker: z.string().optional(),
    unattributed: z.literal(true).optional(),
    corrected: takenBack.optional(),
  }),
);

const view = z.object({
  id: z.string(),
  revision: count.describe('Grows by one with every change.'),
  cardKey: z.string().describe('Alerts of one card have the same.'),
  broadcast: z.object({
    publicId,
    title: z.string(),
    language: z.string(),
    startedAt: instant,
    roomId: z.string(),
    roomName: z.string(),
  }),
  subject,
  product: z.object({ id: z.string(), name: z.string(), linkNo: z.int().optional() }).optional(),
  verdict: z.enum(['flag', 'review']),
  need: need.optional(),
  severity,
  severityFound: severity.optional(),
  basis,
  confidence: z.number().min(0).max(1),
  quote: z.string().describe('The words as they were said, masked.'),
  withheld: z
    .literal(true)
    .exactOptional()
    .describe('Its words were withheld at somebody’s request or by order; `quote` is empty.'),
  withheldFor: withheldNotice.optional().describe('Why it was withheld, and since when.'),
  speaker: z.string().optional(),
  article: z.string(),
  reason: bilingual,
  suggestion: bilingual,
  count: z.int().min(1),
  firstAtMs: atMs,
  lastAtMs: atMs,
  raisedAt: instant,
  updatedAt: instant,
  status: z.enum(ALERT_STATUSES),
  assignee: person.optional(),
  laterUntil: instant.optional(),
  decision: decision.optional(),
  repeated: z.object({ of: z.string(), times: count, sinceMs: z.number() }).optional(),
  correctedAtMs: atMs.optional(),
  correctedAfterMs: count.optional(),
  partlyCorrected: z.object({ correctedAtMs: atMs, standsAtMs: z.array(atMs) }).optional(),
  relapse: z.object({ correctedAtMs: atMs, atMs }).optional(),
  seenAt: instant.optional().describe('When the platform came to see it.'),
  heldUntil: instant.optional().describe('Until then only the room sees it.'),
  correction: correction.optional(),
  answers: z
    .object({ count: z.int().min(1), at: instant, readAt: instant.optional() })
    .optional()
    .describe('The room has answered; new while `readAt` is absent or before `at`.'),
});

export const alertView = replyOf<AlertView>()(view);

export const caseView = replyOf<CaseView>()(
  z.object({
    id: z.string(),
    publicId,
    alerts: z.array(
      z.object({
        id: z.string(),
        subject,
        product: z.string().optional().describe('Name of what was sold.'),
        atMs,
        quote: z.string().describe('Empty for a duty, and where it was withheld.'),
        status: z.enum(ALERT_STATUSES),
      }),
    ),
    reason: z.string().describe('Why they belong together, masked of personal data.'),
    by: person,
    at: instant,
    leaf: z.int().min(0).optional().describe('The record of the broadcast’s log that carries it.'),
    instead: z.array(z.string()).describe('The cases that this one takes up.'),
  }),
);

export const alertDetail = replyOf<AlertDetail>()(
  view.extend({
    occurrences: z.array(occurrence),
    steps: z.array(step),
    versions: versions.optional(),
    packId: z.string().optional(),
    ruleId: z.string().optional(),
    case: caseView.optional(),
  }),
);

export const alertsPage = z.object({
  alerts: z.array(alertView),
  next: z.string().optional().describe('Goes into `before` for the next page; absent on the last.'),
});

export const decisionReply = replyOf<DecisionReply>()(
  z.object({
    results: z
      .array(
        z.union([
          z.object({ id: z.string(), ok: z.literal(true), alert: alertView }),
          z.object({
            id: z.string(),
            ok: z.literal(false),
            code: z.enum(['not-found', 'taken-by-other', 'already-decided', 'not-decided', 'moved-on']),
            alert: alertView.optional(),
          }),
        ]),
      )
      .describe('One per alert named in the request, in its order.'),
  }),
);
