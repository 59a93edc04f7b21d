import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asRoomId, type UserId } from '../../models/contract/ids.ts';
import { MEMBER_ROLES, type MemberRole, RIGHTS_OF, type Right } from '../../models/contract/rights.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { addMember } from '../../models/store/keep-members.ts';
import { createOrganisation } from '../../models/store/keep-organisation.ts';
import type { OrganisationDoc } from '../../models/store/organisation-documents.ts';
import { userById } from '../../models/store/users.ts';
import {
  addAlert,
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  type Ground,
  logIn,
  openGround,
  openServer,
  type TestServer,
} from './harness.ts';

const [MINE, SECOND, FOREIGN] = [asRoomId('mine'), asRoomId('second'), asRoomId('foreign')];
const deed = { by: { id: 'test', name: 'test' }, now: new Date() };

let ground: Ground;
let server: TestServer;
let organisation: OrganisationDoc;
let memberId: UserId;
const clients = new Map<MemberRole | 'outsider', Client>();
const broadcasts = new Map<string, BroadcastDoc>();
const alerts = new Map<string, AlertDoc>();

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  const { store } = ground;
  const input = { name: 'Lamp makers', kind: 'merchant', rooms: [MINE, SECOND], demo: false } as const;
  organisation = await createOrganisation(store, input, deed);
  for (const role of MEMBER_ROLES) {
    const { id } = await addPerson(store, 'host', { login: role, rooms: [] });
    const user = await userById(store, id);
    if (!user) throw new Error('nobody was made');
    await addMember(store, organisation._id, user, { role, rooms: [MINE] }, deed);
    if (role === 'presenter') memberId = id;
    clients.set(role, await logIn(server.url, role));
  }
  await addPerson(store, 'host', { login: 'outsider', rooms: [FOREIGN] });
  clients.set('outsider', await logIn(server.url, 'outsider'));
  const { token } = await addToken(store);
  for (const room of [MINE, SECOND, FOREIGN]) {
    const place = { room: { id: room, name: `Room ${room}`, operator: 'x' } };
    const doc = await addBroadcast(ground, server.url, token, `in-${room}`, place);
    broadcasts.set(room, doc);
    alerts.set(room, await addAlert(ground, doc, `alert-${room}`, { heldUntil: new Date(Date.now() + 1e6) }));
  }
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const publicId = (room: string): string => broadcasts.get(room)?.publicId ?? '';
const clientOf = (who: MemberRole | 'outsider'): Client => {
  const client = clients.get(who);
  if (!client) throw new Error(`${who} is not there`);
  return client;
};

interface Act {
  readonly right: Right | 'none';
  readonly ask: (client: Client) => Promise<Response>;
  /** To a member without the right. */
  readonly refused?: 403 | 404;
  /** To someone from elsewhere. */
  readonly outside?: 200 | 404;
}

const of = (rest: string): string => `/api/organisations/${organisation._id}${rest}`;
const inRoom = (room: string): Readonly<Record<string, Act>> => ({
  'a broadcast': { right: 'desk', ask: (me) => me.get(`/api/broadcasts/${publicId(room)}`) },
  'what was said': { right: 'desk', ask: (me) => me.get(`/api/broadcasts/${publicId(room)}/lines`) },
  'what is owed': { right: 'desk', ask: (me) => me.get(`/api/broadcasts/${publicId(room)}/duties`) },
  'the prompter': { right: 'desk', ask: (me) => me.get(`/api/broadcasts/${publicId(room)}/prompter`) },
  'an alert that is held for the room': {
    right: 'alerts',
    ask: (me) => me.get(`/api/alerts/${alerts.get(room)?._id}`),
  },
  'its moment': { right: 'alerts', ask: (me) => me.get(`/api/alerts/${alerts.get(room)?._id}/moment`) },
  'a line for the prompter': {
    right: 'prompt',
    ask: (me) => me.send('POST', `/api/broadcasts/${publicId(room)}/prompter`, { text: '好' }),
  },
  'an answer': {
    right: 'answer',
    // Nothing is upheld yet: whoever may, is told so.
    ask: (me) => me.send('POST', `/api/alerts/${alerts.get(room)?._id}/answers`, { text: '说明如下' }),
  },
  'said: corrected': {
    right: 'correct',
    ask: (me) => me.send('POST', `/api/alerts/${alerts.get(room)?._id}/correction`, { act: 'said' }),
  },
});

const IN_ORGANISATION: Readonly<Record<string, Act>> = {
  'a script check': {
    right: 'check',
    ask: (me) => me.send('POST', '/api/check', { text: '一盏纸灯笼' }),
    outside: 200,
  },
  inviting: {
    right: 'members',
    ask: (me) => me.send('POST', of('/invitations'), { label: 'x', role: 'presenter', rooms: [MINE] }),
  },
  'changing a member': {
    right: 'members',
    ask: (me) => me.send('PATCH', of(`/members/${memberId}`), { role: 'presenter', reason: 'as it is' }),
  },
  'removing a member': {
    right: 'members',
    // Whoever may, is told that there is none: the others are refused before that.
    ask: (me) => me.send('POST', of('/members/nobody/removal'), { reason: 'a try' }),
  },
  'withdrawing an invitation': {
    right: 'members',
    ask: (me) => me.send('POST', of('/invitations/none/withdrawal')),
  },
  'the audit': { right: 'audit', ask: (me) => me.get(of('/audit')) },
  'giving rooms': {
    right: 'none',
    ask: (me) => me.send('POST', of('/rooms'), { assign: ['another'], reason: 'mine now' }),
  },
  'making an organisation': {
    right: 'none',
    ask: (me) => me.send('POST', '/api/organisations', { name: 'x', kind: 'mcn', reason: 'x' }),
  },
  deciding: {
    right: 'none',
    ask: (me) =>
      me.send('POST', '/api/decisions', { action: 'dismiss', alerts: [{ id: 'alert-mine', revision: 1 }] }),
  },
};

/** 404 and 409 after the door count as let in: the thing itself is not there, or not in a state for it. */
const isIn = async (response: Response): Promise<boolean> => {
  if (response.ok) return true;
  const text = await response.text();
  if (response.status === 409) return /nothing is upheld/.test(text);
  return response.status === 404 && /no such (member|invitation)/.test(text);
};

const roles = [...MEMBER_ROLES];
const acts = { ...inRoom(MINE), ...IN_ORGANISATION };

describe.each(roles)('%s', (role) => {
  test.each(Object.entries(acts))('%s', async (_, { right, ask, refused = 403 }) => {
    const response = await ask(clientOf(role));
    const may = right !== 'none' && RIGHTS_OF[role].includes(right);
    if (may) expect(await isIn(response)).toBe(true);
    else expect(response.status).toBe(refused);
  });

  test('sees a room that is not its own only as an owner', async () => {
    for (const { right, ask } of Object.values(inRoom(SECOND))) {
      if (!RIGHTS_OF[role].includes(right as Right)) continue;
      const response = await ask(clientOf(role));
      if (role === 'owner') expect(await isIn(response)).toBe(true);
      else expect(response.status).toBe(404);
    }
  });

  test('sees nothing of a room of others', async () => {
    for (const { ask } of Object.values(inRoom(FOREIGN)))
      expect((await ask(clientOf(role))).status).toBe(404);
  });

  test('is told its own rooms and no other', async () => {
    const listed = (await (await clientOf(role).get('/api/broadcasts')).json()) as {
      broadcasts: { room: { id: string } }[];
    };
    const rooms = listed.broadcasts.map(({ room }) => room.id).sort();
    expect(rooms).toEqual(role === 'owner' ? [MINE, SECOND] : [MINE]);
  });
});

describe('from another organisation', () => {
  test.each(Object.entries(acts))('%s', async (_, { right, ask, outside }) => {
    const { status } = await ask(clientOf('outsider'));
    if (right === 'none') expect([403, 404]).toContain(status);
    else expect(status).toBe(outside ?? 404);
  });
});
