import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { asEntryId } from '../../models/contract/ids.ts';
import type { IngestReply } from '../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { appendEvents, appendMeasured } from '../../models/stream/append-events.ts';
import { BACKLOG_AGE_MS_MAX, BACKLOG_BYTES_MAX, ENTRY_BYTES } from '../../models/stream/backlog.ts';
import { acknowledge, ensureGroup } from '../../models/stream/consume.ts';
import { GROUP, keys, type Partition } from '../../models/stream/keys.ts';
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
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let token: string;
let broadcast: BroadcastDoc;
let partition: Partition;
let stream: string;
const show = (count: number): string => `backlog-${count}`;
let shows = 0;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  token = (await addToken(ground.store)).token;
});
beforeEach(async () => {
  shows += 1;
  broadcast = await addBroadcast(ground, server.url, token, show(shows));
  partition = broadcast.partition as Partition;
  stream = keys.utterances(partition);
  await ground.redis.del(stream);
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const utterance = (id: string, text: string) => ({
  event: {
    type: 'utterance',
    id,
    source: 'speech',
    role: 'presenter',
    atMs: 1,
    text,
    confidence: 1,
  } as const,
});
const where = () => ({ broadcastId: broadcast._id, partition, acceptedAtMs: 1 });
const measured = async () => (await appendMeasured(ground.redis, where(), [])).backlog;
const jsonBytes = (...events: { event: unknown }[]): number =>
  events.reduce((sum, { event }) => sum + Buffer.byteLength(JSON.stringify(event)) + ENTRY_BYTES, 0);

/** What an owner does: reads all, acknowledges the first `count`. */
const workOff = async (count: number): Promise<void> => {
  await ensureGroup(ground.redis, partition);
  await ground.redis.xReadGroup(GROUP, 'owner', { key: stream, id: '>' });
  const entries = (await ground.redis.xRange(stream, '-', '+', { COUNT: count })) ?? [];
  await acknowledge(
    ground.redis,
    partition,
    entries.map(({ id }) => asEntryId(id)),
  );
};

test('what waits is known in bytes, through appending, acknowledging and an empty stream', async () => {
  const [a, b, c] = [utterance('a', '灯'.repeat(10)), utterance('b', 'x'), utterance('c', 'y'.repeat(500))];
  expect(await measured()).toEqual({ entries: 0, bytes: 0, oldestMs: 0 });
  await appendEvents(ground.redis, where(), [a, b]);
  await appendEvents(ground.redis, where(), [a, c]);
  expect(await measured()).toMatchObject({ entries: 3, bytes: jsonBytes(a, b, c) });
  await workOff(1);
  expect(await measured()).toMatchObject({ entries: 2, bytes: jsonBytes(b, c) });
  await workOff(2);
  expect(await measured()).toEqual({ entries: 0, bytes: 0, oldestMs: 0 });
  const d = utterance('d', 'z');
  await appendEvents(ground.redis, where(), [d]);
  expect(await measured()).toMatchObject({ entries: 1, bytes: jsonBytes(d) });
});

test('nobody judges: long lines are refused by their bytes, and taken again once some were worked off', async () => {
  const text = 'x'.repeat(60_000);
  for (let from = 0; ; from += 400) {
    const chunk = Array.from({ length: 400 }, (_, i) => utterance(`w${from + i}`, text));
    if ((await appendEvents(ground.redis, where(), chunk)).includes('overloaded')) break;
  }
  const { entries, bytes } = await measured();
  expect(entries).toBeLessThan(1_200);
  expect(bytes).toBeGreaterThanOrEqual(BACKLOG_BYTES_MAX);
  expect(bytes).toBeLessThan(BACKLOG_BYTES_MAX + 61_000);
  const refused = await post(server.url, token, broadcast._id, lines(say('w0', text), say('late', 'a')));
  const reply = (await refused.json()) as IngestReply;
  expect([refused.status, Number(refused.headers.get('retry-after')) >= 1]).toEqual([429, true]);
  expect(reply.retryAfterS).toBe(Number(refused.headers.get('retry-after')));
  expect(reply.lines.map(({ code }) => code)).toEqual(['id-conflict', 'overloaded']);
  await workOff(10);
  const taken = await post(server.url, token, broadcast._id, lines(say('late', 'a')));
  expect([taken.status, ((await taken.json()) as IngestReply).accepted]).toEqual([200, 1]);
});

test('nobody has judged for a quarter of an hour: refused for a minute, over the WebSocket in the same words', async () => {
  const id = `${Date.now() - BACKLOG_AGE_MS_MAX - 60_000}-0`;
  await ground.redis.xAdd(stream, id, { b: broadcast._id, t: '1', e: '{}' });
  const refused = await post(server.url, token, broadcast._id, lines(say('old', 'a')));
  const reply = (await refused.json()) as IngestReply;
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  const url = `${server.url.replace('http', 'ws')}/api/broadcasts/${broadcast._id}/events`;
  const socket = new WebSocket(url, { headers: { Authorization: `Bearer ${token}` } });
  await new Promise((done) => socket.once('open', done));
  const answered = new Promise<unknown>((done) => {
    socket.once('message', (data) => done(JSON.parse(String(data))));
  });
  socket.send(JSON.stringify(say('old', 'a')));
  expect(await answered).toEqual(reply);
  expect(reply).toMatchObject({ refused: 1, retryAfterS: 60, notRead: { fromLine: 2 } });
  socket.close();
  const patched = await fetch(`${server.url}/api/broadcasts/${broadcast._id}`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ title: 'Lamps at noon' }),
  });
  expect([patched.status, patched.headers.get('retry-after')]).toEqual([429, '60']);
});

test('what an earlier release remembered of ids still counts', async () => {
  const [first, second] = [utterance('kept', 'a'), utterance('kept', 'b')];
  const seen = keys.seen(partition, broadcast._id);
  await appendEvents(ground.redis, where(), [first]);
  const digest = (await ground.redis.hGet(seen, 'kept'))?.slice(2) ?? '';
  await ground.redis.hSet(seen, { kept: '0', 'kept/0': digest });
  expect(await appendEvents(ground.redis, where(), [first, second])).toEqual(['duplicate', 'conflict']);
  const revised = { event: { ...second.event, revision: 2 } };
  expect(await appendEvents(ground.redis, where(), [revised, first, revised])).toEqual([
    'accepted',
    'duplicate',
    'duplicate',
  ]);
  const between = { event: { ...second.event, revision: 1 } };
  const third = { event: { ...second.event, revision: 3, text: 'c' } };
  expect(await appendEvents(ground.redis, where(), [between, third, revised])).toEqual([
    'conflict',
    'accepted',
    'duplicate',
  ]);
});
