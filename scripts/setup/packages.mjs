/** node_modules, exactly as package-lock.json says. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './command.mjs';
import { SetupProblem, usualReason } from './problem.mjs';

/** Enough for the reason. */
const ERROR_LINES = 10;
/** 250 MB at 0.5 MB/s, and unpacking on a slow disk. */
const INSTALL_LIMIT_MS = 900_000;

/** @param {import('./part.mjs').Ground} ground @returns {import('./part.mjs').Part} */
export function packagesPart({ root, log, env }) {
  // Written before npm begins and removed after it: npm empties the folder first, and its own list of what is
  // installed may still lie there when it is stopped half-way.
  const begun = join(root, '.local/stamps/packages.begun');
  return {
    name: 'npm packages',
    needsMb: 900,
    doing: 'installing what package-lock.json names',
    progress: () => progress(root),
    async have() {
      return existsSync(begun) ? undefined : asLocked(root);
    },
    async make() {
      mkdirSync(dirname(begun), { recursive: true });
      writeFileSync(begun, '');
      const { command, first } = npm(env);
      // Without scripts: npm silently drops an optional package whose script fails (tfjs-node's may), and no
      // package here needs one to run. The include flags hold where NODE_ENV is production: the dashboard is built here.
      // npm's own patience (minutes, without a word) is for servers; here a person waits, and can simply ask again.
      const patience = [
        '--fetch-retries=2',
        '--fetch-retry-mintimeout=1000',
        '--fetch-retry-maxtimeout=10000',
      ];
      const flags = [
        ...patience,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--include=dev',
        '--include=optional',
      ];
      const ran = await run(command, [...first, 'ci', ...flags], {
        cwd: root,
        log,
        env,
        limitMs: INSTALL_LIMIT_MS,
      });
      const have = asLocked(root);
      if (!ran.ok || !have) {
        throw new SetupProblem('npm packages', usualReason(ran.text) ?? '`npm ci` did not succeed', {
          detail: firstErrors(ran.text),
          choices: [
            'check the network and `npm config get registry`, then run the same command again',
            `read ${log}`,
          ],
        });
      }
      rmSync(begun, { force: true });
      return have;
    },
  };
}

/** npm names its reason first, and ends with a page of usage. @param {string} text */
function firstErrors(text) {
  const errors = text.split('\n').filter((line) => /^npm error \S/.test(line));
  return errors.slice(0, ERROR_LINES).join('\n');
}

/** The npm that started us, else the one on PATH. @param {NodeJS.ProcessEnv} env */
export function npm(env) {
  const path = env.npm_execpath;
  return path?.endsWith('npm-cli.js') && existsSync(path)
    ? { command: process.execPath, first: [path] }
    : { command: 'npm', first: [] };
}

/**
 * @param {string} root
 * @returns {string | undefined} undefined unless each package that the lock asks for on this system is there in its version
 */
export function asLocked(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const there = packagesIn(join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !there) return undefined;
  let count = 0;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = there[path];
    if (found ? found.version !== entry.version : !(entry.optional || entry.devOptional || entry.peer))
      return undefined;
    if (found) count += 1;
  }
  return existsSync(join(root, 'node_modules/.bin/tsc')) ? `${count} as locked` : undefined;
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> | undefined}
 */
function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @param {string} root */
function progress(root) {
  const wanted = Object.keys(packagesIn(join(root, 'package-lock.json')) ?? {});
  const there = wanted.filter((path) => path !== '' && existsSync(join(root, path, 'package.json')));
  return `${there.length} of ${wanted.length - 1} packages`;
}
