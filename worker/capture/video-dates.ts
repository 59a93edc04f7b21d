import type { MediaPlaylist, MediaSegment } from './playlist.ts';

/** Durations of the same segment, written by one program into two playlists, differ by rounding alone. */
const SAME_MS = 100;
/** One of two playlists that are written one after the other is a segment ahead for a moment. */
const APART_MAX = 1;

export const isDated = ({ segments }: MediaPlaylist): boolean =>
  segments.some(({ dateMs }) => dateMs !== undefined);

const endOf = ({ firstSequence, segments }: MediaPlaylist): number => firstSequence + segments.length;

/**
 * The captions' segments with the dates of the video's: some programs (ffmpeg among them) write
 * EXT-X-PROGRAM-DATE-TIME, and EXT-X-DISCONTINUITY with it, into the video's playlist alone. Only where both are cut alike (same numbers, same lengths,
 * both of this moment): else the captions stay without, as they came.
 */
export const withDatesOf = (video: MediaPlaylist, captions: MediaPlaylist): MediaPlaylist => {
  if (Math.abs(endOf(video) - endOf(captions)) > APART_MAX) return captions;
  const twins = captions.segments.map((one): readonly [MediaSegment, MediaSegment | undefined] => [
    one,
    video.segments[one.sequence - video.firstSequence],
  ]);
  const alike = twins.every(([one, twin]) => !twin || Math.abs(one.durationMs - twin.durationMs) <= SAME_MS);
  if (!alike) return captions;
  return {
    ...captions,
    segments: twins.map(([one, twin]) => ({
      ...one,
      ...(twin?.dateMs !== undefined && { dateMs: twin.dateMs }),
      discontinuity: one.discontinuity || (twin?.discontinuity ?? false),
    })),
  };
};
