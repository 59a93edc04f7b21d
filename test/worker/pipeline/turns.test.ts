import { expect, test } from 'vitest';
import { createTurns } from '../../../worker/pipeline/turns.ts';

const nextLoop = () => new Promise<void>((done) => setImmediate(done));

/** In which turn of the event loop each of these weights had its turn. */
const turnsOf = async (weights: readonly (number | undefined)[]): Promise<number[]> => {
  const turn = createTurns();
  let now = 0;
  const had = weights.map(() => -1);
  const all = weights.map(async (weight, at) => {
    await turn(weight);
    had[at] = now;
  });
  while (had.includes(-1)) {
    await nextLoop();
    now += 1;
  }
  await Promise.all(all);
  return had;
};

test('who has much to do has a turn alone, in the order of coming', async () => {
  const [first = 0, second = 0, third = 0] = await turnsOf([undefined, 500, undefined]);
  expect(second).toBeGreaterThan(first);
  expect(third).toBeGreaterThan(second);
});

test('those who have little to do share one, up to a limit', async () => {
  const had = await turnsOf(Array.from({ length: 100 }, () => 4));
  const turns = new Set(had);
  expect(turns.size).toBeGreaterThan(2);
  expect(turns.size).toBeLessThan(20);
  expect(had).toEqual([...had].sort((a, b) => a - b));
});
