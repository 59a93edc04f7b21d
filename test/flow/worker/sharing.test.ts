import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL_PARTITIONS, keys, PARTITIONS } from '../../../models/stream/keys.ts';
import { readMetrics } from '../../../models/stream/metrics.ts';
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

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(8);
});
afterAll(() => ground?.close());

const heldBy = async (): Promise<Record<string, number>> => {
  const held: Record<string, number> = {};
  for (const partition of ALL_PARTITIONS) {
    const value = await ground.redis.get(keys.lease(partition));
    const owner = value?.slice(value.indexOf(':') + 1);
    if (owner) held[owner] = (held[owner] ?? 0) + 1;
  }
  return held;
};

test('workers share the partitions, and who stops leaves its own to the others at once', async () => {
  const doc = await registerBroadcast(ground, 'shared');
  const one = startWorker(ground, { owner: 'one' });
  await until('all of it', async () => (await heldBy()).one === PARTITIONS);
  await append(ground, 'shared', [speech('u1', 1000, '第一句')]);
  await drained(ground, 'shared');
  const two = startWorker(ground, { owner: 'two' });
  await until('half each', async () => {
    const held = await heldBy();
    return held.one === PARTITIONS / 2 && held.two === PARTITIONS / 2;
  });
  await append(ground, 'shared', [speech('u2', 2000, '第二句')]);
  await drained(ground, 'shared');
  await one.stop();
  const stoppedAtMs = performance.now();
  await until('the other half', async () => (await heldBy()).two === PARTITIONS);
  expect(performance.now() - stoppedAtMs).toBeLessThan(4_000);
  await append(ground, 'shared', [speech('u3', 3000, '第三句')]);
  await drained(ground, 'shared');
  const metrics = JSON.stringify([...(await readMetrics(ground.redis))]);
  await two.stop();
  expect(await heldBy()).toEqual({});
  const said = (await readLeaves(ground.store, doc._id)).flatMap((leaf) =>
    leaf.kind === 'utterance' ? [leaf.id] : [],
  );
  expect(said).toEqual(['u1', 'u2', 'u3']);
  for (const name of [
    'livewitness_utterances_total',
    'livewitness_claims_total',
    'livewitness_alerts_total',
    'livewitness_partition_lag',
    'livewitness_alert_latency_seconds',
    'livewitness_quarantined_total',
  ])
    expect(metrics).toContain(name);
});

test('a feed that falls silent is shown as silent and is a gap, from its last word to its next', async () => {
  const doc = await registerBroadcast(ground, 'silent');
  let aheadMs = 0;
  const worker = startWorker(ground, { now: () => Date.now() + aheadMs });
  await append(ground, 'silent', [speech('u1', 5_000, '第一句')]);
  await drained(ground, 'silent');
  aheadMs = 20_000;
  const silent = () => ground.store.broadcasts.findOne({ _id: doc._id, silent: true }).lean();
  await until('it shows as silent', silent);
  aheadMs = 0;
  await append(ground, 'silent', [speech('u2', 60_000, '第二句')]);
  await drained(ground, 'silent');
  await until('it shows as live', () =>
    ground.store.broadcasts.findOne({ _id: doc._id, silent: false, atMs: 60_000 }).lean(),
  );
  await worker.stop();
  const gaps = (await readLeaves(ground.store, doc._id)).flatMap((leaf) =>
    leaf.kind === 'gap' ? [leaf] : [],
  );
  expect(gaps.map(({ reason }) => reason)).toEqual(['feed-silent', 'feed-silent']);
  expect(gaps[0]?.fromMs).toBe(5_000);
  expect(gaps[1]?.fromMs).toBe(gaps[0]?.untilMs);
  expect(gaps[1]?.untilMs).toBe(60_000);
});
