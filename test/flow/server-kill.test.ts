import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IngestReply } from '../../models/contract/ingest.ts';
import { freePort } from '../../scripts/setup/services.mjs';
import {
  addBroadcast,
  addPerson,
  addToken,
  type Ground,
  lines,
  logIn,
  nobody,
  openGround,
  post,
  say,
  streamOf,
  until,
} from './harness.ts';

/*
 * The server as the process that it is in production: killed in the middle of what it does, started again, stopped politely.
 */
const BUILT = '.local/build/server/main.js';
/** It loads the rules and TensorFlow; a machine that others use as well is slow at that. */
const START_MS_MAX = 60_000;
let ground: Ground;
let dir: string;
let port: number;
let server: ChildProcess | undefined;

beforeAll(async () => {
  expect(existsSync(BUILT)).toBe(true);
  ground = await openGround();
  mkdirSync('.local/test', { recursive: true });
  dir = mkdtempSync('.local/test/server-');
  writeFileSync(join(dir, 'secret'), randomBytes(32).toString('hex'), { mode: 0o600 });
  port = await freePort();
});
afterAll(async () => {
  server?.kill('SIGKILL');
  await ground?.close();
  rmSync(dir, { recursive: true, force: true });
});

const url = (): string => `http://127.0.0.1:${port}`;
const output: string[] = [];

const start = async (): Promise<void> => {
  const child = spawn(process.execPath, [BUILT], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      MONGODB_URI: ground.mongoUri,
      REDIS_URL: ground.redisUrl,
      PORT: String(port),
      SESSION_SECRET_FILE: join(dir, 'secret'),
      DASHBOARD_DIR: join(dir, 'dashboard'),
      LOG_LEVEL: 'debug',
    },
  });
  child.stdout?.on('data', (data: Buffer) => output.push(data.toString()));
  child.stderr?.on('data', (data: Buffer) => output.push(data.toString()));
  server = child;
  const ready = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(output.join(''));
    return fetch(`${url()}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  };
  await until('the server is ready', ready, START_MS_MAX);
};
const gone = (): Promise<number | null> => new Promise((done) => server?.once('exit', (code) => done(code)));

test('killed three times while events come in: what was told as accepted is there once, in order, and sessions go on', async () => {
  await start();
  const { token } = await addToken(ground.store);
  const broadcast = await addBroadcast(ground, url(), token, 'killed');
  await addPerson(ground.store, 'moderator');
  const me = await logIn(url(), 'moderator');
  const wanted: string[] = [];
  const told: string[] = [];
  let running = true;

  const sender = (async () => {
    for (let batch = 0; running; batch += 1) {
      const ids = Array.from({ length: 200 }, (_, n) => `b${batch}-${n}`);
      wanted.push(...ids);
      const body = lines(...ids.map((id) => say(id, `words of ${id}`)));
      // A sender repeats until it is told; what was taken the first time is a duplicate then.
      for (let done = false; !done; ) {
        const reply = await post(url(), token, 'killed', body).then(
          async (response) => (response.ok ? ((await response.json()) as IngestReply) : null),
          () => null,
        );
        done = reply !== null && reply.accepted + reply.duplicate === ids.length;
        if (reply)
          told.push(...reply.lines.flatMap(({ status, id }) => (status === 'accepted' && id ? [id] : [])));
        else await new Promise((wait) => setTimeout(wait, 50));
      }
    }
  })();

  for (let round = 0; round < 3; round += 1) {
    const before = wanted.length;
    await until('some batches went through', () => wanted.length > before + 400);
    const exit = gone();
    server?.kill('SIGKILL');
    await exit;
    await start();
  }
  running = false;
  await sender;

  const stream = (await streamOf(ground, broadcast)) as { type: string; id?: string }[];
  expect(stream[0]?.type).toBe('registered');
  expect(stream.slice(1).map(({ id }) => id)).toEqual(wanted);
  expect(new Set(told).size).toBe(told.length);
  expect((await me.get('/api/broadcasts')).status).toBe(200);
}, 120_000);

/** Asks for an upgrade and tears the line a moment later, as a device that loses its network does. */
const tornUpgrade = (path: string, cookie: string, afterMs: number): Promise<void> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nCookie: ${cookie}\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      );
      setTimeout(() => socket.resetAndDestroy(), afterMs);
    });
    socket.once('error', () => undefined);
    socket.once('close', () => done());
  });

test.each(['/socket.io/?EIO=4&transport=websocket', '/api/broadcasts/killed/events'])(
  'lines torn while who is there is looked up do not end the server: %s',
  async (path) => {
    await addPerson(ground.store, 'admin').catch(() => undefined);
    const { cookie } = await logIn(url(), 'admin');
    for (let round = 0; round < 20; round += 1)
      await Promise.all(Array.from({ length: 20 }, (_, i) => tornUpgrade(path, cookie, i / 4)));
    expect(server?.exitCode).toBeNull();
    expect((await fetch(`${url()}/readyz`)).status).toBe(200);
  },
);

test('stopped politely, it ends with code 0; its log holds no login, password, token, text or address', async () => {
  expect((await nobody(url()).get('/api/session')).status).toBe(200);
  const exit = gone();
  server?.kill('SIGTERM');
  expect(await exit).toBe(0);
  const log = output.join('');
  for (const line of log.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  expect(log).toContain('"route":"/api/broadcasts/:id/events"');
  expect(log).toMatch(/"broadcast":"[\w-]{22}"/);
  expect(log).not.toMatch(/words of|lw_|correct horse|"moderator"|killed|127\.0\.0\.1:\d+.*"ip"/);
});

test.each([
  ['a port that is none', { PORT: 'http' }, 'PORT'],
  ['no session secret', { SESSION_SECRET_FILE: '/nowhere/secret' }, '/nowhere/secret'],
])('%s: one clear sentence and code 1', async (_name, env, part) => {
  const child = spawn(process.execPath, [BUILT], { env: { PATH: process.env.PATH, ...env } });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const code = await new Promise((done) => child.once('close', done));
  expect(code).toBe(1);
  expect(said).toMatch(/^The server cannot run: .+\n$/);
  expect(said).toContain(part);
});
