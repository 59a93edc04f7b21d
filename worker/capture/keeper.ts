import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import type { Store } from '../../models/store/store.ts';
import {
  CAPTURE_LEASE_MS,
  CAPTURE_RENEW_MS,
  releaseCapture,
  renewCapture,
  takeCapture,
} from '../../models/stream/capture-lease.ts';
import { type CaptureOf, type CapturePlace, readCapturePlace } from '../../models/stream/capture-place.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { Partition } from '../../models/stream/keys.ts';
import { type Capture, type Captured, CaptureLost, createCapture } from './capture.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { showCapture } from './show-capture.ts';
import { createSource } from './source.ts';

/** How often new broadcasts and free captures are looked for: with the lease, a dead worker is replaced within 6 s. */
const LOOK_MS = 1_000;
/** How often each capture looks at the clock: states and held words are at most this much late. */
const TICK_MS = 500;
/** Captures per worker: each waits on the network nearly always, but holds a playlist and a place in memory. */
const CAPTURES_MAX = 500;
/** Captures taken in one look, so that several workers share what starts at the same moment. */
const TAKEN_PER_LOOK = 8;
/** Nothing is captured for longer than a show may last. */
const DAY_MS = 24 * 3_600_000;
/** Captions lag behind the sender's "ended" by a few segments. */
const AFTER_END_MS = 60_000;
/** After a store failed: neither hammering it nor late once it is back. */
const STORE_RETRY_MS = 1_000;

export interface CaptureLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface CaptureKeeperDeps {
  readonly redis: RedisClient;
  readonly store: Store;
  /** Now, ms since 1970. */
  readonly clock: () => number;
  readonly log: CaptureLog;
  /** Private origins that captures may reach all the same. */
  readonly allowOrigins: readonly string[];
  readonly workerName: string;
}

type Candidate = Pick<BroadcastDoc, '_id' | 'partition' | 'input' | 'startedAt' | 'endedAt' | 'capture'>;

interface Held {
  readonly of: CaptureOf;
  readonly url: string;
  readonly stop: AbortController;
  readonly done: Promise<void>;
  capture?: Capture;
  leaseUntilMs: number;
}

const capturedOf = (doc: Candidate): Captured => ({
  startedAtMs: doc.startedAt.getTime(),
  presenters: doc.input.presenters,
  ended: doc.endedAt !== undefined,
});

/**
 * Pulls the captions of live broadcasts that have a playback address. Every worker runs one; a lease in Redis gives
 * each capture to one of them, and its place there lets another go on from it.
 */
export const createCaptureKeeper = (deps: CaptureKeeperDeps) => {
  const { redis, store, clock, log } = deps;
  const owner = `${deps.workerName}:${randomUUID()}`;
  const fetcher = createGuardedFetch({ allowOrigins: deps.allowOrigins });
  const held = new Map<string, Held>();
  /** Captures that are over, by broadcast: the address that was followed to its end. */
  const finished = new Map<string, string>();
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];

  const candidates = (): Promise<Candidate[]> =>
    store.broadcasts
      .find({
        startedAt: { $gt: new Date(clock() - DAY_MS), $lte: new Date(clock() + LOOK_MS) },
        'input.playbackUrl': { $exists: true },
        $or: [{ endedAt: { $exists: false } }, { endedAt: { $gt: new Date(clock() - AFTER_END_MS) } }],
      })
      .select({ partition: 1, input: 1, startedAt: 1, endedAt: 1, capture: 1 })
      .lean<Candidate[]>();

  const placeFor = async (of: CaptureOf, url: string): Promise<CapturePlace> => {
    const place = await readCapturePlace(redis, of);
    if (place?.url === url) return place;
    return { url, run: (place?.run ?? 0) + 1, hearing: { heard: [] }, over: false };
  };

  const run = async (doc: Candidate, mine: Held): Promise<void> => {
    const { signal } = mine.stop;
    const place = await placeFor(mine.of, mine.url);
    if (place.over) {
      finished.set(doc._id, mine.url);
      return;
    }
    const { state, message } = doc.capture ?? {};
    const shown = state && { state, ...(message !== undefined && { message }) };
    const capture = createCapture(
      {
        redis,
        clock,
        owner,
        place,
        shown,
        of: mine.of,
        source: createSource(fetcher.fetch, mine.url),
        show: (now, nowMs) => {
          log.info({ broadcastId: doc._id, capture: now.state }, 'capture changed');
          return showCapture({ store, redis }, doc._id, now, nowMs);
        },
      },
      capturedOf(doc),
    );
    mine.capture = capture;
    while (!signal.aborted) {
      const round = await capture.round(signal).catch((error: unknown) => {
        if (error instanceof CaptureLost || signal.aborted) throw error;
        log.warn({ broadcastId: doc._id, error: String(error) }, 'capture could not go on; trying again');
        return { waitMs: STORE_RETRY_MS, over: false };
      });
      if (round.over) {
        await capture.look();
        finished.set(doc._id, mine.url);
        return;
      }
      await sleep(round.waitMs, undefined, { signal });
    }
  };

  const take = async (doc: Candidate): Promise<boolean> => {
    const url = doc.input.playbackUrl;
    if (url === undefined || held.has(doc._id) || finished.get(doc._id) === url) return false;
    const of = { broadcastId: doc._id, partition: doc.partition as Partition };
    if (!(await takeCapture(redis, of, owner))) return false;
    const stop = new AbortController();
    const leaseUntilMs = clock() + CAPTURE_LEASE_MS;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const done = begun
      .then(() => run(doc, mine))
      .catch((error: unknown) => {
        if (!stop.signal.aborted)
          log.warn({ broadcastId: doc._id, error: String(error) }, 'capture given up');
      })
      .then(() => letGo(doc._id, mine));
    const mine: Held = { of, url, stop, done, leaseUntilMs };
    held.set(doc._id, mine);
    begin();
    return true;
  };

  const letGo = async (id: string, mine: Held): Promise<void> => {
    held.delete(id);
    await releaseCapture(redis, mine.of, owner).catch((error: unknown) =>
      // It runs out by itself.
      log.warn({ broadcastId: id, error: String(error) }, 'capture lease not released'),
    );
  };

  const look = async (): Promise<void> => {
    const docs = await candidates();
    const live = new Map<string, Candidate>(docs.map((doc) => [doc._id, doc]));
    for (const [id, { url, stop, capture }] of held) {
      const doc = live.get(id);
      if (doc?.input.playbackUrl === url) capture?.update(capturedOf(doc));
      else stop.abort();
    }
    for (const id of finished.keys()) if (!live.has(id)) finished.delete(id);
    let taken = 0;
    for (const doc of docs) {
      if (taken >= TAKEN_PER_LOOK || held.size >= CAPTURES_MAX) break;
      if (await take(doc)) taken += 1;
    }
  };

  const renew = async (): Promise<void> => {
    await Promise.all(
      [...held.values()].map(async (mine) => {
        const untilMs = clock() + CAPTURE_LEASE_MS;
        if (await renewCapture(redis, mine.of, owner)) mine.leaseUntilMs = untilMs;
        else mine.stop.abort();
      }),
    );
  };

  const tick = async (): Promise<void> => {
    for (const [id, mine] of held) {
      // Not heard of by Redis for a whole lease: someone else has the capture by now.
      if (clock() > mine.leaseUntilMs) mine.stop.abort();
      if (mine.stop.signal.aborted) continue;
      mine.capture?.look().catch((error: unknown) => {
        if (error instanceof CaptureLost) mine.stop.abort();
        else log.warn({ broadcastId: id, error: String(error) }, 'capture state not shown; trying again');
      });
    }
  };

  const every = async (ms: number, act: () => Promise<void>): Promise<void> => {
    const { signal } = stopping;
    while (!signal.aborted) {
      await act().catch((error: unknown) => log.warn({ error: String(error) }, 'captures not looked after'));
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    }
  };

  return {
    /** Begins to look for captures; returns at once. */
    start: async (): Promise<void> => {
      loops.push(every(LOOK_MS, look), every(CAPTURE_RENEW_MS, renew), every(TICK_MS, tick));
    },
    /** Stops every capture at its place and gives it up, so that another worker takes it at once. */
    stop: async (): Promise<void> => {
      stopping.abort();
      await Promise.all(loops);
      const running = [...held.values()];
      for (const { stop } of running) stop.abort();
      await Promise.all(running.map(({ done }) => done));
      fetcher.close();
    },
  };
};

export type CaptureKeeper = ReturnType<typeof createCaptureKeeper>;
