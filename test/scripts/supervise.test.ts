import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOf } from '../../scripts/setup/identity.mjs';
import { deathsAfter, restartDelayMs, STEADY_MS } from '../../scripts/supervise/backoff.ts';
import { mongodLine, openChildLog, ownLine, redisLine } from '../../scripts/supervise/child-log.ts';
import { type Keeper, keep } from '../../scripts/supervise/keeper.ts';
import { makeKeys } from '../../scripts/supervise/keys.ts';
import { whyNotFree } from '../../scripts/supervise/listening.ts';
import { endLeftovers, runningUnder, writePidFile } from '../../scripts/supervise/pid-file.ts';
import { planOf, type StartOptions } from '../../scripts/supervise/plan.ts';
import { stopInOrder } from '../../scripts/supervise/stop-order.ts';

let dir = '';
const keepers: Keeper[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'livewitness-supervise-'));
});
afterEach(async () => {
  await Promise.all(keepers.splice(0).map((keeper) => keeper.stop(100)));
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

/** A real Node process under a keeper; `told` collects what a person would see. */
function kept(name: string, script: string, told: string[], delayMs = 1): Keeper {
  const keeper = keep(
    {
      name,
      command: process.execPath,
      args: ['-e', script],
      env: process.env,
      cwd: dir,
      worthSaying: ownLine,
    },
    {
      runDir: join(dir, 'run'),
      logDir: join(dir, 'logs'),
      say: (text) => told.push(text),
      now: Date.now,
      delayMs: () => delayMs,
    },
  );
  keepers.push(keeper);
  return keeper;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 10));
}

const LIVES = "console.log('begun'); setInterval(() => {}, 50);";

describe('backoff', () => {
  it.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [7, 30_000],
    [60, 30_000],
  ])('after %d deaths in a row: %d ms', (deaths, waitMs) => expect(restartDelayMs(deaths)).toBe(waitMs));

  it('begins again once a child has lived long enough', () => {
    expect(deathsAfter(4, STEADY_MS - 1)).toBe(5);
    expect(deathsAfter(4, STEADY_MS)).toBe(1);
  });
});

describe('a kept child', () => {
  it('that is killed is started again, as another process, and it is said', async () => {
    const told: string[] = [];
    const child = kept('worker-1', LIVES, told);
    await until(() => child.lastLines().includes('begun'));
    const first = child.pid();
    process.kill(first ?? 0, 'SIGKILL');
    await until(() => child.pid() !== undefined && child.pid() !== first);
    expect(child.deaths()).toBe(1);
    expect(told).toContain('worker-1 ended by itself (SIGKILL); starting it again in 0.0 s');
    expect(runningUnder(join(dir, 'run'), 'worker-1')?.pid).toBe(child.pid());
  });

  it('that cannot live is started again and again, with its last words kept', async () => {
    const child = kept('server', "console.error('no such key'); process.exit(3)", []);
    await until(() => child.deaths() >= 3);
    expect(child.lastLines()).toContain('no such key');
  });

  it('whose program is missing counts as dead', async () => {
    const told: string[] = [];
    const keeper = keep(
      { name: 'redis', command: join(dir, 'none'), args: [], env: {}, cwd: dir, worthSaying: redisLine },
      { runDir: join(dir, 'run'), logDir: join(dir, 'logs'), say: (text) => told.push(text), now: Date.now },
    );
    keepers.push(keeper);
    await until(() => keeper.deaths() === 1);
    expect(told[0]).toContain('ENOENT');
  });

  it('is not started again once it was asked to stop, neither alive nor between two lives', async () => {
    const told: string[] = [];
    const alive = kept('a', LIVES, told);
    const between = kept('b', 'process.exit(1)', told, 60_000);
    await until(() => alive.lastLines().includes('begun') && between.deaths() === 1);
    expect(await alive.stop(5000)).toBe('ended');
    expect(await between.stop(5000)).toBe('ended');
    expect([alive.pid(), between.pid()]).toEqual([undefined, undefined]);
    expect(existsSync(join(dir, 'run/a.json'))).toBe(false);
    expect([alive.deaths(), between.deaths()]).toEqual([0, 1]);
  });

  it('that does not listen is ended by force', async () => {
    const child = kept('deaf', `process.on('SIGTERM', () => {}); ${LIVES}`, []);
    await until(() => child.lastLines().includes('begun'));
    const [first, second] = await Promise.all([child.stop(100), child.stop(100)]);
    expect([first, second]).toEqual(['killed', 'killed']);
  });
});

describe('stopping', () => {
  it('goes stage by stage, those of a stage together', async () => {
    const told: string[] = [];
    const order: string[] = [];
    const script = (name: string) =>
      `process.on('SIGTERM', () => setTimeout(() => { require('fs').appendFileSync('order', '${name} '); process.exit(0); }, 60)); ${LIVES}`;
    const [server, one, two, store] = ['server', 'one', 'two', 'store'].map((name) =>
      kept(name, script(name), told),
    );
    if (!server || !one || !two || !store) throw new Error('four children were made');
    await until(() => [server, one, two, store].every((child) => child.lastLines().includes('begun')));
    await stopInOrder(
      [
        { keepers: [server], limitMs: 5000 },
        { keepers: [one, two], limitMs: 5000 },
        { keepers: [store], limitMs: 5000 },
      ],
      (text) => order.push(text),
    );
    const ended = readFileSync(join(dir, 'order'), 'utf8').trim().split(' ');
    expect([ended[0], ended.slice(1, 3).sort(), ended[3]]).toEqual(['server', ['one', 'two'], 'store']);
    expect(order).toEqual([]);
  });

  it('names a child that had to be ended by force', async () => {
    const told: string[] = [];
    const deaf = kept('deaf', `process.on('SIGTERM', () => {}); ${LIVES}`, told);
    await until(() => deaf.lastLines().includes('begun'));
    await stopInOrder([{ keepers: [deaf], limitMs: 100 }], (text) => told.push(text));
    expect(told).toContain('deaf did not end within 0.1 s and was ended by force');
  });
});

describe('what an earlier start has left', () => {
  const left = (script: string) => {
    const child = spawn(process.execPath, ['-e', script], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    return new Promise<ChildProcess>((done) => child.stdout?.once('data', () => done(child)));
  };

  it('is ended, by force if need be', async () => {
    const run = join(dir, 'run');
    const mild = await left(LIVES);
    const deaf = await left(`process.on('SIGTERM', () => {}); ${LIVES}`);
    writePidFile(run, 'mild', mild.pid ?? 0);
    writePidFile(run, 'deaf', deaf.pid ?? 0);
    const ended = Promise.all(
      [mild, deaf].map((child) => new Promise((done) => child.once('exit', (_, s) => done(s)))),
    );
    expect((await endLeftovers(run, 200)).sort()).toEqual(['deaf', 'mild']);
    expect(await ended).toEqual(['SIGTERM', 'SIGKILL']);
    expect(await endLeftovers(run)).toEqual([]);
  });

  it('is left alone where the pid belongs to someone else by now', async () => {
    const run = join(dir, 'run');
    const other = await left(LIVES);
    writePidFile(run, 'mongod', other.pid ?? 0);
    const file = join(run, 'mongod.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"started":"[^"]*"/, '"started":"long ago"'));
    expect(runningUnder(run, 'mongod')).toBeUndefined();
    expect(await endLeftovers(run)).toEqual([]);
    expect(startOf(other.pid ?? 0)).toBeDefined();
    expect(existsSync(file)).toBe(false);
  });

  it('is nothing where no file is, or only a torn one', async () => {
    expect(await endLeftovers(join(dir, 'none'))).toEqual([]);
    writeFileSync(join(dir, 'torn.json'), '{"pid":1');
    expect(await endLeftovers(dir)).toEqual([]);
  });
});

describe('the log of a child', () => {
  const open = (told: string[], clock = { ms: 0 }) =>
    openChildLog(join(dir, 'x.log'), {
      name: 'x',
      worthSaying: ownLine,
      say: (text) => told.push(text),
      now: () => clock.ms,
    });
  const lines = () => readFileSync(join(dir, 'x.log'), 'utf8').trim().split('\n');

  it('has JSON lines only, whole ones, whatever pieces they came in', () => {
    const log = open([]);
    log.take('{"level":30,"msg":"a"}\nplain ');
    log.take('text\n{"level":30');
    log.take(',"msg":"b"}\nlast without end');
    log.flush();
    expect(lines().map((line) => JSON.parse(line))).toEqual([
      { level: 30, msg: 'a' },
      { time: '1970-01-01T00:00:00.000Z', name: 'x', line: 'plain text' },
      { level: 30, msg: 'b' },
      { time: '1970-01-01T00:00:00.000Z', name: 'x', line: 'last without end' },
    ]);
  });

  it('shows five lines of a child in trouble, and counts the rest', () => {
    const told: string[] = [];
    const clock = { ms: 0 };
    const log = open(told, clock);
    for (let i = 0; i < 9; i += 1) log.take(`{"level":50,"msg":"bad ${i}"}\n`);
    expect(told).toHaveLength(5);
    clock.ms = 20_000;
    log.take('{"level":50,"msg":"again"}\n');
    expect(told.slice(5)).toEqual([`x: 4 more such lines in ${join(dir, 'x.log')}`, 'x: again']);
  });

  it('is put aside at the next start once it is large', () => {
    writeFileSync(join(dir, 'x.log'), 'x'.repeat(20_000_001));
    open([]).take('new\n');
    expect(statSync(join(dir, 'x.log.1')).size).toBe(20_000_001);
    expect(lines()).toHaveLength(1);
  });

  it.each([
    [ownLine, '{"level":30,"msg":"fine"}', undefined],
    [ownLine, '{"level":50,"msg":"cannot read","err":{"message":"gone"}}', 'cannot read: gone'],
    [ownLine, '{"level":"warn","msg":"slow"}', 'slow'],
    [ownLine, '{"level":40,"msg":"Redis","error":"Error: closed"}', 'Redis: Error: closed'],
    [ownLine, 'Error: plain', 'Error: plain'],
    [mongodLine, '{"s":"W","msg":"Access control is not enabled"}', undefined],
    [mongodLine, '{"s":"E","msg":"Disk full","attr":{"free":0}}', 'Disk full {"free":0}'],
    [redisLine, '1:M 01 Jan # WARNING overcommit_memory is set to 0!', undefined],
    [
      redisLine,
      "1:M 01 Jan # Fatal: Can't open the append-only file",
      "1:M 01 Jan # Fatal: Can't open the append-only file",
    ],
  ])('%o on %s', (judge, line, shown) => expect(judge(line)).toBe(shown));
});

describe('keys', () => {
  it('are made once, for the owner alone', () => {
    const keys = makeKeys(join(dir, 'keys'));
    const before = Object.values(keys).map((path) => readFileSync(path, 'utf8'));
    expect(before[0]).toContain('BEGIN PRIVATE KEY');
    expect(before[1]).toMatch(/^[0-9a-f]{64}\n$/);
    expect(before[2]).not.toBe(before[1]);
    for (const path of Object.values(keys)) expect(statSync(path).mode & 0o777).toBe(0o600);
    makeKeys(join(dir, 'keys'));
    expect(Object.values(keys).map((path) => readFileSync(path, 'utf8'))).toEqual(before);
  });
});

describe('the plan', () => {
  const options: StartOptions = {
    root: '/srv/livewitness',
    demo: true,
    host: '127.0.0.1',
    port: 7400,
    workers: 2,
    mongoPort: 7417,
    redisPort: 7479,
    demoPort: 7480,
    mongodBinary: 'mongod',
    redisBinary: 'redis-server',
    env: { PATH: '/usr/bin', DEMO: '1' },
  };
  const keys = { logSigning: '/k/log.pem', seal: '/k/seal', sessionSecret: '/k/session' };

  it('with the demo: stores, server, workers, demo', () => {
    const plan = planOf(options, keys);
    expect(plan.workers.map(({ env }) => env.WORKER_NAME)).toEqual(['worker-1', 'worker-2']);
    expect(plan.demo?.args).toEqual(['.local/build/scripts/demo/main.js']);
    expect(plan.server.env).toMatchObject({
      MONGODB_URI: 'mongodb://127.0.0.1:7417/livewitness?replicaSet=rs0',
      REDIS_URL: 'redis://127.0.0.1:7479',
      PLAYBACK_ORIGINS: 'http://127.0.0.1:7480',
      DEMO: '1',
    });
    expect(plan.redis?.args.join(' ')).toContain('--appendfsync always --maxmemory-policy noeviction');
    expect(plan.mongod?.args.join(' ')).toContain('--replSet rs0');
    expect(plan.ports.map(({ port }) => port)).toEqual([7400, 7417, 7479, 7480]);
  });

  it('gives the signing key to workers and the session secret to the server, and to nobody else', () => {
    const { server, workers, demo } = planOf(options, keys);
    expect([server, ...workers, demo].map((spec) => spec?.env.LOG_SIGNING_KEY_FILE)).toEqual([
      undefined,
      '/k/log.pem',
      '/k/log.pem',
      undefined,
    ]);
    expect([server, ...workers, demo].map((spec) => spec?.env.SESSION_SECRET_FILE)).toEqual([
      '/k/session',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('without the demo: no demo process, no DEMO, no private origin', () => {
    const plan = planOf({ ...options, demo: false }, keys);
    expect(plan.demo).toBeUndefined();
    expect(plan.server.env.DEMO).toBeUndefined();
    expect(plan.workers[0]?.env.CAPTURE_ALLOW_ORIGINS).toBe('');
    expect(plan.ports.map(({ port }) => port)).toEqual([7400, 7417, 7479]);
  });

  it('uses stores that are given and starts none', () => {
    const plan = planOf(
      { ...options, mongoUri: 'mongodb://elsewhere/x', redisUrl: 'redis://elsewhere' },
      keys,
    );
    expect([plan.mongod, plan.redis]).toEqual([undefined, undefined]);
    expect(plan.server.env).toMatchObject({
      MONGODB_URI: 'mongodb://elsewhere/x',
      REDIS_URL: 'redis://elsewhere',
    });
    expect(plan.ports.map(({ port }) => port)).toEqual([7400, 7480]);
  });

  it('reaches a server that listens everywhere on this machine', () => {
    const plan = planOf({ ...options, host: '0.0.0.0', env: { PUBLIC_URL: 'https://watch.example' } }, keys);
    expect([plan.localUrl, plan.publicUrl]).toEqual(['http://127.0.0.1:7400', 'https://watch.example']);
    expect(planOf({ ...options, host: '::1' }, keys).localUrl).toBe('http://[::1]:7400');
  });
});

describe('a port', () => {
  it('that is taken says so, and is free again afterwards', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await whyNotFree(port, '127.0.0.1')).toBe('another program listens there');
    await new Promise((done) => taken.close(done));
    expect(await whyNotFree(port, '127.0.0.1')).toBeUndefined();
  });
});
