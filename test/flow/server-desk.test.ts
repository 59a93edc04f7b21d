import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlertView } from '../../models/contract/alert.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { PROMPT_CHARS_MAX, type PrompterReply } from '../../models/contract/duty.ts';
import { asRoomId } from '../../models/contract/ids.ts';
import type { AlertsChanged, BroadcastsChanged } from '../../models/contract/socket.ts';
import type { AlertDoc, AuditDoc, BroadcastDoc } from '../../models/store/documents.ts';
import {
  addAlert,
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  codeOf,
  connected,
  feedClient,
  type Ground,
  logIn,
  openGround,
  openServer,
  type TestServer,
  until,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let host: Client;
let stranger: Client;
let moderator: Client;
let broadcast: BroadcastDoc;
beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  const { token } = await addToken(ground.store);
  broadcast = await addBroadcast(ground, server.url, token, 'desk');
  await addPerson(ground.store, 'host');
  await addPerson(ground.store, 'host', { login: 'stranger', rooms: [asRoomId('another-room')] });
  await addPerson(ground.store, 'moderator');
  [host, stranger, moderator] = (await Promise.all(
    ['host', 'stranger', 'moderator'].map((login) => logIn(server.url, login)),
  )) as [Client, Client, Client];
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const prompter = () => `/api/broadcasts/${broadcast.publicId}/prompter`;

test('a room puts a line before its presenter, and nobody else reads it', async () => {
  const mine = feedClient(server.url, host);
  const theirs = feedClient(server.url, moderator);
  const heard: BroadcastView[] = [];
  const heardByOthers: BroadcastView[] = [];
  mine.on('broadcasts:changed', (event: BroadcastsChanged) => heard.push(...event.broadcasts));
  theirs.on('broadcasts:changed', (event: BroadcastsChanged) => heardByOthers.push(...event.broadcasts));
  await Promise.all([connected(mine), connected(theirs)]);
  await Promise.all([mine, theirs].map((socket) => socket.emitWithAck('feed:resume', {})));
  const shown = await host.send('POST', prompter(), { text: ' 保质期十八个月 ', dutyId: 'shelf-life' });
  expect(shown.status).toBe(200);
  const { prompt } = (await shown.json()) as PrompterReply;
  expect(prompt).toMatchObject({ text: '保质期十八个月', dutyId: 'shelf-life', by: 'The host' });
  await until('the line is told', () => heard.some((view) => view.prompt?.id === prompt?.id));
  await until('others hear of it', () => heardByOthers.length > 0);
  expect(heardByOthers.every((view) => view.prompt === undefined)).toBe(true);
  expect(await (await host.send('GET', prompter())).json()).toEqual({ prompt });
  const cleared = await host.send('POST', prompter(), { text: null });
  expect(await cleared.json()).toEqual({ prompt: null });
  mine.close();
  theirs.close();
});

test('only the room’s own people run its desk, with a line that can be read', async () => {
  expect((await stranger.send('POST', prompter(), { text: '好' })).status).toBe(404);
  const forbidden = await moderator.send('POST', prompter(), { text: '好' });
  expect([forbidden.status, await codeOf(forbidden)]).toEqual([403, 'forbidden']);
  expect((await moderator.send('GET', prompter())).status).toBe(403);
  for (const text of ['', '  ', '一'.repeat(PROMPT_CHARS_MAX + 1), '坏\0', 7])
    expect((await host.send('POST', prompter(), { text })).status).toBe(400);
});

const correct = (who: Client, alert: AlertDoc, act: string) =>
  who.send('POST', `/api/alerts/${alert._id}/correction`, { act });

test('a room says that it corrected itself; a moderator confirms; both are audited and told at once', async () => {
  const alert = await addAlert(ground, broadcast, 'corrected');
  const feed = feedClient(server.url, moderator);
  const heard: AlertView[] = [];
  feed.on('alerts:changed', (event: AlertsChanged) => heard.push(...event.alerts));
  await connected(feed);
  await feed.emitWithAck('feed:resume', {});
  const early = await correct(moderator, alert, 'confirm');
  expect([early.status, await codeOf(early)]).toEqual([409, 'conflict']);
  const said = (await (await correct(host, alert, 'said')).json()) as AlertView;
  expect(said.correction).toMatchObject({ by: { name: 'The host' } });
  expect(said.status).toBe('open');
  await until('the correction is told', () =>
    heard.some(({ id, correction }) => id === alert._id && correction !== undefined),
  );
  expect((await correct(host, alert, 'confirm')).status).toBe(403);
  expect((await correct(moderator, alert, 'said')).status).toBe(403);
  expect((await correct(stranger, alert, 'said')).status).toBe(404);
  const again = (await (await correct(host, alert, 'said')).json()) as AlertView;
  expect(again.revision).toBe(said.revision);
  const confirmed = (await (await correct(moderator, alert, 'confirm')).json()) as AlertView;
  expect(confirmed.correction?.confirmed?.by.name).toBe('The moderator');
  const mine = (await (await host.send('GET', `/api/alerts/${alert._id}`)).json()) as AlertView;
  expect(mine.correction?.confirmed?.by.name).not.toBe('The moderator');
  const acts = await ground.store.audits.find({ subject: alert._id }).sort({ at: 1 }).lean<AuditDoc[]>();
  expect(acts.map(({ action }) => action)).toEqual(['correction-said', 'correction-confirmed']);
  feed.close();
});
