/** Server, worker and commands through tsc, the dashboard through Vite, both cached by the hash of their sources. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { SetupProblem } from './problem.mjs';
import { filesUnder, hashOf, readStamp, removeStamp, writeStamp } from './stamps.mjs';

const SIDES = ['models/contract', 'models', 'worker', 'server', 'scripts'];
/** What `npm start` needs to have been emitted. */
const ENTRIES = ['server/main.js', 'worker/main.js', 'scripts/supervise.js'];
const BUILD_LIMIT_MS = 300_000;

/** @param {string} name */
const isSource = (name) => /\.(m?ts|mjs|tsx)$/.test(name) || name === 'tsconfig.json';

/** @param {import('./part.mjs').Ground} ground @returns {import('./part.mjs').Part} */
export function codePart({ root, log }) {
  const stamp = join(root, '.local/build/stamp.json');
  const roots = ['models', 'worker', 'server', 'scripts', 'tsconfig.base.json', 'package-lock.json'];
  const hash = () => hashOf(root, roots, isSource);
  return {
    name: 'server, worker',
    needsMb: 60,
    doing: 'compiling',
    async have() {
      return readStamp(stamp)?.sources === hash() ? 'built' : undefined;
    },
    async make() {
      const sources = hash();
      // No stamp: the last build may have been stopped half-way, so nothing it left is trusted.
      const force = readStamp(stamp) ? [] : ['--force'];
      removeStamp(stamp);
      const sides = SIDES.filter((side) => filesUnder(join(root, side), isSource).length > 1);
      const tsc = join(root, 'node_modules/.bin/tsc');
      const ran = await run(tsc, ['-b', ...force, ...sides], { cwd: root, log, limitMs: BUILD_LIMIT_MS });
      removeOrphans(root);
      if (!ran.ok) {
        const runs = ENTRIES.every((entry) => existsSync(join(root, '.local/build', entry)));
        // Types are `npm test`'s to judge; what was emitted may well run. Without a stamp it is compiled again.
        if (runs && /error TS/.test(ran.tail)) return `compiled, with type errors (${log})`;
        throw new SetupProblem('server, worker', 'the sources do not compile', {
          detail: ran.tail,
          choices: ['repair what is named above', `read ${log}`],
        });
      }
      writeStamp(stamp, { sources });
      return 'built';
    },
  };
}

/** Compiled files whose source is gone would still be found by an import. @param {string} root */
function removeOrphans(root) {
  for (const side of ['models', 'worker', 'server', 'scripts']) {
    const built = join(root, '.local/build', side);
    for (const file of filesUnder(built, (name) => /\.m?js$/.test(name))) {
      const source = join(root, side, file.slice(built.length));
      const candidates = [source, source.replace(/\.js$/, '.ts'), source.replace(/\.js$/, '.tsx')];
      if (candidates.some((path) => existsSync(path))) continue;
      for (const kind of ['', '.map']) rmSync(file + kind, { force: true });
      rmSync(file.replace(/js$/, 'd.ts').replace(/md\.ts$/, 'd.mts'), { force: true });
    }
  }
}

/** @param {import('./part.mjs').Ground} ground @returns {import('./part.mjs').Part} */
export function dashboardPart({ root, log }) {
  const config = join(root, 'dashboard/vite.config.ts');
  const stamp = join(root, '.local/build/dashboard.json');
  const target = join(root, '.local/build/dashboard');
  const packPage = join(root, '.local/build/pack-page');
  const hash = () =>
    hashOf(root, ['dashboard', 'models/contract', 'tsconfig.base.json', 'package-lock.json'], () => true);
  return {
    name: 'dashboard',
    needsMb: 60,
    doing: 'bundling',
    async have() {
      if (!existsSync(config)) return 'no sources yet';
      const there = existsSync(join(target, 'index.html')) && existsSync(join(packPage, 'frames.json'));
      const whole = there && readStamp(stamp)?.sources === hash();
      return whole ? 'built' : undefined;
    },
    async make() {
      const sources = hash();
      removeStamp(stamp);
      // The dashboard's check of packs knows their page by its hashes.
      await bundle(join(root, 'dashboard/pack-page.config.ts'), packPage, 'frames.json', { root, log });
      await bundle(config, target, 'index.html', { root, log });
      writeStamp(stamp, { sources });
      return `built, ${readdirSync(join(target)).length} entries`;
    },
  };
}

/**
 * Builds beside the old bundle and takes its place once it is whole.
 * @param {string} config @param {string} target @param {string} entry a file that every whole bundle has
 * @param {{ root: string, log: string }} where
 */
async function bundle(config, target, entry, { root, log }) {
  const half = `${target}.half`;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', 'dashboard', '--config', config, '--outDir', half, '--emptyOutDir'];
  const ran = await run(process.execPath, args, { cwd: root, log, limitMs: BUILD_LIMIT_MS });
  if (!ran.ok || !existsSync(join(half, entry))) {
    throw new SetupProblem('dashboard', 'the bundle could not be built', {
      detail: ran.tail,
      choices: ['repair what is named above', `read ${log}`],
    });
  }
  rmSync(target, { recursive: true, force: true });
  renameSync(half, target);
}
