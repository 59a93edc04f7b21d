import { expect, test } from 'vitest';
import { bytesShown } from '../../../dashboard/words/bytes.ts';
import { parseClock } from '../../../dashboard/words/typed-clock.ts';

test.each([
  ['0:41:07', 2_467_000],
  ['00:41:07', 2_467_000],
  ['41:07', 2_467_000],
  ['１：０２：０３', 3_723_000],
  [' 90:00 ', 5_400_000],
  ['24:00:00', 86_400_000],
  ['24:00:01', null],
  ['1:60:00', null],
  ['0:00:60', null],
  ['41', null],
  ['', null],
  ['-1:00', null],
])('a time typed as %j', (typed, ms) => {
  expect(parseClock(typed)).toBe(ms);
});

test('sizes as people read them', () => {
  expect([0, 999, 1_000, 2_147_483_648, 8_589_934_592_000].map(bytesShown)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '2.1 GB',
    '8589.9 GB',
  ]);
});
