import { type Currency, sumIn } from './currency.ts';
import {
  above,
  daysBefore,
  first,
  type History,
  isComparable,
  notCompared,
  type PriceFinding,
  perListed,
  within,
} from './finding.ts';
import type { Listed } from './listed.ts';
import type { Lowest } from './lowest.ts';
import type { Occasion } from './occasions.ts';
import type { PriceReading } from './read.ts';

/** "Ever" cannot be shown; a record of a year without a lower price is as much as a shop can keep. */
const EVER_DAYS = 365;
/** Days by which a record may begin too late and still cover a time said in round months. */
const SLACK_SHARE = 0.1;

interface Paid {
  readonly value: number;
  readonly currency: Currency | undefined;
}

/** What is asked now, per what the listing is priced for; `null` where it cannot be told. */
const paidNow = (reading: PriceReading, listed: Listed, after: number): Paid | null => {
  const now =
    first(reading, 'now') ??
    reading.amounts.find(({ role, start }) => role === 'unsaid' && start >= after) ??
    first(reading, 'low', 'unsaid');
  const value = now ? perListed(now, listed) : listed.price;
  return value === null || value === undefined ? null : { value, currency: listed.currency ?? now?.currency };
};

/** Where a statement ends: at the price said right behind it. */
const endWithPrice = ({ amounts }: PriceReading, end: number): number =>
  amounts.find(
    ({ role, start }) =>
      (role === 'now' || role === 'low' || role === 'unsaid') && start - end >= 0 && start - end < 10,
  )?.end ?? end;

const daysWord = (days: number): { zh: string; en: string } =>
  Number.isFinite(days)
    ? { zh: `${Math.round(days)} 天`, en: `${Math.round(days)} days` }
    : { zh: '全部历史', en: 'all time' };

const reachOf = (history: History, today: string | undefined): { first: string; days: number } => {
  const dates = history.map(({ date }) => date).sort();
  const [oldest = ''] = dates;
  return { first: oldest, days: daysBefore(oldest, today ?? (dates.at(-1) as string)) };
};

/** Whether a record reaches over all of a time, and what keeps it from that. */
const uncovered = (
  lowest: Lowest,
  { history }: Listed,
  today: string | undefined,
): { zh: string; en: string } | null => {
  const span = daysWord(lowest.days);
  const needed = Number.isFinite(lowest.days) ? lowest.days : EVER_DAYS;
  const { first: since, days } = reachOf(history, today);
  if (days < needed * (1 - SLACK_SHARE))
    return notCompared(
      `价格记录始于 ${since}，不足以覆盖所说的${span.zh}`,
      `the price history begins on ${since} and does not cover ${span.en}`,
    );
  return within(history, needed, today).length === 0
    ? notCompared(`所说的${span.zh}内没有价格记录`, `the price history has nothing within ${span.en}`)
    : null;
};

/** A price said to be the lowest of a time, against the record of prices. */
export const lowestFinding = (
  reading: PriceReading,
  listed: Listed | null,
  today: string | undefined,
): PriceFinding | null => {
  const [lowest] = reading.lowest;
  if (!lowest) return null;
  const span = { kind: 'price-lowest-claim', start: lowest.start, end: lowest.end } as const;
  const unknown = (
    rule: 'no-record' | 'record-too-short',
    why: { zh: string; en: string },
  ): PriceFinding => ({
    ...span,
    rule,
    verdict: 'undetermined',
    ...why,
  });
  if (!listed)
    return unknown('no-record', notCompared('没有商品的价格记录', 'there is no price record of the product'));
  if (listed.history.length === 0)
    return unknown('no-record', notCompared('商品信息里没有价格记录', 'the listing has no price history'));
  if (!isComparable(reading) || listed.varies) return null;
  const paid = paidNow(reading, listed, lowest.end);
  if (paid === null)
    return unknown('no-record', notCompared('没有可比的现价', 'no present price that can be compared'));
  const { value, currency } = paid;
  const is = sumIn(value, currency);
  const recorded = within(listed.history, lowest.days, today);
  const [least] = [...recorded].sort((a, b) => a.price - b.price);
  if (least && above(value, least.price)) {
    const was = sumIn(least.price, currency);
    return {
      ...span,
      rule: 'lower-before',
      verdict: 'flag',
      said: value,
      listed: least.price,
      zh: `现价 ${is.zh}，价格记录中曾有更低的 ${was.zh}（${least.date}）`,
      en: `the price is ${is.en}; the record has a lower one: ${was.en} (${least.date})`,
    };
  }
  const missing = uncovered(lowest, listed, today);
  if (missing) return unknown('record-too-short', missing);
  if (!least) return null;
  const low = sumIn(least.price, currency);
  return {
    ...span,
    end: endWithPrice(reading, lowest.end),
    rule: 'lowest-in-record',
    verdict: 'exempt',
    said: value,
    listed: least.price,
    zh: `现价 ${is.zh}，${daysWord(lowest.days).zh}内价格记录的最低价为 ${low.zh}（${least.date}），相符`,
    en: `the price is ${is.en}; the lowest on record in ${daysWord(lowest.days).en} is ${low.en} (${least.date}): borne out`,
  };
};

/** The price on record of a sale: of its last year, or of the year before that. */
const priceAt = (
  { from, day, until, lastYear }: Occasion,
  history: History,
  today: string | undefined,
): History[number] | null => {
  const dated = history.filter(
    ({ date }) => date.slice(5) >= from && date.slice(5) <= until && (today === undefined || date < today),
  );
  const years = [...new Set(dated.map(({ date }) => date.slice(0, 4)))].sort();
  const thisYear = (today ?? years.at(-1) ?? '').slice(0, 4);
  const year = lastYear ? years.filter((one) => one < thisYear).at(-1) : years.at(-1);
  const ofYear = dated
    .filter(({ date }) => date.startsWith(year ?? '-'))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  // The price of the day itself: the last one set until then, else the first one after.
  return ofYear.filter(({ date }) => date.slice(5) <= day).at(-1) ?? ofYear[0] ?? null;
};

/** A price said to be that of a sale, or below it, against the record of those days. */
export const occasionFinding = (
  reading: PriceReading,
  listed: Listed | null,
  today: string | undefined,
): PriceFinding | null => {
  const [occasion] = reading.occasions;
  if (!occasion) return null;
  const isLower = occasion.says === 'lower';
  const span = {
    kind: isLower ? 'price-lowest-claim' : 'price-fictitious-original',
    start: occasion.start,
    end: isLower ? occasion.end : endWithPrice(reading, occasion.end),
  } as const;
  const unknown = (zh: string, en: string): PriceFinding => ({
    ...span,
    rule: 'no-record',
    verdict: 'undetermined',
    ...notCompared(zh, en),
  });
  if (!listed) return unknown('没有商品的价格记录', 'there is no price record of the product');
  const was = priceAt(occasion, listed.history, today);
  if (!was) return unknown('价格记录里没有那次大促的价格', 'the price history has no price of that sale');
  if (!isComparable(reading) || listed.varies) return null;
  const paid = paidNow(reading, listed, occasion.end);
  if (paid === null) return null;
  const { value, currency } = paid;
  const [now, then] = [sumIn(value, currency), sumIn(was.price, currency)];
  const isTrue = isLower ? above(was.price, value) : !above(value, was.price);
  return {
    ...span,
    ...(isTrue && { end: endWithPrice(reading, occasion.end) }),
    rule: isTrue ? 'sale-price-as-said' : 'sale-price-other',
    verdict: isTrue ? 'exempt' : 'flag',
    said: value,
    listed: was.price,
    zh: `现价 ${now.zh}，大促时的价格记录为 ${then.zh}（${was.date}）${isTrue ? '，相符' : ''}`,
    en: `the price is ${now.en}; on record for that sale: ${then.en} (${was.date})${isTrue ? ': borne out' : ''}`,
  };
};
