import { describe, expect, test } from 'vitest';
import { parsePlaylist, SEGMENTS_MAX } from '../../../worker/capture/playlist.ts';

const BASE = 'https://o.example/live/a/master.m3u8?t=1';
const parse = (...lines: string[]) => parsePlaylist(['#EXTM3U', ...lines].join('\n'), BASE);
const media = (...lines: string[]) => {
  const parsed = parse('#EXT-X-TARGETDURATION:4', ...lines);
  if (parsed.type !== 'media') throw new Error('not a media playlist');
  return parsed;
};
const captionsOf = (...lines: string[]) => {
  const parsed = parse(...lines, '#EXT-X-STREAM-INF:BANDWIDTH=1', 'v.m3u8');
  return parsed.type === 'master' ? parsed.captions : undefined;
};
const track = (more: string) => `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="g",${more}`;

describe('a master playlist', () => {
  test.each([
    [
      'the default track',
      [track('NAME="a",URI="a.m3u8"'), track('NAME="b",DEFAULT=YES,URI="b.m3u8"')],
      '/live/a/b.m3u8',
    ],
    [
      'else the first',
      [track('NAME="a",URI="../x/a.m3u8"'), track('NAME="b",URI="b.m3u8"')],
      '/live/x/a.m3u8',
    ],
    ['a name with a comma', [track('NAME="a, b",URI="/c.m3u8"')], '/c.m3u8'],
  ])('%s', (_, lines, path) => {
    expect(captionsOf(...lines)?.url).toBe(`https://o.example${path}`);
  });
  test('no caption track', () => {
    expect(captionsOf('#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="g",NAME="a",URI="a.m3u8"')).toBeUndefined();
  });
  test('a track keeps its key when its address changes', () => {
    const [one, two] = ['a.m3u8?token=1', 'a.m3u8?token=2'].map((uri) =>
      captionsOf(track(`NAME="a",URI="${uri}"`)),
    );
    expect(one?.key).toBe(two?.key);
    expect(captionsOf(track('NAME="b",URI="a.m3u8"'))?.key).not.toBe(one?.key);
  });
});

test('a media playlist', () => {
  const playlist = media(
    '#EXT-X-MEDIA-SEQUENCE:7',
    '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T20:00:00.500+08:00',
    '#EXTINF:4.000,title',
    'a.vtt',
    '#EXT-X-DISCONTINUITY',
    '#EXT-X-GAP',
    '#EXT-X-UNKNOWN:1',
    '#EXTINF:3.5',
    'https://other.example/b.vtt',
    '#EXT-X-ENDLIST',
  );
  expect(playlist).toMatchObject({ targetMs: 4_000, over: true, firstSequence: 7 });
  expect(playlist.segments).toEqual([
    {
      sequence: 7,
      url: 'https://o.example/live/a/a.vtt',
      durationMs: 4_000,
      discontinuity: false,
      missing: false,
      dateMs: Date.parse('2026-11-22T12:00:00.500Z'),
    },
    {
      sequence: 8,
      url: 'https://other.example/b.vtt',
      durationMs: 3_500,
      discontinuity: true,
      missing: true,
    },
  ]);
});

describe('what is refused', () => {
  test.each([
    ['no playlist', () => parsePlaylist('<html>', BASE), 'no playlist'],
    ['no target duration', () => parse('#EXTINF:1,', 'a.vtt'), 'target duration'],
    ['a segment without a duration', () => media('a.vtt'), 'without a duration'],
    ['a sequence that is no number', () => media('#EXT-X-MEDIA-SEQUENCE:x'), 'no number'],
    ['an address that is none', () => media('#EXTINF:1,', 'http://['), 'no address'],
    ['encryption', () => media('#EXT-X-KEY:METHOD=AES-128,URI="k"'), 'encrypted'],
    [
      'a byte range that follows nothing',
      () => media('#EXT-X-BYTERANGE:10', '#EXTINF:1,', 'a'),
      'byte range',
    ],
    ['MP4', () => media('#EXT-X-MAP:URI="i.mp4"'), 'MP4'],
    ['too much', () => media(...new Array(SEGMENTS_MAX + 1).fill('#EXTINF:1,\na.vtt')), 'more than'],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message);
  });
  test('a key for nothing is no encryption', () => {
    expect(media('#EXT-X-KEY:METHOD=NONE').segments).toEqual([]);
  });
});
