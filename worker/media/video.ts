import type { FetchReply, GuardedFetch } from '../capture/guarded-fetch.ts';
import { type MediaFile, type MediaPlaylist, type MediaSegment, parsePlaylist } from '../capture/playlist.ts';
import { CaptureProblem } from '../capture/problem.ts';
import { PLAYLIST_BYTES_MAX, type Read, readerOf } from '../capture/source.ts';
import { createTokens } from '../capture/tokens.ts';
import { chosenVariant, soundFor } from '../capture/variants.ts';

/** A segment of 10 s at 12 Mbit/s; a longer one is no live show's. */
const SEGMENT_BYTES_MAX = 16 * 1024 * 1024;
/** A segment of the chosen quality within the pace of the show. */
const SEGMENT_LIMIT_MS = 10_000;

/** `main` holds the picture, and the sound too where that does not come apart as `audio`. */
export type TrackName = 'main' | 'audio';

export interface LoadedTrack {
  readonly track: TrackName;
  readonly playlist: MediaPlaylist;
}

/** The picture and sound behind one playback address. Not for use by two at once. */
export interface Video {
  /** The playlists of its tracks as they stand. @throws CaptureProblem */
  load(signal: AbortSignal): Promise<LoadedTrack[]>;
  /** @throws CaptureProblem */
  bytesOf(file: MediaFile | MediaSegment, signal: AbortSignal): Promise<Buffer>;
}

interface Way {
  readonly track: TrackName;
  readonly read: Read;
}

/**
 * Follows a playback address to the one quality that is kept as evidence: the best within `bandwidthMax`, bits a second. After
 * an error the way is looked for anew, since addresses may carry tokens that run out.
 */
export const createVideo = (fetch: GuardedFetch, playbackUrl: string, bandwidthMax: number): Video => {
  const tokens = createTokens(fetch);
  let ways: readonly Way[] | undefined;

  const find = async (signal: AbortSignal): Promise<readonly Way[]> => {
    const reply: FetchReply = await tokens.fetch({ url: playbackUrl, bytesMax: PLAYLIST_BYTES_MAX, signal });
    const parsed = parsePlaylist(reply.text, reply.url, { video: true });
    tokens.learn(reply.url);
    if (parsed.type === 'media') {
      const copy = { reply: { ...reply, text: '' }, playlist: parsed };
      return [{ track: 'main', read: readerOf(tokens, playbackUrl, { video: true }, copy) }];
    }
    const variant = chosenVariant(parsed.variants, bandwidthMax);
    if (!variant) throw new CaptureProblem('bad-playlist', 'the playlist names no video', { lasting: true });
    const options = { imported: parsed.variables, video: true };
    const sound = soundFor(variant, parsed.sounds);
    return [
      { track: 'main', read: readerOf(tokens, variant.url, options) },
      ...(sound ? [{ track: 'audio', read: readerOf(tokens, sound.url, options) } as const] : []),
    ];
  };

  return {
    async load(signal) {
      try {
        ways ??= await find(signal);
        const loaded: LoadedTrack[] = [];
        for (const { track, read } of ways) loaded.push({ track, playlist: await read(signal) });
        return loaded;
      } catch (error) {
        ways = undefined;
        throw error;
      }
    },
    async bytesOf({ url, range }, signal) {
      const asked = {
        url,
        range,
        bytesMax: SEGMENT_BYTES_MAX,
        limitMs: SEGMENT_LIMIT_MS,
        binary: true,
        signal,
      };
      const { bytes } = await tokens.fetch(asked);
      if (!bytes || bytes.length === 0)
        throw new CaptureProblem('http-status', 'the origin answers with an empty file', {
          unreadable: true,
        });
      return bytes;
    },
  };
};
