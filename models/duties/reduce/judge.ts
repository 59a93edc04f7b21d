import type { DutyState } from '../../contract/duty.ts';
import { isMostlyUnheard, isScreenRead } from '../ledger/clock.ts';
import type { Account } from '../ledger/ledger.ts';
import type { Rule } from '../policy/rules.ts';
import type { DutyOutcome } from '../types.ts';
import { type Told, tell } from './outcome.ts';
import { isRequired, mustBeSpoken, raisesAlert } from './window.ts';
import { changeAccount, dayOf, productOf, type Subject, type Work } from './work.ts';

/** A wave-off answers the question it follows; one of another hour does not. */
const EVADES_MS = 5 * 60_000;

const pageHas = (work: Work, subject: Subject, dutyId: string): boolean => {
  const has = subject === null ? undefined : productOf(work, subject)?.facts?.has;
  return has !== undefined && work.rules.unpack(has).includes(dutyId);
};

/**
 * Whether anything that is connected then could show it. What is enough on the page is not missed where no page is known, nor
 * what only the picture shows where nobody reads the picture.
 */
const isObservable = (
  work: Work,
  subject: Subject,
  rule: Rule,
  account: Account,
  fromMs: number,
): boolean => {
  const { accepts } = rule;
  if (
    accepts.includes('speech') &&
    (mustBeSpoken(rule, account) || Object.hasOwn(account.asked, rule.duty.id))
  )
    return true;
  if (accepts.includes('screen') && isScreenRead(work.ledger, fromMs)) return true;
  return accepts.includes('page') && subject !== null && productOf(work, subject)?.facts !== undefined;
};

const isEvaded = (account: Account, dutyId: string, dueMs: number): boolean => {
  const asked = account.asked[dutyId];
  const evadedMs = account.evasive[dutyId];
  if (evadedMs === undefined || evadedMs > dueMs) return false;
  // Questions that were answered are not kept; a wave-off after one that was not is a dodge.
  return asked !== undefined && evadedMs - asked.atMs <= EVADES_MS && evadedMs >= asked.atMs;
};

/** What a duty has come to that nothing has met by its time. */
const verdict = (
  work: Work,
  subject: Subject,
  rule: Rule,
  account: Account,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Pick<DutyOutcome, 'state'> & Partial<DutyOutcome> => {
  const { id } = rule.duty;
  const excepted =
    subject === null ? undefined : work.rules.excepted(subject, id, dayOf(work.ledger, untilMs));
  if (excepted) return { state: 'not-required', reason: { zh: excepted.reason, en: excepted.reason } };
  if (rule.pageEnough && pageHas(work, subject, id)) return { state: 'satisfied', by: 'page' };
  if (!isRequired(rule, account)) return { state: 'not-required' };
  if (!isObservable(work, subject, rule, account, fromMs)) return { state: 'not-observable' };
  if (isMostlyUnheard(work.ledger, fromMs, untilMs)) return { state: 'not-judged' };
  if (isEvaded(account, id, untilMs)) return { state: 'dodged' };
  const statement = account.heard[id];
  if (!statement || statement.atMs > untilMs) return { state: 'missing' };
  const { lacking } = statement;
  return { state: 'partial', ...(lacking && { lacking }) };
};

const OWED: ReadonlySet<DutyState> = new Set(['missing', 'partial', 'dodged']);
/** What is no news to anybody while a show runs; a review of the whole show lists it. */
const QUIET: ReadonlySet<DutyState> = new Set(['not-required', 'not-observable']);

/** Judges a duty that fell due, and tells what it has come to. */
export const judge = (
  work: Work,
  subject: Subject,
  rule: Rule,
  account: Account,
  span: { readonly fromMs: number; readonly untilMs: number },
  more: Partial<DutyOutcome> = {},
): void => {
  const came = verdict(work, subject, rule, account, span);
  const { state } = came;
  const raises = OWED.has(state) && raisesAlert(rule, account);
  const { id } = rule.duty;
  const { untilMs } = span;
  const entry = { state, atMs: untilMs, dueMs: untilMs, ...(raises && { raised: true as const }) };
  changeAccount(work, subject, { duties: { ...account.duties, [id]: entry } });
  if (QUIET.has(state) && !work.rules.everyTier) return;
  const statement = account.heard[id];
  const told: Told = {
    ...came,
    atMs: untilMs,
    dueMs: untilMs,
    alert: raises ? 'raise' : 'none',
    ...(state === 'partial' && statement?.of && { utteranceId: statement.of }),
    ...more,
  };
  tell(work, subject, rule, account, told);
};
