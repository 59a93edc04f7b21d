import type { TimedSegment } from './segment-times.ts';
import type { Cue } from './webvtt.ts';

/** How far a cue may lie outside its segment before the clock is doubted: captions are cut late, rarely by more. */
const SLACK_MS = 2_000;
/** Media made with Apple's tools begins at 10 s of its own clock (MPEGTS:900000). */
const APPLE_START_MS = 10_000;

/** Nearly all captions lie in their own segment: a clock under which they do is the likelier one. */
const TIGHT_MS = 300;
/** ffmpeg's transport streams begin at 1.4 s of their own clock (MPEGTS:126000). */
const FFMPEG_START_MS = 1_400;
/** The clock of MPEG-2 transport streams begins anew after 2^33 ticks of 90 kHz, 26.5 h. */
const ROLL_OVER_MS = 2 ** 33 / 90;

/** Whether every cue would overlap its segment's time, as RFC 8216, 3.5 has it, give or take the slack. */
const fits = (offsetMs: number, cues: readonly Cue[], segment: TimedSegment, slackMs: number): boolean =>
  cues.every(
    (cue) =>
      cue.mediaStartMs + offsetMs < segment.endMs + slackMs &&
      cue.mediaEndMs + offsetMs > segment.startMs - slackMs,
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
  const keeps = [known.offsetMs, known.offsetMs === undefined ? undefined : known.offsetMs + ROLL_OVER_MS];
  const starts = [
    // The media's clock starts with the encoder.
    segment.clockStartMs,
    // It starts with the broadcast.
    known.broadcastStartMs,
    // It starts with each segment.
    segment.startMs,
  ];
  const conventions = [0, APPLE_START_MS, FFMPEG_START_MS].flatMap((clockMs) =>
    starts.map((startMs) => (startMs === undefined ? undefined : startMs - clockMs)),
  );
  const among = (offsets: readonly (number | undefined)[], slackMs: number) =>
    offsets.find((offsetMs) => offsetMs !== undefined && fits(offsetMs, cues, segment, slackMs));
  return (
    among(keeps, TIGHT_MS) ??
    // Segments that are shorter than the slack, each with a clock of its own, would be taken for late ones.
    (known.offsetMs === undefined ? undefined : among([segment.startMs], TIGHT_MS)) ??
    among(keeps, SLACK_MS) ??
    among(conventions, TIGHT_MS) ??
    among(conventions, SLACK_MS) ??
    segment.startMs - first.mediaStartMs
  );
};
