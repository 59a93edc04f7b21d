import type { Manifest } from './manifest.ts';

/** Playlists of a broadcast that began at `startedAtMs`, as they stand at `nowMs` (RFC 8216; times are Unix ms). */

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
};

/** fMP4 segments need version 6, and `EXT-X-MAP` in them 6 or more; 7 is what players test against (RFC 8216, 7). */
const VERSION = 7;

/** The variant with its subtitle rendition. Does not change over time. */
export const masterPlaylist = (manifest: Manifest): string => {
  const name = LANGUAGE_NAMES[manifest.language] ?? manifest.language;
  const variant = [
    `BANDWIDTH=${manifest.bandwidthBitsPerS}`,
    `AVERAGE-BANDWIDTH=${manifest.averageBandwidthBitsPerS}`,
    `CODECS="${manifest.codecs}"`,
    `RESOLUTION=${manifest.width}x${manifest.height}`,
    `FRAME-RATE=${manifest.frameRate.toFixed(3)}`,
    'SUBTITLES="captions"',
  ];
  return [
    '#EXTM3U',
    `#EXT-X-VERSION:${VERSION}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="${name}",LANGUAGE="${manifest.language}",DEFAULT=YES,AUTOSELECT=YES,FORCED=NO,URI="subs.m3u8"`,
    `#EXT-X-STREAM-INF:${variant.join(',')}`,
    'video.m3u8',
    '',
  ].join('\n');
};

/** How many segments are complete: an encoder publishes a segment when its last frame is in. */
export const liveSegmentCount = (manifest: Manifest, startedAtMs: number, nowMs: number): number => {
  let endMs = startedAtMs;
  let count = 0;
  for (const segment of manifest.segments) {
    endMs += segment.durationMs;
    if (endMs > nowMs) break;
    count += 1;
  }
  return count;
};

const growing = (
  manifest: Manifest,
  startedAtMs: number,
  nowMs: number,
  ending: 'm4s' | 'vtt',
  head: readonly string[],
): string => {
  const count = liveSegmentCount(manifest, startedAtMs, nowMs);
  const longestMs = Math.max(...manifest.segments.map((segment) => segment.durationMs));
  const lines = [
    '#EXTM3U',
    `#EXT-X-VERSION:${VERSION}`,
    `#EXT-X-TARGETDURATION:${Math.round(longestMs / 1000)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:EVENT',
    ...head,
  ];
  let startMs = startedAtMs;
  manifest.segments.slice(0, count).forEach((segment, i) => {
    lines.push(
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(startMs).toISOString()}`,
      `#EXTINF:${(segment.durationMs / 1000).toFixed(3)},`,
      `seg${i}.${ending}`,
    );
    startMs += segment.durationMs;
  });
  if (count === manifest.segments.length) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
};

/** EVENT playlist of the picture and sound (fMP4). Ends with `EXT-X-ENDLIST` once the broadcast is over. */
export const mediaPlaylist = (manifest: Manifest, startedAtMs: number, nowMs: number): string =>
  growing(manifest, startedAtMs, nowMs, 'm4s', ['#EXT-X-INDEPENDENT-SEGMENTS', '#EXT-X-MAP:URI="init.mp4"']);

/** EVENT playlist of the captions (WebVTT), in step with {@link mediaPlaylist}. */
export const subtitlePlaylist = (manifest: Manifest, startedAtMs: number, nowMs: number): string =>
  growing(manifest, startedAtMs, nowMs, 'vtt', []);
