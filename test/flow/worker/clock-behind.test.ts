import { afterAll, beforeAll, expect, test } from 'vitest';
import { asEntryId } from '../../../models/contract/ids.ts';
import { newestEntryOf } from '../../../models/store/newest-entry.ts';
import { keys, partitionOf } from '../../../models/stream/keys.ts';
import { claimPartition } from '../../../models/stream/leases.ts';
import { openStream } from '../../../models/stream/open-stream.ts';
import {
  append,
  drained,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  speech,
  startWorker,
  until,
} from './harness.ts';

const AHEAD_MS = 3_600_000;

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(9);
});
afterAll(() => ground?.close());

const spoken = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => speech(`u${from + i}`, (from + i) * 1_000, `第${from + i}句`));

test('Redis emptied, its clock an hour behind: what is sent before and after a worker is there is recorded, in order', async () => {
  const doc = await registerBroadcast(ground, 'behind');
  const stream = keys.utterances(partitionOf(doc._id));
  // The clock as it was: entries of a Redis that is an hour ahead of the one that comes after it.
  await ground.redis.sendCommand(['XSETID', stream, `${Date.now() + AHEAD_MS}-7`]);
  const first = startWorker(ground);
  await append(ground, doc._id, spoken(0, 3));
  await drained(ground, doc._id);
  await first.stop();
  const newest = await newestEntryOf(ground.store, doc.partition);
  expect(Number(newest.split('-')[0])).toBeGreaterThan(Date.now() + AHEAD_MS / 2);

  await ground.redis.flushDb();
  await append(ground, doc._id, spoken(3, 3));
  const second = startWorker(ground);
  await until('the early ones to be worked off', async () => (await ground.redis.xLen(stream)) === 0);
  await append(ground, doc._id, spoken(6, 3));
  await drained(ground, doc._id);
  await second.stop();
  const ids = (await readLeaves(ground.store, doc._id)).flatMap((leaf) =>
    leaf.kind === 'utterance' ? [leaf.id] : [],
  );
  expect(ids).toEqual(Array.from({ length: 9 }, (_, i) => `u${i}`));
});

test('a stream that has its group is left as it is; who does not hold the partition changes nothing', async () => {
  const partition = partitionOf((await registerBroadcast(ground, 'left-alone'))._id);
  await ground.redis.del([keys.lease(partition), keys.utterances(partition)]);
  const claimed = await claimPartition(ground.redis, partition, 'opener');
  if (!claimed.ok) throw new Error(claimed.holder);
  const later = async () => asEntryId('9000000000000-0');
  const late = { ...claimed.lease, epoch: claimed.lease.epoch - 1 };
  expect(await openStream(ground.redis, late, later)).toEqual({ ok: false, code: 'lost' });
  expect(await ground.redis.exists(keys.utterances(partition))).toBe(0);
  await append(ground, 'left-alone', spoken(0, 2));
  expect(await openStream(ground.redis, claimed.lease, later)).toEqual({ ok: true, moved: 2 });
  const before = await ground.redis.xRange(keys.utterances(partition), '-', '+');
  expect(before?.map(({ id }) => id)).toEqual(['9000000000000-1', '9000000000000-2']);
  expect(await openStream(ground.redis, claimed.lease, later)).toEqual({ ok: true, moved: 0 });
  expect(await ground.redis.xRange(keys.utterances(partition), '-', '+')).toEqual(before);
});
