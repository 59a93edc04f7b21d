import { expect, test } from 'vitest';
import { imports, importsOf, packageOf } from './tidy/imports.ts';
import {
  FACTORY_LINES_MAX,
  FILE_LINES_MAX,
  FUNCTION_LINES_MAX,
  isExcused,
  longFunctions,
} from './tidy/lengths.ts';
import { missingPaths } from './tidy/named-paths.ts';
import { orphans } from './tidy/orphans.ts';
import { code, files, isTidy, paths } from './tidy/tree.ts';
import { isSetting, READS_ENV, TOP_LEVEL, zoneOf } from './tidy/zones.ts';

/** Fails with every place and the reason of the rule, so that nobody has to look the rule up. */
const expectNone = (found: readonly string[], reason: string): void => {
  expect(found.length === 0 ? '' : `${reason}:\n${found.join('\n')}`).toBe('');
};

/** Lines of files in which a pattern occurs, as `path:line: text`. */
const linesWith = (pattern: RegExp, among: readonly { path: string; text: string }[] = code): string[] =>
  among.flatMap(({ path, text }) =>
    pattern.test(text)
      ? text
          .split('\n')
          .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : []))
      : [],
  );

test('folders import only what they may', () => {
  const found = imports.flatMap(({ from, target }) => {
    const zone = zoneOf(from);
    if (!zone || !target || isSetting(from)) return [];
    const allowed = zone.folders.some((folder) => target.startsWith(`${folder}/`));
    return allowed ? [] : [`${from} imports ${target}: ${zone.reason}`];
  });
  expectNone(found, 'imports that cross a border');
});

test('folders use only their packages', () => {
  const found = imports.flatMap(({ from, specifier, target }) => {
    const zone = zoneOf(from);
    if (!zone || target || isSetting(from)) return [];
    const name = specifier.startsWith('node:') ? 'node' : packageOf(specifier);
    return zone.packages.includes(name) ? [] : [`${from} uses ${specifier}: ${zone.reason}`];
  });
  expectNone(
    found,
    'packages that a folder does not use; add one in test/tidy/zones.ts only with a strong need',
  );
});

test('the contract stays out of Node and the browser', () => {
  const contract = code.filter(({ path }) => path.startsWith('models/contract/'));
  expectNone(
    linesWith(/\b(Buffer|process|document|window|__dirname)\./, contract),
    'models/contract runs in Node and in browsers, and may use what both have',
  );
});

test('imports name their file with its ending', () => {
  const found = imports
    .filter(
      ({ specifier }) => specifier.startsWith('.') && !/\.(ts|tsx|mjs|css|json|svg)(\?\w+)?$/.test(specifier),
    )
    .map(({ from, specifier }) => `${from}: ${specifier}`);
  expectNone(found, 'Node resolves no endings, and the compiler rewrites those that are there');
});

test('the environment is read where a process begins', () => {
  const found = linesWith(/\bprocess\.env\b|import\.meta\.env\b/).filter((line) => !READS_ENV.test(line));
  expectNone(
    found,
    'env is read once, in main.ts, and made into a config; elsewhere what is needed is an argument',
  );
});

test('cursors are walked to their close', () => {
  const found = linesWith(/\.cursor\(/).filter((line) => !line.startsWith('models/store/walk.ts:'));
  expectNone(
    found,
    'a loop that is left early leaves the cursor open, and what it fetched in memory: use walk()',
  );
});

test('files and functions are short', () => {
  const styled = files.filter(({ path }) => path.endsWith('.css'));
  const judged = [...code, ...styled].filter(({ text }) => !isExcused(text));
  const long = judged.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > FILE_LINES_MAX ? [`${path}: ${lines} lines`] : [];
  });
  const functions = judged
    .filter(({ path }) => !path.endsWith('.css'))
    .flatMap(({ path, text }) =>
      longFunctions(text).map(
        ({ line, lines, own, opening }) =>
          `${path}:${line}: ${own} lines of its own, ${lines} in all: ${opening}`,
      ),
    );
  expectNone(
    [...long, ...functions],
    `a file is one idea (${FILE_LINES_MAX} lines), a function fits on a screen (${FUNCTION_LINES_MAX}, or ${FACTORY_LINES_MAX} with the functions inside it); where it cannot, say "tidy: long because …" at the top`,
  );
});

test('no folder or file is a drawer for everything', () => {
  const drawer =
    /(^|\/)(utils?|helpers?|common|shared|misc|services)(\/|$)|(^|\/)(utils?|helpers?|common|shared|misc)\.\w+$/;
  expectNone(
    paths.filter((path) => drawer.test(path)),
    'a helper lives with its one concept, under that concept’s name',
  );
});

test('the root holds only what is fixed', () => {
  const top = [...new Set(paths.map((path) => path.split('/', 1)[0] ?? ''))];
  expectNone(
    top.filter((name) => !TOP_LEVEL.test(name)),
    'the folders at the top are the steps of the way, and a newcomer reads them first',
  );
});

test('every file is used', () => {
  expectNone(orphans(), 'nothing imports, names or runs these; remove them, or use them');
});

test('every path that a document names is there', () => {
  const documents = files.filter(({ path }) => /^(README\.md|docs\/.*\.md)$/.test(path));
  const found = documents.flatMap((file) => missingPaths(file).map((name) => `${file.path} names ${name}`));
  expectNone(found, 'documents that name what is gone mislead');
});

test('nothing is left for later', () => {
  const written = files.filter(({ path }) => !isTidy(path) && path !== 'package-lock.json');
  expectNone(linesWith(/\b(TODO|FIXME|XXX)\b/, written), 'do it, or leave it out');
  const tests = code.filter(({ path }) => path.startsWith('test/') && !isTidy(path));
  expectNone(
    linesWith(/\b(test|it|describe|suite)(\.\w+)*\.(skip|only|todo|fails)\b/, tests),
    'a test that does not run tests nothing',
  );
});

test('nothing depends on one machine', () => {
  const written = files.filter(({ path }) => !isTidy(path));
  expectNone(
    linesWith(/(?<![\w.])\/(home|Users|root|work)\/\w|\b[A-Z]:\\\w/, written),
    'a path of one machine is wrong on every other',
  );
  expectNone(
    linesWith(/https?:\/\/[^\s"'`]*(registry|npmmirror|pypi|pythonhosted|artifactory|nexus|jfrog)/i, written),
    'where packages come from is for the machine’s own settings to say',
  );
});

test('what is exported has a name', () => {
  const found = linesWith(/^export default\b/).filter((line) => !isSetting(line.split(':', 1)[0] ?? ''));
  expectNone(found, 'a default export has another name wherever it is imported');
});

test('the rules see what they look for', () => {
  const text =
    "import {\n  a,\n} from './a.ts';\nimport './b.css';\nconst c = await import('./c.ts');\n// from './d.ts'\n";
  expect(importsOf({ path: 'worker/x/y.ts', text }).map(({ target }) => target)).toEqual([
    'worker/x/a.ts',
    'worker/x/b.css',
    'worker/x/c.ts',
  ]);
  const body = (lines: number) => `${'  x();\n'.repeat(lines)}`;
  expect(longFunctions(`const f = () => {\n${body(58)}};\n`)).toEqual([]);
  expect(longFunctions(`const f = () => {\n${body(59)}};\n`)).toHaveLength(1);
  const inner = `  const g = (): void => {\n${body(50)}  };\n`;
  expect(longFunctions(`export const f = () => {\n${inner.repeat(2)}};\n`)).toEqual([]);
  expect(longFunctions(`export const f = () => {\n${inner.repeat(3)}};\n`)).toHaveLength(1);
  const named = 'see `test/tidy.test.ts`, `test/{tidy,none}/*.ts`, [x](docs/none.md) and `.local/none`';
  expect(missingPaths({ path: 'README.md', text: named })).toEqual(['docs/none.md']);
});
