import { expect, it } from 'vitest';
import { broadcastTime, secondsShown } from '../../../dashboard/words/time.ts';

it.each([
  [28_200, 29_981, 1],
  [12_476, 14_275, 2],
  [171, 171, 0],
])('between %d and %d ms as many seconds are told as their times show', (fromMs, untilMs, seconds) => {
  expect(secondsShown(fromMs, untilMs)).toBe(seconds);
  const [from = 0, until = 0] = [fromMs, untilMs].map((ms) => Number(broadcastTime(ms).slice(-2)));
  expect(until - from).toBe(seconds);
});
