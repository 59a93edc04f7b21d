import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  append,
  drained,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  speech,
} from '../flow/worker/harness.ts';
import { endAll, spawnWorker, type WorkerProcess } from './worker/processes.ts';

/*
 * Guarantee 6: a detector that fails is visible. A real worker whose network's weights are cut short judges by the rules alone, and
 * each record says so; the worker after it, which has them whole, judges in full.
 */
const root = resolve(import.meta.dirname, '../..');
const WEIGHTS = 'models/text/network/weights';

let ground: Ground;
let damaged: string;
const workers: WorkerProcess[] = [];
beforeAll(async () => {
  ground = await openGround(12);
  mkdirSync(join(root, '.local/test'), { recursive: true });
  damaged = mkdtempSync(join(root, '.local/test/damaged-'));
  mkdirSync(join(damaged, 'models/text/network'), { recursive: true });
  symlinkSync(join(root, 'models/text/packs'), join(damaged, 'models/text/packs'));
  symlinkSync(join(root, 'models/duties'), join(damaged, 'models/duties'));
  cpSync(join(root, WEIGHTS), join(damaged, WEIGHTS), { recursive: true });
  for (const name of readdirSync(join(damaged, WEIGHTS))) truncateSync(join(damaged, WEIGHTS, name), 100);
});
afterAll(async () => {
  await endAll(workers);
  await ground?.close();
  if (damaged) rmSync(damaged, { recursive: true, force: true });
});

test('6. A detector that fails is visible: on each record while it is away, and no more once it is back', async () => {
  const doc = await registerBroadcast(ground, 'half-seeing');
  const half = spawnWorker('half', ground, { LIVEWITNESS_ROOT: damaged });
  workers.push(half);
  await append(ground, doc._id, [speech('u1', 1_000, '这款茶能治疗失眠。')]);
  await drained(ground, doc._id, 200_000);
  half.kill('SIGKILL');
  await half.exited;
  workers.push(spawnWorker('whole', ground));
  await append(ground, doc._id, [speech('u2', 20_000, '我们是销量第一。')]);
  await drained(ground, doc._id, 200_000);
  const leaves = await readLeaves(ground.store, doc._id);
  expect(
    leaves.flatMap((leaf) => (leaf.kind === 'utterance' ? [{ judged: leaf.judged, ...leaf.stages }] : [])),
  ).toEqual([
    { judged: 'partial', lexicon: 'ok', network: 'unavailable', duties: 'ok' },
    { judged: 'full', lexicon: 'ok', network: 'ok', duties: 'ok' },
  ]);
  // The rules alone find the claim all the same.
  expect(leaves.filter(({ kind }) => kind === 'claim').length).toBeGreaterThanOrEqual(2);
}, 500_000);
