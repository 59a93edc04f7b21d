import { expect, test } from 'vitest';
import type { FetchRequest, GuardedFetch } from '../../../worker/capture/guarded-fetch.ts';
import { CaptureProblem } from '../../../worker/capture/problem.ts';
import { createSource } from '../../../worker/capture/source.ts';

type Answer = string | { readonly status: number } | { readonly moved: string };

/** Answers by address; notes what was asked for. */
const originOf = (answers: Readonly<Record<string, Answer>>) => {
  const asked: FetchRequest[] = [];
  const fetch: GuardedFetch = async (request) => {
    asked.push(request);
    const answer = answers[request.url] ?? { status: 404 };
    if (typeof answer === 'string') return { changed: true, text: answer, url: request.url };
    if ('moved' in answer) return { changed: true, text: answers[answer.moved] as string, url: answer.moved };
    const { status } = answer;
    throw new CaptureProblem(status === 403 ? 'denied' : 'http-status', `HTTP ${status}`, { status });
  };
  return { fetch, asked, urls: () => asked.map(({ url }) => url) };
};

const { signal } = new AbortController();
const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n你好。\n';
const master = (captions: string) =>
  `#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="n",URI="${captions}"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nvideo.m3u8\n`;
const dated = '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:00:00Z\n';
const media = (...segments: string[]) =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:2\n${segments.map((one) => `#EXTINF:2,\n${one}\n`).join('')}`;

/** Loads the playlist and hears its first segment. */
const hearFirst = async (origin: ReturnType<typeof originOf>, url: string) => {
  const source = createSource(origin.fetch, url, 'zh-Hans');
  const { playlist } = await source.load(signal);
  const [segment] = playlist.segments;
  if (!segment) throw new Error('no segment');
  const cues = await source.cuesOf(segment, signal);
  return { source, words: cues.flatMap(({ parts }) => parts.map(({ text }) => text)) };
};

test('addresses with their own tokens are used as they are', async () => {
  const origin = originOf({
    'https://o.example/m.m3u8?k=1': master('c.m3u8?k=2'),
    'https://o.example/c.m3u8?k=2': media('a.vtt?k=3'),
    'https://o.example/a.vtt?k=3': VTT,
  });
  expect((await hearFirst(origin, 'https://o.example/m.m3u8?k=1')).words).toEqual(['你好。']);
});

test('a token is lent to what the playlist names, on its own origin, where that is refused without', async () => {
  const origin = originOf({
    'https://o.example/m.m3u8?k=1': master('c.m3u8'),
    'https://o.example/c.m3u8': { status: 403 },
    'https://o.example/c.m3u8?k=1': media('a.vtt', 'b.vtt'),
    'https://o.example/a.vtt?k=1': VTT,
    'https://o.example/b.vtt?k=1': VTT,
  });
  const { words } = await hearFirst(origin, 'https://o.example/m.m3u8?k=1');
  expect(words).toEqual(['你好。']);
  // Once it helped it is not left out again.
  expect(origin.urls().filter((url) => url.includes('a.vtt'))).toEqual(['https://o.example/a.vtt?k=1']);
});

test('a token is not lent where it is not needed, and never to another origin', async () => {
  const free = originOf({
    'https://o.example/m.m3u8?k=1': master('c.m3u8'),
    'https://o.example/c.m3u8': media('a.vtt'),
    'https://o.example/a.vtt': VTT,
  });
  await hearFirst(free, 'https://o.example/m.m3u8?k=1');
  expect(free.urls().filter((url) => url.includes('k=1'))).toEqual(['https://o.example/m.m3u8?k=1']);
  const other = originOf({
    'https://o.example/m.m3u8?k=1': master('https://other.example/c.m3u8'),
    'https://other.example/c.m3u8': { status: 403 },
  });
  await expect(hearFirst(other, 'https://o.example/m.m3u8?k=1')).rejects.toMatchObject({ reason: 'denied' });
  expect(other.urls().some((url) => url.startsWith('https://other.example') && url.includes('k=1'))).toBe(
    false,
  );
});

test('relative addresses are relative to where a playlist moved', async () => {
  const origin = originOf({
    'https://o.example/live/m.m3u8': { moved: 'https://edge.example/x/y/m.m3u8?s=7' },
    'https://edge.example/x/y/m.m3u8?s=7': master('../c.m3u8'),
    'https://edge.example/x/c.m3u8': { moved: 'https://far.example/c.m3u8' },
    'https://far.example/c.m3u8': media('/seg/a.vtt'),
    'https://far.example/seg/a.vtt': VTT,
  });
  expect((await hearFirst(origin, 'https://o.example/live/m.m3u8')).words).toEqual(['你好。']);
});

test('a copy is named with the address it came from', async () => {
  const origin = originOf({
    'https://o.example/c.m3u8': { moved: 'https://edge.example/c.m3u8' },
    'https://edge.example/c.m3u8': media('a.vtt'),
  });
  const source = createSource(origin.fetch, 'https://o.example/c.m3u8', 'zh');
  await source.load(signal);
  expect(origin.asked.map(({ copy }) => copy?.url)).toEqual([undefined, 'https://edge.example/c.m3u8']);
});

test.each<[string, Record<string, Answer>, string, string]>([
  [
    'captions in the video alone',
    {
      'https://o.example/m': `#EXTM3U\n#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="c",NAME="n",INSTREAM-ID="CC1"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n`,
    },
    'captions-in-video',
    'CEA-608',
  ],
  [
    'no captions',
    { 'https://o.example/m': '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n' },
    'no-captions',
    'no caption track',
  ],
  ['video itself', { 'https://o.example/m': media('v0.ts?x=1') }, 'no-captions', 'without a caption track'],
  ['a page', { 'https://o.example/m': '<html></html>' }, 'bad-playlist', 'no playlist'],
  [
    'encrypted captions',
    {
      'https://o.example/m': master('c'),
      'https://o.example/c': `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=AES-128,URI="https://o.example/k?secret"\n#EXTINF:2,\na\n`,
    },
    'encrypted',
    'encrypted',
  ],
])('%s: says what it is', async (_, answers, reason, message) => {
  const loaded = createSource(originOf(answers).fetch, 'https://o.example/m', 'zh').load(signal);
  await expect(loaded).rejects.toMatchObject({ reason, message: expect.stringContaining(message) });
});

test('the time of captions comes from the video where theirs says none, and only where both are cut alike', async () => {
  const timeOf = async (video: Answer) => {
    const origin = originOf({
      'https://o.example/m.m3u8': master('c.m3u8'),
      'https://o.example/c.m3u8': media('a.vtt', 'b.vtt'),
      'https://o.example/video.m3u8': video,
    });
    const source = createSource(origin.fetch, 'https://o.example/m.m3u8', 'zh');
    return (await source.load(signal)).playlist.segments.map(({ dateMs }) => dateMs);
  };
  const startMs = Date.parse('2026-11-22T12:00:00Z');
  const withDate = (text: string) => text.replace('#EXTINF', `${dated}#EXTINF`);
  expect(await timeOf(withDate(media('0.ts', '1.ts')))).toEqual([startMs, undefined]);
  // In MP4, encrypted: it is not heard, its times count all the same.
  expect(
    await timeOf(withDate(media('0.m4s', '1.m4s')).replace('#EXTINF', '#EXT-X-MAP:URI="i"\n#EXTINF')),
  ).toEqual([startMs, undefined]);
  const restarted = originOf({
    'https://o.example/m.m3u8': master('c.m3u8'),
    'https://o.example/c.m3u8': media('a.vtt', 'b.vtt'),
    'https://o.example/video.m3u8': withDate(media('0.ts', '1.ts')).replace(
      '#EXTINF:2,\n1.ts',
      '#EXT-X-DISCONTINUITY\n#EXTINF:2,\n1.ts',
    ),
  });
  const { playlist } = await createSource(restarted.fetch, 'https://o.example/m.m3u8', 'zh').load(signal);
  expect(playlist.segments.map(({ discontinuity }) => discontinuity)).toEqual([false, true]);
  const none = [undefined, undefined];
  expect(await timeOf(media('0.ts', '1.ts'))).toEqual(none);
  expect(await timeOf(withDate(media('0.ts')).replace('EXTINF:2', 'EXTINF:4'))).toEqual(none);
  expect(await timeOf(withDate(media('0.ts', '1.ts', '2.ts', '3.ts')))).toEqual(none);
  expect(await timeOf({ status: 404 })).toEqual(none);
  expect(await timeOf('<html>')).toEqual(none);
});
