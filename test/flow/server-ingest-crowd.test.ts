import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { IngestReply } from '../../models/contract/ingest.ts';
import {
  addBroadcast,
  addToken,
  type Ground,
  lines,
  openGround,
  openServer,
  post,
  say,
  type TestServer,
  until,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let token: string;
/** The server's clock runs ahead by this. */
let aheadMs = 0;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground, { now: () => Date.now() + aheadMs });
  token = (await addToken(ground.store)).token;
  await addBroadcast(ground, server.url, token, 'crowded');
});
afterAll(async () => {
  vi.useRealTimers();
  await server?.close();
  await ground?.close();
});

const address = (url: string): string => `${url.replace('http', 'ws')}/api/broadcasts/crowded/events`;
const authorised = (with_ = token) => ({ headers: { Authorization: `Bearer ${with_}` } });
const opened = async (url: string, with_?: string): Promise<WebSocket> => {
  const socket = new WebSocket(address(url), authorised(with_));
  socket.on('error', () => {});
  await new Promise((done) => socket.once('open', done));
  return socket;
};
const refusal = (url: string, with_?: string) =>
  new Promise<{ status: number; retryAfter: string | undefined; code: string }>((done, failed) => {
    const socket = new WebSocket(address(url), authorised(with_));
    socket.once('open', () => failed(new Error('it opened')));
    socket.on('error', () => {});
    socket.once('unexpected-response', async (_request, response) => {
      const body = JSON.parse(Buffer.concat(await response.toArray()).toString()) as {
        error: { code: string };
      };
      const retryAfter = response.headers['retry-after'];
      done({ status: response.statusCode ?? 0, retryAfter, code: body.error.code });
    });
  });
const refusedLines = async (): Promise<number> => {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/livewitness_ingest_lines_total\{status="refused"\} (\d+)/.exec(metrics)?.[1] ?? 0);
};

test('connections of one token, and of all: one too many is told 429 with the time to wait, others go on', async () => {
  const small = await openServer(ground, { crowd: { all: 3, perToken: 2, perAddress: 100 } });
  const other = (await addToken(ground.store)).token;
  const first = await opened(small.url);
  await opened(small.url);
  expect(await refusal(small.url)).toEqual({ status: 429, retryAfter: '15', code: 'overloaded' });
  await opened(small.url, other);
  expect((await refusal(small.url, other)).status).toBe(429);
  const posted = await post(small.url, token, 'crowded', lines(say('while-crowded', 'a')));
  expect(posted.status).toBe(200);
  first.close();
  await until('there is room again', async () => {
    const again = new WebSocket(address(small.url), authorised(other));
    return new Promise((done) => {
      again.once('open', () => done(true));
      again.once('error', () => done(false));
    });
  });
  await small.close();
});

test('a sender that does not read its answers is held back, and loses nothing once it reads', async () => {
  const socket = await opened(server.url);
  const before = await refusedLines();
  socket.pause();
  // Each answer is some 2 MB: what the system keeps for a connection is soon full.
  const message = 'x\n'.repeat(20_000);
  const sent = 16;
  for (let n = 0; n < sent; n += 1) socket.send(message);
  let taken = -1;
  await until('it is held back', async () => {
    const last = taken;
    await new Promise((done) => setTimeout(done, 500));
    taken = ((await refusedLines()) - before) / 20_000;
    return taken > 0 && taken === last;
  });
  expect(taken).toBeLessThan(sent / 2);
  const quick = await post(server.url, token, 'crowded', lines(say('meanwhile', 'a')));
  expect(quick.status).toBe(200);
  const answers: number[] = [];
  socket.on('message', (data) => answers.push((JSON.parse(String(data)) as IngestReply).refused));
  socket.resume();
  await until('all is answered', () => answers.length === sent, 30_000);
  expect(new Set(answers)).toEqual(new Set([20_000]));
  socket.close();
});

const rawUpgrade = (url: string): Promise<Socket> =>
  new Promise((done) => {
    const line = connect(Number(new URL(url).port), '127.0.0.1');
    line.on('error', () => {});
    line.write(
      `GET /api/broadcasts/crowded/events HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n` +
        `Authorization: Bearer ${token}\r\n\r\n`,
    );
    line.once('data', () => done(line));
  });

test('forty senders that each stop a byte short of 4 MiB: the largest are cut off, another is served', async () => {
  const size = 4 * 1024 * 1024;
  const head = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeBigUInt64BE(BigInt(size), 2);
  const piece = Buffer.alloc(size - 1, 'x');
  const ended: Socket[] = [];
  const lineUp = await Promise.all(Array.from({ length: 40 }, () => rawUpgrade(server.url)));
  for (const line of lineUp) {
    line.on('data', () => {});
    line.once('close', () => ended.push(line));
    line.write(head);
    line.write(piece);
  }
  await until('the largest are gone', () => ended.length >= 20, 30_000);
  const socket = await opened(server.url);
  const answered = new Promise<IngestReply>((done) => {
    socket.once('message', (data) => done(JSON.parse(String(data)) as IngestReply));
  });
  socket.send(JSON.stringify(say('after-the-short', 'a')));
  expect((await answered).accepted).toBe(1);
  for (const line of lineUp) line.destroy();
  socket.close();
});

test('a connection over which nothing comes for a quarter of an hour is closed with 1001', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  const own = await openServer(ground, { now: () => Date.now() + aheadMs });
  const socket = await opened(own.url);
  const code = new Promise((done) => socket.once('close', done));
  aheadMs = 16 * 60_000;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await code).toBe(1001);
  vi.useRealTimers();
  aheadMs = 0;
  await own.close();
});
