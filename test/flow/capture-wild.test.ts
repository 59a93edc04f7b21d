import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import {
  captureOf,
  gapsOf,
  keeperOn,
  linesOf,
  logged,
  redis,
  register,
  releases,
  until,
} from './capture-harness.ts';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** Two origins that answer as the test says at the moment. */
const serve = async (handle: Handle): Promise<string> => {
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  releases.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const SEGMENT_MS = 2_000;
const vttOf = (text: string): string => `WEBVTT\n\n00:00:00.500 --> 00:00:01.500\n${text}\n`;

interface Line {
  readonly tags?: string;
  readonly name: string;
}

const playlistOf = (firstSequence: number, startMs: number, lines: readonly Line[], over = false): string =>
  [
    '#EXTM3U',
    '#EXT-X-TARGETDURATION:2',
    `#EXT-X-MEDIA-SEQUENCE:${firstSequence}`,
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(startMs).toISOString()}`,
    ...lines.flatMap(({ tags, name }) => [...(tags ? [tags] : []), '#EXTINF:2,', name]),
    ...(over ? ['#EXT-X-ENDLIST'] : []),
  ].join('\n');

test('a segment that is missing, one announced as a gap and one that is no captions: the rest is heard, the gaps are told', async () => {
  const startedAtMs = Date.now() - 12_000;
  const names = ['a', 'gone', 'c', 'gap', 'page', 'f'];
  const lines = names.map((name) => ({ name: `${name}.vtt`, ...(name === 'gap' && { tags: '#EXT-X-GAP' }) }));
  let askedForGap = 0;
  const origin = await serve(({ url = '' }, response) => {
    const name = url.slice(1).replace('.vtt', '');
    if (name === 'list.m3u8') return response.end(playlistOf(7, startedAtMs, lines, true));
    if (name === 'gap') askedForGap += 1;
    if (name === 'gone' || name === 'gap') return response.writeHead(404).end();
    return response.end(name === 'page' ? '<html></html>' : vttOf(`${name}说。`));
  });
  const id = await register(startedAtMs, `${origin}/list.m3u8`);
  await keeperOn(redis, 'w1', [origin]);
  await until(20_000, 'the end', async () => (await captureOf(id))?.state === 'ended');
  expect((await linesOf(id)).map(({ text, atMs }) => [text, atMs])).toEqual([
    ['a说。', 500],
    ['c说。', 2 * SEGMENT_MS + 500],
    ['f说。', 5 * SEGMENT_MS + 500],
  ]);
  expect((await gapsOf(id)).map(({ fromMs, untilMs }) => [fromMs, untilMs])).toEqual([
    [2_000, 4_000],
    [6_000, 8_000],
    [8_000, 10_000],
  ]);
  // What the sender says is not there is not asked for.
  expect(askedForGap).toBe(0);
});

test('a playlist that moves to another origin, with a token that its files need too, and the token stays inside', async () => {
  const startedAtMs = Date.now() - 8_000;
  let moved = false;
  const list = (names: readonly string[]) =>
    playlistOf(
      0,
      startedAtMs,
      names.map((name) => ({ name })),
      names.length === 4,
    );
  const edge = await serve(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://o.example');
    if (searchParams.get('token') !== 'sesame-2') return response.writeHead(403).end('token sesame-2 wanted');
    if (pathname === '/new/captions.m3u8') return response.end(list(['a.vtt', 'b.vtt', 'c.vtt', 'd.vtt']));
    return response.end(vttOf(`${pathname.slice(5, 6)}说。`));
  });
  const first = await serve(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://o.example');
    if (moved) return response.writeHead(302, { location: `${edge}/new/captions.m3u8?token=sesame-2` }).end();
    if (searchParams.get('token') !== 'sesame-1') return response.writeHead(401).end();
    return response.end(
      pathname === '/captions.m3u8' ? list(['a.vtt', 'b.vtt']) : vttOf(`${pathname[1]}说。`),
    );
  });
  const loggedBefore = logged.length;
  const id = await register(startedAtMs, `${first}/captions.m3u8?token=sesame-1`);
  await keeperOn(redis, 'w1', [first, edge]);
  await until(8_000, 'what was there before', async () => (await linesOf(id)).length === 2);
  moved = true;
  await until(10_000, 'the end', async () => (await captureOf(id))?.state === 'ended');
  expect((await linesOf(id)).map(({ text, atMs }) => [text, atMs])).toEqual([
    ['a说。', 500],
    ['b说。', 2_500],
    ['c说。', 4_500],
    ['d说。', 6_500],
  ]);
  const written = [logged.slice(loggedBefore), await linesOf(id), await gapsOf(id), await captureOf(id)];
  expect(JSON.stringify(written)).not.toMatch(/sesame|127\.0\.0\.1/);
});

test('a token that runs out is shown as denied with what to do, and no word of it anywhere', async () => {
  const origin = await serve((_, response) => response.writeHead(403).end('sesame is too old'));
  const id = await register(Date.now() - 1_000, `${origin}/m.m3u8?token=sesame`);
  await keeperOn(redis, 'w1', [origin]);
  const capture = await until(15_000, 'failed', async () => {
    const now = await captureOf(id);
    return now?.state === 'failed' && now;
  });
  expect(capture).toMatchObject({
    reason: 'denied',
    status: 403,
    message: 'the origin answers with HTTP 403',
  });
  expect(JSON.stringify([capture, logged])).not.toContain('sesame');
});

test('an encoder that comes back under another address is found by way of the master', async () => {
  const startedAtMs = Date.now() - 4_000;
  let path = 'old';
  const origin = await serve(({ url = '' }, response) => {
    const [, folder, name] = url.split('/');
    if (folder === 'master.m3u8') {
      const track = `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="n",URI="${path}/c.m3u8"`;
      return response.end(`#EXTM3U\n${track}\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n`);
    }
    // The old playlist goes on standing where it was.
    const startMs = folder === 'old' ? startedAtMs : startedAtMs + 6_000;
    const lines = ['0.vtt', '1.vtt'].map((one) => ({ name: one }));
    if (name === 'c.m3u8') return response.end(playlistOf(0, startMs, lines));
    return response.end(vttOf(`${folder}的${name?.[0]}。`));
  });
  const id = await register(startedAtMs, `${origin}/master.m3u8`);
  await keeperOn(redis, 'w1', [origin]);
  await until(8_000, 'the first encoder', async () => (await linesOf(id)).length === 2);
  path = 'new';
  await until(20_000, 'the second encoder', async () => (await linesOf(id)).length === 4);
  expect((await linesOf(id)).map(({ text, atMs }) => [text, atMs])).toEqual([
    ['old的0。', 500],
    ['old的1。', 2_500],
    ['new的0。', 6_500],
    ['new的1。', 8_500],
  ]);
  await until(5_000, 'running', async () => (await captureOf(id))?.state === 'running');
});

test('a recording that is played again is heard from its start, whatever day its dates are of', async () => {
  const startedAtMs = Date.now() - 1_000;
  const recordedMs = startedAtMs - 5 * 3_600_000;
  const origin = await serve(({ url = '' }, response) =>
    response.end(
      url === '/list.m3u8'
        ? playlistOf(0, recordedMs, [{ name: 'a' }, { name: 'b' }], true)
        : vttOf(`${url[1]}说。`),
    ),
  );
  const id = await register(startedAtMs, `${origin}/list.m3u8`, ['小满'], { form: 'replay' });
  await keeperOn(redis, 'w1', [origin]);
  await until(10_000, 'the end', async () => (await captureOf(id))?.state === 'ended');
  expect((await linesOf(id)).map(({ text, atMs }) => [text, atMs])).toEqual([
    ['a说。', 500],
    ['b说。', 2_500],
  ]);
});
