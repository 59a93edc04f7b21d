/**
 * MongoDB and Redis as child processes: the one place that knows their command lines and when they are ready.
 *
 * `npm start` watches them itself and so takes the parts (`mongodArgs`, `readyReplicaSet`, …); tests take the
 * whole: `startMongo({ dir, port })` and `startRedis({ dir, port })`, which resolve once the store answers and
 * whose `stop()` is safe to call twice.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const REPLICA_SET = 'rs0';
export const DATABASE = 'livewitness';
/** A cold mongod that replays its journal on a slow disk was seen to need 20 s. */
const READY_LIMIT_MS = 60_000;
/** Short enough not to be felt at start-up, long enough not to be a busy loop. */
const POLL_MS = 50;
/** A clean shutdown of a small store takes under a second; past this the journal is trusted instead. */
const STOP_LIMIT_MS = 15_000;

/**
 * @typedef {object} Store a running store
 * @property {string} uri what a client connects to
 * @property {number} port
 * @property {import('node:child_process').ChildProcess} child
 * @property {(signal?: NodeJS.Signals) => Promise<void>} stop ends it (SIGTERM, then SIGKILL past the limit);
 *   resolves when the process is gone
 */

/** @param {number} port @param {string} [database] @returns {string} */
export function mongoUri(port, database = DATABASE) {
  return `mongodb://127.0.0.1:${port}/${database}?replicaSet=${REPLICA_SET}`;
}

/** @param {number} port @returns {string} */
export function redisUri(port) {
  return `redis://127.0.0.1:${port}`;
}

/**
 * The command line of a mongod that keeps its word: replica set (transactions, change streams), journaled.
 * @param {{ dir: string, port: number, cacheGb?: number }} options
 * @returns {string[]}
 */
export function mongodArgs({ dir, port, cacheGb = 0.5 }) {
  return [
    ...['--dbpath', dir, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', REPLICA_SET],
    // The default cache is half of the machine's memory, which server and workers need themselves.
    ...['--wiredTigerCacheSizeGB', String(cacheGb), '--oplogSize', '512'],
    // A server killed while it decides would hold the alert it touched for a minute, and with it the alert's partition.
    ...['--setParameter', 'transactionLifetimeLimitSeconds=10'],
    // A socket file in /tmp would be outside the project and shared by everyone on the machine.
    '--nounixsocket',
  ];
}

/**
 * The command line of a Redis that has an entry at rest before it says so, and refuses rather than evicts.
 * @param {{ dir: string, port: number }} options
 * @returns {string[]}
 */
export function redisArgs({ dir, port }) {
  return [
    ...['--dir', dir, '--port', String(port), '--bind', '127.0.0.1', '--appendonly', 'yes'],
    ...['--appendfsync', 'always', '--maxmemory-policy', 'noeviction', '--save', '', '--daemonize', 'no'],
  ];
}

/** A port that nobody listens on at this moment. @returns {Promise<number>} */
export function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param {string} root the project's folder
 * @param {'mongod' | 'redis-server'} name
 * @returns {string} the binary that set-up found or brought, else the bare name, for PATH to find
 */
export function storeBinary(root, name) {
  const own = join(root, '.local/bin', name);
  return existsSync(own) ? own : name;
}

/**
 * Waits until Redis answers PING (and is done loading its append-only file).
 * @param {number} port
 * @param {{ limitMs?: number, gone?: () => boolean }} [options] `gone`: true once there is no use in waiting
 */
export async function redisReady(port, { limitMs = READY_LIMIT_MS, gone = () => false } = {}) {
  const until = Date.now() + limitMs;
  while (Date.now() < until && !gone()) {
    if (await redisAnswers(port)) return;
    await sleep(POLL_MS);
  }
  throw new Error(`Redis on port ${port} did not answer within ${limitMs / 1000} s`);
}

/** @param {number} port @returns {Promise<boolean>} */
function redisAnswers(port) {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const end = (/** @type {boolean} */ answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
  });
}

/**
 * Waits until mongod is a writable primary; makes the one-member set the first time. The set's configuration
 * stores host and port: where the port has changed since, the configuration is rewritten and `say` is told.
 * @param {number} port
 * @param {{ limitMs?: number, gone?: () => boolean, say?: (line: string) => void }} [options]
 */
export async function readyReplicaSet(port, options = {}) {
  const { limitMs = READY_LIMIT_MS, gone = () => false, say = () => {} } = options;
  const until = Date.now() + limitMs;
  await portOpens(port, until, gone);
  const { mongo } = (await import('mongoose')).default;
  const client = new mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: limitMs,
  });
  try {
    await client.connect();
    const admin = client.db('admin');
    await nameMember(admin, `127.0.0.1:${port}`, say);
    while (!(await admin.command({ hello: 1 })).isWritablePrimary) {
      if (Date.now() > until || gone()) throw new Error(`MongoDB on port ${port} did not become primary`);
      await sleep(POLL_MS);
    }
  } finally {
    await client.close();
  }
}

/** @param {number} port @param {number} until @param {() => boolean} gone */
async function portOpens(port, until, gone) {
  while (!(await portInUse(port))) {
    if (Date.now() > until || gone()) throw new Error(`MongoDB on port ${port} did not answer in time`);
    await sleep(POLL_MS);
  }
}

/** @param {number} port @param {string} [host] @returns {Promise<boolean>} whether somebody listens there */
export function portInUse(port, host = '127.0.0.1') {
  return new Promise((done) => {
    const socket = createConnection({ port, host });
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
  });
}

/**
 * @param {import('mongoose').mongo.Db} admin
 * @param {string} host
 * @param {(line: string) => void} say
 */
async function nameMember(admin, host, say) {
  const first = { _id: REPLICA_SET, members: [{ _id: 0, host }] };
  let config;
  try {
    config = (await admin.command({ replSetGetConfig: 1 })).config;
  } catch (error) {
    const code = /** @type {{ codeName?: string }} */ (error).codeName;
    if (code !== 'NotYetInitialized') throw error;
    await admin.command({ replSetInitiate: first });
    return;
  }
  const known = config.members[0]?.host;
  if (config.members.length !== 1 || known === host) return;
  say(`the replica set knew itself as ${known}; it is ${host} now, and its configuration says so again`);
  const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
  await admin.command({ replSetReconfig: moved, force: true });
}

/**
 * Starts a mongod of one's own and waits until it is a writable primary.
 * @param {{ dir: string, port?: number, binary?: string, root?: string, cacheGb?: number, database?: string }} options
 *   `dir` is made if absent; the log goes to `<dir>.log`
 * @returns {Promise<Store>}
 */
export async function startMongo({ dir, port, binary, root = process.cwd(), cacheGb = 0.25, database }) {
  const at = port ?? (await freePort());
  const command = binary ?? storeBinary(root, 'mongod');
  return start(command, mongodArgs({ dir: resolve(dir), port: at, cacheGb }), dir, {
    uri: mongoUri(at, database),
    port: at,
    ready: (gone) => readyReplicaSet(at, { gone }),
  });
}

/**
 * Starts a mongod that is to be one of several members of a set, and waits until it listens; who makes the set waits for its primary.
 * @param {{ dir: string, port: number, binary?: string, root?: string, cacheGb?: number }} options as for `startMongo`
 * @returns {Promise<Store>}
 */
export async function startMongoMember({ dir, port, binary, root = process.cwd(), cacheGb = 0.25 }) {
  const command = binary ?? storeBinary(root, 'mongod');
  return start(command, mongodArgs({ dir: resolve(dir), port, cacheGb }), dir, {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    port,
    ready: (gone) => portOpens(port, Date.now() + READY_LIMIT_MS, gone),
  });
}

/**
 * Starts a Redis of one's own and waits until it answers.
 * @param {{ dir: string, port?: number, binary?: string, root?: string }} options as for `startMongo`
 * @returns {Promise<Store>}
 */
export async function startRedis({ dir, port, binary, root = process.cwd() }) {
  const at = port ?? (await freePort());
  const command = binary ?? storeBinary(root, 'redis-server');
  return start(command, redisArgs({ dir: resolve(dir), port: at }), dir, {
    uri: redisUri(at),
    port: at,
    ready: (gone) => redisReady(at, { gone }),
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} dir
 * @param {{ uri: string, port: number, ready: (gone: () => boolean) => Promise<void> }} store
 * @returns {Promise<Store>}
 */
async function start(command, args, dir, { uri, port, ready }) {
  mkdirSync(dir, { recursive: true });
  const log = openSync(`${dir}.log`, 'a');
  const child = spawn(command, args, { stdio: ['ignore', log, log] });
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  let gone = false;
  let reason = '';
  /** @type {Promise<void>} */
  const ended = new Promise((done) => {
    child.once('error', (error) => {
      reason = `: ${error.message}`;
      gone = true;
      done();
    });
    child.once('exit', () => {
      gone = true;
      process.removeListener('exit', reap);
      done();
    });
  });
  const stop = async (/** @type {NodeJS.Signals} */ signal = 'SIGTERM') => {
    if (gone) return;
    child.kill(signal);
    const limit = setTimeout(reap, STOP_LIMIT_MS);
    await ended;
    clearTimeout(limit);
  };
  try {
    await ready(() => gone);
  } catch (error) {
    await stop('SIGKILL');
    throw new Error(`${command} did not start${reason} (its log: ${dir}.log)`, { cause: error });
  }
  return { uri, port, child, stop };
}
