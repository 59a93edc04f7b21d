import { afterAll, beforeAll, expect, test } from 'vitest';
import { append, type Ground, openGround, speech } from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(9);
});
afterAll(() => ground?.close());

test('an id that looks like another one with its revision is an id of its own', async () => {
  expect(await append(ground, 'names', [speech('u1', 1000, '一'), speech('u1@0', 2000, '二')])).toEqual([
    'accepted',
    'accepted',
  ]);
  expect(await append(ground, 'names', [speech('u1@0', 2000, '二'), speech('u1', 1000, '三')])).toEqual([
    'duplicate',
    'conflict',
  ]);
});

test('a sender cannot take the name of a record of the system beforehand', async () => {
  const gap = { type: 'gap', atMs: 9, reason: 'capture-down', fromMs: 0, untilMs: 5 } as const;
  await append(ground, 'taken', [speech('~gap:capture-down:0:5', 1000, '一')]);
  expect(await append(ground, 'taken', [{ event: gap, dedupeId: 'gap:capture-down:0:5' }])).toEqual([
    'accepted',
  ]);
});
