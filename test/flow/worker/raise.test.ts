import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL_PARTITIONS } from '../../../models/stream/keys.ts';
import { writersOf } from '../../../models/stream/leases.ts';
import {
  append,
  drained,
  type Ground,
  openGround,
  registerBroadcast,
  speech,
  startWorker,
  until,
} from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(12);
});
afterAll(() => ground?.close());

test('the same again adds to an earlier alert that a person opened again, and raises none beside it', async () => {
  const doc = await registerBroadcast(ground, 'reopened');
  const worker = startWorker(ground);
  const say = async (n: number) => {
    await append(ground, 'reopened', [speech(`u${n}`, n * 1000, '这款茶能治疗失眠')]);
    await drained(ground, 'reopened');
  };
  const setStatus = (generation: number, status: string) =>
    ground.store.alerts.updateOne({ broadcastId: doc._id, generation }, { $set: { status } as never });
  await say(1);
  await setStatus(0, 'dismissed');
  await say(2);
  await setStatus(1, 'upheld');
  await setStatus(0, 'open');
  await say(3);
  await worker.stop();
  const alerts = await ground.store.alerts.find({ broadcastId: doc._id }).sort({ generation: 1 }).lean();
  expect(alerts.map(({ generation, status, count }) => [generation, status, count])).toEqual([
    [0, 'open', 2],
    [1, 'upheld', 1],
  ]);
});

test('a change that somebody whose clock is ahead left off the feed does not wait for their time', async () => {
  const doc = await registerBroadcast(ground, 'ahead');
  const worker = startWorker(ground);
  await append(ground, 'ahead', [speech('u1', 1000, '这款茶能治疗失眠')]);
  await drained(ground, 'ahead');
  const unsent = () => ground.store.alerts.countDocuments({ broadcastId: doc._id, unsent: true });
  await until('the alert to be on the feed', async () => (await unsent()) === 0);
  const left = { unsent: true, updatedAt: new Date(Date.now() + 3_600_000) };
  await ground.store.alerts.updateOne({ broadcastId: doc._id }, { $set: left, $inc: { revision: 1 } });
  await until('what was left behind to be on the feed', async () => (await unsent()) === 0);
  await worker.stop();
});

test('a worker that stops in order leaves no write session for the next owner to end', async () => {
  const left = await Promise.all(ALL_PARTITIONS.map((partition) => writersOf(ground.redis, partition)));
  expect(left.flat()).toEqual([]);
});
