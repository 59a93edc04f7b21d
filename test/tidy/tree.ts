import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Larger files are data (media, weights), in which no rule looks. */
const TEXT_BYTES_MAX = 1024 * 1024;

export interface TreeFile {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});

/** Every file that is or would be committed, from the root. */
export const paths: readonly string[] = [...new Set(listed.split('\0'))]
  .filter((file) => file !== '' && existsSync(path.join(ROOT, file)))
  .sort();

const isBinary = (file: string): boolean =>
  /\.(png|jpg|webp|ico|mp4|m4s|ts\.gz|gz|bin|woff2?|ttf)$/.test(file);

/** Every file of text. */
export const files: readonly TreeFile[] = paths
  .filter((file) => !isBinary(file))
  .map((file) => ({ path: file, text: readFileSync(path.join(ROOT, file), 'utf8') }))
  .filter(({ text }) => text.length <= TEXT_BYTES_MAX);

export const isCode = (file: string): boolean => /\.(ts|tsx|mjs)$/.test(file);
export const code: readonly TreeFile[] = files.filter(({ path: file }) => isCode(file));

/** Files in which the words that rules look for stand as rules. */
export const isTidy = (file: string): boolean => file.startsWith('test/tidy');
