import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asCursor, type Cursor, compareEntryIds } from '../../models/contract/ids.ts';
import type { FeedResumed, Snapshot } from '../../models/contract/socket.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import { keys } from '../../models/stream/keys.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  alertOf,
  type Client,
  connected,
  type FeedClient,
  feedClient,
  type Ground,
  logIn,
  OTHER_ROOM,
  openGround,
  openServer,
  type TestServer,
  tellAlert,
  until,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let token: string;
let broadcast: BroadcastDoc;
let elsewhere: BroadcastDoc;
const clients = {} as Record<'moderator' | 'host' | 'consumer', Client>;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  token = (await addToken(ground.store)).token;
  broadcast = await addBroadcast(ground, server.url, token, 'show');
  const room = { id: OTHER_ROOM, name: 'Chair room', operator: 'Chair makers' };
  elsewhere = await addBroadcast(ground, server.url, token, 'elsewhere', { room });
  for (const role of ['moderator', 'host', 'consumer'] as const) {
    await addPerson(ground.store, role);
    clients[role] = await logIn(server.url, role);
  }
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});
beforeEach(async () => {
  await ground.store.alerts.deleteMany({});
});

/** What a dashboard does: keeps the highest revision of each alert, and the cursor of what it has applied. */
class Dashboard {
  readonly alerts = new Map<string, number>();
  readonly broadcasts = new Set<string>();
  /** `id@revision` in the order in which they came. */
  readonly heard: string[] = [];
  readonly snapshots: Snapshot[] = [];
  readonly ended: string[] = [];
  cursor: Cursor | undefined;
  readonly socket: FeedClient;

  constructor(url: string, client: Client) {
    this.socket = feedClient(url, client);
    this.socket.on('feed:snapshot', (event) => {
      this.snapshots.push(event);
      this.alerts.clear();
      this.broadcasts.clear();
      for (const { id, revision } of event.alerts) this.alerts.set(id, revision);
      for (const { publicId } of event.broadcasts) this.broadcasts.add(publicId);
      this.move(event.cursor);
    });
    this.socket.on('alerts:changed', ({ alerts, cursor }) => {
      for (const { id, revision } of alerts) {
        this.heard.push(`${id}@${revision}`);
        this.alerts.set(id, Math.max(revision, this.alerts.get(id) ?? 0));
      }
      this.move(cursor);
    });
    this.socket.on('broadcasts:changed', ({ broadcasts, removed = [], cursor }) => {
      for (const { publicId } of broadcasts) this.broadcasts.add(publicId);
      for (const publicId of removed) this.broadcasts.delete(publicId);
      this.move(cursor);
    });
    this.socket.on('feed:heartbeat', ({ cursor }) => this.move(cursor));
  }
  private move(cursor: Cursor): void {
    if (this.cursor && compareEntryIds(cursor, this.cursor) < 0) throw new Error('a cursor went back');
    this.cursor = cursor;
  }
  async resume(cursor = this.cursor): Promise<FeedResumed> {
    if (!this.socket.connected) await connected(this.socket);
    // Noted as it comes: behind an await, a change that came right after it would stand before it.
    return new Promise((done) => {
      this.socket.once('disconnect', () => done({ ok: false, code: 'unavailable', message: 'cut' }));
      this.socket.emit('feed:resume', cursor ? { cursor } : {}, (answer) => {
        if (answer.ok) this.cursor = answer.cursor;
        done(answer);
      });
    });
  }
  close(): void {
    this.socket.disconnect();
  }
}

const tell = (id: string, revision: number, of = broadcast): Promise<void> =>
  tellAlert(ground, alertOf(of, id, { revision }));

test('first a snapshot, then what changes', async () => {
  await tell('a', 1);
  const dashboard = new Dashboard(server.url, clients.moderator);
  expect(await dashboard.resume()).toMatchObject({ ok: true, mode: 'snapshot', count: 1 });
  await tell('a', 2);
  await tell('b', 1);
  await until('both have come', () => dashboard.heard.length === 2);
  expect(Object.fromEntries(dashboard.alerts)).toEqual({ a: 2, b: 1 });
  dashboard.close();
});

test('where WebSockets are blocked, polling serves the same', async () => {
  const dashboard = new Dashboard(server.url, clients.moderator);
  dashboard.socket.io.opts.transports = ['polling'];
  expect(await dashboard.resume()).toMatchObject({ ok: true, mode: 'snapshot' });
  expect(dashboard.socket.io.engine.transport.name).toBe('polling');
  await tell('polled', 1);
  await until('it has come', () => dashboard.heard.includes('polled@1'));
  dashboard.close();
});

test('too many requests on one connection are answered busy, and it stays', async () => {
  const dashboard = new Dashboard(server.url, clients.moderator);
  await connected(dashboard.socket);
  const { publicId } = broadcast;
  const answers = [];
  for (let n = 0; n < 101; n += 1)
    answers.push(await dashboard.socket.emitWithAck('broadcast:watch', { publicId }));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(100);
  expect(await dashboard.resume()).toMatchObject({ ok: false, code: 'busy' });
  expect(dashboard.socket.connected).toBe(true);
  dashboard.close();
});

test('before it has resumed a connection hears nothing', async () => {
  const dashboard = new Dashboard(server.url, clients.moderator);
  await connected(dashboard.socket);
  await tell('early', 1);
  await new Promise((done) => setTimeout(done, 200));
  expect(dashboard.heard).toEqual([]);
  dashboard.close();
});

test('one that comes back gets what it missed, once and in order, and no snapshot', async () => {
  const dashboard = new Dashboard(server.url, clients.moderator);
  await dashboard.resume();
  dashboard.socket.disconnect();
  const missed = Array.from({ length: 1_200 }, (_, n) => change(`missed-${n + 1}`, n + 1));
  await publishChanges(ground.redis, missed);
  expect(await dashboard.resume()).toMatchObject({ ok: true, mode: 'replayed', count: 1_200 });
  expect(dashboard.heard).toEqual(Array.from({ length: 1_200 }, (_, n) => `missed-${n + 1}@${n + 1}`));
  expect(dashboard.snapshots).toHaveLength(1);
  dashboard.close();
});

const change = (id: string, revision: number, of = broadcast) => {
  const { publicId } = of;
  const view = { id, revision, broadcast: { publicId, roomId: of.roomId } };
  return { type: 'alert', alert: view } as unknown as Parameters<typeof publishChanges>[1][number];
};

describe('while changes keep coming', () => {
  test('ten connections that come and go hear each change once, in order, without a gap', async () => {
    const dashboards = Array.from({ length: 10 }, () => new Dashboard(server.url, clients.moderator));
    for (const dashboard of dashboards) await dashboard.resume();
    let published = 0;
    let running = true;
    const source = (async () => {
      while (running) {
        const batch = Array.from({ length: 5 }, () => {
          published += 1;
          return change(`c${published}`, 1);
        });
        await publishChanges(ground.redis, batch);
        await new Promise((done) => setTimeout(done, 2));
      }
    })();
    await Promise.all(
      dashboards.map(async (dashboard, n) => {
        for (let round = 0; round < 6; round += 1) {
          await new Promise((done) => setTimeout(done, 20 + n * 7));
          dashboard.socket.disconnect();
          // Whatever arrives after the cut was not applied: the cursor stays where it was.
          const { cursor } = dashboard;
          const length = dashboard.heard.length;
          await new Promise((done) => setTimeout(done, 30));
          expect(dashboard.heard.length).toBe(length);
          expect(await dashboard.resume(cursor)).toMatchObject({ ok: true, mode: 'replayed' });
        }
      }),
    );
    running = false;
    await source;
    expect(published).toBeGreaterThan(200);
    const all = Array.from({ length: published }, (_, n) => `c${n + 1}@1`);
    for (const dashboard of dashboards) {
      await until('all have come', () => dashboard.heard.length >= published);
      expect(dashboard.heard).toEqual(all);
      dashboard.close();
    }
  });

  test('a snapshot and what follows it leave nothing out', async () => {
    let running = true;
    let told = 0;
    const source = (async () => {
      while (running) {
        told += 1;
        await tell(`s${told % 40}`, told);
      }
    })();
    for (let round = 0; round < 5; round += 1) {
      const dashboard = new Dashboard(server.url, clients.moderator);
      expect(await dashboard.resume()).toMatchObject({ ok: true, mode: 'snapshot' });
      const goal = told + 60;
      await until('more has been told', () => told > goal);
      const docs = await ground.store.alerts.find().lean();
      const newest = new Map(docs.map((doc) => [String(doc._id), doc.revision]));
      await until('it has as much as the store had', () =>
        [...newest].every(([id, revision]) => (dashboard.alerts.get(id) ?? 0) >= revision),
      );
      dashboard.close();
    }
    running = false;
    await source;
  });
});

test.each([
  [
    'that was trimmed',
    async () => {
      await ground.redis.xTrim(keys.alerts, 'MAXLEN', 1);
      return asCursor('1-0');
    },
  ],
  ['from the future', async () => asCursor('9999999999999-0')],
] as const)('a cursor %s gets a snapshot', async (_name, make) => {
  await tell('kept', 3);
  const dashboard = new Dashboard(server.url, clients.moderator);
  expect(await dashboard.resume(await make())).toMatchObject({ ok: true, mode: 'snapshot', count: 1 });
  expect(dashboard.snapshots).toHaveLength(1);
  dashboard.close();
});

test('a host hears of the own rooms only, live and replayed', async () => {
  const dashboard = new Dashboard(server.url, clients.host);
  await dashboard.resume();
  await tell('theirs', 1, elsewhere);
  await tell('mine', 1);
  await until('mine has come', () => dashboard.heard.includes('mine@1'));
  dashboard.socket.disconnect();
  await tell('theirs', 2, elsewhere);
  await tell('mine', 2);
  expect(await dashboard.resume()).toMatchObject({ mode: 'replayed', count: 1 });
  expect(dashboard.heard).toEqual(['mine@1', 'mine@2']);
  expect([...dashboard.broadcasts]).toEqual([broadcast.publicId]);
  dashboard.close();
});

test('a consumer sees a broadcast come and go with what is public, and no alerts', async () => {
  const dashboard = new Dashboard(server.url, clients.consumer);
  expect(await dashboard.resume()).toMatchObject({ mode: 'snapshot', count: 0 });
  expect([...dashboard.broadcasts]).toEqual([]);
  const show = (isPublic: boolean) =>
    clients.moderator.send('POST', `/api/broadcasts/${broadcast.publicId}/visibility`, {
      public: isPublic,
      reason: 'a test',
    });
  await show(true);
  await until('it came', () => dashboard.broadcasts.has(broadcast.publicId));
  expect(await dashboard.socket.emitWithAck('broadcast:watch', broadcast)).toMatchObject({ code: 'invalid' });
  const { publicId } = broadcast;
  expect(await dashboard.socket.emitWithAck('broadcast:watch', { publicId })).toMatchObject({ ok: true });
  await tell('unseen', 1);
  await show(false);
  await until('it went', () => !dashboard.broadcasts.has(publicId));
  expect(await dashboard.socket.emitWithAck('broadcast:unwatch', { publicId })).toEqual({ ok: false });
  expect(dashboard.heard).toEqual([]);
  dashboard.close();
});

test('a broadcast that was removed is gone for those who saw it', async () => {
  const board = new Dashboard(server.url, clients.moderator);
  const host = new Dashboard(server.url, clients.host);
  await board.resume();
  await host.resume();
  const { publicId, roomId } = elsewhere;
  await publishChanges(ground.redis, [{ type: 'broadcast-removed', publicId, roomId }]);
  await until('it is gone', () => !board.broadcasts.has(publicId));
  expect([...host.broadcasts]).toEqual([broadcast.publicId]);
  board.close();
  host.close();
});

test('two servers tell their own connections the same', async () => {
  const second = await openServer(ground);
  const dashboards = [server.url, second.url].map((url) => new Dashboard(url, clients.moderator));
  for (const dashboard of dashboards) await dashboard.resume();
  for (let n = 1; n <= 20; n += 1) await tell('both', n);
  for (const dashboard of dashboards) await until('the newest', () => dashboard.alerts.get('both') === 20);
  // The cursor of one server means the same to the other.
  const [first, other] = dashboards;
  first?.close();
  await tell('both', 21);
  const moved = new Dashboard(second.url, clients.moderator);
  expect(await moved.resume(first?.cursor)).toMatchObject({ mode: 'replayed', count: 1 });
  moved.close();
  other?.close();
  await second.close();
});

test('heartbeats carry the cursor, and come without anything happening', async () => {
  const dashboard = new Dashboard(server.url, clients.moderator);
  await dashboard.resume();
  const beat = new Promise<{ cursor: Cursor; at: string }>((done) =>
    dashboard.socket.once('feed:heartbeat', done),
  );
  const { cursor, at } = await beat;
  expect(cursor).toBe(dashboard.cursor);
  expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(5_000);
  dashboard.close();
});

test('a client that does not read is cut off, and comes back by its cursor', async () => {
  const dashboard = new Dashboard(server.url, clients.moderator);
  await dashboard.resume();
  const { cursor } = dashboard;
  const closed = new Promise<string>((done) => dashboard.socket.once('disconnect', done));
  const raw = (
    dashboard.socket.io.engine.transport as unknown as { ws: { _socket: import('node:net').Socket } }
  ).ws;
  raw._socket.pause();
  const filler = { ...change('large', 1), filler: 'x'.repeat(900_000) };
  (filler as unknown as { alert: { filler: string } }).alert.filler = 'x'.repeat(900_000);
  let sent = 0;
  await until(
    'it was cut off',
    async () => {
      sent += 1;
      const large = structuredClone(filler) as unknown as { alert: { id: string } };
      large.alert.id = `large-${sent}`;
      await publishChanges(ground.redis, [large as never]);
      return server.gateway.feed.connections === 0;
    },
    30_000,
  );
  expect(sent).toBeLessThan(40);
  raw._socket.resume();
  await closed;
  const again = new Dashboard(server.url, clients.moderator);
  expect(await again.resume(cursor)).toMatchObject({ ok: true, mode: 'replayed', count: sent });
  again.close();
  await ground.redis.del(keys.alerts);
});

test('clients that do not read are cut off one by one; the others hear every change meanwhile, each once, and in order', async () => {
  const healthy = [1, 2, 3].map(() => new Dashboard(server.url, clients.moderator));
  const deaf = [1, 2, 3].map(() => new Dashboard(server.url, clients.moderator));
  for (const dashboard of [...healthy, ...deaf]) await dashboard.resume();
  const heard = healthy.map((dashboard) => {
    const ids: string[] = [];
    dashboard.socket.on('alerts:changed', ({ alerts }) => ids.push(...alerts.map(({ id }) => id)));
    return ids;
  });
  for (const { socket } of deaf) {
    const { ws } = socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } };
    ws._socket.pause();
  }
  const { connections } = server.gateway.feed;
  const sent: string[] = [];
  await until(
    'the deaf are cut off',
    async () => {
      const id = `beside-${sent.length}`;
      sent.push(id);
      const large = structuredClone(change(id, 1)) as unknown as { alert: { filler: string } };
      large.alert.filler = 'x'.repeat(900_000);
      await publishChanges(ground.redis, [large as never]);
      return server.gateway.feed.connections <= connections - deaf.length;
    },
    30_000,
  );
  await until('the others have heard all', () => heard.every((ids) => ids.length >= sent.length));
  expect(heard).toEqual(healthy.map(() => sent));
  expect(healthy.every(({ socket }) => socket.connected)).toBe(true);
  for (const dashboard of [...healthy, ...deaf]) dashboard.close();
  await ground.redis.del(keys.alerts);
});
