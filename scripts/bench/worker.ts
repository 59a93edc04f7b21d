import { setTimeout as sleep } from 'node:timers/promises';
import type { PublicId } from '../../models/contract/ids.ts';
import type { UtteranceEvent } from '../../models/contract/ingest.ts';
import { eventSchema } from '../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { awaitChanges, newestCursor } from '../../models/stream/alerts-feed.ts';
import { appendEvents, CHUNK_MAX } from '../../models/stream/append-events.ts';
import { connectRedis } from '../../models/stream/client.ts';
import { ALL_PARTITIONS, keys, type Partition } from '../../models/stream/keys.ts';
import { openBroadcast, openStage, type Stage } from './stage.ts';

/** A busy evening on one machine: 32 rooms on air. */
const BROADCASTS = 32;
/** Of real speech some 15 % of sentences hold a term. */
const CLAIM_EVERY = 7;
const RATE_PER_S = 200;
const RATE_FOR_S = 20;
/** A presenter says a sentence in some two seconds. */
const SPOKEN_EVERY_MS = 2_000;
const CLAIMS = [
  '这款茶能治疗失眠，喝了就好',
  '今天是全网最低价给到大家',
  '我们家是全国销量第一',
  '这个面霜三天就能美白',
];
const PLAIN = '大家晚上好，欢迎来到直播间，喜欢的朋友可以点一点关注，我们马上开始介绍今天的第一款';

const say = (i: number, atMs: number): UtteranceEvent => {
  const text = i % CLAIM_EVERY === 0 ? (CLAIMS[(i / CLAIM_EVERY) % CLAIMS.length] ?? PLAIN) : `${PLAIN}${i}`;
  const event = eventSchema.parse({
    type: 'utterance',
    id: `u${i}`,
    source: 'speech',
    speaker: 'host',
    atMs,
    text,
  });
  if (event.type !== 'utterance') throw new Error('an utterance was made');
  return event;
};

const appendTo = (stage: Stage, doc: BroadcastDoc, events: readonly UtteranceEvent[]) =>
  appendEvents(
    stage.redis,
    { partition: doc.partition as Partition, broadcastId: doc._id, acceptedAtMs: Date.now() },
    events.map((event) => ({ event })),
  );

const waiting = async ({ redis }: Stage): Promise<number> => {
  const lengths = await Promise.all(
    ALL_PARTITIONS.map((partition) => redis.xLen(keys.utterances(partition))),
  );
  return lengths.reduce((a, b) => a + b, 0);
};

const atRest = async ({ store }: Stage): Promise<number> => {
  const [sum] = await store.blocks.aggregate<{ n: number }>([
    { $group: { _id: null, n: { $sum: '$leafCount' } } },
  ]);
  return sum?.n ?? 0;
};

/** Fills the streams with sentences of so many broadcasts. @returns how many entries wait. */
export const fillBacklog = async (
  stage: Stage,
  docs: readonly BroadcastDoc[],
  events: number,
): Promise<number> => {
  const each = Math.ceil(events / docs.length);
  for (const doc of docs)
    for (let from = 0; from < each; from += CHUNK_MAX) {
      const count = Math.min(CHUNK_MAX, each - from);
      await appendTo(
        stage,
        doc,
        Array.from({ length: count }, (_, i) => say(from + i, (from + i) * SPOKEN_EVERY_MS)),
      );
    }
  return waiting(stage);
};

/** Waits until the worker that was started has worked off what waits. `onFirst` is called at its first block. @returns ms since then. */
export const workedOffMs = async (stage: Stage, onFirst: () => void = () => {}): Promise<number> => {
  while ((await atRest(stage)) === 0) await sleep(5);
  onFirst();
  const startedAt = performance.now();
  while ((await waiting(stage)) > 0) await sleep(20);
  return performance.now() - startedAt;
};

/** Lets one worker work off a backlog. @returns events a second, from its first block to the last acknowledgement. */
const measureThroughput = async (
  stage: Stage,
  docs: readonly BroadcastDoc[],
  events: number,
): Promise<number> => {
  const total = await fillBacklog(stage, docs, events);
  stage.startWorker();
  return (total * 1000) / (await workedOffMs(stage));
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Follows the feed. The newest time on an alert names the event that changed it. */
const followFeed = async (
  stage: Stage,
  accepted: ReadonlyMap<string, number>,
  stopping: AbortSignal,
): Promise<number[]> => {
  const reader = await connectRedis(stage.redisUrl, () => {});
  const latencies: number[] = [];
  let cursor = await newestCursor(stage.redis);
  while (!stopping.aborted) {
    for (const entry of await awaitChanges(reader, cursor, 200, 500)) {
      cursor = entry.cursor;
      if (entry.change.type !== 'alert') continue;
      const { broadcast, lastAtMs } = entry.change.alert;
      const since = accepted.get(nameOf(broadcast.publicId, lastAtMs));
      if (since !== undefined) latencies.push(performance.now() - since);
    }
  }
  reader.destroy();
  return latencies;
};

const nameOf = (publicId: PublicId, atMs: number): string => `${publicId} ${atMs}`;

/** Sends at a steady rate, one event at a time. @returns latencies from acceptance to the feed, ms, in order of size. */
const measureLatency = async (
  stage: Stage,
  docs: readonly BroadcastDoc[],
  from: number,
): Promise<number[]> => {
  const accepted = new Map<string, number>();
  const stopping = new AbortController();
  const following = followFeed(stage, accepted, stopping.signal);
  await sleep(1_000);
  const startedAt = performance.now();
  for (let i = 0; i < RATE_PER_S * RATE_FOR_S; i += 1) {
    const behindMs = startedAt + (i * 1000) / RATE_PER_S - performance.now();
    if (behindMs > 1) await sleep(behindMs);
    const doc = docs[i % docs.length] as BroadcastDoc;
    const n = from + i;
    const event = say(n, n * SPOKEN_EVERY_MS);
    await appendTo(stage, doc, [event]);
    if (n % CLAIM_EVERY === 0) accepted.set(nameOf(doc.publicId, event.atMs), performance.now());
  }
  await sleep(2_000);
  stopping.abort();
  return (await following).sort((a, b) => a - b);
};

/** Measures the worker and prints the figures, one a line. */
export const benchWorker = async (root: string, events: number): Promise<void> => {
  const stage = await openStage(root);
  try {
    const docs = await Promise.all(
      Array.from({ length: BROADCASTS }, (_, i) => openBroadcast(stage, `bench-${i}`)),
    );
    const perSecond = await measureThroughput(stage, docs, events);
    process.stdout.write(
      `throughput: ${Math.round(perSecond)} events/s, one worker, ${BROADCASTS} broadcasts\n`,
    );
    const latencies = await measureLatency(stage, docs, events);
    const [p50, p99] = [at(latencies, 0.5), at(latencies, 0.99)];
    process.stdout.write(
      `latency at ${RATE_PER_S}/s: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms from acceptance to the feed (${latencies.length} alerts changed)\n`,
    );
  } finally {
    await stage.close();
  }
};
