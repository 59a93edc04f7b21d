import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AlertView } from '../../models/contract/alert.ts';
import { asRoomId, asUserId } from '../../models/contract/ids.ts';
import type {
  InvitationMade,
  InvitationReply,
  OrganisationAudit,
  OrganisationView,
} from '../../models/contract/organisation.ts';
import type { SessionReply } from '../../models/contract/people.ts';
import type { AlertsChanged, Snapshot } from '../../models/contract/socket.ts';
import type { AuditDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { ownAlone, placeHosts } from '../../models/store/host-alone.ts';
import type {
  InvitationDoc,
  MembershipDoc,
  OrganisationDoc,
} from '../../models/store/organisation-documents.ts';
import { createUser, disableUser } from '../../models/store/users.ts';
import {
  addAlert,
  addBroadcast,
  addPerson,
  addToken,
  alertOf,
  type Client,
  clientOf,
  codeOf,
  connected,
  feedClient,
  type Ground,
  logIn,
  nobody,
  OTHER_ROOM,
  openGround,
  openServer,
  PASSWORD,
  ROOM,
  type TestServer,
  tellAlert,
  tryLogin,
  until,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let owner: Client;
let ownerId: string;
let id: string;
let broadcast: BroadcastDoc;
let nowMs = Date.now();

beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground?.close();
});
beforeEach(async () => {
  const { store } = ground;
  for (const one of [store.users, store.organisations, store.memberships, store.invitations, store.audits])
    await (one as unknown as typeof store.users).deleteMany({});
  await store.broadcasts.deleteMany({});
  await store.alerts.deleteMany({});
  nowMs = Date.now();
  server = await openServer(ground, { now: () => nowMs });
  ownerId = (await addPerson(store, 'host', { login: 'owner', rooms: [ROOM, OTHER_ROOM] })).id;
  id = ((await store.organisations.findOne().lean<OrganisationDoc>()) as OrganisationDoc)._id;
  owner = await logIn(server.url, 'owner');
  const { token } = await addToken(store);
  broadcast = await addBroadcast(ground, server.url, token, `b-${Math.random()}`);
});
afterEach(async () => {
  await server?.close();
});

const at = (rest: string): string => `/api/organisations/${id}${rest}`;
const invite = async (more: Record<string, unknown> = {}): Promise<InvitationMade> => {
  const body = { label: 'the new one', role: 'assistant', rooms: [ROOM], ...more };
  const response = await owner.send('POST', at('/invitations'), body);
  expect(response.status).toBe(201);
  return (await response.json()) as InvitationMade;
};
const look = async (token: string): Promise<InvitationReply> =>
  (await (
    await nobody(server.url).send('POST', '/api/invitations/look', { token })
  ).json()) as InvitationReply;
const accept = (who: Client, token: string): Promise<Response> =>
  who.send('POST', '/api/invitations/accept', { token });
const newcomer = async (login: string): Promise<Client> => {
  await addPerson(ground.store, 'host', { login, rooms: [] });
  return logIn(server.url, login);
};
const meOf = async (who: Client): Promise<SessionReply['me']> =>
  ((await (await who.get('/api/session')).json()) as SessionReply).me;
const seen = async (): Promise<OrganisationView> =>
  (await (await owner.get(at(''))).json()) as OrganisationView;

describe('an invitation', () => {
  test('is accepted by a person with a login, once, and gives that place and those rooms', async () => {
    const { token, link, invitation } = await invite();
    expect(link).toContain(`/#/invitation/${token}`);
    expect(invitation.state).toBe('open');
    const anna = await newcomer('anna');
    expect((await meOf(anna))?.rooms).toEqual([]);
    const offer = await look(token);
    expect(offer).toMatchObject({ state: 'open', organisation: { name: 'The host' }, role: 'assistant' });
    const done = await accept(anna, token);
    expect(done.status).toBe(200);
    expect(((await done.json()) as SessionReply).me?.rooms).toEqual([ROOM]);
    expect((await meOf(anna))?.memberships).toMatchObject([{ role: 'assistant', rooms: [ROOM] }]);
    const ben = await newcomer('ben');
    const again = await accept(ben, token);
    expect([again.status, await codeOf(again)]).toEqual([410, 'invitation-over']);
    expect(await look(token)).toEqual({ state: 'accepted' });
    expect((await seen()).members.map(({ login, role }) => [login, role])).toEqual([
      ['owner', 'owner'],
      ['anna', 'assistant'],
    ]);
  });

  test('of two who accept at once one gets the place', async () => {
    const { token } = await invite();
    const [anna, ben] = [await newcomer('anna'), await newcomer('ben')];
    const answers = await Promise.all([accept(anna, token), accept(ben, token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await seen()).members).toHaveLength(2);
  });

  test('makes a login for someone new, with the rules of passwords, and logs in', async () => {
    const { token } = await invite();
    const offer = await look(token);
    if (offer.state !== 'open') throw new Error('the invitation is over');
    const page = nobody(server.url);
    const body = { token, login: `lin-${offer.loginEnding}`, name: '小林', password: PASSWORD };
    const said = async (change: Record<string, unknown>) => {
      const response = await page.send('POST', '/api/invitations/accept', { ...body, ...change });
      return [response.status, ((await response.json()) as { error: { field?: string } }).error.field];
    };
    expect(await said({ password: 'short' })).toEqual([400, 'password']);
    // The same answer for a login that there is as for one that there is not.
    expect(await said({ login: 'owner' })).toEqual(await said({ login: 'nobody-of-this-name' }));
    expect(await said({ login: `-${offer.loginEnding}` })).toEqual([400, 'login']);
    expect(await ground.store.users.countDocuments()).toBe(1);
    const made = await page.send('POST', '/api/invitations/accept', body);
    expect(made.status).toBe(201);
    const reply = (await made.json()) as SessionReply;
    expect(reply.me).toMatchObject({ login: body.login, role: 'host', rooms: [ROOM] });
    const cookie = (made.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    const lin = clientOf(server.url, cookie, reply.csrf);
    expect((await lin.get(`/api/broadcasts/${broadcast.publicId}`)).status).toBe(200);
    expect((await tryLogin(server.url, body.login, PASSWORD)).status).toBe(200);
  });

  test('keeps only a hash of its secret, and tells of nobody to whoever guesses', async () => {
    const { token } = await invite();
    const stored = JSON.stringify([
      await ground.store.invitations.find().lean(),
      await ground.store.audits.find().lean(),
    ]);
    expect(stored).not.toContain(token);
    expect(JSON.stringify(await seen())).not.toContain(token);
    const page = nobody(server.url);
    const answers = [];
    for (const wrong of [`lwi_${'a'.repeat(43)}`, 'lwi_', '', token.slice(0, -1), `${token}x`, '../etc'])
      for (const act of ['look', 'accept', 'decline']) {
        const body =
          act === 'accept'
            ? { token: wrong, login: 'owner', name: 'x', password: PASSWORD }
            : { token: wrong };
        const response = await page.send('POST', `/api/invitations/${act}`, body);
        answers.push(`${response.status} ${await response.text()}`);
      }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 /);
  });

  test('is declined, withdrawn, or runs out, and then opens nothing', async () => {
    const [declined, withdrawn, late] = [await invite(), await invite(), await invite({ days: 1 })];
    const page = nobody(server.url);
    expect((await page.send('POST', '/api/invitations/decline', { token: declined.token })).status).toBe(204);
    const back = await owner.send('POST', at(`/invitations/${withdrawn.invitation.id}/withdrawal`));
    expect(await back.json()).toMatchObject({ state: 'withdrawn', settled: { by: 'The host' } });
    nowMs += 86_400_000 + 1;
    owner = await logIn(server.url, 'owner');
    const anna = await newcomer('anna');
    const over = [declined, withdrawn, late];
    expect(await Promise.all(over.map(({ token }) => look(token)))).toEqual([
      { state: 'declined' },
      { state: 'withdrawn' },
      { state: 'expired' },
    ]);
    for (const { token } of over) expect((await accept(anna, token)).status).toBe(410);
    expect((await meOf(anna))?.rooms).toEqual([]);
    expect((await seen()).invitations?.map(({ state }) => state).sort()).toEqual([
      'declined',
      'expired',
      'withdrawn',
    ]);
  });

  test('is for hosts who are not in yet; whoever may not keeps the invitation open', async () => {
    const { token } = await invite();
    await addPerson(ground.store, 'consumer');
    const consumer = await accept(await logIn(server.url, 'consumer'), token);
    expect([consumer.status, await codeOf(consumer)]).toEqual([409, 'only-hosts']);
    const already = await accept(owner, token);
    expect([already.status, await codeOf(already)]).toEqual([409, 'already-member']);
    expect((await look(token)).state).toBe('open');
    const stranger = await owner.send('POST', at('/invitations'), {
      label: 'x',
      role: 'assistant',
      rooms: ['foreign'],
    });
    expect([stranger.status, await codeOf(stranger)]).toEqual([400, 'invalid']);
  });

  test('of an owner who is none any more is no way back in', async () => {
    const second = await newcomer('second');
    expect((await accept(second, (await invite({ role: 'owner', rooms: 'all' })).token)).status).toBe(200);
    const { _id } = (await ground.store.users.findOne({ login: 'second' }).lean()) ?? { _id: '' };
    const made = await second.send('POST', at('/invitations'), { label: 'me', role: 'owner', rooms: 'all' });
    const { token } = (await made.json()) as InvitationMade;
    const removed = await owner.send('POST', at(`/members/${_id}/removal`), { reason: 'left the firm' });
    expect(removed.status).toBe(204);
    expect((await accept(second, token)).status).toBe(410);
    expect((await second.get(at(''))).status).toBe(404);
    // A login that the platform has disabled opens nothing either.
    const third = (await invite()).token;
    await disableUser(ground.store, 'owner', { by: { id: 'operator', name: 'x' }, now: new Date() });
    expect(await look(third)).toEqual({ state: 'withdrawn' });
  });

  test('is counted by address', async () => {
    await server.close();
    await ground.redis.flushAll();
    server = await openServer(ground, { limits: { invitationsPerAddress: { points: 3, seconds: 60 } } });
    const page = nobody(server.url);
    const statuses = [];
    for (let n = 0; n < 4; n += 1)
      statuses.push((await page.send('POST', '/api/invitations/look', { token: 'x' })).status);
    expect(statuses).toEqual([404, 404, 404, 429]);
  });
});

/** A live connection with what it was sent. */
const live = async (who: Client) => {
  const socket = feedClient(server.url, who);
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
    const client = await newcomer(login);
    expect((await accept(client, (await invite(more)).token)).status).toBe(200);
    const user = await ground.store.users.findOne({ login }).lean();
    return { client, userId: user?._id ?? asUserId('') };
  };

  test('whoever is removed loses the rooms, also on a live connection, within a second', async () => {
    const { client, userId } = await memberOf('anna');
    const alert = await addAlert(ground, broadcast, 'one');
    const line = await live(client);
    await tellAlert(ground, alertOf(broadcast, 'one', { revision: 2 }));
    await until('the alert comes', () => line.heard.length === 1);
    const gone = new Promise<void>((done) => line.socket.once('disconnect', () => done()));
    const sinceMs = performance.now();
    const removed = await owner.send('POST', at(`/members/${userId}/removal`), { reason: 'left' });
    expect(removed.status).toBe(204);
    await gone;
    expect(performance.now() - sinceMs).toBeLessThan(1000);
    expect(line.told).toEqual(['changed']);
    await tellAlert(ground, alertOf(broadcast, 'one', { revision: 3 }));
    expect((await client.get(`/api/alerts/${alert._id}`)).status).toBe(404);
    expect((await client.get(`/api/broadcasts/${broadcast.publicId}`)).status).toBe(404);
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
    await addAlert(ground, broadcast, 'before');
    const line = await live(client);
    const gone = new Promise<void>((done) => line.socket.once('disconnect', () => done()));
    const change = { rooms: [ROOM, OTHER_ROOM], reason: 'helps out' };
    expect((await owner.send('PATCH', at(`/members/${userId}`), change)).status).toBe(204);
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
    const admin = await logIn(server.url, 'admin');
    const line = await live(owner);
    const gone = new Promise<void>((done) => line.socket.once('disconnect', () => done()));
    const rooms = (body: Record<string, unknown>) =>
      admin.send('POST', at('/rooms'), { ...body, reason: 'sold' });
    expect((await rooms({ release: [ROOM] })).status).toBe(200);
    await gone;
    for (const who of [owner, client])
      expect((await who.get(`/api/broadcasts/${broadcast.publicId}`)).status).toBe(404);
    expect((await rooms({ assign: [ROOM] })).status).toBe(200);
    expect((await meOf(client))?.rooms).toEqual([]);
    expect((await meOf(owner))?.rooms).toEqual([ROOM, OTHER_ROOM]);
    const another = { name: 'Another', kind: 'mcn', rooms: [ROOM], reason: 'x' };
    const taken = await admin.send('POST', '/api/organisations', another);
    expect([taken.status, await codeOf(taken)]).toEqual([409, 'room-taken']);
    line.socket.close();
  });

  test('a member leaves; the last owner cannot leave, be demoted or removed', async () => {
    const { client, userId } = await memberOf('anna', { role: 'owner', rooms: 'all' });
    expect((await client.send('POST', at('/leave'), { reason: 'going home' })).status).toBe(204);
    expect((await meOf(client))?.memberships).toEqual([]);
    const acts = [
      owner.send('POST', at('/leave'), {}),
      owner.send('PATCH', at(`/members/${ownerId}`), { role: 'compliance', reason: 'x' }),
      owner.send('POST', at(`/members/${ownerId}/removal`), { reason: 'x' }),
    ];
    for (const refused of await Promise.all(acts)) {
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain('make someone else an owner first');
    }
    expect((await owner.send('PATCH', at(`/members/${userId}`), { role: 'owner', reason: 'x' })).status).toBe(
      404,
    );
  });

  test('two owners who leave at once do not leave it without one', async () => {
    const { client } = await memberOf('anna', { role: 'owner', rooms: 'all' });
    const answers = await Promise.all([owner, client].map((who) => who.send('POST', at('/leave'), {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const left = await ground.store.memberships.find().lean<MembershipDoc[]>();
    expect(left.map(({ role }) => role)).toEqual(['owner']);
  });
});

test('who did what stands in the audit, with reasons and what was before; owners and admins read it', async () => {
  const anna = await newcomer('anna');
  const { token } = await invite();
  await accept(anna, token);
  const user = await ground.store.users.findOne({ login: 'anna' }).lean();
  await owner.send('PATCH', at(`/members/${user?._id}`), { role: 'presenter', reason: 'now speaks' });
  // As it is already: nothing happened, and nothing is recorded.
  await owner.send('PATCH', at(`/members/${user?._id}`), { role: 'presenter', reason: 'again' });
  await owner.send('POST', at(`/members/${user?._id}/removal`), { reason: 'contract ended' });
  const page = (await (await owner.get(at('/audit'))).json()) as OrganisationAudit;
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
  expect(await (await (await logIn(server.url, 'admin')).get(at('/audit'))).json()).toEqual(page);
});

test('an act and its record are there together, or neither', async () => {
  const anna = await newcomer('anna');
  const { token } = await invite();
  const before = await ground.store.audits.countDocuments();
  const { connection } = ground.store;
  // From here on no record of an act can be written.
  await connection.db?.command({ collMod: 'audits', validator: { never: { $exists: true } } });
  expect((await accept(anna, token)).status).toBe(500);
  await connection.db?.command({ collMod: 'audits', validator: {} });
  expect((await meOf(anna))?.memberships).toEqual([]);
  expect((await look(token)).state).toBe('open');
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
  expect(await Promise.all([placeHosts(store, new Date()), placeHosts(store, new Date())])).toContain(4);
  expect(await placeHosts(store, new Date())).toBe(0);
  const roomsOf = async (login: string) => (await meOf(await logIn(server.url, login)))?.rooms;
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
