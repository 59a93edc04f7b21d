import { describe, expect, test } from 'vitest';
import { askedDuties } from '../../../../models/duties/questions/asks.ts';
import { ASKING_ELSE, NOT_ASKING } from './chatter.ts';
import { ASKING, rows } from './lines.ts';
import { MORE_ASKING } from './more-lines.ts';

describe('viewers ask', () => {
  test.each([...rows(ASKING), ...rows(MORE_ASKING)].map((row) => row.split(' | ') as [string, string]))(
    '%s: %s',
    (line, duty) => {
      expect(askedDuties(line)).toContain(duty);
    },
  );
});

describe('viewers say', () => {
  test.each([...rows(NOT_ASKING), ...rows(ASKING_ELSE)])('%s', (line) => {
    expect(askedDuties(line)).toEqual([]);
  });
});

test('of several things, only what is asked', () => {
  expect(askedDuties('保质期很长，能退吗')).not.toContain('shelf-life');
  expect(askedDuties('保质期多久能退吗')).toEqual(expect.arrayContaining(['shelf-life', 'no-reason-return']));
  expect(askedDuties('产地和成分呢')).toEqual(expect.arrayContaining(['origin-producer', 'ingredients']));
  expect(askedDuties('哪产的')).not.toContain('production-date');
  expect(askedDuties('原价真是1999吗')).not.toContain('jewel-material');
});

test('the nearest duty comes first, none twice', () => {
  for (const [line, first] of [
    ['保质期多久', 'shelf-life'],
    ['能退吗', 'no-reason-return'],
    ['质保几年', 'warranty-period'],
    ['运费谁出', 'freight'],
  ] as const) {
    const asked = askedDuties(line);
    expect(asked[0]).toBe(first);
    expect(new Set(asked).size).toBe(asked.length);
  }
});

test.each([['', '   ', '?', '？？？', '😀😀', '\n', '@']])('nothing in, nothing out', (...lines) => {
  for (const line of lines) expect(askedDuties(line)).toEqual([]);
});

/** Work that grew with more than their length would run into the test's time limit. */
test('copied text and strange input are bounded', () => {
  for (const unit of [
    '多少',
    '有没有',
    '能',
    '?',
    ' ',
    'a ',
    'how ',
    '@',
    '保质期',
    '(',
    '1',
    '你们',
    'so ',
    'ok',
    '能可以',
    '可',
    '不',
    '会不会',
    '几天',
    'is it ',
    '0',
    '从',
  ]) {
    askedDuties(unit.repeat(100));
    askedDuties(unit.repeat(100_000));
  }
});
