import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectMongo } from '../../../models/store/connect.ts';
import { createStore, prepareStore, type Store } from '../../../models/store/store.ts';
import { createToken } from '../../../models/store/tokens.ts';
import { connectRedis, type RedisClient } from '../../../models/stream/client.ts';
import { freePort, startMongo, startRedis } from '../../setup/services.mjs';
import { WORKER_FLAGS } from '../../setup/worker-flags.mjs';
import { type Child, type Parts, startChild } from './processes.ts';

/** Everything between a sender and a dashboard, as processes of a measurement's own. */
export interface Spine {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly redisUrl: string;
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly server: Child;
  readonly dir: string;
  readonly root: string;
  /** Starts a worker and waits until it has taken the partitions that are free. */
  startWorker(name: string): Promise<Child>;
  /** The processes by name, this one as `measuring`. */
  pids(): Parts;
  close(): Promise<void>;
}

/** A first start reads and compiles the packs, on a machine that is busy. */
const READY_MS_MAX = 240_000;
const POLL_MS = 50;

const answers = async (url: string, server: Child): Promise<void> => {
  for (const end = Date.now() + READY_MS_MAX; ; await sleep(POLL_MS)) {
    if (server.process.exitCode !== null) throw new Error('the server has ended; server.log says why');
    if (Date.now() > end) throw new Error('the server did not become ready');
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok) return;
  }
};

/** Of a worker that is ready: it holds a lease on something. */
const holds = async (redis: RedisClient, worker: Child): Promise<void> => {
  for (const end = Date.now() + READY_MS_MAX; ; await sleep(POLL_MS)) {
    if (worker.process.exitCode !== null) throw new Error('the worker has ended; its log says why');
    if (Date.now() > end) throw new Error('the worker did not take a partition');
    if ((await redis.keys('lease:*')).length > 0) return;
  }
};

const keysIn = (dir: string): { signing: string; session: string } => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const [signing, session] = [join(dir, 'signing.pem'), join(dir, 'session.secret')];
  writeFileSync(signing, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(session, randomBytes(32).toString('hex'), { mode: 0o600 });
  return { signing, session };
};

/** Starts MongoDB, Redis and a server on ports and data of their own under `.local/bench`, thrown away afterwards. */
export const openSpine = async (root: string): Promise<Spine> => {
  const dir = join(root, '.local/bench', `${process.pid}-${randomBytes(3).toString('hex')}`);
  mkdirSync(dir, { recursive: true });
  const [mongo, redisServer] = await Promise.all([
    startMongo({ dir: join(dir, 'mongo'), root, cacheGb: 1 }),
    startRedis({ dir: join(dir, 'redis'), root }),
  ]);
  const connection = await connectMongo(mongo.uri);
  const store = createStore(connection);
  await prepareStore(store);
  const redis = await connectRedis(redisServer.uri, () => {});
  const by = { by: { id: 'bench', name: 'bench' }, now: new Date() };
  const { token } = await createToken(store, { label: 'bench', rooms: [], demo: false }, by);
  const keys = keysIn(dir);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const stores = { MONGODB_URI: mongo.uri, REDIS_URL: redisServer.uri, LIVEWITNESS_ROOT: root };
  const start = (program: 'server' | 'worker', name: string, env: Record<string, string>): Child =>
    startChild({
      script: join(root, `.local/build/${program}/main.js`),
      ...(program === 'worker' && { flags: WORKER_FLAGS }),
      cwd: root,
      log: join(root, '.local/bench', `${name}.log`),
      weighed: join(root, '.local/build/scripts/bench/spine/weighed.js'),
      env: { ...stores, LOG_LEVEL: 'warn', ...env },
    });
  const server = start('server', 'server', { PORT: String(port), SESSION_SECRET_FILE: keys.session });
  const workers = new Map<string, Child>();
  const spine: Spine = {
    ...{ store, redis, redisUrl: redisServer.uri, url, port, token, server, dir, root },
    async startWorker(name) {
      const worker = start('worker', name, { LOG_SIGNING_KEY_FILE: keys.signing, WORKER_NAME: name });
      workers.set(name, worker);
      await holds(redis, worker);
      return worker;
    },
    pids: () => ({
      server: server.pid,
      ...Object.fromEntries([...workers].map(([name, { pid }]) => [name, pid])),
      mongod: mongo.child.pid ?? 0,
      redis: redisServer.child.pid ?? 0,
      measuring: process.pid,
    }),
    async close() {
      await Promise.all([server, ...workers.values()].map((one) => one.stop()));
      redis.destroy();
      await connection.close();
      await Promise.all([mongo.stop('SIGKILL'), redisServer.stop('SIGKILL')]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
  try {
    await answers(url, server);
  } catch (error) {
    await spine.close();
    throw error;
  }
  return spine;
};
