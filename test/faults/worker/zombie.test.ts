import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL_PARTITIONS, keys, partitionOf } from '../../../models/stream/keys.ts';
import { LEASE_MS } from '../../../models/stream/leases.ts';
import {
  append,
  drained,
  type Ground,
  leavesOf,
  openGround,
  registerBroadcast,
  until,
} from '../../flow/worker/harness.ts';
import { expectWholeAccount, sentence } from './account.ts';
import { endAll, spawnWorker, type WorkerProcess } from './processes.ts';

let ground: Ground;
const workers: WorkerProcess[] = [];
beforeAll(async () => {
  ground = await openGround(5);
});
afterAll(async () => {
  await endAll(workers);
  await ground?.close();
});

test('a worker that was stopped beyond its lease and let go again writes nothing more', async () => {
  const doc = await registerBroadcast(ground, 'zombie-1');
  const partition = partitionOf(doc._id);
  const zombie = spawnWorker('zombie', ground);
  workers.push(zombie);
  const items = Array.from({ length: 900 }, (_, i) => sentence(i));
  await append(ground, doc._id, items.slice(0, 300));
  await until('its first block', () => ground.store.blocks.findOne({ broadcastId: doc._id }).lean());
  await append(ground, doc._id, items.slice(300, 600));
  zombie.kill('SIGSTOP');
  workers.push(spawnWorker('successor', ground));
  await sleep(LEASE_MS);
  const holder = await until('another holder', async () => {
    const value = await ground.redis.get(keys.lease(partition));
    return value?.includes('successor') && value;
  });
  await drained(ground, doc._id);
  zombie.kill('SIGCONT');
  await append(ground, doc._id, items.slice(600));
  await append(ground, doc._id, [{ event: { type: 'ended', atMs: 60_000 } }]);
  await drained(ground, doc._id);
  await expectWholeAccount(ground, doc, 900);
  // Let go, it may claim partitions anew like any other worker, but never under an epoch that is over.
  const epoch = Number(holder.split(':')[0]);
  const blocks = await ground.store.blocks.find({ broadcastId: doc._id }).sort({ firstLeafIndex: 1 }).lean();
  const epochs = blocks.map((block) => block.epoch);
  expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
  expect(epochs.at(-1)).toBeGreaterThanOrEqual(epoch);
  const sizeNow = (await leavesOf(ground.store, doc._id)).length;
  await sleep(1_500);
  expect((await leavesOf(ground.store, doc._id)).length).toBe(sizeNow);
  await until('every partition held', async () => {
    const holders = await Promise.all(ALL_PARTITIONS.map((one) => ground.redis.get(keys.lease(one))));
    return holders.every((value) => value !== null && /:(zombie|successor)-/.test(value));
  });
});
