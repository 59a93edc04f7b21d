import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BroadcastId } from '../../../models/contract/ids.ts';
import type { Refine } from '../../../models/text/refine.ts';
import type { Worker } from '../../../worker/worker.ts';
import {
  append,
  drained,
  type Ground,
  openGround,
  registerBroadcast,
  speech,
  startWorker,
  until,
  workerDeps,
} from './harness.ts';

const works: Refine = async (batch) => batch.map(({ claims }) => ({ claims, network: 'ok' }));
const breaks: Refine = async () => {
  throw new Error('the network is not there');
};

let ground: Ground;
const workers: Worker[] = [];
beforeAll(async () => {
  ground = await openGround(13);
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
});
afterAll(() => ground?.close());

const start = (refine: Refine): void => {
  const { detectors } = workerDeps(ground);
  workers.push(startWorker(ground, { detectors: { ...detectors, refine } }));
};
const stop = async (): Promise<void> => {
  for (const worker of workers.splice(0)) await worker.stop();
};
const shown = async (id: BroadcastId) => {
  const doc = await ground.store.broadcasts.findOne({ _id: id }).lean();
  return { stages: doc?.away?.stages ?? [], revision: doc?.revision, unsent: doc?.unsent };
};

test('a broadcast that fell silent says that the network is back once a worker has it, and is then left alone', async () => {
  const { _id: id } = await registerBroadcast(ground, 'fell-silent');
  start(breaks);
  await append(ground, id, [speech('u1', 1_000, '这款茶很好喝。')]);
  await drained(ground, id);
  await until('it is shown as away', async () => (await shown(id)).stages.includes('network'));
  await stop();
  start(works);
  await until('it is back', async () => !(await shown(id)).stages.includes('network'), 20_000);
  const told = await until('it was told', async () => {
    const now = await shown(id);
    return now.unsent === false && now;
  });
  await sleep(2_000);
  expect(await shown(id)).toEqual(told);
}, 60_000);

test('one that nobody looks after any more does not say for ever that the network is away', async () => {
  const { _id: id } = await registerBroadcast(ground, 'long-silent');
  start(breaks);
  await append(ground, id, [speech('u1', 1_000, '这款茶很好喝。')]);
  await drained(ground, id);
  await until('it is shown as away', async () => (await shown(id)).stages.includes('network'));
  await stop();
  const longAgo = new Date(Date.now() - 24 * 3_600_000);
  await ground.store.broadcasts.updateOne({ _id: id }, { $set: { updatedAt: longAgo } });
  start(works);
  await until('it is taken back', async () => !(await shown(id)).stages.includes('network'), 20_000);
}, 60_000);
