import type { Kind } from '../../contract/kinds.ts';
import type { Amount } from './amounts.ts';
import { isSameCurrency } from './currency.ts';
import type { Listed } from './listed.ts';
import type { PriceReading } from './read.ts';
import { timesOf } from './units.ts';

/** What came out of holding a price statement against itself and against the listing. */
export interface PriceFinding {
  readonly rule:
    | 'former-above-history'
    | 'former-above-latest'
    | 'former-above-listing'
    | 'former-in-history'
    | 'former-as-listed'
    | 'reference-above-history'
    | 'no-record'
    | 'not-comparable'
    | 'discount-does-not-compute'
    | 'deal-does-not-compute'
    | 'deal-computes'
    | 'threshold-offer'
    | 'not-reduced'
    | 'above-cost'
    | 'price-as-listed'
    | 'saving-does-not-compute'
    | 'lower-before'
    | 'lowest-in-record'
    | 'record-too-short'
    | 'sale-price-other'
    | 'sale-price-as-said'
    | 'both-prices-said'
    | 'price-unlike-listing'
    | 'no-figure';
  readonly kind: Extract<Kind, 'price-fictitious-original' | 'price-lowest-claim' | 'price-condition-hidden'>;
  /**
   * `exempt`: the statement is borne out, or is none of its kind. `undetermined`: what is needed to compare is not there; it
   * raises nothing by itself.
   */
  readonly verdict: 'flag' | 'review' | 'exempt' | 'undetermined';
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** The figures set against each other; absent where none was said. */
  readonly said?: number;
  readonly listed?: number;
  readonly zh: string;
  readonly en: string;
}

/** Prices are rounded in speech: 199 for 199.9. */
export const ROUNDING = 0.02;
const DAY_MS = 86_400_000;

export const figure = (value: number): string => (Number.isInteger(value) ? `${value}` : value.toFixed(2));
export const above = (a: number, b: number): boolean => a > b * (1 + ROUNDING) + 0.005;
export const isNear = (a: number, b: number): boolean => !above(a, b) && !above(b, a);

/** The amount for as much as the listing is priced for; `null` where the two are of other units or currencies. */
export const perListed = (amount: Amount, { measure, currency }: Listed): number | null => {
  if (!isSameCurrency(amount.currency, currency)) return null;
  if (!amount.measure) return amount.value;
  if (measure) {
    const times = timesOf(amount.measure, measure);
    return times === null ? null : amount.value / times;
  }
  if (amount.measure.dimension !== 'count') return null;
  return amount.value / Math.max(1, amount.measure.amount);
};

export const daysBefore = (date: string, today: string): number =>
  (Date.parse(today) - Date.parse(date)) / DAY_MS;

export type History = Listed['history'];
export const within = (history: History, days: number, today: string | undefined): History =>
  today === undefined
    ? history
    : history.filter(({ date }) => daysBefore(date, today) >= 0 && daysBefore(date, today) <= days);

export const first = (reading: PriceReading, ...roles: readonly Amount['role'][]): Amount | undefined =>
  reading.amounts.find(({ role }) => roles.includes(role));

/** Whether the prices said may be those of the one thing on show, without more. */
export const isComparable = (reading: PriceReading): boolean =>
  !reading.bundle && !reading.elsewhere && !reading.conditions;

/** What is said where nothing can be held against a statement: what is missing, in both languages. */
export const notCompared = (zh: string, en: string): { zh: string; en: string } => ({
  zh: `无法比对：${zh}`,
  en: `cannot compare: ${en}`,
});
