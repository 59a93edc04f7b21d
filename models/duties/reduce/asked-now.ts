import type { Heard } from '../hear/heard.ts';
import type { Question } from '../ledger/ledger.ts';
import type { Work } from './work.ts';

/** A question may be answered by a bare figure so soon after it; later by a whole sentence. */
const ANSWERS_MS = 25_000;
/** Sources lag each other: a question may come so much after its answer. */
const LAG_MS = 10_000;

const isAskedNow = ({ atMs: firstMs, lastMs = firstMs }: Question, atMs: number): boolean =>
  atMs - lastMs <= ANSWERS_MS && firstMs - atMs <= LAG_MS;

/** The duties that viewers ask for just now. */
export const askedNow = ({ ledger }: Work, atMs: number): string[] =>
  ledger.questions.filter((one) => isAskedNow(one, atMs)).map(({ dutyId }) => dutyId);

/** The products of which a question that names none is open. */
export const askedOfNow = (
  { ledger }: Work,
  shown: readonly string[],
  dutyId: string,
  atMs: number,
): readonly string[] =>
  shown.filter((id) =>
    ledger.questions.some((one) => one.productId === id && one.dutyId === dutyId && isAskedNow(one, atMs)),
  );

/**
 * Of the duties asked for, those that were asked before the room last spoke, where what was asked since then is answered: thirty
 * days, said after "returns?", is no term of the warranty that somebody asked for before.
 */
export const passedOver = ({ ledger }: Work, atMs: number, heard: readonly Heard[]): ReadonlySet<string> => {
  const spokeMs = ledger.last?.atMs ?? 0;
  const now = ledger.questions.filter((one) => isAskedNow(one, atMs));
  const isNew = ({ atMs: firstMs, lastMs = firstMs }: Question): boolean => lastMs >= spokeMs;
  const fresh = new Set(now.filter(isNew).map(({ dutyId }) => dutyId));
  const isAnswered = heard.some(({ as, dutyId }) => as === 'stated' && fresh.has(dutyId));
  if (!isAnswered) return new Set();
  return new Set(now.flatMap(({ dutyId }) => (fresh.has(dutyId) ? [] : [dutyId])));
};

/** What answers how much the postage is, is no price: going out it's four bucks. */
export const withoutFee = (heard: readonly Heard[], asked: readonly string[]): readonly Heard[] => {
  if (!asked.includes('freight') || asked.includes('price-and-unit')) return heard;
  const fee = heard.find(({ as, dutyId }) => as === 'stated' && dutyId === 'freight')?.slots.amount?.text;
  return fee === undefined
    ? heard
    : heard.filter(({ dutyId, slots }) => dutyId !== 'price-and-unit' || slots.amount?.text !== fee);
};
