import type { Amount } from './amounts.ts';
import type { Discount } from './discounts.ts';
import type { PriceReading } from './read.ts';

/** Words before a reduction that take it off a price already reduced: 再减, 折上折, 额外, an extra. */
const FURTHER_BEFORE =
  /(?:[再又]|额外|另外|另|叠加|折上折?|还[能可]以?)(?:给你们?|给大家|给咱们?|帮你们?|立|直)?(?:减掉?|降|省|优惠|便宜|少付?|打|享|抹)?[了个掉去]?\s*$|\b(?:extra|further|additional|another)(?: (?:off|save|saving))? ?$/;
/** The same behind it: "$10 more off", "10% off on top". */
const FURTHER_AFTER = /^\s*(?:more off|(?:off )?(?:on top|again)\b)/;
const BEFORE_UNITS = 12;
const AFTER_UNITS = 14;

const isFurther = (plain: string, { start, end }: { start: number; end: number }): boolean =>
  FURTHER_BEFORE.test(plain.slice(Math.max(0, start - BEFORE_UNITS), start)) ||
  FURTHER_AFTER.test(plain.slice(end, end + AFTER_UNITS));

const isPaid = ({ role, currency }: Amount): boolean =>
  role === 'now' || (role === 'unsaid' && currency !== undefined);

/** A reduction of a price that was reduced before, and what is paid after it. */
export interface Further {
  readonly base: Amount;
  readonly paid: Amount;
  readonly rate?: Discount;
  readonly saving?: Amount;
}

export interface Split {
  /** The statement up to the further reductions: a former price and what it became first. */
  readonly rest: PriceReading;
  readonly further: readonly Further[];
}

/** 先打八折，折上再打九折: with no price between them, one discount of both. */
const joined = ({ discounts, amounts, plain }: PriceReading): readonly Discount[] => {
  const kept: Discount[] = [];
  for (const one of discounts) {
    const last = kept.at(-1);
    const isApart = amounts.some(({ start }) => last && start > last.end && start < one.start);
    if (!last || isApart || last.conditional || one.conditional || !isFurther(plain, one)) {
      kept.push(one);
      continue;
    }
    const rate = Math.round(last.rate * one.rate * 1e4) / 1e4;
    kept[kept.length - 1] = { ...one, rate, about: last.about || one.about, start: last.start };
  }
  return kept;
};

/**
 * Takes the further reductions out of a statement: 现价九十九前三百名再减三十到手六十九 takes 30 off 99, whatever the former price
 * was. One that no present price precedes is counted from the former price with the rest.
 */
export const splitFurther = (reading: PriceReading): Split => {
  const { plain } = reading;
  const discounts = joined(reading);
  const further: Further[] = [];
  const gone = new Set<Amount | Discount>();
  const reductions = [
    ...reading.amounts.filter(({ role }) => role === 'saving').map((saving) => ({ saving, at: saving })),
    ...discounts.filter(({ conditional }) => !conditional).map((rate) => ({ rate, at: rate })),
  ].sort((a, b) => a.at.start - b.at.start);
  for (const { at, ...reduction } of reductions) {
    const base = reading.amounts.filter((one) => isPaid(one) && one.end <= at.start).at(-1);
    if (!base || !isFurther(plain, at)) continue;
    gone.add(at);
    const after = reductions.find((one) => one.at.start >= at.end)?.at.start ?? plain.length;
    const paid = reading.amounts.find((one) => isPaid(one) && one.start >= at.end && one.start < after);
    if (!paid) continue;
    gone.add(paid);
    further.push({ base, paid, ...reduction });
  }
  const isLeft = (one: Amount | Discount): boolean => !gone.has(one);
  return {
    rest: { ...reading, amounts: reading.amounts.filter(isLeft), discounts: discounts.filter(isLeft) },
    further,
  };
};
