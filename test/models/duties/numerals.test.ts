import { expect, test } from 'vitest';
import { spokenToFigures } from '../../../models/duties/numerals.ts';

test.each([
  ['保质期十八个月', '保质期18个月'],
  ['三百九十九', '399'],
  ['两千二百瓦', '2200瓦'],
  ['两千二', '2200'],
  ['一百零五', '105'],
  ['一百五', '150'],
  ['二零二六年十月一号', '2026年10月1号'],
  ['六点七寸', '6.7寸'],
  ['百分之八十棉', '80%棉'],
  ['一年半', '1年半'],
  ['一万八千帕', '18000帕'],
  ['三万', '30000'],
  ['七天无理由', '7天无理由'],
  ['十九块九一袋', '19块9 1袋'],
  ['no numbers', 'no numbers'],
])('%s is written as %s', (spoken, figures) => {
  expect(spokenToFigures(spoken)).toBe(figures);
});
