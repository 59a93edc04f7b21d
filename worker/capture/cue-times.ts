import type { TimedSegment } from './segment-times.ts';
import type { Cue } from './webvtt.ts';

/** How far a cue may lie outside its segment before the clock is doubted: captions are cut late, rarely by more. */
const SLACK_MS = 2_000;
/** Media made with Apple's tools begins at 10 s of its own clock (MPEGTS:900000). */
const APPLE_START_MS = 10_000;

/** Whether every cue would overlap its segment's time, as RFC 8216, 3.5 has it, give or take the slack. */
const fits = (offsetMs: number, cues: readonly Cue[], segment: TimedSegment): boolean =>
  cues.every(
    (cue) =>
      cue.mediaStartMs + offsetMs < segment.endMs + SLACK_MS &&
      cue.mediaEndMs + offsetMs > segment.startMs - SLACK_MS,
  );

/**
 * What has to be added to the media's clock to have ms since 1970. The media itself is not read, so that its clock is
 * not known; it follows from cues having to lie in their segments. What held for the segment before is kept while it
 * does; otherwise the usual conventions are tried in turn, and as a last resort the first cue begins with the segment.
 */
export const offsetFor = (
  cues: readonly Cue[],
  segment: TimedSegment,
  known: { readonly offsetMs?: number | undefined; readonly broadcastStartMs: number },
): number | undefined => {
  const first = cues[0];
  if (!first) return known.offsetMs;
  const conventions = [
    known.offsetMs,
    // The media's clock starts with the broadcast.
    known.broadcastStartMs,
    // It starts with each segment.
    segment.startMs,
    known.broadcastStartMs - APPLE_START_MS,
    segment.startMs - APPLE_START_MS,
  ];
  const found = conventions.find((offsetMs) => offsetMs !== undefined && fits(offsetMs, cues, segment));
  return found ?? segment.startMs - first.mediaStartMs;
};
