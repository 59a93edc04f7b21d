import { type Currency, currencyOf } from './currency.ts';
import { chineseNumber, englishNumber, FIGURES_SOURCE, numberWordsSource } from './numerals.ts';
import { type AmountRole, lastMatch, pairedRoles, roleAround } from './roles.ts';
import { type Measure, measureOf, UNIT_WORDS } from './units.ts';

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
const SUFFIX = `(?:\\s*(块钱|元钱|块|元|圆|dollars?\\b|bucks?\\b|yuan\\b|rmb\\b|usd\\b|quid\\b|pounds?(?= sterling)|毛钱?(?![衣线绒毯孔病发巾不利重孩])|分钱)(?:([一二三四五六七八九\\d])(?!\\d|[十百千万点.]|(?!两[^\\s])(?:${UNIT_WORDS}))(?:毛|角)?)?)?`;
const AMOUNT = new RegExp(`${PREFIX}(?:${NUMBER})${SUFFIX}`, 'g');

/** How far before an amount the words stand that say what it is. */
const ROLE_UNITS = 16;
const ROLE_UNITS_EN = 28;
const SENTENCE_END = /[。！!？?；;\n]|\.(?=\s|$)/g;
const LATIN_NUMBER_CONTEXT = /[a-z]\s*[$¥£€]?$/;

/** Words that begin like one for a unit: 原价三百只要一百. */
const NO_UNIT = '只[要需有卖收]|对折|本来|条件';
const NOT_MONEY_AFTER = new RegExp(
  `^\\s*(?!${NO_UNIT})(?:${UNIT_WORDS}|号|天|年|月|日|小时|分钟|秒|次|遍|人|单|折|成|%|percent|度|岁|点|代|位|名|步|倍|周|期|寸|厘米|米|cm|mm|kg|gb|w\\b|days?\\b|hours?\\b|minutes?\\b|years?\\b|people|times|left|in stock|off\\b|st\\b|nd\\b|th\\b)`,
);
const PLAIN_AFTER =
  /^\s*(?:$|:(?!\d)|上车|入手|开抢|[|】\]，,。.！!？?；;、~…)）/啊呢吧哦呀了哈嘛的就今现直只我咱给你到打卖都还也那这不一每拿整足省立直减降优便划相等所然再又全包带]|前(?=[一二两三四五六七八九十百千\d]+(?:名|位|个|单|人))|[a-z])/;

const AFTER_MEASURE = new RegExp(
  `^(?!${NO_UNIT})\\s*(?:(?:/|per |each |a |an |for (?:a |an )?|一|每|)\\s*(${FIGURES_SOURCE}|[一二两三四五六七八九十百半]+)?\\s*(${UNIT_WORDS}))(?![\\u4e00-\\u9fff]{0,1}(?:装修|起))`,
);
const BEFORE_MEASURE = new RegExp(
  `(?:(?:每|per |each )|(${FIGURES_SOURCE}|[一二两三四五六七八九十百半]+)\\s*)(?:(百)?(${UNIT_WORDS}))(?:装|才|只要|只需|折下来|算下来|摊下来|合下来|合|平均|是|就|到手|卖|价|共|一共|总共| for| only| just| at|：|:|，|,|\\s){0,3}$`,
);

/** What begins the next price right behind a count of pieces. */
const NEXT_PRICE = /^\s*(?:到手|只要|只需|仅需|一共|总共|才要?|现价|折后)/;

const countOf = (word: string | undefined): number | null => {
  if (word === undefined || word === '') return 1;
  if (word === '半') return 0.5;
  return /^\d/.test(word) ? Number(word.replaceAll(',', '')) : chineseNumber(word);
};

const measureAround = (head: string, tail: string): Measure | undefined => {
  const after = AFTER_MEASURE.exec(tail);
  if (after) {
    const count = countOf(after[1]);
    // 原价两百两件到手三百二: the two pieces are those of the next price.
    const isOfNext = count !== null && count > 1 && NEXT_PRICE.test(tail.slice(after[0].length));
    if (count !== null && !isOfNext) return measureOf(after[2] as string, count) ?? undefined;
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
  /** The last digit belongs to what follows, which is a discount or a count of pieces. */
  readonly isTrimmed: boolean;
  readonly currency?: Currency;
}

/** A sum, and the digits right behind it that count the tenths left to pay. */
const BEFORE_FOLD = /^(.*[十百千万])([一二两三四五六七八九](?:点?[一二三四五六七八九])?)$/;

const FOLD_AFTER = /^\s?折/;
const UNIT_FIRST = new RegExp(`^(?:${UNIT_WORDS})`);
/** Longer than any word for a unit. */
const UNIT_REACH = 12;

const tokenOf = (match: RegExpExecArray, plain: string): Token | null => {
  const [all, sign, figures, times, chinese, english, money, tenths] = match;
  let words = chinese;
  let end = match.index + all.length;
  // 两百八折: the last digits are the discount's.
  const rate = words && !money && FOLD_AFTER.test(plain.slice(end, end + 2)) ? BEFORE_FOLD.exec(words) : null;
  if (rate) {
    words = rate[1] as string;
    end -= (rate[2] as string).length;
  }
  let isTrimmed = rate !== null;
  // 三百八一瓶, 两百两件: the last digit counts the bottles.
  if (words && !money && /(?:[零一二三四五六七八九][一两]|[百千万][一两])$/.test(words)) {
    if (UNIT_FIRST.test(plain.slice(end, end + UNIT_REACH))) {
      words = words.slice(0, -1);
      end -= 1;
      isTrimmed = true;
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
  const share = money?.startsWith('毛') ? 10 : money === '分钱' ? 100 : 1;
  const value = Math.round(((whole + tenth / 10) / share) * 100) / 100;
  const currency = currencyOf(sign ?? money);
  return {
    value,
    start: match.index,
    end,
    money: sign !== undefined || money !== undefined,
    isTrimmed,
    ...(currency && { currency }),
  };
};

const LATIN_PRICE_BEFORE =
  /(?:was|were|originally|price|only|just|usually|regularly|normally|retail|tonight)(?: (?:at|for|is|it's))*\s*$/;
/** Weaker words, after which a number is as often a time or a count: only a round sum with nothing behind it to count. */
const LATIN_WEAK_BEFORE =
  /(?:today|tonight|now|pay(?:ing)?|saves?|saving|down to)(?: (?:at|for|is|it's|its|only|just|you))*\s*$/;
const LATIN_WEAK_AFTER =
  /^\s*(?:$|[,.;!?—]|(?:so|and|that|that's|thats|which|guys|folks|everybody|each|instead|down|you|with|plus|but|because|apiece)\b)/;
/** Up to here a bare number in English may be an hour. */
const HOURS = 24;

/** A number without a currency: not the one of 第一, and in English only right after the word that makes it a price. */
const mayBePrice = ({ value, start }: Token, plain: string, head: string, tail: string): boolean =>
  plain[start - 1] !== '第' &&
  (!/[a-z]\s*$/.test(head) ||
    LATIN_PRICE_BEFORE.test(head) ||
    (value > HOURS && LATIN_WEAK_BEFORE.test(head) && LATIN_WEAK_AFTER.test(tail)));

/** The words before an amount that may say what it is: not those of an amount or a sentence before. */
const headOf = (plain: string, start: number, previous: number): string => {
  const reach = LATIN_NUMBER_CONTEXT.test(plain.slice(Math.max(0, start - 4), start))
    ? ROLE_UNITS_EN
    : ROLE_UNITS;
  const head = plain.slice(Math.max(previous, start - reach), start);
  const stop = lastMatch(SENTENCE_END, head);
  return stop ? head.slice(stop.end) : head;
};

/** 从一百四降到一百二 is as often said of a weight: only where there is talk of money. */
const FALLEN = /^(?:从|由|直接|一路|直?[降跌砍杀掉跳]|[到至])/;
const OF_MONEY = /价|卖|元|块|折|优惠|省|便宜|到手|立减|直降|足足|[¥$£€]/;
const OF_BODY = /体[重脂温]|腰围|血[压糖脂]|温度|水温|含量|库存|人数|在线|功耗|电量/;

/** The price of one piece, where several have another. */
const ONE_BEFORE = /(?:单[件买瓶盒个双条支包袋罐套]|第一[件瓶盒个双条支包袋罐套])(?:是|卖|要|价)?\s*$/;

/**
 * The amounts of money in a text made plain (see `plainOf`), each with what it is said to be and for how much of the goods:
 * 原价三百九十九, 两瓶199, 九块九一斤, was $500, 3 for $20. A number that nothing marks as money or a price is none.
 *
 * @param pieces whether a bare number after a count of pieces is a price: 单件四百, 两件一共五百.
 */
export const amountsIn = (plain: string, pieces = false): Amount[] => {
  const found: Amount[] = [];
  let floor = 0;
  for (const match of plain.matchAll(AMOUNT)) {
    // 一 alone is in every second sentence, and no digit alone is a price without its 块.
    if (match[0].length === 1) continue;
    const token = tokenOf(match as RegExpExecArray, plain);
    if (!token || token.start < floor) continue;
    const { value, start, end, money, isTrimmed, currency } = token;
    const tail = plain.slice(end, end + 24);
    if (!money && !isTrimmed && (NOT_MONEY_AFTER.test(tail) || !PLAIN_AFTER.test(tail))) continue;
    const previous = found.at(-1)?.end ?? 0;
    const head = headOf(plain, start, previous);
    const { role, at, word } = roleAround(head, tail);
    if (!money && role === 'unsaid' && !pieces) continue;
    if (!money && FALLEN.test(word ?? '') && (!OF_MONEY.test(plain) || OF_BODY.test(plain))) continue;
    const measure = measureAround(plain.slice(Math.max(previous, start - 14), start), tail);
    const counted = pieces && (measure?.dimension === 'count' || ONE_BEFORE.test(head));
    if (!money && ((role === 'unsaid' && !counted) || !mayBePrice(token, plain, head, tail))) continue;
    found.push({
      value,
      role,
      ...(currency && { currency }),
      ...(word !== undefined && { word }),
      ...(measure && { measure }),
      start,
      end,
      from: start - head.length + at,
    });
    floor = end;
  }
  return pairedRoles(found, plain);
};
