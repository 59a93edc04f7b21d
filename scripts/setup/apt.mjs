/** The system's packages: the only thing that set-up touches outside the project, and only as root. */
import { onPath, run } from './command.mjs';
import { usualReason } from './problem.mjs';

/** Chromium with what it needs is 300 MB packed. */
const APT_LIMIT_MS = 900_000;

/** @returns {boolean} */
export function isRoot() {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/**
 * @param {readonly string[]} packages
 * @param {string} log
 * @returns {Promise<string | undefined>} why it did not work
 */
export async function aptInstall(packages, log) {
  const options = { log, limitMs: APT_LIMIT_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  const first = await run('apt-get', install, options);
  if (first.ok) return undefined;
  // The lists of a fresh machine are empty or old: then the packages have moved on.
  await run('apt-get', ['update'], options);
  const second = await run('apt-get', install, options);
  if (second.ok) return undefined;
  return `apt-get install ${packages.join(' ')}: ${usualReason(second.tail) ?? second.tail.split('\n').at(-1)}`;
}
