import { chineseNumber, englishNumber, FIGURES_SOURCE, numberWordsSource } from './numerals.ts';

/** A price said to be the lowest of a time. */
export interface Lowest {
  /** Days back from now that it is said of; Infinity for all time. */
  readonly days: number;
  readonly start: number;
  readonly end: number;
}

const LOW = '(?:的)?(?:最低价?|底价|最便宜|新低|低价|最低点|最划算|最低的价格?)';
const NUMBER = `(${FIGURES_SOURCE}|[一二两三四五六七八九十百半]+|${numberWordsSource})`;
/** "it's been", "we have ever had it": between the word and its time. */
const SINCE =
  "(?: (?:it|we|i|this|that|they)(?:'s|'ve| has| have| is)?(?: ever)?(?: been| had| seen| gone| charged)?(?: it)?)?";
const PERIODS: readonly (readonly [RegExp, number | 'counted'])[] = [
  [
    new RegExp(`(?:历史|史上|有史以来|上架以来|开店以来|开播以来|从来没有过的|前所未有的?)${LOW}`, 'g'),
    Number.POSITIVE_INFINITY,
  ],
  [
    /(?:all[- ]time|historical|record) low(?:est)?(?: price)?|(?:lowest|cheapest)(?: price)? (?:ever|in history|of all time)|史低/g,
    Number.POSITIVE_INFINITY,
  ],
  [new RegExp(`(?:全年|今年|年度|一整年|本年)${LOW}`, 'g'), 365],
  [
    new RegExp(`(?:lowest|cheapest)(?: price)?${SINCE} (?:of the|this|all|in the|of this|in a) year`, 'g'),
    365,
  ],
  [new RegExp(`(?:本月|这个月|当月)${LOW}`, 'g'), 30],
  [/(?:lowest|cheapest)(?: price)? (?:of the|this) month/g, 30],
  [
    new RegExp(
      `(?:近|最近|过去|前)?${NUMBER}个?(天|日|周|星期|月|年)(?:以?内|以来|里面?|之内|来)?${LOW}`,
      'g',
    ),
    'counted',
  ],
  [
    new RegExp(
      `(?:lowest|cheapest)(?: price)?${SINCE} (?:in|for|over) (?:the )?(?:last |past )?${NUMBER} (day|week|month|year)s?`,
      'g',
    ),
    'counted',
  ],
  [new RegExp(`${NUMBER}[- ](day|week|month|year) low(?:est)?(?: price)?`, 'g'), 'counted'],
];
const DAYS: Readonly<Record<string, number>> = {
  天: 1,
  日: 1,
  周: 7,
  星期: 7,
  月: 30,
  年: 365,
  day: 1,
  week: 7,
  month: 30,
  year: 365,
};

const counted = (words: string): number | null =>
  words === '半'
    ? 0.5
    : /^\d/.test(words)
      ? Number(words.replaceAll(',', ''))
      : /[a-z]/.test(words)
        ? englishNumber(words)
        : chineseNumber(words);

/** The times of which a price is said to be the lowest, in a text made plain (see `plainOf`): 历史最低, 近三十天最低价, lowest this year. */
export const lowestIn = (plain: string): Lowest[] => {
  const found: Lowest[] = [];
  for (const [pattern, period] of PERIODS)
    for (const match of plain.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const count = period === 'counted' ? counted(match[1] ?? '') : 1;
      const days = period === 'counted' ? (count ?? 0) * (DAYS[match[2] ?? ''] ?? 0) : period;
      if (days > 0 && !found.some((other) => other.start < end && start < other.end))
        found.push({ days, start, end });
    }
  return found.sort((a, b) => a.start - b.start);
};
