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
