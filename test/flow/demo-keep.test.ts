import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asBroadcastId, asPublicId, asRoomId, asTokenId } from '../../models/contract/ids.ts';
import { connectMongo } from '../../models/store/connect.ts';
import type { BroadcastDoc, UserDoc } from '../../models/store/documents.ts';
import { changeMember, removeMember } from '../../models/store/keep-members.ts';
import { withMemberships } from '../../models/store/memberships.ts';
import { passwordFits } from '../../models/store/password.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';
import { findToken, tokenMayFeed } from '../../models/store/tokens.ts';
import { userByLogin } from '../../models/store/users.ts';
import { changesAfter, newestCursor } from '../../models/stream/alerts-feed.ts';
import { connectRedis, type RedisClient } from '../../models/stream/client.ts';
import { keys, partitionOf } from '../../models/stream/keys.ts';
import { registration } from '../../scripts/demo/feed.ts';
import {
  type KeepDeps,
  LOOPS_KEPT,
  makePublicIfNone,
  removeOldLoops,
  unfinishedLoops,
} from '../../scripts/demo/keep.ts';
import { demoLogins, loginsFile } from '../../scripts/demo/logins.ts';
import { DEMO_ORGANISATION } from '../../scripts/demo/organisation.ts';
import { readScenario, SCENARIOS, type Scenario } from '../../scripts/demo/scenario.ts';
import { seed } from '../../scripts/demo/seed.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

let store: Store;
let redis: RedisClient;
let keep: KeepDeps;
let scenarios: Scenario[];
let home: string;

beforeAll(async () => {
  const uri = new URL(process.env.TEST_MONGODB_URI ?? '');
  uri.pathname = `/demo-keep-${process.pid}`;
  store = createStore(await connectMongo(uri.href));
  await prepareStore(store);
  redis = await connectRedis(process.env.TEST_REDIS_URL ?? '', () => undefined);
  keep = { store, redis, now: Date.now };
  scenarios = await Promise.all(SCENARIOS.map((name) => readScenario(ROOT, name)));
  home = await mkdtemp(path.join(tmpdir(), 'demo-logins-'));
});
afterAll(async () => {
  await store.connection.dropDatabase();
  await store.connection.close();
  redis.destroy();
  await rm(home, { recursive: true, force: true });
});
beforeEach(async () => {
  await store.broadcasts.deleteMany({});
});

const putLoop = async (scenario: Scenario, startedAtMs: number, over: Partial<BroadcastDoc> = {}) => {
  const input = registration(scenario, startedAtMs, 'http://127.0.0.1:7480');
  const _id = asBroadcastId(input.id);
  const doc: BroadcastDoc = {
    _id,
    publicId: asPublicId(`public-${input.id}`),
    partition: partitionOf(_id),
    input,
    digest: 'digest',
    roomId: asRoomId(scenario.room.id),
    tokenId: asTokenId('token'),
    startedAt: new Date(startedAtMs),
    public: false,
    demo: true,
    revision: 0,
    atMs: 5_000,
    products: {},
    silent: false,
    logSize: 0,
    unsent: false,
    updatedAt: new Date(startedAtMs),
    ...over,
  };
  await store.broadcasts.create([doc]);
  return doc;
};
const kept = async () => (await store.broadcasts.find().sort({ startedAt: 1 }).lean()).map((doc) => doc._id);
const first = (): Scenario => scenarios[0] as Scenario;
const second = (): Scenario => scenarios[1] as Scenario;

test('logins are made once, readable by their owner alone, and each role can log in', async () => {
  const logins = await demoLogins(home);
  const four = ['admin', 'moderator', 'host', 'consumer'];
  expect(logins.slice(0, 4).map(({ role }) => role)).toEqual(four);
  expect(logins.map(({ login }) => login)).toEqual([...four, 'owner', 'presenter', 'compliance']);
  expect(new Set(logins.map(({ password }) => password)).size).toBe(logins.length);
  expect(await demoLogins(home)).toEqual(logins);
  expect((await stat(loginsFile(home))).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(loginsFile(home), 'utf8'))).toEqual(logins);

  await seed({ store, logins, scenarios, now: new Date() });
  for (const { login, role, password } of logins) {
    const user = await userByLogin(store, login);
    expect(user).toMatchObject({ role, demo: true });
    expect(await passwordFits(user?.passwordHash ?? '', password)).toBe(true);
  }
});

test('the demo has an organisation with each place in it, and each start brings it back', async () => {
  const logins = await demoLogins(home);
  const places = async () => {
    const found = [];
    for (const { login, as } of logins) {
      const user = as && (await userByLogin(store, login));
      if (!user) continue;
      const [at] = (await withMemberships(store, user)).memberships;
      found.push([login, at?.role, at?.rooms.length]);
    }
    return found;
  };
  const expected = [
    ['host', 'assistant', 1],
    ['owner', 'owner', 3],
    ['presenter', 'presenter', 1],
    ['compliance', 'compliance', 3],
  ];
  await seed({ store, logins, scenarios, now: new Date() });
  expect(await places()).toEqual(expected);
  const host = (await userByLogin(store, 'host')) as UserDoc;
  const deed = { by: { id: 'test', name: 'test' }, now: new Date() };
  await removeMember(store, DEMO_ORGANISATION, host._id, 'member-removed', deed);
  const owner = (await userByLogin(store, 'owner')) as UserDoc;
  await changeMember(store, DEMO_ORGANISATION, owner._id, {}, deed);
  await seed({ store, logins, scenarios, now: new Date() });
  expect(await places()).toEqual(expected);
});

test("each start has one valid token, for the demo's rooms alone", async () => {
  const logins = await demoLogins(home);
  const before = await seed({ store, logins, scenarios, now: new Date() });
  const token = await seed({ store, logins, scenarios, now: new Date() });
  expect(await findToken(store, before)).toBeNull();
  const doc = await findToken(store, token);
  expect(doc?.demo).toBe(true);
  for (const scenario of scenarios) {
    expect(tokenMayFeed({ rooms: doc?.rooms ?? [] }, asRoomId(scenario.room.id))).toBe(true);
  }
  expect(tokenMayFeed({ rooms: doc?.rooms ?? [] }, asRoomId('another-room'))).toBe(false);
});

test('the newest loops of a room stay, older ones go and everyone hears of it', async () => {
  const loops = [];
  for (let i = 1; i <= LOOPS_KEPT + 2; i += 1) loops.push(await putLoop(first(), i * 1_000));
  const elsewhere = await putLoop(second(), 500);
  const real = await putLoop(first(), 600, { _id: asBroadcastId('real'), demo: false });
  const oldest = loops[0] as BroadcastDoc;
  const seen = keys.seen(partitionOf(oldest._id), oldest._id);
  await redis.hSet(seen, 'c1', 'digest');
  const cursor = await newestCursor(redis);

  expect(await removeOldLoops(keep, first().room.id)).toBe(2);
  expect(await removeOldLoops(keep, first().room.id)).toBe(0);

  expect(await kept()).toEqual([elsewhere._id, real._id, ...loops.slice(2).map((doc) => doc._id)]);
  expect(await redis.exists(seen)).toBe(0);
  const removed = (await changesAfter(redis, cursor, 10)).map(({ change }) => change);
  expect(removed).toEqual(
    [loops[1], loops[0]].map((doc) => ({
      type: 'broadcast-removed',
      publicId: doc?.publicId,
      roomId: doc?.roomId,
    })),
  );
});

test('one broadcast of each room is public, audited, and its change is sent', async () => {
  const [one, two, other] = [
    await putLoop(first(), 1_000),
    await putLoop(first(), 2_000),
    await putLoop(second(), 3_000),
  ];
  expect(await makePublicIfNone(keep, first().room.id, one._id)).toBe(true);
  expect(await makePublicIfNone(keep, first().room.id, two._id)).toBe(false);
  expect(await makePublicIfNone(keep, second().room.id, other._id)).toBe(true);
  const docs = await store.broadcasts.find().sort({ startedAt: 1 }).lean();
  expect(docs.map((doc) => [doc.public, doc.unsent, doc.revision])).toEqual([
    [true, true, 1],
    [false, false, 0],
    [true, true, 1],
  ]);
  expect(await store.audits.countDocuments({ action: 'broadcast-made-public', subject: one._id })).toBe(1);
});

test('broadcasts that an earlier run left without an end are found', async () => {
  await putLoop(first(), 1_000, { endedAt: new Date() });
  const left = await putLoop(first(), 2_000, { atMs: 77_000 });
  expect(await unfinishedLoops(store)).toEqual([{ id: left._id, atMs: 77_000 }]);
});
