import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import type { Store } from '../../models/store/store.ts';
import { type CaptureOf, type CapturePlace, readCapturePlace } from '../../models/stream/capture-place.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { Shown } from './capture-state.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import type { Captured } from './hear-segment.ts';
import { look } from './look.ts';
import { goesOn, round } from './round.ts';
import { CaptureLost, type Running, startRunning } from './running.ts';
import { showCapture } from './show-capture.ts';
import { createSource } from './source.ts';

/** After a store failed: neither hammering it nor late once it is back. */
const STORE_RETRY_MS = 1_000;

/** An encoder that ended its playlist and is started again is back within minutes; later it is another show. */
const REOPEN_MS_MAX = 10 * 60_000;

export interface CaptureLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface BroadcastCaptureDeps {
  readonly redis: RedisClient;
  readonly store: Store;
  /** Now, ms since 1970. */
  readonly clock: () => number;
  readonly log: CaptureLog;
  readonly fetch: GuardedFetch;
  readonly owner: string;
}

/** What is read of a broadcast that may be captured. */
export type Capturable = Pick<
  BroadcastDoc,
  '_id' | 'publicId' | 'partition' | 'input' | 'startedAt' | 'endedAt' | 'capture'
>;

export const capturedOf = (doc: Capturable): Captured => ({
  startedAtMs: doc.startedAt.getTime(),
  presenters: doc.input.presenters,
  ...(doc.endedAt && { endedAtMs: doc.endedAt.getTime() }),
  ...(doc.input.form !== 'live' && { recorded: true }),
});

const placeFor = async (redis: RedisClient, of: CaptureOf, url: string): Promise<CapturePlace> => {
  const place = await readCapturePlace(redis, of);
  if (place?.url === url) return place;
  return { url, run: (place?.run ?? 0) + 1, hearing: { heard: [] }, over: false };
};

/** What the broadcast shows, without its time. */
const shownOf = ({ capture }: Capturable): Shown | undefined => {
  if (!capture) return undefined;
  const { since: _since, ...shown } = capture;
  return shown;
};

/** Whether an ended capture may yet go on: live, not said to be over, and not too long ago. */
export const mayGoOn = ({ input, endedAt, capture }: Capturable, nowMs: number): boolean =>
  input.form === 'live' && !endedAt && nowMs - (capture?.since.getTime() ?? 0) <= REOPEN_MS_MAX;

/** Readies the capture of one broadcast at its place; `null` when it was heard to its end. */
export const openCapture = async (
  deps: BroadcastCaptureDeps,
  doc: Capturable,
  of: CaptureOf,
  url: string,
  signal: AbortSignal,
): Promise<Running | null> => {
  const { redis, store, clock, owner } = deps;
  const place = await placeFor(redis, of, url);
  const ended = place.over && doc.capture?.state === 'ended';
  if (ended && !mayGoOn(doc, clock())) return null;
  const running = startRunning(
    {
      redis,
      clock,
      owner,
      of,
      publicId: doc.publicId,
      place: ended ? { ...place, over: false } : place,
      shown: shownOf(doc),
      source: createSource(deps.fetch, url, doc.input.language),
      show: (now, nowMs) => {
        deps.log.info({ broadcast: doc.publicId, capture: now.state }, 'capture changed');
        return showCapture({ store, redis }, doc._id, now, nowMs);
      },
    },
    capturedOf(doc),
  );
  return ended && !(await goesOn(running, signal)) ? null : running;
};

/**
 * Follows a capture until it is over (`true`) or told to stop. Errors of the stores are waited out.
 * @throws CaptureLost when another worker has it; the reason of `signal`.
 */
export const followCapture = async (
  deps: BroadcastCaptureDeps,
  running: Running,
  signal: AbortSignal,
): Promise<boolean> => {
  let { over } = running.place;
  while (!signal.aborted) {
    try {
      const done = over ? { over, waitMs: 0 } : await round(running, signal);
      over = done.over;
      if (over) {
        await look(running);
        return true;
      }
      await sleep(done.waitMs, undefined, { signal });
    } catch (error) {
      if (error instanceof CaptureLost || signal.aborted) throw error;
      deps.log.warn(
        { broadcast: running.deps.publicId, error: String(error) },
        'capture could not go on; trying again',
      );
      await sleep(STORE_RETRY_MS, undefined, { signal });
    }
  }
  return false;
};
