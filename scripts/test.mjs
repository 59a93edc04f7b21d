/** `npm test`: sets up, then checks types, style and every kind of test; the last line is the account. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import {
  accountLine,
  afterAnotherTry,
  countsOf,
  failuresOf,
  NOTHING,
  sum,
  worthAnotherTry,
} from './setup/account.mjs';
import { alive } from './setup/lock.mjs';
import { seconds } from './setup/seconds.mjs';
import { ROOT, setUpOrExit } from './setup.mjs';

const STEPS = {
  types: 'types of models, worker, server, dashboard, scripts and tests',
  style: 'lint and format (Biome)',
  unit: 'unit tests',
  flow: 'flow tests, on a real MongoDB and Redis',
  faults: 'fault tests: things are killed, cut and filled on purpose',
  browser: 'browser tests, in a real Chromium',
};
/** @typedef {keyof typeof STEPS} Step */
const ALL = /** @type {Step[]} */ (Object.keys(STEPS));
/** Those that talk to the stores. */
const NEED_STORES = new Set(['flow', 'faults', 'browser']);
/** All steps together have 25 minutes on two cores; one that takes this long hangs. */
const STEP_LIMIT_MS = 15 * 60_000;

const HELP = `Usage: npm test -- [options]

  --only A,B   these steps only: ${ALL.join(', ')}
  --list       list the steps
  --help       this text

The longest tests are a project of their own: npx vitest run --project long
One file by hand: npx vitest run test/models/…   (flow, faults and browser tests bring their own stores then, too)
`;

function chosen() {
  let values;
  try {
    ({ values } = parseArgs({
      options: { only: { type: 'string' }, list: { type: 'boolean' }, help: { type: 'boolean' } },
    }));
  } catch (error) {
    return stopWith(/** @type {Error} */ (error).message);
  }
  if (values.help || values.list) {
    const lines = ALL.map((step) => `${step.padEnd(8)} ${STEPS[step]}`);
    process.stdout.write(values.help ? HELP : `${lines.join('\n')}\n`);
    process.exit(0);
  }
  const names = values.only?.split(',').map((name) => name.trim()) ?? ALL;
  const unknown = names.filter((name) => !(name in STEPS));
  if (unknown.length > 0) return stopWith(`There is no step ${unknown.join(', ')}.`);
  return ALL.filter((step) => names.includes(step));
}

/** @param {string} text @returns {never} */
function stopWith(text) {
  process.stderr.write(`${text}\n\n${HELP}`);
  process.exit(2);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>} whether it ended by itself with code 0
 */
function ends(command, args, env) {
  return new Promise((done) => {
    const child = spawn(command, [...args], { cwd: ROOT, env, stdio: 'inherit' });
    const reap = () => child.kill('SIGKILL');
    process.once('exit', reap);
    const limit = setTimeout(reap, STEP_LIMIT_MS);
    child.once('error', () => done(false));
    child.once('close', (code) => {
      clearTimeout(limit);
      process.removeListener('exit', reap);
      done(code === 0);
    });
  });
}

/**
 * @param {string} project
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} files all of the project where there are none
 */
async function runProject(project, env, files = []) {
  const results = join(ROOT, '.local/test', `results-${project}.json`);
  rmSync(results, { force: true });
  const program = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  const ok = await ends(
    process.execPath,
    [program, 'run', '--project', project, ...reporters, ...files],
    env,
  );
  const report = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined;
  return { ok, report };
}

/**
 * Tests of real processes, real stores and a real browser depend on what else the machine does: a file that failed is
 * run once more, alone. What passes then is named all the same, since something in it is not steady.
 * @param {string} project
 * @param {NodeJS.ProcessEnv} env
 */
async function vitest(project, env) {
  const first = await runProject(project, env);
  const failures = failuresOf(first.report, first.ok);
  const files = NEED_STORES.has(project) ? worthAnotherTry(first.report) : [];
  if (files.length === 0) return { counts: countsOf(first.report, first.ok), failures, unsteady: [] };
  process.stdout.write(`\n── once more, alone: ${files.map((file) => relative(ROOT, file)).join(', ')}\n`);
  const again = await runProject(project, env, files);
  const report = again.report && afterAnotherTry(first.report, again.report);
  const left = failuresOf(report, again.ok);
  // By file: one that failed before its first test may fail in a test the second time.
  const fileOf = (/** @type {string} */ failure) => failure.split(/ > |: /, 1)[0];
  const still = new Set(left.map(fileOf));
  const unsteady = failures.filter((failure) => !still.has(fileOf(failure)));
  return { counts: countsOf(report, again.ok), failures: left, unsteady };
}

/** @param {boolean} ok */
const one = (ok) =>
  ok
    ? { counts: { ...NOTHING, passed: 1 }, failures: [], unsteady: [] }
    : { counts: { ...NOTHING, failed: 1 }, failures: ['see what it printed'], unsteady: [] };

/** @param {Step} step @param {NodeJS.ProcessEnv} env */
async function runStep(step, env) {
  const bin = (/** @type {string} */ name) => join(ROOT, 'node_modules/.bin', name);
  if (step === 'types') return one(await ends(bin('tsc'), ['-b', '--pretty'], env));
  if (step === 'style') return one(await ends(bin('biome'), ['ci', '--error-on-warnings'], env));
  return vitest(step, env);
}

/** @param {Step[]} steps @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>} */
async function stores(steps) {
  if (!steps.some((step) => NEED_STORES.has(step))) return { env: process.env, stop: async () => {} };
  const { startMongo, startRedis } = await import('./setup/services.mjs');
  const { storeProgram } = await import('./setup/stores.mjs');
  const { browserProgram } = await import('./setup/browser.mjs');
  const dir = join(ROOT, '.local/test', `stores-${process.pid}`);
  removeOldStores(join(ROOT, '.local/test'));
  const binaries = { mongod: storeProgram('mongo', ROOT), redis: storeProgram('redis', ROOT) };
  const pair = async (/** @type {string} */ name) => {
    const own = join(dir, name);
    mkdirSync(own, { recursive: true });
    const database = 'livewitness-test';
    const mongo = await startMongo({ dir: join(own, 'mongo'), binary: binaries.mongod, database });
    const redis = await startRedis({ dir: join(own, 'redis'), binary: binaries.redis });
    return { mongo, redis, stop: () => Promise.all([mongo.stop(), redis.stop()]) };
  };
  const first = await pair('first');
  const second = steps.includes('flow') ? await pair('second') : null;
  const browser = browserProgram(ROOT);
  return {
    env: {
      ...process.env,
      TEST_MONGODB_URI: first.mongo.uri,
      TEST_REDIS_URL: first.redis.uri,
      ...(second && { TEST_SECOND_MONGODB_URI: second.mongo.uri, TEST_SECOND_REDIS_URL: second.redis.uri }),
      TEST_MONGOD_BIN: binaries.mongod,
      TEST_REDIS_BIN: binaries.redis,
      ...(browser ? { CHROMIUM_PATH: browser } : {}),
    },
    async stop() {
      await Promise.all([first.stop(), second?.stop()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What a run that was killed could not throw away. @param {string} dir */
function removeOldStores(dir) {
  for (const name of readdirSync(dir)) {
    const pid = Number(name.match(/^stores-(\d+)$/)?.[1]);
    if (pid > 0 && !alive(pid)) rmSync(join(dir, name), { recursive: true, force: true });
  }
}

const steps = chosen();
const startedMs = Date.now();
await setUpOrExit({ forTests: steps.includes('browser') });
mkdirSync(join(ROOT, '.local/test'), { recursive: true });
const ground = await stores(steps);
let total = NOTHING;
/** @type {string[]} */
const notes = [];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
try {
  for (const step of steps) {
    const stepMs = Date.now();
    process.stdout.write(`\n── ${STEPS[step]}\n`);
    const ran = await runStep(step, ground.env);
    total = sum(total, ran.counts);
    const named = (/** @type {string} */ failure) => `${step}: ${failure.replace(`${ROOT}/`, '')}`;
    notes.push(...ran.unsteady.map((failure) => `~ passed when run again: ${named(failure)}`));
    notes.push(...ran.failures.map((failure) => `× ${named(failure)}`));
    process.stdout.write(`── ${step}: ${accountLine(ran.counts)} (${seconds(Date.now() - stepMs)})\n`);
  }
} finally {
  await ground.stop();
}
const said = [...notes, `All of it took ${seconds(Date.now() - startedMs)}.`, accountLine(total)];
process.stdout.write(`\n${said.join('\n')}\n`);
process.exit(total.failed > 0 ? 1 : 0);
