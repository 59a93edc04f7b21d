import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LinesReply } from '../../dashboard/link/http.ts';
import type { AlertView } from '../../models/contract/alert.ts';
import { decodeLeaf } from '../../models/contract/log/leaf.ts';
import { verifyLog } from '../../models/contract/log/verify.ts';
import type { WithholdingPreview } from '../../models/contract/withholding.ts';
import type { AlertDoc, BroadcastDoc, SealedDoc } from '../../models/store/documents.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import type { Worker } from '../../worker/worker.ts';
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
  say,
  type TestServer,
  until,
} from './harness.ts';
import { sealedOf } from './sealed.ts';
import { leavesOf, signer, startWorker } from './worker/harness.ts';

/*
 * A person's words are withheld: gone from every copy, and the log still verifies and says why.
 */
const NAME = '李灯心';
let ground: Ground;
let server: TestServer;
let worker: Worker;
let moderator: Client;
let host: Client;
let broadcast: BroadcastDoc;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  await addPerson(ground.store, 'moderator');
  await addPerson(ground.store, 'host');
  moderator = await logIn(server.url, 'moderator');
  host = await logIn(server.url, 'host');
  worker = startWorker(ground, { dutiesOf: server.policies.dutiesOf });
  const { token } = await addToken(ground.store);
  broadcast = await addBroadcast(ground, server.url, token, 'withheld');
  const events = [
    { type: 'product', action: 'introduced', productId: 'p1', atMs: 1_000, name: '纸灯笼', category: 'food' },
    say('u1', `${NAME}女士说了这款是全国最好的，三天美白`, { atMs: 4_000 }),
    say('u2', `${NAME}女士还说保质期十二个月`, { atMs: 6_000 }),
    say('u3', '大家慢慢看', { atMs: 8_000 }),
  ];
  await post(server.url, token, 'withheld', lines(...events));
  await until('alerts', async () => (await alerts()).length > 0);
  await until('the last line', async () => (await sealed()).some(({ utterance }) => utterance?.id === 'u3'));
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
  await ground?.close();
});

const alerts = (): Promise<AlertDoc[]> =>
  ground.store.alerts.find({ broadcastId: broadcast._id, 'subject.type': 'claim' }).lean<AlertDoc[]>().exec();
const sealed = (): Promise<SealedDoc[]> => sealedOf(ground.store, broadcast._id);
const leafOf = async (id: string): Promise<number> =>
  (await sealed()).find(({ utterance }) => utterance?.id === id)?.leafIndex ?? -1;
const withhold = (who: Client, body: unknown): Promise<Response> =>
  who.send('POST', `/api/broadcasts/${broadcast.publicId}/withholdings`, body);

/** Every collection that holds the words, with how many of its documents do. */
const copies = async (): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const { name } of await ground.store.connection.listCollections()) {
    const docs = await ground.store.connection.collection(name).find({}).toArray();
    const count = docs.filter((doc) => JSON.stringify(doc).includes(NAME)).length;
    if (count > 0) found[name] = count;
  }
  return found;
};

test('who may, and what must be said', async () => {
  const body = { leaf: await leafOf('u1'), reason: 'request', note: 'the person asked' };
  expect((await withhold(host, body)).status).toBe(403);
  expect(await codeOf(await withhold(moderator, { ...body, note: ' ' }))).toBe('invalid');
  expect((await withhold(moderator, { ...body, reason: 'retention' })).status).toBe(400);
  expect((await withhold(moderator, { ...body, leaf: 99_999 })).status).toBe(404);
  expect(Object.keys(await copies()).sort()).toEqual(['sealed', 'sealedPages']);
  const preview = (who: Client, leaf: number): Promise<Response> =>
    who.get(`/api/broadcasts/${broadcast.publicId}/withholdings/preview?leaf=${leaf}`);
  expect((await preview(host, body.leaf)).status).toBe(403);
  expect((await preview(moderator, 99_999)).status).toBe(404);
  const shown = (await (await preview(moderator, body.leaf)).json()) as WithholdingPreview;
  expect(shown.records).toContainEqual({ kind: 'utterance', count: 1 });
  expect(shown.records.find(({ kind }) => kind === 'claim')?.count).toBeGreaterThan(0);
  expect(shown.alerts).toBe((await alerts()).length);
});

test('the words are gone from every copy, and the log verifies and says so', async () => {
  const before = await alerts();
  expect(before.some(({ quote }) => quote.includes('全国最好'))).toBe(true);
  for (const id of ['u1', 'u2']) {
    const body = { leaf: await leafOf(id), reason: 'request', note: '当事人申请，个人信息保护法第四十七条' };
    const response = await withhold(moderator, body);
    expect(response.status).toBe(200);
    expect(((await response.json()) as { leaves: number[] }).leaves).toContain(body.leaf);
  }
  await expect.poll(copies, { timeout: 20_000 }).toEqual({});

  const after = await alerts();
  expect(after.map(({ _id, subject, firstAtMs }) => ({ _id, subject, firstAtMs }))).toEqual(
    before.map(({ _id, subject, firstAtMs }) => ({ _id, subject, firstAtMs })),
  );
  expect(after.every(({ quote, withheld }) => quote === '' && withheld)).toBe(true);
  const shown = (await (await moderator.get('/api/alerts?state=open')).json()) as { alerts: AlertView[] };
  expect(shown.alerts.filter(({ withheld }) => withheld)).toHaveLength(after.length);
  const told = { reason: 'request', at: expect.any(String) };
  expect(shown.alerts.map(({ withheldFor }) => withheldFor)).toEqual(shown.alerts.map(() => told));
  const address = `/api/broadcasts/${broadcast.publicId}/lines?fromMs=0&untilMs=60000`;
  const read = (await (await moderator.get(address)).json()) as LinesReply;
  expect(read.lines.map(({ utteranceId, text }) => [utteranceId, text])).toEqual([
    ['u1', null],
    ['u2', null],
    ['u3', '大家慢慢看'],
  ]);

  expect(read.lines.map(({ withheld }) => withheld)).toEqual([told, told, undefined]);

  const texts = await leavesOf(ground.store, broadcast._id);
  const said = texts.flatMap((text) => {
    const decoded = decodeLeaf(text);
    return decoded.ok && decoded.leaf.kind === 'withholding' ? [decoded.leaf] : [];
  });
  expect(said.map(({ of }) => of)).toContain(await leafOf('u1'));
  expect(said.every(({ reason, by }) => reason === 'request' && by !== undefined)).toBe(true);
  const signed = async () => (await newestCheckpoint(ground.store, broadcast._id))?.size ?? 0;
  await until('a head over all of it', async () => (await signed()) >= texts.length);
  const newest = await newestCheckpoint(ground.store, broadcast._id);
  if (!newest) throw new Error('there is no head');
  const whole = { checkpointNote: newest.note, keys: [signer], publicId: broadcast.publicId };
  expect(verifyLog({ ...whole, leaves: texts.slice(0, newest.size) })).toMatchObject({ ok: true });
  const audits = await ground.store.audits.find({ action: 'values-withheld' }).lean();
  expect(audits.map(({ by, reason }) => [by.name, reason])).toEqual([
    ['The moderator', '当事人申请，个人信息保护法第四十七条'],
    ['The moderator', '当事人申请，个人信息保护法第四十七条'],
  ]);
});

test('asked again there is nothing left to withhold, and nothing is recorded twice', async () => {
  const { length } = await leavesOf(ground.store, broadcast._id);
  const body = { leaf: await leafOf('u1'), reason: 'order', note: 'once more' };
  const response = await withhold(moderator, body);
  expect(await response.json()).toEqual({ leaves: [] });
  const texts = (await leavesOf(ground.store, broadcast._id)).slice(length);
  expect(texts.some((text) => text.includes('"withholding"'))).toBe(false);
});
