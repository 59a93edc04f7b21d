/** A number that is said in words or written in figures, and where it stands. */
export interface Spoken {
  /** UTF-16 offsets of the text that was read. */
  readonly start: number;
  readonly end: number;
  /** The number; of a percentage its per cent (30 of 百分之三十), of a discount what is left to pay (0.75 of 七五折). */
  readonly value: number;
  readonly kind: 'number' | 'percent' | 'discount';
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  兩: 2,
  俩: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const MYRIADS: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };
const ONES = Object.keys(DIGITS).join('');
const NUMERALS = `${ONES}${Object.keys(UNITS).join('')}${Object.keys(MYRIADS).join('')}`;

/** A run of digits read one by one: 二零二六 → 2026. */
export const readDigits = (run: string): string => [...run].map((char) => DIGITS[char] ?? '').join('');

/** 三百九十九 → 399, 两千二 → 2200 (the spoken habit of dropping the last unit), 一万八 → 18000, 二零二六 → 2026. */
export const readNumerals = (run: string): number => {
  if ([...run].every((char) => char in DIGITS)) return Number(readDigits(run));
  let total = 0;
  let section = 0;
  let pending = 0;
  let lastUnit = 1;
  for (const char of run) {
    const digit = DIGITS[char];
    const unit = UNITS[char];
    if (digit !== undefined) {
      pending = digit;
      if (digit === 0) lastUnit = 1;
    } else if (unit !== undefined) {
      section += (pending || 1) * unit;
      pending = 0;
      lastUnit = unit;
    } else {
      const myriad = MYRIADS[char] as number;
      total =
        myriad === 1e8
          ? (total + section + pending || 1) * myriad
          : total + (section + pending || 1) * myriad;
      section = 0;
      pending = 0;
      lastUnit = myriad;
    }
  }
  const trailing = pending > 0 && lastUnit >= 100 ? pending * (lastUnit / 10) : pending;
  return total + section + trailing;
};

const CHINESE = new RegExp(
  [
    `(?<per>百分之|百分)(?<perValue>[${NUMERALS}]+(?:点[${ONES}]+)?|\\d+(?:\\.\\d+)?)`,
    `(?<half>半|对)折`,
    `(?<cut>\\d(?:\\.\\d|\\d)?|[${ONES.replace(/[零〇]/g, '')}](?:点?[${ONES}])?)折`,
    `(?<whole>\\d+(?:,\\d{3})*(?:\\.\\d+)?|[${NUMERALS}]+)(?:(?<point>点)(?<fraction>[${ONES}]+)|(?<times>[百千万萬亿億]+)(?<rest>[${ONES}\\d](?![${NUMERALS}\\d个]))?)?(?<cent>%|％)?`,
  ].join('|'),
  'gu',
);

/** Words that hold a numeral and count nothing. */
const IDIOMS = /^(?:一|万一|千万|百千万|一一|百一|十|千|百|万|亿|俩|幺|零)$/;
/** What stands after a single numeral that counts. */
const COUNTS =
  /^[块元塊圆毛角分个個件瓶盒支台套箱双条罐包袋斤克升米寸天日年月周週小秒次倍号款位名人张片粒颗只本步岁折成点，,。\s]|^$/u;
/** Before it a single numeral is an ordinal or part of a word. */
const NO_COUNT_BEFORE = /[第统唯同单万初]/u;

const scaled = (whole: string, times: string | undefined, rest: string | undefined): number => {
  const base = /\d/.test(whole) ? Number(whole.replaceAll(',', '')) : readNumerals(whole);
  if (times === undefined) return base;
  let value = base;
  let last = 1;
  for (const char of times) {
    last = UNITS[char] ?? MYRIADS[char] ?? 1;
    value *= last;
  }
  const digit = rest === undefined ? 0 : (DIGITS[rest] ?? Number(rest));
  return value + digit * (last / 10);
};

const discountOf = (cut: string): number => {
  const digits = cut.replace(/[点.]/, '');
  const value = /\d/.test(digits) ? digits : readDigits(digits);
  return Number(value) / 10 ** value.length;
};

const inChinese = (text: string, found: Spoken[]): void => {
  for (const match of text.matchAll(CHINESE)) {
    const groups = match.groups as Record<string, string | undefined>;
    const start = match.index;
    const end = start + match[0].length;
    if (groups.perValue !== undefined) {
      const [whole = '', fraction] = groups.perValue.split('点');
      const value = /\d/.test(whole) ? Number(whole) : readNumerals(whole);
      const more = fraction === undefined ? 0 : Number(`0.${readDigits(fraction)}`);
      found.push({ start, end, value: value + more, kind: 'percent' });
      continue;
    }
    if (groups.half !== undefined || groups.cut !== undefined) {
      const value = groups.cut === undefined ? 0.5 : discountOf(groups.cut);
      found.push({ start, end, value, kind: 'discount' });
      continue;
    }
    const { whole = '', fraction, times, rest, cent } = groups;
    const spoken = !/\d/.test(whole);
    if (spoken && fraction === undefined && times === undefined) {
      const single = whole.length === 1 || IDIOMS.test(whole);
      const counts = !IDIOMS.test(whole) || /^[一十千百万亿]$/.test(whole);
      const next = text.slice(end, end + 2);
      const fits =
        COUNTS.test(next) &&
        !(whole === '十' && /^分[^之钟]/u.test(next)) &&
        !NO_COUNT_BEFORE.test(text[start - 1] ?? '');
      if (single && !(counts && fits)) continue;
    }
    const value =
      fraction === undefined
        ? scaled(whole, times, rest)
        : Number(`${spoken ? readNumerals(whole) : whole}.${readDigits(fraction)}`);
    found.push({ start, end, value, kind: cent === undefined ? 'number' : 'percent' });
  }
};

const ENGLISH: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const ENGLISH_UNITS: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
};
const WORD = [...Object.keys(ENGLISH), ...Object.keys(ENGLISH_UNITS)]
  .sort((a, b) => b.length - a.length)
  .join('|');
const ENGLISH_RUN = new RegExp(
  `\\b(?<run>(?:(?:a|an) (?=hundred|thousand|million|billion))?(?:${WORD})(?:(?:[\\s-]+(?:and )?)(?:${WORD}))*)\\b(?<cent>\\s*(?:percent|per cent|%))?|\\b(?<half>half)[\\s-](?:off|price)\\b`,
  'gi',
);

const readEnglish = (run: string): number => {
  let total = 0;
  let section = 0;
  for (const word of run.toLowerCase().split(/[\s-]+/)) {
    const digit = ENGLISH[word];
    const unit = ENGLISH_UNITS[word];
    if (digit !== undefined) section += digit;
    else if (unit === 100) section = (section || 1) * 100;
    else if (unit !== undefined) {
      total += (section || 1) * unit;
      section = 0;
    }
  }
  return total + section;
};

const inEnglish = (text: string, found: Spoken[]): void => {
  for (const match of text.matchAll(ENGLISH_RUN)) {
    const { run, cent, half } = match.groups as Record<string, string | undefined>;
    const start = match.index;
    const end = start + match[0].length;
    if (half !== undefined) found.push({ start, end, value: 0.5, kind: 'discount' });
    else if (run !== undefined)
      found.push({ start, end, value: readEnglish(run), kind: cent === undefined ? 'number' : 'percent' });
  }
};

/**
 * Reads the numbers of a text, in words or figures, in order of place: 三百九十九 is 399, 一千九百九 is 1990, 两万五 is 25000,
 * 百分之三十 is 30 per cent, 七五折 leaves 0.75 to pay, `four hundred` is 400. Words that only hold a numeral (一定, 千万别,
 * 第一, 唯一) are none. Pure; any text is fine.
 */
export const numbersIn = (text: string): readonly Spoken[] => {
  const found: Spoken[] = [];
  inChinese(text, found);
  if (/[a-z]{3}/i.test(text)) inEnglish(text, found);
  return found.sort((a, b) => a.start - b.start);
};
