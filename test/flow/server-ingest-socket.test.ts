import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type IngestReply, REQUEST_BYTES_MAX } from '../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { revokeToken } from '../../models/store/tokens.ts';
import {
  addBroadcast,
  addToken,
  type Ground,
  lines,
  OTHER_ROOM,
  openGround,
  openServer,
  say,
  streamOf,
  type TestServer,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let token: string;
let broadcast: BroadcastDoc;
/** The server's clock runs ahead by this. */
let aheadMs = 0;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground, { now: () => Date.now() + aheadMs });
  token = (await addToken(ground.store)).token;
  broadcast = await addBroadcast(ground, server.url, token, 'show');
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const address = (id = 'show'): string => `${server.url.replace('http', 'ws')}/api/broadcasts/${id}/events`;
const withHeader = (with_: string, id?: string): WebSocket =>
  new WebSocket(address(id), { headers: { Authorization: `Bearer ${with_}` } });

const opened = (socket: WebSocket): Promise<WebSocket> =>
  new Promise((done, failed) => {
    socket.once('open', () => done(socket));
    socket.once('unexpected-response', (_request, response) =>
      failed(new Error(`status ${response.statusCode}`)),
    );
    socket.once('error', failed);
  });
const closed = (socket: WebSocket): Promise<number> =>
  new Promise((done) => {
    socket.on('error', () => {});
    socket.once('close', (code) => done(code));
  });
/** The next `count` answers, in the order in which they come. */
const answers = (socket: WebSocket, count: number): Promise<IngestReply[]> =>
  new Promise((done) => {
    const found: IngestReply[] = [];
    socket.on('message', (data) => {
      found.push(JSON.parse(String(data)) as IngestReply);
      if (found.length === count) done(found);
    });
  });

test('each message is answered in its order, in the shape of a request', async () => {
  const socket = await opened(withHeader(token));
  const three = answers(socket, 3);
  socket.send(lines(say('u1', 'a'), 'x', say('u2', 'b')));
  socket.send(Buffer.from(`${lines(say('u1', 'a'))}\n`));
  socket.send('\n');
  const [first, second, third] = await three;
  expect(first).toMatchObject({
    accepted: 2,
    refused: 1,
    lines: [{ line: 1 }, { line: 2, code: 'invalid' }, { line: 3 }],
  });
  expect(second).toMatchObject({ accepted: 0, duplicate: 1 });
  expect(third?.notRead).toEqual({ fromLine: 1, reason: 'the message holds no line' });
  socket.close();
});

test('500 messages at once are all taken, in order', async () => {
  const socket = await opened(withHeader(token));
  const all = answers(socket, 500);
  for (let n = 0; n < 500; n += 1) socket.send(JSON.stringify(say(`m${n}`, `message ${n}`)));
  expect((await all).every(({ accepted }) => accepted === 1)).toBe(true);
  const stream = (await streamOf(ground, broadcast)) as { id?: string }[];
  const mine = stream.flatMap(({ id }) => (id?.startsWith('m') ? [id] : []));
  expect(mine).toEqual(Array.from({ length: 500 }, (_, n) => `m${n}`));
  socket.close();
});

test('where headers cannot be set, the token comes as a subprotocol and is not sent back', async () => {
  const socket = await opened(new WebSocket(address(), ['livewitness.ndjson', `token.${token}`]));
  expect(socket.protocol).toBe('livewitness.ndjson');
  const one = answers(socket, 1);
  socket.send(JSON.stringify(say('by-protocol', 'a')));
  expect((await one)[0]?.accepted).toBe(1);
  socket.close();
});

describe('refused before it opens', () => {
  test.each([
    ['without a token', () => new WebSocket(address()), 401],
    ['with an unknown token', () => withHeader(`lw_${'a'.repeat(43)}`), 401],
    ['for an unknown broadcast', () => withHeader(token, 'nothing'), 404],
  ])('%s', async (_name, open, status) => {
    await expect(opened(open())).rejects.toThrow(`status ${status}`);
  });

  test('without a right to the room', async () => {
    const { token: others } = await addToken(ground.store, [OTHER_ROOM]);
    await expect(opened(withHeader(others))).rejects.toThrow('status 403');
  });

  test('at any other address the connection is closed', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/alerts`);
    await expect(opened(socket)).rejects.toThrow(/hang up|ECONNRESET/);
  });
});

test('a message over the limit closes the connection with 1009', async () => {
  const socket = await opened(withHeader(token));
  const code = closed(socket);
  socket.send('x'.repeat(REQUEST_BYTES_MAX + 1));
  expect(await code).toBe(1009);
});

test.each([
  ['one line over the limit', () => Buffer.alloc(REQUEST_BYTES_MAX + 100_000, 'x'), 1009],
  ['twice the limit', () => Buffer.alloc(2 * REQUEST_BYTES_MAX, 'x'), 1009],
] as const)(
  'what came right before a message of %s is answered, then the connection closes',
  async (_name, large, code) => {
    for (let round = 0; round < 5; round += 1) {
      const socket = await opened(withHeader(token));
      const first = answers(socket, 2);
      const end = closed(socket);
      const ids = [`before-${large().length}-${round}`, `next-${large().length}-${round}`];
      for (const id of ids) socket.send(JSON.stringify(say(id, 'a')));
      socket.send(large());
      expect(await end).toBe(code);
      expect((await first).map(({ accepted }) => accepted)).toEqual([1, 1]);
      const stream = (await streamOf(ground, broadcast)) as { id?: string }[];
      expect(stream.filter(({ id }) => ids.includes(id ?? ''))).toHaveLength(2);
    }
  },
);

test('what was sent before the sender closes is answered', async () => {
  const socket = await opened(withHeader(token));
  const one = answers(socket, 1);
  const end = closed(socket);
  socket.send(JSON.stringify(say('last-words', 'a')));
  socket.close(1000);
  expect((await one)[0]?.accepted).toBe(1);
  expect(await end).toBe(1000);
});

test('a sender that never answers the close does not hold up a stop', async () => {
  const own = await openServer(ground);
  const { port } = new URL(own.url);
  const deaf = connect(Number(port), '127.0.0.1');
  deaf.on('error', () => {});
  deaf.write(
    `GET /api/broadcasts/show/events HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n` +
      `Authorization: Bearer ${token}\r\n\r\n`,
  );
  await new Promise((done) => deaf.once('data', done));
  const before = Date.now();
  await own.close();
  expect(Date.now() - before).toBeLessThan(5_000);
  deaf.destroy();
});

test('a token that is revoked ends an open connection with 1008', async () => {
  const { id, token: short } = await addToken(ground.store);
  const socket = await opened(withHeader(short));
  const first = answers(socket, 1);
  socket.send(JSON.stringify(say('before', 'a')));
  expect((await first)[0]?.accepted).toBe(1);
  await revokeToken(ground.store, id, { by: { id: 't', name: 't' }, now: new Date() });
  aheadMs += 10_000;
  const code = closed(socket);
  socket.send(JSON.stringify(say('after', 'a')));
  expect(await code).toBe(1008);
  const stream = (await streamOf(ground, broadcast)) as { id?: string }[];
  expect(stream.some(({ id: sent }) => sent === 'after')).toBe(false);
});

test('too many messages: the answer says so, and the connection stays', async () => {
  const strict = await openServer(ground, { limits: { ingestPerToken: { points: 1, seconds: 60 } } });
  const { token: busy } = await addToken(ground.store);
  const url = `${strict.url.replace('http', 'ws')}/api/broadcasts/show/events`;
  const socket = await opened(new WebSocket(url, { headers: { Authorization: `Bearer ${busy}` } }));
  const two = answers(socket, 2);
  socket.send(JSON.stringify(say('busy1', 'a')));
  socket.send(JSON.stringify(say('busy2', 'a')));
  const [, second] = await two;
  expect(second).toMatchObject({
    accepted: 0,
    notRead: { fromLine: 1, reason: expect.stringMatching(/again in \d+ s/) },
  });
  expect(socket.readyState).toBe(WebSocket.OPEN);
  const code = closed(socket);
  await strict.close();
  expect(await code).toBe(1001);
});
