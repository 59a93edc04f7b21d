import type { PublicId } from '../../models/contract/ids.ts';
import {
  type CaptureOf,
  type CapturePlace,
  type HeldFragment,
  saveCapturePlace,
} from '../../models/stream/capture-place.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { CaptureFacts, Shown } from './capture-state.ts';
import type { Captured, Span } from './hear-segment.ts';
import type { CaptureProblem } from './problem.ts';
import type { Source } from './source.ts';
import { tell, tellGap } from './tell.ts';
import { createTurns } from './turns.ts';

/** The lease went to another worker. */
export class CaptureLost extends Error {
  override readonly name = 'CaptureLost';
}

export interface CaptureDeps {
  readonly redis: RedisClient;
  readonly source: Source;
  readonly of: CaptureOf;
  /** Names the broadcast in logs. */
  readonly publicId: PublicId;
  /** Holder of the lease. */
  readonly owner: string;
  readonly place: CapturePlace;
  /** The state that the broadcast shows at present. */
  readonly shown: Shown | undefined;
  readonly show: (shown: Shown, nowMs: number) => Promise<void>;
  readonly clock: () => number;
}

/** One capture at work: what it keeps in memory. All but the place is made anew by a worker that takes over. */
export interface Running {
  readonly deps: CaptureDeps;
  /** Segments as they come, held words and states by the clock: written by one at a time. */
  readonly inTurn: ReturnType<typeof createTurns>;
  place: CapturePlace;
  shown: Shown | undefined;
  about: Captured;
  facts: CaptureFacts;
  /** The first round is through. */
  tried: boolean;
  /** Playlists in a row that ended before the place. */
  behind: number;
  /** Segments in a row that were lost although the playlist named them. */
  badSegments: number;
  /** Rounds in a row that failed. */
  failures: number;
  /** The segment that cannot be fetched, by its number, since when. */
  stuck: { readonly sequence: number; readonly sinceMs: number } | undefined;
}

export const startRunning = (deps: CaptureDeps, about: Captured): Running => {
  const { place, shown } = deps;
  const nowMs = deps.clock();
  // A capture that was taken over while it was down is down until something comes.
  const newSinceMs = place.nextSequence === undefined ? undefined : (place.downSinceMs ?? nowMs);
  return {
    deps,
    inTurn: createTurns(),
    place,
    shown,
    about,
    facts: { followedSinceMs: nowMs, over: place.over, newSinceMs },
    tried: place.over,
    behind: 0,
    badSegments: 0,
    failures: 0,
    stuck: undefined,
  };
};

/** Appends what was missed and what was heard, then keeps the place. @throws CaptureLost, Overloaded, the Redis error */
export const write = async (
  running: Running,
  next: { place: CapturePlace; told?: readonly HeldFragment[]; missed?: readonly Span[] },
): Promise<void> => {
  const { redis, of, owner, clock } = running.deps;
  const { startedAtMs } = running.about;
  const nowMs = clock();
  for (const { fromMs, untilMs } of next.missed ?? []) {
    const span = { fromMs: fromMs - startedAtMs, untilMs: untilMs - startedAtMs, atMs: nowMs - startedAtMs };
    await tellGap(redis, of, span, nowMs);
  }
  await tell(redis, of, next.told ?? [], nowMs);
  if (!(await saveCapturePlace(redis, of, owner, next.place)))
    throw new CaptureLost('taken by another worker');
  running.place = next.place;
};

/** Notes that the origin cannot be heard; `since` stays with the first of several in a row. */
export const noteFailure = (running: Running, problem: CaptureProblem): void => {
  const { reason, status, message, lasting } = problem;
  const sinceMs = running.facts.failure?.sinceMs ?? running.deps.clock();
  running.facts = { ...running.facts, failure: { sinceMs, reason, status, message, lasting } };
};
