import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readyReplicaSet, redisReady } from './setup/services.mjs';
import { lookAtGivenRedis, lookAtMongo } from './supervise/given-stores.ts';
import { type Keeper, type KeeperDeps, keep } from './supervise/keeper.ts';
import { makeKeys } from './supervise/keys.ts';
import { whyNotFree } from './supervise/listening.ts';
import { endLeftovers, removePidFile, runningUnder, writePidFile } from './supervise/pid-file.ts';
import { type Plan, planOf, type StartOptions } from './supervise/plan.ts';
import { answersOk, type DemoLogin, demoLogins } from './supervise/readiness.ts';
import { PROCESS_STOP_MS, STORE_STOP_MS, type StopStage, stopInOrder } from './supervise/stop-order.ts';

/** Beyond this a start has failed: a cold start takes seconds, also on a slow disk. */
const READY_LIMIT_MS = 90_000;
/** The demo writes its logins first of all. */
const LOGINS_LIMIT_MS = 20_000;
/** A part that dies this often before it was ever ready will not come up by being started again. */
const HOPELESS_DEATHS = 4;
/** A terminal's Ctrl-C arrives twice: from the terminal, and passed on by npm. */
const SAME_SIGNAL_MS = 2000;
const PARENT_POLL_MS = 1000;
const SELF = 'supervisor';

interface Running {
  /** Nothing more is started from here on. */
  stopping: boolean;
  mongod?: Keeper;
  redis?: Keeper;
  server?: Keeper;
  workers: Keeper[];
  demo?: Keeper;
}

/**
 * Starts the product's processes, watches them, and ends them in order at SIGINT, SIGTERM or SIGHUP.
 * @param startedMs when the person's wait began, for the time that is printed
 * @returns the exit code, once all have ended: 0 after a signal, 1 where the start failed
 */
export async function supervise(options: StartOptions, startedMs: number): Promise<number> {
  const runDir = join(options.root, '.local/run');
  const other = runningUnder(runDir, SELF);
  if (other) {
    complain(`LiveWitness runs already in this folder (process ${other.pid}). Stop that one first.`);
    return 1;
  }
  const ended = await endLeftovers(runDir);
  if (ended.length > 0) say(`ended what an earlier start had left running: ${ended.join(', ')}`);
  writePidFile(runDir, SELF, process.pid, {
    ...(!options.mongoUri && { mongo: options.mongoPort }),
    ...(!options.redisUrl && { redis: options.redisPort }),
  });
  const plan = planOf(options, makeKeys(join(options.root, '.local/keys')));
  const running: Running = { stopping: false, workers: [] };
  const stop = stopSignal();
  void stop.then(() => {
    running.stopping = true;
  });
  // Whatever ends this process, nothing stays behind; a store still gets to flush.
  process.once('exit', () => signalAll(running));
  try {
    if (!(await portsFree(plan)) || !(await givenStoresDo(options))) return 1;
    const bringingUp = bringUp(plan, options, running, startedMs);
    // Its failure counts only as long as nobody has asked to stop.
    bringingUp.catch(() => {});
    const up = await Promise.race([bringingUp, stop.then(() => true)]);
    if (!up) return 1;
    await stop;
    return 0;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    const order = stages(running);
    const any = order.some(({ keepers }) => keepers.length > 0);
    if (any) say('stopping');
    await stopInOrder(order, say);
    removePidFile(runDir, SELF);
    if (any) say('stopped');
  }
}

function say(text: string): void {
  process.stdout.write(`${new Date().toTimeString().slice(0, 8)}  ${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function portsFree(plan: Plan): Promise<boolean> {
  let free = true;
  for (const { port, host, what, wayOut } of plan.ports) {
    const why = await whyNotFree(port, host);
    if (why === undefined) continue;
    free = false;
    complain(`Port ${port}, for ${what}, cannot be used: ${why}.\n  Way out: ${wayOut}`);
  }
  return free;
}

/** Stores that the environment names are looked at before anything is started: a server that waits for them says less. */
async function givenStoresDo({ mongoUri, redisUrl }: StartOptions): Promise<boolean> {
  const found = await Promise.all([
    mongoUri && lookAtMongo(mongoUri),
    redisUrl && lookAtGivenRedis(redisUrl),
  ]);
  let all = true;
  for (const finding of found) {
    if (!finding) continue;
    for (const warning of finding.warnings) say(warning);
    if (finding.problem === undefined) continue;
    all = false;
    complain(finding.problem);
  }
  return all;
}

/** @returns false where a part did not come up; what it said last has been shown */
async function bringUp(
  plan: Plan,
  options: StartOptions,
  running: Running,
  startedMs: number,
): Promise<boolean> {
  const deps: KeeperDeps = {
    runDir: join(options.root, '.local/run'),
    logDir: join(options.root, '.local/logs'),
    say,
    now: Date.now,
  };
  await storesUp(plan, options, running, deps);
  if (running.stopping) return true;
  running.server = keep(plan.server, deps);
  running.workers = plan.workers.map((spec) => keep(spec, deps));
  const { server } = running;
  const hopeless = () => running.stopping || server.deaths() >= HOPELESS_DEATHS;
  if (!(await answersOk(`${plan.localUrl}/readyz`, READY_LIMIT_MS, hopeless))) {
    if (running.stopping) return true;
    complain(`The server did not become ready.\n${said(server)}`);
    return false;
  }
  if (running.stopping) return true;
  if (plan.demo) running.demo = keep(plan.demo, deps);
  say(`LiveWitness is ready in ${((Date.now() - startedMs) / 1000).toFixed(1)} s: ${plan.publicUrl}`);
  if (running.demo) await showLogins(options.root, running.demo);
  else say('no demo: make the first person with  npm run admin -- create --help');
  say('logs are in .local/logs; Ctrl-C stops everything');
  return true;
}

async function storesUp(
  plan: Plan,
  options: StartOptions,
  running: Running,
  deps: KeeperDeps,
): Promise<void> {
  const data = join(options.root, '.local/data');
  for (const name of ['mongo', 'redis']) mkdirSync(join(data, name), { recursive: true });
  const { mongod, redis } = plan;
  if (mongod) running.mongod = keep(mongod, deps);
  if (redis) running.redis = keep(redis, deps);
  await Promise.all([
    running.mongod && upOrSaid(running.mongod, (gone) => readyReplicaSet(options.mongoPort, { gone, say })),
    running.redis && upOrSaid(running.redis, (gone) => redisReady(options.redisPort, { gone })),
  ]);
}

async function upOrSaid(keeper: Keeper, ready: (gone: () => boolean) => Promise<void>): Promise<void> {
  try {
    await ready(() => keeper.deaths() >= HOPELESS_DEATHS);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${said(keeper)}`);
  }
}

function said(keeper: Keeper): string {
  const lines = keeper.lastLines().map((line) => `  | ${line}`);
  return `What ${keeper.name} said last (all of it: .local/logs/${keeper.name}.log):\n${lines.join('\n')}`;
}

async function showLogins(root: string, demo: Keeper): Promise<void> {
  const gone = () => demo.deaths() >= HOPELESS_DEATHS;
  const logins = await demoLogins(join(root, '.local/demo/logins.json'), LOGINS_LIMIT_MS, gone);
  if (!logins) {
    say(`the demo has not made its logins yet\n${said(demo)}`);
    return;
  }
  const width = Math.max(...logins.map(({ login }) => login.length));
  const lines = logins.map(
    ({ role, as, login, password }: DemoLogin) =>
      `    ${(as ? `${role}, ${as}` : role).padEnd(16)} ${login.padEnd(width)}  ${password}`,
  );
  say(`demo logins (this installation's own; --no-demo starts without):\n${lines.join('\n')}`);
}

/** Resolves at the first request to stop; a second one, later than an echo of the first, ends at once. */
function stopSignal(): Promise<void> {
  return new Promise((done) => {
    let firstMs = 0;
    const asked = () => {
      if (firstMs === 0) firstMs = Date.now();
      else if (Date.now() - firstMs > SAME_SIGNAL_MS) process.exit(130);
      done();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, asked);
    // npm passes most signals on, but not its own death.
    if (!process.env.npm_lifecycle_event) return;
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      asked();
    }, PARENT_POLL_MS);
    watch.unref();
  });
}

function stages({ demo, server, workers, redis, mongod }: Running): StopStage[] {
  const stage = (limitMs: number, ...keepers: (Keeper | undefined)[]): StopStage => ({
    keepers: keepers.filter((keeper) => keeper !== undefined),
    limitMs,
  });
  return [
    stage(PROCESS_STOP_MS, demo),
    stage(PROCESS_STOP_MS, server),
    stage(PROCESS_STOP_MS, ...workers),
    stage(STORE_STOP_MS, redis),
    stage(STORE_STOP_MS, mongod),
  ];
}

function signalAll({ demo, server, workers, redis, mongod }: Running): void {
  for (const keeper of [demo, server, ...workers]) keeper?.signal('SIGKILL');
  for (const keeper of [redis, mongod]) keeper?.signal('SIGTERM');
}
