import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { organisationEn } from '../../../dashboard/words/organisation/en.ts';
import { organisationZhHans } from '../../../dashboard/words/organisation/zh-Hans.ts';
import { hasRight, MEMBER_ROLES, RIGHTS } from '../../../models/contract/rights.ts';

const text = readFileSync(path.resolve(import.meta.dirname, '../../../docs/hosts.md'), 'utf8');

/** The table as it should stand, in the words of the screens. */
const tableOf = (first: string, { roles, rights }: typeof organisationZhHans): string =>
  [
    [first, ...MEMBER_ROLES.map((role) => roles[role])],
    ['---', ...MEMBER_ROLES.map(() => '---')],
    ...RIGHTS.map((right) => [
      rights.names[right],
      ...MEMBER_ROLES.map((role) => (hasRight(role, right) ? '✓' : '–')),
    ]),
  ]
    .map((cells) => (cells[0] === '---' ? `|${cells.join('|')}|` : `| ${cells.join(' | ')} |`))
    .join('\n');

test.each([
  ['权限', organisationZhHans],
  ['right', organisationEn],
] as const)('the table of rights under "%s" is the one by which the server decides', (first, words) => {
  const table = tableOf(first, words);
  expect(text.includes(table) ? '' : `docs/hosts.md lacks this table:\n${table}`).toBe('');
});
