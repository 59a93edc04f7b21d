import type { SlotValue } from '../hear/heard.ts';

/** What is kept of a slot to compare by: a number (days, yuan, grams) or a short text. */
export type Kept = number | string;

/** A kept text is compared, not shown. */
const KEPT_CHARS_MAX = 24;
/** Months and years do not divide into days evenly, and prices are rounded when they are said. */
const TOLERANCE = 0.05;

/** What is kept of the slots of a statement; what was only roughly said is marked so that it is not held against anyone. */
export const keptSlots = (slots: Readonly<Record<string, SlotValue>>): Record<string, Kept> => {
  const kept: Record<string, Kept> = {};
  for (const [id, { value, text, approx }] of Object.entries(slots))
    kept[approx ? `~${id}` : id] =
      typeof value === 'number' ? value : (value ?? text).slice(0, KEPT_CHARS_MAX);
  return kept;
};

/** Whether two numbers are the same for all that a buyer cares. */
export const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));

const bare = (text: string): string => text.toLowerCase().replaceAll(/[\s\p{P}省市县区]/gu, '');

/** Texts that name the same thing share a pair of letters: 山东潍坊 and 潍坊, but not 福建. */
const sharesLetters = (a: string, b: string): boolean => {
  const [one, other] = [bare(a), bare(b)];
  if (one.length < 2 || other.length < 2) return true;
  for (let i = 0; i + 2 <= one.length; i += 1) if (other.includes(one.slice(i, i + 2))) return true;
  return false;
};

const DATE = /^\d{4}-\d{2}(?:-\d{2})?$/;

/** Whether two values of one slot say the same. Dates are compared as far as both are told. */
export const agree = (a: Kept, b: Kept): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return isNear(a, b);
  if (typeof a !== typeof b) return true;
  const [one, other] = [String(a), String(b)];
  if (DATE.test(one) && DATE.test(other)) return one.startsWith(other) || other.startsWith(one);
  if (DATE.test(one) || DATE.test(other)) return true;
  return sharesLetters(one, other);
};
