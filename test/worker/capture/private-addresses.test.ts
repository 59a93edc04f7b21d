import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGuardedFetch, type Resolve } from '../../../worker/capture/guarded-fetch.ts';

/** One server on every address of this machine: whatever gets through is seen here. */
let inner: Server;
let port: number;
let reached: string[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const closers: (() => void)[] = [];

beforeAll(async () => {
  inner = createServer((request, response) => {
    reached.push(`${request.headers.host}${request.url}`);
    answer(request, response);
  });
  // On IPv6 and IPv4 alike where the machine has both.
  await new Promise<void>((done) => {
    inner.once('error', () => inner.listen(0, '0.0.0.0', done));
    inner.listen(0, '::', done);
  });
  port = (inner.address() as AddressInfo).port;
});
afterAll(async () => {
  inner.closeAllConnections();
  await new Promise((done) => inner.close(done));
});
beforeEach(() => {
  reached = [];
  answer = (_, response) => response.end('secret');
});
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const fetchOf = (resolve?: Resolve, allowOrigins: readonly string[] = []) => {
  const { fetch, close } = createGuardedFetch({ allowOrigins, ...(resolve && { resolve }) });
  closers.push(close);
  return (url: string) => fetch({ url, bytesMax: 1_000, signal: new AbortController().signal });
};

const family = (address: string): number => (address.includes(':') ? 6 : 4);
const resolving =
  (...addresses: readonly string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: family(address) }));

/** Headers carry bytes: a name in another script is sent as its UTF-8. */
const asBytes = (text: string): string => Buffer.from(text).toString('latin1');

/** Spellings of addresses that lie in no public network. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['loopback', '127.0.0.1'],
  ['elsewhere in loopback', '127.8.9.10'],
  ['short', '127.1'],
  ['one number', '2130706433'],
  ['hex number', '0x7f000001'],
  ['hex parts', '0x7f.0x0.0x0.0x1'],
  ['octal', '0177.0.0.1'],
  ['octal number', '017700000001'],
  ['mixed', '0x7f.1'],
  ['with a dot at the end', '127.0.0.1.'],
  ['percent-encoded', '%31%32%37.0.0.1'],
  ['full-width', '１２７。０。０。１'],
  ['in circles', '①②⑦.⓪.⓪.①'],
  ['this host', '0.0.0.0'],
  ['this host, short', '0'],
  ['in this network', '0.1.2.3'],
  ['private', '10.0.0.1'],
  ['private', '172.16.5.4'],
  ['private', '192.168.1.1'],
  ['link-local', '169.254.169.254'],
  ['link-local in hex', '0xa9fea9fe'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['IPv6 loopback', '[::1]'],
  ['IPv6 loopback, long', '[0000:0000:0000:0000:0000:0000:0000:0001]'],
  ['IPv6 unspecified', '[::]'],
  ['mapped', '[::ffff:127.0.0.1]'],
  ['mapped in hex', '[::ffff:7f00:1]'],
  ['mapped link-local', '[::ffff:a9fe:a9fe]'],
  ['compatible', '[::127.0.0.1]'],
  ['translated', '[::ffff:0:127.0.0.1]'],
  ['NAT64', '[64:ff9b::127.0.0.1]'],
  ['local NAT64', '[64:ff9b:1::7f00:1]'],
  ['6to4', '[2002:7f00:1::1]'],
  ['Teredo', '[2001:0:7f00:1::1]'],
  ['unique local', '[fd00::1]'],
  ['IPv6 link-local', '[fe80::1]'],
  ['IPv6 multicast', '[ff02::1]'],
];

describe('an address in the playback address itself', () => {
  test.each(SPELLINGS)('%s: %s', async (_, host) => {
    await expect(fetchOf()(`http://${host}:${port}/a`)).rejects.toMatchObject({ reason: 'private-address' });
    await expect(fetchOf()(`https://${host}:${port}/a`)).rejects.toMatchObject({ reason: 'private-address' });
    expect(reached).toEqual([]);
  });
});

describe('a redirect', () => {
  test.each(SPELLINGS)('%s: %s', async (_, host) => {
    const origin = `http://127.0.0.1:${port}`;
    answer = (request, response) =>
      request.url === '/start'
        ? response.writeHead(302, { location: asBytes(`http://${host}:${port + 1}/inside`) }).end()
        : response.end('secret');
    const fetched = fetchOf(undefined, [origin])(`${origin}/start`);
    await expect(fetched).rejects.toMatchObject({ reason: 'private-address' });
    expect(reached).toEqual([`127.0.0.1:${port}/start`]);
  });
  test.each([301, 302, 303, 307, 308])(
    'of status %d, over a second origin that is allowed',
    async (status) => {
      const origin = `http://127.0.0.1:${port}`;
      answer = (request, response) =>
        response
          .writeHead(status, { location: request.url === '/a' ? '/b' : `http://localhost:${port}/inside` })
          .end();
      const fetched = fetchOf(undefined, [origin])(`${origin}/a`);
      await expect(fetched).rejects.toMatchObject({ reason: 'private-address' });
      expect(reached).toEqual([`127.0.0.1:${port}/a`, `127.0.0.1:${port}/b`]);
    },
  );
  test.each([
    'file:///etc/passwd',
    'data:application/vnd.apple.mpegurl,%23EXTM3U',
    'ftp://127.0.0.1/a',
    'gopher://127.0.0.1/a',
    'javascript:alert(1)',
    'ws://127.0.0.1/',
    'http://user:secret@127.0.0.1/',
  ])('to %s', async (location) => {
    const origin = `http://127.0.0.1:${port}`;
    answer = (_, response) => response.writeHead(302, { location }).end();
    const fetched = fetchOf(undefined, [origin])(`${origin}/start`);
    await expect(fetched).rejects.toMatchObject({ reason: 'bad-address' });
    expect(reached).toHaveLength(1);
  });
});

describe('a name', () => {
  test.each<[string, string[]]>([
    ['loopback', ['127.0.0.1']],
    ['IPv6 loopback', ['::1']],
    ['mapped loopback', ['::ffff:127.0.0.1']],
    ['link-local with its zone', ['fe80::1%lo']],
    ['public, then private', ['8.8.8.8', '127.0.0.1']],
    ['private, then public', ['127.0.0.1', '8.8.8.8']],
    ['A public, AAAA private', ['8.8.8.8', '::1']],
    ['A private, AAAA public', ['10.0.0.1', '2606:4700:4700::1111']],
    ['NAT64 of loopback', ['64:ff9b::7f00:1']],
    ['no address at all', []],
    ['something that is no address', ['localhost']],
  ])('that resolves to: %s', async (_, addresses) => {
    const fetched = fetchOf(resolving(...addresses))(`http://shop.example:${port}/a`);
    await expect(fetched).rejects.toMatchObject({ reason: 'private-address' });
    expect(reached).toEqual([]);
  });
  // With a dot at its end some resolvers know the name and some do not.
  test.each(['localhost', 'localhost.', 'LOCALHOST', 'ｌｏｃａｌｈｏｓｔ', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ'])(
    'of this machine: %s',
    async (name) => {
      await expect(fetchOf()(`http://${name}:${port}/a`)).rejects.toThrow(/private network|name/);
      expect(reached).toEqual([]);
    },
  );
  test('in another script is looked up in ASCII', async () => {
    const names: string[] = [];
    const resolve: Resolve = async (name) => {
      names.push(name);
      return [{ address: '127.0.0.1', family: 4 }];
    };
    await expect(fetchOf(resolve)(`http://直播。例子:${port}/a`)).rejects.toThrow('private');
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^xn--[a-z0-9]+\.xn--[a-z0-9]+$/);
  });
  test('that answers otherwise each time is believed once, and connected to as it was then', async () => {
    let asked = 0;
    // Public first, which a check of its own would let pass; private for whoever asks again.
    const resolve: Resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }];
    };
    const fetch = fetchOf(resolve);
    await expect(fetch(`http://rebinds.example:${port}/a`)).rejects.toThrow('private');
    expect(asked).toBe(1);
    await expect(fetch(`http://rebinds.example:${port}/a`)).rejects.toThrow('private');
    expect(asked).toBe(2);
    expect(reached).toEqual([]);
  });
  test('that looks like an allowed one, with a login before the host', async () => {
    const allowed = [`http://127.0.0.1:${port}`];
    const fetch = fetchOf(resolving('127.0.0.1'), allowed);
    await expect(fetch(`http://127.0.0.1:${port}@shop.example:${port}/`)).rejects.toThrow('login');
    await expect(fetch(`http://127.0.0.1:${port}.shop.example/`)).rejects.toThrow();
    await expect(fetch(`http://user:secret@127.0.0.1:${port}/`)).rejects.toThrow('login');
    expect(reached).toEqual([]);
  });
});

describe('an origin that the settings allow', () => {
  test('is reached, however it is spelt, and nothing beside it', async () => {
    const fetch = fetchOf(undefined, [`http://127.0.0.1:${port}`]);
    expect((await fetch(`http://127.0.0.1:${port}/a`)).text).toBe('secret');
    expect((await fetch(`http://2130706433:${port}/b`)).text).toBe('secret');
    for (const other of [
      `http://127.0.0.2:${port}/`,
      `http://localhost:${port}/`,
      `http://127.0.0.1:${port + 1}/`,
      `https://127.0.0.1:${port}/`,
      'http://127.0.0.1/',
    ]) {
      await expect(fetch(other)).rejects.toMatchObject({ reason: 'private-address' });
    }
    expect(reached).toHaveLength(2);
  });
  test('opens its connections to nobody else: the same host by another name is looked up and refused', async () => {
    const allowed = `http://127.0.0.1:${port}`;
    const fetch = fetchOf(resolving('127.0.0.1'), [allowed]);
    await fetch(`${allowed}/a`);
    await expect(fetch(`http://shop.example:${port}/b`)).rejects.toMatchObject({ reason: 'private-address' });
    expect(reached).toEqual([`127.0.0.1:${port}/a`]);
  });
});
