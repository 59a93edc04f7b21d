/** Digits as they are written to be overlooked, or as they are spoken. */
const DIGITS: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  洞: '0',
  一: '1',
  幺: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  壹: '1',
  贰: '2',
  貳: '2',
  叁: '3',
  參: '3',
  肆: '4',
  伍: '5',
  陆: '6',
  陸: '6',
  柒: '7',
  捌: '8',
  玖: '9',
  // Letters of other scripts that look like digits.
  З: '3',
  О: '0',
  о: '0',
};
/** Marks that people put between the groups of a number. */
const JOINERS = ' -.·–—()（）\u3000\u00a0';
/** Between spoken digits also the pauses that a recogniser writes as commas. */
const PAUSES = '，、,';
/** Most marks in a row inside one number. */
const JOINERS_MAX = 2;

/** One run of digits in a text, with the way back. */
export interface DigitRun {
  /** ASCII digits (and a closing X or x, as identity numbers have). */
  readonly digits: string;
  /** Per digit, where it begins in the text. */
  readonly at: readonly number[];
  readonly start: number;
  /** UTF-16 offset after the last digit. */
  readonly end: number;
  /** Whether all digits were written as Chinese numerals. */
  readonly spoken: boolean;
}

/** Superscript, enclosed, full-width and mathematical digits: the only others that NFKC turns into one. */
const MAY_BE_DIGIT =
  /[\u2070-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\uff10-\uff19\u{1d7ce}-\u{1d7ff}]/u;

const NFKC_DIGIT = /^[0-9]$/;

const readDigit = (char: string): string | null => {
  if (char >= '0' && char <= '9') return char;
  const known = DIGITS[char];
  if (known !== undefined) return known;
  if (!MAY_BE_DIGIT.test(char)) return null;
  const folded = char.normalize('NFKC').replace(/^\((\d)\)$|^(\d)\.$/, '$1$2');
  return NFKC_DIGIT.test(folded) ? folded : null;
};

/** Units outside the basic plane are read by themselves; every other is looked up, since every unit of every text is asked. */
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const NONE = 0;
/** Per unit: 1 and its digit, 0 where it is none. */
const UNIT_DIGITS: Uint8Array = Uint8Array.from({ length: 0x10000 }, (_, unit) => {
  const digit = isHighSurrogate(unit) ? null : readDigit(String.fromCharCode(unit));
  return digit === null ? NONE : 1 + Number(digit);
});

const digitAt = (text: string, index: number): string | null => {
  const unit = text.charCodeAt(index);
  if (isHighSurrogate(unit)) return readDigit(String.fromCodePoint(text.codePointAt(index) as number));
  const found = UNIT_DIGITS[unit] as number;
  return found === NONE ? null : String(found - 1);
};

/** Fewest digits of any number sought. */
const RUN_MIN = 4;
/** Whether a text has digits enough for one run: most lines end here, at one look a unit. */
const hasRun = (text: string): boolean => {
  let digits = 0;
  for (let index = 0; index < text.length && digits < RUN_MIN; index += 1) {
    const unit = text.charCodeAt(index);
    if (UNIT_DIGITS[unit] !== NONE || isHighSurrogate(unit)) digits += 1;
  }
  return digits === RUN_MIN;
};

/** Longest run looked at: a bank card has 19 digits, a longer run is none of the numbers sought. */
const RUN_MAX = 64;

/**
 * All runs of digits of a text: ASCII, full width, circled, keycap and Chinese numerals (幺三八…), with spaces, hyphens and
 * dots between. A run of any other length than a number has is left to the caller.
 */
export const digitRuns = (text: string): DigitRun[] => {
  const runs: DigitRun[] = [];
  if (!hasRun(text)) return runs;
  let digits = '';
  let at: number[] = [];
  let end = 0;
  let spoken = true;
  let joiners = 0;
  const close = (): void => {
    if (digits.length >= RUN_MIN && digits.length <= RUN_MAX)
      runs.push({ digits, at, start: at[0] as number, end, spoken });
    digits = '';
    at = [];
    spoken = true;
    joiners = 0;
  };
  for (let index = 0; index < text.length; ) {
    const digit = digitAt(text, index);
    if (digit === null && digits.length === 0) {
      index += 1;
      continue;
    }
    const char = String.fromCodePoint(text.codePointAt(index) as number);
    if (digit !== null) {
      digits += digit;
      at.push(index);
      if (char in DIGITS === false) spoken = false;
      index += char.length;
      end = index;
      joiners = 0;
      continue;
    }
    const mark =
      char === '\ufe0f' || char === '\u20e3' || (char >= '\u200b' && char <= '\u200f') || char === '\ufeff';
    if (mark) {
      index += 1;
      if (char === '\ufe0f' || char === '\u20e3') end = index;
      continue;
    }
    if ((char === 'X' || char === 'x' || char === 'Ｘ') && digits.length === 17) {
      digits += 'X';
      at.push(index);
      end = index + 1;
      close();
    } else if ((JOINERS.includes(char) || (spoken && PAUSES.includes(char))) && joiners < JOINERS_MAX)
      joiners++;
    else close();
    index += char.length;
  }
  close();
  return runs;
};
