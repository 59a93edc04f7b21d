import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asCursor, asUserId } from '../../models/contract/ids.ts';
import type { AlertDoc, BroadcastDoc, SealedDoc } from '../../models/store/documents.ts';
import { broadcastViews } from '../../models/store/find-broadcasts.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import {
  addAlert,
  addBroadcast,
  addPerson,
  addToken,
  alertOf,
  type Client,
  connected,
  feedClient,
  type Ground,
  logIn,
  nobody,
  OTHER_ROOM,
  openGround,
  openServer,
  registration,
  type TestServer,
  tellAlert,
  until,
} from './harness.ts';

/*
 * Every route and every socket event as each role and as nobody. `host` owns the room of the first two broadcasts. A route
 * that this table does not name does not exist for people: the last test holds that.
 */
const WHO = ['admin', 'moderator', 'host', 'consumer', 'nobody'] as const;
type Who = (typeof WHO)[number];

interface Things {
  /** Room of the host, private. */
  own: BroadcastDoc;
  /** Room of the host, public. */
  ownPublic: BroadcastDoc;
  /** Another room, private. */
  other: BroadcastDoc;
  /** Another room, public. */
  otherPublic: BroadcastDoc;
  alert: AlertDoc;
  otherAlert: AlertDoc;
  /** Of a public broadcast of another room. */
  publicAlert: AlertDoc;
  /** The same, decided. */
  upheldAlert: AlertDoc;
}

let ground: Ground;
let server: TestServer;
let things: Things;
let token: string;
const clients = {} as Record<Who, Client>;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  token = (await addToken(ground.store)).token;
  const room = { room: { id: OTHER_ROOM, name: 'Chair room', operator: 'Chair makers' } };
  const make = (id: string, more = {}) => addBroadcast(ground, server.url, token, id, more);
  const own = await make('own');
  const other = await make('other', room);
  const ownPublic = await make('own-public');
  const otherPublic = await make('other-public', room);
  const shown = { _id: { $in: [ownPublic._id, otherPublic._id] } };
  await ground.store.broadcasts.updateMany(shown, { $set: { public: true } });
  things = {
    own,
    other,
    ownPublic,
    otherPublic,
    alert: await addAlert(ground, own, 'alert-own'),
    otherAlert: await addAlert(ground, other, 'alert-other'),
    publicAlert: await addAlert(ground, otherPublic, 'alert-public'),
    upheldAlert: await addAlert(ground, otherPublic, 'alert-upheld', { status: 'upheld' }),
  };
  for (const role of ['admin', 'moderator', 'host', 'consumer'] as const) {
    await addPerson(ground.store, role);
    clients[role] = await logIn(server.url, role);
  }
  clients.nobody = nobody(server.url);
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

type Ask = (client: Client, things: Things) => Promise<Response>;
type Row = readonly [string, Ask, readonly [number, number, number, number, number]];

const get =
  (path: (things: Things) => string): Ask =>
  (client, all) =>
    client.get(path(all));
const send =
  (method: string, path: (things: Things) => string, body: (things: Things) => unknown): Ask =>
  (client, all) =>
    client.send(method, path(all), body(all));
const decide = (action: string, alert: (things: Things) => AlertDoc) =>
  send(
    'POST',
    () => '/api/decisions',
    (all) => ({ action, alerts: [{ id: alert(all)._id, revision: 1 }] }),
  );
const at = (which: keyof Things, rest = '') =>
  get((all) => `/api/broadcasts/${(all[which] as BroadcastDoc).publicId}${rest}`);
const show = (which: keyof Things) =>
  send(
    'POST',
    (all) => `/api/broadcasts/${(all[which] as BroadcastDoc).publicId}/visibility`,
    () => ({ public: which.endsWith('Public'), reason: 'as it is' }),
  );

// Status for admin, moderator, host, consumer, nobody.
const table: readonly Row[] = [
  ['GET /api/session', get(() => '/api/session'), [200, 200, 200, 200, 200]],
  ['GET /api/broadcasts', get(() => '/api/broadcasts'), [200, 200, 200, 200, 401]],
  ['GET a broadcast of the own room', at('own'), [200, 200, 200, 404, 401]],
  ['GET a public broadcast of the own room', at('ownPublic'), [200, 200, 200, 200, 200]],
  ['GET a broadcast of another room', at('other'), [200, 200, 404, 404, 401]],
  ['GET a public broadcast of another room', at('otherPublic'), [200, 200, 404, 200, 200]],
  ['GET a broadcast that is not there', get(() => '/api/broadcasts/nothing'), [404, 404, 404, 404, 401]],
  ['GET a broadcast by the id of its sender', get(() => '/api/broadcasts/own'), [404, 404, 404, 404, 401]],
  ['GET lines, own room', at('own', '/lines'), [200, 200, 200, 404, 401]],
  ['GET lines, another room', at('other', '/lines'), [200, 200, 404, 404, 401]],
  ['GET lines, public', at('otherPublic', '/lines'), [200, 200, 404, 200, 200]],
  ['POST visibility, own room', show('own'), [200, 200, 403, 403, 401]],
  ['POST visibility, public', show('otherPublic'), [200, 200, 403, 403, 401]],
  ['GET /api/alerts', get(() => '/api/alerts?state=open'), [200, 200, 200, 403, 401]],
  ['GET an alert of the own room', get((all) => `/api/alerts/${all.alert._id}`), [200, 200, 200, 403, 401]],
  [
    'GET an alert of another room',
    get((all) => `/api/alerts/${all.otherAlert._id}`),
    [200, 200, 404, 403, 401],
  ],
  ['GET an alert that is not there', get(() => '/api/alerts/nothing'), [404, 404, 404, 403, 401]],
  ['GET a moment, own room', get((all) => `/api/alerts/${all.alert._id}/moment`), [200, 200, 200, 403, 401]],
  [
    'GET a moment, another room',
    get((all) => `/api/alerts/${all.otherAlert._id}/moment`),
    [200, 200, 404, 403, 401],
  ],
  ['POST a decision', decide('later', (all) => all.alert), [200, 200, 403, 403, 401]],
  ['POST a decision, another room', decide('later', (all) => all.otherAlert), [200, 200, 403, 403, 401]],
  // Nothing is signed yet: 503 says "not yet", to those who may know.
  ['GET the newest checkpoint, own room', at('own', '/log/checkpoint'), [503, 503, 503, 404, 404]],
  ['GET the newest checkpoint, public', at('otherPublic', '/log/checkpoint'), [503, 503, 503, 503, 503]],
  ['GET leaves, own room', at('own', '/log/leaves'), [200, 200, 200, 404, 401]],
  ['GET leaves, another room', at('other', '/log/leaves'), [200, 200, 404, 404, 401]],
  ['GET leaves, public', at('otherPublic', '/log/leaves'), [200, 200, 404, 200, 200]],
  ['GET a proof of inclusion', at('own', '/log/inclusion?leaf=0&size=1'), [400, 400, 400, 404, 401]],
  ['GET a proof of consistency', at('own', '/log/consistency?from=0&to=1'), [400, 400, 400, 404, 404]],
  [
    'GET evidence, own room',
    get((all) => `/api/alerts/${all.alert._id}/evidence`),
    [503, 503, 503, 404, 401],
  ],
  [
    'GET evidence, another room',
    get((all) => `/api/alerts/${all.otherAlert._id}/evidence`),
    [503, 503, 404, 404, 401],
  ],
  [
    'GET evidence, public and undecided',
    get((all) => `/api/alerts/${all.publicAlert._id}/evidence`),
    [503, 503, 404, 404, 401],
  ],
  [
    'GET evidence, public and upheld',
    get((all) => `/api/alerts/${all.upheldAlert._id}/evidence`),
    [503, 503, 404, 503, 401],
  ],
  ['GET an alert, public', get((all) => `/api/alerts/${all.publicAlert._id}`), [200, 200, 404, 403, 401]],
  ['GET the key of the log', get(() => '/api/log/key'), [404, 404, 404, 404, 404]],
  ['GET /healthz', get(() => '/healthz'), [200, 200, 200, 200, 200]],
  ['GET /readyz', get(() => '/readyz'), [200, 200, 200, 200, 200]],
  ['GET /metrics from the machine itself', get(() => '/metrics'), [200, 200, 200, 200, 200]],
  ['GET a route that is not there', get(() => '/api/users'), [404, 404, 404, 404, 404]],
  // Doors of senders: a session opens none of them.
  [
    'POST /api/broadcasts',
    send(
      'POST',
      () => '/api/broadcasts',
      () => registration('new'),
    ),
    [401, 401, 401, 401, 401],
  ],
  [
    'PATCH /api/broadcasts/:id',
    send(
      'PATCH',
      () => '/api/broadcasts/own',
      () => ({ title: 'x' }),
    ),
    [401, 401, 401, 401, 401],
  ],
  [
    'POST events',
    send(
      'POST',
      () => '/api/broadcasts/own/events',
      () => ({}),
    ),
    [401, 401, 401, 401, 401],
  ],
];

describe.each(table)('%s', (_name, ask, expected) => {
  test.each(WHO.map((who, index) => [who, expected[index]] as const))('as %s: %i', async (who, status) => {
    const response = await ask(clients[who], things);
    expect(response.status).toBe(status);
    const type = response.headers.get('content-type') ?? '';
    if (response.status >= 400 && type.includes('json'))
      expect(await response.json()).toMatchObject({
        error: { code: expect.any(String), message: expect.any(String) },
      });
  });
});

test('a sender sees nothing of what people see', async () => {
  for (const path of ['/api/broadcasts', '/api/alerts', `/api/alerts/${things.alert._id}`]) {
    const response = await fetch(server.url + path, { headers: { Authorization: `Bearer ${token}` } });
    expect([path, response.status]).toEqual([path, 401]);
  }
});

test.each([
  ['admin', ['other', 'otherPublic', 'own', 'ownPublic'], 4],
  ['moderator', ['other', 'otherPublic', 'own', 'ownPublic'], 4],
  ['host', ['own', 'ownPublic'], 1],
  ['consumer', ['otherPublic', 'ownPublic'], 0],
] as const)('lists and the feed show %s the same', async (who, names, alerts) => {
  const ids = names.map((name) => things[name].publicId).sort();
  const listed = (await (await clients[who].get('/api/broadcasts')).json()) as {
    broadcasts: { publicId: string }[];
  };
  expect(listed.broadcasts.map(({ publicId }) => publicId).sort()).toEqual(ids);

  const socket = feedClient(server.url, clients[who]);
  const snapshot = new Promise<{ broadcasts: readonly { publicId: string }[]; alerts: readonly unknown[] }>(
    (done) => socket.once('feed:snapshot', done),
  );
  await connected(socket);
  expect(await socket.emitWithAck('feed:resume', {})).toMatchObject({ ok: true, mode: 'snapshot' });
  const shown = await snapshot;
  expect(shown.broadcasts.map(({ publicId }) => publicId).sort()).toEqual(ids);
  expect(shown.alerts).toHaveLength(alerts);
  socket.disconnect();
});

describe('broadcast:watch and broadcast:unwatch', () => {
  test.each([
    ['admin', [true, true, true, true]],
    ['moderator', [true, true, true, true]],
    ['host', [true, true, false, false]],
    ['consumer', [false, true, false, true]],
  ] as const)('as %s', async (who, expected) => {
    const socket = feedClient(server.url, clients[who]);
    await connected(socket);
    const answers = [];
    for (const name of ['own', 'ownPublic', 'other', 'otherPublic'] as const) {
      const { publicId } = things[name];
      const watched = await socket.emitWithAck('broadcast:watch', { publicId });
      const unwatched = await socket.emitWithAck('broadcast:unwatch', { publicId });
      expect(unwatched.ok).toBe(watched.ok);
      if (!watched.ok) expect(watched.code).toBe('not-found');
      answers.push(watched.ok);
    }
    expect(answers).toEqual(expected);
    socket.disconnect();
  });
});

describe('what is seen is not always all of it', () => {
  test('hosts are told what was decided, not by whom nor the note for colleagues', async () => {
    const decided = {
      status: 'dismissed',
      decision: {
        action: 'dismiss',
        by: { id: asUserId('m1'), name: 'A moderator' },
        at: new Date().toISOString(),
        reason: 'lawful',
        note: 'ask legal about this room',
      },
    } as const;
    const taken = { status: 'taken', assignee: { id: asUserId('m1'), name: 'A moderator' } } as const;
    await addAlert(ground, things.own, 'seen-decided', decided);
    await addAlert(ground, things.own, 'seen-taken', taken);
    const asText = async (client: Client): Promise<string[]> => {
      const socket = feedClient(server.url, client);
      const heard: unknown[] = [];
      socket.on('feed:snapshot', (event) => heard.push(event));
      socket.on('alerts:changed', (event) => heard.push(event));
      await connected(socket);
      await socket.emitWithAck('feed:resume', {});
      await socket.emitWithAck('feed:resume', { cursor: asCursor('0-0') });
      await tellAlert(ground, alertOf(things.own, 'seen-decided', { ...decided, revision: 2 }));
      await until('the live change', () => JSON.stringify(heard).includes('"revision":2'));
      socket.disconnect();
      const paths = ['/api/alerts', '/api/alerts/seen-decided', '/api/alerts/seen-decided/moment'];
      const pages = await Promise.all(paths.map(async (path) => (await client.get(path)).text()));
      return [...pages, JSON.stringify(heard)];
    };
    for (const text of await asText(clients.host)) {
      expect(text).toContain('"reason":"lawful"');
      expect(text).not.toMatch(/A moderator|"m1"|ask legal/);
    }
    for (const text of await asText(clients.moderator)) expect(text).toContain('ask legal');
  });

  test('consumers are not told of open suspicions, nor what a capture ran into', async () => {
    const capture = { state: 'failed', since: new Date(), message: 'no route to 10.1.2.3' } as const;
    await ground.store.broadcasts.updateOne({ _id: things.otherPublic._id }, { $set: { capture } });
    const { publicId } = things.otherPublic;
    const asText = async (client: Client): Promise<string[]> => {
      const socket = feedClient(server.url, client);
      const heard: unknown[] = [];
      socket.on('feed:snapshot', (event) => heard.push(event));
      socket.on('broadcasts:changed', (event) => heard.push(event));
      await connected(socket);
      await socket.emitWithAck('feed:resume', {});
      const watched = await socket.emitWithAck('broadcast:watch', { publicId });
      const [view] = await broadcastViews(ground.store, [
        { ...things.otherPublic, public: true, revision: 900, capture } as BroadcastDoc,
      ]);
      if (view) await publishChanges(ground.redis, [{ type: 'broadcast', broadcast: view }]);
      await until('the live change', () => JSON.stringify(heard).includes('"revision":900'));
      socket.disconnect();
      const paths = ['/api/broadcasts', `/api/broadcasts/${publicId}`];
      const pages = await Promise.all(paths.map(async (path) => (await client.get(path)).text()));
      return [...pages, JSON.stringify(watched), JSON.stringify(heard)];
    };
    for (const text of await asText(clients.consumer)) {
      expect(text).toContain('"state":"failed"');
      expect(text).not.toMatch(/10\.1\.2\.3|"openAlerts":[1-9]/);
    }
    for (const text of await asText(clients.moderator)) expect(text).toMatch(/10\.1\.2\.3/);
  });

  test('consumers read what viewers typed, not who they are', async () => {
    const typed = (leafIndex: number, role: string, speaker: string): SealedDoc =>
      ({
        broadcastId: things.otherPublic._id,
        leafIndex,
        kind: 'utterance',
        atMs: 1000 + leafIndex,
        entryId: '1-0',
        values: { text: { value: `line ${leafIndex}`, salt: null }, speaker: { value: speaker, salt: null } },
        utterance: { id: `u${leafIndex}`, revision: 0, source: 'chat', role, judged: 'full', claims: [] },
      }) as unknown as SealedDoc;
    await ground.store.sealed.insertMany([
      typed(901, 'viewer', 'viewer81'),
      typed(902, 'assistant', 'helper1'),
    ]);
    const path = `/api/broadcasts/${things.otherPublic.publicId}/lines`;
    const read = async (client: Client) => (await client.get(path)).text();
    expect(await read(clients.consumer)).toMatch(/line 901.*line 902.*helper1/);
    expect(await read(clients.consumer)).not.toContain('viewer81');
    expect(await read(clients.moderator)).toContain('viewer81');
  });
});

test.each([
  ['nobody', () => clients.nobody, {}, 'unauthorised'],
  ['a cookie that was made up', () => ({ ...clients.nobody, cookie: 'lw=s%3Ax.y' }), {}, 'unauthorised'],
  ['a page of another site', () => clients.admin, { origin: 'https://other.example' }, /./],
] as const)('the feed refuses %s', async (_name, client, headers, message) => {
  const socket = feedClient(server.url, client(), headers);
  await expect(connected(socket)).rejects.toThrow(message);
  socket.disconnect();
});

test.each([
  ['feed:resume', { cursor: 'not a cursor' }],
  ['feed:resume', { cursor: '1-0', more: 1 }],
  ['feed:resume', null],
  ['feed:resume', 'x'],
  ['broadcast:watch', {}],
  ['broadcast:watch', { publicId: { $ne: null } }],
] as const)('the feed answers %s %j with invalid', async (event, request) => {
  const socket = feedClient(server.url, clients.admin);
  await connected(socket);
  const ask = socket.emitWithAck as (name: string, body: unknown) => Promise<unknown>;
  expect(await ask.call(socket, event, request)).toMatchObject({ ok: false, code: 'invalid' });
  socket.disconnect();
});
