import { afterAll, beforeAll, expect, test } from 'vitest';
import { asBroadcastId } from '../../../models/contract/ids.ts';
import { ALL_PARTITIONS, keys } from '../../../models/stream/keys.ts';
import {
  append,
  drained,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  speech,
  until,
  verifyWhole,
} from '../../flow/worker/harness.ts';
import { endAll, spawnWorker, type WorkerProcess } from './processes.ts';

let ground: Ground;
const workers: WorkerProcess[] = [];
beforeAll(async () => {
  ground = await openGround(6);
});
afterAll(async () => {
  await endAll(workers);
  await ground?.close();
});

const start = (name: string): WorkerProcess => {
  const worker = spawnWorker(name, ground, { WORKER_THREADS: '2' });
  workers.push(worker);
  return worker;
};

/** Who holds each partition: the name of a thread, without the epoch. */
const holders = async (): Promise<(string | null)[]> =>
  Promise.all(
    ALL_PARTITIONS.map(async (partition) => {
      const held = await ground.redis.get(keys.lease(partition));
      return held?.slice(held.indexOf(':') + 1) ?? null;
    }),
  );
/** Each thread reads and compiles all rules as it starts. */
const START_MS_MAX = 100_000;
const shared = () =>
  until(
    'two threads have half of the partitions each',
    async () => {
      const names = await holders();
      const ofOne = names.filter((name) => name === names[0]).length;
      return ofOne === ALL_PARTITIONS.length / 2 && !names.includes(null);
    },
    START_MS_MAX,
  );

const IDS = ['threads-a', 'threads-b', 'threads-c', 'threads-d', 'threads-e', 'threads-f'];
const LINES = 40;
const sayAll = (from: number) =>
  Promise.all(
    IDS.map((id) =>
      append(
        ground,
        id,
        Array.from({ length: LINES }, (_, i) =>
          speech(`u${from + i}`, (from + i) * 500, '今天是全网最低价给到大家'),
        ),
      ),
    ),
  );

test('threads share the partitions of a worker; killed in the middle nothing is lost, told to stop all is given back', async () => {
  const docs = await Promise.all(IDS.map((id) => registerBroadcast(ground, id)));
  const first = start('threads-first');
  await shared();
  await sayAll(0);
  first.kill('SIGKILL');
  await first.exited;
  await sayAll(LINES);
  const second = start('threads-second');
  await shared();
  await sayAll(2 * LINES);
  for (const id of IDS) await drained(ground, id);
  const said = Array.from({ length: 3 * LINES }, (_, at) => `u${at}`);
  for (const id of IDS) {
    const leaves = await readLeaves(ground.store, asBroadcastId(id));
    expect(leaves.flatMap((leaf) => (leaf.kind === 'utterance' ? leaf.id : []))).toEqual(said);
  }
  const code = new Promise((done) => second.child.once('exit', done));
  second.kill('SIGTERM');
  expect(await code).toBe(0);
  expect((await holders()).every((name) => name === null)).toBe(true);
  for (const doc of docs) expect(await verifyWhole(ground.store, doc)).toMatchObject({ ok: true });
  for (const id of IDS)
    expect(await ground.store.alerts.countDocuments({ broadcastId: asBroadcastId(id) })).toBe(1);
}, 300_000);
