import { attributesOf, linesOf, numberIn, restOf } from './playlist-lines.ts';
import { CaptureProblem } from './problem.ts';
import { chosenTrack, keyOf, type Rendition } from './renditions.ts';
import { type Variables, variablesOf } from './variables.ts';
import { type Sound, soundOf, type Variant, variantOf } from './variants.ts';

/** Segments of one playlist: a day of 2-second segments, the longest show in the shortest segments. */
export const SEGMENTS_MAX = 43_200;
/** Tracks of one multivariant playlist: 30 languages in a few groups. */
const TRACKS_MAX = 500;
/** Waits follow the target duration: one that is longer is no live show's, and must not keep a capture asleep. */
const TARGET_MS_MAX = 60_000;
/** A whole day in one file, the longest show. */
const DURATION_MS_MAX = 86_400_000;

/** Bytes of a file (EXT-X-BYTERANGE). */
export interface ByteRange {
  readonly fromByte: number;
  readonly bytes: number;
}

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
  readonly range?: ByteRange;
  /** EXT-X-MAP: what players need before it. */
  readonly init?: MediaFile;
}

/** A file, or a part of one. */
export interface MediaFile {
  readonly url: string;
  readonly range?: ByteRange;
}

export interface MediaPlaylist {
  readonly type: 'media';
  readonly targetMs: number;
  /** EXT-X-ENDLIST: nothing more will come. */
  readonly over: boolean;
  readonly firstSequence: number;
  /** Some of it is encrypted (EXT-X-KEY). */
  readonly encrypted?: boolean;
  readonly segments: readonly MediaSegment[];
}

export interface MasterPlaylist {
  readonly type: 'master';
  readonly captions?: Rendition;
  /** The video in each of its qualities, in order. */
  readonly variants: readonly Variant[];
  /** Sound that comes apart from the picture. */
  readonly sounds: readonly Sound[];
  /** Captions are said to be in the video's own data (CEA-608/708). */
  readonly inVideo: boolean;
  readonly variables: ReadonlyMap<string, string>;
}

export interface ParseOptions {
  /** BCP 47, of the broadcast. */
  readonly language?: string;
  /** Variables of the multivariant playlist that led here. */
  readonly imported?: ReadonlyMap<string, string>;
  /** A playlist of video: how its segments are packed does not matter. */
  readonly video?: boolean;
}

/** Name of the rendition where the playback address is a caption playlist itself. */
export const DIRECT_RENDITION = 'direct';

const absolute = (address: string, baseUrl: string): string => {
  if (!URL.canParse(address, baseUrl))
    throw new CaptureProblem('bad-playlist', 'the playlist names something that is no address');
  return new URL(address, baseUrl).href;
};

const masterOf = (
  lines: Iterable<string>,
  baseUrl: string,
  variables: Variables,
  language: string,
): MasterPlaylist => {
  const tracks: ReturnType<typeof attributesOf>[] = [];
  const variants: Variant[] = [];
  const sounds: Sound[] = [];
  let inVideo = false;
  let streamNext: ReturnType<typeof attributesOf> | undefined;
  for (const raw of lines) {
    if (raw.startsWith('#EXT-X-DEFINE:')) variables.define(raw);
    const line = variables.filled(raw);
    if (line.startsWith('#EXT-X-STREAM-INF:')) streamNext = attributesOf(line);
    else if (line.startsWith('#EXT-X-MEDIA:')) {
      const track = attributesOf(line);
      if (track.get('TYPE') === 'CLOSED-CAPTIONS') inVideo = true;
      const sound = soundOf(track, (address) => absolute(address, baseUrl));
      if (sound && sounds.length < TRACKS_MAX) sounds.push(sound);
      if (track.get('TYPE') !== 'SUBTITLES' || !track.has('URI')) continue;
      tracks.push(track);
      if (tracks.length > TRACKS_MAX) {
        throw new CaptureProblem('too-large', `the playlist has more than ${TRACKS_MAX} caption tracks`);
      }
    } else if (streamNext && !line.startsWith('#')) {
      if (variants.length < TRACKS_MAX) variants.push(variantOf(streamNext, absolute(line, baseUrl)));
      streamNext = undefined;
    }
  }
  const track = chosenTrack(tracks, language);
  return {
    type: 'master',
    inVideo,
    variants,
    sounds,
    variables: variables.values,
    ...(track && { captions: { key: keyOf(track), url: absolute(track.get('URI') ?? '', baseUrl) } }),
  };
};

const ENCRYPTED = /^#EXT-X-KEY:(?!.{0,2000}METHOD=NONE)/;
/** What a caption playlist may hold that cannot be heard, and what is said of it. */
const UNHEARD: readonly (readonly [RegExp, ConstructorParameters<typeof CaptureProblem>])[] = [
  [ENCRYPTED, ['encrypted', 'the captions are encrypted, which is not supported', { lasting: true }]],
  [
    /^#EXT-X-MAP:/,
    [
      'unsupported',
      'the captions are packed in MP4, which is not supported; WebVTT segments are',
      { lasting: true },
    ],
  ],
];

const rangeOf = (value: string, before: MediaSegment | undefined, url: string): ByteRange => {
  const [, bytes, from] = /^(\d{1,12})(?:@(\d{1,12}))?$/.exec(value) ?? [];
  const follows =
    before?.url === url && before.range ? before.range.fromByte + before.range.bytes : undefined;
  const fromByte = from === undefined ? follows : Number(from);
  if (bytes === undefined || fromByte === undefined) {
    throw new CaptureProblem('bad-playlist', 'the playlist has a byte range that cannot be read');
  }
  return { fromByte, bytes: Number(bytes) };
};

const dateIn = (line: string): { dateMs?: number } => {
  const dateMs = Date.parse(restOf(line));
  return Number.isFinite(dateMs) ? { dateMs } : {};
};

interface Head {
  targetMs: number;
  firstSequence: number;
  over: boolean;
  encrypted: boolean;
}

/** Tags that speak of the whole playlist. */
const readHead = (head: Head, line: string): void => {
  if (line.startsWith('#EXT-X-TARGETDURATION:'))
    head.targetMs = Math.min(numberIn(line) * 1000, TARGET_MS_MAX);
  else if (line.startsWith('#EXT-X-MEDIA-SEQUENCE:')) head.firstSequence = numberIn(line);
  else if (line.startsWith('#EXT-X-ENDLIST')) head.over = true;
  else if (ENCRYPTED.test(line)) head.encrypted = true;
  else if (line.startsWith('#EXT-X-SKIP:')) {
    throw new CaptureProblem('bad-playlist', 'the origin sends a part of the playlist (EXT-X-SKIP) unasked');
  }
};

interface Next {
  durationMs?: number;
  discontinuity: boolean;
  missing: boolean;
  dateMs?: number;
  rangeText?: string;
}

const fresh = (): Next => ({ discontinuity: false, missing: false });

/** Tags that speak of the next segment. */
const readNext = (next: Next, line: string): void => {
  if (line.startsWith('#EXTINF:')) next.durationMs = Math.round(numberIn(line) * 1000);
  else if (line === '#EXT-X-DISCONTINUITY') next.discontinuity = true;
  else if (line === '#EXT-X-GAP') next.missing = true;
  else if (line.startsWith('#EXT-X-BYTERANGE:')) next.rangeText = restOf(line);
  else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) Object.assign(next, dateIn(line));
};

const segmentOf = (
  { durationMs, rangeText, ...rest }: Next,
  sequence: number,
  url: string,
  before: MediaSegment | undefined,
): MediaSegment => {
  if (durationMs === undefined || !(durationMs >= 0 && durationMs <= DURATION_MS_MAX)) {
    throw new CaptureProblem('bad-playlist', 'the playlist has a segment without a duration');
  }
  const range = rangeText !== undefined && { range: rangeOf(rangeText, before, url) };
  return { ...rest, durationMs, sequence, url, ...range };
};

/** EXT-X-MAP (RFC 8216, 4.3.2.5). @throws CaptureProblem */
const initOf = (line: string, baseUrl: string): MediaFile => {
  const attributes = attributesOf(line);
  const url = absolute(attributes.get('URI') ?? '', baseUrl);
  const range = attributes.get('BYTERANGE');
  return {
    url,
    ...(range !== undefined && {
      range: rangeOf(range.includes('@') ? range : `${range}@0`, undefined, url),
    }),
  };
};

const mediaOf = (
  lines: Iterable<string>,
  baseUrl: string,
  variables: Variables,
  video: boolean,
): MediaPlaylist => {
  const head: Head = { targetMs: 0, firstSequence: 0, over: false, encrypted: false };
  const segments: MediaSegment[] = [];
  let next = fresh();
  let init: MediaFile | undefined;
  for (const raw of lines) {
    if (raw.startsWith('#EXT-X-DEFINE:')) variables.define(raw);
    const line = raw.startsWith('#') ? raw : variables.filled(raw);
    const unheard = video ? undefined : UNHEARD.find(([pattern]) => pattern.test(line));
    if (unheard) throw new CaptureProblem(...unheard[1]);
    if (line.startsWith('#')) {
      readHead(head, line);
      readNext(next, line);
      if (line.startsWith('#EXT-X-MAP:')) init = initOf(variables.filled(line), baseUrl);
      continue;
    }
    if (segments.length === SEGMENTS_MAX) {
      throw new CaptureProblem('too-large', `the playlist has more than ${SEGMENTS_MAX} segments`, {
        lasting: true,
      });
    }
    const sequence = head.firstSequence + segments.length;
    const segment = segmentOf(next, sequence, absolute(line, baseUrl), segments.at(-1));
    segments.push(init ? { ...segment, init } : segment);
    next = fresh();
  }
  const { firstSequence } = head;
  if (!(head.targetMs > 0)) {
    throw new CaptureProblem('bad-playlist', 'the playlist does not say its target duration');
  }
  if (firstSequence < 0 || !Number.isSafeInteger(firstSequence + SEGMENTS_MAX)) {
    throw new CaptureProblem('bad-playlist', 'the playlist’s media sequence is no number');
  }
  return { type: 'media', ...head, segments };
};

const isMaster = (text: string): boolean => /^#EXT-X-(?:STREAM-INF|MEDIA):/m.test(text);

/**
 * Reads a playlist (RFC 8216, 4). Tags that captions do not need are passed over, among them the parts, hints and
 * reports of low-latency HLS: what they announce comes as a whole segment soon.
 *
 * @param baseUrl where it came from, after redirects.
 * @throws CaptureProblem that says what is wrong with it.
 */
export const parsePlaylist = (
  text: string,
  baseUrl: string,
  options: ParseOptions = {},
): MasterPlaylist | MediaPlaylist => {
  const lines = linesOf(text);
  if (lines.next().value !== '#EXTM3U') {
    throw new CaptureProblem('bad-playlist', 'what the playback address answers is no playlist');
  }
  const variables = variablesOf(baseUrl, options.imported ?? new Map());
  return isMaster(text)
    ? masterOf(lines, baseUrl, variables, options.language ?? '')
    : mediaOf(lines, baseUrl, variables, options.video ?? false);
};
