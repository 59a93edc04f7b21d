/**
 * Brings a bare clone to the point where the product (or its tests) can run. Needs nothing but Node itself, may be
 * stopped and started again at any moment, and does nothing where nothing is to do.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserPart, fontPart } from './setup/browser.mjs';
import { codePart, dashboardPart } from './setup/build.mjs';
import { endLeftBehind, endRunning } from './setup/command.mjs';
import { ffmpegPart } from './setup/ffmpeg.mjs';
import { withLock } from './setup/lock.mjs';
import { NODE_RANGE, whyNotNode } from './setup/node-version.mjs';
import { packagesPart } from './setup/packages.mjs';
import { needRoom, noRoom } from './setup/part.mjs';
import { SetupProblem, usualReason } from './setup/problem.mjs';
import { createReport } from './setup/report.mjs';
import { rulePacksPart } from './setup/rule-packs.mjs';
import { seconds } from './setup/seconds.mjs';
import { storePart } from './setup/stores.mjs';
import { tensorflowPart } from './setup/tensorflow.mjs';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** A log of set-ups past this size is put aside, so that it does not grow for ever. */
const LOG_MAX_BYTES = 5_000_000;

const HELP = `Brings this clone to the point where it can run. \`npm start\` and \`npm test\` call it by themselves.

Usage: npm run setup -- [options]

  --tests    also what only the tests need: Chromium, a Chinese font
  --build    only what a container image needs: packages, TensorFlow, the build; no stores
  --retry    try again for parts that ended in a fallback (native TensorFlow)
  --quiet    show only the parts that need work
  --stderr   speak on standard error, for commands whose standard output is data
  --help     this text

Everything is kept in .local/ (delete it to begin anew; it also holds your data) and in node_modules/.
Environment: MONGODB_URI, REDIS_URL, FFMPEG_PATH and CHROMIUM_PATH name parts that are there already;
MONGOMS_DOWNLOAD_MIRROR and TFJS_NODE_BASE_URI name mirrors of the hosts they come from.
`;

/**
 * @typedef {object} SetUpOptions
 * @property {string} [root]
 * @property {boolean} [forTests]
 * @property {boolean} [buildOnly]
 * @property {boolean} [uncheckedRules] for the command that checks them, and for help
 * @property {boolean} [retry]
 * @property {boolean} [quiet]
 * @property {NodeJS.WritableStream} [out]
 * @property {NodeJS.ProcessEnv} [env]
 */

/**
 * Sets up what is not yet there.
 * @param {SetUpOptions} [options]
 * @returns {Promise<void>}
 * @throws {SetupProblem} where a part cannot be had
 */
export async function setUp(options = {}) {
  const {
    root = ROOT,
    forTests = false,
    buildOnly = false,
    uncheckedRules = false,
    retry = false,
    quiet = false,
    out = process.stdout,
  } = options;
  needNode();
  const log = join(root, '.local/logs/setup.log');
  const ground = {
    root,
    log,
    forTests,
    buildOnly,
    uncheckedRules,
    retry,
    env: options.env ?? process.env,
  };
  const report = createReport({ out, quiet });
  const startedMs = Date.now();
  const parts = partsFor(ground);
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const stop = () => process.exit(130);
  for (const signal of signals) process.on(signal, stop);
  try {
    // First without the lock: where all is there, nobody needs to wait for anybody.
    if (!(await allThere(parts, quiet ? undefined : report))) {
      startLog(log);
      const waiting = () => report.note('another set-up is running in this folder: waiting for it');
      await withLock(join(root, '.local/setup.lock'), waiting, () => makeParts(parts, root, report));
    }
  } finally {
    for (const signal of signals) process.removeListener(signal, stop);
  }
  if (!quiet) out.write(`Set-up done in ${seconds(Date.now() - startedMs)}.\n`);
}

/** @param {import('./setup/part.mjs').Ground} ground */
function partsFor(ground) {
  return [
    packagesPart(ground),
    tensorflowPart(ground),
    codePart(ground),
    ...(ground.uncheckedRules ? [] : [rulePacksPart(ground)]),
    dashboardPart(ground),
    ...(ground.buildOnly ? [] : [storePart('mongo', ground), storePart('redis', ground), ffmpegPart(ground)]),
    ...(ground.forTests ? [browserPart(ground), fontPart(ground)] : []),
  ];
}

/**
 * @param {import('./setup/part.mjs').Part[]} parts
 * @param {import('./setup/report.mjs').Report | undefined} report
 */
async function allThere(parts, report) {
  const found = [];
  for (const part of parts) {
    const sinceMs = Date.now();
    const have = await part.have();
    if (have === undefined) return false;
    found.push({ name: part.name, have, sinceMs });
  }
  for (const { name, have, sinceMs } of found) report?.ready(name, have, sinceMs);
  return true;
}

/**
 * @param {import('./setup/part.mjs').Part[]} parts
 * @param {string} root
 * @param {import('./setup/report.mjs').Report} report
 */
async function makeParts(parts, root, report) {
  endLeftBehind(join(root, '.local/setup.running'));
  for (const part of parts) {
    const sinceMs = Date.now();
    const have = await part.have();
    if (have !== undefined) report.ready(part.name, have, sinceMs);
    else {
      const tight = part.optional ? noRoom(part, root) : needRoom(part, root);
      if (tight) report.note(`${part.name}: ${tight}; going on without it`);
      else await report.work(part.name, part.doing, part.make, part.progress);
    }
  }
}

function needNode() {
  const why = whyNotNode(process.versions.node);
  if (why === undefined) return;
  throw new SetupProblem('Node', why, {
    choices: [`install Node 24, 22 or 20 (https://nodejs.org): ${NODE_RANGE}`],
  });
}

/** @param {string} log */
function startLog(log) {
  mkdirSync(dirname(log), { recursive: true });
  try {
    if (statSync(log).size > LOG_MAX_BYTES) renameSync(log, `${log}.1`);
  } catch {
    // There is none yet.
  }
  appendFileSync(log, `\n=== ${new Date().toISOString()} node ${process.versions.node}\n`);
}

/**
 * Runs set-up for a command and ends the process with a readable message where it cannot be done.
 * @param {SetUpOptions} [options]
 */
export async function setUpOrExit(options = {}) {
  try {
    await setUp(options);
  } catch (error) {
    endRunning();
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const reason = usualReason(text);
    const problem =
      error instanceof SetupProblem
        ? error
        : new SetupProblem('set-up', reason ?? 'something unexpected happened', { detail: text });
    process.stderr.write(problem.text());
    process.exit(1);
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const args = new Set(process.argv.slice(2));
  const unknown = [...args].filter(
    (arg) => !['--tests', '--build', '--retry', '--quiet', '--stderr', '--help'].includes(arg),
  );
  if (args.has('--help') || unknown.length > 0) {
    if (unknown.length > 0) process.stderr.write(`Unknown option: ${unknown.join(' ')}\n\n`);
    (unknown.length > 0 ? process.stderr : process.stdout).write(HELP);
    process.exit(unknown.length > 0 ? 2 : 0);
  }
  await setUpOrExit({
    forTests: args.has('--tests'),
    buildOnly: args.has('--build'),
    retry: args.has('--retry'),
    quiet: args.has('--quiet'),
    out: args.has('--stderr') ? process.stderr : process.stdout,
  });
}
