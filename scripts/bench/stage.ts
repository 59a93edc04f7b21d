import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asBroadcastId, asPublicId, asRoomId, asTokenId } from '../../models/contract/ids.ts';
import { broadcastSchema } from '../../models/contract/ingest.ts';
import { connectMongo } from '../../models/store/connect.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';
import { appendEvents } from '../../models/stream/append-events.ts';
import { connectRedis, type RedisClient } from '../../models/stream/client.ts';
import { ALL_PARTITIONS, keys, type Partition, partitionOf } from '../../models/stream/keys.ts';
import { startMongo, startRedis } from '../setup/services.mjs';
import { WORKER_FLAGS } from '../setup/worker-flags.mjs';

/** Stores of a measurement's own, and the worker that is measured. */
export interface Stage {
  /** Thrown away afterwards. */
  readonly dir: string;
  readonly store: Store;
  readonly redis: RedisClient;
  readonly mongoUri: string;
  readonly redisUrl: string;
  /** Process ids of the stores. */
  readonly pids: { readonly mongod: number; readonly redis: number };
  /** Starts the built worker, with arguments for Node where something is to be measured in another way. */
  startWorker(nodeArguments?: readonly string[], name?: string, threads?: number): ChildProcess;
  /** Starts the yardstick, see `obvious/main.ts`. @param group consumer group that it reads with. */
  startObvious(group: string): ChildProcess;
  /** Forgets what waits on the streams, and who read it. */
  clearStreams(): Promise<void>;
  close(): Promise<void>;
}

/** A process of which only the number counts. */
export interface Started {
  readonly pid: number;
}

/** Starts MongoDB and Redis under `.local/bench`, as `npm start` would. */
export const openStage = async (root: string): Promise<Stage> => {
  const dir = join(root, '.local/bench', String(process.pid));
  mkdirSync(dir, { recursive: true });
  const [mongo, redisServer] = await Promise.all([
    startMongo({ dir: join(dir, 'mongo'), root, cacheGb: 0.5 }),
    startRedis({ dir: join(dir, 'redis'), root }),
  ]);
  const keyFile = join(dir, 'signing.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const connection = await connectMongo(mongo.uri);
  const store = createStore(connection);
  await prepareStore(store);
  const redis = await connectRedis(redisServer.uri, () => {});
  const children: ChildProcess[] = [];
  const start = (args: readonly string[], env: Record<string, string>): ChildProcess => {
    const log = openSync(join(root, '.local/bench/worker.log'), 'a');
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', log, log],
      env: {
        PATH: process.env.PATH,
        LIVEWITNESS_ROOT: root,
        TF_CPP_MIN_LOG_LEVEL: '2',
        MONGODB_URI: mongo.uri,
        REDIS_URL: redisServer.uri,
        LOG_SIGNING_KEY_FILE: keyFile,
        MEDIA_DIR: join(dir, 'media'),
        PACKS_DIR: join(dir, 'packs'),
        ...env,
      },
    });
    children.push(child);
    return child;
  };
  return {
    dir,
    store,
    redis,
    mongoUri: mongo.uri,
    redisUrl: redisServer.uri,
    pids: { mongod: mongo.child.pid ?? 0, redis: redisServer.child.pid ?? 0 },
    startWorker: (nodeArguments = [], name = 'bench', threads = 1) =>
      start([...WORKER_FLAGS, ...nodeArguments, join(root, '.local/build/worker/main.js')], {
        WORKER_NAME: name,
        WORKER_THREADS: String(threads),
      }),
    startObvious: (group) => start([join(root, '.local/build/scripts/bench/obvious/main.js'), group], {}),
    async clearStreams() {
      await Promise.all(ALL_PARTITIONS.map((partition) => redis.del(keys.utterances(partition))));
    },
    async close() {
      for (const child of children) child.kill('SIGKILL');
      redis.destroy();
      await connection.close();
      await Promise.all([mongo.stop('SIGKILL'), redisServer.stop('SIGKILL')]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** A broadcast, stored and announced as the server does it. */
export const openBroadcast = async ({ store, redis }: Stage, id: string): Promise<BroadcastDoc> => {
  const input = broadcastSchema.parse({
    id,
    title: id,
    language: 'zh-Hans',
    platform: 'bench',
    room: { id: 'room', name: 'room', operator: 'room' },
    presenters: [{ id: 'host', name: 'host', persona: 'human' }],
    startedAt: new Date().toISOString(),
  });
  const broadcastId = asBroadcastId(id);
  const doc: BroadcastDoc = {
    _id: broadcastId,
    publicId: asPublicId(randomBytes(16).toString('base64url')),
    partition: partitionOf(broadcastId),
    input,
    digest: '',
    roomId: asRoomId('room'),
    tokenId: asTokenId('bench'),
    startedAt: new Date(input.startedAt),
    public: false,
    demo: false,
    revision: 1,
    atMs: 0,
    products: {},
    silent: false,
    logSize: 0,
    unsent: false,
    updatedAt: new Date(),
  };
  await store.broadcasts.insertMany([doc], { lean: true });
  const where = { partition: doc.partition as Partition, broadcastId, acceptedAtMs: Date.now() };
  await appendEvents(redis, where, [{ event: { type: 'registered', atMs: 0 } }]);
  return doc;
};
