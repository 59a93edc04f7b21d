import { describe, expect, it } from 'vitest';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import { codesIn } from '../../../../models/duties/slots/codes.ts';

const prepare = createPrepare();
const codes = (text: string) => {
  const { figures } = prepare(text);
  return codesIn(figures).map(({ start, end }) => figures.slice(start, end).trim());
};

describe('numbers that name a paper', () => {
  it.each([
    ['衛部嬰字第 0345 號', '卫部婴字第 0345 号'],
    ['飼料進口字第 7781234 號', '饲料进口字第 7781234 号'],
    ['YP2031 0044 那罐', 'yp2031 0044'],
    ['编号是LT-77開頭', 'lt-77'],
    ['統一代碼是九一三三零開頭', '91330'],
    ['3C证书二零二五 零六 零七', '2025 06 07'],
    ['the certificate starts with 2025-0410', '2025-0410'],
    ['filing number is one one eight two two', '11822'],
    ["the permit's 51-2204", '51-2204'],
    ['GIA 77120934', '77120934'],
    ['it reads K20310077 by the cap', 'k20310077'],
    ['guo zhuang te zi 20310077', '20310077'],
    ['新餐登 4401 22', '新餐登 4401'],
  ])('%s', (text, code) => {
    expect(codes(text)).toContain(code);
  });

  it.each([
    '电话四零零开头',
    '证书二零二四年拿的',
    '编号一百二十块',
    '三号链接开头先讲',
    'the batch code is fine',
    'certificate of 12.5 grams',
    'register for the show at eight',
  ])('%s holds none', (text) => {
    expect(codes(text)).toEqual([]);
  });
});
