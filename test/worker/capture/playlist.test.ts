import { describe, expect, test } from 'vitest';
import { parsePlaylist, SEGMENTS_MAX } from '../../../worker/capture/playlist.ts';

const BASE = 'https://o.example/live/a/master.m3u8?t=1';
const parse = (...lines: string[]) =>
  parsePlaylist(['#EXTM3U', ...lines].join('\n'), BASE, { language: 'zh-Hans' });
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
  test.each([
    ['the same script', ['en', 'zh-Hant', 'zh-Hans'], 'zh-Hans'],
    ['a region of the same script', ['en', 'zh-TW', 'zh-CN'], 'zh-CN'],
    ['the older code', ['eng', 'chi'], 'chi'],
    ['the code of 639-3', ['eng', 'cmn'], 'cmn'],
    ['another script of the language', ['ja', 'zh-HK'], 'zh-HK'],
    ['one that says none before another language', ['ja', ''], ''],
    ['the first where none fits', ['ja', 'en'], 'ja'],
    ['codes that are none', ['???', 'zh'], 'zh'],
  ])('the track of the broadcast’s language: %s', (_, languages, chosen) => {
    const tracks = languages.map((one) =>
      track(`NAME="n",LANGUAGE="${one}",URI="${encodeURIComponent(one)}.m3u8"`),
    );
    expect(captionsOf(...tracks)?.url).toMatch(new RegExp(`/${encodeURIComponent(chosen)}.m3u8$`));
  });
  test('its language before the default, whole tracks before forced ones', () => {
    const tracks = [
      track('NAME="en",LANGUAGE="en",DEFAULT=YES,URI="en.m3u8"'),
      track('NAME="forced",LANGUAGE="zh-Hans",FORCED=YES,URI="forced.m3u8"'),
      track('NAME="zh",LANGUAGE="zh-Hans",URI="zh.m3u8"'),
    ];
    expect(captionsOf(...tracks)?.url).toMatch(/\/zh\.m3u8$/);
    expect(captionsOf(...tracks.slice(0, 2))?.url).toMatch(/\/en\.m3u8$/);
  });
  test('captions inside the video are known as such', () => {
    const parsed = parse('#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="n",INSTREAM-ID="CC1"');
    expect(parsed).toMatchObject({ type: 'master', inVideo: true });
    expect(parsed).not.toHaveProperty('captions');
  });
  test('variables, of its own and of its address', () => {
    const lines = [
      '#EXT-X-DEFINE:NAME="host",VALUE="https://edge.example"',
      '#EXT-X-DEFINE:QUERYPARAM="t"',
      track('NAME="n",URI="{$host}/c.m3u8?t={$t}"'),
    ];
    expect(captionsOf(...lines)?.url).toBe('https://edge.example/c.m3u8?t=1');
  });
  test('attributes are told apart, quotes, commas and blanks in them or not', () => {
    const odd = track('NAME="a=\\"b, URI=c" , X-OTHER=1.5x2,LANGUAGE="zh-Hans",URI="real.m3u8"');
    expect(captionsOf(odd)?.url).toMatch(/\/real\.m3u8$/);
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

describe('what the wild brings', () => {
  test('the parts, hints and reports of low-latency HLS are passed over', () => {
    const playlist = media(
      '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.5,CAN-SKIP-UNTIL=24',
      '#EXT-X-PART-INF:PART-TARGET=0.5',
      '#EXT-X-MEDIA-SEQUENCE:3',
      '#EXT-X-PART:DURATION=0.5,URI="3.0.vtt",INDEPENDENT=YES',
      '#EXT-X-PART:DURATION=0.5,URI="3.1.vtt"',
      '#EXTINF:1,',
      '3.vtt',
      '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:00:01Z',
      '#EXT-X-PART:DURATION=0.5,URI="4.0.vtt"',
      '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="4.1.vtt"',
      '#EXT-X-RENDITION-REPORT:URI="../v/v.m3u8",LAST-MSN=4,LAST-PART=0',
    );
    expect(playlist.segments.map(({ sequence, url }) => [sequence, url])).toEqual([
      [3, 'https://o.example/live/a/3.vtt'],
    ]);
  });
  test('byte ranges, stated and following', () => {
    const playlist = media(
      '#EXTINF:1,',
      '#EXT-X-BYTERANGE:100@20',
      'all.vtt',
      '#EXTINF:1,',
      '#EXT-X-BYTERANGE:50',
      'all.vtt',
      '#EXTINF:1,',
      'other.vtt',
    );
    expect(playlist.segments.map(({ range }) => range)).toEqual([
      { fromByte: 20, bytes: 100 },
      { fromByte: 120, bytes: 50 },
      undefined,
    ]);
  });
  test('variables that the playlist before this one defined', () => {
    const text = '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-DEFINE:IMPORT="key"\n#EXTINF:1,\na.vtt?k={$key}\n';
    const parsed = parsePlaylist(text, BASE, { imported: new Map([['key', 'v']]) });
    expect(parsed.type === 'media' && parsed.segments[0]?.url).toBe('https://o.example/live/a/a.vtt?k=v');
  });
  test('brackets that are no variables stay as they are', () => {
    expect(media('#EXTINF:1,', 'a{$b}.vtt').segments[0]?.url).toBe('https://o.example/live/a/a%7B$b%7D.vtt');
  });
  test('Windows lines, blanks and comments', () => {
    const text =
      '\ufeff#EXTM3U\r\n\r\n# made by hand\r\n#EXT-X-TARGETDURATION:1\r\n  #EXTINF:1, \r\n a.vtt \r\n';
    const parsed = parsePlaylist(text, BASE);
    expect(parsed.type === 'media' && parsed.segments).toHaveLength(1);
  });
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
    ['a part of itself, that nobody asked for', () => media('#EXT-X-SKIP:SKIPPED-SEGMENTS=3'), 'EXT-X-SKIP'],
    ['a variable that nothing defines', () => media('#EXT-X-DEFINE:IMPORT="a"'), 'nothing defines'],
    ['encryption by sample', () => media('#EXT-X-KEY:METHOD=SAMPLE-AES,URI="k"'), 'encrypted'],
    ['MP4', () => media('#EXT-X-MAP:URI="i.mp4"'), 'MP4'],
    ['too much', () => media(...new Array(SEGMENTS_MAX + 1).fill('#EXTINF:1,\na.vtt')), 'more than'],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message);
  });
  test('a key for nothing is no encryption', () => {
    expect(media('#EXT-X-KEY:METHOD=NONE').segments).toEqual([]);
  });
});
