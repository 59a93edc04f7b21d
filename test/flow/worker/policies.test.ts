import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DutiesBoard, DutyView, ProductDuties } from '../../../models/contract/duty.ts';
import { asBroadcastId } from '../../../models/contract/ids.ts';
import type { Ledger } from '../../../models/duties/ledger/ledger.ts';
import type { LivePolicies } from '../../../models/duties/live-policies.ts';
import type { PolicyInput } from '../../../models/duties/policy/schema.ts';
import type { DutyEvent } from '../../../models/duties/types.ts';
import type { AlertDoc, AuditDoc, BroadcastDoc } from '../../../models/store/documents.ts';
import { loggedAbout, loggedEvents } from '../../../models/store/logged-events.ts';
import { recalledLines } from '../../../models/store/recalled-lines.ts';
import { policiesByHash } from '../../../models/store/rules-in-use.ts';
import { CATEGORY_ACTS } from '../../../models/store/set-category.ts';
import { unloggedActs } from '../../../models/store/unlogged-acts.ts';
import { connectRedis } from '../../../models/stream/client.ts';
import { PREVIEW_RECORDS_MAX, PREVIEW_TIME_MS_MAX, previewOf } from '../../../server/policies/preview.ts';
import { createMetrics } from '../../../worker/observe/metrics.ts';
import { followPolicies } from '../../../worker/policies/follow.ts';
import type { Worker } from '../../../worker/worker.ts';
import {
  addPerson,
  type Client,
  type Ground,
  logIn,
  nobody,
  OTHER_ROOM,
  openGround,
  openServer,
  ROOM,
  type TestServer,
} from '../harness.ts';
import { shippedDuties } from '../shipped.ts';
import {
  append,
  drained,
  events,
  readLeaves,
  registerBroadcast,
  silentLog,
  startWorker,
  until,
  verifyWhole,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let moderator: Client;
let worker: Worker;
let live: LivePolicies;
beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  for (const role of ['moderator', 'host', 'consumer'] as const) await addPerson(ground.store, role);
  moderator = await logIn(server.url, 'moderator');
  live = await followPolicies({
    store: ground.store,
    newsRedis: await connectRedis(ground.redisUrl, () => {}),
    opened: shippedDuties(),
    now: Date.now,
    log: silentLog,
    metrics: createMetrics(),
  });
  worker = startWorker(ground, { dutiesOf: live.dutiesOf });
});
afterAll(async () => {
  await worker?.stop();
  await live?.stop();
  await server?.close();
  await ground?.close();
});

const room = (id: string) => ({ id, name: '清晨小铺', operator: '清晨小铺' });
const tell = async (id: string, ndjson: string): Promise<void> => {
  await append(ground, id, events(ndjson));
  await drained(ground, id);
};
const boardOf = async ({ publicId }: BroadcastDoc): Promise<DutiesBoard> =>
  (await (await moderator.get(`/api/broadcasts/${publicId}/duties`)).json()) as DutiesBoard;
const productOf = (board: DutiesBoard, productId: string): ProductDuties => {
  const found = board.products.find((one) => one.productId === productId);
  if (!found) throw new Error(`${productId} is not on the board`);
  return found;
};
const dutyOf = ({ duties }: ProductDuties, id: string): DutyView | undefined =>
  duties.find((one) => one.id === id);
const makeLive = async (id: string, rules: PolicyInput['rules']): Promise<number> => {
  const drafted = await moderator.send('PUT', `/api/policies/${id}/draft`, {
    policy: { rules },
    reason: 'a test',
  });
  const { version } = (await drafted.json()) as { version: number };
  const body = { version, reason: 'a test', previewed: true };
  const made = await moderator.send('POST', `/api/policies/${id}/live`, body);
  if (!made.ok) throw new Error(await made.text());
  await until('everyone judges by it', async () =>
    [server.policies, live].every((one) => one.rulesOf(id).policy.version === version),
  );
  return version;
};
const dutyLeaves = async (doc: BroadcastDoc) =>
  (await readLeaves(ground.store, doc._id)).filter((leaf) => leaf.kind === 'duty');

/** Where the duties stand, without the names of people, which the log does not give away. */
const ledgerOf = async ({ _id }: BroadcastDoc) => {
  const doc = await ground.store.dutyStates.findOne({ _id }).lean();
  const { about: _about, ...ledger } = (doc?.state ?? {}) as Partial<Ledger>;
  return ledger;
};
/** The same from the log alone. */
const heardAgain = async ({ _id, input }: BroadcastDoc) => {
  const about = await loggedAbout(ground.store, _id);
  if (!about) throw new Error('the log does not begin with a registration');
  const duties = live.dutiesOf(input.platform);
  let state = duties.initial(about);
  for await (const block of loggedEvents(ground.store, _id))
    for (const { listing, ...logged } of block) {
      const event = logged as DutyEvent;
      const times = duties.recalls(state, event.event);
      const lines = await recalledLines(ground.store, _id, times, event.leafIndex);
      const recalled = { lines, ...(listing && { listing }) };
      state = duties.reduce(state, times.length > 0 ? { ...event, recalled } : event).ledger;
    }
  const { about: _about, ...ledger } = JSON.parse(JSON.stringify(state)) as Ledger;
  return ledger;
};

test('the log of a live broadcast, which has a block for every record or two, is read again many blocks at once', async () => {
  const { _id } = await registerBroadcast(ground, 'small', { platform: 'lantern', room: room(ROOM) });
  for (const n of [1, 2, 3, 4])
    await tell('small', `{"type":"utterance","id":"${n}","source":"speech","atMs":${n},"text":"${n}"}`);
  expect(await ground.store.blocks.countDocuments({ broadcastId: _id })).toBeGreaterThan(3);
  const read: string[][] = [];
  for await (const some of loggedEvents(ground.store, _id))
    read.push(some.flatMap(({ event }) => (event.type === 'utterance' ? [event.text] : [])));
  expect(read).toEqual([['1', '2', '3', '4']]);
});

test('what a product owes is seen by moderators and its own room, as a worker heard it; others see nothing', async () => {
  const doc = await registerBroadcast(ground, 'board', { platform: 'lantern', room: room(ROOM) });
  const other = await registerBroadcast(ground, 'other-board', {
    platform: 'lantern',
    room: room(OTHER_ROOM),
  });
  await tell(
    'board',
    `
{"type":"product","action":"introduced","productId":"p1","atMs":1000,"name":"山谷饼干","category":"food","linkNo":3}
{"type":"utterance","id":"u1","source":"speech","role":"presenter","atMs":20000,"text":"这款山谷饼干保质期是十八个月"}
{"type":"utterance","id":"c1","source":"chat","speaker":"v1","atMs":30000,"text":"生产日期是什么时候呀"}
`,
  );
  const board = await boardOf(doc);
  expect(board).toMatchObject({ publicId: doc.publicId, policy: { id: 'default', version: 0 } });
  const product = productOf(board, 'p1');
  expect(product).toMatchObject({ name: '山谷饼干', linkNo: 3, categories: ['food'], current: true });
  expect(dutyOf(product, 'shelf-life')).toMatchObject({
    state: 'satisfied',
    tier: 'spoken',
    atMs: 20_000,
    utteranceId: 'u1',
    by: 'speech',
  });
  expect(dutyOf(product, 'price-and-unit')).toMatchObject({ state: 'pending', dueMs: expect.any(Number) });
  expect(board.questions).toMatchObject([{ dutyId: 'production-date', productId: 'p1', askers: 1 }]);

  const route = `/api/broadcasts/${doc.publicId}/duties`;
  const host = await logIn(server.url, 'host');
  expect(await (await host.get(route)).json()).toEqual(board);
  expect((await host.get(`/api/broadcasts/${other.publicId}/duties`)).status).toBe(404);
  await ground.store.broadcasts.updateOne({ _id: doc._id }, { public: true });
  const consumer = await logIn(server.url, 'consumer');
  expect((await consumer.get(route)).status).toBe(403);
  expect((await nobody(server.url).get(route)).status).toBe(401);
  expect(await boardOf(other)).toMatchObject({ products: [], room: [], questions: [] });
});

test('a live policy judges what comes next, within two seconds, what is open too; records and boards name it', async () => {
  const doc = await registerBroadcast(ground, 'changed', { platform: 'Moth Hall' });
  await tell(
    'changed',
    `
{"type":"product","action":"introduced","productId":"p1","atMs":1000,"name":"山谷饼干","category":"food"}
{"type":"utterance","id":"u1","source":"speech","role":"presenter","atMs":20000,"text":"这款山谷饼干保质期是十八个月"}
`,
  );
  const first = live.rulesOf('Moth Hall').hash;
  const startedMs = Date.now();
  const version = await makeLive('moth-hall', [
    { duty: 'storage', categories: ['food'], tier: 'spoken', windowMinutes: 1 },
    { duty: 'price-and-unit', need: 'off' },
  ]);
  expect(Date.now() - startedMs).toBeLessThan(2_000);
  expect((await boardOf(doc)).policy).toMatchObject({ id: 'moth-hall', version });
  const { hash } = live.rulesOf('Moth Hall');
  await tell(
    'changed',
    `
{"type":"utterance","id":"u2","source":"speech","role":"presenter","atMs":80000,"text":"大家晚上好"}
{"type":"utterance","id":"u3","source":"speech","role":"presenter","atMs":95000,"text":"欢迎来到直播间"}
`,
  );
  const alert = await until('the alert', () =>
    ground.store.alerts.findOne({ broadcastId: doc._id, 'subject.dutyId': 'storage' }).lean(),
  );
  expect(alert.subject).toMatchObject({ state: 'missing' });
  const leaves = await dutyLeaves(doc);
  expect(leaves.map(({ dutyId, state, rules }) => ({ dutyId, state, rules }))).toEqual(
    expect.arrayContaining([
      { dutyId: 'shelf-life', state: 'satisfied', rules: first },
      { dutyId: 'storage', state: 'missing', rules: hash },
    ]),
  );
  expect(dutyOf(productOf(await boardOf(doc), 'p1'), 'price-and-unit')).toBeUndefined();
  expect(await policiesByHash(ground.store, hash)).toMatchObject({
    catalogue: live.catalogue.hash,
    policies: [{ id: 'moth-hall', version }],
  });
  expect(await policiesByHash(ground.store, first)).toMatchObject({ policies: [] });

  // A broadcast that is over is shown by the rules that judged it.
  await tell('changed', '{"type":"ended","atMs":96000}');
  await makeLive('moth-hall', [{ duty: 'storage', need: 'off' }]);
  expect(await boardOf(doc)).toMatchObject({ policy: { id: 'moth-hall', version, hash } });
});

test('a preview says which alerts of the last day would come, go and change, and changes nothing', async () => {
  const doc = await registerBroadcast(ground, 'previewed', { platform: 'glow' });
  await registerBroadcast(ground, 'not-affected', { platform: 'elsewhere' });
  await tell(
    'previewed',
    `
{"type":"product","action":"introduced","productId":"p1","atMs":1000,"name":"山谷饼干","category":"food"}
{"type":"product","action":"link-opened","productId":"p1","atMs":5000}
{"type":"utterance","id":"u1","source":"speech","role":"presenter","atMs":20000,"text":"这款山谷饼干保质期是十八个月"}
{"type":"product","action":"paused","productId":"p1","atMs":200000}
{"type":"ended","atMs":240000}
`,
  );
  // What is heard of a broadcast is noted at most once a second.
  await until(
    'it is noted',
    async () =>
      (await ground.store.broadcasts.findOne({ _id: doc._id }).lean<BroadcastDoc>())?.endedAt !== undefined,
  );
  await registerBroadcast(ground, 'too-long', { platform: 'glow' });
  await drained(ground, 'too-long');
  await ground.store.broadcasts.updateOne(
    { _id: asBroadcastId('too-long') },
    { logSize: PREVIEW_RECORDS_MAX + 1, lastEventAt: new Date() },
  );
  const before = (await dutyLeaves(doc)).length;
  const rules: PolicyInput['rules'] = [
    { duty: 'storage', categories: ['food'], tier: 'spoken' },
    { duty: 'price-and-unit', need: 'off' },
    { duty: 'production-date', severity: 'critical' },
    { duty: 'shelf-life', severity: 'low' },
  ];
  const drafted = await moderator.send('PUT', '/api/policies/glow/draft', {
    policy: { rules },
    reason: 'a test',
  });
  expect(drafted.status).toBe(200);
  const response = await moderator.get('/api/policies/glow/draft/preview');
  expect(response.status).toBe(200);
  const preview = (await response.json()) as Record<string, unknown>;
  const example = { publicId: doc.publicId, productId: 'p1', productName: '山谷饼干' };
  expect(preview).toMatchObject({ version: 1, broadcasts: 1, products: 1, leftOut: 1 });
  expect(preview.added).toEqual([
    {
      dutyId: 'storage',
      count: 1,
      examples: [
        expect.objectContaining({ ...example, after: expect.objectContaining({ state: 'missing' }) }),
      ],
    },
  ]);
  expect(preview.removed).toMatchObject([{ dutyId: 'price-and-unit', count: 1, examples: [example] }]);
  expect(preview.changed).toMatchObject([
    { dutyId: 'production-date', count: 1, examples: [{ ...example, after: { severity: 'critical' } }] },
  ]);
  expect((await dutyLeaves(doc)).length).toBe(before);
  expect(await heardAgain(doc)).toEqual(await ledgerOf(doc));
  expect(live.rulesOf('glow').policy).toEqual({ id: 'default', version: 0 });
});

test('a preview on a machine that is too slow answers all the same, and counts what there was no time for', async () => {
  await registerBroadcast(ground, 'no-time', { platform: 'glow' });
  await tell('no-time', '{"type":"utterance","id":"n1","source":"speech","atMs":1000,"text":"好"}');
  const { rules } = server.policies.current();
  const draft = { ...rules, of: (platform: string) => ({ ...rules.of(platform), hash: 'another' }) };
  let ms = Date.now();
  const now = () => (ms += PREVIEW_TIME_MS_MAX);
  const deps = { ...ground, ears: server.policies.ears, isWanted: () => true, now };
  const preview = await previewOf(deps, { live: rules, draft });
  expect([preview?.broadcasts, preview?.leftOut === 0]).toEqual([0, false]);
});

test('a category that was guessed is set right by a moderator: a record of the log, and the introduction is worked out anew', async () => {
  const doc = await registerBroadcast(ground, 'category', { platform: 'lantern', room: room(ROOM) });
  await tell(
    'category',
    `
{"type":"product","action":"introduced","productId":"p.1","atMs":1000,"name":"云朵一号"}
{"type":"utterance","id":"u1","source":"speech","role":"presenter","atMs":20000,"text":"保质期是十八个月"}
`,
  );
  const guessed = productOf(await boardOf(doc), 'p.1');
  expect(guessed.guessed).toBeDefined();
  expect(dutyOf(guessed, 'shelf-life')?.state).not.toBe('satisfied');
  const route = `/api/broadcasts/${doc.publicId}/products/p.1/category`;
  const body = { category: 'food', reason: 'it is a biscuit' };
  for (const [role, status] of [
    ['host', 403],
    ['consumer', 403],
  ] as const)
    expect((await (await logIn(server.url, role)).send('POST', route, body)).status).toBe(status);
  expect((await moderator.send('POST', route, { ...body, category: 'furniture' })).status).toBe(400);
  expect((await moderator.send('POST', route, { category: 'food' })).status).toBe(400);
  expect((await moderator.send('POST', route.replace('p.1', 'p2'), body)).status).toBe(404);
  const reply = await moderator.send('POST', route, body);
  expect([reply.status, await reply.json()]).toEqual([200, { productId: 'p.1', category: 'food' }]);
  await drained(ground, 'category');
  const set = productOf(await boardOf(doc), 'p.1');
  expect(set).toMatchObject({ categories: ['food'] });
  expect(set.guessed).toBeUndefined();
  expect(dutyOf(set, 'shelf-life')).toMatchObject({ state: 'satisfied', utteranceId: 'u1' });
  const leaves = await readLeaves(ground.store, doc._id);
  expect(leaves.findLast(({ kind }) => kind === 'product')).toMatchObject({
    productId: 'p.1',
    action: 'changed',
    category: 'food',
  });
  const audit = await ground.store.audits.findOne({ action: 'product-category-set' }).lean<AuditDoc>();
  expect(audit).toMatchObject({
    subject: doc.publicId,
    by: { name: 'The moderator' },
    reason: 'it is a biscuit',
    details: { productId: 'p.1', category: 'food' },
  });
  expect(await heardAgain(doc)).toEqual(await ledgerOf(doc));
  // As if the server had died before it appended the event: whoever sweeps appends the very same, once.
  const [act] = await unloggedActs(ground.store, [CATEGORY_ACTS], new Date(Date.now() + 1));
  if (!act?.broadcast) throw new Error('the act is not found');
  expect(await append(ground, 'category', [act])).toEqual(['duplicate']);
  await tell('category', '{"type":"ended","atMs":30000}');
  await until('it is signed', async () => {
    const verified = await verifyWhole(ground.store, { ...doc, _id: asBroadcastId('category') }).catch(
      () => null,
    );
    return verified?.ok;
  });
});

test('a product of another category that was put away long ago is judged by what the log holds of it', async () => {
  const doc = await registerBroadcast(ground, 'recalled', { platform: 'lantern', room: room(ROOM) });
  const [p1, p2] = ['{"type":"product","productId":"p1"', '{"type":"product","productId":"p2"'];
  const said = (id: string, seconds: number, text: string) =>
    `{"type":"utterance","id":"${id}","source":"speech","role":"presenter","atMs":${seconds * 1000},"text":"${text}"}`;
  // One batch: what is read back must be at rest before what asks for it is recorded.
  await tell(
    'recalled',
    [
      `${p1},"action":"listed","atMs":500,"listing":{"shelf-life":"12个月"}}`,
      `${p1},"action":"introduced","atMs":1000,"name":"云朵一号","category":"apparel","linkNo":1}`,
      said('u1', 10, '保质期是十八个月'),
      `${p2},"action":"introduced","atMs":60000,"name":"晨光水杯","category":"other","linkNo":2}`,
      said('u2', 70, '水杯今天九块九一个'),
      said('u3', 250, '大家看一下杯口'),
      `${p1},"action":"changed","atMs":260000,"category":"food"}`,
      said('u4', 270, '还有最后五分钟'),
    ].join('\n'),
  );
  const alerts = () => ground.store.alerts.find({ broadcastId: doc._id }).lean<AlertDoc[]>();
  const owedOf = async (state: string) =>
    (await dutyLeaves(doc))
      .filter((leaf) => leaf.productId === 'p1' && leaf.state === state)
      .map(({ dutyId }) => dutyId);
  const food = productOf(await boardOf(doc), 'p1');
  expect(food).toMatchObject({ name: '云朵一号', categories: ['food'], current: false });
  expect(dutyOf(food, 'shelf-life')).toMatchObject({
    state: 'contradicted',
    atMs: 10_000,
    utteranceId: 'u1',
  });
  expect(dutyOf(food, 'production-date')).toMatchObject({ state: 'missing' });
  const raised = new Set((await alerts()).map(({ subject }) => JSON.stringify(subject)));
  for (const id of ['shelf-life', 'production-date'])
    expect([...raised].some((subject) => subject.includes(`"${id}"`))).toBe(true);
  expect(await heardAgain(doc)).toEqual(await ledgerOf(doc));

  const closed = await owedOf('not-required');
  const route = `/api/broadcasts/${doc.publicId}/products/p1/category`;
  const reply = await moderator.send('POST', route, { category: 'cosmetics', reason: 'it is a cream' });
  expect(reply.status).toBe(200);
  await drained(ground, 'recalled');
  const cream = productOf(await boardOf(doc), 'p1');
  expect(cream.categories).toEqual(['cosmetics']);
  expect((await owedOf('not-required')).length).toBeGreaterThan(closed.length);
  expect(cream.duties.some(({ state, tier }) => state === 'missing' && tier === 'spoken')).toBe(true);
  expect(await heardAgain(doc)).toEqual(await ledgerOf(doc));
});
