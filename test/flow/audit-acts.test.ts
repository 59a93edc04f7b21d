import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditActsPage } from '../../models/contract/audit-acts.ts';
import { audit } from '../../models/store/audit.ts';
import type { AuditDoc } from '../../models/store/documents.ts';
import {
  addPerson,
  type Client,
  codeOf,
  type Ground,
  logIn,
  nobody,
  openGround,
  openServer,
  type TestServer,
} from './harness.ts';

/*
 * Looking through what people did: by who, what, when and on what, page by page; each look is an act too.
 */
let ground: Ground;
let server: TestServer;
let admin: Client;
let moderator: Client;
let moderatorId: string;

const FIRST_MS = Date.UTC(2026, 9, 1);
const DAY_MS = 24 * 3_600_000;
const ACTS = 30;
const BROADCAST = 'B'.repeat(22);

const act = (entry: AuditDoc): Promise<unknown> =>
  ground.store.connection.transaction((session) => audit(ground.store, session, entry));

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  for (const role of ['admin', 'moderator', 'host'] as const) await addPerson(ground.store, role);
  [admin, moderator] = await Promise.all([logIn(server.url, 'admin'), logIn(server.url, 'moderator')]);
  const { _id } = (await ground.store.users.findOne({ login: 'moderator' }).lean()) ?? {};
  moderatorId = String(_id);
  const people = [
    { id: 'p1', name: '李灯心' },
    { id: 'p2', name: 'A.B (night)' },
    { id: moderatorId, name: 'The moderator' },
  ];
  for (let n = 0; n < ACTS; n += 1)
    await act({
      // Three at a time at the same moment: a page must not lose any of them.
      at: new Date(FIRST_MS + Math.floor(n / 3) * DAY_MS),
      by: people[n % 3] as AuditDoc['by'],
      action: n % 2 === 0 ? 'media-viewed' : 'hold-placed',
      subject: n === 4 ? BROADCAST : `s${n}`,
      ...(n === 7 && { details: { publicId: BROADCAST }, reason: 'a dispute' }),
    });
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const BEFORE = new Date(FIRST_MS + 365 * DAY_MS).toISOString();
const look = async (query: Record<string, string>, who = admin): Promise<AuditActsPage> => {
  const asked = new URLSearchParams({ until: BEFORE, ...query });
  const reply = await who.get(`/api/log/audit/acts?${asked}`);
  if (reply.status !== 200) throw new Error(await codeOf(reply));
  return (await reply.json()) as AuditActsPage;
};
const subjects = async (query: Record<string, string>, who = admin): Promise<string[]> =>
  (await look({ limit: '200', from: new Date(FIRST_MS).toISOString(), ...query }, who)).acts
    .filter(({ at }) => Date.parse(at) < FIRST_MS + 20 * DAY_MS)
    .map(({ subject }) => subject);

test('page by page every act is there once, newest first', async () => {
  const found: string[] = [];
  let before: string | undefined;
  let pages = 0;
  const until = new Date(FIRST_MS + 20 * DAY_MS).toISOString();
  do {
    const page = await look({ limit: '7', until, ...(before !== undefined && { before }) });
    expect(page.actions === undefined).toBe(before !== undefined);
    found.push(...page.acts.map(({ subject, at }) => `${at} ${subject}`));
    before = page.next;
    pages += 1;
  } while (before !== undefined);
  expect([pages, found.length, new Set(found).size]).toEqual([5, ACTS, ACTS]);
  expect(found.map((one) => one.slice(0, 24))).toEqual(
    found
      .map((one) => one.slice(0, 24))
      .sort()
      .reverse(),
  );
  expect(await codeOf(await admin.get('/api/log/audit/acts?before=1.x'))).toBe('invalid');
  for (const field of ['by', 'action', 'subject'])
    expect(await codeOf(await admin.get(`/api/log/audit/acts?${field}=a%00b`))).toBe('invalid');
});

test('by who, what, when and on what, alone and together', async () => {
  expect((await subjects({ by: '灯' })).length).toBe(10);
  expect((await subjects({ by: 'p2' })).length).toBe(10);
  // A name is no pattern, and its letters may be large or small.
  expect((await subjects({ by: 'a.b (N' })).length).toBe(10);
  expect(await subjects({ by: '.' })).toHaveLength(10);
  expect((await subjects({ action: 'hold-placed' })).length).toBe(15);
  expect(await subjects({ subject: BROADCAST })).toEqual(['s7', BROADCAST]);
  const day = (n: number) => new Date(FIRST_MS + n * DAY_MS).toISOString();
  expect((await subjects({ from: day(2), until: day(4) })).sort()).toEqual([
    's10',
    's11',
    's6',
    's7',
    's8',
    's9',
  ]);
  expect(await subjects({ from: day(2), until: day(4), by: 'p2', action: 'hold-placed' })).toEqual(['s7']);
  const [one] = (await look({ subject: BROADCAST, action: 'hold-placed' })).acts;
  expect(one).toMatchObject({ reason: 'a dispute', details: { publicId: BROADCAST }, by: { id: 'p2' } });
  expect((await look({})).actions).toEqual(expect.arrayContaining(['hold-placed', 'media-viewed']));
});

test('a moderator looks through their own acts, whoever they ask for; nobody else through any', async () => {
  expect((await look({}, moderator)).of).toBe('own');
  expect((await subjects({}, moderator)).length).toBe(10);
  expect(await subjects({ by: 'p1' }, moderator)).toEqual([]);
  expect((await look({}, moderator)).actions).not.toContain('user-created');
  const host = await logIn(server.url, 'host');
  expect((await host.get('/api/log/audit/acts')).status).toBe(403);
  expect((await nobody(server.url).get('/api/log/audit/acts')).status).toBe(401);
});

test('a look is an act: what was looked for, and how much was seen', async () => {
  await look({ by: 'p1', action: 'media-viewed' });
  const noted = await ground.store.audits
    .find({ action: 'audit-log-read' })
    .sort({ at: -1, _id: -1 })
    .limit(1)
    .lean<AuditDoc[]>();
  expect(noted[0]).toMatchObject({
    subject: 'audit',
    by: { name: 'The admin' },
    details: { by: 'p1', action: 'media-viewed', until: BEFORE, limit: 50, count: 5 },
  });
});
