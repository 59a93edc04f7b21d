import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventSchema } from '../../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../../models/store/documents.ts';
import { appendEvents } from '../../../models/stream/append-events.ts';
import type { Partition } from '../../../models/stream/keys.ts';
import { film } from '../film.ts';
import { openBroadcast, openStage, type Stage } from '../stage.ts';
import { builtWorker } from './built-worker.ts';
import { fastClock } from './fast-clock.ts';
import { openOrigin } from './origin.ts';
import type { FollowerTask, FollowerWord } from './task.ts';

/** Fast enough that four hours pass in some minutes, slow enough that two cores follow. */
const SPEED = 40;
const SEGMENT_S = 6;
const FILM_S = 60;
const CLAIM_EVERY_MS = 20 * 60_000;
const HOUR_MS = 3_600_000;
const rule = { beforeMs: 30_000, afterMs: 60_000, momentMs: 1_155 * 24 * HOUR_MS };
/** Beside the ring lies what the next look takes away, and what came since the sound of it was last made, by the fast clock. */
const ON_THE_WAY_MS = 4 * 60_000;
/** Of the last quarter against the second: what a heap moves by itself. */
const GROWTH_MAX = 1.1;
/** The worker's own keeping of sound: 24 kbit/s. */
const SOUND_BYTES_PER_S = 3_000;
const LOOK_MS = 500;

const bytesBelow = (dir: string): number => {
  if (!existsSync(dir)) return 0;
  let bytes = 0;
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

const claimAt = (stage: Stage, doc: BroadcastDoc, atMs: number) => {
  const text = '这款面霜全国最好，三天美白';
  const event = { type: 'utterance', id: `u${atMs}`, source: 'speech', speaker: 'host', atMs, text };
  return appendEvents(
    stage.redis,
    { partition: doc.partition as Partition, broadcastId: doc._id, acceptedAtMs: Date.now() },
    [{ event: eventSchema.parse(event) }],
  );
};

interface Seen {
  readonly memory: { readonly atMs: number; readonly rss: number }[];
  disk: number;
}

/** Runs the process that keeps picture and sound; resolves when it has ended. @throws where it failed */
const follow = async (task: FollowerTask, seen: Seen, meanwhile: (atMs: number) => Promise<unknown>) => {
  const child = fork(join(import.meta.dirname, 'main.js'));
  let ended: number | null | undefined;
  child.on('message', (word: FollowerWord) => {
    if ('said' in word) process.stderr.write(`${word.said}\n`);
    else seen.memory.push(word);
  });
  child.once('exit', (code) => {
    ended = code ?? 1;
  });
  child.send(task);
  const clock = fastClock(task.startedAtMs, task.speed);
  for (let looks = 0; ended === undefined; looks++) {
    await sleep(LOOK_MS);
    await meanwhile(clock() - task.startedAtMs);
    seen.disk = Math.max(seen.disk, bytesBelow(task.mediaDir));
    if (looks % 20 === 0)
      process.stderr.write(
        `… ${((clock() - task.startedAtMs) / 60_000).toFixed(0)} min of the show, ${mb(seen.disk)} on the disk at most\n`,
      );
  }
  if (ended !== 0) throw new Error('picture and sound were not kept to the end');
};

const ok = (holds: boolean, text: string): boolean => {
  process.stdout.write(`${holds ? 'ok  ' : 'MISS'} ${text}\n`);
  return holds;
};

const report = async (
  stage: Stage,
  doc: BroadcastDoc,
  seen: Seen,
  { hours, ringMs }: { hours: number; ringMs: number },
): Promise<boolean> => {
  const { store } = stage;
  const pieces = await store.media.find({ broadcastId: doc._id }).lean();
  const segments = pieces.filter(({ form }) => form === 'segment');
  const shows = segments.filter(({ held, why }) => held && why.some((one) => one.startsWith('alert:')));
  const sum = (some: typeof pieces): number => some.reduce((all, { bytes }) => all + bytes, 0);
  const kept = sum(shows);
  const sound = sum(pieces.filter(({ form }) => form === 'sound'));
  const rate = sum(segments) / (hours * HOUR_MS);
  const claims = Math.floor((hours * HOUR_MS - 1) / CLAIM_EVERY_MS);
  const asked = claims * (rule.beforeMs + rule.afterMs + 2 * SEGMENT_S * 1_000) * rate;
  const allowed = asked + hours * 3_600 * SOUND_BYTES_PER_S * 1.15 + (ringMs + ON_THE_WAY_MS) * rate;
  const stretch = (from: number, until: number): number =>
    median(
      seen.memory
        .filter(({ atMs }) => atMs >= from * hours * HOUR_MS && atMs < until * hours * HOUR_MS)
        .map(({ rss }) => rss),
    );
  const [before, after] = [stretch(0.25, 0.5), stretch(0.75, 1)];
  process.stdout.write(
    `${hours} h at ${SPEED} times the speed: ${segments.length} segments of ${mb(sum(segments))}, ${mb(kept)} kept for ${claims} claims, ${mb(sound)} of sound\n`,
  );
  return [
    ok(
      segments.length === Math.floor((hours * 3_600) / SEGMENT_S) &&
        segments.every(({ missing }) => !missing),
      'every segment came and was recorded',
    ),
    ok(
      shows.length > 0 && kept <= asked,
      `kept for claims: ${mb(kept)}; 30 s before to 60 s after each are ${mb(asked)}`,
    ),
    ok(seen.disk <= allowed, `disk: ${mb(seen.disk)} at most; what is kept and the ring are ${mb(allowed)}`),
    ok(
      after <= before * GROWTH_MAX,
      `memory: ${mb(before)} in the second quarter, ${mb(after)} in the last, ${mb(Math.max(...seen.memory.map(({ rss }) => rss)))} at most`,
    ),
  ].every(Boolean);
};

/** Measures what keeping picture and sound of a long show takes. @returns whether the goals are reached */
export const benchCapture = async (root: string, hours: number): Promise<boolean> => {
  const stage = await openStage(root);
  try {
    const filmDir = join(stage.dir, 'film');
    mkdirSync(filmDir);
    const pieces = film(filmDir, { seconds: FILM_S, segmentS: SEGMENT_S });
    const doc = await openBroadcast(stage, 'capture');
    stage.startWorker();
    const startedAtMs = Date.now();
    const show = { startedAtMs, endsAtMs: startedAtMs + hours * HOUR_MS, segmentMs: SEGMENT_S * 1_000 };
    await stage.store.broadcasts.updateOne({ _id: doc._id }, { $set: { startedAt: new Date(startedAtMs) } });
    const origin = await openOrigin(pieces, { ...show, clock: fastClock(startedAtMs, SPEED) });
    const task: FollowerTask = {
      root,
      mongoUri: stage.mongoUri,
      redisUrl: stage.redisUrl,
      mediaDir: join(stage.dir, 'media'),
      broadcastId: doc._id,
      url: origin.url,
      startedAtMs,
      speed: SPEED,
      rule,
      soundDays: 90,
    };
    const seen: Seen = { memory: [], disk: 0 };
    let nextClaimMs = CLAIM_EVERY_MS;
    await follow(task, seen, async (atMs) => {
      if (atMs < nextClaimMs || nextClaimMs >= hours * HOUR_MS) return;
      await claimAt(stage, doc, nextClaimMs);
      nextClaimMs += CLAIM_EVERY_MS;
    });
    origin.close();
    const { RING_MS } = await builtWorker(root);
    return await report(stage, doc, seen, { hours, ringMs: RING_MS });
  } finally {
    await stage.close();
  }
};
