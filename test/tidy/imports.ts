import path from 'node:path';
import { code, type TreeFile } from './tree.ts';

export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Path from the root of what is imported; absent for packages and built-ins. */
  readonly target?: string;
}

/**
 * Statements that import: the code is formatted, so that a statement begins its line. `import()` may stand anywhere,
 * in types (JSDoc) as well.
 */
const STATIC = /^(?:import|export)\s(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?['"]([^'"]+)['"]/g;

export const importsOf = ({ path: from, text }: TreeFile): Import[] =>
  [STATIC, DYNAMIC]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, specifier = '']) => ({
      from,
      specifier,
      ...(specifier.startsWith('.') && {
        target: path.posix.join(path.posix.dirname(from), specifier.replace(/\?.*$/, '')),
      }),
    }));

export const imports: readonly Import[] = code.flatMap(importsOf);

/** The package of a specifier: `@preact/signals` of `@preact/signals/x`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
