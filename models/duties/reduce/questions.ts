import type { UtteranceId } from '../../contract/ids.ts';
import type { UtteranceEvent } from '../../contract/ingest.ts';
import type { Duty } from '../catalogue/duty.ts';
import { watermarkMs } from '../ledger/clock.ts';
import type { Question } from '../ledger/ledger.ts';
import type { Rule } from '../policy/rules.ts';
import { askedOrAgain } from './asked-again.ts';
import { tell } from './outcome.ts';
import { ruleFor } from './rule-for.ts';
import { GRACE_MS } from './window.ts';
import { accountOf, change, changeAccount, type Subject, type Work } from './work.ts';

/** A host may answer within this time; sooner where several ask. */
const ANSWER_MS = 5 * 60_000;
const CROWD_ANSWER_MS = 3 * 60_000;
/** Several are two: one viewer may insist. */
const CROWD_MIN = 2;
/** Questions that wait at once: a host answers some ten; the oldest are forgotten. */
const QUESTIONS_MAX = 30;
/** Askers counted of one question; more make it no more urgent. */
const ASKERS_MAX = 50;
/** Lines named as having asked. */
const LINES_MAX = 5;
/** At the end, a question of the last moments is left alone: nobody had time to answer it. */
const TIME_TO_ANSWER_MS = 30_000;

/** A short digest (FNV-1a, 32 bits) of who asked, so that distinct viewers are counted without keeping names. */
const digest = (who: string): string => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < who.length; i += 1) hash = Math.imul(hash ^ who.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
};

/** By when a question is to be answered. */
export const askedUntilMs = (
  duty: Duty | undefined,
  { atMs, askers }: Pick<Question, 'atMs' | 'askers'>,
): number => {
  const { window } = duty ?? {};
  const [afterMs, crowdMs] =
    window?.until === 'request' ? [window.afterMs, window.crowdAfterMs] : [ANSWER_MS, CROWD_ANSWER_MS];
  return atMs + (askers.length >= CROWD_MIN ? crowdMs : afterMs);
};

const dueMsOf = (rule: Rule | undefined, question: Question): number => askedUntilMs(rule?.duty, question);

const isMet = (work: Work, subject: Subject, dutyId: string): boolean => {
  const account = accountOf(work, subject);
  const as = account?.heard[dutyId]?.as;
  return as === 'stated' || as === 'not-applicable' || account?.duties[dutyId]?.state === 'satisfied';
};

/** The first of the duties asked for that a product owes, or else the broadcast. */
const meant = (work: Work, productId: string, dutyIds: readonly string[]): [Subject, string] | null => {
  for (const dutyId of dutyIds) {
    if (ruleFor(work, productId, dutyId)) return [productId, dutyId];
    if (ruleFor(work, null, dutyId)) return [null, dutyId];
  }
  return null;
};

const opened = (work: Work, subject: Subject, dutyId: string, event: UtteranceEvent): void => {
  if (isMet(work, subject, dutyId)) return;
  const { questions } = work.ledger;
  const who = digest(event.speaker ?? event.id);
  const id = event.id as UtteranceId;
  const known = questions.find((one) => one.dutyId === dutyId && one.productId === subject);
  const next: Question = known
    ? {
        ...known,
        atMs: Math.min(known.atMs, event.atMs),
        lastMs: Math.max(known.lastMs ?? known.atMs, event.atMs),
        askers: known.askers.includes(who) ? known.askers : [...known.askers, who].slice(0, ASKERS_MAX),
        of: known.of.includes(id) ? known.of : [...known.of, id].slice(0, LINES_MAX),
      }
    : { dutyId, productId: subject, atMs: event.atMs, askers: [who], of: [id] };
  change(work, { questions: [...questions.filter((one) => one !== known), next].slice(-QUESTIONS_MAX) });
  const account = accountOf(work, subject);
  if (!account) return;
  const asked = { atMs: next.atMs, dueMs: dueMsOf(ruleFor(work, subject, dutyId), next) };
  changeAccount(work, subject, { asked: { ...account.asked, [dutyId]: asked } });
  work.stale = true;
};

/**
 * A viewer's line: opens the questions that it asks, on the products that it means.
 * @param rest of the line without the products' names, where it names any.
 */
export const onViewer = (
  work: Work,
  event: UtteranceEvent,
  products: readonly string[],
  rest: string | null = null,
): void => {
  const dutyIds = askedOrAgain(work, event, rest);
  if (dutyIds.length === 0) return;
  const seen = new Set<string>();
  for (const productId of products) {
    const found = meant(work, productId, dutyIds);
    if (!found || seen.has(JSON.stringify(found))) continue;
    seen.add(JSON.stringify(found));
    opened(work, found[0], found[1], event);
  }
};

/** A line that the room removed: the question stays open, and it is told that it was removed. */
export const onDeleted = (work: Work, utteranceId: string): void => {
  const { questions } = work.ledger;
  if (!questions.some(({ of }) => of.some((id) => id === utteranceId))) return;
  change(work, {
    questions: questions.map((one) =>
      one.of.some((id) => id === utteranceId) ? { ...one, deleted: true } : one,
    ),
  });
};

const REASON_OPEN = (askers: number, deleted: boolean) => ({
  zh: `${askers}位观众问到，主播未作答${deleted ? '；提问已被删除' : ''}`,
  en: `Asked by ${askers} viewer${askers === 1 ? '' : 's'} and not answered${deleted ? '; the question was deleted' : ''}`,
});

/** When the next question is due, `null` when none waits. */
export const questionsDueMs = (work: Work): number | null => {
  let next: number | null = null;
  for (const one of work.ledger.questions) {
    const dueMs = dueMsOf(ruleFor(work, one.productId, one.dutyId), one);
    if (next === null || dueMs < next) next = dueMs;
  }
  return next;
};

/** Tells of questions that were not answered in time. */
export const settleOpenQuestions = (work: Work, isEnd: boolean): void => {
  const watermark = watermarkMs(work.ledger);
  const left: Question[] = [];
  for (const one of work.ledger.questions) {
    const { dutyId, productId, atMs, askers, of, deleted } = one;
    const rule = ruleFor(work, productId, dutyId);
    const account = accountOf(work, productId);
    const dueMs = dueMsOf(rule, one);
    const isDue = watermark >= dueMs + GRACE_MS || (isEnd && watermark - atMs >= TIME_TO_ANSWER_MS);
    if (!isDue) {
      if (!isEnd) left.push(one);
      continue;
    }
    if (!rule || !account) continue;
    tell(work, productId, rule, account, {
      state: account.duties[dutyId]?.state ?? 'pending',
      atMs: Math.min(dueMs, watermark),
      dueMs,
      alert: 'raise',
      reason: REASON_OPEN(askers.length, deleted === true),
      question: {
        kind: 'chat-info-unanswered',
        askers: askers.length,
        askedMs: atMs,
        utteranceIds: of,
        ...(deleted && { deleted }),
      },
    });
  }
  if (left.length !== work.ledger.questions.length) change(work, { questions: left });
};
