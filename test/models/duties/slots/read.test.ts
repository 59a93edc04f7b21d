import { describe, expect, it } from 'vitest';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import { readSlots, showTyped } from '../../../../models/duties/slots/read.ts';

const prepare = createPrepare();
const startedAt = new Date('2026-11-22T10:00:00Z');
const read = (text: string) => readSlots(prepare(text).figures, startedAt);
const values = (text: string): string[] =>
  [...read(text).tokens.values()].map(({ kind, value, unit, approx }) =>
    [kind, value, unit, approx && '~'].filter((part) => part !== undefined && part !== '').join(' '),
  );

describe('slots', () => {
  it.each([
    ['十八个月', 'duration 540 day'],
    ['一年半', 'duration 548 day'],
    ['半年', 'duration 183 day'],
    ['七天左右', 'duration 7 day'],
    ['大概三个月', 'duration 90 day ~'],
    ['two years', 'duration 730 day'],
    ['48小时', 'duration 2 day'],
    ['今年三月', 'date 2026-03'],
    ['上个月18号', 'date 2026-10-18'],
    ['前天', 'date 2026-11-20'],
    ['后年三月', 'date 2028-03'],
    ['十二月八号', 'date 2025-12-08 ~'],
    ['二零二六年十月一号', 'date 2026-10-01'],
    ['批次是二五一二零八', 'date 2025-12-08'],
    ['2027.05', 'date 2027-05'],
    ['昨儿个', 'date 2026-11-21'],
    ['日期二六零九一五', 'date 2026-09-15'],
    ['明儿', 'day 明儿'],
    ['every other day', 'day every other day'],
    ['quarter ounce', 'weight 7.0875 g'],
    ['五十 mil', 'weight 50 ml'],
    ['on 3 October 2026', 'date 2026-10-03'],
    ['january 9th 2027', 'date 2027-01-09'],
    ['yesterday', 'date 2026-11-21'],
    ['十九块九', 'money 19.9 CNY'],
    ['八十八块钱', 'money 88 CNY'],
    ['$29.99', 'money 29.99 USD'],
    ['NT$1,290', 'money 1290 TWD'],
    ['thirty four bucks', 'money 34 USD'],
    ['五斤', 'weight 2500 g'],
    ['三克五', 'weight 3.5 g'],
    ['一升半', 'weight 1500 ml'],
    ['一米八', 'length 1800 mm'],
    ['百分之三十二', 'percent 32 %'],
    ['六成', 'percent 60 %'],
    ['五千毫安', 'tech 5000'],
    ['IPX7', 'tech ipx7'],
    ['每盒', 'unit 每盒'],
    ['十二枚', 'count 12'],
    ['两次', 'times 2'],
    ['均码', 'size 均码'],
    ['四零零八零零一二三四', 'phone 4008001234'],
    ['云南普洱', 'place 云南'],
    ['Salt Lake City', 'place salt lake city'],
    ['SC11137070000246', 'code sc11137070000246 number'],
    ['国食健注G20190123', 'code 国食健注g20190123 number'],
    ['沪G妆网备字2024001234', 'code 沪g妆网备字2024001234 number'],
    ['国妆特字20231234', 'code 国妆特字20231234 number'],
    ['国食注字YP20220045', 'code 国食注字yp20220045 number'],
    ['国械注准20203070123', 'code 国械注准20203070123 number'],
    ['GB/T 20977', 'code gb/t 20977 number'],
  ])('%s is %s', (text, value) => {
    expect(values(text)[0]).toBe(value);
  });

  it.each([
    ['开封后三十天', '开封后{duration}'],
    ['满九十九包邮', '满{number}包邮'],
    ['三年级的小孩', '{number}年级的小孩'],
    ['十年前开的店', '{number}年前开的店'],
    ['you may like it, may be', 'you may like it, may be'],
    ['join us today', 'join us {day}'],
  ])('%s holds only what it holds', (text, typed) => {
    expect(showTyped(read(text))).toBe(typed);
  });
});

describe('the smaller place that a known one leads to', () => {
  it.each([
    ['福建安溪感德的', ['place 福建', 'place 安溪', 'place 感德']],
    ['柳州鱼峰区的', ['place 柳州鱼峰区']],
    ['彰化花坛那边', ['place 彰化花坛']],
    ['Penryn, Cornwall', ['place cornwall']],
    ['in Penryn, Cornwall', ['place penryn', 'place cornwall']],
    ['云南工厂的', ['place 云南']],
    ['天然和田玉籽料', []],
  ])('%s', (text, places) => {
    expect(values(text)).toEqual(places);
  });
});

describe('places that are named alone', () => {
  it.each([
    ['桐坞县的山参', 'place 桐坞县'],
    ['延慶山裡頭種的', 'place 延庆'],
    ['我阿嬤在芦塘自己種的', 'place 芦塘'],
    ['four and a half grams', 'weight 4.5 g'],
  ])('%s', (text, value) => {
    expect(values(text)).toContain(value);
  });
  it.each(['一个县的人', '县城里都有', '全镇的人都来', '在家自己种的', '小镇的生活'])(
    '%s names none',
    (text) => {
      expect(values(text).filter((one) => one.startsWith('place'))).toEqual([]);
    },
  );
});
