import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { IngestEvent } from '../../models/contract/ingest.ts';
import { config } from '../../scripts/demo/config.ts';
import { createDoor, type Door, RefusedForGood } from '../../scripts/demo/door.ts';
import { playBroadcast } from '../../scripts/demo/feed.ts';
import { type Manifest, readManifest } from '../../scripts/demo/manifest.ts';
import { readScenario, type Scenario } from '../../scripts/demo/scenario.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Heard {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly lines: IngestEvent[];
}
type Answer = (heard: Heard, nth: number) => { status: number; body: unknown } | undefined;

const accepted: Answer = ({ lines }) => ({
  status: 200,
  body: { accepted: lines.length, duplicate: 0, refused: 0, lines: [] },
});

let scenario: Scenario;
let manifest: Manifest;
const closing: (() => void)[] = [];

beforeAll(async () => {
  scenario = await readScenario(ROOT, 'skincare');
  const full = await readManifest(ROOT, 'skincare');
  // The same broadcast a thousand times as fast.
  const events = full.events.map((event) => ({ ...event, atMs: Math.round(event.atMs / 1000) }));
  manifest = { ...full, events, segments: [{ durationMs: 20, bytes: 1 }] };
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
};

const openServer = async (
  answer: Answer,
  port = 0,
): Promise<{ heard: Heard[]; server: Server; url: string }> => {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const lines = (await bodyOf(request)).trim().split('\n');
    const one: Heard = {
      url: request.url ?? '',
      authorization: request.headers.authorization,
      lines: lines.map((line) => JSON.parse(line)),
    };
    heard.push(one);
    const reply = answer(one, heard.length);
    if (!reply) {
      request.socket.destroy();
      return;
    }
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const doorTo = (serverUrl: string): { door: Door; stop: AbortController; logged: string[] } => {
  const stop = new AbortController();
  const logged: string[] = [];
  closing.push(() => stop.abort());
  const log = (message: string) => logged.push(message);
  return { door: createDoor({ serverUrl, token: 'lw_demo', log, signal: stop.signal }), stop, logged };
};

const play = (door: Door, signal: AbortSignal, startedAtMs = Date.now()) =>
  playBroadcast(
    { door, scenario, manifest, originUrl: 'http://127.0.0.1:7480', now: Date.now, signal },
    startedAtMs,
  );

const sentIds = (heard: readonly Heard[]) =>
  heard.filter(({ url }) => url.endsWith('/events')).flatMap(({ lines }) => lines.map((line) => line.id));

describe('playing a broadcast', () => {
  test('registers it, then sends every event once, in order, not before its time', async () => {
    const { heard, url } = await openServer(accepted);
    const { door, stop } = doorTo(url);
    const startedAtMs = Date.now();
    await play(door, stop.signal, startedAtMs);
    expect(Date.now() - startedAtMs).toBeGreaterThanOrEqual(manifest.events.at(-1)?.atMs ?? 0);
    expect(heard[0]).toMatchObject({
      url: '/api/broadcasts',
      authorization: 'Bearer lw_demo',
      lines: [{ id: `demo-skincare-${startedAtMs}`, platform: 'demo' }],
    });
    expect(sentIds(heard)).toEqual(manifest.events.map((event) => event.id));
    expect(heard.every(({ url: one }) => one.startsWith('/api/broadcasts'))).toBe(true);
  });

  test('loses nothing while the server fails, refuses for now, or drops the connection', async () => {
    const troubles: ReturnType<Answer>[] = [
      { status: 503, body: {} },
      undefined,
      { status: 201, body: {} },
      { status: 429, body: {} },
      undefined,
    ];
    const { heard, url } = await openServer((one, nth) =>
      nth <= 5 ? troubles[nth - 1] : accepted(one, nth),
    );
    const { door, stop } = doorTo(url);
    await play(door, stop.signal);
    expect(sentIds(heard.slice(5))).toEqual(manifest.events.map((event) => event.id));
  });

  test('sends again what was not read or was refused for now, and leaves what is refused for good', async () => {
    const { heard, url } = await openServer((one, nth) =>
      nth > 1
        ? accepted(one, nth)
        : {
            status: 200,
            body: {
              accepted: 1,
              duplicate: 0,
              refused: 2,
              lines: [
                { line: 2, status: 'refused', code: 'invalid', retryable: false },
                { line: 3, status: 'refused', code: 'overloaded', retryable: true },
              ],
              notRead: { fromLine: 4, reason: 'too long' },
            },
          },
    );
    const { door, logged } = doorTo(url);
    await door.send('demo-x', manifest.events.slice(0, 5));
    const ids = manifest.events.slice(0, 5).map((event) => event.id);
    expect(heard.map(({ lines }) => lines.map((line) => line.id))).toEqual([ids, ids.slice(2)]);
    expect(logged).toContain('lines refused');
  });

  test('does not go on with a broadcast that the server refuses for good', async () => {
    const { heard, url } = await openServer(() => ({ status: 409, body: { error: { code: 'conflict' } } }));
    const { door, stop } = doorTo(url);
    await expect(play(door, stop.signal)).rejects.toThrow(RefusedForGood);
    expect(heard).toHaveLength(1);
  });

  test.each([404, 410, 400])(
    'leaves a broadcast whose events get %d without an account of the lines',
    async (status) => {
      const { heard, url } = await openServer((one, nth) =>
        one.url.endsWith('/events') ? { status, body: { error: { code: 'gone' } } } : accepted(one, nth),
      );
      const { door, stop } = doorTo(url);
      await expect(play(door, stop.signal)).rejects.toThrow(RefusedForGood);
      expect(heard).toHaveLength(2);
    },
  );

  test('says where it ended when it is stopped', async () => {
    const { heard, url } = await openServer(accepted);
    const { door, stop } = doorTo(url);
    const playing = play(door, stop.signal);
    setTimeout(() => stop.abort(), 100);
    await expect(playing).rejects.toThrow();
    expect(sentIds(heard).at(-1)).toBe('ended');
    expect(sentIds(heard).length).toBeLessThan(manifest.events.length);
  });
});

describe('config', () => {
  const env = { MONGODB_URI: 'mongodb://127.0.0.1:7417/livewitness', REDIS_URL: 'redis://127.0.0.1:7479' };

  test('has the usual ports and this folder as defaults', () => {
    expect(config(env, '/somewhere')).toMatchObject({
      serverUrl: 'http://127.0.0.1:7400',
      originUrl: 'http://127.0.0.1:7480',
      rootDir: '/somewhere',
    });
  });

  test.each([
    [{ HOST: '0.0.0.0', PORT: '8000' }, 'http://127.0.0.1:8000'],
    [{ HOST: '::1' }, 'http://[::1]:7400'],
  ])('finds the server of %o', (more, url) => {
    expect(config({ ...env, ...more }, '/').serverUrl).toBe(url);
  });

  test('names what is missing', () => {
    expect(() => config({}, '/')).toThrow(/MONGODB_URI/);
    expect(() => config({ ...env, DEMO_PORT: '0' }, '/')).toThrow(/DEMO_PORT/);
  });
});
