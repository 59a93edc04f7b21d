import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  append,
  drained,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  speech,
  startWorker,
} from './harness.ts';

const COUNT = 30;
/** Leases are looked after each second; a machine that others use as well is slow. */
const LIMIT_MS = 50_000;

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(13);
});
afterAll(async () => {
  await ground?.redis.configSet('maxmemory', '0');
  await ground?.close();
});

test('Redis has no memory left and nobody owns anything: a worker takes over all the same and works off what fills it', async () => {
  const doc = await registerBroadcast(ground, 'full');
  const spoken = Array.from({ length: COUNT }, (_, i) => speech(`u${i}`, i * 1_000, `第${i}句`));
  await append(ground, doc._id, spoken);
  await ground.redis.configSet('maxmemory', '1');
  await expect(append(ground, doc._id, [speech('too-much', 99_000, '再来一句')])).rejects.toThrow(/OOM/);
  const worker = startWorker(ground);
  try {
    await drained(ground, doc._id, LIMIT_MS);
  } finally {
    await ground.redis.configSet('maxmemory', '0');
    await worker.stop();
  }
  const ids = (await readLeaves(ground.store, doc._id)).flatMap((leaf) =>
    leaf.kind === 'utterance' ? [leaf.id] : [],
  );
  expect(ids).toEqual(spoken.map((_, i) => `u${i}`));
});
