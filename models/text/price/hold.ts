import type { Kind } from '../../contract/kinds.ts';
import type { Amount } from './amounts.ts';
import { isSameCurrency, sumIn } from './currency.ts';
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
    | 'discount-does-not-compute'
    | 'saving-does-not-compute'
    | 'lower-before'
    | 'price-unlike-listing'
    | 'no-figure';
  readonly kind: Extract<Kind, 'price-fictitious-original' | 'price-lowest-claim' | 'price-condition-hidden'>;
  /** `exempt`: the listing or its history bears the statement out. */
  readonly verdict: 'flag' | 'review' | 'exempt';
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
const ROUNDING = 0.02;
/** A price said at less than this share of the listed one is the price of something else (per piece, a sample). */
const SAME_GOODS = 0.3;
/** A former price of more than this many times the highest on record is the price of something else. */
const FORMER_TIMES = 30;
/** 明码标价和禁止价格欺诈规定 16: a former price is not above the lowest deal price of the 7 days before. */
const FORMER_DAYS = 7;
const DAY_MS = 86_400_000;

type Sum = ReturnType<typeof sumIn>;
const money = (value: number): string => (Number.isInteger(value) ? `${value}` : value.toFixed(2));
const above = (a: number, b: number): boolean => a > b * (1 + ROUNDING) + 0.005;

/** The amount for as much as the listing is priced for; `null` where the two are of other units or currencies. */
const perListed = (amount: Amount, { measure, currency }: Listed): number | null => {
  if (!isSameCurrency(amount.currency, currency)) return null;
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

/** What a former price may be at most: the lowest of the 7 days before, else the last one. */
const allowedOf = (history: History, today: string | undefined): History[number] => {
  const latest = history.reduce((last, one) => (one.date > last.date ? one : last));
  const week =
    today === undefined ? [] : within(history, FORMER_DAYS, today).filter(({ date }) => date < today);
  return week.reduce((low, one) => (one.price < low.price ? one : low), week[0] ?? latest);
};

/** Words for the price that a reduction is counted from; 平时 and "was" only say that it was once asked. */
const COUNTED_FROM = /原价|原先|划线价|标价|挂价|正价|original|old price/;

type Ground = Pick<PriceFinding, 'rule' | 'verdict' | 'zh' | 'en'> & { readonly listed: number };

/** A former price against the record of prices. */
const againstHistory = (
  former: Amount,
  value: number,
  { history, currency }: Listed,
  today: string | undefined,
): Ground => {
  const highest = history.reduce((top, one) => (one.price > top.price ? one : top));
  const said = sumIn(former.value, former.currency ?? currency);
  const top = sumIn(highest.price, currency);
  if (above(value, highest.price))
    return {
      rule: 'former-above-history',
      verdict: 'flag',
      listed: highest.price,
      zh: `所说原价 ${said.zh}，高于价格记录中的最高价 ${top.zh}（${highest.date}）`,
      en: `former price said: ${said.en}; highest price on record: ${top.en} (${highest.date})`,
    };
  const allowed = allowedOf(history, today);
  const low = sumIn(allowed.price, currency);
  if (above(value, allowed.price) && COUNTED_FROM.test(former.word ?? ''))
    return {
      rule: 'former-above-latest',
      verdict: 'flag',
      listed: allowed.price,
      zh: `所说原价 ${said.zh}，高于促销前的最低成交价 ${low.zh}（${allowed.date}）`,
      en: `former price said: ${said.en}; lowest price just before: ${low.en} (${allowed.date})`,
    };
  const witness = above(value, allowed.price) ? highest : allowed;
  const seen = sumIn(witness.price, currency);
  return {
    rule: 'former-in-history',
    verdict: 'exempt',
    listed: witness.price,
    zh: `所说原价 ${said.zh}，价格记录有 ${seen.zh}（${witness.date}），相符`,
    en: `former price said: ${said.en}; the price record bears it out: ${seen.en} (${witness.date})`,
  };
};

/** A former price against the one that the page shows, where no price was recorded. */
const againstPage = (former: Amount, value: number, shown: number, { currency }: Listed): Ground => {
  const said = sumIn(former.value, former.currency ?? currency);
  const page = sumIn(shown, currency);
  return above(value, shown)
    ? {
        rule: 'former-above-listing',
        verdict: 'flag',
        listed: shown,
        zh: `所说原价 ${said.zh}，高于页面标示的原价 ${page.zh}`,
        en: `former price said: ${said.en}; former price on the page: ${page.en}`,
      }
    : {
        rule: 'former-as-listed',
        verdict: 'exempt',
        listed: shown,
        zh: `所说原价 ${said.zh}，页面标示的原价 ${page.zh}，相符`,
        en: `former price said: ${said.en}; the page bears it out: ${page.en}`,
      };
};

/** How far behind a former price the one may stand that it is set against. */
const STATEMENT_UNITS = 40;

/** Where a statement ends that a former price begins. */
const statementEnd = (former: Amount, { amounts, discounts }: PriceReading): number =>
  Math.max(
    former.end,
    ...[...amounts, ...discounts].map(({ end }) => end).filter((end) => end <= former.end + STATEMENT_UNITS),
  );

const formerFinding = (
  former: Amount,
  reading: PriceReading,
  listed: Listed,
  today: string | undefined,
): PriceFinding | null => {
  const { history, originalPrice } = listed;
  if (listed.varies || reading.elsewhere) return null;
  const known = [...history.map(({ price }) => price), ...(history.length === 0 ? [originalPrice] : [])];
  const prices = known.filter((price) => price !== undefined);
  const value = perListed(former, listed);
  if (prices.length === 0 || value === null || value > Math.max(...prices) * FORMER_TIMES) return null;
  const ground =
    history.length > 0
      ? againstHistory(former, value, listed, today)
      : againstPage(former, value, originalPrice as number, listed);
  if (ground.verdict === 'flag' && reading.bundle && !former.measure) return null;
  const end = ground.verdict === 'exempt' ? statementEnd(former, reading) : former.end;
  return { kind: 'price-fictitious-original', start: former.from, end, said: former.value, ...ground };
};

const first = (reading: PriceReading, ...roles: readonly Amount['role'][]): Amount | undefined =>
  reading.amounts.find(({ role }) => roles.includes(role));

/** Whether two amounts are for as much of the goods, and of one currency. */
const sameMeasure = (a: Amount, b: Amount): boolean =>
  isSameCurrency(a.currency, b.currency) && (!a.measure || !b.measure || timesOf(a.measure, b.measure) === 1);

const comparable = (reading: PriceReading): boolean =>
  !reading.bundle && !reading.elsewhere && !reading.conditions;

/** The price from which a discount is taken, and the one that is left, as said or as listed. */
const discountFinding = (reading: PriceReading, listed: Listed | null): PriceFinding | null => {
  const discount = reading.discounts.find(({ conditional }) => !conditional);
  if (!discount || !comparable(reading) || reading.discounts.length > 1) return null;
  const former = first(reading, 'former', 'reference');
  const now = first(reading, 'now');
  if (former && now && !sameMeasure(former, now)) return null;
  const spoken = [former, now].filter((one) => one !== undefined);
  const mixed = spoken.some(({ currency }) => listed && !isSameCurrency(currency, listed.currency));
  if (mixed && spoken.length < 2) return null;
  const base = former?.value ?? listed?.originalPrice;
  const paid = now?.value ?? (former?.measure && former.measure.amount !== 1 ? undefined : listed?.price);
  // Two figures of the listing alone are the listing's affair unless a discount is said of them.
  if (base === undefined || paid === undefined || (!former && now?.measure)) return null;
  const due = base * discount.rate;
  if (!above(paid, due) || paid > base * 1.5 || paid < base * 0.02) return null;
  const spots = [discount, former, now].filter((one) => one !== undefined);
  const currency = spoken.find((one) => one.currency)?.currency ?? listed?.currency;
  const [from, left, is] = [base, due, paid].map((value) => sumIn(value, currency)) as [Sum, Sum, Sum];
  const tenths = Math.round(discount.rate * 1000) / 100;
  return {
    rule: 'discount-does-not-compute',
    kind: 'price-fictitious-original',
    verdict: 'flag',
    start: Math.min(...spots.map((one) => ('from' in one ? one.from : one.start))),
    end: Math.max(...spots.map(({ end }) => end)),
    said: due,
    listed: paid,
    zh: `${from.zh}打 ${money(tenths)} 折应为 ${left.zh}，实际 ${is.zh}`,
    en: `${from.en} less ${money(Math.round((1 - discount.rate) * 1000) / 10)}% is ${left.en}, but the price is ${is.en}`,
  };
};

const savingFinding = (reading: PriceReading): PriceFinding | null => {
  const former = first(reading, 'former', 'reference');
  const now = first(reading, 'now');
  const saving = first(reading, 'saving');
  if (!former || !now || !saving || !comparable(reading) || !sameMeasure(former, now)) return null;
  const saved = former.value - now.value;
  if (saved <= 0 || !above(saving.value, saved) || !isSameCurrency(saving.currency, now.currency))
    return null;
  const currency = former.currency ?? now.currency ?? saving.currency;
  const [was, is, less, told] = [former.value, now.value, saved, saving.value].map((value) =>
    sumIn(value, currency),
  ) as [Sum, Sum, Sum, Sum];
  return {
    rule: 'saving-does-not-compute',
    kind: 'price-fictitious-original',
    verdict: 'flag',
    start: Math.min(former.from, now.from, saving.from),
    end: Math.max(former.end, now.end, saving.end),
    said: saving.value,
    listed: saved,
    zh: `${was.zh}到 ${is.zh}省 ${less.zh}，并非 ${told.zh}`,
    en: `from ${was.en} to ${is.en} saves ${less.en}, not ${told.en}`,
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
    zh: `现价 ${sumIn(paid, listed.currency).zh}，价格记录中曾有更低的 ${sumIn(one.price, listed.currency).zh}（${one.date}）`,
    en: `the price is ${sumIn(paid, listed.currency).en}; the record has a lower one: ${sumIn(one.price, listed.currency).en} (${one.date})`,
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
    zh: `口播价 ${sumIn(now.value, listed.currency).zh}，页面价 ${sumIn(least, listed.currency).zh}，未说明差价条件`,
    en: `price said: ${sumIn(now.value, listed.currency).en}; on the page: ${sumIn(least, listed.currency).en}; no condition was named`,
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
  // A discount that does not compute stays so, whatever the former price was; one figure too high says enough.
  const isTold = inner !== null && (past?.verdict === 'exempt' || past?.rule === 'former-above-latest');
  const found = [
    isTold ? null : past,
    inner,
    listed && lowestFinding(reading, listed, today),
    listed && unlikeFinding(reading, listed),
  ];
  return found.filter((one) => one !== null);
};
