import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PolicyInput } from '../../models/duties/policy/schema.ts';
import { changePolicy } from '../../models/store/change-policy.ts';
import { newestPolicySet } from '../../models/store/find-policies.ts';
import {
  addPerson,
  type Client,
  codeOf,
  type Ground,
  logIn,
  nobody,
  openGround,
  openServer,
  type TestServer,
  until,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let moderator: Client;
let admin: Client;
beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  for (const role of ['admin', 'moderator', 'host', 'consumer'] as const) await addPerson(ground.store, role);
  moderator = await logIn(server.url, 'moderator');
  admin = await logIn(server.url, 'admin');
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

type Rules = PolicyInput['rules'];
const json = async (response: Response) => (await response.json()) as Record<string, unknown>;
const draft = (id: string, rules: Rules, more: Record<string, unknown> = {}, by = moderator) =>
  by.send('PUT', `/api/policies/${id}/draft`, { policy: { rules, ...more }, reason: 'the platform asks' });
const makeLive = (id: string, version: number, more: Record<string, unknown> = {}, by = moderator) =>
  by.send('POST', `/api/policies/${id}/live`, {
    version,
    reason: 'looked at the preview',
    previewed: true,
    ...more,
  });
const severity = (platform: string, on = server) =>
  on.policies.rulesOf(platform).one(['food'], 'shelf-life')?.severity;

test('a draft changes nothing until it is made live; then every server judges by it, and each version is kept', async () => {
  const before = severity('Lantern Shop');
  const drafted = await draft('lantern-shop', [{ duty: 'shelf-life', severity: 'critical' }]);
  expect(drafted.status).toBe(200);
  expect(await json(drafted)).toMatchObject({
    id: 'lantern-shop',
    version: 1,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    policy: { id: 'lantern-shop', version: 1, exceptions: [] },
    by: { name: 'The moderator' },
    reason: 'the platform asks',
  });
  const second = await openServer(ground);
  const set = await newestPolicySet(ground.store);
  await until('the draft is seen', () => server.policies.current().set === set);
  expect(severity('Lantern Shop')).toBe(before);

  const startedMs = Date.now();
  const live = await makeLive('lantern-shop', 1, {}, admin);
  expect(await json(live)).toMatchObject({ version: 1, madeLive: { by: { name: 'The admin' } } });
  await until('both judge by it', () =>
    [server, second].every((one) => severity('Lantern Shop', one) === 'critical'),
  );
  expect(Date.now() - startedMs).toBeLessThan(2_000);
  expect(severity('elsewhere')).toBe(before);
  await second.close();

  await draft('lantern-shop', [{ duty: 'shelf-life', severity: 'low' }]);
  const list = await json(await moderator.get('/api/policies'));
  expect(list).toMatchObject({
    inForce: { refused: [] },
    policies: [{ id: 'lantern-shop', live: { version: 1 }, draft: { version: 2 } }],
  });
  const one = await json(await moderator.get('/api/policies/lantern-shop'));
  expect(
    (one.versions as { version: number; act: string }[]).map(({ version, act }) => [version, act]),
  ).toEqual([
    [2, 'policy-drafted'],
    [1, 'policy-made-live'],
    [1, 'policy-drafted'],
  ]);
  expect(await json(await admin.get('/api/policies/lantern-shop/versions/1'))).toMatchObject({
    policy: { rules: [{ duty: 'shelf-life', severity: 'critical' }] },
    madeLive: { reason: 'looked at the preview' },
  });
  expect((await admin.get('/api/policies/lantern-shop/versions/9')).status).toBe(404);
  const audits = await ground.store.audits.find({ subject: 'lantern-shop' }).sort({ at: 1 }).lean();
  expect(audits.map(({ action, reason, by }) => [action, reason, by.name])).toEqual([
    ['policy-drafted', 'the platform asks', 'The moderator'],
    ['policy-made-live', 'looked at the preview', 'The admin'],
    ['policy-drafted', 'the platform asks', 'The moderator'],
  ]);
});

test('what cannot be used is refused with each entry and reason, and nothing changes', async () => {
  const set = await newestPolicySet(ground.store);
  const refusals = async (response: Response) => {
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as {
      error: { refusals?: { entry: string; reason: string }[] };
    };
    return (error.refusals ?? []).map(({ entry, reason }) => `${entry}: ${reason}`);
  };
  const reply = await refusals(
    await draft('moth', [
      { duty: 'no-such-duty', need: 'off' },
      { duty: 'shelf-life', categories: ['food', 'furniture'], severity: 'low' },
      { duty: 'alcohol-warning', severity: 'medium' },
      { duty: 'seller-identity', need: 'off' },
    ]),
  );
  expect(reply).toEqual([
    'rules[0]: there is no duty "no-such-duty"',
    expect.stringContaining('rules[1]: there is no category "furniture"; use one of food'),
    'rules[2]: "alcohol-warning" may not be less severe than high',
    'rules[3]: "seller-identity" may not be left out',
  ]);
  expect(await refusals(await draft('moth', [], { extends: 'nobody' }))).toEqual([
    'extends: there is no policy "nobody"',
  ]);
  expect(await refusals(await draft('moth', [], { extends: 'moth' }))).toEqual([
    'extends: a circle: moth → moth',
  ]);
  expect(
    await refusals(await draft('moth', [{ duty: 'shelf-life', windowMinutes: 90 } as never])),
  ).toHaveLength(1);
  expect(await refusals(await draft('Moth', []))).toEqual(['id: use small letters, digits and hyphens']);
  expect(await codeOf(await draft('moth', [], { id: 'other' }))).toBe('invalid');
  expect(await codeOf(await draft('moth', 'all' as never))).toBe('invalid');
  expect(await newestPolicySet(ground.store)).toBe(set);
});

test('policies that start from each other are refused, whichever comes last', async () => {
  expect((await draft('base', [{ duty: 'shelf-life', severity: 'low' }])).status).toBe(200);
  expect((await makeLive('base', 1)).status).toBe(200);
  expect((await draft('above', [{ duty: 'name-spec', severity: 'low' }], { extends: 'base' })).status).toBe(
    200,
  );
  expect((await makeLive('above', 1)).status).toBe(200);
  await until('it starts from the other', () => severity('above') === 'low');
  const circle = await draft('base', [], { extends: 'above' });
  expect(circle.status).toBe(400);
  expect(JSON.stringify(await circle.json())).toContain('a circle: base → above → base');
  expect(severity('base')).toBe('low');
});

test('an act on what has changed meanwhile is refused', async () => {
  expect(await codeOf(await makeLive('nobody', 1))).toBe('not-found');
  await draft('race', []);
  await draft('race', [{ duty: 'shelf-life', severity: 'low' }]);
  expect(await codeOf(await makeLive('race', 1))).toBe('conflict');
  const onOld = { policy: {}, reason: 'x', version: 1 };
  expect(await codeOf(await moderator.send('PUT', '/api/policies/race/draft', onOld))).toBe('conflict');
  expect((await makeLive('race', 2, { previewed: false })).status).toBe(400);
  expect((await makeLive('race', 2)).status).toBe(200);
  expect(await codeOf(await makeLive('race', 2))).toBe('conflict');
  expect(await codeOf(await moderator.get('/api/policies/race/draft/preview'))).toBe('conflict');
  const many = await Promise.all(['one', 'two', 'three', 'four'].map((id) => draft(`at-once-${id}`, [])));
  expect(many.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const sets = (await ground.store.policyChanges.find().lean()).map(({ set }) => set).sort((a, b) => a - b);
  expect(sets).toEqual(sets.map((_, i) => i + 1));
});

test('a live policy that cannot be used here never replaces the last good one, in a server that starts later either', async () => {
  await draft('good', [{ duty: 'shelf-life', severity: 'low' }]);
  await makeLive('good', 1);
  const acting = { by: { id: 'x', name: 'another release' }, now: new Date() };
  const onSet = await newestPolicySet(ground.store);
  const policy = { id: 'good', version: 2, rules: [{ duty: 'of-another-release', need: 'off' }] };
  const act = 'policy-made-live' as const;
  await changePolicy(
    ground.store,
    { policyId: 'good', act, version: 2, policy, hash: 'x', reason: 'x', onSet },
    acting,
  );
  await until('it is looked at', () => server.policies.current().set === onSet + 1);
  const later = await openServer(ground);
  for (const one of [server, later]) {
    expect(severity('good', one)).toBe('low');
    expect(one.policies.rulesOf('good').policy).toEqual({ id: 'good', version: 1 });
    expect(one.policies.current().refused).toMatchObject([{ policy: 'good', version: 2, entry: 'rules[0]' }]);
  }
  await later.close();
  // Others can still be changed, and so can it.
  expect((await draft('beside', [])).status).toBe(200);
  expect((await draft('good', [])).status).toBe(200);
  expect((await makeLive('good', 3)).status).toBe(200);
  await until('it is good again', () => server.policies.current().refused.length === 0);
});

test('moderators and admins alone; the catalogue is for a settings screen', async () => {
  const routes = [
    '/api/policies',
    '/api/policies/base',
    '/api/policies/base/draft/preview',
    '/api/duties/catalogue',
  ];
  for (const role of ['host', 'consumer']) {
    const person = await logIn(server.url, role);
    for (const route of routes) expect((await person.get(route)).status).toBe(403);
    expect((await draft('base', [], {}, person)).status).toBe(403);
    expect((await makeLive('base', 1, {}, person)).status).toBe(403);
  }
  for (const route of routes) expect((await nobody(server.url).get(route)).status).toBe(401);
  const catalogue = (await (await moderator.get('/api/duties/catalogue')).json()) as {
    duties: { id: string; protected: boolean; categories: { category: string; tier: string }[] }[];
  };
  expect(
    catalogue.duties
      .filter((one) => one.protected)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([
    'alcohol-warning',
    'device-registration',
    'hf-not-drug-warning',
    'infant-breastfeeding',
    'seller-identity',
  ]);
  const shelfLife = catalogue.duties.find(({ id }) => id === 'shelf-life');
  expect(shelfLife?.categories.find(({ category }) => category === 'food')).toMatchObject({ tier: 'spoken' });
});
