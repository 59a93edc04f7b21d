import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asMarkId } from '../../models/contract/ids.ts';
import type { MarkReply, MineReply } from '../../models/contract/mark.ts';
import { keepForMarks } from '../../models/store/keep-for-marks.ts';
import { noteMedia } from '../../models/store/keep-media.ts';
import { markMedia } from '../../models/store/mark-media.ts';
import { placeMark } from '../../models/store/marks.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { sweepMedia } from '../../worker/media/sweep.ts';
import { clientOf, codeOf, logIn, nobody, until } from './harness.ts';
import { cookieOf, type MarkedGround, NUMBER, openMarkedGround, WORDS } from './marked-ground.ts';
import { sealedOf } from './sealed.ts';
import { leavesOf } from './worker/harness.ts';

/*
 * A moment is marked without an account and with one, and found again.
 */
let on: MarkedGround;

beforeAll(async () => {
  on = await openMarkedGround();
});
afterAll(() => on?.close());

test('a line is marked without an account: told a code once, found again with it, and recorded with the words as a commitment', async () => {
  const sealed = await sealedOf(on.ground.store, on.broadcast._id);
  const leaf = sealed.find(({ utterance }) => utterance?.id === 'u1')?.leafIndex;
  const response = await on.mark(nobody(on.server.url), {
    leaf,
    words: WORDS,
    productId: 'p1',
    bought: { day: '2026-11-20', hour: 20 },
  });
  expect(response.status).toBe(201);
  const { mark: made, code = '' } = (await response.json()) as MarkReply;
  expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  const here = clientOf(on.server.url, cookieOf(response), '');
  const view = await on.recorded(here, made.id);
  expect(view).toMatchObject({
    atMs: 41_000,
    state: 'recorded',
    line: '这款是全国最好的，三天美白',
    product: { id: 'p1', name: '山茶花面霜' },
    bought: { day: '2026-11-20', hour: 20 },
  });
  expect(view.words).toBe('听了这句就买了，我的电话138****8000');
  // What is suspected of the moment is shown to whoever marked it.
  expect(view.claims.map(({ quote, upheld }) => [quote, upheld])).toContainEqual(['全国最好', false]);
  expect(view.media.picture).toMatchObject({ keptMs: 0, goneMs: 0 });

  const elsewhere = await on.openWith(code.toLowerCase().replaceAll('-', ' '));
  expect((await on.mine(elsewhere)).marks.map(({ id }) => id)).toEqual([made.id]);
  const [marker] = await on.leavesWith('marker');
  expect(marker).toMatchObject({ markerId: made.id, of: leaf, productId: 'p1', atMs: 41_000 });
  expect(marker?.by).toBeUndefined();
  const everything = JSON.stringify([
    await leavesOf(on.ground.store, on.broadcast._id),
    await on.ground.store.marks.find().lean(),
    await on.ground.store.sealed.find().lean(),
    await on.ground.store.audits.find().lean(),
  ]);
  for (const secret of [NUMBER, code, code.replaceAll('-', '')]) expect(everything).not.toContain(secret);
  expect(await on.ground.store.holds.countDocuments({ why: 'mark', ref: made.id, open: true })).toBe(1);
  const audited = await on.ground.store.audits.findOne({ action: 'moment-marked' }).lean();
  expect(audited).toMatchObject({ subject: on.broadcast.publicId, by: { id: `mark:${made.id}` } });
});

test('what cannot be marked or opened', async () => {
  const anyone = nobody(on.server.url);
  expect((await on.mark(anyone, { publicId: on.hidden.publicId })).status).toBe(404);
  expect(await codeOf(await on.mark(anyone, { atMs: 86_400_000 }))).toBe('invalid');
  expect(await codeOf(await on.mark(anyone, { leaf: 0 }))).toBe('invalid');
  expect(await codeOf(await on.mark(anyone, { productId: 'none' }))).toBe('invalid');
  expect((await anyone.get('/api/mine')).status).toBe(401);
  const { code, id } = await on.marked();
  const mistyped = code.replace(/^./, (letter) => (letter === '7' ? '8' : '7'));
  expect(await codeOf(await anyone.send('POST', '/api/mine/code', { code: mistyped }))).toBe('invalid');
  const foreign = { Origin: 'http://elsewhere.example' };
  expect(await codeOf(await anyone.send('POST', '/api/mine/code', { code }, foreign))).toBe('origin');
  const { who: other } = await on.marked();
  for (const asker of [other, await logIn(on.server.url, 'consumer'), await logIn(on.server.url, 'host')]) {
    expect((await asker.send('DELETE', `/api/marks/${id}`)).status).toBe(404);
    expect((await asker.send('POST', `/api/marks/${id}/packs`, { language: 'en' })).status).toBe(404);
  }
});

test('a mark of before comes to the account with its code, and the code goes on opening it', async () => {
  const { code, id } = await on.marked();
  const consumer = await logIn(on.server.url, 'consumer');
  const own = (await (await on.mark(consumer, { words: '还有这句' })).json()) as MarkReply;
  expect(own.code).toBeUndefined();
  const adopted = (await (await consumer.send('POST', '/api/mine/code', { code })).json()) as MineReply;
  expect(adopted).toMatchObject({ by: 'account', adopted: 1 });
  expect(adopted.marks.map((one) => one.id)).toEqual(expect.arrayContaining([id, own.mark.id]));
  expect((await on.mine(await on.openWith(code))).marks.map((one) => one.id)).toEqual([id]);
});

test('whoever dies between the mark and its record: it is recorded all the same, and once', async () => {
  const id = asMarkId(randomBytes(16).toString('base64url'));
  const at = new Date(Date.now() - 60_000);
  const { _id: broadcastId, publicId, roomId } = on.broadcast;
  const keeper = { of: 'code', hash: 'f'.repeat(64) } as const;
  // As the server leaves it behind that died before the event was on the stream.
  await placeMark(
    on.ground.store,
    { _id: id, broadcastId, publicId, roomId, atMs: 9_000, at, codeHash: keeper.hash },
    keeper,
  );
  await until(
    'the sweep',
    async () => (await on.ground.store.marks.findOne({ _id: id }).lean())?.leafIndex !== undefined,
  );
  // And once more, as if Redis had forgotten that it was there.
  await on.ground.redis.del(await on.ground.redis.keys('*seen*'));
  await on.ground.store.audits.updateOne({ 'details._id': id }, { $set: { unlogged: true } });
  await until(
    'the second sweep',
    async () => (await on.ground.store.audits.countDocuments({ 'details._id': id, unlogged: true })) === 0,
  );
  const { who } = await on.marked();
  const [last] = (await on.mine(who)).marks;
  await on.recorded(who, last?.id ?? '');
  expect((await on.leavesWith('marker')).filter(({ markerId }) => markerId === id)).toHaveLength(1);
});

test('picture and sound of a moment stay for a mark, also one placed long after it; what has gone and what never was are told apart', async () => {
  const { store } = on.ground;
  const files = createMediaFiles(on.packsDir);
  const momentMs = 1_155 * 24 * 3_600_000;
  const rule = { beforeMs: 30_000, afterMs: 60_000, momentMs };
  const now = Date.now();
  const soon = new Date(now + 60_000);
  const piece = async (n: number, more: Partial<MediaDoc>): Promise<string> => {
    const sha256 = await files.put(Buffer.from(`piece ${n} ${more.form}`));
    await noteMedia(store, {
      ...{
        broadcastId: on.hidden._id,
        form: 'segment',
        track: 'main',
        run: 0,
        sequence: n,
        container: 'mpegts',
      },
      ...{ fromMs: 200_000 + n * 10_000, untilMs: 210_000 + n * 10_000, sha256, bytes: 9, held: true },
      ...{ fetchedAt: new Date(now - 600_000), why: ['alert:a'], keepUntil: soon },
      ...more,
    } as MediaDoc);
    return sha256;
  };
  // Before the mark is placed: a piece that passes through, some that show a claim, one that has gone, one that never came.
  await piece(0, { why: ['ring'] });
  for (const n of [1, 2, 3, 4]) await piece(n, {});
  await piece(5, { held: false, why: [] });
  await piece(7, { why: ['ring'], fromMs: 400_000, untilMs: 410_000 });
  await piece(0, { form: 'sound', container: 'adts', why: ['sound'], untilMs: 260_000 });
  const id = asMarkId(randomBytes(16).toString('base64url'));
  const keeper = { of: 'code', hash: 'e'.repeat(64) } as const;
  const { _id: broadcastId, publicId, roomId } = on.hidden;
  const mark = {
    _id: id,
    broadcastId,
    publicId,
    roomId,
    atMs: 220_000,
    at: new Date(now),
    codeHash: keeper.hash,
  };
  await placeMark(store, mark, keeper);

  expect(await keepForMarks(store, rule, new Date(now))).toBe(5);
  expect(await keepForMarks(store, rule, new Date(now))).toBe(0);
  await sweepMedia({ store, files, now: () => now + 86_400_000, rule });
  const held = await store.media
    .find({ broadcastId, held: true })
    .sort({ form: 1, sequence: 1 })
    .lean<MediaDoc[]>();
  expect(held.map(({ form, sequence }) => `${form} ${sequence}`)).toEqual([
    ...[0, 1, 2, 3, 4].map((n) => `segment ${n}`),
    'sound 0',
  ]);
  expect(held.every(({ why }) => why.includes(`marker:${id}`))).toBe(true);
  const kept = await markMedia(store, mark, { _id: broadcastId, startedAt: new Date(0), atMs: 300_000 }, now);
  expect(kept).toEqual({
    fromMs: 190_000,
    untilMs: 280_000,
    picture: { keptMs: 50_000, goneMs: 10_000, missedMs: 30_000, comingMs: 0 },
    sound: { keptMs: 60_000, goneMs: 0, missedMs: 30_000, comingMs: 0 },
  });
  const live = { _id: broadcastId, startedAt: new Date(now - 60_000 - 240_000), atMs: 240_000 };
  expect((await markMedia(store, mark, live, now)).picture).toMatchObject({
    comingMs: 20_000,
    missedMs: 10_000,
  });
  await store.media.deleteMany({ broadcastId });
  rmSync(on.packsDir, { recursive: true, force: true });
});
