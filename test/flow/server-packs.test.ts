import { afterAll, beforeAll, expect, test } from 'vitest';
import { changePack } from '../../models/store/change-pack.ts';
import type { AuditDoc } from '../../models/store/documents.ts';
import { newestPackSet } from '../../models/store/find-packs.ts';
import { packsByHash } from '../../models/store/packs-in-use.ts';
import { createTextJudge } from '../../models/text/judge.ts';
import { withCustomPacks } from '../../models/text/lexicon/custom.ts';
import type { CustomPack } from '../../models/text/lexicon/custom-schema.ts';
import { compilePackFiles } from '../../models/text/lexicon/packs.ts';
import { readCustomPack } from '../../models/text/lexicon/read-custom.ts';
import { allow, pack, rule } from '../models/text/lexicon/sample-pack.ts';
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

const star = rule({ id: 'star', terms: ['星尘开光'], match: ['星尘开光'] });
const body = (entries: readonly unknown[], more: Record<string, unknown> = {}) => ({
  ...pack(entries),
  reason: 'the house rules of December',
  ...more,
});
const json = async (response: Response) => (await response.json()) as Record<string, unknown>;
const judged = (text: string) =>
  server.packs.judge
    .judge(text, { source: 'speech', role: 'presenter', platform: 'lantern' })
    .claims.map(({ source, verdict }) => `${source.ruleId} ${verdict}`);

test('only moderators and admins come near packs, and only with the token of their session', async () => {
  const host = await logIn(server.url, 'host');
  const consumer = await logIn(server.url, 'consumer');
  const asks: readonly (readonly [string, string])[] = [
    ['GET', '/api/packs'],
    ['GET', '/api/packs/lantern-rules'],
    ['GET', '/api/packs/lantern-rules/versions/1'],
    ['GET', '/api/pack-hashes/00'],
    ['POST', '/api/packs'],
    ['PUT', '/api/packs/lantern-rules'],
    ['POST', '/api/packs/lantern-rules/retire'],
  ];
  for (const [method, path] of asks) {
    const sent = method === 'GET' ? undefined : body([rule()]);
    for (const [who, status] of [
      [nobody(server.url), 401],
      [host, 403],
      [consumer, 403],
    ] as const)
      expect([method, path, (await who.send(method, path, sent)).status]).toEqual([method, path, status]);
  }
  const forged = await moderator.send('POST', '/api/packs', body([rule()]), { 'X-CSRF-Token': 'x' });
  expect(forged.status).toBe(403);
  expect(await ground.store.packVersions.countDocuments()).toBe(0);
});

test('a pack is added, changed, retired and brought back; every version stays, with who, when and why', async () => {
  const added = await moderator.send('POST', '/api/packs', body([rule()]));
  expect(added.status).toBe(201);
  const first = await json(added);
  expect(first).toMatchObject({
    pack: 'lantern-rules',
    version: 1,
    set: 1,
    state: 'active',
    by: { name: 'The moderator' },
  });
  await until('the server judges by it', () => judged('月尘开光').includes('moon-dust flag'));
  expect(server.packs.judge.versions.packs).toBe(first.hash);

  const changed = await admin.send(
    'PUT',
    '/api/packs/lantern-rules',
    body([rule(), star], { version: 1, reason: 'stars too' }),
  );
  expect(await json(changed)).toMatchObject({
    version: 2,
    set: 2,
    reason: 'stars too',
    by: { name: 'The admin' },
  });
  const stale = await moderator.send('PUT', '/api/packs/lantern-rules', body([rule()], { version: 1 }));
  expect([stale.status, await codeOf(stale)]).toEqual([409, 'conflict']);
  expect((await moderator.send('POST', '/api/packs', body([rule()]))).status).toBe(409);

  const retire = { version: 2, reason: 'no longer needed' };
  expect(await json(await moderator.send('POST', '/api/packs/lantern-rules/retire', retire))).toMatchObject({
    version: 3,
    state: 'retired',
  });
  await until('it is out of force', () => judged('月尘开光').length === 0);
  expect(server.packs.judge.versions.packs).toBe(server.packs.base.hash);
  expect(
    (await moderator.send('POST', '/api/packs/lantern-rules/retire', { ...retire, version: 3 })).status,
  ).toBe(409);
  const back = await moderator.send('PUT', '/api/packs/lantern-rules', body([star], { version: 3 }));
  expect(await json(back)).toMatchObject({ version: 4, state: 'active' });
});

test('every version stays, with who, when and why', async () => {
  const whole = await json(await moderator.get('/api/packs/lantern-rules'));
  expect(
    (whole.versions as { version: number; entries: number; state: string }[]).map((one) => [
      one.version,
      one.entries,
      one.state,
    ]),
  ).toEqual([
    [4, 1, 'active'],
    [3, 2, 'retired'],
    [2, 2, 'active'],
    [1, 1, 'active'],
  ]);
  expect((await json(await moderator.get('/api/packs/lantern-rules/versions/1'))).entries).toMatchObject([
    { id: 'moon-dust' },
  ]);
  expect((await moderator.get('/api/packs/lantern-rules/versions/9')).status).toBe(404);
  const audits = await ground.store.audits
    .find({ subject: 'lantern-rules' })
    .sort({ at: 1 })
    .lean<AuditDoc[]>();
  expect(audits.map(({ action, by, reason }) => `${action} ${by.name}: ${reason}`)).toEqual([
    'pack-added The moderator: the house rules of December',
    'pack-changed The admin: stars too',
    'pack-retired The moderator: no longer needed',
    'pack-changed The moderator: the house rules of December',
  ]);
});

test('a hash on a verdict names its packs, from which it can be judged again', async () => {
  await until('the newest set is in force', () => server.packs.current().set === 4);
  const { hash } = server.packs.current().packs;
  await until('it is noted', async () => (await moderator.get(`/api/pack-hashes/${hash}`)).status === 200);
  expect(await json(await moderator.get(`/api/pack-hashes/${hash}`))).toMatchObject({
    hash,
    shipped: server.packs.base.hash,
    custom: [{ packId: 'lantern-rules', version: 4 }],
  });
  const kept = await packsByHash(ground.store, hash);
  const again = await withCustomPacks(
    compilePackFiles(kept?.shipped.files ?? []),
    (kept?.custom ?? []).map(({ pack: content }) => content as CustomPack),
    { turn: async () => {} },
  );
  expect(again.hash).toBe(hash);
  const { claims } = createTextJudge({ packs: again }).judge('星尘开光', {
    source: 'speech',
    role: 'presenter',
  });
  expect(claims).toMatchObject([{ source: { ruleId: 'star', versions: { packs: hash } } }]);
});

test('packs come as YAML too; allow-entries excuse with a step', async () => {
  const yaml = `
reason: the name of a shop
pack: shop-names
language: zh
entries:
  - id: shop
    type: allow
    basis: platform-rule
    platform: lantern
    terms: [全网最低价连锁店]
    reason: 登记的店名
    expires: ${new Date(Date.now() + 86_400_000 * 30).toISOString().slice(0, 10)}
    match: [欢迎来到全网最低价连锁店]
`;
  const sent = await fetch(`${server.url}/api/packs`, {
    method: 'POST',
    headers: { cookie: moderator.cookie, 'X-CSRF-Token': moderator.csrf, 'Content-Type': 'application/yaml' },
    body: yaml,
  });
  expect(sent.status).toBe(201);
  await until('it excuses', () => judged('欢迎来到全网最低价连锁店').every((one) => one.endsWith('exempt')));
});

test('what does not compile is refused with entry and reason, and changes nothing', async () => {
  const before = await ground.store.packVersions.countDocuments();
  const refused = await moderator.send('POST', '/api/packs', {
    ...body([rule({ kind: 'nonsense' }), allow({ expires: '2020-01-01' })]),
    pack: 'bad-pack',
  });
  expect(refused.status).toBe(400);
  expect(await json(refused)).toMatchObject({
    error: {
      code: 'invalid',
      refusals: [{ pack: 'bad-pack', entry: 'moon-dust', reason: expect.stringContaining('kind') }],
    },
  });
  const bodies: readonly (readonly [status: number, type: string, text: string])[] = [
    [400, 'application/json', JSON.stringify({ ...body([allow({ expires: '2020-01-01' })]), pack: 'ended' })],
    [400, 'application/json', JSON.stringify({ ...body([star]), pack: 'twin-pack' })],
    [400, 'application/json', JSON.stringify({ ...pack([rule()]), pack: 'no-reason' })],
    [400, 'application/json', '{"pack":'],
    [400, 'application/yaml', 'reason: x\nentries: &a [*a]'],
    [400, 'application/yaml', `reason: x\na: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]`],
    [400, 'application/yaml', '['.repeat(100_000)],
    [413, 'application/yaml', `reason: ${'x'.repeat(300_000)}`],
    [413, 'application/json', JSON.stringify({ reason: 'x'.repeat(300_000) })],
    [415, 'text/plain', 'pack: x'],
  ];
  for (const [status, type, text] of bodies) {
    const response = await fetch(`${server.url}/api/packs`, {
      method: 'POST',
      headers: { cookie: moderator.cookie, 'X-CSRF-Token': moderator.csrf, 'Content-Type': type },
      body: text,
    });
    expect([text.slice(0, 60), response.status]).toEqual([text.slice(0, 60), status]);
  }
  expect(await ground.store.packVersions.countDocuments()).toBe(before);
});

test('a pack that others rest on is not taken away under them', async () => {
  const rest = allow({ terms: undefined, rule: 'lantern-rules/star', match: ['星尘开光'], noMatch: [] });
  const added = await moderator.send('POST', '/api/packs', { ...body([rest]), pack: 'resting' });
  expect(added.status).toBe(201);
  const retired = await moderator.send('POST', '/api/packs/lantern-rules/retire', {
    version: 4,
    reason: 'x',
  });
  expect(retired.status).toBe(400);
  expect(await json(retired)).toMatchObject({
    error: {
      refusals: [{ pack: 'resting', entry: 'brand-name', reason: expect.stringContaining('no rule') }],
    },
  });
  expect(
    (await moderator.send('POST', '/api/packs/resting/retire', { version: 1, reason: 'x' })).status,
  ).toBe(200);
});

test('a pack that no longer compiles is named, keeps nobody from changing others, and can be put right', async () => {
  const act = { packId: 'outdated', act: 'pack-added', reason: 'x', onVersion: 0 } as const;
  const onSet = await newestPackSet(ground.store);
  const broken = readCustomPack({ ...pack([rule({ match: ['nothing of it'] })]), pack: 'outdated' });
  const acting = { by: { id: 'test', name: 'test' }, now: new Date() };
  await changePack(ground.store, { ...act, pack: broken, onSet }, acting);
  await until('it is seen', () => server.packs.current().refused.length > 0);
  const { inForce } = (await json(await moderator.get('/api/packs'))) as { inForce: { refused: unknown[] } };
  expect(inForce.refused).toMatchObject([{ pack: 'outdated', entry: 'moon-dust' }]);
  expect(judged('星尘开光')).toEqual(['star flag']);
  const other = body([rule({ id: 'other', terms: ['灯芯开光'], match: ['灯芯开光'] })]);
  expect((await moderator.send('POST', '/api/packs', { ...other, pack: 'others' })).status).toBe(201);
  const mended = { ...body([rule()], { version: 1 }), pack: 'outdated' };
  expect((await moderator.send('PUT', '/api/packs/outdated', mended)).status).toBe(200);
  await until('nothing is refused', () => server.packs.current().refused.length === 0);
  expect(judged('月尘开光')).toEqual(['moon-dust flag']);
});

test('of changes made at once each is checked against the others: none is lost, none doubles another', async () => {
  const names = ['one', 'two', 'three', 'four'].map((name) => `at-once-${name}`);
  const entry = (i: number) =>
    rule({ id: 'own', terms: [`第${'甲乙丙丁'[i]}号月壤`], match: [`第${'甲乙丙丁'[i]}号月壤`] });
  const replies = await Promise.all(
    names.map((name, i) => moderator.send('POST', '/api/packs', { ...body([entry(i)]), pack: name })),
  );
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const twins = await Promise.all(
    ['twin-a', 'twin-b'].map((name) =>
      moderator.send('POST', '/api/packs', {
        ...body([rule({ id: 'same', terms: ['双生月壤'], match: ['双生月壤'] })]),
        pack: name,
      }),
    ),
  );
  expect(twins.map(({ status }) => status).sort()).toEqual([201, 400]);
  const sets = (await ground.store.packVersions.find().lean()).map(({ set }) => set).sort((a, b) => a - b);
  expect(sets).toEqual(sets.map((_, i) => i + 1));
});

test('a server that starts later judges by all of it from its first request', async () => {
  const later = await openServer(ground);
  try {
    expect(later.packs.current().set).toBe(server.packs.current().set);
    const host = await logIn(later.url, 'host');
    const reply = await host.send('POST', '/api/check', { text: '这串是星尘开光的' });
    expect(reply.status).toBe(200);
    expect(JSON.stringify(await reply.json())).toContain('星尘开光');
  } finally {
    await later.close();
  }
});
