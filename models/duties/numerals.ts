import { readDigits, readNumerals } from '../text/normalise/numerals.ts';

const SPOKEN = /[零〇一幺二两俩三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?/gu;

/** 十九块九一袋: the 九 belongs to the price and the 一 to the bag. */
const PRICE_TAIL = /(块[一二三四五六七八九])(?=[一二两三四五六七八九])/gu;

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
      const value = plain ? readDigits(whole) : String(readNumerals(whole));
      return fraction === undefined ? value : `${value}.${readDigits(fraction)}`;
    })
    .replace(/(?:100)?分之(\d+(?:\.\d+)?)/gu, '$1%');
