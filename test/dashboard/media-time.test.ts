import { expect, test } from 'vitest';
import { isWithin } from '../../dashboard/state/media-time.ts';

test('a moment is within the fragments or beside them', () => {
  const fragments = [
    { start: 0, duration: 2, programDateTime: 10_000 },
    { start: 2, duration: 2, programDateTime: 12_000 },
    { start: 4, duration: 2, programDateTime: 60_000 },
    { start: 6, duration: 2, programDateTime: null },
  ];
  expect([10_000, 13_900, 61_000].map((epochMs) => isWithin(fragments, epochMs))).toEqual([true, true, true]);
  expect([9_000, 20_000, 70_000].map((epochMs) => isWithin(fragments, epochMs))).toEqual([
    false,
    false,
    false,
  ]);
});
