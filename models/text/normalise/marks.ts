import type { Swap } from './swap.ts';

/** Quotation marks or brackets around one or two characters inside a word: 最(低)价. */
const MARKED =
  /(?<=[\u4e00-\u9fff])["“”'‘’「」『』（(【[]([\u4e00-\u9fff]{1,2})["“”'‘’「」『』）)】\]](?=[\u4e00-\u9fff])/g;
/** 99% is said 百分之九十九: frames are written as people speak. */
const PERCENT = /(\d+(?:\.\d+)?)%/g;
export const percents = (line: string, swaps: Swap[]): void => {
  for (const match of line.matchAll(PERCENT))
    swaps.push({
      start: match.index,
      end: match.index + match[0].length,
      to: `百分之${match[1]}`,
      method: 'fold',
    });
};

export const marked = (line: string, swaps: Swap[]): void => {
  for (const match of line.matchAll(MARKED))
    swaps.push({
      start: match.index,
      end: match.index + match[0].length,
      to: match[1] as string,
      method: 'fold',
    });
};
