import type { FetchReply, GuardedFetch } from './guarded-fetch.ts';
import {
  DIRECT_RENDITION,
  type MasterPlaylist,
  type MediaPlaylist,
  type MediaSegment,
  type ParseOptions,
  parsePlaylist,
} from './playlist.ts';
import { CaptureProblem } from './problem.ts';
import { createTokens, type TokenFetch } from './tokens.ts';
import { isDated, withDatesOf } from './video-dates.ts';
import { type Cue, parseWebVtt } from './webvtt.ts';

/** A day of segments with long addresses is about 4 MB in the worst case; the usual live playlist is under 10 KB. */
export const PLAYLIST_BYTES_MAX = 2 * 1024 * 1024;
/** A segment of captions is about 1 KB. */
const SEGMENT_BYTES_MAX = 2 * 1024 * 1024;
/** Files that hold no text, by the ends of their names: video that was taken for captions. */
const MEDIA_FILE = /\.(?:ts|m2ts|mp4|m4s|m4v|m4a|cmfv|cmfa|aac|mp3|ac3)$/i;

export interface Loaded {
  readonly playlist: MediaPlaylist;
  readonly rendition: string;
}

/** The captions behind one playback address. Not for use by two at once. */
export interface Source {
  /** The caption playlist as it stands. @throws CaptureProblem */
  readonly load: (signal: AbortSignal) => Promise<Loaded>;
  /** @throws CaptureProblem */
  readonly cuesOf: (segment: MediaSegment, signal: AbortSignal) => Promise<Cue[]>;
  /** Looks for the way from the playback address anew with the next load: nothing comes any more where it led. */
  readonly lookAnew: () => void;
}

export interface Copy {
  readonly reply: FetchReply;
  readonly playlist: MediaPlaylist;
}

export type Read = (signal: AbortSignal) => Promise<MediaPlaylist>;

/** The way to the captions, as it was found. */
interface Way {
  readonly rendition: string;
  readonly read: Read;
  /** The video's playlist, as long as it may say the time that the captions' does not. */
  readVideo?: Read | undefined;
  /** The newest playlist, as it was read and as it was handed on. */
  last?: { readonly read: MediaPlaylist; readonly loaded: MediaPlaylist };
}

const noCaptions = ({ inVideo }: MasterPlaylist): CaptureProblem =>
  inVideo
    ? new CaptureProblem(
        'captions-in-video',
        'the captions are inside the video (CEA-608/708), which is not supported; a WebVTT caption track is',
        { lasting: true },
      )
    : new CaptureProblem('no-captions', 'the video has no caption track', { lasting: true });

/** @throws CaptureProblem where an address that is a media playlist itself leads to video. */
const checkDirect = ({ segments }: MediaPlaylist): void => {
  const first = segments[0];
  if (first && MEDIA_FILE.test(new URL(first.url).pathname)) {
    throw new CaptureProblem('no-captions', 'the playback address leads to video without a caption track', {
      lasting: true,
    });
  }
};

/** One playlist that is read again and again: only what has changed is sent. */
export const readerOf = (tokens: TokenFetch, url: string, options: ParseOptions, first?: Copy): Read => {
  let copy = first;
  return async (signal) => {
    const reply = await tokens.fetch({ url, bytesMax: PLAYLIST_BYTES_MAX, signal, copy: copy?.reply });
    if (!reply.changed && copy) return copy.playlist;
    const playlist = parsePlaylist(reply.text, reply.url, options);
    if (playlist.type !== 'media') {
      throw new CaptureProblem('bad-playlist', 'the caption track is no media playlist');
    }
    tokens.learn(reply.url);
    // The text is not needed again.
    copy = { reply: { ...reply, text: '' }, playlist };
    return playlist;
  };
};

/** The captions' playlist with the times that the video's says, where its own says none. */
const dated = async (way: Way, read: MediaPlaylist, signal: AbortSignal): Promise<MediaPlaylist> => {
  if (isDated(read)) way.readVideo = undefined;
  if (!way.readVideo || read.segments.length === 0) return read;
  try {
    const video = await way.readVideo(signal);
    if (isDated(video)) return withDatesOf(video, read);
    if (video.segments.length > 0) way.readVideo = undefined;
  } catch (error) {
    // The words are worth more than their exact time.
    if (!(error instanceof CaptureProblem) || signal.aborted) throw error;
  }
  return read;
};

/**
 * Follows a playback address to its captions: a master playlist leads to its subtitle rendition, a caption playlist is
 * taken as it is. Reloads are conditional. After an error the way is looked for anew, since addresses may carry
 * tokens that run out.
 *
 * @param language BCP 47, of the broadcast: which of several tracks is listened to.
 */
export const createSource = (fetch: GuardedFetch, playbackUrl: string, language: string): Source => {
  const tokens = createTokens(fetch);
  let way: Way | undefined;

  const find = async (signal: AbortSignal): Promise<Way> => {
    const reply = await tokens.fetch({ url: playbackUrl, bytesMax: PLAYLIST_BYTES_MAX, signal });
    const parsed = parsePlaylist(reply.text, reply.url, { language });
    tokens.learn(reply.url);
    if (parsed.type === 'media') {
      checkDirect(parsed);
      const copy = { reply: { ...reply, text: '' }, playlist: parsed };
      return { rendition: DIRECT_RENDITION, read: readerOf(tokens, playbackUrl, {}, copy) };
    }
    const { captions, variants, variables: imported } = parsed;
    const video = variants[0]?.url;
    if (!captions) throw noCaptions(parsed);
    return {
      rendition: captions.key,
      read: readerOf(tokens, captions.url, { imported }),
      readVideo: video === undefined ? undefined : readerOf(tokens, video, { imported, video: true }),
    };
  };

  const forget = (): void => {
    way = undefined;
  };

  return {
    lookAnew: forget,
    load: async (signal) => {
      try {
        way ??= await find(signal);
        const read = await way.read(signal);
        if (way.last?.read !== read) way.last = { read, loaded: await dated(way, read, signal) };
        return { playlist: way.last.loaded, rendition: way.rendition };
      } catch (error) {
        forget();
        throw error;
      }
    },
    cuesOf: async ({ url, range }, signal) => {
      if (range && range.bytes > SEGMENT_BYTES_MAX) {
        throw new CaptureProblem('too-large', 'a caption segment is longer than 2 MiB', { unreadable: true });
      }
      const reply = await tokens.fetch({ url, bytesMax: SEGMENT_BYTES_MAX, range, signal });
      return parseWebVtt(reply.text);
    },
  };
};
