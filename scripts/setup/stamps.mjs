/** Stamps say that a part is whole. They are written last, so an interrupted part has none and is made again. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * @param {string} path
 * @returns {Record<string, string> | undefined} undefined where there is none, or a half-written one
 */
export function readStamp(path) {
  try {
    const stamp = JSON.parse(readFileSync(path, 'utf8'));
    return stamp && typeof stamp === 'object' ? stamp : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} path @param {Record<string, string>} stamp */
export function writeStamp(path, stamp) {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}.half`;
  writeFileSync(half, `${JSON.stringify(stamp, null, 2)}\n`);
  renameSync(half, path);
}

/** @param {string} path */
export function removeStamp(path) {
  rmSync(path, { force: true });
}

/**
 * One hash over names and contents of the files under `paths` (files or folders; what is absent counts as nothing).
 * @param {string} root
 * @param {readonly string[]} paths relative to root
 * @param {(name: string) => boolean} [wanted] by file name
 * @returns {string}
 */
export function hashOf(root, paths, wanted = () => true) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((path) => filesUnder(join(root, path), wanted))) {
    const content = readFileSync(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @param {(name: string) => boolean} wanted
 * @returns {string[]} sorted, so that the order of a directory listing does not matter
 */
export function filesUnder(path, wanted = () => true) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR' ? [path] : [];
  }
  return entries
    .filter((entry) => entry.isDirectory() || wanted(entry.name))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(join(path, entry.name), wanted) : [join(path, entry.name)],
    )
    .sort();
}
