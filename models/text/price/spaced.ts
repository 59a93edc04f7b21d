import { plainOf } from './plain.ts';

/** A text without the spaces that stand inside its prices, and where each place of it stands in the text as written. */
export interface Closed {
  readonly text: string;
  /** Offset in the text as written of the unit at `offset`; of the end, the end. */
  startAt(offset: number): number;
  /** The same for the end of a span, which excludes the unit behind it. */
  endAt(offset: number): number;
}

/** Words of prices; with a space between their characters they are the same words. */
const WORDS =
  '市场价 专柜价 官网价 吊牌价 划线价 零售价 历史最低 最低价 原价 现价 标价 定价 单价 售价 平时 平常 平日 之前 以前 到手 只要 只需 仅需 今天 今晚 现在 昨天 打折 半价 立减 立省 直降 块钱 元钱 优惠 便宜';
const SPACED_WORD = new RegExp(
  WORDS.split(' ')
    .map((word) => [...word].join(' ?'))
    .join('|'),
  'g',
);
/** What follows or goes before figures that are a sum, and no count of three, two, one. */
const MONEY_BEFORE = '(?:[价要需卖是¥￥$]|到手|今天|现在)';
/** Figures one by one: 9 9 元, 原价 1 9 9. */
const FIGURES = new RegExp(
  `(?<=${MONEY_BEFORE} ?)(?<!\\d)\\d(?: \\d)+(?!\\d)|(?<![\\d.])\\d(?: \\d)+(?= ?[元块圆](?:$|[^月旦首]))`,
  'g',
);
/** Figures in words: a digit and its power (九 十九), or every character by itself (一 百 九 十 九). */
const POWER = /(?<=[一二两三四五六七八九]) (?=[十百千万](?![二两三四五六七八九]?[件瓶盒个]))/g;
const ONE_BY_ONE =
  /(?<![\u3400-\u9fff])[零一二两三四五六七八九十百千万](?: [零一二两三四五六七八九十百千万](?![\u3400-\u9fff])){2,}/g;
const UNIT = /(?<=[\d零一二两三四五六七八九十百千万]) (?=[块元](?:$|[^月旦首]))/g;
/** A first look: a space between characters or figures, a number, and something of a price. Most lines end here. */
const MAY = /[\u3400-\u9fff\d０-９¥￥$][ \u3000\u00a0][\u3400-\u9fff\d０-９]/;
const MAY_NUMBER = /[\d０-９零一二两兩三四五六七八九十百千万萬]/;
const MAY_PRICE = /[元块塊圆圓价價折要需卖賣手时時常日天晚在前宜惠¥￥$]/;

/** Takes the spaces out of the words and figures of prices; `null` where there are none. Others end clauses and stay. */
export const closeUp = (text: string): Closed | null => {
  if (!MAY.test(text) || !MAY_NUMBER.test(text) || !MAY_PRICE.test(text)) return null;
  const plain = plainOf(text);
  const gaps = new Set<number>();
  for (const pattern of [SPACED_WORD, FIGURES, POWER, ONE_BY_ONE, UNIT])
    for (const { index, 0: hit } of plain.matchAll(pattern))
      for (let at = index; at < index + hit.length; at += 1) if (plain[at] === ' ') gaps.add(at);
  if (gaps.size === 0) return null;
  const places: number[] = [];
  let closed = '';
  for (let at = 0; at < text.length; at += 1) {
    if (gaps.has(at)) continue;
    places.push(at);
    closed += text[at];
  }
  const startAt = (offset: number): number => places[offset] ?? text.length;
  return {
    text: closed,
    startAt,
    endAt: (offset) => (offset === 0 ? 0 : (places[offset - 1] ?? text.length - 1) + 1),
  };
};
