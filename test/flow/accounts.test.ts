import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AccountView, OutboxReply, TicketReply } from '../../models/contract/account.ts';
import type { SessionReply } from '../../models/contract/people.ts';
import {
  addPerson,
  type Client,
  clientOf,
  codeOf,
  connected,
  feedClient,
  type Ground,
  logIn,
  nobody,
  openGround,
  openServer,
  PASSWORD,
  type TestServer,
  tryLogin,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let admin: Client;
let clockMs = 0;
const MINUTE_MS = 60_000;
const OWN = 'four paper lanterns';

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground, { now: () => Date.now() + clockMs });
  for (const role of ['admin', 'host', 'consumer'] as const) await addPerson(ground.store, role);
  admin = await logIn(server.url, 'admin');
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});
let n = 0;
let phone = '';
beforeEach(() => {
  n += 1;
  phone = `1380013${8000 + n}`;
});

const post = (path: string, body: unknown, client = nobody(server.url)): Promise<Response> =>
  client.send('POST', path, body);
const json = async <T>(response: Response | Promise<Response>): Promise<T> =>
  (await (await response).json()) as T;
const signUp = (address = phone, password = OWN): Promise<Response> =>
  post('/api/accounts', { address, password, language: 'zh-Hans' });
const outbox = async (): Promise<OutboxReply> => json(admin.get('/api/outbox'));
/** The code of the newest message. */
const newest = async (): Promise<{ kind: string; to: string; text: string; code: string }> => {
  const [message] = (await outbox()).messages;
  const text = message?.text ?? '';
  return { kind: message?.kind ?? '', to: message?.to ?? '', text, code: /\d{6}/.exec(text)?.[0] ?? '' };
};
const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const clientIn = async (response: Response): Promise<Client> => {
  const cookie = (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  return clientOf(server.url, cookie, (await json<SessionReply>(response)).csrf);
};
const account = async (address = phone): Promise<Client> => {
  const { ticket } = await json<TicketReply>(signUp(address));
  const { code } = await newest();
  return clientIn(await post('/api/accounts/confirm', { ticket, code }));
};

describe('making an account', () => {
  test('an address, a password and the code of the message make a consumer, who logs in by the address', async () => {
    const asked = await signUp(` ${phone.slice(0, 3)} ${phone.slice(3)}`);
    expect(asked.status).toBe(202);
    const { ticket, to, sender } = await json<TicketReply>(asked);
    expect([to, sender]).toEqual([`138****${phone.slice(-4)}`, 'outbox']);
    const { kind, code, text } = await newest();
    expect(kind).toBe('confirm');
    expect(text).toContain('10 分钟');
    const done = await post('/api/accounts/confirm', { ticket, code });
    const me = (await json<SessionReply>(done.clone())).me;
    expect([done.status, me?.role, me?.name]).toEqual([200, 'consumer', to]);
    expect((await (await clientIn(done)).get('/api/account')).status).toBe(200);
    expect((await tryLogin(server.url, `+86${phone}`, OWN)).status).toBe(200);
    expect((await tryLogin(server.url, phone, 'another password')).status).toBe(401);
    // Used up.
    expect(await codeOf(await post('/api/accounts/confirm', { ticket, code }))).toBe('code-over');
  });

  test('an address that has an account is answered the same, and told so itself', async () => {
    const first = await signUp();
    await post('/api/accounts/confirm', {
      ticket: (await json<TicketReply>(first)).ticket,
      code: (await newest()).code,
    });
    const [known, fresh] = [await signUp(phone), await signUp('13900139000')];
    expect([known.status, fresh.status]).toEqual([202, 202]);
    const [a, b] = [await json<TicketReply>(known), await json<TicketReply>(fresh)];
    expect(Object.keys(a)).toEqual(Object.keys(b));
    const told = (await outbox()).messages.slice(0, 2);
    expect(told.map(({ kind }) => kind)).toEqual(['confirm', 'known']);
    // Neither the code of another nor a guess opens it, and it is over as soon as any other.
    const answers = [];
    for (let i = 0; i < 6; i += 1)
      answers.push(await codeOf(await post('/api/accounts/confirm', { ticket: a.ticket, code: '123456' })));
    expect(answers).toEqual([...Array(5).fill('code-wrong'), 'code-over']);
    expect((await tryLogin(server.url, phone, OWN)).status).toBe(200);
  });

  test('five wrong codes are too many, also for the right one', async () => {
    const { ticket } = await json<TicketReply>(signUp());
    const { code } = await newest();
    for (let i = 0; i < 5; i += 1)
      expect(await codeOf(await post('/api/accounts/confirm', { ticket, code: other(code) }))).toBe(
        'code-wrong',
      );
    expect(await codeOf(await post('/api/accounts/confirm', { ticket, code }))).toBe('code-over');
  });

  test('of many right codes at once one makes the account', async () => {
    const { ticket } = await json<TicketReply>(signUp());
    const { code } = await newest();
    const all = await Promise.all([1, 2, 3, 4].map(() => post('/api/accounts/confirm', { ticket, code })));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
  });

  test('a code lasts ten minutes; another may be had after a minute, and ends the first', async () => {
    const { ticket } = await json<TicketReply>(signUp());
    const { code: first } = await newest();
    const soon = await post('/api/accounts/again', { ticket });
    expect([soon.status, await codeOf(soon.clone()), Number(soon.headers.get('retry-after')) > 50]).toEqual([
      429,
      'too-soon',
      true,
    ]);
    clockMs += MINUTE_MS;
    expect((await post('/api/accounts/again', { ticket })).status).toBe(202);
    const { code: second } = await newest();
    if (first !== second)
      expect(await codeOf(await post('/api/accounts/confirm', { ticket, code: first }))).toBe('code-wrong');
    clockMs += 10 * MINUTE_MS;
    expect(await codeOf(await post('/api/accounts/confirm', { ticket, code: second }))).toBe('code-over');
    expect((await post('/api/accounts/again', { ticket })).status).toBe(202);
    expect((await post('/api/accounts/confirm', { ticket, code: (await newest()).code })).status).toBe(200);
    clockMs += MINUTE_MS;
    expect(await codeOf(await post('/api/accounts/again', { ticket }))).toBe('code-over');
  });

  test.each([
    [{ address: '12345', password: OWN }, 'address'],
    [{ address: '13800138000', password: 'short' }, 'password'],
    [{ address: '13800138000', password: 'password123' }, 'password'],
    [{ address: '13800138000', password: OWN, role: 'admin' }, ''],
  ])('%o is refused', async (body, field) => {
    const refused = await post('/api/accounts', body);
    expect(refused.status).toBe(400);
    if (field) expect(((await refused.json()) as { error: { field: string } }).error.field).toBe(field);
  });

  test('a page of another site cannot ask', async () => {
    const asked = await nobody(server.url).send(
      'POST',
      '/api/accounts',
      { address: phone, password: OWN },
      { Origin: 'https://other.example' },
    );
    expect(asked.status).toBe(403);
  });
});

describe('a forgotten password', () => {
  test('is set anew by the code; sessions of before are over, and no address is told to have an account', async () => {
    const before = await account();
    const socket = feedClient(server.url, before);
    const ended = new Promise((done) => socket.once('session:ended', done));
    await connected(socket);
    const known = await json<TicketReply>(post('/api/accounts/resets', { address: phone }));
    const { kind, code } = await newest();
    expect(kind).toBe('reset');
    const unknown = await json<TicketReply>(post('/api/accounts/resets', { address: 'nobody@example.com' }));
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect((await outbox()).messages[0]).toMatchObject({ to: 'n***@example.com', state: 'nothing' });
    expect(
      await codeOf(await post('/api/accounts/confirm', { ticket: unknown.ticket, code, password: OWN })),
    ).toBe('code-wrong');
    const next = 'five paper lanterns';
    expect((await post('/api/accounts/confirm', { ticket: known.ticket, code, password: next })).status).toBe(
      200,
    );
    await ended;
    expect((await before.get('/api/account')).status).toBe(401);
    expect([
      (await tryLogin(server.url, phone, OWN)).status,
      (await tryLogin(server.url, phone, next)).status,
    ]).toEqual([401, 200]);
    socket.disconnect();
  });
});

describe('one’s own account', () => {
  test('tells no more than the masked address, changes password and address, each by the present password', async () => {
    const mine = await account();
    expect(await json<AccountView>(mine.get('/api/account'))).toMatchObject({
      address: { kind: 'phone', shown: `138****${phone.slice(-4)}` },
      demo: false,
    });
    expect(
      await codeOf(
        await post('/api/account/password', { password: 'not it at all', next: 'five paper lanterns' }, mine),
      ),
    ).toBe('password-wrong');
    const other = await logIn(server.url, phone, OWN);
    const changed = await post('/api/account/password', { password: OWN, next: 'five paper lanterns' }, mine);
    expect(changed.status).toBe(200);
    const again = await clientIn(changed);
    expect([(await other.get('/api/account')).status, (await again.get('/api/account')).status]).toEqual([
      401, 200,
    ]);

    const email = `buyer${n}@example.com`;
    const { ticket } = await json<TicketReply>(
      post('/api/account/address', { address: email, password: 'five paper lanterns' }, again),
    );
    const { kind, code } = await newest();
    expect(kind).toBe('address');
    // The code of one account is of no use to another.
    const stranger = await account('13700137000');
    expect(await codeOf(await post('/api/account/address/confirm', { ticket, code }, stranger))).toBe(
      'code-over',
    );
    const view = await json<AccountView>(post('/api/account/address/confirm', { ticket, code }, again));
    expect(view.address).toEqual({ kind: 'email', shown: `b***@example.com` });
    expect([
      (await tryLogin(server.url, phone, 'five paper lanterns')).status,
      (await tryLogin(server.url, email, 'five paper lanterns')).status,
    ]).toEqual([401, 200]);
  });

  test('is closed by its owner: nothing is left that leads to them, and the address is free', async () => {
    const mine = await account();
    const { me } = await json<SessionReply>(mine.get('/api/session'));
    expect(await codeOf(await post('/api/account/close', { password: 'not it at all' }, mine))).toBe(
      'password-wrong',
    );
    const mark = {
      broadcastId: 'b',
      publicId: 'p',
      roomId: 'r',
      atMs: 1,
      words: '因为这句话买的',
      at: new Date(),
    };
    await ground.store.marks.create([
      { ...mark, _id: 'alone', owner: me?.id },
      { ...mark, _id: 'with-code', owner: me?.id, codeHash: 'c' },
    ] as never);
    expect((await post('/api/account/close', { password: OWN }, mine)).status).toBe(204);
    const left = await ground.store.marks.find().sort({ _id: 1 }).lean<{ _id: string; words?: string }[]>();
    // The mark stays, the words go; whoever has the recovery code too keeps both.
    expect(left.map(({ _id, words }) => [_id, words])).toEqual([
      ['alone', undefined],
      ['with-code', mark.words],
    ]);
    expect((await mine.get('/api/account')).status).toBe(401);
    expect((await tryLogin(server.url, phone, OWN)).status).toBe(401);
    for (const name of ['users', 'confirmations', 'marks'] as const) {
      const all = JSON.stringify(await ground.store.connection.collection(name).find().toArray());
      expect([name, all.includes(String(me?.id)), all.includes(String(me?.login))]).toEqual([
        name,
        false,
        false,
      ]);
    }
    expect((await (await account()).get('/api/account')).status).toBe(200);
  });

  test.each(['host', 'admin'] as const)('a %s keeps no account here', async (who) => {
    expect((await (await logIn(server.url, who)).get('/api/account')).status).toBe(403);
  });
});

test('addresses and codes stand nowhere in the clear: not in the store, not in Redis, not in the audit', async () => {
  await account();
  const { ticket } = await json<TicketReply>(post('/api/accounts/resets', { address: phone }));
  const { code } = await newest();
  const names = (await ground.store.connection.listCollections()).map(({ name }) => name);
  for (const name of names) {
    const all = JSON.stringify(await ground.store.connection.collection(name).find().toArray());
    expect([
      name,
      all.includes(phone),
      all.includes(code) && name === 'outbox',
      all.includes(ticket),
    ]).toEqual([name, false, false, false]);
  }
  const keys = await ground.redis.keys('*');
  expect(keys.filter((key) => key.includes(phone))).toEqual([]);
});

test('only an admin reads the outbox, and outside of the demo without the words', async () => {
  expect((await (await logIn(server.url, 'consumer')).get('/api/outbox')).status).toBe(403);
  expect((await nobody(server.url).get('/api/outbox')).status).toBe(401);
  const real = await openServer(ground, { env: { DEMO: '0' } });
  const reply = await json<OutboxReply>((await logIn(real.url, 'admin')).get('/api/outbox'));
  expect(reply.messages.length).toBeGreaterThan(0);
  expect(JSON.stringify(reply)).not.toMatch(/"text"|\b\d{6}\b/);
  await real.close();
});

test('where limits are used up: by who asks, by who is written to, and by codes', async () => {
  const none = { points: 0, seconds: 60 };
  for (const limit of ['accountsPerAddress', 'messagesPerRecipient', 'messagesPerRecipientAndDay'] as const) {
    const strict = await openServer(ground, { limits: { [limit]: none } });
    expect(
      (await nobody(strict.url).send('POST', '/api/accounts', { address: phone, password: OWN })).status,
    ).toBe(429);
    expect((await nobody(strict.url).send('POST', '/api/accounts/resets', { address: phone })).status).toBe(
      429,
    );
    await strict.close();
  }
});

test('people with logins of the operator log in as before', async () => {
  expect((await tryLogin(server.url, 'consumer', PASSWORD)).status).toBe(200);
});
