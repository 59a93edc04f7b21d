import { afterAll, beforeAll, expect, test } from 'vitest';
import { asExhibitId, asMarkId, type MarkId } from '../../models/contract/ids.ts';
import type { PlatformMarks } from '../../models/contract/platform-mark.ts';
import type { AuditDoc, BroadcastDoc, UserDoc } from '../../models/store/documents.ts';
import { bringExhibit } from '../../models/store/exhibits.ts';
import type { MarkDoc } from '../../models/store/mark-documents.ts';
import { type MarkKeeper, placeMark, takeBackMark } from '../../models/store/marks.ts';
import { userByLogin } from '../../models/store/users.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
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
 * What buyers marked and brought, as moderators see it: masked, and told whole to whoever says why.
 */
let ground: Ground;
let server: TestServer;
let moderator: Client;
let first: BroadcastDoc;
let second: BroadcastDoc;
let buyer: UserDoc;
const ADDRESS = { kind: 'phone' as const, shown: '138****8000' };
const CODE: MarkKeeper = { of: 'code', hash: 'a'.repeat(64) };
const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 23, 1, minutes));

const mark = async (
  id: string,
  doc: BroadcastDoc,
  keeper: MarkKeeper,
  more: Partial<MarkDoc>,
): Promise<MarkId> => {
  const { _id: broadcastId, publicId, roomId } = doc;
  const found = keeper.of === 'account' ? { owner: keeper.id } : { codeHash: keeper.hash };
  const placed = {
    _id: asMarkId(id),
    broadcastId,
    publicId,
    roomId,
    atMs: 41_000,
    at: at(0),
    ...found,
    ...more,
  };
  await placeMark(ground.store, placed, keeper);
  return placed._id;
};

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  for (const role of ['admin', 'moderator', 'host', 'consumer'] as const) await addPerson(ground.store, role);
  await addPerson(ground.store, 'consumer', { login: 'signed-up' });
  moderator = await logIn(server.url, 'moderator');
  const { token } = await addToken(ground.store);
  first = await addBroadcast(ground, server.url, token, 'first');
  second = await addBroadcast(ground, server.url, token, 'second');
  buyer = (await userByLogin(ground.store, 'consumer')) as UserDoc;
  const { _id } = (await userByLogin(ground.store, 'signed-up')) as UserDoc;
  await ground.store.users.updateOne({ _id }, { $set: { address: ADDRESS } });
  const account: MarkKeeper = { of: 'account', id: buyer._id, name: buyer.name };
  const own = await mark('own', first, account, { words: '听了这句才买的', bought: { day: '2026-11-20' } });
  const { roomId, _id: broadcastId, publicId } = first;
  const exhibit = {
    ...{ _id: asExhibitId('paid'), markId: own, broadcastId, roomId, kind: 'payment' as const },
    ...{ name: '付款.png', sha256: 'b'.repeat(64), bytes: 9, type: 'image/png', at: at(1) },
  };
  const by = { id: buyer._id, name: buyer.name };
  const limits = { perMark: 5, bytesMax: 100 };
  await bringExhibit(
    ground.store,
    exhibit,
    { _id: own, atMs: 41_000, publicId },
    { keeper: account, by, limits },
  );
  await mark('coded', first, CODE, { at: at(2) });
  await mark('elsewhere', second, { of: 'account', id: _id, name: 'x' }, { at: at(3) });
  await mark('back', second, CODE, { at: at(3), words: '后来撤回' });
  await takeBackMark(ground.store, { _id: asMarkId('back') }, by, at(4));
  await mark('orphan', second, CODE, { at: at(5) });
  await ground.store.marks.updateOne({ _id: asMarkId('orphan') }, { $unset: { codeHash: 1 } });
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const list = async (query = ''): Promise<PlatformMarks> =>
  (await (await moderator.get(`/api/marks${query}`)).json()) as PlatformMarks;

test('all marks stand there, newest first, with what was brought and nobody’s name', async () => {
  const { marks, next } = await list();
  expect(next).toBeUndefined();
  expect(marks.map(({ id, markedBy, shown, state }) => [id, markedBy, shown, state])).toEqual([
    ['orphan', 'nobody', undefined, 'recording'],
    ['elsewhere', 'account', ADDRESS.shown, 'recording'],
    ['back', 'code', undefined, 'taken-back'],
    ['coded', 'code', undefined, 'recording'],
    ['own', 'account', `${buyer.name.charAt(0)}**`, 'recording'],
  ]);
  expect(JSON.stringify(marks)).not.toContain(buyer.name);
  expect(JSON.stringify(marks)).not.toContain('后来撤回');
  expect(marks.at(-1)).toMatchObject({
    publicId: first.publicId,
    title: first.input.title,
    room: first.input.room.name,
    atMs: 41_000,
    words: '听了这句才买的',
    bought: { day: '2026-11-20' },
    exhibits: [{ id: 'paid', kind: 'payment', file: '/api/exhibits/paid/file' }],
  });
  expect((await list(`?broadcast=${first.publicId}`)).marks.map(({ id }) => id)).toEqual(['coded', 'own']);
});

test('pages follow each other, none is left out or comes twice, also of one moment', async () => {
  const seen: string[] = [];
  let before = '';
  for (let page = 0; page < 9; page += 1) {
    const { marks, next } = await list(`?limit=2${before}`);
    seen.push(...marks.map(({ id }) => id));
    if (next === undefined) break;
    before = `&before=${next}`;
  }
  expect(seen).toEqual(['orphan', 'elsewhere', 'back', 'coded', 'own']);
  expect((await moderator.get('/api/marks?before=yesterday')).status).toBe(400);
  expect((await moderator.get(`/api/marks?broadcast=${'A'.repeat(22)}`)).status).toBe(404);
});

test('who it was is told with a reason, and that is audited first; of what belongs to no account there is nobody to tell of', async () => {
  const ask = (id: string, reason = '核实下单时间') =>
    moderator.send('POST', `/api/marks/${id}/marker`, { reason });
  expect(await codeOf(await ask('own', ' '))).toBe('invalid');
  const told = await ask('own');
  expect([told.status, await told.json()]).toEqual([200, { id: buyer._id, name: buyer.name }]);
  expect(await (await ask('elsewhere')).json()).toMatchObject({ address: ADDRESS });
  for (const id of ['coded', 'orphan']) expect([id, (await ask(id)).status]).toEqual([id, 409]);
  expect((await ask('none')).status).toBe(404);
  const audits = await ground.store.audits.find({ action: 'marker-unmasked' }).lean<AuditDoc[]>();
  expect(audits.map(({ subject, reason, by }) => [subject, reason, by.name])).toEqual([
    ['own', '核实下单时间', 'The moderator'],
    ['elsewhere', '核实下单时间', 'The moderator'],
  ]);
});

test.each([
  ['admin', 200, 200],
  ['moderator', 200, 200],
  ['host', 403, 403],
  ['consumer', 403, 403],
  ['nobody', 401, 401],
])('%s', async (login, lists, names) => {
  const who = login === 'nobody' ? nobody(server.url) : await logIn(server.url, login);
  expect((await who.get('/api/marks')).status).toBe(lists);
  expect((await who.send('POST', '/api/marks/own/marker', { reason: 'a check' })).status).toBe(names);
});
