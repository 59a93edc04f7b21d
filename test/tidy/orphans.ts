import { imports } from './imports.ts';
import { code, files } from './tree.ts';

/** What is begun by something other than an import: processes, tests, tools' settings, declarations of types. */
const ENTRY = /(^|\/)main\.tsx?$|\.test\.tsx?$|\.config\.ts$|\.d\.ts$/;

/** Commands are named without their ending, and relative to `scripts` by `npm run`. */
const namesOf = (file: string): string[] => {
  const bare = file.replace(/\.(ts|tsx|mjs)$/, '');
  return bare.startsWith('scripts/') ? [bare, bare.slice('scripts/'.length)] : [bare];
};

const isNamed = (file: string): boolean => {
  const names = namesOf(file).map(
    (name) => new RegExp(`(^|[^\\w-])${name.replaceAll('/', '\\/')}(?![\\w-])`, 'm'),
  );
  return files.some(
    (other) =>
      other.path !== file &&
      /(^|\/)(package\.json|Dockerfile|docker-compose\.yml|run|.*\.(mjs|html|md|config\.ts))$/.test(
        other.path,
      ) &&
      names.some((name) => name.test(other.text)),
  );
};

/** Files of code that nothing imports, names or runs. */
export const orphans = (): string[] => {
  const used = new Set(imports.flatMap(({ from, target }) => (target && target !== from ? [target] : [])));
  return code
    .map(({ path }) => path)
    .filter((path) => !used.has(path) && !ENTRY.test(path) && !isNamed(path));
};
