import type { MediaPlaylist, MediaSegment } from './playlist.ts';

/** A stated time further than this from the broadcast's own is a clock that was never set; the longest show is a day. */
const STATED_OFF_MS_MAX = 26 * 3_600_000;

/** A stated time so far before the end of what went before it is that of a clock that was set back; less is a clock that was set right. */
const BACK_MS_MIN = 10_000;

/** A segment with its times, ms since 1970. */
export interface TimedSegment extends MediaSegment {
  readonly startMs: number;
  readonly endMs: number;
  /** When the encoder's clock began, as far as the playlist shows it: with number 0, or with a discontinuity. */
  readonly clockStartMs?: number;
  /** Whether the time follows from one that the playlist states. */
  readonly dated?: boolean;
}

export interface TimesFrom {
  readonly broadcastStartMs: number;
  /** When the playlist arrived. */
  readonly arrivalMs: number;
  /** The segment to be heard next, and where the one before it ended. */
  readonly nextSequence?: number | undefined;
  readonly heardUntilMs?: number | undefined;
  /** A recording is played again: the dates in it may be those of the first time. Default: live. */
  readonly recorded?: boolean | undefined;
}

const stated = (segment: MediaSegment, from: TimesFrom): number | undefined =>
  segment.dateMs !== undefined &&
  !(from.recorded && segment.dateMs < from.broadcastStartMs) &&
  Math.abs(segment.dateMs - from.broadcastStartMs) <= STATED_OFF_MS_MAX
    ? segment.dateMs
    : undefined;

/**
 * Where what is to be heard next begins, if the first time that is stated from there on lies before the end of what was heard: a
 * clock that was set back says nothing of when it was on the air, and nobody speaks before what they said already.
 */
const goneOn = (
  { segments, firstSequence }: MediaPlaylist,
  from: TimesFrom,
): { index: number; startMs: number; dated: true } | null => {
  const { nextSequence, heardUntilMs } = from;
  if (nextSequence === undefined || heardUntilMs === undefined) return null;
  const index = Math.max(0, nextSequence - firstSequence);
  let beforeMs = 0;
  for (const segment of segments.slice(index)) {
    const startMs = stated(segment, from);
    const isBack = startMs !== undefined && startMs - beforeMs < heardUntilMs - BACK_MS_MIN;
    if (startMs !== undefined) return isBack ? { index, startMs: heardUntilMs, dated: true } : null;
    beforeMs += segment.durationMs;
  }
  return null;
};

/** Index and start of the one segment from which the others are counted. */
const anchorOf = (
  playlist: MediaPlaylist,
  from: TimesFrom,
): { index: number; startMs: number; dated?: boolean } => {
  const { segments } = playlist;
  const dated = segments.findIndex((segment) => stated(segment, from) !== undefined);
  const first = segments[dated];
  if (first)
    return goneOn(playlist, from) ?? { index: dated, startMs: stated(first, from) ?? 0, dated: true };
  const known = segments.findIndex((segment) => segment.sequence === from.nextSequence);
  if (known >= 0 && from.heardUntilMs !== undefined) return { index: known, startMs: from.heardUntilMs };
  if (playlist.over) return { index: 0, startMs: from.broadcastStartMs };
  // Arrival less hold-back: a segment is published once it is complete, and found half a reload later; with the
  // encoder's own delay that is about one target duration.
  return { index: segments.length, startMs: from.arrivalMs - playlist.targetMs };
};

/**
 * When each segment of a playlist was on the air: by EXT-X-PROGRAM-DATE-TIME where it is stated, counted by durations
 * between; without any, or while the clock that states them has been set back, on from what was heard before, or back from the
 * time of arrival.
 */
export const withTimes = (playlist: MediaPlaylist, from: TimesFrom): TimedSegment[] => {
  const { segments } = playlist;
  const anchor = anchorOf(playlist, from);
  const starts = new Array<number>(segments.length);
  let beforeMs = anchor.startMs;
  for (let i = anchor.index - 1; i >= 0; i -= 1) {
    beforeMs -= segments[i]?.durationMs ?? 0;
    starts[i] = beforeMs;
  }
  let afterMs = anchor.startMs;
  for (let i = anchor.index; i < segments.length; i += 1) {
    const segment = segments[i];
    const said = segment && stated(segment, from);
    const startMs = said === undefined || said < afterMs - BACK_MS_MIN ? afterMs : said;
    starts[i] = startMs;
    afterMs = startMs + (segment?.durationMs ?? 0);
  }
  let clockStartMs = playlist.firstSequence === 0 ? starts[0] : undefined;
  return segments.map((segment, i) => {
    const startMs = starts[i] ?? anchor.startMs;
    if (segment.discontinuity) clockStartMs = startMs;
    const clock = clockStartMs !== undefined && { clockStartMs };
    const dated = anchor.dated && { dated: true };
    return { ...segment, startMs, endMs: startMs + segment.durationMs, ...clock, ...dated };
  });
};
