import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NoteKey } from '../../models/contract/log/note.ts';
import { connectMongo } from '../../models/store/connect.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';
import { createToken } from '../../models/store/tokens.ts';
import { createUser } from '../../models/store/users.ts';
import { connectRedis, type RedisClient } from '../../models/stream/client.ts';
import { freePort } from '../setup/services.mjs';
import { limitFiles, mountSmallDisk, type SmallDisk, unmountAt, withoutSignal } from './small-disk.ts';
import { type Binaries, type Killable, type MongoSet, openMongoSet, openRedis } from './stores.ts';
import { until } from './until.ts';

const FAKETIME = 'faketime/libfaketimeMT.so.1';
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
  readonly mongoSet: MongoSet;
  /** Null where there is no way to have one, or no need. */
  readonly disks: { readonly redis: SmallDisk | null; readonly mongo: SmallDisk | null };
  readonly skewedBy: 'libfaketime' | 'shifted Date';
  close(): Promise<void>;
}

const partOf = (
  name: string,
  launch: () => ChildProcess,
  ready: (child: ChildProcess) => Promise<unknown>,
  onDeath: StageWishes['onDeath'],
): Part => {
  const killed = new WeakSet<ChildProcess>();
  const begin = (): ChildProcess => {
    const started = launch();
    started.once('exit', (code, signal) => {
      if (!killed.has(started)) onDeath(`${name} ended by itself (${signal ?? `code ${code}`})`);
    });
    return started;
  };
  let child = begin();
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    get child() {
      return child;
    },
    async start() {
      child = begin();
      await ready(child);
    },
    signal: (signal) => void child.kill(signal),
    async kill() {
      killed.add(child);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    },
  };
};

/** Debian has a folder for each kind of machine. */
const findFaketime = (): string | undefined =>
  ['/usr/lib', '/usr/local/lib']
    .flatMap((lib) => [lib, ...readdirSync(lib).map((name) => join(lib, name))])
    .map((folder) => join(folder, FAKETIME))
    .find((file) => existsSync(file));

const skew = (root: string): { by: Stage['skewedBy']; env: Record<string, string> } => {
  const library = findFaketime();
  return library
    ? { by: 'libfaketime', env: { LD_PRELOAD: library, FAKETIME: '+1h', FAKETIME_DONT_FAKE_MONOTONIC: '1' } }
    : {
        by: 'shifted Date',
        env: { NODE_OPTIONS: `--import ${join(root, '.local/build/scripts/faults/skewed-clock.js')}` },
      };
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

export interface StageWishes {
  /** The project's folder: what is built there is what runs. */
  readonly root: string;
  /** Everything lies there. */
  readonly dir: string;
  /** Which stores must be on a disk that can be filled. */
  readonly disks: readonly ('redis' | 'mongo')[];
  readonly binaries?: Binaries;
  /** A server or worker is gone that nobody killed. */
  readonly onDeath: (what: string) => void;
}

interface Stores {
  readonly redisStore: Killable;
  readonly mongoSet: MongoSet;
  readonly disks: Stage['disks'];
}

/** Where nothing may be mounted the stores are started so that a limit on their files can stand in. */
const openStores = async ({ root, dir, binaries = {}, disks: wanted }: StageWishes): Promise<Stores> => {
  const mount = (name: 'redis' | 'mongo') =>
    wanted.includes(name) ? mountSmallDisk(join(dir, name), DISK_MB[name]) : null;
  const mounted = { redis: mount('redis'), mongo: mount('mongo') };
  const place = (name: 'redis' | 'mongo') => ({
    ...{ root, dir, binaries },
    wrap: (binary: string) => (wanted.includes(name) && !mounted[name] ? withoutSignal(dir, binary) : binary),
  });
  const [mongoSet, redisStore] = await Promise.all([openMongoSet(place('mongo')), openRedis(place('redis'))]);
  const standIn = (name: 'redis' | 'mongo', stores: readonly Killable[]) =>
    mounted[name] ?? (wanted.includes(name) ? limitFiles(() => stores.map(({ pid }) => pid)) : null);
  const disks = { redis: standIn('redis', [redisStore]), mongo: standIn('mongo', mongoSet.members) };
  return { redisStore, mongoSet, disks };
};

/** Takes away the disks of a stage that was killed; nothing happens where none are mounted. */
export const unmountDisks = (dir: string): void => {
  for (const name of Object.keys(DISK_MB)) unmountAt(join(dir, name));
};

/** Most memory that a process of the stage has held so far, in MiB; 0 where the system does not tell. */
export const peakMiB = ({ child }: Part): number => {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
};

/** Starts stores, a server and two workers, the second of which is an hour ahead. */
export const openStage = async (wishes: StageWishes): Promise<Stage> => {
  const { root, dir, onDeath } = wishes;
  mkdirSync(dir, { recursive: true });
  const { mongoSet, redisStore, disks } = await openStores(wishes);
  const { keyFile, secretFile, noteKey } = writeKeys(dir);
  const connection = await connectMongo(mongoSet.uri);
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
          MONGODB_URI: mongoSet.uri,
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
  const part = (
    program: 'server' | 'worker',
    name: string,
    env: Record<string, string>,
    ready: (child: ChildProcess) => Promise<unknown>,
  ): Part => partOf(name, launch(program, name, env), ready, onDeath);
  const server = part('server', 'server', { PORT: String(port), SESSION_SECRET_FILE: secretFile }, answers);
  const workers = [
    part('worker', 'worker-0', { ...workerEnv, WORKER_NAME: 'worker-0' }, runs),
    part('worker', 'worker-1', { ...workerEnv, WORKER_NAME: 'worker-1', ...skewed }, runs),
  ] as const;
  await answers(server.child);
  return {
    ...{ store, redis, url, port, token, server, workers, redisStore, mongoSet, disks, skewedBy: by },
    login: { login: LOGIN, password },
    noteKey,
    async close() {
      await Promise.all([server.kill(), ...workers.map((worker) => worker.kill())]);
      redis.destroy();
      await connection.close(true);
      await Promise.all([...mongoSet.members, redisStore].map((one) => one.kill()));
      disks.redis?.unmount();
      disks.mongo?.unmount();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
