/** A Chromium that plays H.264 and a font that has Chinese: for the browser tests only. */
import { join } from 'node:path';
import { aptInstall, isRoot } from './apt.mjs';
import { isProgram, onPath, reachable, run } from './command.mjs';
import { climb, waysTo } from './ladder.mjs';
import { readStamp, removeStamp, writeStamp } from './stamps.mjs';

/** In the order of trust: the distribution's own builds play H.264. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const QUERY_LIMIT_MS = 20_000;
/** 170 MB at 0.3 MB/s. */
const DOWNLOAD_LIMIT_MS = 600_000;

const CHOICES = [
  'install Chromium (Debian: apt-get install chromium fonts-noto-cjk)',
  'or set CHROMIUM_PATH to a Chromium or Chrome that is there',
  'or leave the browser tests out: npm test -- --only unit,flow,faults',
];

/** @param {import('./part.mjs').Ground} ground @returns {import('./part.mjs').Part} */
export function browserPart({ root, env, log }) {
  const stamp = join(root, '.local/stamps/browser.json');
  const given = env.CHROMIUM_PATH;
  return {
    name: 'Chromium',
    needsMb: 900,
    doing: 'looking for a browser for the tests',
    async have() {
      if (given) return isProgram(given) ? `${given} (CHROMIUM_PATH)` : undefined;
      const found = readStamp(stamp);
      return found?.path && isProgram(found.path) ? `${found.path} (${found.way})` : undefined;
    },
    async make() {
      removeStamp(stamp);
      const path = NAMES.map((name) => onPath(name, env)).find(Boolean);
      const facts = { given: Boolean(given), onPath: Boolean(path), root: isRoot(), wheel: false };
      const found = await climb(
        'Chromium',
        waysTo('browser', facts),
        {
          given: async () => ({ no: `CHROMIUM_PATH is ${given}, which is no program` }),
          path: async () => ({ path: path ?? '' }),
          cache: () => playwrightsOwn(root, log, env),
          apt: () => fromApt(log),
          download: () => fromPlaywright(root, log, env),
        },
        CHOICES,
      );
      writeStamp(stamp, found);
      return `${found.path} (${found.way})`;
    },
  };
}

/** @param {import('./part.mjs').Ground} ground @returns {import('./part.mjs').Part} */
export function fontPart({ root, log }) {
  const stamp = join(root, '.local/stamps/font.json');
  return {
    name: 'Chinese font',
    needsMb: 100,
    doing: 'looking for a font that has Chinese',
    async have() {
      return readStamp(stamp)?.font;
    },
    async make() {
      const font = (await chineseFont(log)) ?? (isRoot() ? await fontFromApt(log) : undefined);
      // Without one the tests still pass; only the pictures they leave show boxes. Asked again next time.
      if (!font) return 'none found: pictures of Chinese pages will show boxes (Debian: fonts-noto-cjk)';
      writeStamp(stamp, { font });
      return font;
    },
  };
}

/** @param {string} log */
async function chineseFont(log) {
  const ran = await run('fc-list', [':lang=zh', 'family'], { log, limitMs: QUERY_LIMIT_MS });
  return ran.ok ? ran.output.split('\n')[0]?.split(',')[0] || undefined : undefined;
}

/** @param {string} log */
async function fontFromApt(log) {
  await aptInstall(['fonts-noto-cjk', 'fontconfig'], log);
  return chineseFont(log);
}

/** @param {string} log @returns {Promise<import('./ladder.mjs').Attempt>} */
async function fromApt(log) {
  const failed = await aptInstall(['chromium'], log);
  const path = NAMES.map((name) => onPath(name)).find(Boolean);
  return path && !failed ? { path } : { no: failed ?? 'chromium is still not on PATH' };
}

/**
 * @param {string} root
 * @param {string} log
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./ladder.mjs').Attempt>}
 */
async function playwrightsOwn(root, log, env) {
  const ask = "process.stdout.write(require('playwright-core').chromium.executablePath())";
  const ran = await run(process.execPath, ['-e', ask], { log, cwd: root, env, limitMs: QUERY_LIMIT_MS });
  const path = ran.output.trim();
  return isProgram(path) ? { path } : { no: `playwright has none at ${path || 'its usual place'}` };
}

/**
 * @param {string} root
 * @param {string} log
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./ladder.mjs').Attempt>}
 */
async function fromPlaywright(root, log, env) {
  if (!(await reachable('cdn.playwright.dev')))
    return { no: 'cdn.playwright.dev cannot be reached from here' };
  const inside = { ...env, PLAYWRIGHT_BROWSERS_PATH: join(root, '.local/browsers') };
  const cli = join(root, 'node_modules/playwright-core/cli.js');
  const ran = await run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
    log,
    cwd: root,
    env: inside,
    limitMs: DOWNLOAD_LIMIT_MS,
  });
  return ran.ok ? playwrightsOwn(root, log, inside) : { no: ran.tail.split('\n').at(-1) ?? '' };
}

/** @param {string} root @returns {string | undefined} the browser that set-up has settled on */
export function browserProgram(root) {
  return process.env.CHROMIUM_PATH ?? readStamp(join(root, '.local/stamps/browser.json'))?.path;
}
