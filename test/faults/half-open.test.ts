import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { IngestReply } from '../../models/contract/ingest.ts';
import { connectMongo } from '../../models/store/connect.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { createStore } from '../../models/store/store.ts';
import { connectRedis } from '../../models/stream/client.ts';
import {
  addBroadcast,
  addToken,
  type Ground,
  lines,
  openGround,
  openServer,
  post,
  register,
  registration,
  say,
  streamOf,
  type TestServer,
  until,
} from '../flow/harness.ts';
import { openRelay, type Relay } from './line/relay.ts';

/** Noticed within 8 s; the rest is for a busy machine. */
const NOTICED_MS_MAX = 25_000;

let ground: Ground;
let token: string;
let redisLine: Relay;
let mongoLine: Relay;
let beyond: Ground;
let server: TestServer;

const through = (address: string, port: number, more: Record<string, string> = {}): string => {
  const url = new URL(address);
  url.port = String(port);
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  return url.href;
};

beforeAll(async () => {
  ground = await openGround();
  token = (await addToken(ground.store)).token;
});
afterAll(() => ground?.close());

/** The server reaches both stores over lines that can go dead. */
beforeEach(async () => {
  redisLine = await openRelay(Number(new URL(ground.redisUrl).port));
  mongoLine = await openRelay(Number(new URL(ground.mongoUri).port));
  const redisUrl = through(ground.redisUrl, redisLine.port);
  // Without it the driver asks the set for its members and connects to those.
  const mongoUri = through(ground.mongoUri, mongoLine.port, { directConnection: 'true' });
  const connection = await connectMongo(mongoUri);
  beyond = {
    store: createStore(connection),
    redis: await connectRedis(redisUrl, () => {}),
    mongoUri,
    redisUrl,
    close: async () => {
      beyond.redis.destroy();
      await connection.close();
    },
  };
  server = await openServer(beyond);
});
afterEach(async () => {
  await server?.close();
  await beyond?.close();
  await redisLine?.close();
  await mongoLine?.close();
});

const within = async <T>(what: Promise<T>): Promise<T> => {
  const late = sleep(NOTICED_MS_MAX).then(() => {
    throw new Error(`nothing came of it within ${NOTICED_MS_MAX} ms`);
  });
  return Promise.race([what, late]);
};

/** Sends until all are in, as a sender does. @returns ids in the order of the answers that took them, and the refusals. */
const sendAll = async (broadcast: BroadcastDoc, ids: readonly string[]) => {
  const told = new Map<string, string>();
  const statuses: number[] = [];
  while (told.size < ids.length) {
    const open = ids.filter((id) => !told.has(id));
    const response = await within(
      post(server.url, token, broadcast._id, lines(...open.map((id) => say(id, `line ${id}`)))),
    );
    statuses.push(response.status);
    if (response.status === 503) expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    const reply = (await response.json()) as Partial<IngestReply>;
    for (const { id, status } of reply.lines ?? []) if (id && status !== 'refused') told.set(id, status);
    await sleep(100);
  }
  return { told, statuses };
};

test.each(['both', 'answers'] as const)(
  'Redis vanishes without a word (%s): answered 503, the connection is remade, all that was told as taken is there once',
  async (what) => {
    const broadcast = await addBroadcast(ground, server.url, token, `redis-${what}`);
    await sendAll(broadcast, ['a1', 'a2']);
    redisLine.vanish(what);
    const ids = Array.from({ length: 20 }, (_, n) => `b${n}`);
    // Others keep asking meanwhile: what goes out must not make the line seem alive.
    const asking = setInterval(() => {
      post(server.url, token, broadcast._id, lines(say('a1', 'line a1'))).catch(() => {});
    }, 200);
    const { told, statuses } = await sendAll(broadcast, ids).finally(() => clearInterval(asking));
    expect(statuses.at(0)).toBe(503);
    expect(statuses.at(-1)).toBe(200);
    expect(redisLine.fresh).toBeGreaterThan(0);
    const stream = (await streamOf(ground, broadcast)) as { type: string; id?: string }[];
    expect(stream.map(({ type, id }) => id ?? type)).toEqual(['registered', 'a1', 'a2', ...ids]);
    expect([...told.keys()]).toEqual(ids);
  },
);

test('both stores vanish without a word: what was under way ends, the next request is served, news are heard again', async () => {
  const listening = await connectRedis(through(ground.redisUrl, redisLine.port), () => {});
  const heard: string[] = [];
  await listening.subscribe('half-open', (message) => heard.push(message));
  expect((await register(server.url, token, registration('before'))).status).toBe(201);
  const body = registration('during');
  mongoLine.vanish();
  redisLine.vanish();
  const first = await within(register(server.url, token, body));
  expect([200, 201, 503]).toContain(first.status);
  if (first.status === 503) expect(first.headers.get('retry-after')).toMatch(/^\d+$/);
  const served = async (): Promise<boolean> => (await register(server.url, token, body)).ok;
  await until('it is served', served, NOTICED_MS_MAX);
  expect(mongoLine.fresh).toBeGreaterThan(0);
  expect(await ground.store.broadcasts.countDocuments({ _id: 'during' as never })).toBe(1);
  const told = async (): Promise<boolean> => {
    await ground.redis.publish('half-open', 'news');
    return heard.length > 0;
  };
  await until('it hears again', told, NOTICED_MS_MAX);
  listening.destroy();
});
