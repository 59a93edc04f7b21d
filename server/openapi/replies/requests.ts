import { z } from 'zod';
import {
  type MyRequestsReply,
  type PlatformRequest,
  REQUEST_REFUSALS,
  REQUEST_STATES,
  type ReleasedMoment,
  type RequestDetail,
  type RequestQueueReply,
  type RequestView,
} from '../../../models/contract/release-request.ts';
import { replyOf } from './agrees.ts';
import { person } from './alerts.ts';
import { gapView, lineView } from './broadcasts.ts';
import { atMs, count, instant, publicId } from './claims.ts';
import { broadcast, upheld } from './public.ts';

const request = z.object({
  id: z.string(),
  state: z.enum(REQUEST_STATES),
  room: z.string(),
  seller: z.string(),
  product: z.string(),
  orderNumber: z.string().describe('All but the end is masked.'),
  boughtAt: instant,
  fromAt: instant.describe('When what was said began, as far as is known.'),
  minutes: z.int().min(1),
  said: z.string(),
  askedAt: instant,
  answerBy: instant.describe('Until when an answer is promised.'),
  answered: z
    .object({
      at: instant,
      reason: z.enum(REQUEST_REFUSALS).optional(),
      words: z.string().optional(),
    })
    .optional(),
  release: z
    .object({ publicId, fromMs: atMs, untilMs: atMs, until: instant, isOpen: z.boolean() })
    .optional()
    .describe('Open to whoever asked, and to nobody else, until `until`.'),
});
const asked = request.extend({ by: person, answeredBy: person.optional() });

export const requestView = replyOf<RequestView>()(request);
export const platformRequest = replyOf<PlatformRequest>()(asked);
const mine = replyOf<MyRequestsReply>()(z.object({ requests: z.array(requestView) }));
const queue = replyOf<RequestQueueReply>()(
  z.object({ requests: z.array(platformRequest), open: count.describe('How many wait.') }),
);
/** To moderators the queue, to consumers their own. */
export const requestList = z.union([queue, mine]);

export const requestDetail = replyOf<RequestDetail>()(
  asked.extend({
    matches: z.array(
      z.object({
        publicId,
        title: z.string(),
        roomName: z.string(),
        operator: z.string(),
        sellers: z.array(z.string()),
        public: z.boolean(),
        startedAt: instant,
        endedAt: instant.optional(),
        fromMs: z.number().describe('Where the time that was asked for begins; it may lie outside.'),
        untilMs: z.number(),
        atMs,
        fits: z.object({ room: z.boolean(), seller: z.boolean(), time: z.boolean() }),
      }),
    ),
  }),
);

export const orderNumberReply = z.object({ orderNumber: z.string() });

export const releasedMoment = replyOf<ReleasedMoment>()(
  z.object({
    request: requestView,
    broadcast,
    fromMs: atMs,
    untilMs: atMs,
    until: instant,
    lines: z.array(lineView),
    gaps: z.array(gapView),
    upheld: z.array(upheld),
  }),
);
