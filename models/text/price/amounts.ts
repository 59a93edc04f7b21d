import { type Currency, currencyOf } from './currency.ts';
import { chineseNumber, englishNumber, FIGURES_SOURCE, numberWordsSource } from './numerals.ts';
import { type Measure, measureOf, UNIT_WORDS } from './units.ts';

/**
 * What an amount is said to be: the shop's own earlier price (`former`), somebody else's or a printed price (`reference`),
 * what is to be paid (`now`), what is saved (`saving`), or something that is no price of the goods (`other`: deposit,
 * freight, coupon, value of a gift).
 */
export type AmountRole = 'former' | 'reference' | 'now' | 'saving' | 'other' | 'unsaid';

export interface Amount {
  readonly value: number;
  readonly role: AmountRole;
  /** As said; absent for a bare number. */
  readonly currency?: Currency;
  /** The words that say what it is: 原价, 平时, was. */
  readonly word?: string;
  /** For how much of the goods; absent where it is not said. */
  readonly measure?: Measure;
  /** UTF-16 offsets of the number with its currency. */
  readonly start: number;
  readonly end: number;
  /** Where the words begin that say what it is. */
  readonly from: number;
}

const NUMBER = `(${FIGURES_SOURCE})( ?[万千百k])?|([零一二两三四五六七八九十百千万]+(?:点[零一二三四五六七八九]+)?)|(${numberWordsSource})`;
const PREFIX = '(?:(nt\\$|hk\\$|us\\$|rmb|usd|[¥$£€])\\s*)?';
/** 块九, 块九毛, 元; a digit before a unit begins the next number: 二十块一斤. */
const SUFFIX = `(?:\\s*(块钱|元钱|块|元|圆|dollars?\\b|bucks?\\b|yuan\\b|rmb\\b|usd\\b|quid\\b|pounds?(?= sterling))(?:([一二三四五六七八九\\d])(?!\\d|[十百千万点.]|(?!两[^\\s])(?:${UNIT_WORDS}))(?:毛|角)?)?)?`;
const AMOUNT = new RegExp(`${PREFIX}(?:${NUMBER})${SUFFIX}`, 'g');

const ROLES: readonly (readonly [AmountRole, RegExp])[] = [
  [
    'other',
    /定金|订金|尾款|运费|邮费|首付|月供|每期|赠品|价值|市值|红包|满|券|保证金|押金|单号|尾号|型号|号码|deposit|shipping|freight|coupon|voucher|worth|valued at|spend|over|orders? of|model/g,
  ],
  ['saving', /立省|省下?了?|便宜了?|立减|直降|降了?|少花|减了?|优惠了?|you save|saving|save|less/g],
  [
    'reference',
    /专柜|官网|市场价|市价|吊牌|门店|实体店|线下|超市|商场|免税店|旗舰店|别人|别家|人家|外面|零售价|指导价|厂商|建议|msrp|rrp|list price|retail|in stores?|other (?:shops?|stores?)|elsewhere/g,
  ],
  [
    'former',
    /原价|原先|原来|之前|以前|平时|平常|平日|日常|昨天|前天|上周|上个?月|前几天|去年|划线价|标价|挂价|本来|一直卖|正价|\bwas\b|\bwere\b|originally|original price|used to (?:be|cost|sell)|regular(?:ly)?|normal(?:ly)?|old price|usual(?:ly)?|last (?:week|month|year)|yesterday|before/g,
  ],
  [
    'now',
    /现在|今天|今晚|今日|今儿|这会|只要|只需|到手|直播价|直播间|现价|券后|仅需|仅|拍下|给你们?|福利|秒杀|特价|折后|售价|卖你|活动价|\bnow\b|tonight|today|\bonly\b|\bjust\b|\bfor\b|down to/g,
  ],
];

/** How far before an amount the words stand that say what it is. */
const ROLE_UNITS = 16;
const ROLE_UNITS_EN = 28;
const SENTENCE_END = /[。！!？?；;\n]|\.(?=\s|$)/g;
const LATIN_NUMBER_CONTEXT = /[a-z]\s*[$¥£€]?$/;

const lastMatch = (pattern: RegExp, text: string): { at: number; end: number } | null => {
  let last: { at: number; end: number } | null = null;
  for (const match of text.matchAll(pattern)) last = { at: match.index, end: match.index + match[0].length };
  return last;
};

/** The role that the nearest words before give. */
const roleBefore = (head: string): { role: AmountRole; at: number; word?: string } => {
  let best: { role: AmountRole; at: number; end: number } | null = null;
  for (const [role, pattern] of ROLES) {
    const found = lastMatch(pattern, head);
    if (found && (!best || found.end > best.end)) best = { role, ...found };
  }
  // 现在的原价, 今天专柜价: the word for the price itself decides.
  return best
    ? { role: best.role, at: best.at, word: head.slice(best.at, best.end) }
    : { role: 'unsaid', at: head.length };
};

const NOT_MONEY_AFTER = new RegExp(
  `^\\s*(?:${UNIT_WORDS}|号|天|年|月|日|小时|分钟|秒|次|遍|人|单|折|成|%|percent|度|岁|点|代|位|名|步|倍|周|期|寸|厘米|米|cm|mm|kg|gb|w\\b|days?\\b|hours?\\b|minutes?\\b|years?\\b|people|times|left|in stock|off\\b|st\\b|nd\\b|th\\b)`,
);
const PLAIN_AFTER =
  /^\s*(?:$|[，,。.！!？?；;、~…)）/啊呢吧哦呀了哈嘛的就今现直只我咱给你到打卖都还也那这不一每拿]|[a-z])/;

const AFTER_MEASURE = new RegExp(
  `^\\s*(?:(?:/|per |each |a |an |for (?:a |an )?|一|每|)\\s*(${FIGURES_SOURCE}|[一二两三四五六七八九十百半]+)?\\s*(${UNIT_WORDS}))(?![\\u4e00-\\u9fff]{0,1}(?:装修|起))`,
);
const BEFORE_MEASURE = new RegExp(
  `(?:(?:每|per |each )|(${FIGURES_SOURCE}|[一二两三四五六七八九十百半]+)\\s*)(?:(百)?(${UNIT_WORDS}))(?:装|才|只要|只需|是|就|到手|卖|价|共|一共|总共| for| only| just| at|：|:|，|,|\\s){0,3}$`,
);

const countOf = (word: string | undefined): number | null => {
  if (word === undefined || word === '') return 1;
  if (word === '半') return 0.5;
  return /^\d/.test(word) ? Number(word.replaceAll(',', '')) : chineseNumber(word);
};

const measureAround = (head: string, tail: string): Measure | undefined => {
  const after = AFTER_MEASURE.exec(tail);
  if (after) {
    const count = countOf(after[1]);
    if (count !== null) return measureOf(after[2] as string, count) ?? undefined;
  }
  const before = BEFORE_MEASURE.exec(head);
  if (!before) return undefined;
  const count = countOf(before[1]);
  return count === null
    ? undefined
    : (measureOf(before[3] as string, before[2] ? count * 100 : count) ?? undefined);
};

interface Token {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly money: boolean;
  readonly currency?: Currency;
}

const tokenOf = (match: RegExpExecArray, plain: string): Token | null => {
  const [all, sign, figures, times, chinese, english, money, tenths] = match;
  let words = chinese;
  let end = match.index + all.length;
  // 三百八一瓶: the last digit counts the bottles.
  if (words && !money && /[零一二三四五六七八九][一两]$/.test(words)) {
    if (new RegExp(`^(?:${UNIT_WORDS})`).test(plain.slice(end))) {
      words = words.slice(0, -1);
      end -= 1;
    }
  }
  const whole = figures
    ? Number(figures.replaceAll(',', '')) *
      ({ 百: 100, 千: 1_000, 万: 10_000, k: 1_000 }[(times ?? '').trim()] ?? 1)
    : words
      ? chineseNumber(words)
      : englishNumber(english ?? '');
  if (whole === null) return null;
  const tenth = tenths === undefined ? 0 : /\d/.test(tenths) ? Number(tenths) : (chineseNumber(tenths) ?? 0);
  const value = Math.round((whole + tenth / 10) * 100) / 100;
  const currency = currencyOf(sign ?? money);
  return {
    value,
    start: match.index,
    end,
    money: sign !== undefined || money !== undefined,
    ...(currency && { currency }),
  };
};

/** A number without a currency: not the one of 第一, and in English only right after the word that makes it a price. */
const mayBePrice = (plain: string, start: number, head: string): boolean =>
  plain[start - 1] !== '第' &&
  (!/[a-z]\s*$/.test(head) ||
    /(?:was|were|originally|price|only|just|usually|tonight)(?: (?:at|for|is))?\s*$/.test(head));

/**
 * The amounts of money in a text made plain (see `plainOf`), each with what it is said to be and for how much of the goods:
 * 原价三百九十九, 两瓶199, 九块九一斤, was $500, 3 for $20. A number that nothing marks as money or a price is none.
 */
export const amountsIn = (plain: string): Amount[] => {
  const found: Amount[] = [];
  let floor = 0;
  for (const match of plain.matchAll(AMOUNT)) {
    const token = tokenOf(match as RegExpExecArray, plain);
    if (!token || token.start < floor) continue;
    const { value, start, end, money, currency } = token;
    const tail = plain.slice(end, end + 24);
    if (!money && (NOT_MONEY_AFTER.test(tail) || !PLAIN_AFTER.test(tail))) continue;
    const previous = found.at(-1)?.end ?? 0;
    const reach = LATIN_NUMBER_CONTEXT.test(plain.slice(0, start)) ? ROLE_UNITS_EN : ROLE_UNITS;
    let from = Math.max(previous, start - reach);
    const stop = lastMatch(SENTENCE_END, plain.slice(from, start));
    if (stop) from += stop.end;
    const head = plain.slice(from, start);
    const { role, at, word } = roleBefore(head);
    if (!money && (role === 'unsaid' || !mayBePrice(plain, start, head))) continue;
    const measure = measureAround(plain.slice(Math.max(previous, start - 14), start), tail);
    found.push({
      value,
      role,
      ...(currency && { currency }),
      ...(word !== undefined && { word }),
      ...(measure && { measure }),
      start,
      end,
      from: from + at,
    });
    floor = end;
  }
  return found;
};
