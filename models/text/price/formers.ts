import type { Amount } from './amounts.ts';
import { sumIn } from './currency.ts';
import { above, first, type History, notCompared, type PriceFinding, perListed, within } from './finding.ts';
import type { Listed } from './listed.ts';
import type { PriceReading } from './read.ts';

/** A former price of more than this many times the highest on record is the price of something else. */
const FORMER_TIMES = 30;
/** 明码标价和禁止价格欺诈规定 16: a former price is not above the lowest deal price of the 7 days before. */
const FORMER_DAYS = 7;

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
  const top = sumIn(highest.price, currency ?? former.currency);
  if (above(value, highest.price))
    return {
      rule: 'former-above-history',
      verdict: 'flag',
      listed: highest.price,
      zh: `所说原价 ${said.zh}，高于价格记录中的最高价 ${top.zh}（${highest.date}）`,
      en: `former price said: ${said.en}; highest price on record: ${top.en} (${highest.date})`,
    };
  const allowed = allowedOf(history, today);
  const low = sumIn(allowed.price, currency ?? former.currency);
  if (above(value, allowed.price) && COUNTED_FROM.test(former.word ?? ''))
    return {
      rule: 'former-above-latest',
      verdict: 'flag',
      listed: allowed.price,
      zh: `所说原价 ${said.zh}，高于促销前的最低成交价 ${low.zh}（${allowed.date}）`,
      en: `former price said: ${said.en}; lowest price just before: ${low.en} (${allowed.date})`,
    };
  const witness = above(value, allowed.price) ? highest : allowed;
  const seen = sumIn(witness.price, currency ?? former.currency);
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
  const page = sumIn(shown, currency ?? former.currency);
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

/** Somebody else's or a printed price: the record is of the shop's own, and can bear it out but not refute it. */
const referenceGround = (said: Amount, value: number, { history, currency }: Listed): Ground => {
  const highest = history.reduce((top, one) => (one.price > top.price ? one : top));
  const told = sumIn(said.value, said.currency ?? currency);
  const top = sumIn(highest.price, currency ?? said.currency);
  return above(value, highest.price)
    ? {
        rule: 'reference-above-history',
        verdict: 'undetermined',
        listed: highest.price,
        zh: `所说参考价 ${told.zh}，高于本店价格记录中的最高价 ${top.zh}（${highest.date}）；参考价自身的依据无法比对`,
        en: `reference price said: ${told.en}; highest price on the shop's record: ${top.en} (${highest.date}); cannot compare with what the reference price itself rests on`,
      }
    : {
        rule: 'former-in-history',
        verdict: 'exempt',
        listed: highest.price,
        zh: `所说参考价 ${told.zh}，不高于价格记录中的 ${top.zh}（${highest.date}），相符`,
        en: `reference price said: ${told.en}; the price record reaches it: ${top.en} (${highest.date})`,
      };
};

type Missing = { readonly rule: 'no-record' | 'not-comparable'; readonly zh: string; readonly en: string };

/** What is missing to compare a stated price; `null` where all is there. */
const missingFor = (
  said: Amount,
  value: number | null,
  reading: PriceReading,
  listed: Listed | null,
): Missing | null => {
  const { zh, en } = sumIn(said.value, said.currency ?? listed?.currency);
  const of = (why: string, whyEn: string, rule: Missing['rule'] = 'not-comparable'): Missing => ({
    rule,
    ...notCompared(`所说 ${zh}，${why}`, `${en} was said; ${whyEn}`),
  });
  if (!listed) return of('没有商品的价格记录', 'there is no price record of the product', 'no-record');
  if (reading.elsewhere) return of('说的可能是另一款商品', 'it may be of another product');
  if (listed.varies) return of('各规格价格不一', 'the variants differ in price');
  const isKnown = listed.history.length > 0 || (said.role === 'former' && listed.originalPrice !== undefined);
  if (!isKnown) return of('商品信息里没有价格记录', 'the listing has no price history', 'no-record');
  return value === null
    ? of('币种或计价单位与商品不同', 'currency or unit is not that of the listing')
    : null;
};

/** A stated former price, or else a reference price, against the record of the listing or the price that its page shows. */
export const formerFinding = (
  reading: PriceReading,
  listed: Listed | null,
  today: string | undefined,
): PriceFinding | null => {
  const said = first(reading, 'former') ?? first(reading, 'reference');
  if (!said) return null;
  const span = {
    kind: 'price-fictitious-original',
    start: said.from,
    end: statementEnd(said, reading),
    said: said.value,
  } as const;
  const value = listed && perListed(said, listed);
  const missing = missingFor(said, value, reading, listed);
  if (missing) return { ...span, verdict: 'undetermined', ...missing };
  if (!listed || value === null) return null;
  const { history, originalPrice } = listed;
  const top = Math.max(...history.map(({ price }) => price), history.length === 0 ? (originalPrice ?? 0) : 0);
  if (value > top * FORMER_TIMES) return null;
  const ground =
    history.length === 0
      ? againstPage(said, value, originalPrice as number, listed)
      : said.role === 'former'
        ? againstHistory(said, value, listed, today)
        : referenceGround(said, value, listed);
  if (ground.verdict === 'flag' && reading.bundle && !said.measure) return null;
  return { ...span, ...(ground.verdict === 'flag' && { end: said.end }), ...ground };
};
