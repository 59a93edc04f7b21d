import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createServerMetrics } from '../../../server/observe/metrics.ts';
import { createMetrics } from '../../../worker/observe/metrics.ts';
import { code } from '../../tidy/tree.ts';
import { settingsTable } from './settings-table.ts';

const text = readFileSync(path.resolve(import.meta.dirname, '../../../docs/operations.md'), 'utf8');

/** Rows of the table that begins with these headings, without headings and rule. */
const rowsUnder = (heading: string): string[][] => {
  const from = text.indexOf(`\n${heading}\n`);
  if (from < 0) return [];
  const table = text.slice(from + 1).split('\n\n', 1)[0] ?? '';
  const rows = table.split('\n').slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};

test('the table of settings says what the processes read', () => {
  const table = settingsTable();
  expect(text.includes(table) ? '' : `docs/operations.md lacks this table:\n${table}`).toBe('');
});

test('what `npm start` reads besides is there too', () => {
  const starting = code.filter(({ path: file }) =>
    /^scripts\/(start|setup)\.mjs$|^scripts\/(setup|supervise)\//.test(file),
  );
  const read = starting.flatMap(({ text: source }) =>
    [...source.matchAll(/\benv\.([A-Z][A-Z_]+)/g)].map(([, name = '']) => name),
  );
  // Those of the system, of npm, of the tests' own runs, and of TensorFlow's log are nobody's to set.
  const own = [...new Set(read)].filter(
    (name) => !/^(PATH|TEST_|VITEST_|TF_|CDN_|TFJS_NODE_CDN|INIT_CWD)/.test(name),
  );
  expect(own.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

const namesOf = async (): Promise<string[]> => {
  const registries = [createMetrics().registry, createServerMetrics(() => 0).registry];
  const known = (await Promise.all(registries.map((one) => one.getMetricsAsArray()))).flat();
  return [...new Set(known.map(({ name }) => name))].sort();
};

test('every metric is explained, with what to do, and no other', async () => {
  const rows = rowsUnder('| metric | it counts | look when | do |');
  const named = rows.map(([first = '']) => /`(livewitness_\w+)/.exec(first)?.[1] ?? first);
  expect([...named].sort()).toEqual(await namesOf());
  for (const row of rows) expect(row.filter((cell) => cell.length < 4)).toEqual([]);
});

test('no metric is made where this test does not look', async () => {
  const known = await namesOf();
  const made = code
    .filter(({ path: file }) => /^(server|worker|models)\//.test(file))
    .flatMap(({ text: source }) => [...source.matchAll(/'(livewitness_\w+)'/g)].map(([, name = '']) => name));
  expect([...new Set(made)].sort()).toEqual(known);
});
