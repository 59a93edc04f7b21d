import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IngestReply } from '../../models/contract/ingest.ts';
import { ALL_PARTITIONS, keys } from '../../models/stream/keys.ts';
import { openPipe, postOf } from './spine/pipe.ts';
import { loadOfMinute, type Parts, round, startChild, watchCpu } from './spine/processes.ts';
import { lineOf, openShows } from './spine/said.ts';
import { openSpine, type Spine } from './spine/spine.ts';

export interface IngestOptions {
  readonly root: string;
  /** For how long each way is measured. */
  readonly seconds?: number;
}

const SECONDS = 10;
const LINES_PER_REQUEST = 50;
/** Senders at once, each with one request under way. */
const SENDERS = 32;
/** Until the code of both ends has been compiled, on a busy machine too. */
const WARM_UP_MS = 4_000;
/** Nobody judges here: what waits is cut back to this, long before the door would refuse. */
const KEPT = 2_000;
const TRIM_EVERY_MS = 250;
const GOAL = 2.5;

interface Way {
  readonly port: number;
  readonly token: string;
  readonly shows: readonly string[];
  readonly linesPerRequest: number;
}

interface Measured {
  readonly linesPerS: number;
  /** Lines that one second of a core came to in the process that takes them in: other programs slow the clock alone. */
  readonly linesPerCoreSecond: number;
  readonly requestMsP50: number;
  readonly requestMsP99: number;
  readonly cpu: Record<string, number>;
}

/** Sends as fast as answers come. Ids go on from `from`, so that nothing is a duplicate. */
const measure = async (way: Way, seconds: number, pids: Parts): Promise<Measured> => {
  let lines = 0;
  let counting = false;
  let stopping = false;
  const times: number[] = [];
  const sendAs = async (sender: number): Promise<void> => {
    const pipe = await openPipe(way.port);
    const path = `/api/broadcasts/${way.shows[sender % way.shows.length]}/events`;
    for (let n = 0; !stopping; n += way.linesPerRequest) {
      const body = Array.from({ length: way.linesPerRequest }, (_, i) => lineOf(n + i)).join('\n');
      const request = postOf(path, way.token, body);
      const sentAt = performance.now();
      const { status, body: reply } = await pipe.send(request);
      if (status !== 200) throw new Error(`answered ${status}: ${reply.slice(0, 300)}`);
      const { accepted } = JSON.parse(reply) as IngestReply;
      if (accepted !== way.linesPerRequest) throw new Error(`only ${accepted} lines were taken`);
      if (!counting) continue;
      lines += accepted;
      times.push(performance.now() - sentAt);
    }
    pipe.close();
  };
  const sending = Promise.all(Array.from({ length: SENDERS }, (_, sender) => sendAs(sender)));
  await Promise.race([sleep(WARM_UP_MS), sending]);
  const cpu = watchCpu(pids);
  counting = true;
  const startedAt = performance.now();
  await Promise.race([sleep(seconds * 1000), sending]);
  counting = false;
  const took = (performance.now() - startedAt) / 1000;
  const linesPerS = lines / took;
  const used = cpu();
  const cores = used.server ?? used.peer ?? Number.NaN;
  stopping = true;
  await sending;
  times.sort((a, b) => a - b);
  const msAt = (share: number): number => round(times[Math.floor(times.length * share)] ?? Number.NaN, 1);
  const linesPerCoreSecond = round(linesPerS / cores);
  return {
    linesPerS: round(linesPerS),
    linesPerCoreSecond,
    requestMsP50: msAt(0.5),
    requestMsP99: msAt(0.99),
    cpu: used,
  };
};

const keepShort = (spine: Spine): (() => void) => {
  const timer = setInterval(() => {
    for (const stream of [...ALL_PARTITIONS.map((one) => keys.utterances(one)), 'one-by-one'])
      spine.redis.xTrim(stream, 'MAXLEN', KEPT).catch(() => {});
  }, TRIM_EVERY_MS);
  return () => clearInterval(timer);
};

const measureDoor = async (spine: Spine, seconds: number): Promise<Measured> => {
  const shows = await openShows(spine, SENDERS, SENDERS, 'ingest');
  const way = { ...spine, shows: shows.map(({ id }) => id), linesPerRequest: LINES_PER_REQUEST };
  return measure(way, seconds, spine.pids());
};

const measureOneByOne = async (spine: Spine, seconds: number, linesPerRequest: number): Promise<Measured> => {
  const peer = startChild({
    script: join(spine.root, '.local/build/scripts/bench/spine/one-by-one.js'),
    cwd: spine.root,
    log: join(spine.root, '.local/bench/one-by-one.log'),
    env: {},
  });
  try {
    const port = await peer.ask<number>({ redisUrl: spine.redisUrl });
    const { redis, measuring } = spine.pids();
    const pids = { peer: peer.pid, redis: redis ?? 0, measuring: measuring ?? 0 };
    return await measure({ port, token: '-', shows: ['show'], linesPerRequest }, seconds, pids);
  } finally {
    await peer.stop();
  }
};

/**
 * HTTP ingest of NDJSON, 50 lines a request, beside an express route that adds one by one: the same lines, senders, and Redis
 * (`appendfsync always`); once with 50 lines a request, once with one, as a sender does that has no batches: the goal is
 * held against this. The route knows no duplicates, limits or rights. Lines a second.
 */
export const ingestBench = async ({ root, seconds = SECONDS }: IngestOptions) => {
  const spine = await openSpine(root);
  const stopTrimming = keepShort(spine);
  try {
    const loadBefore = loadOfMinute();
    const door = await measureDoor(spine, seconds);
    const oneByOne = await measureOneByOne(spine, seconds, LINES_PER_REQUEST);
    const oneARequest = await measureOneByOne(spine, seconds, 1);
    const timesOneARequest = round(door.linesPerS / oneARequest.linesPerS, 2);
    return {
      linesPerRequest: LINES_PER_REQUEST,
      senders: SENDERS,
      seconds,
      door,
      oneByOne,
      oneARequest,
      timesOneByOne: round(door.linesPerS / oneByOne.linesPerS, 2),
      timesOneARequest,
      timesPerCore: {
        oneByOne: round(door.linesPerCoreSecond / oneByOne.linesPerCoreSecond, 2),
        oneARequest: round(door.linesPerCoreSecond / oneARequest.linesPerCoreSecond, 2),
      },
      goal: GOAL,
      reached: timesOneARequest >= GOAL,
      load: { before: loadBefore, after: loadOfMinute() },
    };
  } finally {
    stopTrimming();
    await spine.close();
  }
};
