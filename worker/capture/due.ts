import type { CapturePlace } from '../../models/stream/capture-place.ts';
import type { MediaPlaylist } from './playlist.ts';
import { type TimedSegment, withTimes } from './segment-times.ts';

/** An edge of a network may hand out a playlist that is a reload old; one that stays behind for so many is a new run. */
const BEHIND_MAX = 3;
/** The same segment is told with the same time again, give or take; otherwise the number belongs to another one. */
const MOVED_MS_MIN = 2_000;
/** Segments heard between two looks at the playlist, so that a long catch-up does not keep a stale one. */
export const ROUND_MAX = 50;

export interface Due {
  /** The sender started over: forget media sequences and the media's clock. */
  readonly restarted: boolean;
  readonly segments: readonly TimedSegment[];
}

/** How far a playlist has been heard or seen. */
export type Place = Pick<CapturePlace, 'nextSequence' | 'heardUntilMs' | 'dated'>;

export interface DueFrom {
  readonly place: Place;
  readonly broadcastStartMs: number;
  readonly arrivalMs: number;
  /** How many playlists in a row have ended before the place, this one included. */
  readonly behind: number;
  /** A recording is played again: dates before the broadcast are not its own. */
  readonly recorded?: boolean;
}

/** Whether a playlist ends before what was heard. */
export const isBehind = (playlist: MediaPlaylist, place: Place): boolean =>
  place.nextSequence !== undefined &&
  playlist.segments.length > 0 &&
  playlist.firstSequence + playlist.segments.length < place.nextSequence;

/** Whether the segment that was heard last stands in the playlist with a later time of its own: its number was given again. */
const isRenumbered = (timed: readonly TimedSegment[], place: Place): boolean => {
  const { nextSequence, heardUntilMs, dated } = place;
  if (nextSequence === undefined || heardUntilMs === undefined || !dated) return false;
  const last = timed.find(({ sequence }) => sequence === nextSequence - 1);
  return last?.dated === true && last.endMs - heardUntilMs > MOVED_MS_MIN;
};

/**
 * When a segment was over at the latest, ms since 1970. Without dates its time is reckoned back from its arrival by what an encoder
 * usually takes; one that takes no time at all publishes a segment as it begins.
 */
const overByMs = (segment: TimedSegment, { targetMs, over }: MediaPlaylist): number =>
  segment.dated || over ? segment.endMs : segment.endMs + targetMs;

/**
 * The segments of a playlist that are to be heard now, in order. What was on the air before the broadcast began (a room
 * that streams on and on) is none of its own; what may have been of it is.
 */
export const dueSegments = (playlist: MediaPlaylist, from: DueFrom): Due => {
  const { place } = from;
  const { nextSequence, heardUntilMs } = place;
  const behind = isBehind(playlist, place);
  const times = {
    broadcastStartMs: from.broadcastStartMs,
    arrivalMs: from.arrivalMs,
    recorded: from.recorded,
  };
  const fresh = withTimes(playlist, times);
  // Newer material under older numbers needs no second look.
  const isNewer =
    playlist.segments.some((one) => one.dateMs !== undefined) &&
    (fresh.at(-1)?.endMs ?? 0) > (heardUntilMs ?? 0) + 1_000;
  const restarted = behind ? isNewer || from.behind >= BEHIND_MAX : isRenumbered(fresh, place);
  if (behind && !restarted) return { restarted: false, segments: [] };
  const timed = restarted ? fresh : withTimes(playlist, { ...times, nextSequence, heardUntilMs });
  const wanted = timed.filter((segment) => {
    if (nextSequence === undefined) return overByMs(segment, playlist) > from.broadcastStartMs;
    if (!restarted) return segment.sequence >= nextSequence;
    return !isNewer || segment.endMs > (heardUntilMs ?? 0);
  });
  return { restarted, segments: wanted.slice(0, ROUND_MAX) };
};
