import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IngestReply } from '../../models/contract/ingest.ts';
import { createToken } from '../../models/store/tokens.ts';
import { drained, type Ground, openGround, readLeaves, until } from '../flow/worker/harness.ts';
import { type ServerProcess, spawnServer } from './server-process.ts';
import { endAll, spawnWorker, type WorkerProcess } from './worker/processes.ts';

/*
 * What a stranger may send, on the running product: each has a clear answer, what was taken stands in the log, the server lives
 * and its memory is flat.
 */
const DAY_MS = 86_400_000;
/** What a request of 4 MiB and the answers to a thousand connections may cost for a while; what leaks grows past it. */
const GROWTH_MIB_MAX = 300;

let ground: Ground;
let server: ServerProcess;
let token: string;
const workers: WorkerProcess[] = [];
beforeAll(async () => {
  ground = await openGround(11);
  server = await spawnServer('bad-input', ground);
  workers.push(spawnWorker('bad-input', ground));
  const acting = { by: { id: 'test', name: 'test' }, now: new Date() };
  ({ token } = await createToken(ground.store, { label: 'test', rooms: [], demo: false }, acting));
}, 300_000);
afterAll(async () => {
  await endAll(workers);
  await server?.end();
  await ground?.close();
});

const json = (value: unknown): string => JSON.stringify(value);
const say = (id: string, text: string, more: Record<string, unknown> = {}) => ({
  ...{ type: 'utterance', id, source: 'speech', atMs: 1_000, text },
  ...more,
});
const bearing = (headers: Record<string, string>) => ({ Authorization: `Bearer ${token}`, ...headers });

const register = async (id: string): Promise<number> => {
  const body = json({
    ...{
      id,
      title: id,
      language: 'zh-Hans',
      platform: 'lantern',
      presenters: [{ id: 'host', name: 'host' }],
    },
    room: { id: 'room-1', name: 'Lamp room', operator: 'Lamp makers' },
    startedAt: new Date(Date.now() - 600_000).toISOString(),
  });
  const headers = bearing({ 'Content-Type': 'application/json' });
  return (await fetch(`${server.url}/api/broadcasts`, { method: 'POST', headers, body })).status;
};

const send = async (id: string, body: string | Uint8Array, headers: Record<string, string> = {}) => {
  const response = await fetch(`${server.url}/api/broadcasts/${id}/events`, {
    method: 'POST',
    headers: bearing({ 'Content-Type': 'application/x-ndjson', ...headers }),
    body: body as BodyInit,
  });
  const text = await response.text();
  return { status: response.status, text, reply: JSON.parse(text) as IngestReply };
};
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const inListing = (json: string): string =>
  `{"type":"product","action":"listed","productId":"p1","atMs":0,"listing":{"skus":[{"name":"x","more":${json}}]}}`;

/** Name, body, status, and what stands in the answer. */
const REQUESTS: readonly (readonly [string, string | Uint8Array, number, RegExp])[] = [
  ['an empty body', '', 400, /"code":"empty"/],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), 400, /not-utf8/],
  ['UTF-16', Buffer.from(json(say('u', 'x')), 'utf16le'), 400, /not-json/],
  ['a line of 10 MB', `{"x":"${'x'.repeat(10_000_000)}"}`, 413, /4194304/],
  ['nesting as deep as a line is long', nested(32_000), 400, /not-json|one JSON object/],
  ['nesting inside what is kept as it comes', inListing(nested(10_000)), 400, /nested deeper than 12/],
  [
    'ten thousand members',
    inListing(`{${Array.from({ length: 6_000 }, (_, i) => `"${i}":0`).join(',')}}`),
    200,
    /accepted/,
  ],
  ['a number beyond all numbers', '{"type":"audience","atMs":0,"viewers":1e999}', 400, /"field":"viewers"/],
  [
    'NUL in a text',
    '{"type":"utterance","id":"u","source":"speech","atMs":0,"text":"a\\u0000b"}',
    400,
    /NUL at offset 1/,
  ],
  [
    'a lone surrogate',
    '{"type":"utterance","id":"u","source":"speech","atMs":0,"text":"ab\\ud83d"}',
    400,
    /lone surrogate at offset 2/,
  ],
  ['a negative time', json(say('u', 'x', { atMs: -1 })), 400, /"field":"atMs"/],
  ['a fraction of a millisecond', json(say('u', 'x', { atMs: 1.5 })), 400, /"field":"atMs"/],
  ['a time past a day', json(say('u', 'x', { atMs: DAY_MS + 1 })), 400, /"field":"atMs"/],
  [
    'a giant time',
    '{"type":"utterance","id":"u","source":"speech","atMs":1e300,"text":"x"}',
    400,
    /"field":"atMs"/,
  ],
  ['a time in words', json(say('u', 'x', { atMs: 'now' })), 400, /"field":"atMs"/],
  ['an empty text', json(say('u', '')), 400, /"field":"text"/],
  [
    'a kind of the system',
    json({ type: 'decision', atMs: 0, decisionId: 'x', alertId: 'y', action: 'uphold' }),
    400,
    /"field":"type"/,
  ],
  [
    'a member named __proto__',
    '{"type":"audience","atMs":0,"viewers":1,"__proto__":{"a":1}}',
    400,
    /name cannot be used/,
  ],
];

describe('each is answered in words', () => {
  beforeAll(async () => {
    expect(await register('odd')).toBe(201);
  });
  test.each(REQUESTS)('%s', async (_name, body, status, said) => {
    const answer = await send('odd', body);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(said);
    expect(answer.text.length).toBeLessThan(10_000);
  });
  test('an unknown broadcast', async () => {
    const answer = await send('nobody-knows', json(say('u', 'x')));
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('register it first')]);
  });
  test('compressed', async () => {
    const answer = await send('odd', 'x', { 'Content-Encoding': 'gzip' });
    expect([answer.status, answer.text]).toEqual([415, expect.stringContaining('Content-Encoding')]);
  });
});

test('time that goes back, an id with other text, words after the end: what was taken is in the log in the order in which it came', async () => {
  const doc = { id: 'backwards' };
  expect(await register(doc.id)).toBe(201);
  const first = await send(
    doc.id,
    [
      say('u1', '第一句', { atMs: 500_000 }),
      say('u2', '第二句', { atMs: 100 }),
      say('u1', '另一句', { atMs: 500_000 }),
      say('u1', '第一句', { atMs: 500_000, revision: 2 }),
      say('u3', '第三句', { atMs: DAY_MS }),
      say('u4', '第四句', { atMs: 0 }),
      { type: 'ended', atMs: 400_000 },
    ]
      .map(json)
      .join('\n'),
  );
  expect([first.status, first.reply.accepted, first.reply.refused]).toEqual([200, 6, 1]);
  expect(first.reply.lines[2]).toMatchObject({ line: 3, code: 'id-conflict', retryable: false });
  const after = await send(doc.id, json(say('u5', '散场之后', { atMs: 400_500 })));
  expect([after.status, after.reply.accepted]).toEqual([200, 1]);
  await drained(ground, doc.id, 200_000);
  const leaves = await readLeaves(ground.store, doc.id as never);
  const said = leaves.flatMap((leaf) => (leaf.kind === 'utterance' ? [`${leaf.id}/${leaf.revision}`] : []));
  expect(said).toEqual(['u1/0', 'u2/0', 'u1/2', 'u3/0', 'u4/0', 'u5/0']);
  expect(leaves.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
  expect(await ground.store.quarantine.countDocuments({})).toBe(0);
}, 300_000);

test('a thousand connections that say nothing, break off in the middle, or never read: others are served, memory is flat', async () => {
  const before = server.residentMiB();
  const sockets: Socket[] = [];
  const large = `GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(20);
  const says = [
    '',
    `POST /api/broadcasts/odd/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Len`,
    large,
  ];
  try {
    for (let i = 0; i < 1_000; i += 1) {
      const socket = connect(server.port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.pause();
      socket.write(says[i % says.length] ?? '');
    }
    await until('they are all there', async () => sockets.every(({ connecting }) => !connecting), 200_000);
    for (let i = 0; i < 20; i += 1) {
      const answer = await send('odd', json(say(`meanwhile-${i}`, '照常')));
      expect([answer.status, answer.reply.accepted]).toEqual([200, 1]);
    }
    expect(server.residentMiB() - before).toBeLessThan(GROWTH_MIB_MAX);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  expect(server.child.exitCode).toBeNull();
  await drained(ground, 'odd', 200_000);
  const leaves = await readLeaves(ground.store, 'odd' as never);
  expect(leaves.filter((leaf) => leaf.kind === 'utterance')).toHaveLength(20);
}, 500_000);
