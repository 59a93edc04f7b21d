import { afterAll, beforeAll, expect, test } from 'vitest';
import { keys, type Partition } from '../../../models/stream/keys.ts';
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
  verifyWhole,
  workerDeps,
} from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(5);
});
afterAll(() => ground?.close());

const CLAIM = '这款茶能治疗失眠';

test('while an alert is held up what comes next is recorded, and nothing is acknowledged before its alert is at rest', async () => {
  const doc = await registerBroadcast(ground, 'held-up');
  const stream = keys.utterances(doc.partition as Partition);
  const said = async (): Promise<string[]> =>
    (await readLeaves(ground.store, doc._id)).flatMap((leaf) => (leaf.kind === 'utterance' ? [leaf.id] : []));
  const recorded = (id: string) => until(`${id} recorded`, async () => (await said()).includes(id));
  const { raise } = workerDeps(ground);
  let held = Promise.resolve();
  // Its clock stands, so that one heartbeat is due and no other: what the worker records by itself waits for alerts.
  const nowMs = Date.now();
  const worker = startWorker(ground, { now: () => nowMs, raise: (group) => held.then(() => raise(group)) });
  await append(ground, 'held-up', [speech('u1', 1000, CLAIM)]);
  await drained(ground, 'held-up');
  await until('a heartbeat', async () =>
    (await readLeaves(ground.store, doc._id)).some(({ kind }) => kind === 'heartbeat'),
  );

  let letGo = (): void => {};
  held = new Promise((done) => {
    letGo = done;
  });
  await append(ground, 'held-up', [speech('u2', 2000, CLAIM)]);
  await recorded('u2');
  await append(ground, 'held-up', [speech('u3', 3000, '普通的一句')]);
  await recorded('u3');
  expect(await ground.redis.xLen(stream)).toBe(2);
  expect(await ground.store.alerts.findOne({ broadcastId: doc._id }).lean()).toMatchObject({ count: 1 });
  await append(ground, 'held-up', [speech('u4', 4000, CLAIM), { event: { type: 'ended', atMs: 5000 } }]);
  letGo();

  await drained(ground, 'held-up');
  const [alert, ...more] = await ground.store.alerts.find({ broadcastId: doc._id }).lean();
  expect(more).toEqual([]);
  expect(alert).toMatchObject({ count: 3, occurrenceIds: ['u1:4', 'u2:4', 'u4:4'] });
  expect(await said()).toEqual(['u1', 'u2', 'u3', 'u4']);
  expect(await verifyWhole(ground.store, doc)).toMatchObject({ ok: true });
  await worker.stop();
});
