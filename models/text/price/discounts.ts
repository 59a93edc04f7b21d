import { chineseNumber, englishNumber, FIGURES_SOURCE, numberWordsSource } from './numerals.ts';

export interface Discount {
  /** Share of the price that is left to pay: 七五折 and 25% off are 0.75. */
  readonly rate: number;
  /** Holds only under a condition (from, up to, the second piece, above an amount): no price follows from it. */
  readonly conditional: boolean;
  /** Said of it that it is about so much: 差不多五折, almost half off. */
  readonly about: boolean;
  readonly start: number;
  readonly end: number;
}

const FOLDS = new RegExp(
  `(${FIGURES_SOURCE}|[一二两三四五六七八九](?:点?[一二三四五六七八九])?)\\s?折(?!叠|扣|腾|旧|回|返)`,
  'g',
);
const HALF =
  /半价|对折|五折价|砍掉?一半|减半|(?:便宜|省下?|降|优惠)了?一半|打对折|half[- ]?(?:off|price)|half the price|sav(?:e|ing) half/g;
const SHARE_OFF = new RegExp(
  `(?:便宜|直降|立减|优惠|立省|省|减|降)(?:了)?(?:百分之([一二三四五六七八九十]+)|(${FIGURES_SOURCE})\\s?%|([一二两三四五六七八九])成)`,
  'g',
);
const PERCENT_OFF = new RegExp(
  `(${FIGURES_SOURCE}|${numberWordsSource})\\s?(?:%|percent|per cent) (?:off|discount|less|cheaper|reduction|savings|markdown)`,
  'g',
);
const PERCENT_BY = new RegExp(
  `(?:sav(?:e|ing|es)|cut|reduced|slashed|dropped|marked down|knock(?:ed)?)(?: you| it| the price| price| a| by)* (${FIGURES_SOURCE}|${numberWordsSource})\\s?(?:%|percent|per cent)(?! of)`,
  'g',
);
const FRACTION_OFF = /(two[- ]thirds|three[- ]quarters|(?:a |one[- ])(?:third|quarter)) off/g;
const FRACTIONS: readonly (readonly [RegExp, number])[] = [
  [/^two/, 2 / 3],
  [/^three/, 3 / 4],
  [/third$/, 1 / 3],
  [/quarter$/, 1 / 4],
];

const CONDITION_BEFORE =
  /(?:低至|最低|最高|第[二2三3][件个瓶盒双条支]|[两二三2-9][件个瓶盒双条支]|满|会员|多买|up to|as low as|from|second|next|members?)[^，,。]{0,8}$/;
const CONDITION_AFTER =
  /^\s?(?:起|封顶|以上|or more|when you|if you|on (?:the )?(?:second|two|three|orders))/;

const ABOUT_BEFORE =
  /(?:差不多|大约|大概|约|将近|接近|快|近|超过|不到|不止|至少|几乎|about|almost|nearly|around|roughly|close to|over|more than|at least)(?: a)?[打是等于 ]{0,2}$/;
const ABOUT_AFTER = /^\s?(?:左右|不到|多|or so|ish\b)/;

const foldRate = (words: string): number | null => {
  const value = /^\d/.test(words)
    ? Number(words)
    : words.includes('点')
      ? chineseNumber(words)
      : Number([...words].map((char) => chineseNumber(char)).join(''));
  if (value === null || !(value > 0) || value >= 100) return null;
  return value < 10 ? value / 10 : Number.isInteger(value) ? value / 100 : null;
};

const percentOf = (words: string): number | null =>
  /^\d/.test(words) ? Number(words) : /[a-z]/.test(words) ? englishNumber(words) : chineseNumber(words);

/** The discounts said in a text made plain (see `plainOf`), in order: 七五折, 3.5折, 半价, 立减三成, half off, thirty percent off. */
export const discountsIn = (plain: string): Discount[] => {
  const found: Discount[] = [];
  const add = (match: RegExpMatchArray, rate: number | null): void => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (rate === null || !(rate > 0) || rate >= 1) return;
    if (found.some((other) => other.start < end && start < other.end)) return;
    const conditional =
      CONDITION_BEFORE.test(plain.slice(Math.max(0, start - 16), start)) ||
      CONDITION_AFTER.test(plain.slice(end, end + 24));
    const about =
      ABOUT_BEFORE.test(plain.slice(Math.max(0, start - 16), start)) ||
      ABOUT_AFTER.test(plain.slice(end, end + 8));
    found.push({ rate: Math.round(rate * 1e4) / 1e4, conditional, about, start, end });
  };
  for (const match of plain.matchAll(FOLDS)) add(match, foldRate(match[1] ?? ''));
  for (const match of plain.matchAll(HALF)) add(match, 0.5);
  for (const match of plain.matchAll(SHARE_OFF)) {
    const [, hundredths, percent, tenths] = match;
    const share = tenths
      ? (chineseNumber(tenths) ?? 0) / 10
      : (percentOf(hundredths ?? percent ?? '') ?? 0) / 100;
    add(match, 1 - share);
  }
  for (const match of plain.matchAll(PERCENT_OFF)) add(match, 1 - (percentOf(match[1] ?? '') ?? 0) / 100);
  for (const match of plain.matchAll(PERCENT_BY)) add(match, 1 - (percentOf(match[1] ?? '') ?? 0) / 100);
  for (const match of plain.matchAll(FRACTION_OFF))
    add(match, 1 - (FRACTIONS.find(([words]) => words.test(match[1] ?? ''))?.[1] ?? 0));
  return found.sort((a, b) => a.start - b.start);
};
