import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, test } from 'vitest';
import type { Appendable } from '../../../models/stream/append-events.ts';
import { startMongo, startRedis, storeBinary } from '../../../scripts/setup/services.mjs';
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

const root = resolve(import.meta.dirname, '../../..');
const dir = join(root, '.local/test', `stores-killed-${process.pid}`);
type Running = Awaited<ReturnType<typeof startMongo>>;

let mongo: Running;
let redis: Running;
let ground: Ground;
const workers: WorkerProcess[] = [];
const before = { mongo: process.env.TEST_MONGODB_URI, redis: process.env.TEST_REDIS_URL };

// Stores of its own: killing those of the test run would kill its neighbours.
beforeAll(async () => {
  mkdirSync(dir, { recursive: true });
  const binary = (name: 'mongod' | 'redis-server') =>
    (name === 'mongod' ? process.env.TEST_MONGOD_BIN : process.env.TEST_REDIS_BIN) ?? storeBinary(root, name);
  [mongo, redis] = await Promise.all([
    startMongo({ dir: join(dir, 'mongo'), root, binary: binary('mongod') }),
    startRedis({ dir: join(dir, 'redis'), root, binary: binary('redis-server') }),
  ]);
  process.env.TEST_MONGODB_URI = mongo.uri;
  process.env.TEST_REDIS_URL = redis.uri;
  ground = await openGround(0);
  workers.push(spawnWorker('left', ground), spawnWorker('right', ground));
});
afterAll(async () => {
  process.env.TEST_MONGODB_URI = before.mongo;
  process.env.TEST_REDIS_URL = before.redis;
  await endAll(workers);
  await ground?.close().catch(() => undefined);
  await Promise.all([mongo?.stop('SIGKILL'), redis?.stop('SIGKILL')]);
  rmSync(dir, { recursive: true, force: true });
});

/** Sends in small pieces and repeats what was not answered, as a sender does. @returns how many were accepted. */
const sendThrough = async (id: string, items: readonly Appendable[]): Promise<void> => {
  for (let i = 0; i < items.length; i += 25) {
    const piece = items.slice(i, i + 25);
    await until(
      'the piece is accepted',
      async () => {
        const outcomes = await append(ground, id, piece).catch(() => null);
        return outcomes?.every((one) => one === 'accepted' || one === 'duplicate');
      },
      30_000,
    );
    await sleep(5);
  }
};

const finish = async (id: string): Promise<void> => {
  await append(ground, id, [{ event: { type: 'ended', atMs: 600_000 } }]);
  await drained(ground, id, 40_000);
};

test('MongoDB killed and started again while events flow: nothing is lost or doubled', async () => {
  const doc = await registerBroadcast(ground, 'mongo-killed');
  const items = Array.from({ length: 1_500 }, (_, i) => sentence(i));
  const sending = sendThrough(doc._id, items);
  await until('the first block', () => ground.store.blocks.findOne({ broadcastId: doc._id }).lean());
  for (let round = 0; round < 2; round += 1) {
    await sleep(300);
    const { port } = mongo;
    await mongo.stop('SIGKILL');
    await sleep(700);
    mongo = await startMongo({
      dir: join(dir, 'mongo'),
      port,
      root,
      binary: process.env.TEST_MONGOD_BIN ?? storeBinary(root, 'mongod'),
    });
  }
  await sending;
  await finish(doc._id);
  await expectWholeAccount(ground, doc, items.length);
});

test('Redis killed and started again while events flow: nothing that was accepted is lost or doubled', async () => {
  const doc = await registerBroadcast(ground, 'redis-killed');
  const items = Array.from({ length: 1_500 }, (_, i) => sentence(i));
  const sending = sendThrough(doc._id, items);
  await until('the first block', () => ground.store.blocks.findOne({ broadcastId: doc._id }).lean());
  for (let round = 0; round < 3; round += 1) {
    await sleep(300);
    const { port } = redis;
    await redis.stop('SIGKILL');
    await sleep(400);
    redis = await startRedis({
      dir: join(dir, 'redis'),
      port,
      root,
      binary: process.env.TEST_REDIS_BIN ?? storeBinary(root, 'redis-server'),
    });
  }
  await sending;
  await finish(doc._id);
  await expectWholeAccount(ground, doc, items.length);
  await expectFeedComplete(ground);
});
