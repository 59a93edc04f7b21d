import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asBroadcastId, asPublicId, asRoomId, type BroadcastId } from '../../models/contract/ids.ts';
import { broadcastSchema, type UtteranceEvent } from '../../models/contract/ingest.ts';
import { connectMongo } from '../../models/store/connect.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';
import { changesAfter, newestCursor } from '../../models/stream/alerts-feed.ts';
import { connectRedis, type RedisClient } from '../../models/stream/client.ts';
import { keys, partitionOf } from '../../models/stream/keys.ts';
import { decodeMessage, type StreamMessage } from '../../models/stream/wire.ts';
import { type CaptureKeeper, createCaptureKeeper } from '../../worker/capture/keeper.ts';
import { CaptionOrigin } from './capture-origin.ts';

let redis: RedisClient;
let store: Store;
const releases: (() => Promise<unknown>)[] = [];
const ownRedis = () => connectRedis(process.env.TEST_REDIS_URL ?? '', () => undefined);

beforeAll(async () => {
  redis = await ownRedis();
  store = createStore(await connectMongo(process.env.TEST_MONGODB_URI ?? ''));
  await prepareStore(store);
});

afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

afterAll(async () => {
  await store.connection.close();
  await redis.close();
});

const keeperOn = async (
  own: RedisClient,
  workerName: string,
  allowOrigins: string[],
): Promise<CaptureKeeper> => {
  const log = { info: () => undefined, warn: () => undefined };
  const keeper = createCaptureKeeper({ redis: own, store, clock: Date.now, log, allowOrigins, workerName });
  await keeper.start();
  releases.push(() => keeper.stop());
  return keeper;
};

const originOf = async (options: { startedAtMs: number; segmentMs: number }): Promise<CaptionOrigin> => {
  const origin = new CaptionOrigin(options);
  await origin.listen();
  releases.push(() => origin.close());
  return origin;
};

const register = async (startedAtMs: number, playbackUrl: string): Promise<BroadcastId> => {
  const id = asBroadcastId(`capture-${randomUUID()}`);
  const input = broadcastSchema.parse({
    id,
    title: '字幕采集',
    language: 'zh-Hans',
    platform: 'test',
    room: { id: 'r1', name: '云朵小铺', operator: '云朵小铺' },
    presenters: [{ id: 'p1', name: '小满' }],
    playbackUrl,
    startedAt: new Date(startedAtMs).toISOString(),
  });
  await store.broadcasts.create({
    _id: id,
    publicId: asPublicId(randomUUID().slice(0, 22)),
    partition: partitionOf(id),
    input,
    digest: '-',
    roomId: asRoomId('r1'),
    tokenId: 't',
    startedAt: new Date(startedAtMs),
    public: false,
    demo: false,
    revision: 1,
    atMs: 0,
    products: {},
    silent: false,
    logSize: 0,
    unsent: false,
    updatedAt: new Date(),
  });
  releases.push(() => store.broadcasts.deleteOne({ _id: id }));
  return id;
};

const eventsOf = async (id: BroadcastId): Promise<StreamMessage['event'][]> => {
  const entries = (await redis.xRange(keys.utterances(partitionOf(id)), '-', '+')) ?? [];
  return entries
    .map(({ message }) => decodeMessage(message))
    .filter(({ broadcastId }) => broadcastId === id)
    .map(({ event }) => event);
};
const linesOf = async (id: BroadcastId): Promise<UtteranceEvent[]> =>
  (await eventsOf(id)).filter((event) => event.type === 'utterance');
const gapsOf = async (id: BroadcastId) => (await eventsOf(id)).filter((event) => event.type === 'gap');
const captureOf = async (id: BroadcastId): Promise<BroadcastDoc['capture']> =>
  (await store.broadcasts.findById(id).lean<BroadcastDoc>())?.capture;

/** Looks until `probe` answers something, at most `limitMs`. */
const until = async <T>(
  limitMs: number,
  what: string,
  probe: () => Promise<T | undefined | false>,
): Promise<T> => {
  const endMs = Date.now() + limitMs;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > endMs) throw new Error(`not within ${limitMs} ms: ${what}`);
    await sleep(100);
  }
};

test('a growing live playlist is heard as sentences, and a cue in two segments is heard once', async () => {
  const startedAtMs = Date.now() - 10_000;
  const origin = await originOf({ startedAtMs, segmentMs: 2_000 });
  origin.cues = [
    { startMs: 300, endMs: 1_700, text: '<v 小满>这瓶精华<i>真的</i>' },
    { startMs: 1_800, endMs: 3_200, text: '<v 小满>是全网最好用的！' },
    { startMs: 3_500, endMs: 4_800, text: '<v 路人甲>我用过 &amp; 不错。<script>alert(1)</script>' },
    { startMs: 5_000, endMs: 5_900, text: '没有名字的一句话。' },
  ];
  origin.segments = 2;
  const id = await register(startedAtMs, `${origin.origin}/master.m3u8`);
  await keeperOn(redis, 'w1', [origin.origin]);
  await until(5_000, 'the first sentence', async () => (await linesOf(id)).length >= 1);
  origin.segments = 3;
  await until(8_000, 'the later ones', async () => (await linesOf(id)).length >= 3);
  origin.over = true;
  await until(8_000, 'the end', async () => (await captureOf(id))?.state === 'ended');
  expect((await linesOf(id)).map(({ atMs, role, speaker, text }) => ({ atMs, role, speaker, text }))).toEqual(
    [
      { atMs: 300, role: 'presenter', speaker: '小满', text: '这瓶精华真的是全网最好用的！' },
      { atMs: 3_500, role: 'guest', speaker: '路人甲', text: '我用过 & 不错。<script>alert(1)</script>' },
      { atMs: 5_000, role: 'presenter', speaker: undefined, text: '没有名字的一句话。' },
    ],
  );
  expect(await gapsOf(id)).toEqual([]);
});

test('an origin that stops is shown as stalled within 10 s, and runs again with a record of the gap', async () => {
  const startedAtMs = Date.now() - 6_000;
  const origin = await originOf({ startedAtMs, segmentMs: 2_000 });
  origin.cues = [{ startMs: 500, endMs: 1_500, text: '第一句。' }];
  origin.segments = 3;
  const id = await register(startedAtMs, `${origin.origin}/master.m3u8`);
  const cursor = await newestCursor(redis);
  await keeperOn(redis, 'w1', [origin.origin]);
  await until(5_000, 'running', async () => (await captureOf(id))?.state === 'running');
  const lastNewMs = Date.now();
  await until(10_000, 'stalled', async () => (await captureOf(id))?.state === 'stalled');
  expect(Date.now() - lastNewMs).toBeLessThan(10_000);
  expect((await captureOf(id))?.message).toContain('no new captions');
  const resumedAt = Math.ceil((Date.now() + 3_000 - startedAtMs) / 2_000);
  origin.cues.push({ startMs: resumedAt * 2_000 + 100, endMs: resumedAt * 2_000 + 900, text: '又来了。' });
  await sleep(3_000);
  origin.firstSequence = resumedAt;
  origin.segments = resumedAt + 1;
  await until(8_000, 'running again', async () => (await captureOf(id))?.state === 'running');
  expect((await linesOf(id)).map(({ text }) => text)).toEqual(['第一句。', '又来了。']);
  const gaps = await gapsOf(id);
  expect(gaps.map(({ reason }) => reason)).toEqual(['capture-down', 'capture-down']);
  expect(gaps[0]?.fromMs).toBe(6_000);
  expect(gaps[1]?.fromMs).toBe(gaps[0]?.untilMs);
  expect(gaps[1]?.untilMs).toBe(resumedAt * 2_000);
  const shown = (await changesAfter(redis, cursor, 100)).flatMap(({ change }) =>
    change.type === 'broadcast' ? [change.broadcast.capture?.state] : [],
  );
  // Whether `waiting` is seen first depends on how soon the first round is through.
  expect(shown.filter((state) => state !== 'waiting')).toEqual(['running', 'stalled', 'running']);
});

test('what cannot be had is shown as failed with its reason, and tried again', async () => {
  const startedAtMs = Date.now() - 1_000;
  const origin = await originOf({ startedAtMs, segmentMs: 2_000 });
  origin.status = 404;
  origin.cues = [{ startMs: 500, endMs: 1_500, text: '终于来了。' }];
  const missing = await register(startedAtMs, `${origin.origin}/master.m3u8`);
  const closed = await register(startedAtMs, 'http://127.0.0.1:9/master.m3u8');
  await keeperOn(redis, 'w1', [origin.origin]);
  const refused = await until(3_000, 'refused', async () => {
    const capture = await captureOf(closed);
    return capture?.state === 'failed' && capture;
  });
  expect(refused.message).toContain('private network');
  const failed = await until(10_000, 'failed', async () => {
    const capture = await captureOf(missing);
    return capture?.state === 'failed' && capture;
  });
  expect(failed.message).toBe('the origin answers with HTTP 404');
  origin.status = undefined;
  origin.segments = 1;
  await until(16_000, 'running', async () => (await captureOf(missing))?.state === 'running');
  expect((await linesOf(missing)).map(({ text }) => text)).toEqual(['终于来了。']);
});

test('a second worker goes on where one was cut off, without loss or doubling', async () => {
  const startedAtMs = Date.now() - 4_000;
  const origin = await originOf({ startedAtMs, segmentMs: 2_000 });
  origin.cues = Array.from({ length: 12 }, (_, i) => ({
    startMs: i * 1_000 + 100,
    endMs: i * 1_000 + 1_050,
    text: i % 2 === 0 ? `第${i}句的前一半` : `和后一半${i}。`,
  }));
  origin.segments = 2;
  const id = await register(startedAtMs, `${origin.origin}/master.m3u8`);
  const doomed = await ownRedis();
  await keeperOn(doomed, 'w1', [origin.origin]);
  await until(5_000, 'the first words', async () => (await linesOf(id)).length === 2);
  await keeperOn(redis, 'w2', [origin.origin]);
  await sleep(1_500);
  doomed.destroy();
  const cutMs = Date.now();
  origin.segments = 4;
  await until(8_000, 'the second worker', async () => (await linesOf(id)).length === 4);
  expect(Date.now() - cutMs).toBeLessThan(7_500);
  origin.segments = 6;
  origin.over = true;
  await until(8_000, 'the end', async () => (await captureOf(id))?.state === 'ended');
  const lines = await linesOf(id);
  expect(lines.map(({ text }) => text)).toEqual(
    [0, 2, 4, 6, 8, 10].map((i) => `第${i}句的前一半和后一半${i + 1}。`),
  );
  expect(new Set(lines.map(({ id: name }) => name)).size).toBe(6);
});
