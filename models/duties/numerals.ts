const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  幺: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const SPOKEN = /[零〇一幺二两俩三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?/gu;

/** 十九块九一袋: the 九 belongs to the price and the 一 to the bag. */
const PRICE_TAIL = /(块[一二三四五六七八九])(?=[一二两三四五六七八九])/gu;

/** A run of digits read one by one: 二零二六 → 2026. */
const readDigits = (run: string): string => [...run].map((char) => DIGITS[char] ?? '').join('');

/** 三百九十九 → 399, 两千二 → 2200 (the spoken habit of dropping the last unit), 一万八 → 18000. */
const readNumber = (run: string): number => {
  let total = 0;
  let section = 0;
  let pending = 0;
  let lastUnit = 1;
  for (const char of run) {
    const digit = DIGITS[char];
    const unit = UNITS[char];
    if (digit !== undefined) {
      pending = digit;
      if (char === '零' || char === '〇') lastUnit = 1;
    } else if (unit !== undefined) {
      section += (pending || 1) * unit;
      pending = 0;
      lastUnit = unit;
    } else {
      total += (section + pending || 1) * 10_000;
      section = 0;
      pending = 0;
      lastUnit = 10_000;
    }
  }
  const trailing = pending > 0 && lastUnit >= 100 ? pending * (lastUnit / 10) : pending;
  return total + section + trailing;
};

/**
 * Writes spoken Chinese numbers as figures: 十八个月 → 18个月, 三百九十九 → 399, 二零二六年 → 2026年, 六点七寸 → 6.7寸,
 * 百分之八十 → 80%. Words that merely hold such a character (一定, 千万别) change too, which no pattern of a duty minds.
 */
export const spokenToFigures = (text: string): string =>
  text
    .replace(PRICE_TAIL, '$1 ')
    .replace(SPOKEN, (run) => {
      const [whole = '', fraction] = run.split('点');
      const plain = !/[十百千万]/u.test(whole);
      const value = plain ? readDigits(whole) : String(readNumber(whole));
      return fraction === undefined ? value : `${value}.${readDigits(fraction)}`;
    })
    .replace(/(?:100)?分之(\d+(?:\.\d+)?)/gu, '$1%');
