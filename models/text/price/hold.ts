import type { Kind } from '../../contract/kinds.ts';
import type { Amount } from './amounts.ts';
import type { Listed } from './listed.ts';
import type { PriceReading } from './read.ts';
import { timesOf } from './units.ts';

/** What came out of holding a price statement against itself and against the listing. */
export interface PriceFinding {
  readonly rule:
    | 'former-above-history'
    | 'former-in-history'
    | 'discount-does-not-compute'
    | 'saving-does-not-compute'
    | 'lower-before'
    | 'price-unlike-listing';
  readonly kind: Extract<Kind, 'price-fictitious-original' | 'price-lowest-claim' | 'price-condition-hidden'>;
  /** `exempt`: the listing's history bears the statement out. */
  readonly verdict: 'flag' | 'review' | 'exempt';
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** The figures set against each other. */
  readonly said: number;
  readonly listed: number;
  readonly zh: string;
  readonly en: string;
}

/** Prices are rounded in speech: 199 for 199.9. */
const ROUNDING = 0.02;
/** A price said at less than this share of the listed one is the price of something else (per piece, a sample). */
const SAME_GOODS = 0.3;
/** A former price of more than this many times the highest on record is the price of something else. */
const FORMER_TIMES = 30;
/** 明码标价和禁止价格欺诈规定 16: a former price is not above the lowest deal price of the 7 days before. */
const FORMER_DAYS = 7;
const DAY_MS = 86_400_000;

const money = (value: number): string => (Number.isInteger(value) ? `${value}` : value.toFixed(2));
const above = (a: number, b: number): boolean => a > b * (1 + ROUNDING) + 0.005;

/** The amount for as much as the listing is priced for; `null` where the two are priced by different units. */
const perListed = (amount: Amount, { measure }: Listed): number | null => {
  if (!amount.measure) return amount.value;
  if (measure) {
    const times = timesOf(amount.measure, measure);
    return times === null ? null : amount.value / times;
  }
  if (amount.measure.dimension !== 'count') return null;
  return amount.value / Math.max(1, amount.measure.amount);
};

const daysBefore = (date: string, today: string): number => (Date.parse(today) - Date.parse(date)) / DAY_MS;

type History = Listed['history'];
const within = (history: History, days: number, today: string | undefined): History =>
  today === undefined
    ? history
    : history.filter(({ date }) => daysBefore(date, today) >= 0 && daysBefore(date, today) <= days);

/** Whether a former price is no higher than the law lets it be: the lowest of 7 days before, else the last one. */
const isBorneOut = (value: number, history: History, today: string | undefined): boolean => {
  const latest = history.reduce((last, one) => (one.date > last.date ? one : last));
  const week =
    today === undefined ? [] : within(history, FORMER_DAYS, today).filter(({ date }) => date < today);
  const allowed = week.length > 0 ? Math.min(...week.map(({ price }) => price)) : latest.price;
  return !above(value, allowed);
};

const formerFinding = (
  former: Amount,
  reading: PriceReading,
  listed: Listed,
  today: string | undefined,
): PriceFinding | null => {
  const { history } = listed;
  if (history.length === 0 || listed.varies || reading.elsewhere) return null;
  const value = perListed(former, listed);
  const highest = history.reduce((top, one) => (one.price > top.price ? one : top));
  if (value === null || value > highest.price * FORMER_TIMES) return null;
  const place = { start: former.from, end: former.end, said: former.value };
  const kind = 'price-fictitious-original' as const;
  if (above(value, highest.price) && !(reading.bundle && !former.measure)) {
    return {
      rule: 'former-above-history',
      kind,
      verdict: 'flag',
      ...place,
      listed: highest.price,
      zh: `所说原价 ${money(former.value)} 元，高于价格记录中的最高价 ${money(highest.price)} 元（${highest.date}）`,
      en: `former price said: ${money(former.value)}; highest price on record: ${money(highest.price)} (${highest.date})`,
    };
  }
  if (!isBorneOut(value, history, today)) return null;
  return {
    rule: 'former-in-history',
    kind,
    verdict: 'exempt',
    ...place,
    listed: highest.price,
    zh: `所说原价 ${money(former.value)} 元，与价格记录相符`,
    en: `former price said: ${money(former.value)}; the price record bears it out`,
  };
};

const first = (reading: PriceReading, ...roles: readonly Amount['role'][]): Amount | undefined =>
  reading.amounts.find(({ role }) => roles.includes(role));

/** Whether two amounts are for as much of the goods. */
const sameMeasure = (a: Amount, b: Amount): boolean =>
  !a.measure || !b.measure || timesOf(a.measure, b.measure) === 1;

const comparable = (reading: PriceReading): boolean =>
  !reading.bundle && !reading.elsewhere && !reading.conditions;

/** The price from which a discount is taken, and the one that is left, as said or as listed. */
const discountFinding = (reading: PriceReading, listed: Listed | null): PriceFinding | null => {
  const discount = reading.discounts.find(({ conditional }) => !conditional);
  if (!discount || !comparable(reading) || reading.discounts.length > 1) return null;
  const former = first(reading, 'former', 'reference');
  const now = first(reading, 'now');
  if (former && now && !sameMeasure(former, now)) return null;
  const base = former?.value ?? listed?.originalPrice;
  const paid = now?.value ?? (former?.measure && former.measure.amount !== 1 ? undefined : listed?.price);
  // Two figures of the listing alone are the listing's affair unless a discount is said of them.
  if (base === undefined || paid === undefined || (!former && now?.measure)) return null;
  const due = base * discount.rate;
  if (!above(paid, due) || paid > base * 1.5 || paid < base * 0.02) return null;
  const spots = [discount, former, now].filter((one) => one !== undefined);
  const tenths = Math.round(discount.rate * 1000) / 100;
  return {
    rule: 'discount-does-not-compute',
    kind: 'price-fictitious-original',
    verdict: 'flag',
    start: Math.min(...spots.map((one) => ('from' in one ? one.from : one.start))),
    end: Math.max(...spots.map(({ end }) => end)),
    said: due,
    listed: paid,
    zh: `${money(base)} 元打 ${money(tenths)} 折应为 ${money(due)} 元，实际 ${money(paid)} 元`,
    en: `${money(base)} less ${money(Math.round((1 - discount.rate) * 1000) / 10)}% is ${money(due)}, but the price is ${money(paid)}`,
  };
};

const savingFinding = (reading: PriceReading): PriceFinding | null => {
  const former = first(reading, 'former', 'reference');
  const now = first(reading, 'now');
  const saving = first(reading, 'saving');
  if (!former || !now || !saving || !comparable(reading) || !sameMeasure(former, now)) return null;
  const saved = former.value - now.value;
  if (saved <= 0 || !above(saving.value, saved)) return null;
  return {
    rule: 'saving-does-not-compute',
    kind: 'price-fictitious-original',
    verdict: 'flag',
    start: Math.min(former.from, now.from, saving.from),
    end: Math.max(former.end, now.end, saving.end),
    said: saving.value,
    listed: saved,
    zh: `${money(former.value)} 元到 ${money(now.value)} 元省 ${money(saved)} 元，并非 ${money(saving.value)} 元`,
    en: `from ${money(former.value)} to ${money(now.value)} saves ${money(saved)}, not ${money(saving.value)}`,
  };
};

const lowestFinding = (
  reading: PriceReading,
  listed: Listed,
  today: string | undefined,
): PriceFinding | null => {
  const [lowest] = reading.lowest;
  if (!lowest || !comparable(reading) || listed.varies) return null;
  const now = first(reading, 'now', 'unsaid');
  const paid = now ? perListed(now, listed) : listed.price;
  if (paid === undefined || paid === null) return null;
  const earlier = within(listed.history, lowest.days, today).filter(({ price }) => above(paid, price));
  const [one] = earlier.sort((a, b) => a.price - b.price);
  if (!one) return null;
  return {
    rule: 'lower-before',
    kind: 'price-lowest-claim',
    verdict: 'flag',
    start: lowest.start,
    end: lowest.end,
    said: paid,
    listed: one.price,
    zh: `现价 ${money(paid)} 元，价格记录中曾有更低的 ${money(one.price)} 元（${one.date}）`,
    en: `the price is ${money(paid)}; the record has a lower one: ${money(one.price)} (${one.date})`,
  };
};

/** 直播电商监督管理办法 and 明码标价规定 17: a price that the page does not charge needs its conditions said. */
const unlikeFinding = (reading: PriceReading, listed: Listed): PriceFinding | null => {
  const now = first(reading, 'now');
  if (!now || listed.price === undefined || !comparable(reading)) return null;
  // More of it at once costs less each, and less of it is another size.
  const times = now.measure && (listed.measure ? timesOf(now.measure, listed.measure) : now.measure.amount);
  const value = times === null || (times !== undefined && times !== 1) ? null : perListed(now, listed);
  if (value === null) return null;
  const least = Math.min(...listed.prices);
  if (!above(least, value) || value < least * SAME_GOODS) return null;
  return {
    rule: 'price-unlike-listing',
    kind: 'price-condition-hidden',
    verdict: 'review',
    start: now.from,
    end: now.end,
    said: now.value,
    listed: least,
    zh: `口播价 ${money(now.value)} 元，页面价 ${money(least)} 元，未说明差价条件`,
    en: `price said: ${money(now.value)}; on the page: ${money(least)}; no condition was named`,
  };
};

/**
 * Holds what was said about prices against itself and against the listing. What is needed to compare and is absent (no
 * listing, other units, variants, bundles, another product, conditions) gives nothing.
 *
 * @param today ISO date of the broadcast in China; without it every recorded price counts as of the time asked about.
 */
export const holdPrices = (
  reading: PriceReading,
  listed: Listed | null,
  today?: string,
): readonly PriceFinding[] => {
  const former = first(reading, 'former');
  const inner = discountFinding(reading, listed) ?? savingFinding(reading);
  const past = listed && former ? formerFinding(former, reading, listed, today) : null;
  const found = [
    // A discount that does not compute stays so, whatever the former price was.
    past?.verdict === 'exempt' && inner ? null : past,
    inner,
    listed && lowestFinding(reading, listed, today),
    listed && unlikeFinding(reading, listed),
  ];
  return found.filter((one) => one !== null);
};
