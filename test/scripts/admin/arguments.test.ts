import { expect, test } from 'vitest';
import { readArguments } from '../../../scripts/admin/arguments.ts';
import { generatePassword } from '../../../scripts/admin/password.ts';
import { Misuse } from '../../../scripts/arguments/misuse.ts';

const read = (line: string, isTerminal = true) => readArguments(line.split(' ').filter(Boolean), isTerminal);

test.each([
  ['create --login a --name A --role admin', { act: 'create', login: 'a', rooms: [], password: 'prompt' }],
  ['create --login a --name A --role host --rooms r1,r2', { rooms: ['r1', 'r2'] }],
  ['reset-password --login a --password-stdin', { act: 'reset-password', password: 'stdin' }],
  ['reset-password --login a --generate', { password: 'generated' }],
  ['disable --login a', { act: 'disable', login: 'a' }],
  ['token --label cam', { act: 'token', label: 'cam', rooms: [] }],
  ['token-revoke --id x', { act: 'token-revoke', id: 'x' }],
  ['list', { act: 'list' }],
  [
    'organisation --name A --kind mcn --rooms r1 --reason new',
    { act: 'organisation', kind: 'mcn', rooms: ['r1'], reason: 'new' },
  ],
  ['assign --organisation o --rooms r1,r2 --reason x', { act: 'assign', rooms: ['r1', 'r2'] }],
  ['member --organisation o --login a --as owner --rooms all --reason x', { role: 'owner', rooms: 'all' }],
  ['member-remove --organisation o --login a --reason x', { act: 'member-remove', login: 'a' }],
  ['--help', { act: 'help' }],
  ['create --help', { act: 'help' }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject(expected);
});

test('where nobody can be asked, a password is made', () => {
  expect(read('reset-password --login a', false)).toMatchObject({ password: 'generated' });
});

test.each([
  ['', 'name a command'],
  ['destroy', 'no command "destroy"'],
  ['create --login a --name A', '--role'],
  ['create --login a --name A --role king', '--role'],
  ['create --name A --role admin', '--login'],
  ['create --login a --name A --role host --rooms a/b', 'a/b'],
  ['create --login a --name A --role admin --password secret', 'password'],
  ['create --login a --name A --role moderator --rooms r1', '--rooms is for hosts'],
  ['organisation --name A --kind club --reason x', '--kind is one of'],
  ['assign --organisation o --reason x', '--rooms is missing'],
  ['member --organisation o --login a --as king --reason x', '--as is one of'],
  ['member-remove --organisation o --login a', '--reason is missing'],
  ['list everything', 'everything'],
  ['reset-password --login a --generate --password-stdin', 'either'],
])('refused: %s', (line, part) => {
  expect(() => read(line)).toThrow(Misuse);
  expect(() => read(line)).toThrow(part);
});

test('passwords that are made have 24 letters and differ', () => {
  expect(generatePassword()).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
  expect(generatePassword()).not.toBe(generatePassword());
});
