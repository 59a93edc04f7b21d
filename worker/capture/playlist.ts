import { createHash } from 'node:crypto';
import { CaptureProblem } from './problem.ts';

/** Segments of one playlist: a day of 2-second segments, the longest show in the shortest segments. */
export const SEGMENTS_MAX = 43_200;

export interface MediaSegment {
  /** Media sequence number (RFC 8216, 4.3.3.2). */
  readonly sequence: number;
  readonly url: string;
  readonly durationMs: number;
  /** The media's clock starts anew with this segment. */
  readonly discontinuity: boolean;
  /** EXT-X-PROGRAM-DATE-TIME, ms since 1970. */
  readonly dateMs?: number;
  /** EXT-X-GAP: announced as missing by the sender. */
  readonly missing: boolean;
}

export interface MediaPlaylist {
  readonly type: 'media';
  readonly targetMs: number;
  /** EXT-X-ENDLIST: nothing more will come. */
  readonly over: boolean;
  readonly firstSequence: number;
  readonly segments: readonly MediaSegment[];
}

export interface Rendition {
  /** Short name that stays the same while addresses (with tokens in them) change: part of every utterance's id. */
  readonly key: string;
  readonly url: string;
}

export interface MasterPlaylist {
  readonly type: 'master';
  /** The subtitle rendition to listen to: the default one, else the first. */
  readonly captions?: Rendition;
}

/** Name of the rendition where the playback address is a caption playlist itself. */
export const DIRECT_RENDITION = 'direct';

const ATTRIBUTE = /([A-Z0-9-]+)=("[^"]*"|[^",]*)/g;
const attributesOf = (line: string): ReadonlyMap<string, string> =>
  new Map(
    [...line.slice(line.indexOf(':') + 1).matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [
      name,
      value.replace(/^"|"$/g, ''),
    ]),
  );

const numberIn = (line: string): number => Number.parseFloat(line.slice(line.indexOf(':') + 1));

const absolute = (address: string, baseUrl: string): string => {
  if (!URL.canParse(address, baseUrl))
    throw new CaptureProblem('the playlist names something that is no address');
  return new URL(address, baseUrl).href;
};

const masterOf = (lines: readonly string[], baseUrl: string): MasterPlaylist => {
  const subtitles = lines
    .filter((line) => line.startsWith('#EXT-X-MEDIA:'))
    .map(attributesOf)
    .filter((attributes) => attributes.get('TYPE') === 'SUBTITLES' && attributes.has('URI'));
  const chosen = subtitles.find((attributes) => attributes.get('DEFAULT') === 'YES') ?? subtitles[0];
  if (!chosen) return { type: 'master' };
  const name = ['GROUP-ID', 'LANGUAGE', 'NAME'].map((attribute) => chosen.get(attribute) ?? '').join('\n');
  return {
    type: 'master',
    captions: {
      key: createHash('sha256').update(name).digest('hex').slice(0, 8),
      url: absolute(chosen.get('URI') ?? '', baseUrl),
    },
  };
};

/** Forms of segments that are no WebVTT text of their own, and what is said of them. */
const UNREADABLE: readonly (readonly [RegExp, string])[] = [
  [/^#EXT-X-KEY:(?!.*METHOD=NONE)/, 'the captions are encrypted'],
  [/^#EXT-X-BYTERANGE:/, 'the captions are byte ranges of one file, which is not supported'],
  [/^#EXT-X-MAP:/, 'the captions are packed in MP4, which is not supported; WebVTT segments are'],
  [/^#EXT-X-DEFINE:/, 'the playlist uses variables, which is not supported'],
];

const mediaOf = (lines: readonly string[], baseUrl: string): MediaPlaylist => {
  let targetMs = 0;
  let firstSequence = 0;
  let over = false;
  const segments: MediaSegment[] = [];
  let next: { durationMs?: number; discontinuity: boolean; missing: boolean; dateMs?: number } = {
    discontinuity: false,
    missing: false,
  };
  for (const line of lines) {
    const refusal = UNREADABLE.find(([pattern]) => pattern.test(line));
    if (refusal) throw new CaptureProblem(refusal[1], { lasting: true });
    if (line.startsWith('#EXT-X-TARGETDURATION:')) targetMs = numberIn(line) * 1000;
    else if (line.startsWith('#EXT-X-MEDIA-SEQUENCE:')) firstSequence = numberIn(line);
    else if (line.startsWith('#EXT-X-ENDLIST')) over = true;
    else if (line.startsWith('#EXTINF:')) next.durationMs = Math.round(numberIn(line) * 1000);
    else if (line === '#EXT-X-DISCONTINUITY') next.discontinuity = true;
    else if (line === '#EXT-X-GAP') next.missing = true;
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) {
      const dateMs = Date.parse(line.slice(line.indexOf(':') + 1));
      if (Number.isFinite(dateMs)) next.dateMs = dateMs;
    } else if (line !== '' && !line.startsWith('#')) {
      const { durationMs, ...rest } = next;
      if (durationMs === undefined || !(durationMs >= 0)) {
        throw new CaptureProblem('the playlist has a segment without a duration');
      }
      if (segments.length === SEGMENTS_MAX) {
        throw new CaptureProblem(`the playlist has more than ${SEGMENTS_MAX} segments`);
      }
      segments.push({
        ...rest,
        durationMs,
        sequence: firstSequence + segments.length,
        url: absolute(line, baseUrl),
      });
      next = { discontinuity: false, missing: false };
    }
  }
  if (!(targetMs > 0)) throw new CaptureProblem('the playlist does not say its target duration');
  if (!Number.isSafeInteger(firstSequence) || firstSequence < 0) {
    throw new CaptureProblem('the playlist’s media sequence is no number');
  }
  return { type: 'media', targetMs, over, firstSequence, segments };
};

/**
 * Reads a playlist (RFC 8216, 4). Tags that captions do not need are passed over.
 *
 * @param baseUrl where it came from, after redirects.
 * @throws CaptureProblem that says what is wrong with it.
 */
export const parsePlaylist = (text: string, baseUrl: string): MasterPlaylist | MediaPlaylist => {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim());
  if (lines[0] !== '#EXTM3U') throw new CaptureProblem('what the playback address answers is no playlist');
  const isMaster = lines.some(
    (line) => line.startsWith('#EXT-X-STREAM-INF:') || line.startsWith('#EXT-X-MEDIA:'),
  );
  return isMaster ? masterOf(lines, baseUrl) : mediaOf(lines, baseUrl);
};
