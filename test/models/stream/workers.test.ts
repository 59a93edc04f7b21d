import { expect, test } from 'vitest';
import { PARTITIONS } from '../../../models/stream/keys.ts';
import { fairShare } from '../../../models/stream/workers.ts';

test.each([
  [['a'], [16]],
  [
    ['a', 'b'],
    [8, 8],
  ],
  [
    ['a', 'b', 'c'],
    [6, 5, 5],
  ],
  [Array.from({ length: 20 }, (_, i) => `w${String(i).padStart(2, '0')}`), null],
])('shares of %j', (names, expected) => {
  const shares = names.map((name) => fairShare(names, name));
  if (expected) expect(shares).toEqual(expected);
  expect(shares.reduce((a, b) => a + b)).toBe(PARTITIONS);
});

test('who is not among the living has no share', () => {
  expect(fairShare(['a'], 'z')).toBe(0);
});
