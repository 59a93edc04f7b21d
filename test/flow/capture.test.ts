import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { changesAfter, newestCursor } from '../../models/stream/alerts-feed.ts';
import { partitionOf } from '../../models/stream/keys.ts';
import { tell } from '../../worker/capture/tell.ts';
import {
  captureOf,
  gapsOf,
  keeperOn,
  linesOf,
  logged,
  originOf,
  ownRedis,
  redis,
  register,
  until,
} from './capture-harness.ts';

test('a growing live playlist is heard as sentences, and a cue in two segments is heard once', async () => {
  const startedAtMs = Date.now() - 10_000;
  const origin = await originOf({ startedAtMs, segmentMs: 2_000 });
  origin.cues = [
    { startMs: 300, endMs: 1_700, text: '<v 小满>这瓶精华<i>真的</i>' },
    { startMs: 1_800, endMs: 3_200, text: '<v 小满>是全网最好用的！' },
    { startMs: 3_500, endMs: 4_800, text: '<v 路人甲>我用过 &amp; 不错<script>alert(1)</script>。' },
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
      { atMs: 3_500, role: 'guest', speaker: '路人甲', text: '我用过 & 不错<script>alert(1)</script>。' },
      { atMs: 5_000, role: 'presenter', speaker: undefined, text: '没有名字的一句话。' },
    ],
  );
  expect(await gapsOf(id)).toEqual([]);
  // The sender's name of a broadcast stays inside.
  expect(logged.length).toBeGreaterThan(0);
  expect(JSON.stringify(logged)).not.toContain(id);
});

test('a recording of a show of last week is heard from when it is registered', async () => {
  const startedAtMs = Date.now() - 7 * 24 * 3_600_000;
  const origin = await originOf({ startedAtMs, segmentMs: 2_000 });
  origin.cues = [{ startMs: 300, endMs: 1_700, text: '上周说过的一句话。' }];
  origin.segments = 2;
  origin.over = true;
  const id = await register(startedAtMs, `${origin.origin}/master.m3u8`, undefined, { form: 'recorded' });
  await keeperOn(redis, 'w1', [origin.origin]);
  await until(10_000, 'the end', async () => (await captureOf(id))?.state === 'ended');
  expect((await linesOf(id)).map(({ atMs, text }) => ({ atMs, text }))).toEqual([
    { atMs: 300, text: '上周说过的一句话。' },
  ]);
});

test('without dates, captions of the first segment are heard, also where it came as the broadcast began', async () => {
  const startedAtMs = Date.now();
  const origin = await originOf({ startedAtMs, segmentMs: 4_000 });
  origin.dated = false;
  origin.cues = [
    { startMs: 300, endMs: 1_700, text: '第一句。' },
    { startMs: 4_300, endMs: 5_700, text: '第二句。' },
  ];
  origin.segments = 1;
  const id = await register(startedAtMs, `${origin.origin}/master.m3u8`);
  await keeperOn(redis, 'w1', [origin.origin]);
  await sleep(startedAtMs + 3_500 - Date.now());
  origin.segments = 2;
  await until(10_000, 'the second', async () => (await linesOf(id)).some(({ text }) => text === '第二句。'));
  const lines = await linesOf(id);
  expect(lines.map(({ text }) => text)).toEqual(['第一句。', '第二句。']);
  expect(lines[0]?.atMs).toBeGreaterThanOrEqual(0);
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

test('segments that slid away are a gap, and a sender that starts over goes on under new names', async () => {
  const startedAtMs = Date.now() - 40_000;
  const origin = await originOf({ startedAtMs, segmentMs: 2_000 });
  origin.cues = [
    { startMs: 500, endMs: 1_500, text: '开场。' },
    { startMs: 12_500, endMs: 13_500, text: '中间没听到。' },
    { startMs: 20_500, endMs: 21_500, text: '接着说。' },
  ];
  origin.segments = 2;
  const id = await register(startedAtMs, `${origin.origin}/master.m3u8`);
  await keeperOn(redis, 'w1', [origin.origin]);
  await until(5_000, 'the first words', async () => (await linesOf(id)).length === 1);
  origin.firstSequence = 10;
  origin.segments = 11;
  await until(8_000, 'the words after', async () => (await linesOf(id)).length === 2);
  expect((await gapsOf(id)).map(({ fromMs, untilMs }) => [fromMs, untilMs])).toEqual([[4_000, 20_000]]);
  origin.restart(startedAtMs + 30_000);
  origin.cues = [{ startMs: 500, endMs: 1_500, text: '重新开始。' }];
  origin.segments = 1;
  await until(8_000, 'the words of the new run', async () => (await linesOf(id)).length === 3);
  const lines = await linesOf(id);
  expect(lines.map(({ atMs, text }) => [atMs, text])).toEqual([
    [500, '开场。'],
    [20_500, '接着说。'],
    [30_500, '重新开始。'],
  ]);
  expect(lines.map(({ id: name }) => name.split(':').slice(2).join(':'))).toEqual([
    '1:0:500',
    '1:10:20500',
    '2:0:500',
  ]);
});

test('what a worker told before it died is told once, and the rest of a sentence is not lost', async () => {
  const id = await register(Date.now(), 'http://127.0.0.1:9/none.m3u8');
  const of = { broadcastId: id, partition: partitionOf(id) };
  const fragment = { atMs: 0, startMs: 0, endMs: 1_000, heldSinceMs: 0, role: 'presenter' as const };
  const short = { ...fragment, id: 'hls:r:1:0:0', text: '这瓶精华' };
  const next = { ...fragment, id: 'hls:r:1:1:2000', text: '下一句。' };
  await tell(redis, of, [short, next], Date.now());
  await tell(redis, of, [short, next], Date.now());
  const long = { ...short, text: '这瓶精华最好用。' };
  await tell(redis, of, [long, next], Date.now());
  await tell(redis, of, [long, next], Date.now());
  expect((await linesOf(id)).map(({ text, revision }) => [text, revision])).toEqual([
    ['这瓶精华', undefined],
    ['下一句。', undefined],
    ['这瓶精华最好用。', 1],
  ]);
});
