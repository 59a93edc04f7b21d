import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastId, PublicId } from '../../models/contract/ids.ts';
import type { Store } from '../../models/store/store.ts';
import {
  CAPTURE_LEASE_MS,
  CAPTURE_RENEW_MS,
  releaseCapture,
  renewCapture,
  takeCapture,
} from '../../models/stream/capture-lease.ts';
import type { CaptureOf } from '../../models/stream/capture-place.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { Partition } from '../../models/stream/keys.ts';
import type { KeepMedia } from '../media/keep.ts';
import {
  type BroadcastCaptureDeps,
  type Capturable,
  type CaptureLog,
  capturedOf,
  followCapture,
  mayGoOn,
  openCapture,
} from './broadcast-capture.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { look } from './look.ts';
import { AFTER_END_MS } from './round.ts';
import { CaptureLost, type Running } from './running.ts';

/** How often new broadcasts and free captures are looked for: with the lease, a dead worker is replaced within 6 s. */
const SEEK_MS = 1_000;
/** How often each capture looks at the clock: states and held words are at most this much late. */
const TICK_MS = 500;
/** Captures per worker: each waits on the network nearly always, but holds a playlist and a place in memory. */
const CAPTURES_MAX = 500;
/** Captures taken in one look, so that several workers share what starts at the same moment. */
const TAKEN_PER_SEEK = 8;
/** Nothing is captured for longer than a show may last. */
const DAY_MS = 24 * 3_600_000;
/** How often a playlist that has ended is looked at again: whether its encoder was only started anew. */
const AGAIN_MS = 5_000;
/** How long picture and sound may go on after the captions are over. */
const MEDIA_AFTER_MS = 60_000;
/** A capture ends itself a while after the sender's "ended"; one that no worker had then is looked for a little longer. */
const SOUGHT_AFTER_END_MS = AFTER_END_MS + 30_000;

export interface CaptureKeeperDeps {
  readonly redis: RedisClient;
  readonly store: Store;
  /** Now, ms since 1970. */
  readonly clock: () => number;
  readonly log: CaptureLog;
  /** Private origins that captures may reach all the same. */
  readonly allowOrigins: readonly string[];
  readonly workerName: string;
  /** Keeps picture and sound beside the captions; absent where none are to be kept. */
  readonly keepMedia?: KeepMedia;
}

interface Held {
  readonly of: CaptureOf;
  /** Names the broadcast in logs; the sender's id stays inside. */
  readonly publicId: PublicId;
  readonly url: string;
  readonly stop: AbortController;
  done: Promise<void>;
  running?: Running;
  /** The broadcast as it was read last. */
  doc: Capturable;
  leaseUntilMs: number;
  /** A look at the clock is under way: another would only queue behind it. */
  looking: boolean;
}

interface Keeping {
  readonly deps: BroadcastCaptureDeps & Pick<CaptureKeeperDeps, 'keepMedia'>;
  readonly held: Map<BroadcastId, Held>;
  /** Captures that are over, by broadcast: the address that was followed to its end, and when it is looked at again. */
  readonly finished: Map<BroadcastId, { readonly url: string; readonly againMs: number }>;
}

const candidates = ({ store, clock }: BroadcastCaptureDeps): Promise<Capturable[]> => {
  const dayAgo = new Date(clock() - DAY_MS);
  return store.broadcasts
    .find({
      startedAt: { $lte: new Date(clock() + SEEK_MS) },
      'input.playbackUrl': { $exists: true },
      $and: [
        // A recording of an older show is heard when it is registered.
        { $or: [{ startedAt: { $gt: dayAgo } }, { registeredAt: { $gt: dayAgo } }] },
        {
          $or: [
            { endedAt: { $exists: false } },
            { endedAt: { $gt: new Date(clock() - SOUGHT_AFTER_END_MS) } },
          ],
        },
      ],
    })
    .select({ publicId: 1, partition: 1, input: 1, startedAt: 1, endedAt: 1, capture: 1 })
    .lean<Capturable[]>();
};

const run = async ({ deps, held, finished }: Keeping, doc: Capturable, mine: Held): Promise<void> => {
  const { signal } = mine.stop;
  // A broadcast whose captions are over may have a few more segments of picture, never minutes.
  const hurry = new AbortController();
  const { of, url } = mine;
  const media = deps
    .keepMedia?.({ doc: () => mine.doc, of, url }, deps.fetch, AbortSignal.any([signal, hurry.signal]))
    .catch((error: unknown) => {
      if (!signal.aborted && !hurry.signal.aborted)
        deps.log.warn({ broadcast: doc.publicId, error: String(error) }, 'picture and sound given up');
    });
  try {
    const running = await openCapture(deps, doc, mine.of, mine.url, signal);
    if (running) mine.running = running;
    if (!running || (await followCapture(deps, running, signal))) {
      const nowMs = deps.clock();
      const againMs = running || mayGoOn(doc, nowMs) ? nowMs + AGAIN_MS : Number.POSITIVE_INFINITY;
      setTimeout(() => hurry.abort(), MEDIA_AFTER_MS).unref();
      await media;
      finished.set(doc._id, { url: mine.url, againMs });
    }
  } catch (error) {
    const expected = signal.aborted || error instanceof CaptureLost;
    if (!expected) deps.log.warn({ broadcast: doc.publicId, error: String(error) }, 'capture given up');
  } finally {
    hurry.abort();
    await media;
    held.delete(doc._id);
    // Where it cannot be given up it runs out by itself.
    await releaseCapture(deps.redis, mine.of, deps.owner).catch(() => false);
  }
};

const take = async (keeping: Keeping, doc: Capturable): Promise<boolean> => {
  const { deps, held, finished } = keeping;
  const url = doc.input.playbackUrl;
  const before = finished.get(doc._id);
  const isOver = before !== undefined && before.url === url && deps.clock() < before.againMs;
  if (url === undefined || held.has(doc._id) || isOver) return false;
  const of = { broadcastId: doc._id, partition: doc.partition as Partition };
  const leaseUntilMs = deps.clock() + CAPTURE_LEASE_MS;
  if (!(await takeCapture(deps.redis, of, deps.owner))) return false;
  const stop = new AbortController();
  const { publicId } = doc;
  const mine: Held = { of, publicId, url, stop, done: Promise.resolve(), leaseUntilMs, looking: false, doc };
  held.set(doc._id, mine);
  mine.done = run(keeping, doc, mine);
  return true;
};

const seek = async (keeping: Keeping): Promise<void> => {
  const { deps, held, finished } = keeping;
  const docs = await candidates(deps);
  const live = new Map(docs.map((doc) => [doc._id, doc]));
  for (const [id, mine] of held) {
    const doc = live.get(id);
    if (doc?.input.playbackUrl !== mine.url) {
      mine.stop.abort();
      continue;
    }
    mine.doc = doc;
    if (mine.running) mine.running.about = capturedOf(doc);
  }
  for (const id of finished.keys()) if (!live.has(id)) finished.delete(id);
  let taken = 0;
  for (const doc of docs) {
    if (taken >= TAKEN_PER_SEEK || held.size >= CAPTURES_MAX) break;
    if (await take(keeping, doc)) taken += 1;
  }
};

const renew = async ({ deps, held }: Keeping): Promise<void> => {
  await Promise.all(
    [...held.values()].map(async (mine) => {
      const untilMs = deps.clock() + CAPTURE_LEASE_MS;
      if (await renewCapture(deps.redis, mine.of, deps.owner)) mine.leaseUntilMs = untilMs;
      else mine.stop.abort();
    }),
  );
};

const lookAt = async ({ deps }: Keeping, mine: Held): Promise<void> => {
  // Not heard of by Redis for a whole lease: someone else has the capture by now.
  if (deps.clock() > mine.leaseUntilMs) mine.stop.abort();
  if (!mine.running || mine.looking || mine.stop.signal.aborted) return;
  mine.looking = true;
  try {
    await look(mine.running);
  } catch (error) {
    if (error instanceof CaptureLost) mine.stop.abort();
    else
      deps.log.warn(
        { broadcast: mine.publicId, error: String(error) },
        'capture state not shown; trying again',
      );
  } finally {
    mine.looking = false;
  }
};

/**
 * Pulls the captions of live broadcasts that have a playback address. Every worker runs one; a lease in Redis gives
 * each capture to one of them, and its place there lets another go on from it.
 */
export const createCaptureKeeper = (deps: CaptureKeeperDeps) => {
  const fetcher = createGuardedFetch({ allowOrigins: deps.allowOrigins });
  const keeping: Keeping = {
    deps: { ...deps, fetch: fetcher.fetch, owner: `${deps.workerName}:${randomUUID()}` },
    held: new Map(),
    finished: new Map(),
  };
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];

  const every = async (ms: number, act: () => Promise<unknown>): Promise<void> => {
    const { signal } = stopping;
    while (!signal.aborted) {
      await act().catch((error: unknown) =>
        deps.log.warn({ error: String(error) }, 'captures not looked after'),
      );
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    }
  };
  // A capture whose look hangs on a store must not hold up the others: nobody waits for it here.
  const tick = async (): Promise<void> => {
    for (const mine of keeping.held.values()) void lookAt(keeping, mine);
  };

  return {
    /** Begins to look for captures; returns at once. */
    start: async (): Promise<void> => {
      loops.push(
        every(SEEK_MS, () => seek(keeping)),
        every(CAPTURE_RENEW_MS, () => renew(keeping)),
        every(TICK_MS, tick),
      );
    },
    /** Stops every capture at its place and gives it up, so that another worker takes it at once. */
    stop: async (): Promise<void> => {
      stopping.abort();
      await Promise.all(loops);
      const running = [...keeping.held.values()];
      for (const { stop } of running) stop.abort();
      await Promise.all(running.map(({ done }) => done));
      fetcher.close();
    },
  };
};

export type CaptureKeeper = ReturnType<typeof createCaptureKeeper>;
