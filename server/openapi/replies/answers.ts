import { z } from 'zod';
import {
  ANSWER_MOMENTS_MAX,
  ANSWERS_MAX,
  type AnswersReply,
  type AwaitedAnswer,
} from '../../../models/contract/answer.ts';
import { replyOf } from './agrees.ts';
import { alertView, person } from './alerts.ts';
import { atMs, count, instant, withheldNotice } from './claims.ts';

export const answer = z.object({
  id: z.string(),
  text: z.string().nullable().describe('Personal data masked; null once it was withheld.'),
  withheld: withheldNotice.optional(),
  at: instant,
  to: z.string().optional().describe('The first answer, which this one is added to.'),
  moments: z.array(atMs).max(ANSWER_MOMENTS_MAX),
  leaf: count.optional().describe('The record of the broadcast’s log that carries it.'),
  by: person.optional(),
});

export const answersReply = replyOf<AnswersReply>()(
  z.object({
    answers: z.array(answer).max(ANSWERS_MAX),
    wantedBy: instant.optional().describe('Until when the room is asked to answer; nothing happens then.'),
  }),
);

export const awaitedReply = replyOf<{ readonly awaited: readonly AwaitedAnswer[] }>()(
  z.object({ awaited: z.array(z.object({ alert: alertView, wantedBy: instant })) }),
);
