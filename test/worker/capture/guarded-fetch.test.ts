import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createGuardedFetch,
  type FetchRequest,
  type GuardedFetchDeps,
} from '../../../worker/capture/guarded-fetch.ts';

const servers: Server[] = [];
const closers: (() => void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const fetchWith = (deps: GuardedFetchDeps) => {
  const { fetch, close } = createGuardedFetch(deps);
  closers.push(close);
  return (url: string, more: Partial<FetchRequest> = {}) =>
    fetch({ url, bytesMax: 1_000, signal: new AbortController().signal, ...more });
};

describe('what may not be reached', () => {
  test.each([
    ['loopback', 'http://127.0.0.1:1/'],
    ['loopback, written short', 'http://127.1:1/'],
    ['loopback, as one number', 'http://2130706433:1/'],
    ['loopback, in hex', 'http://0x7f.0.0.1:1/'],
    ['loopback, in octal', 'http://0177.0.0.1:1/'],
    ['loopback, full-width digits', 'http://１２７.0.0.1:1/'],
    ['IPv6 loopback', 'http://[::1]:1/'],
    ['mapped IPv4', 'http://[::ffff:127.0.0.1]:1/'],
    ['metadata service', 'http://169.254.169.254/latest/meta-data'],
    ['a name for loopback', 'http://localhost:1/'],
  ])('%s', async (_, url) => {
    await expect(fetchWith({ allowOrigins: [] })(url)).rejects.toThrow('private network');
  });

  test.each(['file:///etc/passwd', 'ftp://example.com/a', 'gopher://example.com/'])('%s', async (url) => {
    await expect(fetchWith({ allowOrigins: [] })(url)).rejects.toThrow('neither http nor https');
  });

  test('a name of which one address is private', async () => {
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    await expect(fetchWith({ allowOrigins: [], resolve })('http://two.example:1/')).rejects.toThrow(
      'private',
    );
  });

  test('a name without an address', async () => {
    const fetch = fetchWith({ allowOrigins: [], resolve: async () => [] });
    await expect(fetch('http://none.example:1/')).rejects.toThrow('private network');
  });

  test('a redirect from an allowed origin to a private one', async () => {
    let reached = false;
    const inner = await serve((_, response) => {
      reached = true;
      response.end('secret');
    });
    const outer = await serve((_, response) => response.writeHead(302, { location: inner }).end());
    await expect(fetchWith({ allowOrigins: [outer] })(outer)).rejects.toThrow('private network');
    expect(reached).toBe(false);
  });

  test('an origin that differs from the allowed one in its port, scheme or name', async () => {
    const origin = await serve((_, response) => response.end('yes'));
    const port = new URL(origin).port;
    const fetch = fetchWith({ allowOrigins: [origin] });
    await expect(fetch(`http://127.0.0.1:${Number(port) + 1}/`)).rejects.toThrow('private network');
    await expect(fetch(`https://127.0.0.1:${port}/`)).rejects.toThrow('private network');
    await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow('private network');
    expect((await fetch(`${origin}/a`)).text).toBe('yes');
  });
});

test('the name is looked up once, by the socket itself: a second answer is never asked for', async () => {
  const asked: string[] = [];
  const resolve = async (hostname: string) => {
    asked.push(hostname);
    return [{ address: asked.length === 1 ? '192.168.0.1' : '8.8.8.8', family: 4 }];
  };
  await expect(fetchWith({ allowOrigins: [], resolve })('http://rebinds.example:1/')).rejects.toThrow(
    'private',
  );
  expect(asked).toEqual(['rebinds.example']);
});

describe('limits and errors', () => {
  test('an answer that is too long', async () => {
    const origin = await serve((_, response) => response.end('x'.repeat(2_000)));
    await expect(fetchWith({ allowOrigins: [origin] })(origin)).rejects.toThrow('longer than 1000 bytes');
  });
  test('redirects without end', async () => {
    const origin = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    await expect(fetchWith({ allowOrigins: [origin] })(origin)).rejects.toThrow('more than 3 times');
  });
  test('an error of the origin names its status and no address', async () => {
    const origin = await serve((_, response) => response.writeHead(503).end('down'));
    await expect(fetchWith({ allowOrigins: [origin] })(origin)).rejects.toThrow(
      /^the origin answers with HTTP 503$/,
    );
  });
  test('an origin that is gone', async () => {
    const origin = await serve(() => undefined);
    await new Promise((done) => servers.pop()?.close(done));
    await expect(fetchWith({ allowOrigins: [origin] })(origin)).rejects.toThrow('refuses the connection');
  });
  test('an origin that never answers', async () => {
    const origin = await serve(() => undefined);
    await expect(fetchWith({ allowOrigins: [origin] })(origin)).rejects.toThrow('within 5 s');
  });
  test('a part of a file, from origins that know parts and from those that send it whole', async () => {
    const whole = '0123456789';
    const parts = await serve((request, response) => {
      const [, from = '0', until = '0'] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      if (Number(from) >= whole.length) return response.writeHead(416).end();
      return response.writeHead(206).end(whole.slice(Number(from), Number(until) + 1));
    });
    const plain = await serve((_, response) => response.end(whole));
    for (const origin of [parts, plain]) {
      const fetch = fetchWith({ allowOrigins: [origin] });
      expect((await fetch(origin, { range: { fromByte: 3, bytes: 4 } })).text).toBe('3456');
    }
    const beyond = fetchWith({ allowOrigins: [parts] })(parts, { range: { fromByte: 30, bytes: 4 } });
    await expect(beyond).rejects.toThrow('beyond the end');
  });
  test.each([
    ['more than was asked for', 'bytes 2-8/10', '2345678', '3456'],
    ['more, of a file of unknown length', 'bytes 0-8/*', '012345678', '3456'],
    ['what is left of a file that ends earlier', 'bytes 3-5/6', '345', '345'],
  ])('a part of a file, from a cache that sends %s', async (_, said, sent, text) => {
    const origin = await serve((_request, response) =>
      response.writeHead(206, { 'content-range': said }).end(sent),
    );
    const asked = { range: { fromByte: 3, bytes: 4 } };
    expect((await fetchWith({ allowOrigins: [origin] })(origin, asked)).text).toBe(text);
  });
  test.each([
    ['another part', { 'content-range': 'bytes 5-8/10' }, '5678'],
    ['a part that ends before it', { 'content-range': 'bytes 0-2/10' }, '012'],
    ['half of it', { 'content-range': 'bytes 3-4/10' }, '34'],
    ['less than it says', { 'content-range': 'bytes 3-6/10' }, '345'],
    ['nonsense', { 'content-range': 'bytes 3-6' }, '3456'],
    ['several parts', { 'content-type': 'multipart/byteranges; boundary=a' }, '--a\r\n\r\n3456\r\n--a--'],
  ])('bytes that were not asked for are not taken for those that were: %s', async (_, headers, sent) => {
    const origin = await serve((_request, response) => response.writeHead(206, headers).end(sent));
    const asked = { range: { fromByte: 3, bytes: 4 } };
    await expect(fetchWith({ allowOrigins: [origin] })(origin, asked)).rejects.toThrow('other bytes');
  });
  test('a whole file that ends before the part that was asked for', async () => {
    const origin = await serve((_request, response) => response.end('012'));
    const asked = { range: { fromByte: 3, bytes: 4 } };
    await expect(fetchWith({ allowOrigins: [origin] })(origin, asked)).rejects.toThrow('beyond the end');
  });
  test('a copy of another address is not named', async () => {
    const origin = await serve((request, response) =>
      response.writeHead(request.headers['if-none-match'] ? 304 : 200, { etag: '"1"' }).end('a'),
    );
    const fetch = fetchWith({ allowOrigins: [origin] });
    const copy = { url: 'https://other.example/', etag: '"1"' };
    expect(await fetch(origin, { copy })).toMatchObject({ changed: true, text: 'a' });
  });
  test('a copy that is still the newest is not sent again', async () => {
    const origin = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end('a');
    });
    const fetch = fetchWith({ allowOrigins: [origin] });
    const first = await fetch(origin);
    expect(first).toMatchObject({ changed: true, text: 'a', etag: '"1"' });
    expect(await fetch(origin, { copy: first })).toMatchObject({ changed: false });
  });
});
