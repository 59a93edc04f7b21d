/** Two set-ups at once would unpack into the same folders: the second waits for the first. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;

/**
 * Runs `work` while holding the lock file; a lock whose process is gone is taken over.
 * @template T
 * @param {string} path
 * @param {() => void} waiting told once, when another live process holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, waiting, work) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!take(path)) {
    if (!told) waiting();
    told = true;
    await sleep(POLL_MS);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

/** @param {string} path @returns {boolean} */
function take(path) {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    // A link appears with its content or not at all: nobody reads a lock that has no pid in it yet.
    linkSync(mine, path);
    return true;
  } catch {
    dropStale(path);
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} path */
function dropStale(path) {
  if (!stale(path)) return;
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    // Between the look and the move another process may have taken over: then it gets its lock back.
    if (!stale(aside)) linkSync(aside, path);
  } catch {
    // Someone else was quicker; the next round sees what they left.
  }
  rmSync(aside, { force: true });
}

/** @param {string} path @returns {boolean} true where the lock names a process that is gone */
function stale(path) {
  let pid;
  try {
    pid = Number(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
  return !Number.isInteger(pid) || pid <= 0 || !alive(pid);
}

/** @param {number} pid @returns {boolean} */
export function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
