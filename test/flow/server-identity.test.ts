import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionReply } from '../../models/contract/people.ts';
import { revokeToken } from '../../models/store/tokens.ts';
import { disableUser, resetPassword } from '../../models/store/users.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import { keys } from '../../models/stream/keys.ts';
import { checkSessions } from '../../server/feed/session-watch.ts';
import {
  addPerson,
  addToken,
  clientOf,
  codeOf,
  connected,
  type FeedClient,
  feedClient,
  type Ground,
  logIn,
  openGround,
  openServer,
  PASSWORD,
  register,
  registration,
  type TestServer,
  tryLogin,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
const acting = { by: { id: 'test', name: 'test' }, now: new Date() };

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  await addPerson(ground.store, 'moderator');
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const sessionsInRedis = async (): Promise<number> => {
  let count = 0;
  for await (const found of ground.redis.scanIterator({ MATCH: `${keys.sessionPrefix}*` }))
    count += found.length;
  return count;
};
const endOf = (socket: FeedClient): Promise<string> =>
  new Promise((done) => socket.once('session:ended', ({ reason }) => done(reason)));
const closeOf = (socket: FeedClient): Promise<string> =>
  new Promise((done) => socket.once('disconnect', done));

describe('logging in', () => {
  test('gives a session, and a cookie that scripts cannot read', async () => {
    const response = await tryLogin(server.url, 'Moderator', PASSWORD);
    expect(response.status).toBe(200);
    const reply = (await response.json()) as SessionReply;
    expect(reply).toMatchObject({ me: { login: 'moderator', role: 'moderator', rooms: [] }, demo: true });
    expect(reply.csrf).toMatch(/^[\w-]{32}$/);
    expect(JSON.stringify(reply)).not.toContain('argon2');
    const cookie = response.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^lw=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/; Secure/);
  });

  test('behind TLS the cookie is Secure and bound to the host', async () => {
    const env = { PUBLIC_URL: 'https://watch.example', TRUST_PROXY: '1' };
    const behind = await openServer(ground, { env });
    const response = await fetch(`${behind.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-Proto': 'https' },
      body: JSON.stringify({ login: 'moderator', password: PASSWORD }),
    });
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-lw=.*; HttpOnly; Secure; SameSite=Lax/);
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age/);
    await behind.close();
  });

  test.each([
    ['a wrong password', 'moderator', 'wrong'],
    ['an unknown login', 'nobody-here', PASSWORD],
    ['another spelling that is no login', 'moderator ', 'wrong'],
  ])('%s: the same answer', async (_name, login, password) => {
    const response = await tryLogin(server.url, login, password);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: { code: 'unauthorised', message: 'login and password do not fit' },
    });
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test.each([{}, { login: 'moderator' }, { login: { $ne: null }, password: 'x' }, []])(
    '%j is not a login',
    async (body) => {
      const response = await clientOf(server.url, '', '').send('POST', '/api/session', body);
      expect([response.status, await codeOf(response)]).toEqual([400, 'invalid']);
    },
  );

  test('nothing is stored for people who only look', async () => {
    const before = await sessionsInRedis();
    const response = await fetch(`${server.url}/api/session`);
    expect(await response.json()).toEqual({ me: null, csrf: '', demo: true });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await sessionsInRedis()).toBe(before);
  });

  test('makes a new session id, and the one from before is worth nothing', async () => {
    const first = await logIn(server.url, 'moderator');
    const again = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', cookie: first.cookie, 'X-CSRF-Token': first.csrf },
      body: JSON.stringify({ login: 'moderator', password: PASSWORD }),
    });
    expect(again.status).toBe(200);
    const cookie = (again.headers.getSetCookie()[0] ?? '').split(';')[0];
    expect(cookie).not.toBe(first.cookie);
    expect((await first.get('/api/broadcasts')).status).toBe(401);
  });

  test('a page of another site cannot log anyone in', async () => {
    const response = await clientOf(server.url, '', '').send(
      'POST',
      '/api/session',
      { login: 'moderator', password: PASSWORD },
      { Origin: 'https://other.example' },
    );
    expect([response.status, await codeOf(response)]).toEqual([403, 'origin']);
  });
});

describe('too many attempts', () => {
  test('for one person: 429 with the time to wait, also for the right password, and not for others', async () => {
    await ground.redis.flushAll();
    const strict = await openServer(ground, {
      limits: { loginsPerPersonAndAddress: { points: 3, seconds: 60 } },
    });
    await addPerson(ground.store, 'consumer', { login: 'victim' });
    for (let n = 0; n < 3; n += 1)
      expect((await tryLogin(strict.url, n === 1 ? 'VICTIM' : 'victim', 'wrong')).status).toBe(401);
    const refused = await tryLogin(strict.url, 'victim', PASSWORD);
    expect([refused.status, await codeOf(refused)]).toEqual([429, 'too-many']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await tryLogin(strict.url, 'moderator', PASSWORD)).status).toBe(200);
    await strict.close();
  });

  test('success forgets the attempts before it', async () => {
    await ground.redis.flushAll();
    const strict = await openServer(ground, {
      limits: { loginsPerPersonAndAddress: { points: 3, seconds: 60 } },
    });
    for (const password of ['wrong', 'wrong', PASSWORD, 'wrong', 'wrong'])
      await tryLogin(strict.url, 'moderator', password);
    expect((await tryLogin(strict.url, 'moderator', PASSWORD)).status).toBe(200);
    await strict.close();
  });

  test('from elsewhere they do not keep the person out, until there are a great many', async () => {
    await ground.redis.flushAll();
    const strict = await openServer(ground, {
      env: { TRUST_PROXY: '1' },
      limits: {
        loginsPerPersonAndAddress: { points: 2, seconds: 60 },
        loginsPerPerson: { points: 6, seconds: 60 },
      },
    });
    const from = async (address: string, password: string): Promise<number> => {
      const body = { login: 'moderator', password };
      const headers = { 'X-Forwarded-For': address };
      return (await clientOf(strict.url, '', '').send('POST', '/api/session', body, headers)).status;
    };
    const tries = [];
    for (let n = 0; n < 5; n += 1) tries.push(await from('198.51.100.7', 'wrong'));
    expect(tries).toEqual([401, 401, 429, 429, 429]);
    expect(await from('203.0.113.5', PASSWORD)).toBe(200);
    // What a sender writes in front of the proxy's own word changes nothing, and neighbours in IPv6 count as one.
    expect(await from('192.0.2.1, 198.51.100.7', 'wrong')).toBe(429);
    const neighbours = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:DB8:1:2:0:1:2:3', '2001:db8:1:3::1'];
    for (const [at, address] of neighbours.entries())
      expect(await from(address, 'wrong')).toBe(at === 2 ? 429 : 401);
    for (let n = 0; n < 3; n += 1) expect(await from(`203.0.113.${100 + n}`, 'wrong')).toBe(401);
    expect(await from('203.0.113.200', PASSWORD)).toBe(429);
    await strict.close();
  });

  test('from one address, whoever is tried', async () => {
    await ground.redis.flushAll();
    const strict = await openServer(ground, { limits: { loginsPerAddress: { points: 3, seconds: 60 } } });
    for (let n = 0; n < 3; n += 1) await tryLogin(strict.url, `guess-${n}`, 'wrong');
    expect((await tryLogin(strict.url, 'moderator', PASSWORD)).status).toBe(429);
    await strict.close();
  });

  test('what is counted holds neither logins nor addresses', async () => {
    for await (const found of ground.redis.scanIterator({ MATCH: `${keys.ratePrefix}*` }))
      expect(found.join(' ')).not.toMatch(/moderator|guess|127\.0\.0\.1/);
  });
});

describe('requests that change something', () => {
  const body = { action: 'take', alerts: [{ id: 'x', revision: 0 }] };
  test.each([
    ['without the token', {}, undefined, 'csrf'],
    ['with another token', { 'X-CSRF-Token': 'x'.repeat(32) }, undefined, 'csrf'],
    ['from another site', {}, 'https://other.example', 'origin'],
  ])('%s: 403', async (_name, headers, origin, code) => {
    const me = await logIn(server.url, 'moderator');
    const csrf = code === 'origin' ? me.csrf : '';
    const response = await clientOf(server.url, me.cookie, csrf).send('POST', '/api/decisions', body, {
      ...headers,
      ...(origin && { Origin: origin }),
    });
    expect([response.status, await codeOf(response)]).toEqual([403, code]);
  });

  test('logging out needs the token as well, and ends session and connections', async () => {
    const me = await logIn(server.url, 'moderator');
    expect((await clientOf(server.url, me.cookie, '').send('DELETE', '/api/session')).status).toBe(403);
    const socket = feedClient(server.url, me);
    await connected(socket);
    const [ended, closed] = [endOf(socket), closeOf(socket)];
    expect((await me.send('DELETE', '/api/session')).status).toBe(204);
    expect(await ended).toBe('logout');
    await closed;
    expect((await me.get('/api/broadcasts')).status).toBe(401);
  });
});

describe('a session ends at once', () => {
  test.each([
    ['when the person is disabled', (login: string) => disableUser(ground.store, login, acting)],
    [
      'when the password is reset',
      (login: string) => resetPassword(ground.store, login, 'another long password', acting),
    ],
  ])('%s, and live connections close', async (name, act) => {
    const login = name.includes('reset') ? 'to-reset' : 'to-disable';
    await addPerson(ground.store, 'moderator', { login });
    const me = await logIn(server.url, login);
    const socket = feedClient(server.url, me);
    await connected(socket);
    await socket.emitWithAck('feed:resume', {});
    const [ended, closed] = [endOf(socket), closeOf(socket)];
    const user = await act(login);
    expect((await me.get('/api/broadcasts')).status).toBe(401);
    await publishChanges(ground.redis, [{ type: 'person-disabled', userId: user._id }]);
    expect(await ended).toBe('disabled');
    await closed;
    await expect(connected(feedClient(server.url, me))).rejects.toThrow('unauthorised');
    expect((await tryLogin(server.url, login, PASSWORD)).status).toBe(401);
  });

  test('a connection that nobody told of it is found by the watch', async () => {
    await addPerson(ground.store, 'moderator', { login: 'unseen' });
    const closed: string[] = [];
    for (const [at, act] of [
      [0, () => disableUser(ground.store, 'unseen', acting)],
      [1, () => ground.redis.flushAll()],
    ] as const) {
      const login = at === 0 ? 'unseen' : 'moderator';
      const socket = feedClient(server.url, await logIn(server.url, login));
      await connected(socket);
      const ended = endOf(socket);
      await act();
      await checkSessions({
        store: ground.store,
        redis: ground.redis,
        feed: server.gateway.feed,
        now: Date.now,
        demo: true,
      });
      closed.push(await ended);
    }
    expect(closed).toEqual(['disabled', 'expired']);
  });

  test('a connection with rights of before is closed, and comes back with those of now', async () => {
    const { id } = await addPerson(ground.store, 'host', { login: 'moving' });
    const socket = feedClient(server.url, await logIn(server.url, 'moving'));
    await connected(socket);
    const [closed, ends] = [closeOf(socket), [] as string[]];
    socket.on('session:ended', ({ reason }) => ends.push(reason));
    const other = { $set: { everyRoom: false, role: 'presenter' } } as const;
    await ground.store.memberships.updateOne({ userId: id }, other);
    const { feed } = server.gateway;
    await checkSessions({ store: ground.store, redis: ground.redis, feed, now: Date.now, demo: true });
    await closed;
    expect(ends).toEqual([]);
    await connected(socket);
    socket.disconnect();
  });

  test('and whoever still carries its cookie can log in again', async () => {
    await addPerson(ground.store, 'moderator', { login: 'returning' });
    const old = await logIn(server.url, 'returning');
    await resetPassword(ground.store, 'returning', 'another long password', acting);
    const page = clientOf(server.url, old.cookie, '');
    expect(await (await page.get('/api/session')).json()).toMatchObject({ me: null, csrf: '' });
    const body = { login: 'returning', password: 'another long password' };
    expect((await page.send('POST', '/api/session', body)).status).toBe(200);
  });

  test('after a day, however busy', async () => {
    let now = Date.now();
    const own = await openServer(ground, { now: () => now });
    const me = await logIn(own.url, 'moderator');
    now += 23 * 3_600_000;
    expect((await me.get('/api/broadcasts')).status).toBe(200);
    now += 2 * 3_600_000;
    expect((await me.get('/api/broadcasts')).status).toBe(401);
    await own.close();
  });
});

describe('outside of demo mode', () => {
  test('logins, sessions and tokens of the demo count for nothing', async () => {
    await addPerson(ground.store, 'moderator', { login: 'demo-moderator', demo: true });
    const { token } = await addToken(ground.store, [], true);
    const me = await logIn(server.url, 'demo-moderator');
    expect((await register(server.url, token, registration('demo-1'))).status).toBe(201);

    const real = await openServer(ground, { env: { DEMO: '0' } });
    expect((await tryLogin(real.url, 'demo-moderator', PASSWORD)).status).toBe(401);
    const same = clientOf(real.url, me.cookie, me.csrf);
    expect((await same.get('/api/broadcasts')).status).toBe(401);
    await expect(connected(feedClient(real.url, same))).rejects.toThrow('unauthorised');
    expect((await register(real.url, token, registration('demo-2'))).status).toBe(401);
    expect((await tryLogin(real.url, 'moderator', PASSWORD)).status).toBe(200);
    await real.close();
  });
});

test.each([
  ['none', undefined],
  ['malformed', 'Bearer abc'],
  ['unknown', `Bearer lw_${'a'.repeat(43)}`],
  ['of another scheme', 'Basic bW9kOm1vZA=='],
])('a token that is %s: 401 that names the scheme', async (_name, header) => {
  const response = await fetch(`${server.url}/api/broadcasts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(header && { Authorization: header }) },
    body: JSON.stringify(registration('x')),
  });
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
});

test('a revoked token is refused from then on; only its hash was ever kept', async () => {
  const { id, token } = await addToken(ground.store);
  expect((await register(server.url, token, registration('by-token'))).status).toBe(201);
  expect(JSON.stringify(await ground.store.tokens.find().lean())).not.toContain(token.slice(3));
  await revokeToken(ground.store, id, acting);
  expect((await register(server.url, token, registration('by-token'))).status).toBe(401);
});

test('a page may run only its own scripts, and nobody may frame it', async () => {
  const policy = (await fetch(`${server.url}/`)).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('upgrade-insecure-requests');
});
