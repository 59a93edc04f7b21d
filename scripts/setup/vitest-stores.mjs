/**
 * Gives tests run by hand (`npx vitest run test/flow/…`) a MongoDB and a Redis of their own, thrown away afterwards.
 * Where TEST_MONGODB_URI and TEST_REDIS_URL are set already (`npm test` sets them), it does nothing.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startMongo, startRedis, storeBinary } from './services.mjs';

/** @returns {Promise<() => Promise<void>>} what vitest calls at the end */
export async function setup() {
  const root = resolve(import.meta.dirname, '../..');
  const dir = join(root, '.local/test', `stores-${process.pid}`);
  mkdirSync(dir, { recursive: true });
  process.env.TEST_MONGOD_BIN ??= storeBinary(root, 'mongod');
  process.env.TEST_REDIS_BIN ??= storeBinary(root, 'redis-server');
  /** @type {import('./services.mjs').Store[]} */
  const started = [];
  if (!process.env.TEST_MONGODB_URI) {
    const mongo = await startMongo({ dir: join(dir, 'mongo'), root, database: 'livewitness-test' });
    process.env.TEST_MONGODB_URI = mongo.uri;
    started.push(mongo);
  }
  if (!process.env.TEST_REDIS_URL) {
    const redis = await startRedis({ dir: join(dir, 'redis'), root });
    process.env.TEST_REDIS_URL = redis.uri;
    started.push(redis);
  }
  return async () => {
    await Promise.all(started.map((store) => store.stop()));
    // Of two projects run together the first brings the stores for both: the other must not clear them away.
    if (started.length > 0) rmSync(dir, { recursive: true, force: true });
  };
}
