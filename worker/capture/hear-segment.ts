import type { BroadcastInput } from '../../models/contract/ingest.ts';
import type { CapturePlace, HeldFragment } from '../../models/stream/capture-place.ts';
import { offsetFor } from './cue-times.ts';
import { hear, release } from './hearing.ts';
import type { TimedSegment } from './segment-times.ts';
import type { Cue } from './webvtt.ts';

/** Segments further apart than this are not one after the other; less is rounding. */
const JUMP_MS_MIN = 2_000;

/** A time, ms since 1970, in which nothing could be heard. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface SegmentHeard {
  readonly place: CapturePlace;
  readonly told: readonly HeldFragment[];
  readonly missed: readonly Span[];
}

/** What of a broadcast a capture looks at; it may change while the capture runs. */
export interface Captured {
  readonly startedAtMs: number;
  readonly presenters: BroadcastInput['presenters'];
  /** When the sender said that it is over, ms since 1970: captions that are still on their way are heard. */
  readonly endedAtMs?: number;
  /** It plays a recording, whose own dates may be those of another day. */
  readonly recorded?: boolean;
}

/** The parts of a segment's time, and of the time before it, that are lost; less what being down has recorded already. */
const missedSpans = (
  place: CapturePlace,
  segment: TimedSegment,
  lost: boolean,
  startedAtMs: number,
): Span[] => {
  const { heardUntilMs, downSinceMs } = place;
  const recordedMs = downSinceMs ?? Number.NEGATIVE_INFINITY;
  const spans: Span[] = [];
  const expectedMs = Math.max(heardUntilMs ?? startedAtMs, recordedMs);
  const followed = heardUntilMs !== undefined || downSinceMs !== undefined;
  if (followed && segment.startMs - expectedMs > JUMP_MS_MIN) {
    spans.push({ fromMs: expectedMs, untilMs: segment.startMs });
  }
  if (lost) spans.push({ fromMs: Math.max(segment.startMs, recordedMs), untilMs: segment.endMs });
  return spans.filter(({ fromMs, untilMs }) => untilMs > fromMs);
};

/**
 * Takes one segment: pure, so that a worker that takes over from `place` comes to the same words under the same ids.
 *
 * @param cues `null` where the segment is lost.
 */
export const hearSegment = (
  place: CapturePlace,
  segment: TimedSegment,
  cues: readonly Cue[] | null,
  scene: { readonly captured: Captured; readonly rendition: string; readonly nowMs: number },
): SegmentHeard => {
  const { startedAtMs, presenters } = scene.captured;
  const { downSinceMs, ...rest } = place;
  const present = cues ?? [];
  const known = {
    offsetMs: segment.discontinuity ? undefined : place.offsetMs,
    broadcastStartMs: startedAtMs,
  };
  const offsetMs = offsetFor(present, segment, known);
  const cut = release(place.hearing, scene.nowMs, segment.discontinuity || cues === null);
  const { hearing, told } = hear(
    cut.hearing,
    present.map((cue) => ({
      ...cue,
      startMs: cue.mediaStartMs + (offsetMs ?? 0),
      endMs: cue.mediaEndMs + (offsetMs ?? 0),
    })),
    {
      rendition: scene.rendition,
      run: place.run,
      sequence: segment.sequence,
      segmentStartMs: segment.startMs,
      broadcastStartMs: startedAtMs,
      presenters,
      nowMs: scene.nowMs,
    },
  );
  return {
    place: {
      ...rest,
      hearing,
      nextSequence: segment.sequence + 1,
      heardUntilMs: segment.endMs,
      dated: segment.dated === true,
      ...(offsetMs !== undefined && { offsetMs }),
      // Down until something is heard again.
      ...(cues === null && downSinceMs !== undefined && { downSinceMs }),
    },
    told: [...cut.told, ...told],
    missed: missedSpans(place, segment, cues === null, startedAtMs),
  };
};
