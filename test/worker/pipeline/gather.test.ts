import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gather } from '../../../worker/pipeline/gather.ts';

test('what is asked for in one turn, or while a step is under way, is done in one step, each with its own result', async () => {
  const steps: number[][] = [];
  let finish = (): void => {};
  const double = gather<number, number>({ most: 3, atOnce: 1 }, async (items) => {
    steps.push([...items]);
    if (steps.length === 1) await new Promise<void>((done) => (finish = done));
    return items.map((item) => item * 2);
  });
  const first = [double(1), double(2)];
  await turn();
  const rest = [3, 4, 5, 6].map(double);
  finish();
  expect(await Promise.all([...first, ...rest])).toEqual([2, 4, 6, 8, 10, 12]);
  expect(steps).toEqual([[1, 2], [3, 4, 5], [6]]);
  expect(await double(7)).toBe(14);
});

test('where a step fails each is tried alone, and fails alone', async () => {
  const tried: number[][] = [];
  const checked = gather<number, number>({ most: 10, atOnce: 2 }, async (items) => {
    tried.push([...items]);
    if (items.includes(2)) throw new Error('no twos');
    return items;
  });
  const settled = await Promise.allSettled([1, 2, 3].map(checked));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(tried).toEqual([[1, 2, 3], [1], [2], [3]]);
});
