import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionReply } from '../../models/contract/people.ts';
import type { AuditDoc } from '../../models/store/documents.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import { readArguments } from '../../scripts/admin/arguments.ts';
import { generatePassword } from '../../scripts/admin/password.ts';
import { runAdmin } from '../../scripts/admin/run.ts';
import {
  connected,
  feedClient,
  type Ground,
  logIn,
  openGround,
  openServer,
  register,
  registration,
  type TestServer,
  tryLogin,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground, { env: { DEMO: '0' } });
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

/** Types a command as at a terminal without a keyboard. @returns what it said. */
const admin = async (...argv: string[]): Promise<string> => {
  const said: string[] = [];
  await runAdmin(readArguments(argv, false), {
    store: ground.store,
    tellDisabled: async ({ _id: userId }) =>
      (await publishChanges(ground.redis, [{ type: 'person-disabled', userId }])) !== null,
    tellChanged: async (people) =>
      (await publishChanges(
        ground.redis,
        people.map((userId) => ({ type: 'person-changed', userId })),
      )) !== null,
    logKey: { path: '/nowhere', name: 'admin.test/log' },
    obtainPassword: async () => ({ password: generatePassword(), generated: true }),
    say: (line) => said.push(line),
    now: () => new Date(),
  });
  return said.join('\n');
};
const secretOf = (said: string): string => said.split(/\s/).at(-1) ?? '';

test('an empty installation has nobody; the first admin is made here, and by nothing else', async () => {
  expect(await ground.store.users.countDocuments()).toBe(0);
  for (const password of ['admin', 'password', ''])
    expect((await tryLogin(server.url, 'admin', password)).ok).toBe(false);
  const said = await admin('create', '--login', 'Boss', '--name', 'The boss', '--role', 'admin');
  const me = await logIn(server.url, 'boss', secretOf(said));
  expect((await me.get('/api/alerts')).status).toBe(200);
  await expect(admin('create', '--login', 'boss', '--name', 'x', '--role', 'admin')).rejects.toThrow('boss');
});

test('reset, disable and enable take effect at once, also on a live connection', async () => {
  const first = secretOf(await admin('create', '--login', 'mo', '--name', 'Mo', '--role', 'moderator'));
  const socket = feedClient(server.url, await logIn(server.url, 'mo', first));
  await connected(socket);
  const ended = new Promise<string>((done) => socket.once('session:ended', ({ reason }) => done(reason)));
  const second = secretOf(await admin('reset-password', '--login', 'MO'));
  expect(await ended).toBe('disabled');
  expect((await tryLogin(server.url, 'mo', first)).status).toBe(401);
  const me = await logIn(server.url, 'mo', second);
  await admin('disable', '--login', 'mo');
  expect((await me.get('/api/broadcasts')).status).toBe(401);
  expect((await tryLogin(server.url, 'mo', second)).status).toBe(401);
  await admin('enable', '--login', 'mo');
  expect((await tryLogin(server.url, 'mo', second)).status).toBe(200);
  expect((await me.get('/api/broadcasts')).status).toBe(401);
  await expect(admin('disable', '--login', 'nobody')).rejects.toThrow('nobody');
});

test('a token is shown once, holds to its rooms, and can be revoked', async () => {
  const said = await admin('token', '--label', 'camera', '--rooms', 'room-a');
  const token = secretOf(said);
  expect((await register(server.url, token, registration('mine'))).status).toBe(201);
  const elsewhere = { room: { id: 'room-b', name: 'B', operator: 'B' } };
  expect((await register(server.url, token, registration('theirs', elsewhere))).status).toBe(403);
  const listed = await admin('list');
  expect(listed).toContain('"camera"  rooms room-a');
  expect(listed).not.toContain(token);
  const id = /^token {2}(\S+)/m.exec(listed)?.[1] ?? '';
  await admin('token-revoke', '--id', id);
  expect((await register(server.url, token, registration('mine'))).status).toBe(401);
  await expect(admin('token-revoke', '--id', 'nothing')).rejects.toThrow('nothing');
});

test('an organisation is made, given rooms and members, and keeps an owner', async () => {
  const made = await admin(
    'organisation',
    '--name',
    'Lamp makers',
    '--kind',
    'merchant',
    '--rooms',
    'room-x',
    '--reason',
    'new',
  );
  const id = /: ([0-9a-f]{16})$/m.exec(made)?.[1] ?? '';
  const on = ['--organisation', id, '--reason', 'a test'];
  const password = secretOf(await admin('create', '--login', 'lamp-1', '--name', 'Lamp', '--role', 'host'));
  const me = await logIn(server.url, 'lamp-1', password);
  const rooms = async () => ((await (await me.get('/api/session')).json()) as SessionReply).me?.rooms;
  expect(await rooms()).toEqual([]);
  await admin('member', '--login', 'lamp-1', '--as', 'presenter', '--rooms', 'room-x', ...on);
  expect(await rooms()).toEqual(['room-x']);
  await admin('member', '--login', 'lamp-1', '--as', 'owner', ...on);
  await admin('assign', '--rooms', 'room-y', ...on);
  expect(await rooms()).toEqual(['room-x', 'room-y']);
  expect(await admin('list')).toContain(`owner of "Lamp makers", rooms room-x, room-y`);
  await expect(admin('member-remove', '--login', 'lamp-1', ...on)).rejects.toThrow('someone else an owner');
  await admin('release', '--rooms', 'room-x', ...on);
  expect(await rooms()).toEqual(['room-y']);
  const alone = ['create', '--login', 'lamp-2', '--name', 'Two', '--role', 'host', '--rooms'];
  await expect(admin(...alone, 'room-y')).rejects.toThrow('belongs to Lamp makers');
  expect(await admin(...alone, 'room-z')).toContain('own the organisation "Two"');
  await expect(admin('member', '--login', 'boss', '--as', 'owner', ...on)).rejects.toThrow(
    'login of its own',
  );
});

test('every act is audited, without any secret in it', async () => {
  const audits = await ground.store.audits.find().sort({ at: 1 }).lean<AuditDoc[]>();
  expect(audits.map(({ action }) => action)).toEqual([
    'user-created',
    'user-created',
    'password-reset',
    'user-disabled',
    'user-enabled',
    'token-created',
    'token-revoked',
    'organisation-created',
    'user-created',
    'member-added',
    'member-changed',
    'rooms-assigned',
    'rooms-released',
    'user-created',
    'organisation-created',
    'member-added',
  ]);
  for (const { by } of audits) expect(by.id).toBe('operator');
  expect(JSON.stringify(audits)).not.toMatch(/argon2|lw_[\w-]{20}|hash/);
});

test('the command itself: help, misuse, and a password from standard input', () => {
  const built = '.local/build/scripts/admin.js';
  expect(existsSync(built)).toBe(true);
  const run = (input: string, ...argv: string[]) =>
    spawnSync(process.execPath, [built, ...argv], {
      input,
      encoding: 'utf8',
      env: { ...process.env, MONGODB_URI: ground.mongoUri, REDIS_URL: ground.redisUrl },
    });
  const help = run('', '--help');
  expect([help.status, help.stderr]).toEqual([0, '']);
  expect(help.stdout).toContain('npm run admin -- create');
  const wrong = run('', 'create', '--login', 'x');
  expect([wrong.status, wrong.stdout]).toEqual([1, '']);
  expect(wrong.stderr).toContain('--name is missing');
  const short = run('short\n', 'reset-password', '--login', 'boss', '--password-stdin');
  expect([short.status, short.stderr]).toEqual([1, expect.stringContaining('at least 12')]);
  const good = run('a long enough password\n', 'reset-password', '--login', 'boss', '--password-stdin');
  expect([good.status, good.stdout]).toEqual([0, 'boss has a new password; all sessions have ended.\n']);
});
