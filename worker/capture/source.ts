import type { FetchReply, GuardedFetch } from './guarded-fetch.ts';
import { DIRECT_RENDITION, type MediaPlaylist, parsePlaylist, type Rendition } from './playlist.ts';
import { CaptureProblem } from './problem.ts';
import { type Cue, parseWebVtt } from './webvtt.ts';

/** A day of segments with long addresses is about 4 MB in the worst case; the usual live playlist is under 10 KB. */
const PLAYLIST_BYTES_MAX = 2 * 1024 * 1024;
/** A segment of captions is about 1 KB. */
const SEGMENT_BYTES_MAX = 2 * 1024 * 1024;

export interface Loaded {
  readonly playlist: MediaPlaylist;
  readonly rendition: string;
}

/** The captions behind one playback address. Not for use by two at once. */
export interface Source {
  /** The caption playlist as it stands. @throws CaptureProblem */
  readonly load: (signal: AbortSignal) => Promise<Loaded>;
  /** @throws CaptureProblem */
  readonly cuesOf: (url: string, signal: AbortSignal) => Promise<Cue[]>;
}

interface Copy {
  readonly reply: FetchReply;
  readonly playlist: MediaPlaylist;
}

/**
 * Follows a playback address to its captions: a master playlist leads to its subtitle rendition, a caption playlist is
 * taken as it is. Reloads are conditional. After an error the way is looked for anew, since addresses may carry
 * tokens that run out.
 */
export const createSource = (fetch: GuardedFetch, playbackUrl: string): Source => {
  let rendition: Rendition | undefined;
  let copy: Copy | undefined;

  const get = (url: string, signal: AbortSignal): Promise<FetchReply> =>
    fetch({
      url,
      bytesMax: PLAYLIST_BYTES_MAX,
      signal,
      ...(copy && { etag: copy.reply.etag, lastModified: copy.reply.lastModified }),
    });

  const find = async (signal: AbortSignal): Promise<Rendition> => {
    const reply = await get(playbackUrl, signal);
    const parsed = parsePlaylist(reply.text, reply.url);
    if (parsed.type === 'media') return { key: DIRECT_RENDITION, url: playbackUrl };
    if (!parsed.captions) throw new CaptureProblem('the video has no caption track', { lasting: true });
    return parsed.captions;
  };

  const reload = async (url: string, signal: AbortSignal): Promise<MediaPlaylist> => {
    const reply = await get(url, signal);
    if (!reply.changed && copy) return copy.playlist;
    const playlist = parsePlaylist(reply.text, reply.url);
    if (playlist.type !== 'media') throw new CaptureProblem('the caption track is no media playlist');
    copy = { reply, playlist };
    return playlist;
  };

  return {
    load: async (signal) => {
      try {
        rendition ??= await find(signal);
        return { playlist: await reload(rendition.url, signal), rendition: rendition.key };
      } catch (error) {
        rendition = undefined;
        copy = undefined;
        throw error;
      }
    },
    cuesOf: async (url, signal) => {
      const reply = await fetch({ url, bytesMax: SEGMENT_BYTES_MAX, signal });
      return parseWebVtt(reply.text);
    },
  };
};
