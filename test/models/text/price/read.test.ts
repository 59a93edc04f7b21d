import { describe, expect, it } from 'vitest';
import { chineseNumber, englishNumber } from '../../../../models/text/price/numerals.ts';
import { readPrices } from '../../../../models/text/price/read.ts';

it.each([
  ['一千九百九十九', 1999],
  ['三百八', 380],
  ['一千二', 1200],
  ['一万二', 12000],
  ['五九九', 599],
  ['九十九', 99],
  ['十八', 18],
  ['一百零五', 105],
  ['两千零一十', 2010],
  ['三点五', 3.5],
  ['九五九五千', null],
  ['点五', null],
] as const)('%s', (text, value) => expect(chineseNumber(text)).toBe(value));

it.each([
  ['forty-nine', 49],
  ['five hundred and twenty', 520],
  ['two thousand', 2000],
  ['a hundred', 100],
  ['nineteen ninety-nine', null],
  ['twenty nineteen', null],
] as const)('%s', (text, value) => expect(englishNumber(text)).toBe(value));

/** `role value[/measure]` of each amount. */
const amounts = (text: string): string[] =>
  (readPrices(text)?.amounts ?? []).map(
    ({ role, value, measure }) => `${role} ${value}${measure ? `/${measure.amount}${measure.word}` : ''}`,
  );

describe('amounts', () => {
  it.each([
    ['原价一千九百九十九，今天只要一百九十九', ['former 1999', 'now 199']],
    ['原價三千八，現在只要九百九', ['former 3800', 'now 990']],
    ['平时三百八，今天九块九', ['former 380', 'now 9.9']],
    ['专柜价八百八，直播间只要２９９元', ['reference 880', 'now 299']],
    ['昨天还卖五九九，今天打骨折', ['former 599']],
    ['两瓶只要199', ['now 199/2瓶']],
    ['到手价199元两瓶', ['now 199/2瓶']],
    ['九块九一斤', ['unsaid 9.9/500斤']],
    ['二十块一斤', ['unsaid 20/500斤']],
    ['每百克十二块八', ['unsaid 12.8/100克']],
    ['原价三百八一瓶', ['former 380/1瓶']],
    ['今天只要39.9/500g', ['now 39.9/500g']],
    ['立省一百块', ['saving 100']],
    ['定金五十块，尾款二百四十九元', ['other 50', 'other 249']],
    ['Was $500, tonight only $49.', ['former 500', 'now 49']],
    ['originally five hundred dollars, now forty-nine dollars', ['former 500', 'now 49']],
    ['only $20 per pair', ['now 20/1pair']],
    ['1.2万元', ['unsaid 12000']],
  ])('%s', (text, expected) => expect(amounts(text)).toEqual(expected));
  it.each([
    '三号链接现在上',
    '现在有两千人在看',
    '今天只剩三瓶',
    '只要三步就能装好',
    '保修三年',
    '第一次来的朋友',
    '今天三点开播',
    'only 3 left',
    'now 20 people are watching',
    '大家晚上好',
  ])('none: %s', (text) => expect(amounts(text)).toEqual([]));
  it('has spans of the text as it came', () => {
    const text = '原價３９９元';
    const [amount] = readPrices(text)?.amounts ?? [];
    expect(text.slice(amount?.start, amount?.end)).toBe('３９９元');
    expect(text.slice(amount?.from, amount?.end)).toBe(text);
  });
});

describe('discounts', () => {
  it.each([
    ['今天两折', [0.2]],
    ['打七五折', [0.75]],
    ['打7.5折', [0.75]],
    ['八八折', [0.88]],
    ['全场半价', [0.5]],
    ['立减三成', [0.7]],
    ['優惠30%', [0.7]],
    ['half off today', [0.5]],
    ['30% off', [0.7]],
    ['thirty percent off', [0.7]],
    ['骨折价', []],
    ['可以折叠', []],
  ] as const)('%s', (text, rates) =>
    expect((readPrices(text)?.discounts ?? []).map(({ rate }) => rate)).toEqual(rates),
  );
  it.each(['低至三折', '第二件半价', '五折起', 'up to 50% off', '满三百打八折'])('conditional: %s', (text) =>
    expect(readPrices(text)?.discounts).toMatchObject([{ conditional: true }]),
  );
});

describe('lowest of a time', () => {
  it.each([
    ['历史最低价', [Number.POSITIVE_INFINITY]],
    ['歷史最低', [Number.POSITIVE_INFINITY]],
    ['全年最低', [365]],
    ['近三十天最低价', [30]],
    ['最近半年最低', [182.5]],
    ['最近半个月最低价', [15]],
    ['the lowest price this year', [365]],
    ['lowest price in 30 days', [30]],
    ['cheapest ever', [Number.POSITIVE_INFINITY]],
    ['最低温度', []],
    ['三款里最便宜的', []],
  ] as const)('%s', (text, days) => {
    const found = (readPrices(text)?.lowest ?? []).map((one) => one.days);
    expect(found).toEqual(days);
  });
});
