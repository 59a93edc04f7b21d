import { accountOf, change, changeAccount, type Subject, type Work } from './work.ts';

/** A question typed while the answer was already being said is answered by it: chat lags the voice that it hears. */
const TYPED_MEANWHILE_MS = 15_000;

/** A statement answers the questions for it. */
export const settleQuestions = (work: Work, subject: Subject, dutyId: string, atMs: number): void => {
  const { questions } = work.ledger;
  const isAnswered = (one: (typeof questions)[number]): boolean =>
    one.dutyId === dutyId && one.productId === subject && one.atMs <= atMs + TYPED_MEANWHILE_MS;
  if (questions.some(isAnswered)) change(work, { questions: questions.filter((one) => !isAnswered(one)) });
  const account = accountOf(work, subject);
  if (!account || !Object.hasOwn(account.asked, dutyId)) return;
  const { [dutyId]: _answered, ...asked } = account.asked;
  changeAccount(work, subject, { asked });
  work.stale = true;
};
