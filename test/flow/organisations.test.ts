import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AlertView } from '../../models/contract/alert.ts';
import { asRoomId, asUserId } from '../../models/contract/ids.ts';
import type { OrganisationAudit } from '../../models/contract/organisation.ts';
import type { AlertsChanged, Snapshot } from '../../models/contract/socket.ts';
import type { AuditDoc } from '../../models/store/documents.ts';
import { ownAlone, placeHosts } from '../../models/store/host-alone.ts';
import type { InvitationDoc, MembershipDoc } from '../../models/store/organisation-documents.ts';
import { createUser } from '../../models/store/users.ts';
import {
  addAlert,
  addPerson,
  alertOf,
  type Client,
  codeOf,
  connected,
  feedClient,
  type Ground,
  logIn,
  OTHER_ROOM,
  openGround,
  PASSWORD,
  ROOM,
  tellAlert,
  until,
} from './harness.ts';
import { accept, meOf, openStage, type Stage } from './organisation-stage.ts';

let ground: Ground;
let stage: Stage;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground?.close();
});
beforeEach(async () => {
  stage = await openStage(ground);
});
afterEach(async () => {
  await stage?.close();
});

/** A live connection with what it was sent. */
const live = async (who: Client) => {
  const socket = feedClient(stage.server.url, who);
  const heard: AlertView[] = [];
  const told: string[] = [];
  socket.on('alerts:changed', (event: AlertsChanged) => heard.push(...event.alerts));
  socket.on('session:changed', () => told.push('changed'));
  await connected(socket);
  const resumed = await socket.emitWithAck('feed:resume', {});
  return { socket, heard, told, cursor: resumed.ok ? resumed.cursor : undefined };
};

describe('what is changed takes effect at once', () => {
  const memberOf = async (login: string, more: Record<string, unknown> = {}) => {
    const client = await stage.newcomer(login);
    expect((await accept(client, (await stage.invite(more)).token)).status).toBe(200);
    const user = await ground.store.users.findOne({ login }).lean();
    return { client, userId: user?._id ?? asUserId('') };
  };

  test('whoever is removed loses the rooms, also on a live connection, without waiting for the watch', async () => {
    const { client, userId } = await memberOf('anna');
    const alert = await addAlert(ground, stage.broadcast, 'one');
    const line = await live(client);
    await tellAlert(ground, alertOf(stage.broadcast, 'one', { revision: 2 }));
    await until('the alert comes', () => line.heard.length === 1);
    const gone = new Promise<void>((done) => line.socket.once('disconnect', () => done()));
    const sinceMs = performance.now();
    const removed = await stage.owner.send('POST', stage.at(`/members/${userId}/removal`), {
      reason: 'left',
    });
    expect(removed.status).toBe(204);
    await gone;
    // Less than half of the watch that would find it without being told.
    expect(performance.now() - sinceMs).toBeLessThan(7_000);
    expect(line.told).toEqual(['changed']);
    await tellAlert(ground, alertOf(stage.broadcast, 'one', { revision: 3 }));
    expect((await client.get(`/api/alerts/${alert._id}`)).status).toBe(404);
    expect((await client.get(`/api/broadcasts/${stage.broadcast.publicId}`)).status).toBe(404);
    // Whatever cursor the connection comes back with, it is given all that it may see now, which is nothing.
    const snapshot = new Promise<Snapshot>((done) => line.socket.once('feed:snapshot', done));
    await connected(line.socket);
    const back = await line.socket.emitWithAck('feed:resume', line.cursor ? { cursor: line.cursor } : {});
    expect(back).toMatchObject({ ok: true, mode: 'snapshot' });
    expect(await snapshot).toMatchObject({ alerts: [], broadcasts: [] });
    expect(line.heard).toHaveLength(1);
    line.socket.close();
  });

  test('whoever gets a room more is shown what was open in it', async () => {
    const { client, userId } = await memberOf('anna', { rooms: [OTHER_ROOM] });
    await addAlert(ground, stage.broadcast, 'before');
    const line = await live(client);
    const gone = new Promise<void>((done) => line.socket.once('disconnect', () => done()));
    const change = { rooms: [ROOM, OTHER_ROOM], reason: 'helps out' };
    expect((await stage.owner.send('PATCH', stage.at(`/members/${userId}`), change)).status).toBe(204);
    await gone;
    const snapshot = new Promise<Snapshot>((done) => line.socket.once('feed:snapshot', done));
    await connected(line.socket);
    await line.socket.emitWithAck('feed:resume', line.cursor ? { cursor: line.cursor } : {});
    expect((await snapshot).alerts.map((one) => one.id)).toEqual(['before']);
    line.socket.close();
  });

  test('a room that is taken from the organisation is lost to all of it, and does not come back by itself', async () => {
    const { client } = await memberOf('anna');
    await addPerson(ground.store, 'admin');
    const admin = await logIn(stage.server.url, 'admin');
    const line = await live(stage.owner);
    const gone = new Promise<void>((done) => line.socket.once('disconnect', () => done()));
    const rooms = (body: Record<string, unknown>) =>
      admin.send('POST', stage.at('/rooms'), { ...body, reason: 'sold' });
    expect((await rooms({ release: [ROOM] })).status).toBe(200);
    await gone;
    for (const who of [stage.owner, client])
      expect((await who.get(`/api/broadcasts/${stage.broadcast.publicId}`)).status).toBe(404);
    expect((await rooms({ assign: [ROOM] })).status).toBe(200);
    expect((await meOf(client))?.rooms).toEqual([]);
    expect((await meOf(stage.owner))?.rooms).toEqual([ROOM, OTHER_ROOM]);
    const another = { name: 'Another', kind: 'mcn', rooms: [ROOM], reason: 'x' };
    const taken = await admin.send('POST', '/api/organisations', another);
    expect([taken.status, await codeOf(taken)]).toEqual([409, 'room-taken']);
    line.socket.close();
  });

  test('a member leaves; the last owner cannot leave, be demoted or removed', async () => {
    const { client, userId } = await memberOf('anna', { role: 'owner', rooms: 'all' });
    expect((await client.send('POST', stage.at('/leave'), { reason: 'going home' })).status).toBe(204);
    expect((await meOf(client))?.memberships).toEqual([]);
    const acts = [
      stage.owner.send('POST', stage.at('/leave'), {}),
      stage.owner.send('PATCH', stage.at(`/members/${stage.ownerId}`), { role: 'compliance', reason: 'x' }),
      stage.owner.send('POST', stage.at(`/members/${stage.ownerId}/removal`), { reason: 'x' }),
    ];
    for (const refused of await Promise.all(acts)) {
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain('make someone else an owner first');
    }
    expect(
      (await stage.owner.send('PATCH', stage.at(`/members/${userId}`), { role: 'owner', reason: 'x' }))
        .status,
    ).toBe(404);
  });

  test('two owners who leave at once do not leave it without one', async () => {
    const { client } = await memberOf('anna', { role: 'owner', rooms: 'all' });
    const answers = await Promise.all(
      [stage.owner, client].map((who) => who.send('POST', stage.at('/leave'), {})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const left = await ground.store.memberships.find().lean<MembershipDoc[]>();
    expect(left.map(({ role }) => role)).toEqual(['owner']);
  });
});

test('who did what stands in the audit, with reasons and what was before; owners and admins read it', async () => {
  const anna = await stage.newcomer('anna');
  const { token } = await stage.invite();
  await accept(anna, token);
  const user = await ground.store.users.findOne({ login: 'anna' }).lean();
  await stage.owner.send('PATCH', stage.at(`/members/${user?._id}`), {
    role: 'presenter',
    reason: 'now speaks',
  });
  // As it is already: nothing happened, and nothing is recorded.
  await stage.owner.send('PATCH', stage.at(`/members/${user?._id}`), { role: 'presenter', reason: 'again' });
  await stage.owner.send('POST', stage.at(`/members/${user?._id}/removal`), { reason: 'contract ended' });
  const page = (await (await stage.owner.get(stage.at('/audit'))).json()) as OrganisationAudit;
  const mine = page.entries.filter(({ by }) => by.name === 'The host');
  expect(mine.map(({ act, by, reason }) => [act, by.name, reason])).toEqual([
    ['member-removed', 'The host', 'contract ended'],
    ['member-changed', 'The host', 'now speaks'],
    ['invitation-accepted', 'The host', undefined],
    ['member-invited', 'The host', undefined],
  ]);
  expect(page.entries.map(({ act }) => act).sort()).toEqual(
    [...mine.map(({ act }) => act), 'member-added', 'organisation-created'].sort(),
  );
  expect(mine[1]).toMatchObject({
    subject: user?._id,
    role: 'presenter',
    before: { role: 'assistant', rooms: [ROOM] },
  });
  await addPerson(ground.store, 'admin');
  expect(await (await (await logIn(stage.server.url, 'admin')).get(stage.at('/audit'))).json()).toEqual(page);
});

test('an act and its record are there together, or neither', async () => {
  const anna = await stage.newcomer('anna');
  const { token } = await stage.invite();
  const before = await ground.store.audits.countDocuments();
  const { connection } = ground.store;
  // From here on no record of an act can be written.
  await connection.db?.command({ collMod: 'audits', validator: { never: { $exists: true } } });
  expect((await accept(anna, token)).status).toBe(500);
  await connection.db?.command({ collMod: 'audits', validator: {} });
  expect((await meOf(anna))?.memberships).toEqual([]);
  expect((await stage.look(token)).state).toBe('open');
  expect(await ground.store.audits.countDocuments()).toBe(before);
});

test('rooms that stood on people become organisations, once, and nobody sees more or less than before', async () => {
  const { store } = ground;
  const acting = { by: { id: 'test', name: 'test' }, now: new Date() };
  for (const one of [store.organisations, store.memberships])
    await (one as unknown as typeof store.users).deleteMany({});
  const old = async (login: string, role: 'host' | 'consumer', rooms: string[]) => {
    const user = await createUser(
      store,
      { login, name: login, role, password: PASSWORD, demo: false },
      acting,
    );
    await store.users.collection.updateOne({ _id: user._id } as Record<string, unknown>, { $set: { rooms } });
  };
  await old('first', 'host', ['r1', 'r2']);
  await old('shares', 'host', ['r2', 'r3']);
  await old('none', 'host', []);
  await old('buyer', 'consumer', ['r1']);
  // Each is moved once, by whichever of the two comes first.
  const moved = await Promise.all([placeHosts(store, new Date()), placeHosts(store, new Date())]);
  expect(moved.reduce((sum, one) => sum + one)).toBe(4);
  expect(await placeHosts(store, new Date())).toBe(0);
  const roomsOf = async (login: string) => (await meOf(await logIn(stage.server.url, login)))?.rooms;
  expect(await roomsOf('first')).toEqual(['r1', 'r2']);
  expect(await roomsOf('shares')).toEqual(['r2', 'r3']);
  expect(await roomsOf('none')).toEqual([]);
  expect(await roomsOf('buyer')).toEqual([]);
  // Of two processes at once either may come first to the room that both have; it has one owner all the same.
  expect(await store.memberships.countDocuments({ role: 'owner' })).toBe(2);
  expect(await store.memberships.countDocuments({ role: 'assistant', rooms: asRoomId('r2') })).toBe(1);
  const audits = (await store.audits.find().lean<AuditDoc[]>()).filter(({ by }) => by.id === 'migration');
  expect(audits.length).toBe(5);
});

test('a room has one organisation, also where two are given it at once', async () => {
  const { store } = ground;
  const acting = { by: { id: 'test', name: 'test' }, now: new Date() };
  const make = async (login: string) =>
    createUser(
      store,
      { login, name: login, role: 'host', password: PASSWORD, demo: false },
      acting,
      (session, user) => ownAlone(store, session, user, [asRoomId('wanted')], acting),
    ).then(
      () => 'made',
      () => 'refused',
    );
  expect((await Promise.all([make('one'), make('two')])).sort()).toEqual(['made', 'refused']);
  expect(await store.organisations.countDocuments({ rooms: asRoomId('wanted') })).toBe(1);
  // Who was refused is not there by half.
  expect(await store.users.countDocuments({ login: { $in: ['one', 'two'] } })).toBe(1);
  const offers = await store.invitations.find().lean<InvitationDoc[]>();
  expect(offers).toEqual([]);
});
