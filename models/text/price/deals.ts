import { chineseNumber, englishNumber, FIGURES_SOURCE, numberWordsSource } from './numerals.ts';

/** Several pieces at a price of their own. */
export interface Deal {
  /** How many pieces are taken, and for how many times the price of one. */
  readonly pieces: number;
  readonly times: number;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

const COUNT = '[一二两三四五六七八九十]|\\d{1,2}';
const PIECE = '件|瓶|盒|个|双|条|支|包|袋|罐|套|箱|份|组|只|单';
const WORDS = 'one|two|three|four|five|\\d{1,2}';
/** What the next piece costs: 半价, 八折, 免费; half off, 20% off, free. */
const LEFT = `半价|免费|零元|不要钱|(${FIGURES_SOURCE}|[一二三四五六七八九](?:点?[一二三四五六七八九])?)\\s?折`;
const LEFT_EN = `free|half[- ]?(?:off|price)|(${FIGURES_SOURCE}|${numberWordsSource})\\s?(?:%|percent|per cent) off`;

const BUY_GET = new RegExp(
  `买(${COUNT})(?:${PIECE})?(?:直接|就|再|加|还|立)?[送得赠](${COUNT})(?![0-9十百千])(?:${PIECE})?`,
  'g',
);
const TAKE = new RegExp(
  `拍(${COUNT})(?:${PIECE})?(?:直接|就)?[发得](${COUNT})(?![0-9十百千])(?:${PIECE})?`,
  'g',
);
const NTH = new RegExp(`第([二三23])(?:${PIECE})(?:就|是|只要|直接|打|都)?(?:${LEFT})`, 'g');
const BUY_GET_EN = new RegExp(
  `(?:buy (${WORDS})[, ]+get (${WORDS})|bogo)(?: more| extra| another)?(?:(?: is| are| for| at| all)* (?:${LEFT_EN}))?`,
  'g',
);
const TWO_FOR_ONE = /\b(?:two|2)[- ]for[- ](?:one|1)\b(?! ?\d)/g;
const FOR_PRICE_OF = new RegExp(`\\b(${WORDS})[- ]for[- ]the[- ]price[- ]of[- ](${WORDS})\\b`, 'g');
const SECOND_EN = new RegExp(
  `(?:the |your )?(?:second|2nd) (?:one|piece|pair|item|bottle|box|pack|jar|bag)(?: is|'s| at| for| comes)* (?:${LEFT_EN})`,
  'g',
);

const countOf = (word: string): number =>
  /^\d/.test(word)
    ? Number(word)
    : /^[a-z]/.test(word)
      ? (englishNumber(word) ?? 0)
      : (chineseNumber(word) ?? 0);

/** The share of its price that the piece named costs; `null` where it cannot be read. */
const leftOf = (words: string, figure: string | undefined): number | null => {
  if (/半价$|half[- ]?(?:off|price)$/.test(words)) return 0.5;
  if (figure === undefined) return 0;
  if (/折$/.test(words)) {
    const digits = /^\d/.test(figure)
      ? figure
      : [...figure.replace('点', '')].map((char) => chineseNumber(char)).join('');
    const value = Number(digits);
    return value > 0 && value < 100 ? (value < 10 ? value / 10 : value / 100) : null;
  }
  const percent = /^\d/.test(figure) ? Number(figure) : englishNumber(figure);
  return percent !== null && percent > 0 && percent < 100 ? 1 - percent / 100 : null;
};

/** The deals of a text made plain (see `plainOf`), in order: 买二送一, 第二件半价, buy one get one at 20% off. */
export const dealsIn = (plain: string): Deal[] => {
  const found: Deal[] = [];
  const add = (match: RegExpMatchArray, pieces: number, times: number | null): void => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (times === null || !(pieces > 1) || !(times > 0) || times >= pieces) return;
    if (!found.some((other) => other.start < end && start < other.end))
      found.push({ pieces, times, start, end });
  };
  for (const match of plain.matchAll(BUY_GET)) {
    const bought = countOf(match[1] as string);
    add(match, bought + countOf(match[2] as string), bought);
  }
  for (const match of plain.matchAll(TAKE))
    add(match, countOf(match[2] as string), countOf(match[1] as string));
  for (const match of plain.matchAll(NTH)) {
    const nth = countOf((match[1] as string).replace('二', '2').replace('三', '3'));
    const left = leftOf(match[0], match[2]);
    add(match, nth, left === null ? null : nth - 1 + left);
  }
  for (const match of plain.matchAll(BUY_GET_EN)) {
    const bought = countOf(match[1] ?? '1');
    const got = countOf(match[2] ?? '1');
    const left = leftOf(match[0], match[3]);
    add(match, bought + got, left === null ? null : bought + got * left);
  }
  for (const match of plain.matchAll(TWO_FOR_ONE)) add(match, 2, 1);
  for (const match of plain.matchAll(FOR_PRICE_OF))
    add(match, countOf(match[1] as string), countOf(match[2] as string));
  for (const match of plain.matchAll(SECOND_EN)) {
    const left = leftOf(match[0], match[1]);
    add(match, 2, left === null ? null : 1 + left);
  }
  return found.sort((a, b) => a.start - b.start);
};
