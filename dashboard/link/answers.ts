import type { AlertView } from '../../models/contract/alert.ts';
import type { AnswersReply, AwaitedAnswer } from '../../models/contract/answer.ts';
import type { AnswerRequest } from '../../models/contract/answer-schemas.ts';
import type { AlertId } from '../../models/contract/ids.ts';
import type { Ask } from './ask.ts';

/** What rooms say of decisions that were upheld against them. Each rejects with `RequestFailed`. */
export interface AnswersApi {
  answers(id: AlertId): Promise<AnswersReply>;
  answer(id: AlertId, request: AnswerRequest): Promise<AnswersReply>;
  /** A moderator has read them and leaves the decision as it is. */
  noteAnswersRead(id: AlertId): Promise<AlertView>;
  /** Upheld decisions of own rooms that nobody has answered. */
  awaitedAnswers(): Promise<readonly AwaitedAnswer[]>;
}

export const createAnswersApi = (ask: Ask): AnswersApi => {
  const of = (id: AlertId): string => `/api/alerts/${encodeURIComponent(id)}/answers`;
  return {
    answers: async (id) => (await (await ask(of(id))).json()) as AnswersReply,
    answer: async (id, body) => (await (await ask(of(id), { method: 'POST', body })).json()) as AnswersReply,
    noteAnswersRead: async (id) =>
      (await (await ask(`${of(id)}/read`, { method: 'POST' })).json()) as AlertView,
    awaitedAnswers: async () =>
      ((await (await ask('/api/answers/awaited')).json()) as { awaited: readonly AwaitedAnswer[] }).awaited,
  };
};
