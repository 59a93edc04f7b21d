import path from 'node:path';
import { paths, type TreeFile } from './tree.ts';

const known = new Set(paths.flatMap((file) => [file, ...parentsOf(file)]));

function parentsOf(file: string): string[] {
  const parent = path.posix.dirname(file);
  return parent === '.' ? [] : [parent, ...parentsOf(parent)];
}

/** In backticks, or behind `](`: a path that begins with a folder of the tree. `*`, `<name>` and `{a,b}` stand for any name. */
const NAMED =
  /[`(\s"'](?:\.\/|\.\.\/)?((?:server|worker|dashboard|models|test|scripts|docs)\/[\w./*<>{},@-]*\w[\w./*<>{},@-]*)/g;

const asPattern = (name: string): RegExp =>
  new RegExp(
    `^${name
      .replace(/\/$/, '')
      .replace(/[.+^$()|[\]\\]/g, '\\$&')
      .replace(/\{([^}]*)\}/g, (_, names: string) => `(${names.split(',').join('|')})`)
      .replace(/\*+|<[^>]*>/g, '.+')}$`,
  );

const exists = (name: string): boolean => {
  const bare = name.replace(/[.,:]+$/, '').replace(/\/$/, '');
  if (known.has(bare)) return true;
  const pattern = asPattern(bare);
  return [...known].some((file) => pattern.test(file));
};

/** Paths of the tree that a document names and that are not there. */
export const missingPaths = ({ text }: TreeFile): string[] =>
  [...text.matchAll(NAMED)].map(([, name = '']) => name).filter((name) => !exists(name));
