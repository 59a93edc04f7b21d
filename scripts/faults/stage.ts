import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NoteKey } from '../../models/contract/log/note.ts';
import { connectMongo } from '../../models/store/connect.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';
import { createToken } from '../../models/store/tokens.ts';
import { createUser } from '../../models/store/users.ts';
import { connectRedis, type RedisClient } from '../../models/stream/client.ts';
import { freePort } from '../setup/services.mjs';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { type Killable, openMongo, openRedis } from './stores.ts';
import { until } from './until.ts';

const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
const LOG_NAME = 'faults.example/log';
const LOGIN = 'moderator';
/** What the stores hold in a long run, and room besides; memory is taken only for what is written. */
const DISK_MB = { redis: 512, mongo: 2_048 } as const;

/** A process that can be killed and started again. */
export interface Part {
  readonly child: ChildProcess;
  start(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Everything a run needs, as processes of its own. */
export interface Stage {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly login: { readonly login: string; readonly password: string };
  readonly noteKey: NoteKey;
  readonly server: Part;
  readonly workers: readonly [Part, Part];
  readonly redisStore: Killable;
  readonly mongoStore: Killable;
  /** Null where mounting is not permitted. */
  readonly disks: { readonly redis: SmallDisk | null; readonly mongo: SmallDisk | null };
  readonly skewedBy: 'libfaketime' | 'shifted Date';
  close(): Promise<void>;
}

const partOf = (launch: () => ChildProcess, ready: (child: ChildProcess) => Promise<unknown>): Part => {
  let child = launch();
  const reap = (): void => void child.kill('SIGKILL');
  process.once('exit', reap);
  return {
    get child() {
      return child;
    },
    async start() {
      child = launch();
      await ready(child);
    },
    signal: (signal) => void child.kill(signal),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    },
  };
};

const skew = (root: string): { by: Stage['skewedBy']; env: Record<string, string> } =>
  existsSync(FAKETIME)
    ? { by: 'libfaketime', env: { LD_PRELOAD: FAKETIME, FAKETIME: '+1h', FAKETIME_DONT_FAKE_MONOTONIC: '1' } }
    : {
        by: 'shifted Date',
        env: { NODE_OPTIONS: `--import ${join(root, '.local/build/scripts/faults/skewed-clock.js')}` },
      };

/** The run's own keys: one that signs logs, one of the sessions. */
const writeKeys = (dir: string): { keyFile: string; secretFile: string; noteKey: NoteKey } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const keyFile = join(dir, 'signing.pem');
  const secretFile = join(dir, 'secret');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(secretFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const noteKey = { name: LOG_NAME, publicKey: new Uint8Array(Buffer.from(x, 'base64url')) };
  return { keyFile, secretFile, noteKey };
};

/** Starts stores, a server and two workers, the second of which is an hour ahead. Everything lies in `dir`. */
export const openStage = async (root: string, dir: string, wantsDisks: boolean): Promise<Stage> => {
  mkdirSync(dir, { recursive: true });
  const disk = (name: 'redis' | 'mongo') =>
    wantsDisks ? mountSmallDisk(join(dir, name), DISK_MB[name]) : null;
  const disks = { redis: disk('redis'), mongo: disk('mongo') };
  const [mongoStore, redisStore] = await Promise.all([openMongo(dir, root), openRedis(dir, root)]);
  const { keyFile, secretFile, noteKey } = writeKeys(dir);
  const connection = await connectMongo(mongoStore.uri);
  const store = createStore(connection);
  await prepareStore(store);
  const redis = await connectRedis(redisStore.uri, () => {}, { whenAway: 'refuse' });
  const acting = { by: { id: 'faults', name: 'faults' }, now: new Date() };
  const password = randomBytes(16).toString('hex');
  await createUser(store, { login: LOGIN, name: LOGIN, role: 'moderator', password, demo: false }, acting);
  const { token } = await createToken(store, { label: 'faults', rooms: [], demo: false }, acting);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const launch =
    (program: 'server' | 'worker', name: string, env: Record<string, string>) => (): ChildProcess => {
      const log = openSync(join(dir, `${name}.log`), 'a');
      return spawn(process.execPath, [join(root, `.local/build/${program}/main.js`)], {
        cwd: root,
        stdio: ['ignore', log, log],
        env: {
          PATH: process.env.PATH,
          TF_CPP_MIN_LOG_LEVEL: '2',
          MONGODB_URI: mongoStore.uri,
          REDIS_URL: redisStore.uri,
          LOG_KEY_NAME: LOG_NAME,
          ...env,
        },
      });
    };
  const answers = (child: ChildProcess) =>
    until('the server to be ready', async () => {
      if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
      return (await fetch(`${url}/readyz`)).ok;
    });
  const { by, env: skewed } = skew(root);
  const workerEnv = { LOG_SIGNING_KEY_FILE: keyFile, CORRECTION_WAIT_MS: '0' };
  const runs = (): Promise<void> => Promise.resolve();
  const server = partOf(
    launch('server', 'server', { PORT: String(port), SESSION_SECRET_FILE: secretFile }),
    answers,
  );
  const workers = [
    partOf(launch('worker', 'worker-0', { ...workerEnv, WORKER_NAME: 'worker-0' }), runs),
    partOf(launch('worker', 'worker-1', { ...workerEnv, WORKER_NAME: 'worker-1', ...skewed }), runs),
  ] as const;
  await answers(server.child);
  return {
    ...{ store, redis, url, port, token, server, workers, redisStore, mongoStore, disks, skewedBy: by },
    login: { login: LOGIN, password },
    noteKey,
    async close() {
      await Promise.all([server.kill(), ...workers.map((worker) => worker.kill())]);
      redis.destroy();
      await connection.close(true);
      await Promise.all([mongoStore.kill(), redisStore.kill()]);
      disks.redis?.unmount();
      disks.mongo?.unmount();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
