import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  append,
  drained,
  type Ground,
  leavesOf,
  openGround,
  registerBroadcast,
  speech,
  startWorker,
  until,
} from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(14);
});
afterAll(() => ground?.close());

test('the end is signed at once, what comes after it at most once a second, by the next owner if need be', async () => {
  const doc = await registerBroadcast(ground, 'ended');
  const signed = async () =>
    (await ground.store.checkpoints.find({ broadcastId: doc._id }).sort({ size: -1 }).lean()).map(
      ({ size }) => size,
    );
  const first = startWorker(ground);
  await append(ground, 'ended', [speech('u1', 1000, '一句'), { event: { type: 'ended', atMs: 2000 } }]);
  await drained(ground, 'ended');
  expect((await signed())[0]).toBe((await leavesOf(ground.store, doc._id)).length);
  const before = (await signed()).length;
  for (let i = 0; i < 20; i += 1) {
    await append(ground, 'ended', [speech(`late${i}`, 3000 + i, '晚到')]);
    await drained(ground, 'ended');
    await sleep(10);
  }
  expect((await signed()).length - before).toBeLessThan(10);
  await first.stop();
  // As after a crash before the last records were signed.
  const { length } = await leavesOf(ground.store, doc._id);
  await ground.store.checkpoints.deleteMany({ broadcastId: doc._id, size: length });
  const second = startWorker(ground);
  await until('the rest is signed', async () => (await signed())[0] === length);
  await second.stop();
});
