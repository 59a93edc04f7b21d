import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { categoryTyped, Misuse, oneOf, readTyped } from '../../../scripts/arguments/misuse.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const LIMIT_MS = 60_000;
const dir = mkdtempSync(join(tmpdir(), 'misuse-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const labelled = (name: string, more: object): string => {
  const line = { id: 'a', lang: 'en', source: 'speech', text: 'welcome', required: [], allowed: [], ...more };
  const file = join(dir, name);
  writeFileSync(file, `${JSON.stringify(line)}\n`);
  return file;
};

const run = (command: string, ...args: string[]): { code: number | null; out: string; said: string } => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`.local/build/scripts/${command}.js`, ...args],
    { cwd: ROOT, env: { PATH: process.env.PATH }, encoding: 'utf8' },
  );
  return { code: status, out: stdout, said: stderr };
};

it.each([
  ['explain', ['最好', '--role', 'king'], /--role is one of presenter, .*, not "king"/],
  ['explain', ['最好', '--category', 'spaceship'], /--category is one of food, .*, not "spaceship"/],
  ['explain', ['最好', '--category', ''], /--category is one of food/],
  ['explain', ['最好', '--bogus'], /Unknown option '--bogus'/],
  ['evaluate', ['x.jsonl', '--bogus'], /Unknown option '--bogus'/],
  ['evaluate', ['x.jsonl', '--worst', 'many'], /--worst takes a count, not many/],
  ['evaluate', [labelled('role.jsonl', { role: 'king' })], /role\.jsonl:1: .*\n.*role/],
  [
    'evaluate',
    [labelled('category.jsonl', { category: 'spaceship' })],
    /category\.jsonl:1: category is one of/,
  ],
  ['replay', ['--bogus'], /There is no option --bogus/],
  ['replay', [], /Name one alert/],
])('%s %j ends with 2 and says why', { timeout: LIMIT_MS }, (command, args, message) => {
  const { code, out, said } = run(command, ...args);
  expect(said).toMatch(message);
  expect([code, out]).toEqual([2, '']);
});

it('takes what there is, and the other names that senders use', () => {
  expect(oneOf('--role', 'guest', ['guest', 'operator'])).toBe('guest');
  expect(categoryTyped('--category', 'clothing')).toBe('apparel');
  expect(readTyped({ args: ['--json'], options: { json: { type: 'boolean' } } }).values.json).toBe(true);
  expect(() => readTyped({ args: ['--json'], options: { json: { type: 'string' } } })).toThrow(Misuse);
});
