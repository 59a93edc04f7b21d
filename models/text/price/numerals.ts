import { readDigits, readNumerals } from '../normalise/numerals.ts';

/** What a numeral may be: digits read one by one, or digits each with its unit. */
const DIGITS_ALONE = /^[零一二两三四五六七八九]+$/;
const WITH_UNITS =
  /^(?:零*[一二两三四五六七八九]?[十百千万亿]|零+(?=[一二两三四五六七八九]))+[一二两三四五六七八九]?$/;
const FRACTION = /^[零一二三四五六七八九]+$/;

/**
 * Reads a Chinese numeral: 一千九百九十九, 三百八 (380), 一万二 (12,000), 五九九 (599, digit by digit), 三点五.
 *
 * @param text Simplified characters only. @returns `null` for what is no numeral.
 */
export const chineseNumber = (text: string): number | null => {
  const [whole = '', fraction] = text.split('点');
  if (!DIGITS_ALONE.test(whole) && !WITH_UNITS.test(whole)) return null;
  const value = readNumerals(whole);
  if (!Number.isSafeInteger(value)) return null;
  if (fraction === undefined) return value;
  return FRACTION.test(fraction) ? Number(`${value}.${readDigits(fraction)}`) : null;
};

const SMALL: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value]),
);
const TENS: Readonly<Record<string, number>> = Object.fromEntries(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i) => [word, (i + 2) * 10]),
);
const WORD = `(?:${[...Object.keys(SMALL), ...Object.keys(TENS)].join('|')}|a hundred|a thousand|hundred|thousand)`;

/**
 * Reads an English numeral: forty-nine, five hundred and twenty, two thousand. What is spoken in pairs (nineteen
 * ninety-nine) may be 19.99 or 1999, and is none.
 *
 * @param text small letters.
 */
export const englishNumber = (text: string): number | null => {
  let total = 0;
  let section = 0;
  let open = 1_000;
  for (const word of text.split(/[\s-]+/)) {
    if (word === 'and') continue;
    if (word === 'a') continue;
    if (word === 'hundred') {
      section = (section || 1) * 100;
      open = 100;
    } else if (word === 'thousand') {
      total += (section || 1) * 1_000;
      section = 0;
      open = 1_000;
    } else if (word in TENS) {
      if (open <= 10) return null;
      section += TENS[word] as number;
      open = 10;
    } else if (word in SMALL) {
      const value = SMALL[word] as number;
      if (value >= open || (open === 10 && value === 0)) return null;
      section += value;
      open = 1;
    } else return null;
  }
  return total + section;
};

/** Figures, with separators for thousands, as the source of a pattern. */
export const FIGURES_SOURCE = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
/** Number words in English, as the source of a pattern. */
export const numberWordsSource = `\\b${WORD}(?:(?:[\\s-]+and)?[\\s-]+${WORD})*\\b`;
