import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, test } from 'vitest';
import {
  append,
  drained,
  type Ground,
  openGround,
  registerBroadcast,
  until,
} from '../../flow/worker/harness.ts';
import { expectFeedComplete, expectWholeAccount, sentence } from './account.ts';
import { endAll, spawnWorker, type WorkerProcess } from './processes.ts';

const KILLS = 4;
const BROADCASTS = 4;
const PER_ROUND = 400;

let ground: Ground;
const workers: WorkerProcess[] = [];
beforeAll(async () => {
  ground = await openGround(4);
});
afterAll(async () => {
  await endAll(workers);
  await ground?.close();
});

test('workers killed in the middle of batches lose nothing, double nothing and keep the order', async () => {
  const docs = await Promise.all(
    Array.from({ length: BROADCASTS }, (_, b) => registerBroadcast(ground, `kill-${b}`)),
  );
  workers.push(spawnWorker('first', ground), spawnWorker('second', ground));
  const blocks = () => ground.store.blocks.countDocuments({});
  await until('the first blocks', async () => (await blocks()) >= BROADCASTS);
  for (let round = 0; round < KILLS; round += 1) {
    const before = await blocks();
    for (const doc of docs) {
      const items = Array.from({ length: PER_ROUND }, (_, i) => sentence(round * PER_ROUND + i));
      // In small pieces, so that a kill falls between reads, writes and acknowledgements.
      for (let i = 0; i < items.length; i += 100) await append(ground, doc._id, items.slice(i, i + 100));
    }
    await until('a batch under way', async () => (await blocks()) > before);
    await sleep(round * 15);
    workers[round]?.kill('SIGKILL');
    workers.push(spawnWorker(`later-${round}`, ground));
  }
  for (const doc of docs) await append(ground, doc._id, [{ event: { type: 'ended', atMs: 600_000 } }]);
  for (const doc of docs) await drained(ground, doc._id, 30_000);
  for (const doc of docs) await expectWholeAccount(ground, doc, KILLS * PER_ROUND);
  await expectFeedComplete(ground);
});
