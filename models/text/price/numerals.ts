/** A number as it is written or spoken, with its place in the text. */
export interface Numeral {
  readonly value: number;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

const DIGIT: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNIT: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const LARGE: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

/**
 * Reads a Chinese numeral: 一千九百九十九, 三百八 (380), 一万二 (12,000), 五九九 (599, digit by digit), 三点五.
 *
 * @param text Simplified characters only. @returns `null` for what is no numeral.
 */
export const chineseNumber = (text: string): number | null => {
  const [whole = '', fraction] = text.split('点');
  const value = chineseInteger(whole);
  if (value === null) return null;
  if (fraction === undefined) return value;
  const digits = [...fraction].map((char) => DIGIT[char]);
  if (digits.length === 0 || digits.some((digit) => digit === undefined)) return null;
  return Number(`${value}.${digits.join('')}`);
};

const chineseInteger = (text: string): number | null => {
  if (text.length === 0) return null;
  const chars = [...text];
  if (chars.every((char) => char in DIGIT)) {
    const value = Number(chars.map((char) => DIGIT[char]).join(''));
    return Number.isSafeInteger(value) ? value : null;
  }
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let last = 0;
  for (const char of chars) {
    const unit = UNIT[char];
    const large = LARGE[char];
    if (unit !== undefined) {
      section += (digit ?? 1) * unit;
      digit = null;
      last = unit;
    } else if (large !== undefined) {
      total = (total + section + (digit ?? 0)) * large;
      section = 0;
      digit = null;
      last = large;
    } else if (char in DIGIT) {
      if (digit !== null && digit !== 0) return null;
      digit = DIGIT[char] as number;
      if (digit === 0) last = 1;
    } else return null;
  }
  // 三百八 is 380 and 一万二 is 12,000: a digit right after a unit counts tenths of it.
  if (digit !== null) section += last >= 100 ? (digit * last) / 10 : digit;
  return total + section;
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
