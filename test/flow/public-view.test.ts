import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBroadcast } from '../../dashboard/witness/verify-broadcast.ts';
import { decidedReason } from '../../models/contract/decided-reason.ts';
import { KINDS } from '../../models/contract/kinds.ts';
import type { LeavesPage } from '../../models/contract/log/page.ts';
import type { BroadcastMedia } from '../../models/contract/media.ts';
import type { PublicRecord, PublicSearchReply } from '../../models/contract/public.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { keepPiece } from '../../models/store/keep-media.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { renewFinds } from '../../models/store/public-finds.ts';
import type { Worker } from '../../worker/worker.ts';
import { routesOf } from './express-routes.ts';
import {
  addBroadcast,
  addPerson,
  type Client,
  connected,
  feedClient,
  type Ground,
  logIn,
  nobody,
  openGround,
  openServer,
  type TestServer,
  tellAlert,
  until,
} from './harness.ts';
import { type Facts, tellStory } from './openapi-story.ts';

/*
 * A broadcast in which claims and duties are suspected and nobody has decided yet is made public: nobody of the public finds a
 * trace of that anywhere, until a moderator upholds one of them, and again once that is reopened.
 */
let ground: Ground;
let server: TestServer;
let worker: Worker;
let facts: Facts;
let dir: string;
let moderator: Client;
const readers = {} as Record<'consumer' | 'nobody', Client>;
const WHO = ['consumer', 'nobody'] as const;

beforeAll(async () => {
  ground = await openGround();
  dir = mkdtempSync(join(tmpdir(), 'public-'));
  server = await openServer(ground, { env: { MEDIA_DIR: dir, PACKS_DIR: dir } });
  for (const role of ['moderator', 'host', 'consumer'] as const) await addPerson(ground.store, role);
  await addPerson(ground.store, 'host', { login: 'newcomer', rooms: [] });
  for (const login of ['leaver', 'buyer', 'stranger']) await addPerson(ground.store, 'consumer', { login });
  moderator = await logIn(server.url, 'moderator');
  // Somebody who marked a moment is told what was suspected there; this one marked none.
  readers.consumer = await logIn(server.url, 'stranger');
  readers.nobody = nobody(server.url);
  ({ facts, worker } = await tellStory(ground, server));
  // What others told of it is decided already: here nobody has decided anything.
  await ground.store.alerts.deleteMany({ status: 'upheld' });
  const shown = { public: true, reason: 'a test' };
  expect((await moderator.send('POST', `/api/broadcasts/${facts.publicId}/visibility`, shown)).status).toBe(
    200,
  );
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
  await ground?.close();
  rmSync(dir, { recursive: true, force: true });
});

const alertDoc = async (id: string): Promise<AlertDoc> =>
  (await ground.store.alerts.findOne({ _id: id } as Record<string, unknown>).lean<AlertDoc>()) as AlertDoc;

/** Some names of duties are words that anyone says. */
const SAID = '每盒三十九元，保质期十二个月';

/** What only a suspicion leaves behind: kinds, rules, articles, reasons, ids of alerts, marks, counts. */
const tracesOf = (alerts: readonly AlertDoc[]): readonly string[] =>
  alerts.flatMap(({ _id, subject, ruleId, packId, article, reason, suggestion }) =>
    [
      _id,
      ruleId,
      packId,
      article,
      reason.zh,
      reason.en,
      suggestion.zh,
      ...(subject.type === 'claim'
        ? [subject.kind, KINDS[subject.kind].zh, KINDS[subject.kind].en]
        : [subject.dutyId, subject.name.zh, subject.name.en]),
    ].filter((trace) => trace !== undefined && trace.length > 2 && !SAID.includes(trace)),
  ) as string[];
const MARKS = [
  /"claims":\[[^\]]/,
  /"verdict":/,
  /"need":/,
  /"ruleId":/,
  /"openAlerts":[1-9]/,
  /"dutiesLeaf":/,
  /"severity":/,
];

const tracesIn = (text: string, traces: readonly string[]): readonly string[] => [
  ...traces.filter((trace) => text.includes(trace) || text.includes(JSON.stringify(trace).slice(1, -1))),
  ...MARKS.filter((mark) => mark.test(text)).map(String),
];

/** Not for the public by what they are: the description of the API, which names every kind, and what only the machine is told. */
const NOT_ASKED = /^\/(api\/(docs|openapi)|metrics|healthz|readyz|\*path|verify|$)/;

const addresses = (): readonly string[] => {
  const values: Readonly<Record<string, readonly string[]>> = {
    publicId: [facts.publicId],
    id: [facts.publicId, facts.claimId, facts.dutyId, ...facts.openIds],
    sha256: [facts.mediaHash],
  };
  const found = new Set<string>();
  for (const route of routesOf(server.gateway.app)) {
    const [method, path = ''] = route.split(' ');
    if (method !== 'GET' || NOT_ASKED.test(path)) continue;
    const filled = [...path.matchAll(/:(\w+)/g)].reduce<readonly string[]>(
      (paths, [name, key = '']) =>
        paths.flatMap((one) => (values[key] ?? ['none']).map((value) => one.replace(name, value))),
      [path],
    );
    for (const one of filled) found.add(one);
  }
  const media = `/api/broadcasts/${facts.publicId}`;
  const more = [
    `${media}/lines?fromMs=0&untilMs=900000`,
    `${media}/log/leaves?limit=1000`,
    `${media}/log/inclusion?leaf=1&size=2`,
    `${media}/media?fromMs=0&untilMs=900000`,
    '/api/public/broadcasts?q=灯笼',
    `/api/public/broadcasts/${facts.publicId}/find?q=最低价`,
  ];
  return [...found, ...more.map(encodeURI)];
};

const overTheSocket = async (client: Client): Promise<string> => {
  const socket = feedClient(server.url, client);
  const heard: unknown[] = [];
  socket.onAny((...event) => heard.push(event));
  await connected(socket);
  heard.push(await socket.emitWithAck('feed:resume', {}));
  heard.push(await socket.emitWithAck('broadcast:watch', { publicId: facts.publicId as never }));
  await tellAlert(ground, { ...(await alertDoc(facts.claimId)), revision: 900 });
  socket.emit('broadcast:unwatch', { publicId: facts.publicId as never }, () => {});
  await moderator.send('POST', `/api/broadcasts/${facts.publicId}/visibility`, { public: true, reason: 'x' });
  await new Promise((done) => setTimeout(done, 200));
  socket.disconnect();
  return JSON.stringify(heard);
};

const undecided = async (): Promise<readonly AlertDoc[]> =>
  ground.store.alerts.find({ status: { $ne: 'upheld' } }).lean<AlertDoc[]>();

const found = async (client: Client, traces: readonly string[]): Promise<readonly string[]> => {
  const said: string[] = [];
  for (const address of addresses()) {
    const response = await client.get(address);
    const text = await response.text();
    const mine = tracesIn(text, traces).filter((trace) => !address.includes(trace));
    said.push(...mine.map((trace) => `${address} (${response.status}) tells ${trace}`));
  }
  return said;
};

test.each(WHO)('a suspicion that nobody decided leaves no trace anywhere, as %s', async (who) => {
  const traces = tracesOf(await undecided());
  expect(traces.length).toBeGreaterThan(20);
  expect(await found(readers[who], traces)).toEqual([]);
  // The same words are found where they may be: the test would see them.
  const lines = await (await moderator.get(`/api/broadcasts/${facts.publicId}/lines`)).text();
  expect(tracesIn(lines, traces)).not.toEqual([]);
});

test('nor over the socket', async () => {
  expect(tracesIn(await overTheSocket(readers.consumer), tracesOf(await undecided()))).toEqual([]);
});

test.each(WHO)('what was said is there, as %s', async (who) => {
  const lines = await (await readers[who].get(`/api/broadcasts/${facts.publicId}/lines`)).text();
  expect(lines).toContain('这款纸灯笼全网最低价');
  expect(lines).not.toContain('v81');
});

const leaves = async (client: Client): Promise<LeavesPage> =>
  (await (await client.get(`/api/broadcasts/${facts.publicId}/log/leaves?limit=1000`)).json()) as LeavesPage;

test('the log verifies in a stranger’s hands, with hashes in the place of what is not theirs to read', async () => {
  const mine = await leaves(readers.nobody);
  const whole = await leaves(moderator);
  const hidden = mine.leaves.flatMap((leaf, i) => (typeof leaf === 'string' ? [] : [whole.leaves[i]]));
  const kinds = hidden.map((text) => (JSON.parse(String(text)) as { kind: string }).kind);
  expect([...new Set(kinds)].sort()).toEqual(expect.arrayContaining(['claim', 'duty']));
  expect(whole.leaves.every((leaf) => typeof leaf === 'string')).toBe(true);
  const result = await verifyBroadcast({
    publicId: facts.publicId,
    fetch: (path) => fetch(server.url + path),
  });
  expect(result).toMatchObject({ state: 'verified', hidden: expect.any(Number) });
  // A hash of something else is found out.
  const forged = await verifyBroadcast({
    publicId: facts.publicId,
    fetch: async (path) => {
      const answer = await fetch(server.url + path);
      if (!path.includes('/leaves')) return answer;
      const page = (await answer.json()) as LeavesPage;
      const at = page.leaves.findIndex((leaf) => typeof leaf !== 'string');
      return Response.json({
        ...page,
        leaves: page.leaves.map((leaf, i) => (i === at ? { hash: '0'.repeat(64) } : leaf)),
      });
    },
  });
  expect(forged).toMatchObject({ state: 'refused', code: 'root-other' });
});

describe('a decision', () => {
  const decide = async (action: string, more = {}): Promise<void> => {
    const { revision } = await alertDoc(facts.claimId);
    const body = { action, alerts: [{ id: facts.claimId, revision }], ...more };
    expect((await moderator.send('POST', '/api/decisions', body)).status).toBe(200);
    await until('the decision is a record', async () => {
      const last = await ground.store.decisions
        .findOne({ alertId: facts.claimId } as Record<string, unknown>)
        .sort({ at: -1 })
        .lean<{ leafIndex?: number }>();
      return last?.leafIndex !== undefined;
    });
  };
  const record = async (who: (typeof WHO)[number]): Promise<PublicRecord> =>
    (await (await readers[who].get(`/api/public/broadcasts/${facts.publicId}`)).json()) as PublicRecord;

  test('is shown once it is upheld, with its reason and without who or what else; reopened it is gone', async () => {
    const evidence = `/api/alerts/${facts.claimId}/evidence`;
    for (const who of WHO) expect((await record(who)).upheld).toEqual([]);
    expect((await readers.consumer.get(evidence)).status).toBe(404);

    await decide('uphold', { note: 'a note for colleagues' });
    const { article, reason: raised, quote } = await alertDoc(facts.claimId);
    const reason = decidedReason(raised);
    const moments = [{ atMs: 4000 }, { atMs: 400_000 }];
    for (const who of WHO) {
      const { upheld } = await record(who);
      expect(upheld).toMatchObject([
        { alertId: facts.claimId, quote, article, reason, moments, answers: [] },
      ]);
      expect(JSON.stringify(upheld)).not.toMatch(/moderator|colleagues|confidence|severity|verdict/i);
      const others = tracesOf(await undecided()).filter((trace) => !JSON.stringify(upheld).includes(trace));
      expect(await found(readers[who], others)).toEqual([]);
    }
    const texts = (await leaves(readers.nobody)).leaves.filter((leaf) => typeof leaf === 'string');
    expect(texts.filter((text) => text.includes('"kind":"decision"'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('"kind":"claim"')).length).toBeGreaterThan(0);

    await decide('reopen', { note: 'looked again' });
    for (const who of WHO) expect((await record(who)).upheld).toEqual([]);
    expect((await readers.consumer.get(evidence)).status).toBe(404);
    expect(await found(readers.consumer, tracesOf(await undecided()))).toEqual([]);
  });
});

test('a picture that is kept for a suspicion, or for a mark, is as if it were not there, until that is upheld', async () => {
  const [piece] = await ground.store.media
    .find({ sha256: facts.mediaHash, form: 'segment' })
    .lean<MediaDoc[]>();
  if (!piece) throw new Error('the story keeps no picture');
  const asked = `/api/broadcasts/${facts.publicId}/media`;
  const read = async (client: Client): Promise<readonly [held: boolean, bytes: number]> => {
    const media = (await (await client.get(`${asked}?fromMs=0&untilMs=900000`)).json()) as BroadcastMedia;
    const { status } = await client.get(`${asked}/files/${facts.mediaHash}`);
    return [media.pieces.find(({ sha256 }) => sha256 === facts.mediaHash)?.held ?? false, status];
  };
  await keepPiece(ground.store, piece, [`alert:${facts.claimId}`], new Date(Date.now() + 60_000));
  expect(await read(moderator)).toEqual([true, 200]);
  for (const who of WHO) expect(await read(readers[who])).toEqual([false, 404]);
  await ground.store.alerts.updateOne({ _id: facts.claimId } as Record<string, unknown>, {
    $set: { status: 'upheld' },
  });
  for (const who of WHO) expect(await read(readers[who])).toEqual([true, 200]);
  await ground.store.alerts.updateOne({ _id: facts.claimId } as Record<string, unknown>, {
    $set: { status: 'open' },
  });
  await keepPiece(ground.store, piece, ['marker:7'], new Date(Date.now() + 60_000));
  for (const who of WHO) expect(await read(readers[who])).toEqual([false, 404]);
});

describe('finding a broadcast', () => {
  const search = async (query: Record<string, string>, client = readers.nobody): Promise<PublicSearchReply> =>
    (await (
      await client.get(`/api/public/broadcasts?${new URLSearchParams(query)}`)
    ).json()) as PublicSearchReply;
  const titles = async (query: Record<string, string>): Promise<readonly string[]> =>
    (await search(query)).broadcasts.map(({ title }) => title);
  const add = (id: string, title: string, startedAt: string, more = {}): Promise<BroadcastDoc> =>
    addBroadcast(ground, server.url, facts.token, id, { title, startedAt, ...more });

  beforeAll(async () => {
    await add('old', '旧灯夜场', '2026-10-01T12:00:00Z', {
      room: { id: 'tree', name: '樹屋臺燈', operator: '示例運營公司' },
      presenters: [{ id: 'p', name: '阿燈' }],
    });
    await add('over', '跨夜场', '2026-10-02T15:00:00Z');
    await add('private', '不公开场', '2026-10-03T12:00:00Z');
    const registered = { _id: { $in: ['old', 'over', 'private'] }, logSize: { $gt: 0 } } as Record<
      string,
      unknown
    >;
    await until(
      'they are recorded',
      async () => (await ground.store.broadcasts.countDocuments(registered)) === 3,
    );
    const shown = { _id: { $in: ['old', 'over'] } } as Record<string, unknown>;
    await ground.store.broadcasts.updateMany(shown, { $set: { public: true } });
    await ground.store.broadcasts.updateOne({ _id: 'over' } as Record<string, unknown>, {
      $set: {
        atMs: 7_200_000,
        'products.x': { productId: 'x', name: 'ＵＳＢ 台灯 Pro', seller: { name: '灯具旗舰店' } },
      },
    });
    await renewFinds(ground.store, null);
  });

  test.each([
    ['a room, Simplified for Traditional', '树屋', ['旧灯夜场']],
    ['the same in Traditional', '樹屋', ['旧灯夜场']],
    ['an operator', '运营公司', ['旧灯夜场']],
    ['a presenter', '阿灯', ['旧灯夜场']],
    ['a product, whatever its width and case', 'usb PRO', ['跨夜场']],
    ['Traditional for a seller in Simplified', '燈具旗艦店', ['跨夜场']],
    ['one character', '夜', ['跨夜场', '旧灯夜场']],
    ['words of which one is nowhere', '树屋 鞋子', []],
    ['what was told by the feed', '纸灯笼', ['An evening of lamps']],
    ['what is not public', '不公开场', []],
    ['what means something to a machine', '.*(', expect.any(Array)],
  ])('%s: %s', async (_, q, expected) => expect(await titles({ q })).toEqual(expected));

  test('by day, in the reader’s time, also of a show that ran past midnight', async () => {
    const on = (day: string, offset = 480) => titles({ day, offset: String(offset) });
    expect(await on('2026-10-01')).toEqual(['旧灯夜场']);
    expect(await on('2026-10-02')).toEqual(['跨夜场']);
    expect(await on('2026-10-03')).toEqual(['跨夜场']);
    expect(await on('2026-10-03', 0)).toEqual([]);
  });

  test('page by page, without a double, and says by what it was found', async () => {
    const seen: string[] = [];
    let before: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      const reply = await search({ limit: '1', ...(before !== undefined && { before }) });
      seen.push(...reply.broadcasts.map(({ title }) => title));
      before = reply.next;
      if (before === undefined) break;
      expect(before).not.toMatch(/old|over/);
    }
    expect(seen.slice(-2)).toEqual(['跨夜场', '旧灯夜场']);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await search({ q: '旗舰店' })).broadcasts[0]?.by).toEqual([{ in: 'seller', text: '灯具旗舰店' }]);
  });

  test('what is made private is not found any more, whatever the index says', async () => {
    await ground.store.broadcasts.updateOne({ _id: 'old' } as Record<string, unknown>, {
      $set: { public: false },
    });
    expect(await titles({ q: '树屋' })).toEqual([]);
  });

  test('inside a broadcast, across scripts', async () => {
    const find = async (q: string) =>
      (
        await readers.nobody.get(
          `/api/public/broadcasts/${facts.publicId}/find?${new URLSearchParams({ q })}`,
        )
      ).json();
    expect(await find('全網最低價')).toMatchObject({
      hits: [
        { atMs: 4000, text: '这款纸灯笼全网最低价', start: 5, end: 10 },
        { atMs: 400_000, start: 5 },
      ],
    });
    expect(await find('没有人说过')).toEqual({ hits: [] });
  });

  test('strangers are slowed down by their address', async () => {
    const strict = await openServer(ground, {
      limits: { publicSearchesPerAddress: { points: 0, seconds: 60 } },
    });
    const ask = () => fetch(`${strict.url}/api/public/broadcasts`);
    expect((await ask()).status).toBe(429);
    await strict.close();
  });
});
