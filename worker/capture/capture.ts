import type { BroadcastInput } from '../../models/contract/ingest.ts';
import {
  type CaptureOf,
  type CapturePlace,
  type HeldFragment,
  saveCapturePlace,
} from '../../models/stream/capture-place.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { type CaptureFacts, captureStateOf, type Shown, stallAfterMs } from './capture-state.ts';
import { offsetFor } from './cue-times.ts';
import { dueSegments, isBehind } from './due.ts';
import { hear, release } from './hearing.ts';
import { CaptureProblem } from './problem.ts';
import type { TimedSegment } from './segment-times.ts';
import type { Source } from './source.ts';
import { tell, tellGap } from './tell.ts';
import { createTurns } from './turns.ts';
import type { Cue } from './webvtt.ts';

/** Waits after errors grow to this: an origin that comes back is heard again soon, one that is gone is not hammered. */
const RETRY_MS_MAX = 15_000;
const RETRY_MS_MIN = 1_000;
/** Reloads come no faster than this, however short the segments are. */
const RELOAD_MS_MIN = 2_000;
/** A segment that cannot be fetched for so long is given up, so that those after it are heard. */
const SEGMENT_MS_MAX = 10_000;
/** One caption file that cannot be read is an accident; the second in a row is a failure. */
const BAD_SEGMENTS_MAX = 2;
/** Segments further apart than this are not one after the other; less is rounding. */
const JUMP_MS_MIN = 2_000;

/** The lease went to another worker. */
export class CaptureLost extends Error {
  override readonly name = 'CaptureLost';
}

export interface CaptureDeps {
  readonly redis: RedisClient;
  readonly source: Source;
  readonly of: CaptureOf;
  readonly owner: string;
  readonly place: CapturePlace;
  readonly shown: Shown | undefined;
  readonly show: (shown: Shown, nowMs: number) => Promise<void>;
  readonly clock: () => number;
}

/** What of a broadcast a capture looks at; it may change while the capture runs. */
export interface Captured {
  readonly startedAtMs: number;
  readonly presenters: BroadcastInput['presenters'];
  /** The sender has said that it is over: captions that are still on their way are heard. */
  readonly ended: boolean;
}

export interface Round {
  readonly waitMs: number;
  readonly over: boolean;
}

const jittered = (ms: number): number => ms * (0.9 + Math.random() * 0.1);

/** Makes the capture of one broadcast's captions; `round` and `look` may overlap, `round` with itself may not. */
export const createCapture = (deps: CaptureDeps, captured: Captured) => {
  const { redis, of, clock } = deps;
  // What is written is written by one at a time: segments as they come, held words and states by the clock.
  const inTurn = createTurns();
  let { place, shown } = deps;
  let about = captured;
  let tried = false;
  let behind = 0;
  let badSegments = 0;
  let attempts = 0;
  let stuck: { url: string; sinceMs: number } | undefined;
  let facts: CaptureFacts = {
    followedSinceMs: clock(),
    over: place.over,
    // A capture that was taken over while it was down is down until something comes.
    newSinceMs: place.nextSequence === undefined ? undefined : (place.downSinceMs ?? clock()),
  };

  const save = async (next: CapturePlace): Promise<void> => {
    if (!(await saveCapturePlace(redis, of, deps.owner, next)))
      throw new CaptureLost('taken by another worker');
    place = next;
  };

  const atMs = (unixMs: number): number => unixMs - about.startedAtMs;

  /** Records a span (ms since 1970) as not heard, less what the capture's being down has recorded already. */
  const missed = (fromMs: number, untilMs: number): Promise<void> => {
    const nowMs = clock();
    const start = Math.max(fromMs, place.downSinceMs ?? fromMs);
    return tellGap(redis, of, { fromMs: atMs(start), untilMs: atMs(untilMs), atMs: atMs(nowMs) }, nowMs);
  };

  const heard = (segment: TimedSegment, rendition: string, cues: readonly Cue[] | null) =>
    inTurn(async () => {
      const nowMs = clock();
      const { heardUntilMs, downSinceMs, ...rest } = place;
      const expectedMs = heardUntilMs ?? Math.max(about.startedAtMs, downSinceMs ?? 0);
      if (segment.startMs - expectedMs > JUMP_MS_MIN && (heardUntilMs ?? downSinceMs) !== undefined) {
        await missed(expectedMs, segment.startMs);
      }
      if (cues === null) await missed(segment.startMs, segment.endMs);
      const cut = segment.discontinuity
        ? release(rest.hearing, nowMs, true)
        : { hearing: rest.hearing, told: [] };
      const offsetMs = offsetFor(cues ?? [], segment, {
        offsetMs: segment.discontinuity ? undefined : rest.offsetMs,
        broadcastStartMs: about.startedAtMs,
      });
      const aired = (cues ?? []).map((cue) => ({
        ...cue,
        startMs: cue.mediaStartMs + (offsetMs ?? 0),
        endMs: cue.mediaEndMs + (offsetMs ?? 0),
      }));
      const scene = {
        rendition,
        run: rest.run,
        sequence: segment.sequence,
        segmentStartMs: segment.startMs,
        broadcastStartMs: about.startedAtMs,
        presenters: about.presenters,
        nowMs,
      };
      const { hearing, told } = hear(cut.hearing, aired, scene);
      await tell(redis, of, [...cut.told, ...told], nowMs);
      await save({
        ...rest,
        hearing,
        nextSequence: segment.sequence + 1,
        heardUntilMs: segment.endMs,
        ...(offsetMs !== undefined && { offsetMs }),
        ...(cues === null && downSinceMs !== undefined && { downSinceMs }),
      });
      facts = { ...facts, newSinceMs: clock() };
    });

  /** @returns null when the segment is given up. @throws CaptureProblem while it may still come. */
  const cuesOf = async (segment: TimedSegment, signal: AbortSignal): Promise<Cue[] | null> => {
    if (segment.missing) return null;
    try {
      const cues = await deps.source.cuesOf(segment.url, signal);
      badSegments = 0;
      stuck = undefined;
      return cues;
    } catch (error) {
      if (!(error instanceof CaptureProblem) || signal.aborted) throw error;
      if (stuck?.url !== segment.url) stuck = { url: segment.url, sinceMs: clock() };
      const hopeless = error.unreadable || clock() - stuck.sinceMs >= SEGMENT_MS_MAX;
      if (!hopeless) throw error;
      badSegments += 1;
      if (badSegments >= BAD_SEGMENTS_MAX) fail(error);
      return null;
    }
  };

  const fail = (problem: CaptureProblem): void => {
    const { message, lasting } = problem;
    facts = { ...facts, failure: { sinceMs: facts.failure?.sinceMs ?? clock(), message, lasting } };
  };

  const restart = () =>
    inTurn(async () => {
      const { hearing, told } = release(place.hearing, clock(), true);
      await tell(redis, of, told, clock());
      const { nextSequence: _, offsetMs: __, ...rest } = place;
      await save({ ...rest, run: place.run + 1, hearing: { ...hearing, heard: [] } });
    });

  const finish = () =>
    inTurn(async () => {
      const { hearing, told } = release(place.hearing, clock(), true);
      await tell(redis, of, told, clock());
      await save({ ...place, hearing: { ...hearing, heard: [] }, over: true });
      facts = { ...facts, over: true };
    });

  const follow = async (signal: AbortSignal): Promise<Round> => {
    const { playlist, rendition } = await deps.source.load(signal);
    facts = { ...facts, targetMs: playlist.targetMs };
    behind = isBehind(playlist, place) ? behind + 1 : 0;
    const arrivalMs = clock();
    const due = dueSegments(playlist, { place, broadcastStartMs: about.startedAtMs, arrivalMs, behind });
    if (due.restarted) await restart();
    for (const segment of due.segments) {
      await heard(segment, rendition, await cuesOf(segment, signal));
      if (signal.aborted) break;
    }
    if (badSegments < BAD_SEGMENTS_MAX) facts = { ...facts, failure: undefined };
    const lastSequence = playlist.firstSequence + playlist.segments.length - 1;
    const allHeard = lastSequence < (place.nextSequence ?? 0);
    const quietMs = clock() - (facts.newSinceMs ?? facts.followedSinceMs);
    const isOver = (playlist.over && allHeard) || (about.ended && quietMs >= stallAfterMs(playlist.targetMs));
    if (isOver) await finish();
    if (!allHeard && due.segments.length > 0) return { waitMs: 0, over: isOver };
    const waitMs = due.segments.length > 0 ? playlist.targetMs : playlist.targetMs / 2;
    return { waitMs: Math.max(RELOAD_MS_MIN, jittered(waitMs)), over: isOver };
  };

  /** Held words that have waited long enough are told; then the state is shown where it has changed. */
  const look = () =>
    inTurn(async () => {
      const nowMs = clock();
      const { hearing, told } = release(place.hearing, nowMs);
      if (told.length > 0) {
        await tell(redis, of, told as HeldFragment[], nowMs);
        await save({ ...place, hearing });
      }
      if (!tried && shown) return;
      const now = captureStateOf(facts, nowMs);
      if (now.state === shown?.state && now.message === shown.message) return;
      if ((now.state === 'stalled' || now.state === 'failed') && place.downSinceMs === undefined) {
        await missed(place.heardUntilMs ?? about.startedAtMs, nowMs);
        await save({ ...place, downSinceMs: nowMs });
      }
      await deps.show(now, nowMs);
      shown = now;
    });

  return {
    /** Reads the playlist and hears what is new. What the origin does wrong becomes the state. @throws CaptureLost, store errors */
    round: async (signal: AbortSignal): Promise<Round> => {
      try {
        const round = await follow(signal);
        attempts = 0;
        return round;
      } catch (error) {
        if (!(error instanceof CaptureProblem) || signal.aborted) throw error;
        fail(error);
        const waitMs = jittered(Math.min(RETRY_MS_MIN * 2 ** attempts, RETRY_MS_MAX));
        attempts += 1;
        // A broadcast that is over and whose origin is gone has nothing more to say.
        const sinceMs = facts.newSinceMs ?? facts.followedSinceMs;
        const isOver = about.ended && clock() - sinceMs >= stallAfterMs(facts.targetMs ?? RETRY_MS_MAX);
        if (isOver) await finish();
        return { waitMs, over: isOver };
      } finally {
        tried = true;
      }
    },
    look,
    update: (next: Captured): void => {
      about = next;
    },
  };
};

export type Capture = ReturnType<typeof createCapture>;
