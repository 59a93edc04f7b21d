import type { DutyState } from '../../contract/duty.ts';
import { asProductId } from '../../contract/ids.ts';
import { contradictsItself, contradictsListing, isComparable, isCorrection } from '../compare/contradict.ts';
import { keptSlots } from '../compare/values.ts';
import type { Heard, SlotValue } from '../hear/heard.ts';
import { gapsBefore, isMostlyUnheard } from '../ledger/clock.ts';
import { type DutyEntry, introducedMs, type Statement } from '../ledger/ledger.ts';
import type { Rule } from '../policy/rules.ts';
import { settleQuestions } from './answer.ts';
import { tell } from './outcome.ts';
import { ruleFor } from './rule-for.ts';
import { dueOf, raisesAlert } from './window.ts';
import { accountOf, changeAccount, productOf, type Said, type Subject, type Work } from './work.ts';

/** A statement that is worth more replaces one that is worth less. */
const WORTH: Readonly<Record<Statement['as'], number>> = {
  pointed: 0,
  partial: 1,
  'not-applicable': 2,
  stated: 3,
};

/** Duties of which a host says many figures: prices of pieces, of sets, of other products. */
const PRICES: ReadonlySet<string> = new Set(['price-and-unit', 'jewel-weight-price']);

/** A duty lists some ten triggers and dodges; the ledger keeps a short slot text, people see more. */
const SHOWN_CHARS_MAX = 80;

const shownSlots = (slots: Readonly<Record<string, SlotValue>>): Record<string, string> =>
  Object.fromEntries(Object.entries(slots).map(([id, { text }]) => [id, text.slice(0, SHOWN_CHARS_MAX)]));

/** The ledger keeps few words: a value and its unit. */
const KEPT_WORDS_CHARS_MAX = 24;

const shortWords = (slots: Readonly<Record<string, SlotValue>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(slots).map(([id, { text }]) => [id, text.slice(0, KEPT_WORDS_CHARS_MAX)]),
  );

/** Under names of their own beside what was said now. */
export const asEarlier = (words: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([slot, text]) => [`earlier.${slot}`, text]));

/** Told of one product and then of another, it is told of both; told of none by name, of all. */
const aloneOf = (known: Statement | undefined, { alone }: Said): Pick<Statement, 'alone'> => {
  if (!alone || (known?.as === 'stated' && !known.alone)) return {};
  return { alone: [...new Set([...(known?.alone ?? []), ...alone])].sort() };
};

const isWider = (known: Statement | undefined, statement: Statement): boolean =>
  known?.alone !== undefined && known.alone.length !== statement.alone?.length;

/** What is known after one more statement: parts said one after the other add up. */
const merged = (known: Statement | undefined, heard: Heard, said: Said): Statement => {
  const slots = { ...known?.slots, ...keptSlots(heard.slots) };
  const words = { ...known?.words, ...shortWords(heard.slots) };
  const open = heard.missing.filter((id) => !(id in slots) && !(`~${id}` in slots));
  const as = heard.as === 'partial' && open.length === 0 ? 'stated' : (heard.as as Statement['as']);
  return {
    as,
    atMs: said.event.atMs,
    by: said.by,
    of: said.event.id as Statement['of'] & string,
    ...(Object.keys(slots).length > 0 && { slots }),
    ...(Object.keys(words).length > 0 && { words }),
    ...(as === 'partial' && { lacking: open }),
    ...((heard.learned || !isComparable(heard.dutyId, said.sentence)) && { limited: true as const }),
    ...(said.shared && { shared: true as const }),
    ...aloneOf(known, said),
  };
};

/** The state that a statement brings a duty into; `null` while it brings none. */
const stateBy = (statement: Statement, dueMs: number | null): DutyState | null => {
  if (statement.denied) return 'contradicted';
  if (statement.as === 'not-applicable') return 'not-required';
  if (statement.as !== 'stated') return null;
  return dueMs !== null && statement.atMs > dueMs ? 'late' : 'satisfied';
};

/** Of a time that was mostly not heard nobody knows whether what came after it came late. */
const unlessUnheard = (work: Work, subject: Subject, dueMs: number | null, atMs: number): DutyState => {
  const product = subject === null ? undefined : productOf(work, subject);
  if (!product || dueMs === null) return 'late';
  const gaps = gapsBefore(work.ledger, atMs);
  return isMostlyUnheard({ gaps }, introducedMs(product), dueMs) ? 'not-judged' : 'late';
};

const dueFor = (work: Work, subject: Subject, rule: Rule, entry: DutyEntry | undefined): number | null => {
  if (entry && entry.state !== 'satisfied') return entry.dueMs;
  const product = subject === null ? undefined : productOf(work, subject);
  return product ? dueOf(rule, product, work.ledger) : null;
};

const alertOf = (state: DutyState, rule: Rule, work: Work, subject: Subject, raised: boolean) => {
  const account = accountOf(work, subject);
  if (state === 'contradicted') return account && raisesAlert(rule, account) && !raised ? 'raise' : 'none';
  return raised ? 'close' : 'none';
};

/** What is told beside the change: the words, what was read in them. */
export interface Words {
  readonly quote: string;
  readonly slots: Readonly<Record<string, string>>;
  /** It is told of more products than before. */
  readonly isWider?: true;
}

/** Brings a duty into the state that its newest statement asks for, and tells of it if that is a change. */
export const applyStatement = (work: Work, subject: Subject, rule: Rule, words?: Words): void => {
  const account = accountOf(work, subject);
  const statement = account?.heard[rule.duty.id];
  if (!account || !statement || !rule.accepts.includes(statement.by)) return;
  const { id } = rule.duty;
  const entry = account.duties[id];
  const dueMs = dueFor(work, subject, rule, entry);
  const reached = stateBy(statement, dueMs);
  const state = reached === 'late' ? unlessUnheard(work, subject, dueMs, statement.atMs) : reached;
  const isMet = entry?.state === 'satisfied' || entry?.state === 'late';
  const isNew = state !== entry?.state && (!isMet || state === 'contradicted');
  if (state === null || (!isNew && !(isMet && words?.isWider))) return;
  const raised = entry?.raised === true;
  const alert = alertOf(state, rule, work, subject, raised);
  const isRaised = alert === 'raise' || (state === 'contradicted' && raised);
  const { atMs, of, by, lacking } = statement;
  const next = { state, atMs, dueMs: dueMs ?? atMs, ...(isRaised && { raised: true as const }) };
  changeAccount(work, subject, { duties: { ...account.duties, [id]: next } });
  tell(work, subject, rule, account, {
    state,
    atMs,
    dueMs: next.dueMs,
    alert,
    by,
    ...(of && { utteranceId: of }),
    ...(words && { quote: words.quote, slots: words.slots }),
    ...(lacking && { lacking }),
    ...(statement.alone && { alone: statement.alone.map(asProductId) }),
  });
};

/** What a statement contradicts: the page, an earlier one of the same product, or nothing. */
const deniedBy = (
  work: Work,
  subject: Subject,
  heard: Heard,
  said: Said,
  known: Statement | undefined,
): 'page' | 'earlier' | null => {
  if (heard.as !== 'stated' || heard.learned || subject === null) return null;
  if (!isComparable(heard.dutyId, said.sentence)) return null;
  const { text } = said.event;
  const kept = keptSlots(heard.slots);
  const facts = productOf(work, subject)?.facts;
  // A price that was told right once is not told wrong by the other figures that follow.
  const isToldRight = PRICES.has(heard.dutyId) && known?.as === 'stated' && !known.denied;
  if (!isToldRight && contradictsListing(heard.dutyId, heard.slots, kept, facts)) return 'page';
  // A recogniser that hears the same words anew takes nothing back.
  const isAnew = known?.of === said.event.id;
  if (known?.as !== 'stated' || known.limited || isAnew || isCorrection(text)) return null;
  return contradictsItself(heard.dutyId, kept, known.slots) ? 'earlier' : null;
};

/** Notes what was heard for one duty of one subject, and what follows from it. */
export const noteHeard = (work: Work, subject: Subject, heard: Heard, said: Said): void => {
  const account = accountOf(work, subject);
  if (!account) return;
  const { dutyId } = heard;
  const { atMs } = said.event;
  if (heard.as === 'triggered') {
    if (account.triggered.includes(dutyId)) return;
    changeAccount(work, subject, { triggered: [...account.triggered, dutyId] });
    work.stale = true;
    return;
  }
  if (heard.as === 'evasive') {
    changeAccount(work, subject, { evasive: { ...account.evasive, [dutyId]: atMs } });
    return;
  }
  const known = account.heard[dutyId];
  // What is said in full is not made less by half a word about it.
  if (
    known?.as === 'stated' &&
    heard.as !== 'stated' &&
    !known.denied &&
    Object.keys(heard.slots).length === 0
  )
    return;
  const statement = merged(known, heard, said);
  const by = deniedBy(work, subject, heard, said, known);
  const denied = by !== null;
  const earlier = by === 'earlier' ? (known?.words ?? {}) : {};
  const state = account.duties[dutyId]?.state;
  const wasOwed =
    state === 'missing' ||
    state === 'partial' ||
    state === 'dodged' ||
    state === 'contradicted' ||
    state === 'not-judged';
  const isNews =
    !known ||
    WORTH[statement.as] > WORTH[known.as] ||
    denied ||
    (statement.as === 'stated' && isWider(known, statement)) ||
    ((wasOwed || known.of === said.event.id) && statement.as === 'stated');
  if (isNews) {
    const next: Statement = {
      ...statement,
      ...(denied && { denied: true as const }),
      ...(by === 'earlier' && { earlier }),
    };
    changeAccount(work, subject, { heard: { ...account.heard, [dutyId]: next } });
    const rule = ruleFor(work, subject, dutyId);
    const slots = { ...shownSlots(heard.slots), ...asEarlier(earlier) };
    const widened = isWider(known, next) && { isWider: true as const };
    if (rule) applyStatement(work, subject, rule, { quote: said.event.text, slots, ...widened });
  }
  const isAnswer =
    statement.as === 'stated' || statement.as === 'not-applicable' || Object.keys(heard.slots).length > 0;
  if (isAnswer) settleQuestions(work, subject, dutyId, atMs);
};
