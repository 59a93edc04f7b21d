import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asBroadcastId } from '../../models/contract/ids.ts';
import type { IngestReply } from '../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { BACKLOG_MAX } from '../../models/stream/backlog.ts';
import { keys, type Partition } from '../../models/stream/keys.ts';
import {
  addBroadcast,
  addToken,
  codeOf,
  type Ground,
  lines,
  OTHER_ROOM,
  openGround,
  openServer,
  post,
  ROOM,
  register,
  registration,
  say,
  streamOf,
  type TestServer,
  until,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let token: string;
let count = 0;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  token = (await addToken(ground.store)).token;
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const fresh = (): Promise<BroadcastDoc> => {
  count += 1;
  return addBroadcast(ground, server.url, token, `show-${count}`);
};
const send = async (
  broadcast: BroadcastDoc,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; reply: IngestReply; retryAfter: string | null }> => {
  const response = await post(server.url, token, broadcast._id, body, headers);
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, reply: (await response.json()) as IngestReply, retryAfter };
};
const types = async (broadcast: BroadcastDoc): Promise<string[]> =>
  (await streamOf(ground, broadcast)).map(({ type }) => type);

describe('registration', () => {
  const startedAt = new Date().toISOString();
  const playbackUrl = 'https://video.example/a.m3u8';
  const body = registration('registered', { startedAt, playbackUrl });

  test('201, the same again 200, another body 409; one record of it on the stream', async () => {
    const first = await register(server.url, token, body);
    const { publicId } = (await first.json()) as { publicId: string };
    expect([first.status, publicId]).toEqual([201, expect.stringMatching(/^[\w-]{22}$/)]);
    const again = await register(server.url, token, { ...body, form: 'live' });
    expect([again.status, await again.json()]).toEqual([200, { publicId, id: 'registered' }]);
    const other = await register(server.url, token, { ...body, title: 'Another' });
    expect([other.status, await codeOf(other)]).toEqual([409, 'conflict']);
    const doc = await ground.store.broadcasts
      .findOne({ _id: asBroadcastId('registered') })
      .lean<BroadcastDoc>();
    expect(doc).toMatchObject({ public: false, demo: false, input: { playbackUrl } });
    expect(await types(doc as BroadcastDoc)).toEqual(['registered']);
  });

  test('ten at once: one broadcast, one record', async () => {
    const ten = registration('at-once', { startedAt });
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(server.url, token, ten)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    expect(new Set(await Promise.all(answers.map(async (one) => (await one.json()).publicId))).size).toBe(1);
    const doc = await ground.store.broadcasts.findOne({ _id: asBroadcastId('at-once') }).lean<BroadcastDoc>();
    expect(await types(doc as BroadcastDoc)).toEqual(['registered']);
  });

  test.each([
    ['no title', { title: undefined }, 'title'],
    ['a language that is none', { language: 'Chinese' }, 'language'],
    ['a start that is no time', { startedAt: 'today' }, 'startedAt'],
    ['a start that lies far ahead', { startedAt: '2999-01-01T00:00:00Z' }, 'startedAt'],
    ['an id with a slash', { id: 'a/b' }, 'id'],
    ['playback that shows a login', { playbackUrl: 'https://me:secret@video.example/a.m3u8' }, 'playbackUrl'],
    ['playback that cannot be hashed', { playbackUrl: 'https://video.example/\ud800' }, 'playbackUrl'],
    ['playback that is no address', { playbackUrl: 'video' }, 'playbackUrl'],
    ['a language without end', { language: `zh${'-abcdefgh'.repeat(100)}` }, 'language'],
    ['playback that is a script', { playbackUrl: 'javascript:alert(1)' }, 'playbackUrl'],
    ['nobody presenting', { presenters: [] }, 'presenters'],
    ['a lone surrogate', { title: '\ud800' }, 'title'],
    ['a field nobody knows', { colour: 'red' }, ''],
    ['going on from what is not there', { continues: 'nothing' }, 'continues'],
    ['derived from itself', { derivedFrom: 'bad' }, 'derivedFrom'],
  ])('%s: 400 that names the field', async (_name, more, field) => {
    const response = await register(server.url, token, registration('bad', more));
    const { error } = (await response.json()) as { error: { code: string; field?: string } };
    expect([response.status, error.code, error.field ?? '']).toEqual([400, 'invalid', field]);
  });

  test('a recording of a show of long ago takes its events', async () => {
    const aMonthAgo = new Date(Date.now() - 30 * 24 * 3_600_000).toISOString();
    const of = { startedAt: aMonthAgo, form: 'recorded' };
    const broadcast = await addBroadcast(ground, server.url, token, 'recording', of);
    expect((await post(server.url, token, broadcast._id, lines(say('u', 'a')))).status).toBe(200);
  });

  test('one that nobody ends takes nothing two days after it began and was registered', async () => {
    const began = new Date(Date.now() - 49 * 3_600_000);
    const broadcast = await addBroadcast(ground, server.url, token, 'forgotten', {
      startedAt: began.toISOString(),
    });
    await ground.store.broadcasts.updateOne({ _id: broadcast._id }, { $set: { registeredAt: began } });
    const late = await post(server.url, token, broadcast._id, lines(say('u', 'a')));
    expect([late.status, await codeOf(late)]).toEqual([410, 'broadcast-closed']);
  });

  test('a broadcast may go on from another', async () => {
    const before = await fresh();
    expect(
      (await register(server.url, token, registration('sequel', { continues: before._id }))).status,
    ).toBe(201);
  });
});

describe('PATCH', () => {
  const patch = (id: string, body: unknown): Promise<Response> =>
    fetch(`${server.url}/api/broadcasts/${id}`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('each change is a record, the same again is none', async () => {
    const broadcast = await fresh();
    expect((await patch(broadcast._id, { title: 'Lamps at night' })).status).toBe(200);
    expect((await patch(broadcast._id, { title: 'Lamps at night' })).status).toBe(200);
    expect((await patch(broadcast._id, { title: broadcast.input.title })).status).toBe(200);
    expect(await types(broadcast)).toEqual(['registered', 'patched', 'patched']);
    const doc = await ground.store.broadcasts.findOne({ _id: broadcast._id }).lean<BroadcastDoc>();
    expect(doc?.input.title).toBe(broadcast.input.title);
  });

  test('of many at once the last record says what the broadcast is called', async () => {
    for (let show = 0; show < 5; show += 1) {
      const broadcast = await fresh();
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => patch(broadcast._id, { title: `Lamps ${i}` })),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      const doc = await ground.store.broadcasts.findOne({ _id: broadcast._id }).lean<BroadcastDoc>();
      const last = (await streamOf(ground, broadcast)).at(-1);
      expect(last).toMatchObject({ type: 'patched', patch: { title: doc?.input.title } });
    }
  });

  test('what a change does not name stays as it is', async () => {
    const broadcast = await addBroadcast(ground, server.url, token, 'replayed', {
      form: 'replay',
      regime: 'seller-talk',
    });
    await patch(broadcast._id, { title: 'Lamps again' });
    const doc = await ground.store.broadcasts.findOne({ _id: broadcast._id }).lean<BroadcastDoc>();
    expect(doc?.input).toEqual({ ...broadcast.input, title: 'Lamps again' });
  });

  test.each([
    [{}, 400],
    [{ room: { id: 'x' } }, 400],
    [{ title: '' }, 400],
  ])('%j: %i', async (body, status) => {
    expect((await patch((await fresh())._id, body)).status).toBe(status);
  });
});

describe('whose right', () => {
  test('a token for other rooms registers, feeds and changes nothing here', async () => {
    const broadcast = await fresh();
    const { token: others } = await addToken(ground.store, [OTHER_ROOM]);
    expect((await register(server.url, others, registration('x'))).status).toBe(403);
    expect((await post(server.url, others, broadcast._id, lines(say('u', 'a')))).status).toBe(403);
    const { token: rooms } = await addToken(ground.store, [ROOM]);
    expect((await post(server.url, rooms, broadcast._id, lines(say('u', 'a')))).status).toBe(200);
  });

  test('an unknown broadcast: 404; one that has closed: 410', async () => {
    const unknown = await post(server.url, token, 'nothing', lines(say('u', 'a')));
    expect([unknown.status, await codeOf(unknown)]).toEqual([404, 'not-found']);
    const broadcast = await fresh();
    const closesAt = new Date(Date.now() - 1);
    await ground.store.broadcasts.updateOne({ _id: broadcast._id }, { $set: { closesAt } });
    const closed = await post(server.url, token, broadcast._id, lines(say('u', 'a')));
    expect([closed.status, await codeOf(closed)]).toEqual([410, 'broadcast-closed']);
  });
});

describe('the account', () => {
  test('names each line: accepted, duplicate, refused with reason; neighbours go through', async () => {
    const broadcast = await fresh();
    const script = '<script>alert(1)</script>';
    const body = Buffer.concat([
      Buffer.from(`${lines(say('u1', script), say('u2', 'b'))}\n\n{"broken"\n`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(
        `${lines(say('u1', script), { type: 'registered', atMs: 0 }, say('u2', 'other words'))}\r\n`,
      ),
      Buffer.from(`${'{"type":"utterance","text":"'}${'x'.repeat(70_000)}"}\n`),
      Buffer.from(lines(say('u2', 'other words', { revision: 1 }), say('u3', 'a\ud800'), say('u4', 'last'))),
    ]);
    const { status, reply } = await send(broadcast, body);
    expect(status).toBe(200);
    const short = reply.lines.map(({ line, status: what, code, field }) =>
      [line, what, code, field].filter(Boolean).join(' '),
    );
    expect(short).toEqual([
      '1 accepted',
      '2 accepted',
      '4 refused not-json',
      '5 refused not-utf8',
      '6 duplicate',
      '7 refused invalid type',
      '8 refused id-conflict',
      '9 refused line-too-long',
      '10 accepted',
      '11 refused invalid text',
      '12 accepted',
    ]);
    expect(reply).toMatchObject({ accepted: 4, duplicate: 1, refused: 6 });
    const stream = (await streamOf(ground, broadcast)) as { type: string; id?: string; text?: string }[];
    expect(stream.map(({ type, id }) => id ?? type)).toEqual(['registered', 'u1', 'u2', 'u2', 'u4']);
    expect(stream[1]?.text).toBe(script);
  });

  test.each([
    ['an empty body', '', 400, 'empty'],
    ['blank lines only', '\n\r\n  \n', 400, 'empty'],
  ])('%s: %i', async (_name, body, status, code) => {
    const response = await post(server.url, token, (await fresh())._id, body);
    expect([response.status, await codeOf(response)]).toEqual([status, code]);
  });

  test('nothing but refused lines: 400 with the account', async () => {
    const { status, reply } = await send(await fresh(), 'hello\n[]\n');
    expect([status, reply.refused, reply.lines.length]).toEqual([400, 2, 2]);
  });

  test('nothing but duplicates: 200', async () => {
    const broadcast = await fresh();
    await send(broadcast, lines(say('u1', 'a')));
    const { status, reply } = await send(broadcast, lines(say('u1', 'a')));
    expect([status, reply.duplicate]).toEqual([200, 1]);
  });

  test('2,000 lines come in order, with the record of the registration before them', async () => {
    const broadcast = await fresh();
    await ground.redis.flushAll();
    const events = Array.from({ length: 2000 }, (_, n) => say(`u${n}`, `line ${n}`, { atMs: n }));
    const { reply } = await send(broadcast, lines(...events));
    expect(reply.accepted).toBe(2000);
    const stream = (await streamOf(ground, broadcast)) as { type: string; id?: string }[];
    expect(stream.map(({ type, id }) => id ?? type)).toEqual(['registered', ...events.map(({ id }) => id)]);
  });
});

describe('limits', () => {
  test('a line of 10 MB: 413, and what came before it is taken', async () => {
    const broadcast = await fresh();
    const body = `${lines(say('u1', 'a'))}\n{"x":"${'x'.repeat(10_000_000)}"}\n${lines(say('u2', 'b'))}`;
    const { status, reply } = await send(broadcast, body);
    expect([status, reply.accepted, reply.notRead?.fromLine]).toEqual([413, 1, 2]);
    expect(reply.notRead?.reason).toContain('4194304');
  });

  test('more lines than one request may hold: 413, and the rest is named', async () => {
    const { status, reply } = await send(await fresh(), 'x\n'.repeat(20_005));
    expect([status, reply.refused, reply.notRead?.fromLine]).toEqual([413, 20_000, 20_001]);
  });

  test('too much is waiting: 429 with Retry-After and the account so far; duplicates are still known', async () => {
    const broadcast = await fresh();
    await send(broadcast, lines(say('u1', 'a')));
    const stream = keys.utterances(broadcast.partition as Partition);
    const room = BACKLOG_MAX - (await ground.redis.xLen(stream)) - 1;
    const fill = `for i = 1, ${room} do redis.call('XADD', KEYS[1], '*', 'x', 'y') end`;
    await ground.redis.eval(fill, { keys: [stream], arguments: [] });
    const body = `${lines(say('u1', 'a'), say('u2', 'b'), say('u3', 'c'), 'x', say('u4', 'd'))}\n`;
    const { status, reply, retryAfter } = await send(broadcast, body);
    expect([status, retryAfter, reply.retryAfterS]).toEqual([429, '1', 1]);
    expect(reply.lines.map(({ status: what, code, retryable }) => [what, code, retryable])).toEqual([
      ['duplicate', undefined, undefined],
      ['accepted', undefined, undefined],
      ['refused', 'overloaded', true],
      ['refused', 'invalid', false],
      ['refused', 'overloaded', true],
    ]);
    await ground.redis.del(stream);
  });

  test('too many requests with one token: 429 with the time to wait', async () => {
    const strict = await openServer(ground, { limits: { ingestPerToken: { points: 2, seconds: 60 } } });
    const { token: busy } = await addToken(ground.store);
    const broadcast = await fresh();
    const status = [];
    for (let n = 0; n < 3; n += 1)
      status.push((await post(strict.url, busy, broadcast._id, lines(say(`u${n}`, 'a')))).status);
    expect(status).toEqual([200, 200, 429]);
    const { token: calm } = await addToken(ground.store);
    expect((await post(strict.url, calm, broadcast._id, lines(say('u9', 'a')))).status).toBe(200);
    await strict.close();
  });

  test.each([
    [{ 'Content-Encoding': 'gzip' }, 415],
    [{ 'Content-Type': 'multipart/form-data; boundary=x' }, 415],
    [{ 'Content-Type': 'application/x-ndjson; charset=utf-16' }, 415],
    [{ 'Content-Type': 'text/plain; charset=utf-8' }, 200],
    [{ 'Content-Type': 'application/json' }, 200],
  ])('%j: %i', async (headers, status) => {
    const response = await post(server.url, token, (await fresh())._id, lines(say('u1', 'a')), headers);
    expect(response.status).toBe(status);
  });
});

test('what came before a sender broke off is kept, and is a duplicate when sent again', async () => {
  const broadcast = await fresh();
  const { port } = new URL(server.url);
  const broken = request({
    port,
    method: 'POST',
    path: `/api/broadcasts/${broadcast._id}/events`,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-ndjson' },
  });
  broken.on('error', () => {});
  broken.write(`${lines(say('u1', 'a'), say('u2', 'b'))}\n{"type":"utter`);
  await until('both are on the stream', async () => (await types(broadcast)).length === 3);
  broken.destroy();
  const { reply } = await send(broadcast, lines(say('u1', 'a'), say('u2', 'b'), say('u3', 'c')));
  expect([reply.accepted, reply.duplicate]).toEqual([1, 2]);
});

test('a sender that goes on after a stop gets its account, and then the connection ends', async () => {
  let aheadMs = 0;
  const own = await openServer(ground, { now: () => Date.now() + aheadMs });
  const broadcast = await fresh();
  const sending = request({
    port: new URL(own.url).port,
    method: 'POST',
    path: `/api/broadcasts/${broadcast._id}/events`,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-ndjson' },
  });
  const answered = new Promise<IncomingMessage>((done, failed) => {
    sending.once('response', done);
    sending.once('error', failed);
  });
  sending.write(`${lines(say('u1', 'a'))}\n${'x'.repeat(5_000_000)}`);
  await until('the first is on the stream', async () => (await types(broadcast)).includes('utterance'));
  const goesOn = setInterval(() => {
    aheadMs += 1_000;
    sending.write('x'.repeat(1000));
  }, 50);
  const response = await answered.finally(() => clearInterval(goesOn));
  const reply = JSON.parse(Buffer.concat(await response.toArray()).toString()) as IngestReply;
  expect([response.statusCode, response.headers.connection]).toEqual([413, 'close']);
  expect([reply.accepted, reply.notRead?.fromLine]).toEqual([1, 2]);
  sending.on('error', () => {});
  sending.destroy();
  const counted = await (await fetch(`${own.url}/metrics`)).text();
  expect(counted).toContain('livewitness_ingest_lines_total{status="accepted"} 1');
  await own.close();
});

test('one line is taken while the next is still being sent: nothing waits for the end of the body', async () => {
  const broadcast = await fresh();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(Buffer.from(`${lines(say('u1', 'a'))}\n`));
      await until('the first is on the stream', async () => (await types(broadcast)).includes('utterance'));
      controller.enqueue(Buffer.from(lines(say('u2', 'b'))));
      controller.close();
    },
  });
  const response = await fetch(`${server.url}/api/broadcasts/${broadcast._id}/events`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body,
    duplex: 'half',
  } as RequestInit);
  expect([response.status, ((await response.json()) as IngestReply).accepted]).toEqual([200, 2]);
});
