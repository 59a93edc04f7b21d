import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Progress, verifyBroadcast } from '../../dashboard/witness/verify-broadcast.ts';
import {
  type AlertId,
  asAlertId,
  asBroadcastId,
  asOrganisationId,
  asRoomId,
  asUserId,
  type RoomId,
  type UserId,
} from '../../models/contract/ids.ts';
import { toHex } from '../../models/contract/log/bytes.ts';
import { consistencyProof, type Hash, inclusionProof, rootOf } from '../../models/contract/log/merkle.ts';
import { originOf, signCheckpoint, verifierKey } from '../../models/contract/log/note.ts';
import { verifyPack } from '../../models/contract/log/verify.ts';
import type { UserRole } from '../../models/contract/people.ts';
import { connectMongo } from '../../models/store/connect.ts';
import { logKeys, rememberLogKey } from '../../models/store/log-keys.ts';
import { LogTooShort, readConsistency, readInclusion, readLeaves } from '../../models/store/read-log.ts';
import { saveCheckpoint } from '../../models/store/save-checkpoint.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';
import { evidenceAccess } from '../../server/evidence/access.ts';
import { storeLogReader } from '../../server/evidence/reader.ts';
import { evidenceRoutes } from '../../server/evidence/routes.ts';
import { answerErrors } from '../../server/http/answer-errors.ts';
import type { Asker } from '../../server/identity/rules.ts';
import { PUBLIC_ID, signer } from '../models/contract/log/sample-log.ts';
import {
  alertOf,
  at,
  blocks,
  broadcast,
  CHAT_LEAF,
  hashes,
  id,
  roomId,
  SIZE,
  sealedDocs,
  texts,
} from './logged-broadcast.ts';

const NO_LIMITS = { logReadsPerAddress: { take: async () => {}, forget: async () => {} } };
const uri = new URL(process.env.TEST_MONGODB_URI ?? '');
uri.pathname = `/evidence-${process.pid}`;
/** Whoever asks next; `null` for nobody. */
let person: (Asker & { readonly _id: UserId; readonly name: string }) | null = null;
let store: Store;
let server: Server;
let origin = '';

beforeAll(async () => {
  store = createStore(await connectMongo(uri.href));
  await prepareStore(store);
  await store.broadcasts.insertMany([broadcast], { lean: true });
  await store.blocks.insertMany(blocks());
  await store.sealed.insertMany([
    ...sealedDocs(),
    {
      broadcastId: id,
      leafIndex: 5,
      kind: 'gap',
      atMs: 60_000,
      entryId: '1-0',
      values: {},
      gap: { reason: 'capture-down', fromMs: 20_000, untilMs: 60_000 },
    },
  ]);
  await store.alerts.insertMany([alertOf('a1', 2), alertOf('a-chat', CHAT_LEAF), alertOf('a-later', SIZE)], {
    lean: true,
  });
  await store.decisions.insertMany([
    {
      _id: 'd1',
      alertId: 'a1',
      broadcastId: id,
      atMs: 0,
      action: 'uphold',
      by: { id: asUserId('p-7'), name: 'P' },
      at,
      leafIndex: 6,
    },
  ]);
  const app = express();
  app.use((_request, response, next) => {
    response.locals.person = person;
    next();
  });
  app.use(
    evidenceRoutes({ reader: storeLogReader(store, Date.now), access: evidenceAccess(store, NO_LIMITS) }),
  );
  app.use(answerErrors(pino({ level: 'silent' })));
  server = app.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((done) => server.close(done));
  await store.connection.dropDatabase();
  await store.connection.close();
});

const as = (role: UserRole | null, rooms: RoomId[] = []): void => {
  const place = {
    organisationId: asOrganisationId('o1'),
    name: 'o1',
    kind: 'merchant',
    role: 'owner',
  } as const;
  person = role && {
    _id: asUserId('p-1'),
    name: 'P',
    role,
    memberships: rooms.length > 0 ? [{ ...place, rooms }] : [],
  };
};
const get = (path: string): Promise<Response> => fetch(`${origin}${path}`);
const log = `/api/broadcasts/${PUBLIC_ID}/log`;
const signAt = async (size: number): Promise<void> => {
  const checkpoint = { origin: originOf(PUBLIC_ID), size, root: rootOf(hashes.slice(0, size)) };
  await saveCheckpoint(store, {
    broadcastId: id,
    size,
    note: await signCheckpoint(checkpoint, signer),
    signedAt: at,
  });
};

const hexes = (proof: readonly Hash[]): string[] => proof.map(toHex);

describe('reading from blocks', () => {
  it('gives any stretch of leaves, in order', async () => {
    for (const [from, limit] of [
      [0, 1],
      [0, SIZE],
      [5, 20],
      [340, 200],
      [699, 10],
      [700, 10],
      [9999, 1],
    ] as const)
      expect(await readLeaves(store, id, from, limit)).toEqual(texts.slice(from, from + limit));
  });

  it('gives the proof of every leaf, and at every size of some', async () => {
    for (let index = 0; index < SIZE; index += 7)
      expect(hexes(await readInclusion(store, id, index, SIZE))).toEqual(
        hexes(inclusionProof(hashes, index)),
      );
    for (const size of [1, 2, 3, 8, 64, 255, 256, 257, 511, 600])
      for (const index of [0, Math.floor(size / 2), size - 1])
        expect(hexes(await readInclusion(store, id, index, size))).toEqual(
          hexes(inclusionProof(hashes.slice(0, size), index)),
        );
  });

  it('gives the proof between any two sizes', async () => {
    for (const [from, to] of [
      [0, 5],
      [5, 5],
      [1, 700],
      [6, 8],
      [64, 700],
      [255, 256],
      [333, 512],
      [511, 513],
      [699, 700],
    ] as const) {
      const expected = consistencyProof(hashes.slice(0, to), from);
      expect(hexes(await readConsistency(store, id, from, to))).toEqual(hexes(expected));
    }
  });

  it('says when the log does not reach that far', async () => {
    await expect(readInclusion(store, id, 3, SIZE + 1)).rejects.toThrow(LogTooShort);
    await expect(readConsistency(store, id, 3, SIZE + 1)).rejects.toThrow(LogTooShort);
    await expect(readInclusion(store, asBroadcastId('none'), 0, 1)).rejects.toThrow(LogTooShort);
    await expect(readInclusion(store, id, 9, 9)).rejects.toThrow(RangeError);
  });
});

describe('before the first head is signed', () => {
  it('has no key and no checkpoint, and says that trying again may help', async () => {
    as('moderator');
    expect((await get('/api/log/key')).status).toBe(404);
    const unsigned = await get(`${log}/checkpoint`);
    expect([unsigned.status, unsigned.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await get('/api/alerts/a1/evidence')).status).toBe(503);
    const ask = { publicId: PUBLIC_ID, fetch: (path: string) => get(path) };
    expect(await verifyBroadcast(ask)).toMatchObject({ state: 'unreachable', code: 'no-key' });
    await rememberLogKey(store, verifierKey(signer), at);
    await rememberLogKey(store, verifierKey(signer), new Date());
    expect(await logKeys(store)).toEqual([verifierKey(signer)]);
    expect(await verifyBroadcast(ask)).toMatchObject({ state: 'unreachable', code: 'not-signed-yet' });
  });
});

describe('over HTTP', () => {
  beforeAll(async () => {
    await rememberLogKey(store, verifierKey(signer), at);
    await signAt(300);
    await signAt(SIZE);
  });

  it('gives the key to anyone, as one line of text', async () => {
    as(null);
    const response = await get('/api/log/key');
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toBe(`${verifierKey(signer)}\n`);
  });

  it.each([
    ['admin', 'admin', [], 200],
    ['moderator', 'moderator', [], 200],
    ['host of the room', 'host', [roomId], 200],
    ['another host', 'host', [asRoomId('r2')], 404],
    ['consumer while it is private', 'consumer', [], 404],
  ] as const)('a %s is answered as the rules say', async (_, role, rooms, status) => {
    as(role, [...rooms]);
    for (const path of [
      `${log}/checkpoint`,
      `${log}/leaves`,
      `${log}/inclusion?leaf=1&size=9`,
      `${log}/consistency?from=1&to=9`,
      '/api/alerts/a1/evidence',
    ])
      expect([path, (await get(path)).status]).toEqual([path, status]);
  });

  it('nobody in particular learns of a private one that it is not there, and nothing else', async () => {
    as(null);
    for (const [path, status] of [
      [`${log}/checkpoint`, 404],
      [`${log}/consistency?from=1&to=9`, 404],
      [`${log}/timestamps`, 404],
      ['/api/broadcasts/none/log/checkpoint', 404],
      [`${log}/leaves`, 401],
      [`${log}/inclusion?leaf=1&size=9`, 401],
      ['/api/alerts/a1/evidence', 401],
    ] as const)
      expect([path, (await get(path)).status]).toEqual([path, status]);
    const [mine, none] = await Promise.all(
      [log, '/api/broadcasts/none/log'].map(async (one) => (await get(`${one}/checkpoint`)).text()),
    );
    expect(mine).toBe(none);
    expect(await (await get('/api/log/checkpoints')).json()).toEqual({ heads: [] });
  });

  it('shows head, growth, timestamps and neutral records of a public one to anyone', async () => {
    as(null);
    await store.broadcasts.updateOne({ _id: id }, { $set: { public: true } });
    const note = await (await get(`${log}/checkpoint`)).text();
    expect(await (await get('/api/log/checkpoints')).json()).toEqual({
      heads: [{ publicId: PUBLIC_ID, checkpoint: note }],
    });
    const first = await (await get('/api/log/checkpoints?limit=1')).json();
    expect(first).toMatchObject({ next: PUBLIC_ID });
    expect(await (await get(`/api/log/checkpoints?limit=1&after=${PUBLIC_ID}`)).json()).toEqual({
      heads: [],
    });
    expect((await get(`${log}/consistency?from=1&to=9`)).status).toBe(200);
    expect(await (await get(`${log}/timestamps`)).json()).toEqual({ stamps: [] });
    expect(await (await get(`${log}/leaves`)).text()).not.toContain('claimKind');
    await store.broadcasts.updateOne({ _id: id }, { $set: { public: false } });
    expect((await get(`${log}/leaves`)).status).toBe(401);
  });

  it('is open to consumers once it is public', async () => {
    await store.broadcasts.updateOne({ _id: id }, { $set: { public: true } });
    as('consumer');
    expect((await get(`${log}/leaves`)).status).toBe(200);
    expect((await get('/api/alerts/a1/evidence')).status).toBe(404);
    await store.alerts.updateOne({ broadcastId: id }, { $set: { status: 'upheld' } });
    expect((await get('/api/alerts/a1/evidence')).status).toBe(200);
    await store.broadcasts.updateOne({ _id: id }, { $set: { public: false } });
  });

  it.each([
    ['leaves?from=-1', 'from'],
    ['leaves?from=1.5', 'from'],
    ['leaves?from=1e3', 'from'],
    ['leaves?from=1&from=2', 'from'],
    ['leaves?limit=0', 'limit'],
    ['leaves?limit=1001', 'limit'],
    ['inclusion?leaf=1', 'size'],
    ['inclusion?leaf=5&size=5', 'leaf'],
    ['inclusion?leaf=5&size=701', 'size'],
    ['consistency?from=5&to=4', 'from'],
    ['consistency?from=5&to=99999999999999999999', 'to'],
  ])('refuses %s and names the field', async (query, field) => {
    as('moderator');
    const response = await get(`${log}/${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid', field } });
  });

  it('knows no broadcast or alert of a strange name', async () => {
    as('moderator');
    for (const path of [
      '/api/broadcasts/none/log/leaves',
      '/api/broadcasts/%00/log/leaves',
      '/api/alerts/none/evidence',
      '/api/alerts/a%22b/evidence',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });
});

describe('evidence of an alert', () => {
  const packOf = async (alert: AlertId): Promise<Response> => get(`/api/alerts/${alert}/evidence`);

  it('is a file that verifies by itself and holds what the alert rests on', async () => {
    as('moderator');
    const response = await packOf(asAlertId('a1'));
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename=livewitness-evidence-a1.json',
    );
    const result = verifyPack(await response.json(), [signer]);
    expect(result).toMatchObject({ ok: true, keyPinned: true, checkpoint: { size: SIZE } });
    if (!result.ok) return;
    expect(result.records.map(({ index, leaf }) => [index, leaf.kind])).toEqual([
      [0, 'broadcast'],
      [2, 'utterance'],
      [3, 'claim'],
      [5, 'gap'],
      [6, 'decision'],
    ]);
    expect(result.records[2]?.values).toEqual({ quote: '全网最低价' });
    expect(result.records[4]?.values).toEqual({});
  });

  it('leaves out what was withheld, and still verifies', async () => {
    await store.sealed.updateOne(
      { broadcastId: id, leafIndex: 2 },
      { $set: { 'values.text': { value: null, salt: null } } },
    );
    const result = verifyPack(await (await packOf(asAlertId('a1'))).json(), [signer]);
    expect(result.ok && result.records[1]?.values).toEqual({ speaker: '阿青' });
  });

  it('shows what a viewer wrote, and not who', async () => {
    const result = verifyPack(await (await packOf(asAlertId('a-chat'))).json(), [signer]);
    const line = result.ok ? result.records.find(({ index }) => index === CHAT_LEAF) : undefined;
    expect(line?.values).toEqual({ text: '买过的都说是假货' });
  });

  it('waits for the head that covers its records', async () => {
    expect((await packOf(asAlertId('a-later'))).status).toBe(503);
  });
});

describe('a check in the browser', () => {
  const ask = {
    publicId: PUBLIC_ID,
    fetch: (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init),
  };

  it('reads every page, tells its progress, and verifies', async () => {
    as('moderator');
    const seen: Progress[] = [];
    const result = await verifyBroadcast({ ...ask, onProgress: (progress) => seen.push(progress) });
    expect(result).toMatchObject({ state: 'verified', size: SIZE, kinds: { broadcast: 1, heartbeat: 692 } });
    expect(seen.at(-1)).toEqual({ done: SIZE, size: SIZE });
  });

  it('finds one time edited in the store, and the record is what it was again afterwards', async () => {
    const block = { broadcastId: id, firstLeafIndex: 2 };
    const changed = (texts[2] ?? '').replace('"atMs":12340', '"atMs":12345');
    await store.blocks.updateOne(block, { $set: { 'leaves.0': changed } });
    expect(await verifyBroadcast(ask)).toMatchObject({ state: 'refused', code: 'root-other' });
    await store.blocks.updateOne(block, { $set: { 'leaves.0': texts[2] ?? '' } });
    expect(await verifyBroadcast(ask)).toMatchObject({ state: 'verified' });
  });

  it('tells a log that is not there from one that does not hold', async () => {
    as('consumer');
    expect(await verifyBroadcast(ask)).toMatchObject({ state: 'unreachable', code: 'not-allowed' });
    as('moderator');
    const away = () => Promise.reject(new TypeError('fetch failed'));
    expect(await verifyBroadcast({ ...ask, fetch: away })).toMatchObject({
      state: 'unreachable',
      code: 'not-reached',
    });
    expect(await verifyBroadcast({ ...ask, signal: AbortSignal.abort() })).toMatchObject({ code: 'stopped' });
    const emptied = (path: string) =>
      path.includes('/leaves') ? Promise.resolve(Response.json({ from: 0, leaves: [] })) : get(path);
    expect(await verifyBroadcast({ ...ask, fetch: emptied })).toMatchObject({
      state: 'refused',
      code: 'size-other',
    });
    const garbled = (path: string) =>
      path.includes('/leaves') ? Promise.resolve(Response.json({ leaves: 7 })) : get(path);
    expect(await verifyBroadcast({ ...ask, fetch: garbled })).toMatchObject({ code: 'not-reached' });
  });
});
