import type { Heard } from '../hear/heard.ts';
import type { Question } from '../ledger/ledger.ts';
import { dutiesNamed } from '../questions/asks.ts';
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

/** Asked since the room last spoke, whether it was said before or not. */
export const askedSince = ({ ledger }: Work, atMs: number): ReadonlySet<string> => {
  const spokeMs = ledger.last?.atMs ?? 0;
  const isNew = ({ atMs: firstMs, lastMs = firstMs }: Question): boolean => lastMs >= spokeMs;
  const now = ledger.questions.filter((one) => isAskedNow(one, atMs) && isNew(one));
  const { lastAsked } = ledger;
  const isLastNew = lastAsked && lastAsked.atMs >= spokeMs && atMs - lastAsked.atMs <= ANSWERS_MS;
  return new Set([...now.map(({ dutyId }) => dutyId), ...(isLastNew ? lastAsked.dutyIds : [])]);
};

/** Whether what was asked since the room last spoke is none of the duties. */
const isOtherAsked = ({ ledger }: Work, atMs: number): boolean => {
  const { otherAskedMs = Number.NEGATIVE_INFINITY, last } = ledger;
  return otherAskedMs >= (last?.atMs ?? 0) && atMs - otherAskedMs <= ANSWERS_MS;
};

/**
 * Of the duties asked for, those that were asked before the room last spoke, where something else was asked since then: thirty
 * days, said after "returns?", is no term of the warranty that somebody asked for before.
 */
export const passedOver = (work: Work, atMs: number): ReadonlySet<string> => {
  const fresh = askedSince(work, atMs);
  if (fresh.size === 0 && !isOtherAsked(work, atMs)) return new Set();
  return new Set(askedNow(work, atMs).filter((dutyId) => !fresh.has(dutyId)));
};

/** Duties that the same value cannot meet: what answers one of them is none of another. */
const APART: readonly (readonly string[])[] = [
  ['price-and-unit'],
  ['freight'],
  ['shelf-life', 'cosmetic-use-period'],
  ['warranty-period', 'three-guarantees'],
  ['no-reason-return', 'return-exclusion-confirm'],
  ['name-spec', 'model-parameters', 'size-fit', 'jewel-weight-price', 'agri-spec-grade'],
];
const kindOf = (dutyId: string): number => APART.findIndex((ids) => ids.includes(dutyId));

/** The figure that a statement is about: days, money, weight; words stand for themselves. */
const figureOf = ({ slots }: Heard): string | undefined => {
  const [first] = Object.values(slots).filter(({ value }) => value !== undefined);
  return typeof first?.value === 'number' ? first.text : undefined;
};

/** What answers how much the postage is, is no price, and what answers "returns?" says nothing of how long it keeps. */
export const withoutTaken = (
  work: Work,
  atMs: number,
  text: string,
  heard: readonly Heard[],
): readonly Heard[] => {
  const fresh = askedSince(work, atMs);
  if (fresh.size === 0) return heard;
  const freshKinds = new Set([...fresh].map(kindOf));
  const taken = new Set(
    heard
      .filter((one) => one.as === 'stated' && fresh.has(one.dutyId) && kindOf(one.dutyId) >= 0)
      .flatMap((one) => figureOf(one) ?? []),
  );
  if (taken.size === 0) return heard;
  const named = new Set(dutiesNamed(text));
  const isTaken = (one: Heard): boolean => {
    const kind = kindOf(one.dutyId);
    if (kind < 0 || freshKinds.has(kind) || named.has(one.dutyId)) return false;
    return taken.has(figureOf(one) ?? '');
  };
  return heard.filter((one) => !isTaken(one));
};
