import { stallAfterMs } from './capture-state.ts';
import { dueSegments, isBehind } from './due.ts';
import { hearSegment } from './hear-segment.ts';
import { release } from './hearing.ts';
import type { MediaPlaylist } from './playlist.ts';
import { CaptureProblem } from './problem.ts';
import { noteFailure, type Running, write } from './running.ts';
import type { TimedSegment } from './segment-times.ts';
import type { Cue } from './webvtt.ts';

/** Waits after errors grow to this: an origin that comes back is heard again soon, one that is gone is not hammered. */
const RETRY_MS_MAX = 15_000;
const RETRY_MS_MIN = 1_000;
/** Reloads come no faster than this, however short the segments are. */
const RELOAD_MS_MIN = 2_000;
/** A segment that cannot be fetched for so long is given up, so that those after it are heard. */
const SEGMENT_MS_MAX = 10_000;
/** An origin that says "not there" or "not for you" of a segment mostly means it: live playlists are only a few segments long. */
const GONE_MS_MAX = 3_000;
/** One caption file that cannot be read is an accident; the second in a row is a failure. */
const BAD_SEGMENTS_MAX = 2;

/** Captions lag behind the sender's "ended" by a few segments. What comes later is another show of the same address. */
export const AFTER_END_MS = 45_000;

export interface Round {
  /** How long to wait before the next. */
  readonly waitMs: number;
  /** Nothing more will come. */
  readonly over: boolean;
}

/** Up to a tenth less, so that captures that began together do not stay together. */
const jittered = (ms: number): number => ms * (0.9 + Math.random() * 0.1);

/** Errors of HTTP that asking again does not mend, but for those that say "later": timeouts, too early, too many. */
const isFinal = (status: number | undefined): boolean =>
  status !== undefined && status >= 400 && status < 500 && ![408, 425, 429].includes(status);

/** @returns null when the segment is given up. @throws CaptureProblem while it may still come. */
const cuesOf = async (
  running: Running,
  segment: TimedSegment,
  signal: AbortSignal,
): Promise<Cue[] | null> => {
  if (segment.missing) return null;
  const { source, clock } = running.deps;
  try {
    const cues = await source.cuesOf(segment, signal);
    running.badSegments = 0;
    running.stuck = undefined;
    running.facts = { ...running.facts, late: undefined };
    return cues;
  } catch (error) {
    if (!(error instanceof CaptureProblem) || signal.aborted) throw error;
    const { sequence } = segment;
    if (running.stuck?.sequence !== sequence) running.stuck = { sequence, sinceMs: clock() };
    const patienceMs = isFinal(error.status) ? GONE_MS_MAX : SEGMENT_MS_MAX;
    if (!error.unreadable && clock() - running.stuck.sinceMs < patienceMs) throw error;
    running.badSegments += 1;
    if (running.badSegments >= BAD_SEGMENTS_MAX) noteFailure(running, error);
    return null;
  }
};

const takeSegment = async (
  running: Running,
  segment: TimedSegment,
  rendition: string,
  signal: AbortSignal,
): Promise<void> => {
  const cues = await cuesOf(running, segment, signal);
  await running.inTurn(() => {
    const scene = { captured: running.about, rendition, nowMs: running.deps.clock() };
    return write(running, hearSegment(running.place, segment, cues, scene));
  });
  running.facts = { ...running.facts, newSinceMs: running.deps.clock() };
};

/**
 * Takes segments in order, up to one that may still come. That is no failure of the capture yet: the playlist comes, and
 * where nothing follows for long the stall shows by itself.
 * @returns whether there is such a one.
 */
const takeSegments = async (
  running: Running,
  segments: readonly TimedSegment[],
  rendition: string,
  signal: AbortSignal,
): Promise<boolean> => {
  for (const segment of segments) {
    try {
      await takeSegment(running, segment, rendition, signal);
    } catch (error) {
      if (!(error instanceof CaptureProblem) || signal.aborted) throw error;
      const { reason, status, message } = error;
      running.facts = { ...running.facts, late: { reason, status, message } };
      return true;
    }
    signal.throwIfAborted();
  }
  return false;
};

/** A new run of the sender: its media sequences and its clock are new ones, and so are the names of what it says. */
const startOver = (running: Running): Promise<void> =>
  running.inTurn(() => {
    const { nextSequence: _sequence, offsetMs: _offset, ...rest } = running.place;
    const { hearing, told } = release(rest.hearing, running.deps.clock(), true);
    return write(running, {
      told,
      place: { ...rest, run: rest.run + 1, hearing: { ...hearing, heard: [] } },
    });
  });

const finish = (running: Running): Promise<void> =>
  running.inTurn(async () => {
    const { hearing, told } = release(running.place.hearing, running.deps.clock(), true);
    await write(running, {
      told,
      place: { ...running.place, hearing: { ...hearing, heard: [] }, over: true },
    });
    running.facts = { ...running.facts, over: true };
  });

/** Whether nothing has come for as long as would be a stall. */
const isQuiet = ({ facts, deps }: Running): boolean =>
  deps.clock() - (facts.newSinceMs ?? facts.followedSinceMs) >= stallAfterMs(facts.targetMs ?? RETRY_MS_MAX);

/** Whether the sender has said that it is over, and nothing has come since. */
const hasFadedOut = (running: Running): boolean => {
  const { endedAtMs } = running.about;
  if (endedAtMs === undefined) return false;
  return isQuiet(running) || running.deps.clock() - endedAtMs >= AFTER_END_MS;
};

const dueNow = ({ place, about, deps, behind }: Running, playlist: MediaPlaylist) =>
  dueSegments(playlist, {
    place,
    broadcastStartMs: about.startedAtMs,
    arrivalMs: deps.clock(),
    behind,
    ...(about.recorded !== undefined && { recorded: about.recorded }),
  });

/**
 * Whether a playlist that had ended goes on: an encoder that is started again writes a new one in its place. One that
 * cannot be had is still over.
 */
export const goesOn = async (running: Running, signal: AbortSignal): Promise<boolean> => {
  try {
    const { playlist } = await running.deps.source.load(signal);
    return !playlist.over || dueNow(running, playlist).segments.length > 0;
  } catch (error) {
    if (!(error instanceof CaptureProblem) || signal.aborted) throw error;
    return false;
  }
};

const follow = async (running: Running, signal: AbortSignal): Promise<Round> => {
  // An encoder that came back under another address left its old playlist where it was.
  if (isQuiet(running)) running.deps.source.lookAnew();
  const { playlist, rendition } = await running.deps.source.load(signal);
  running.facts = { ...running.facts, targetMs: playlist.targetMs };
  running.behind = isBehind(playlist, running.place) ? running.behind + 1 : 0;
  const { restarted, segments } = dueNow(running, playlist);
  if (restarted) await startOver(running);
  const late = await takeSegments(running, segments, rendition, signal);
  if (running.badSegments < BAD_SEGMENTS_MAX) running.facts = { ...running.facts, failure: undefined };
  const allHeard = isAllHeard(playlist, running);
  const over = (playlist.over && allHeard) || hasFadedOut(running);
  if (over) await finish(running);
  if (late) return { waitMs: jittered(RETRY_MS_MIN), over };
  if (segments.length > 0 && !allHeard) return { waitMs: 0, over };
  // RFC 8216, 6.3.4: a playlist that has not changed is looked at again after half a target duration.
  const waitMs = segments.length > 0 ? playlist.targetMs : playlist.targetMs / 2;
  return { waitMs: Math.max(RELOAD_MS_MIN, jittered(waitMs)), over };
};

const isAllHeard = (playlist: MediaPlaylist, { place, facts }: Running): boolean =>
  playlist.segments.length === 0
    ? facts.newSinceMs !== undefined || playlist.over
    : playlist.firstSequence + playlist.segments.length <= (place.nextSequence ?? 0);

/**
 * Reads the playlist once and hears what is new in it. What the origin does wrong is noted, and tried again later.
 * @throws CaptureLost, and what the stores throw: nothing is lost then, the same is heard again.
 */
export const round = async (running: Running, signal: AbortSignal): Promise<Round> => {
  try {
    const done = await follow(running, signal);
    running.failures = 0;
    return done;
  } catch (error) {
    if (!(error instanceof CaptureProblem) || signal.aborted) throw error;
    noteFailure(running, error);
    const waitMs = jittered(Math.min(RETRY_MS_MIN * 2 ** running.failures, RETRY_MS_MAX));
    running.failures += 1;
    const over = hasFadedOut(running);
    if (over) await finish(running);
    return { waitMs, over };
  } finally {
    running.tried = true;
  }
};
