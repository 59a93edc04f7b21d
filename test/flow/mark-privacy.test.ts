import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeLeaf } from '../../models/contract/log/leaf.ts';
import { isOfMoment, type MarkReply, type MarkView, type MineReply } from '../../models/contract/mark.ts';
import type { BroadcastMedia } from '../../models/contract/media.ts';
import type { ErrorReply } from '../../models/contract/people.ts';
import type { PublicRecord } from '../../models/contract/public.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { keepForMarks } from '../../models/store/keep-for-marks.ts';
import { noteMedia } from '../../models/store/keep-media.ts';
import type { MarkDoc } from '../../models/store/mark-documents.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { packRecords } from '../../models/store/pack-records.ts';
import { LIMITS } from '../../server/identity/limits.ts';
import { sweepMedia } from '../../worker/media/sweep.ts';
import type { Worker } from '../../worker/worker.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  clientOf,
  type Ground,
  lines,
  logIn,
  nobody,
  openGround,
  openServer,
  post,
  say,
  type TestServer,
  until,
} from './harness.ts';
import { startWorker } from './worker/harness.ts';

/*
 * What a mark tells, and what it gives away: of what nobody has decided only its own moment, and to others nothing.
 */
const SAID = [
  ['u1', '这款是全国最好的', 41_000],
  ['u2', '今天全网最低价', 49_000],
  ['u3', '我们销量全国第一', 62_000],
  ['u4', '喝这个能根治失眠', 90_000],
] as const;
const MARKED_AT_MS = 45_000;
const mediaDir = mkdtempSync(join(tmpdir(), 'mark-privacy-'));
let ground: Ground;
let server: TestServer;
let worker: Worker;
let broadcast: BroadcastDoc;

beforeAll(async () => {
  ground = await openGround();
  const { marksOfBroadcast } = LIMITS;
  server = await openServer(ground, { env: { MEDIA_DIR: mediaDir }, limits: { marksOfBroadcast } });
  await addPerson(ground.store, 'consumer');
  worker = startWorker(ground, { dutiesOf: server.policies.dutiesOf });
  const { token } = await addToken(ground.store);
  const playbackUrl = 'https://video.example/live.m3u8';
  broadcast = await addBroadcast(ground, server.url, token, 'told', { playbackUrl });
  await ground.store.broadcasts.updateOne({ _id: broadcast._id }, { $set: { public: true } });
  const product = { type: 'product', productId: 'p1', name: '木盒茶', category: 'food' };
  await post(
    server.url,
    token,
    'told',
    lines(
      { ...product, action: 'introduced', atMs: 1_000 },
      ...SAID.map(([id, text, atMs]) => say(id, text, { atMs })),
      { type: 'audience', atMs: 300_000, viewers: 7 },
    ),
  );
  await until('an alert of each', async () => {
    const alerts = await ground.store.alerts.find({ 'subject.type': 'claim' }).lean();
    const said = alerts.flatMap(({ occurrences }) => occurrences.map(({ atMs }) => atMs));
    return SAID.every(([, , atMs]) => said.includes(atMs));
  });
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
  await ground?.close();
  rmSync(mediaDir, { recursive: true, force: true });
});

const mark = (who: Client, atMs = MARKED_AT_MS): Promise<Response> =>
  who.send('POST', '/api/marks', { publicId: broadcast.publicId, atMs });

/** Somebody without an account, by the code that they were told. */
const marked = async (atMs = MARKED_AT_MS): Promise<{ who: Client; view: MarkView; code: string }> => {
  const response = await mark(nobody(server.url), atMs);
  const { mark: view, code = '' } = (await response.json()) as MarkReply;
  const cookie = (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  return { who: clientOf(server.url, cookie, ''), view, code };
};

/** Counted anew, for a test of something else. */
const forgetCounts = (): Promise<unknown> => ground.redis.flushAll();

test('of what nobody has decided a mark tells its own moment alone, and of what was upheld the minute around', async () => {
  const { who, view } = await marked();
  expect([...new Set(view.claims.map(({ atMs }) => atMs))]).toEqual([41_000, 49_000]);
  expect(view.claims.every(({ upheld }) => !upheld)).toBe(true);
  const third = { 'subject.type': 'claim', 'occurrences.atMs': 62_000 } as Record<string, unknown>;
  await ground.store.alerts.updateMany(third, { $set: { status: 'upheld' } });
  const { marks } = (await (await who.get('/api/mine')).json()) as MineReply;
  const told = marks[0]?.claims.map(({ atMs, upheld }) => `${atMs} ${upheld}`);
  expect([...new Set(told)]).toEqual(['41000 false', '49000 false', '62000 true']);
  await ground.store.alerts.updateMany(third, { $set: { status: 'open' } });
});

test('nor does the pack of a mark hold what is suspected beside its moment', async () => {
  const { view } = await marked();
  let doc: MarkDoc | null = null;
  let logSize = 0;
  await until('its record', async () => {
    doc = await ground.store.marks.findOne({ _id: view.id }).lean<MarkDoc>();
    logSize = (await ground.store.broadcasts.findOne({ _id: broadcast._id }).lean())?.logSize ?? 0;
    return (doc?.leafIndex ?? logSize) < logSize;
  });
  const { leafIndex: leaf = -1 } = (doc ?? {}) as Partial<MarkDoc>;
  const span = { atMs: MARKED_AT_MS, fromMs: 15_000, untilMs: 105_000 };
  const records = await packRecords(ground.store, {
    broadcastId: broadcast._id,
    subject: { mark: { leaf, exhibits: [] }, ...span },
    audience: 'desk',
    size: logSize,
    alert: null,
    hashes: [],
  });
  const leaves = records.leaves.flatMap(({ text }) => {
    const one = decodeLeaf(text);
    return one.ok ? [one.leaf] : [];
  });
  const suspected = leaves.filter(({ kind }) => kind === 'claim' || kind === 'duty');
  expect(suspected.filter(({ atMs }) => !isOfMoment(MARKED_AT_MS, atMs))).toEqual([]);
  expect(new Set(suspected.map(({ atMs }) => atMs))).toEqual(new Set([41_000, 49_000]));
  expect(leaves.filter(({ kind }) => kind === 'utterance')).toHaveLength(4);
  expect(leaves.filter(({ kind }) => kind === 'marker')).toHaveLength(1);
});

test('a broadcast cannot be read out by marks: so many an hour under one code, by one account, from one address', async () => {
  await forgetCounts();
  const { points } = LIMITS.marksOfBroadcast;
  const { code } = await marked(1);
  for (let n = 1; n < points; n += 1) expect((await mark(nobody(server.url), n)).status).toBe(201);
  const refused = await mark(nobody(server.url), 2);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(3_000);
  const { error } = (await refused.json()) as ErrorReply;
  expect(error).toMatchObject({ code: 'too-many' });
  expect(error.message).toContain('too many marks on this broadcast within an hour');

  await forgetCounts();
  const consumer = await logIn(server.url, 'consumer');
  for (let n = 0; n < points; n += 1) expect((await mark(consumer, n)).status).toBe(201);
  expect((await mark(consumer)).status).toBe(429);

  // From elsewhere: the address is another, the code and the account are not.
  await forgetCounts();
  const keys = async (): Promise<string[]> => await ground.redis.keys('*marks-broadcast*');
  const withCode = (): Promise<Response> =>
    nobody(server.url).send('POST', '/api/marks', { publicId: broadcast.publicId, atMs: 3, code });
  expect((await withCode()).status).toBe(201);
  expect(await keys()).toHaveLength(2);
});

test('what is kept for somebody’s mark, or for a suspicion, shows to nobody else: neither in coverage nor by its bytes', async () => {
  await forgetCounts();
  const { store } = ground;
  const files = createMediaFiles(mediaDir);
  const now = Date.now();
  const rule = { beforeMs: 30_000, afterMs: 60_000, momentMs: 1_155 * 86_400_000 };
  const hashes: string[] = [];
  const keep = async (n: number, more: Partial<MediaDoc>): Promise<void> => {
    const sha256 = await files.put(Buffer.from(`piece ${n} ${more.form}`));
    hashes.push(sha256);
    const place = { fromMs: n * 10_000, untilMs: (n + 1) * 10_000, sequence: n, run: 0, track: 'main' };
    const piece = { ...place, broadcastId: broadcast._id, form: 'segment', container: 'mpegts', sha256 };
    const fetchedAt = new Date(now - 600_000);
    await noteMedia(store, { ...piece, bytes: 9, held: true, why: ['ring'], fetchedAt, ...more } as MediaDoc);
  };
  for (let n = 0; n < 30; n += 1) await keep(n, {});
  const over = { why: ['sound'], openUntil: new Date(now - 1), keepUntil: new Date(now - 1) };
  for (let n = 0; n < 30; n += 6) await keep(n, { form: 'sound', untilMs: (n + 6) * 10_000, ...over });
  // Nothing was said there that anybody would suspect.
  const { who } = await marked(200_000);
  await keepForMarks(store, rule, new Date(now));
  await sweepMedia({ store, files, now: () => now, rule });
  const held = await store.media.countDocuments({ broadcastId: broadcast._id, held: true });
  expect(held).toBeGreaterThan(15);

  const asked = `/api/broadcasts/${broadcast.publicId}/media`;
  const mediaOf = async (client: Client): Promise<BroadcastMedia> =>
    (await (await client.get(`${asked}?fromMs=0&untilMs=300000`)).json()) as BroadcastMedia;
  const stranger = nobody(server.url);
  const other = (await marked(1)).who;
  const record = (await (
    await stranger.get(`/api/public/broadcasts/${broadcast.publicId}`)
  ).json()) as PublicRecord;
  expect(record.coverage.picture.percent).toBe(0);
  expect(record.coverage.sound.percent).toBe(0);
  const media = await mediaOf(stranger);
  expect([media.coverage.picture.percent, media.coverage.sound.percent]).toEqual([0, 0]);
  expect(media.pieces.every((piece) => !piece.held)).toBe(true);
  for (const sha256 of hashes) expect((await stranger.get(`${asked}/files/${sha256}`)).status).toBe(404);
  const own = (await mediaOf(who)).pieces.filter((piece) => piece.held && piece.form === 'segment');
  expect(own.map(({ fromMs }) => fromMs)).toEqual(
    [170, 180, 190, 200, 210, 220, 230, 240, 250].map((s) => s * 1_000),
  );
  const others = (await mediaOf(other)).pieces.filter(({ held: kept, fromMs }) => kept && fromMs >= 70_000);
  expect(others).toEqual([]);
});
