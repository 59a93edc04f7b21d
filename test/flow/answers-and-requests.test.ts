import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlertDetail, AlertView, DecisionAction } from '../../models/contract/alert.ts';
import type { AnswersReply, AwaitedAnswer } from '../../models/contract/answer.ts';
import type { LeafOf } from '../../models/contract/log/leaf.ts';
import { verifierKey } from '../../models/contract/log/note.ts';
import { verifyPackZip } from '../../models/contract/pack/verify.ts';
import type { PackJobView } from '../../models/contract/pack/view.ts';
import type {
  MyRequestsReply,
  PlatformRequest,
  ReleasedMoment,
  RequestDetail,
  RequestQueueReply,
  RequestView,
} from '../../models/contract/release-request.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import { packById } from '../../models/store/pack-jobs.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import { endReleases } from '../../models/store/release-requests.ts';
import { appendEvents } from '../../models/stream/append-events.ts';
import type { Partition } from '../../models/stream/keys.ts';
import { sweep } from '../../worker/alerts/sweep.ts';
import { makePack } from '../../worker/evidence-packs/make.ts';
import type { Worker } from '../../worker/worker.ts';
import { makerDeps } from './evidence-packs.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  codeOf,
  type Ground,
  lines,
  logIn,
  openGround,
  openServer,
  post,
  ROOM,
  say,
  type TestServer,
  until,
} from './harness.ts';
import { readLeaves, signer, startWorker, verifyWhole } from './worker/harness.ts';

/*
 * A room answers a decision that was upheld against it: recorded once, shown beside it, in the pack, and never edited. A buyer asks
 * for a moment of that broadcast, which is not public, and is given it for a time, alone.
 */
const DAY_MS = 24 * 3_600_000;
let ground: Ground;
let server: TestServer;
let worker: Worker;
let moderator: Client;
let host: Client;
let assistant: Client;
let consumer: Client;
let other: Client;
let clockMs = 0;
let broadcast: BroadcastDoc;
let alert: AlertDoc;
const dir = mkdtempSync(join(tmpdir(), 'livewitness-answers-'));

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground, {
    now: () => Date.now() + clockMs,
    limits: { requestsPerPerson: { points: 14, seconds: 60 } },
  });
  for (const role of ['moderator', 'host', 'consumer'] as const) await addPerson(ground.store, role);
  await addPerson(ground.store, 'host', { login: 'assistant', rooms: [ROOM] });
  await addPerson(ground.store, 'consumer', { login: 'other' });
  [moderator, host, assistant, consumer, other] = (await Promise.all(
    ['moderator', 'host', 'assistant', 'consumer', 'other'].map((login) => logIn(server.url, login)),
  )) as [Client, Client, Client, Client, Client];
  worker = startWorker(ground, { dutiesOf: server.policies.dutiesOf });
  await rememberLogKey(ground.store, verifierKey(signer), new Date());
  const { token } = await addToken(ground.store);
  broadcast = await addBroadcast(ground, server.url, token, 'answered');
  await post(
    server.url,
    token,
    'answered',
    lines(
      say('u1', '这款是全国最好的灯笼', { atMs: 4_000 }),
      say('u2', '买贵了可以退差价', { atMs: 70_000 }),
      say('u3', '下一场再见', { atMs: 200_000 }),
    ),
  );
  const found = () =>
    ground.store.alerts.findOne({ broadcastId: broadcast._id, firstAtMs: 4_000 }).lean<AlertDoc>().exec();
  await until('the alert', async () => (await found()) !== null);
  alert = (await found()) as AlertDoc;
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
  await ground?.close();
  rmSync(dir, { recursive: true, force: true });
});

const decide = async (action: DecisionAction, more: object = {}): Promise<void> => {
  const { revision } = await detail();
  const body = { action, alerts: [{ id: alert._id, revision }], ...more };
  expect((await moderator.send('POST', '/api/decisions', body)).status).toBe(200);
};
const detail = async (): Promise<AlertDetail> =>
  (await (await moderator.get(`/api/alerts/${alert._id}`)).json()) as AlertDetail;
const answer = (who: Client, text: string, moments?: number[]): Promise<Response> =>
  who.send('POST', `/api/alerts/${alert._id}/answers`, { text, ...(moments && { moments }) });
const answers = async (who: Client): Promise<AnswersReply> =>
  (await (await who.get(`/api/alerts/${alert._id}/answers`)).json()) as AnswersReply;
const awaited = async (who: Client): Promise<AwaitedAnswer[]> =>
  ((await (await who.get('/api/answers/awaited')).json()) as { awaited: AwaitedAnswer[] }).awaited;
const answerRecords = async (): Promise<LeafOf<'answer'>[]> =>
  (await readLeaves(ground.store, broadcast._id)).filter((leaf) => leaf.kind === 'answer');
const recorded = (count: number): Promise<void> =>
  until('the records', async () => (await answerRecords()).length >= count);

test('nothing is answered that is not upheld, and not by everyone', async () => {
  expect((await answer(host, '说明如下')).status).toBe(409);
  await decide('uphold', { note: 'for colleagues' });
  const [one] = await awaited(host);
  expect(one?.alert.id).toBe(alert._id);
  const decidedAt = Date.parse((await detail()).decision?.at ?? '');
  expect(Date.parse(one?.wantedBy ?? '') - decidedAt).toBe(7 * DAY_MS);
  expect((await answer(assistant, '说明如下')).status).toBe(403);
  expect((await answer(moderator, '说明如下')).status).toBe(403);
  expect((await answer(consumer, '说明如下')).status).toBe(403);
  expect(await codeOf(await answer(host, '  '))).toBe('invalid');
  expect(await codeOf(await answer(host, '啊'.repeat(2_001)))).toBe('invalid');
  expect(await codeOf(await answer(host, '说明', [-1]))).toBe('invalid');
});

test('an answer is masked, recorded once, and shown to the room and the platform', async () => {
  const response = await answer(host, '当时口误，客服电话13812345678可以说明。', [4_000, 4_000]);
  expect(response.status).toBe(201);
  const { answers: given } = (await response.json()) as AnswersReply;
  expect(given).toMatchObject([{ text: '当时口误，客服电话138****5678可以说明。', moments: [4_000] }]);
  expect(await awaited(host)).toEqual([]);
  await recorded(1);
  expect(await detail()).toMatchObject({ answers: { count: 1 } });
  expect((await detail()).answers?.readAt).toBeUndefined();

  // Neither the sweep of a server that died before it told the stream, nor the same event under another name, adds a record.
  const wire = {
    partition: broadcast.partition as Partition,
    broadcastId: broadcast._id,
    acceptedAtMs: Date.now(),
  };
  const event = { type: 'answer', atMs: 4_000, answerId: given[0]?.id ?? '' } as const;
  expect(await appendEvents(ground.redis, wire, [{ event, dedupeId: 'another-name' }])).toEqual(['accepted']);
  await ground.store.audits.updateMany({ action: 'answer-given' }, { $set: { at: new Date(0) } });
  const swept = { ...ground, now: Date.now, owns: () => true };
  await sweep(swept as unknown as Parameters<typeof sweep>[0]);
  expect(await ground.store.audits.countDocuments({ action: 'answer-given', unlogged: true })).toBe(0);

  expect((await answer(host, '补充：已请主播以后说全。')).status).toBe(201);
  await recorded(2);
  const records = await answerRecords();
  expect(records.map(({ answerId }) => answerId)).toEqual((await answers(host)).answers.map(({ id }) => id));
  expect(records.map(({ to }) => to)).toEqual([undefined, records[0]?.answerId]);
  expect(records.every(({ alertId }) => alertId === alert._id)).toBe(true);
  expect(JSON.stringify(records)).not.toContain('口误');
  expect((await verifyWhole(ground.store, broadcast)).ok).toBe(true);
  const shown = await answers(moderator);
  expect(shown.answers.map(({ by }) => by?.name)).toEqual(['The host', 'The host']);
  expect(shown.answers.every(({ leaf }) => leaf !== undefined)).toBe(true);
});

test('a moderator reads them; the room sees that, and that it stands or was changed', async () => {
  const read = await moderator.send('POST', `/api/alerts/${alert._id}/answers/read`);
  const view = (await read.json()) as AlertView;
  expect((view.answers?.readAt ?? '') >= (view.answers?.at ?? '')).toBe(true);
  expect((await host.send('POST', `/api/alerts/${alert._id}/answers/read`)).status).toBe(403);
  await decide('reopen');
  expect((await answer(host, '再说一句')).status).toBe(409);
  expect(await detail()).toMatchObject({ status: 'open', answers: { count: 2 } });
  await decide('uphold');
  expect(await detail()).toMatchObject({ status: 'upheld', answers: { count: 2 } });
});

const packOf = async () => {
  const ask = async () =>
    moderator.send('POST', '/api/evidence-packs', { alertId: alert._id, language: 'zh-Hans' });
  let response = await ask();
  await until('a head over all of it', async () => {
    if (response.status === 202) return true;
    response = await ask();
    return response.status === 202;
  });
  const { id } = (await response.json()) as PackJobView;
  const doc = await packById(ground.store, id);
  if (!doc) throw new Error('the pack was not kept');
  const deps = { ...(await makerDeps(ground.store, dir, false)), signer };
  const { zip } = await makePack(deps, doc, async () => {});
  const result = verifyPackZip(zip);
  if (!result.ok) throw new Error(`${result.step}: ${result.code} ${result.leafIndex ?? ''}`);
  return { id, document: result.document };
};

test('the answers are in the pack, and what is withheld of them is gone from there too', async () => {
  const before = await packOf();
  expect(before.document.answers.map(({ text }) => text)).toEqual([
    '当时口误，客服电话138****5678可以说明。',
    '补充：已请主播以后说全。',
  ]);
  expect(before.document.answers[1]?.to).toBe(before.document.answers[0]?.leaf);

  const leaf = (await answers(moderator)).answers[0]?.leaf;
  const body = { leaf, reason: 'request', note: '写有他人姓名，应本人请求' };
  const address = `/api/broadcasts/${broadcast.publicId}/withholdings`;
  expect((await moderator.send('POST', address, body)).status).toBe(200);
  await until('the record that says so', async () =>
    (await readLeaves(ground.store, broadcast._id)).some(
      (one) => one.kind === 'withholding' && one.of === leaf,
    ),
  );
  expect((await answers(host)).answers.map(({ text }) => text)).toEqual([null, '补充：已请主播以后说全。']);
  expect(await ground.store.answers.countDocuments({ text: /口误/ })).toBe(0);
  await until('a head over that', async () => {
    const newest = await newestCheckpoint(ground.store, broadcast._id);
    return (newest?.size ?? 0) >= (await readLeaves(ground.store, broadcast._id)).length;
  });
  const after = await packOf();
  expect(after.id).not.toBe(before.id);
  expect(after.document.answers[0]).toMatchObject({ text: '', withheld: true });
});

const ORDER = 'LAMP20261120-000417';
const input = (more: object = {}): object => ({
  room: 'lamp room',
  orderNumber: ORDER,
  boughtAt: new Date(broadcast.startedAt.getTime() + 90_000).toISOString(),
  fromAt: new Date(broadcast.startedAt.getTime() + 60_000).toISOString(),
  minutes: 1,
  said: '买贵退差价，我的电话是13812345678',
  ...more,
});
const request = (who: Client, more?: object): Promise<Response> =>
  who.send('POST', '/api/requests', input(more));
const mine = async (who: Client): Promise<readonly RequestView[]> =>
  ((await (await who.get('/api/requests')).json()) as MyRequestsReply).requests;
const act = (who: Client, id: string, what: string, body: object = {}): Promise<Response> =>
  who.send('POST', `/api/requests/${id}/${what}`, body);
const holds = (): Promise<number> => ground.store.holds.countDocuments({ why: 'request', open: true });
/** Without what tells one request from another. */
const shape = ({ id: _, askedAt: __, answerBy: ___, room: ____, ...rest }: RequestView): object => rest;

test('what is answered to a buyer is the same whether there is such a broadcast or not', async () => {
  for (const who of [host, moderator]) expect((await request(who)).status).toBe(403);
  for (const bad of [{ room: '', seller: '' }, { orderNumber: '1' }, { minutes: 16 }, { said: ' ' }])
    expect(await codeOf(await request(consumer, bad))).toBe('invalid');
  expect(await codeOf(await request(consumer, { fromAt: new Date(Date.now() + DAY_MS).toISOString() }))).toBe(
    'invalid',
  );

  const there = await request(consumer);
  const [view, absent] = (await Promise.all([
    there.json(),
    (await request(other, { room: 'No such room' })).json(),
  ])) as [RequestView, RequestView];
  expect(there.status).toBe(201);
  expect(shape(view)).toEqual(shape(absent));
  expect(view).toMatchObject({
    state: 'open',
    orderNumber: '****0417',
    said: '买贵退差价，我的电话是138****5678',
  });
  expect(Date.parse(view.answerBy) - Date.parse(view.askedAt)).toBe(7 * DAY_MS);
  // Held from the first moment, though nobody is told.
  expect(await holds()).toBe(1);
  const docs = await ground.store.connection.collection('releaseRequests').find().toArray();
  expect(JSON.stringify(docs)).not.toContain(ORDER);
  expect((await consumer.get(`/api/broadcasts/${broadcast.publicId}`)).status).toBe(404);
});

test('five wait at once; one that is withdrawn makes room, and is nobody else’s to withdraw', async () => {
  const sent = await Promise.all(Array.from({ length: 6 }, () => request(other)));
  expect(sent.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 409, 409]);
  const [first] = await mine(other);
  expect((await act(consumer, first?.id ?? '', 'withdrawal')).status).toBe(404);
  expect((await act(other, first?.id ?? '', 'withdrawal')).status).toBe(200);
  expect((await act(other, first?.id ?? '', 'withdrawal')).status).toBe(409);
  expect((await request(other)).status).toBe(201);
  for (const { id, state } of await mine(other)) if (state === 'open') await act(other, id, 'withdrawal');
  expect(await holds()).toBe(1);
  const tries = await Promise.all(Array.from({ length: 14 }, () => request(other, { room: 'x y' })));
  expect(tries.some(({ status }) => status === 429)).toBe(true);
  for (const { id, state } of await mine(other)) if (state === 'open') await act(other, id, 'withdrawal');
});

test('a moderator finds the broadcast, opens the number with a reason, and releases a stretch to that person alone', async () => {
  for (const who of [host, consumer]) expect((await who.get('/api/requests/x')).status).toBe(403);
  const queue = (await (await moderator.get('/api/requests')).json()) as RequestQueueReply;
  expect(queue).toMatchObject({ open: 1, requests: [{ by: { name: 'The consumer' } }] });
  const id = queue.requests[0]?.id ?? '';
  const found = (await (await moderator.get(`/api/requests/${id}`)).json()) as RequestDetail;
  expect(found.matches).toMatchObject([
    { publicId: broadcast.publicId, fromMs: 60_000, untilMs: 120_000, fits: { room: true, time: true } },
  ]);
  expect((await act(moderator, id, 'order-number', { reason: ' ' })).status).toBe(400);
  const opened = await act(moderator, id, 'order-number', { reason: '向商家核实' });
  expect(await opened.json()).toEqual({ orderNumber: ORDER });

  const stretch = { publicId: broadcast.publicId, fromMs: 0, untilMs: 120_000, days: 30 };
  expect((await consumer.get(`/api/requests/${id}/moment`)).status).toBe(404);
  expect((await act(consumer, id, 'release', stretch)).status).toBe(403);
  expect((await act(moderator, id, 'release', { ...stretch, untilMs: 16 * 60_000 })).status).toBe(400);
  const done = await act(moderator, id, 'release', stretch);
  expect((await done.json()) as PlatformRequest).toMatchObject({
    state: 'released',
    release: { isOpen: true },
  });
  expect((await act(moderator, id, 'refusal', { reason: 'unrelated' })).status).toBe(409);
  expect(await holds()).toBe(1);

  const moment = (await (await consumer.get(`/api/requests/${id}/moment`)).json()) as ReleasedMoment;
  expect(moment.lines.map(({ utteranceId, claims }) => [utteranceId, claims])).toEqual([
    ['u1', []],
    ['u2', []],
  ]);
  expect(moment.upheld).toMatchObject([{ alertId: alert._id, answers: [{ text: null }, {}] }]);
  expect(JSON.stringify(moment)).not.toContain('The host');
  // Nobody else, nothing else.
  for (const who of [other, host]) expect((await who.get(`/api/requests/${id}/moment`)).status).not.toBe(200);
  expect((await consumer.get(`/api/broadcasts/${broadcast.publicId}/lines`)).status).toBe(404);
  const actions = await ground.store.audits
    .find({ subject: id })
    .sort({ at: 1 })
    .lean<{ action: string }[]>();
  expect(actions.map(({ action }) => action)).toEqual([
    'release-asked',
    'order-number-unmasked',
    'release-granted',
    'release-viewed',
  ]);
});

const ofMoment = (who: Client, atMs: number): Promise<Response> =>
  who.send('POST', '/api/evidence-packs', { publicId: broadcast.publicId, atMs, language: 'zh-Hans' });

test('the pack of what was released ends where the stretch ends, and is given while it is open', async () => {
  expect((await ofMoment(other, 100_000)).status).toBe(404);
  expect((await ofMoment(consumer, 130_000)).status).toBe(404);
  const asked = await ofMoment(consumer, 4_000);
  const { id, audience } = (await asked.json()) as PackJobView;
  expect(audience).toBe('public');
  const doc = await packById(ground.store, id);
  if (!doc) throw new Error('the pack was not kept');
  expect(doc.identity.subject).toMatchObject({ fromMs: 0, untilMs: 34_000 });
  const { zip } = await makePack(
    { ...(await makerDeps(ground.store, dir, false)), signer },
    doc,
    async () => {},
  );
  const result = verifyPackZip(zip);
  if (!result.ok) throw new Error(`${result.step}: ${result.code}`);
  const kinds = result.records.map(({ leaf }) => leaf.kind);
  expect(kinds).toEqual(expect.arrayContaining(['claim', 'decision', 'answer']));
  expect(result.document.findings).toHaveLength(1);
  const late = (await (await ofMoment(consumer, 110_000)).json()) as PackJobView;
  expect((await packById(ground.store, late.id))?.identity.subject).toMatchObject({
    fromMs: 80_000,
    untilMs: 120_000,
  });
  expect((await consumer.get(`/api/evidence-packs/${id}`)).status).toBe(200);
  expect((await other.get(`/api/evidence-packs/${id}`)).status).toBe(404);
});

test('when its time is over it is closed, and held no more', async () => {
  const [view] = await mine(consumer);
  clockMs = 31 * DAY_MS;
  try {
    const again = await logIn(server.url, 'consumer');
    expect((await mine(again))[0]?.release?.isOpen).toBe(false);
    expect(await codeOf(await again.get(`/api/requests/${view?.id}/moment`))).toBe('release-over');
    expect((await ofMoment(again, 4_000)).status).toBe(404);
    await endReleases(ground.store, new Date(Date.now() + clockMs));
    expect(await holds()).toBe(0);
  } finally {
    clockMs = 0;
  }
});

test('a refusal is told with its reason, and lets go of what was held', async () => {
  const { id } = (await (await request(consumer)).json()) as RequestView;
  expect(await holds()).toBe(1);
  expect((await act(moderator, id, 'refusal', { reason: 'other' })).status).toBe(400);
  expect((await act(moderator, id, 'refusal', { reason: 'other', words: '订单属于另一家店' })).status).toBe(
    200,
  );
  const view = (await mine(consumer)).find((one) => one.id === id);
  expect(view).toMatchObject({ state: 'refused', answered: { reason: 'other', words: '订单属于另一家店' } });
  expect(await holds()).toBe(0);
  expect((await consumer.get(`/api/requests/${id}/moment`)).status).toBe(404);
});
