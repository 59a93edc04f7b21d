import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRedis } from '../../../models/stream/client.ts';
import { signHealth } from '../../../worker/observe/health.ts';
import { createWorker } from '../../../worker/worker.ts';
import { type Ground, openGround, until, workerDeps } from './harness.ts';

let ground: Ground;
let dir = '';
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'livewitness-health-'));
  ground = await openGround(15);
});
afterAll(async () => {
  await ground?.close();
  rmSync(dir, { recursive: true, force: true });
});

const timeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

test('a worker leaves a sign again and again while both stores answer', async () => {
  const healthFile = path.join(dir, 'healthy');
  const worker = createWorker({ ...workerDeps(ground), healthFile });
  worker.start();
  const first = await until('a first sign', async () => timeOf(healthFile));
  await until('another', async () => timeOf(healthFile) > first);
  await worker.stop();
});

test('no sign while a store is away', async () => {
  const file = path.join(dir, 'away');
  const away = await connectRedis(ground.redisUrl, () => {}, { whenAway: 'refuse' });
  away.destroy();
  await expect(signHealth(file, ground.store, away)).rejects.toThrow();
  expect(timeOf(file)).toBe(0);
});
