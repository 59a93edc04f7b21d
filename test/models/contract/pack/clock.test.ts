import { expect, test } from 'vitest';
import { dayOf, localOf } from '../../../../models/contract/pack/clock.ts';

test('a moment stands by the clock on the wall of the room, and says which', () => {
  expect(localOf('2026-11-24T20:00:00+08:00', 2_467_000)).toBe('2026-11-24 20:41:07 +08:00');
  expect(localOf('2026-11-24T20:00:00-05:30', 0)).toBe('2026-11-24 20:00:00 -05:30');
  expect(localOf('2026-11-24T20:00:00+00:00', 0)).toBe('2026-11-24 20:00:00 +00:00');
});

test('an instant that tells of no wall is read by China’s clock', () => {
  expect(localOf('2026-11-24T20:00:00Z', 2_467_000)).toBe('2026-11-25 04:41:07 +08:00');
  expect(localOf('2026-11-24T20:00:00.500Z', 0)).toBe('2026-11-25 04:00:00 +08:00');
  expect(dayOf('2026-11-24T12:00:00Z', '2026-11-24T16:30:00Z')).toBe('2026-11-25');
});
