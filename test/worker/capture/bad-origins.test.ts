import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createGuardedFetch, type GuardedFetch } from '../../../worker/capture/guarded-fetch.ts';
import { createSource } from '../../../worker/capture/source.ts';

const servers: Server[] = [];
const closers: (() => void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

const serve = async (
  listener: RequestListener,
): Promise<{ url: string; fetch: GuardedFetch; server: Server }> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { fetch, close } = createGuardedFetch({ allowOrigins: [origin] });
  closers.push(close);
  return { url: `${origin}/a.m3u8?token=sesame`, fetch, server };
};

const { signal } = new AbortController();
const MIB = 1024 * 1024;

/** Writes for as long as someone reads, and says how much that was. */
const pour = (response: ServerResponse, chunk: Buffer): { bytes: number; over: Promise<void> } => {
  const poured = { bytes: 0, over: new Promise<void>((done) => response.once('close', () => done())) };
  const more = (): void => {
    while (!response.destroyed && response.write(chunk)) poured.bytes += chunk.length;
    response.once('drain', more);
  };
  more();
  return poured;
};

/** Growth of memory outside the heap and in it while something runs, at its highest. */
const grown = async (act: () => Promise<unknown>): Promise<number> => {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  await act();
  clearInterval(timer);
  return (Math.max(most, process.memoryUsage().rss) - before) / MIB;
};

describe('bodies', () => {
  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('sent as %s unasked, as some stores do, are unpacked', async (coding, pack) => {
    const { url, fetch } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(pack(Buffer.from('#EXTM3U\n你好'))),
    );
    expect((await fetch({ url, bytesMax: 1_000, signal })).text).toBe('#EXTM3U\n你好');
  });

  test.each([
    ['gzip', gzipSync],
    // The best packing of so much takes longer than the test.
    ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])('that unpack to 200 MiB (%s) are left at the limit', async (coding, pack) => {
    const bomb = pack(Buffer.alloc(200 * MIB));
    const { url, fetch } = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(bomb),
    );
    const megabytes = await grown(() =>
      expect(fetch({ url, bytesMax: 2 * MIB, signal })).rejects.toMatchObject({
        reason: 'too-large',
        message: 'an answer is longer than 2 MiB',
      }),
    );
    expect(megabytes).toBeLessThan(60);
  });

  test.each([
    ['packed twice', 'gzip, gzip', 'compressed form'],
    ['packed in a way that is not known', 'zstd', 'compressed form'],
    ['said to be packed and are not', 'gzip', 'could not be read'],
  ])('%s', async (_, coding, message) => {
    const { url, fetch } = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end('plain'),
    );
    await expect(fetch({ url, bytesMax: 1_000, signal })).rejects.toThrow(message);
  });

  test('without an end are left, and the connection with them', async () => {
    let poured: ReturnType<typeof pour> | undefined;
    const { url, fetch } = await serve((_, response) => {
      poured = pour(response, Buffer.alloc(64 * 1024, 0x23));
    });
    const megabytes = await grown(() =>
      expect(fetch({ url, bytesMax: 2 * MIB, signal })).rejects.toThrow('longer than 2 MiB'),
    );
    await poured?.over;
    expect(poured?.bytes).toBeLessThan(64 * MIB);
    expect(megabytes).toBeLessThan(60);
  });

  test.each([
    ['an error', 500],
    ['a redirect', 302],
  ])('of %s without an end are not read', async (_, status) => {
    let poured: ReturnType<typeof pour> | undefined;
    const { url, fetch } = await serve((_request, response) => {
      response.writeHead(status, { location: 'http://10.0.0.1/' });
      poured = pour(response, Buffer.alloc(64 * 1024));
    });
    await expect(fetch({ url, bytesMax: 1_000, signal })).rejects.toThrow();
    await poured?.over;
    expect(poured?.bytes).toBeLessThan(64 * MIB);
  });

  test('in a million chunks of a byte cost no more than in one', async () => {
    const { url, fetch } = await serve((_, response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      response.socket?.end('1\r\nx\r\n'.repeat(MIB).concat('0\r\n\r\n'));
    });
    const megabytes = await grown(async () => {
      expect((await fetch({ url, bytesMax: 2 * MIB, signal })).text).toHaveLength(MIB);
    });
    expect(megabytes).toBeLessThan(120);
  });

  test('that are shorter than was said, or stop half-way, are an error', async () => {
    const { url, fetch } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('#EXTM3U');
      setTimeout(() => response.destroy(), 50);
    });
    await expect(fetch({ url, bytesMax: 2_000, signal })).rejects.toMatchObject({ reason: 'unreachable' });
  });
});

test('whatever is slow ends after 5 s in all: head, body byte by byte, a redirect to the same again', async () => {
  const drip: RequestListener = (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('#'), 200);
    response.once('close', () => clearInterval(timer));
  };
  const slowly: RequestListener = (_, response) => {
    const timer = setTimeout(() => response.writeHead(302, { location: '/again' }).end(), 2_000);
    response.once('close', () => clearTimeout(timer));
  };
  const origins = await Promise.all([serve(() => undefined), serve(drip), serve(slowly)]);
  const startedMs = Date.now();
  const said = await Promise.allSettled(
    origins.map(({ fetch, url }) => fetch({ url, bytesMax: MIB, signal })),
  );
  for (const one of said) {
    expect(one).toMatchObject({
      reason: { reason: 'too-slow', message: expect.stringContaining('within 5 s') },
    });
  }
  // Machines are busy; without the limit the drip would go on for ever.
  expect(Date.now() - startedMs).toBeLessThan(20_000);
}, 30_000);

describe('what an origin can make a capture read', () => {
  const loading = async (body: string, path = '/a.m3u8') => {
    const { url, fetch } = await serve((request, response) =>
      request.url?.startsWith(path)
        ? response.end(body)
        : response.end('#EXTM3U\n#EXT-X-STREAM-INF:B=1\nx.m3u8\n'),
    );
    return createSource(fetch, url, 'zh-Hans').load(signal);
  };
  const head = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n';
  const captions = '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="g",NAME="n",URI="captions.m3u8"\n';
  test.each<[string, string, string]>([
    ['a line of 10 MB', `${head}#${'x'.repeat(10 * MIB)}`, 'longer than 2 MiB'],
    [
      'a line of 1 MB',
      `${head}#${'x'.repeat(MIB)}`,
      'a line of the playlist is longer than 16384 characters',
    ],
    ['a tag of 1 MB', `#EXTM3U\n#EXT-X-MEDIA:${'A'.repeat(MIB)}`, 'longer than 16384 characters'],
    ['a million segments', head + '#EXTINF:1,\na\n'.repeat(1_000_000), 'longer than 2 MiB'],
    ['as many as fit', head + '#EXTINF:1,\na\n'.repeat(150_000), 'more than 43200 segments'],
    ['a million tracks', `#EXTM3U\n${captions.repeat(20_000)}`, 'more than 500 caption tracks'],
    ['a master in a master in a master', `#EXTM3U\n${captions}`, 'the caption track is no media playlist'],
    [
      'variables in variables',
      `${head}${'#EXT-X-DEFINE:NAME="a",VALUE="b"\n'.repeat(9)}{$c}\n`,
      'nothing defines',
    ],
    [
      'a variable that grows',
      `${head}#EXT-X-DEFINE:NAME="a",VALUE="${'b'.repeat(9_000)}"\n#EXTINF:1,\n{$a}{$a}\n`,
      'longer than 16384',
    ],
    [
      'a number that is none',
      `#EXTM3U\n#EXT-X-TARGETDURATION:${'9'.repeat(400)}\n#EXTINF:1e300,\na\n`,
      'duration',
    ],
    ['a sequence beyond counting', `${head}#EXT-X-MEDIA-SEQUENCE:9007199254740991\n`, 'no number'],
  ])('%s', async (_, body, message) => {
    const megabytes = await grown(() => expect(loading(body, '/')).rejects.toThrow(message));
    expect(megabytes).toBeLessThan(120);
    // Each step is linear: trying every way through would take hours, and run into the test's time limit.
  });

  test('a target duration of years does not put the capture to sleep', async () => {
    const { playlist } = await loading('#EXTM3U\n#EXT-X-TARGETDURATION:1e300\n', '/');
    expect(playlist.targetMs).toBeLessThanOrEqual(60_000);
  });
});

test('no error of any kind says the address or its token', async () => {
  const bad: RequestListener[] = [
    (_, response) => response.writeHead(403).end('sesame'),
    (_, response) => response.writeHead(302, { location: 'http://[sesame' }).end(),
    (_, response) => response.writeHead(302, { location: 'ftp://sesame/' }).end(),
    (_, response) => response.end('sesame'),
    (_, response) => response.end('#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://[sesame\n'),
    (_, response) => void response.socket?.end('sesame\r\n\r\n'),
    (_, response) => void response.destroy(),
  ];
  for (const listener of bad) {
    const { fetch, url } = await serve(listener);
    const error = await createSource(fetch, url, 'en')
      .load(signal)
      .then(
        () => new Error('was read'),
        (cause: unknown) => cause,
      );
    expect(error).toMatchObject({ name: 'CaptureProblem' });
    // Whatever is written to a log of it, stack and cause included.
    const { stack, cause } = error as Error;
    expect(`${error} ${stack} ${JSON.stringify(error)} ${String(cause)}`).not.toMatch(/sesame|127\.0\.0\.1/);
  }
});
