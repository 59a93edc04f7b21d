import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHECK_UNITS_MAX, type CheckReply } from '../../models/contract/check.ts';
import { TURN_TEXTS } from '../../models/text/script.ts';
import {
  addPerson,
  codeOf,
  type Ground,
  logIn,
  nobody,
  openGround,
  openServer,
  type TestServer,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  for (const role of ['admin', 'moderator', 'host', 'consumer'] as const) await addPerson(ground.store, role);
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const SCRIPT = { text: '这款茶喝三天治好失眠' };

test.each(['host', 'moderator'])('a %s checks a script', async (login) => {
  const me = await logIn(server.url, login);
  const response = await me.send('POST', '/api/check', SCRIPT);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const reply = (await response.json()) as CheckReply;
  expect(reply.rows[0]?.claims[0]).toMatchObject({ level: 'banned', group: 'medical' });
  expect(Math.abs(Date.parse(reply.receipt.checkedAt) - Date.now())).toBeLessThan(60_000);
});

test('nobody else does, and no page of another site', async () => {
  expect((await nobody(server.url).send('POST', '/api/check', SCRIPT)).status).toBe(401);
  for (const login of ['consumer', 'admin']) {
    const me = await logIn(server.url, login);
    expect((await me.send('POST', '/api/check', SCRIPT)).status).toBe(403);
  }
  const host = await logIn(server.url, 'host');
  const forged = await host.send('POST', '/api/check', SCRIPT, { 'X-CSRF-Token': 'x' });
  expect([forged.status, await codeOf(forged)]).toEqual([403, 'csrf']);
  const foreign = await host.send('POST', '/api/check', SCRIPT, { Origin: 'http://elsewhere.example' });
  expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'origin']);
});

test('what cannot be read is refused, with its place and without its text', async () => {
  const host = await logIn(server.url, 'host');
  const bad = await host.send('POST', '/api/check', { rows: [{ text: '好茶' }, { text: '独一无二\0' }] });
  expect(bad.status).toBe(400);
  const said = await bad.text();
  expect(said).toContain('rows.1.text');
  expect(said).not.toContain('独一无二');
  const large = await host.send('POST', '/api/check', { text: 'x'.repeat(2 * 1024 * 1024) });
  expect([large.status, await codeOf(large)]).toEqual([413, 'too-large']);
  const broken = await fetch(`${server.url}/api/check`, {
    method: 'POST',
    headers: { cookie: host.cookie, 'X-CSRF-Token': host.csrf, 'Content-Type': 'application/json' },
    body: '{"text":',
  });
  expect(broken.status).toBe(400);
});

test('one person checks only so often; others go on', async () => {
  const strict = await openServer(ground, { limits: { checksPerPerson: { points: 2, seconds: 60 } } });
  for (const login of ['busy', 'calm']) await addPerson(ground.store, 'host', { login });
  const [host, other] = [await logIn(strict.url, 'busy'), await logIn(strict.url, 'calm')];
  const statuses: number[] = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await host.send('POST', '/api/check', SCRIPT)).status);
  expect(statuses).toEqual([200, 200, 429]);
  const refused = await host.send('POST', '/api/check', SCRIPT);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await other.send('POST', '/api/check', SCRIPT)).status).toBe(200);
  await strict.close();
});

test('nothing of a script stays in the stores', async () => {
  const host = await logIn(server.url, 'host');
  const word = '山野白露凝香膏';
  expect((await host.send('POST', '/api/check', { text: `${word}，治疗失眠` })).status).toBe(200);
  const models = Object.values(ground.store).filter((each) => typeof each?.find === 'function');
  expect(models.length).toBeGreaterThan(5);
  for (const model of models) expect(JSON.stringify(await model.find().lean())).not.toContain(word);
  for (const key of await ground.redis.keys('*')) {
    const type = await ground.redis.type(key);
    const value =
      type === 'string' ? await ground.redis.get(key) : JSON.stringify(await ground.redis.dump(key));
    expect(`${key} ${value}`).not.toContain(word);
  }
});

test('the longest script holds up nobody: others have their turn all along', async () => {
  let turns = 0;
  const own = await openServer(ground, { onTurn: () => (turns += 1) });
  const host = await logIn(own.url, 'host');
  const line = '这款面霜三天美白，治疗失眠，买贵了来打我。已售十万件，零添加。\n';
  const lines = Math.floor(CHECK_UNITS_MAX / line.length);
  const response = await host.send('POST', '/api/check', { text: line.repeat(lines) });
  expect(response.status).toBe(200);
  expect(turns).toBe(Math.ceil(lines / TURN_TEXTS) - 1);
  await own.close();
});
