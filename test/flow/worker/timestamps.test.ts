import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asBroadcastId, asPublicId, type BroadcastId } from '../../../models/contract/ids.ts';
import { utf8 } from '../../../models/contract/log/bytes.ts';
import { verifyTimestamp } from '../../../models/contract/log/timestamp.ts';
import { AUDIT_LOG_ID } from '../../../models/store/audit-log.ts';
import { stampViews } from '../../../models/store/published-heads.ts';
import { saveCheckpoint } from '../../../models/store/save-checkpoint.ts';
import {
  newestTimestamps,
  noteOf,
  STAMP_TRIES_MAX,
  stampWaitMs,
  timestampsOf,
} from '../../../models/store/timestamps.ts';
import { partitionOf } from '../../../models/stream/keys.ts';
import { createGuardedFetch } from '../../../worker/capture/guarded-fetch.ts';
import { config } from '../../../worker/config.ts';
import { createMetrics } from '../../../worker/observe/metrics.ts';
import { createHeads } from '../../../worker/stamps/heads.ts';
import { openStamps } from '../../../worker/stamps/open.ts';
import { createStamper, type StamperDeps } from '../../../worker/stamps/stamper.ts';
import { createWorker } from '../../../worker/worker.ts';
import {
  type AuthorityServer,
  type Conduct,
  type Issued,
  openOpenssl,
  startAuthority,
} from '../openssl-authority.ts';
import {
  append,
  events,
  type Ground,
  openGround,
  registerBroadcast,
  silentLog,
  until,
  workerDeps,
} from './harness.ts';

const EVERY_MS = 600_000;
const openssl = openOpenssl();
let root: Issued;
let ground: Ground;
let authority: AuthorityServer;
let other: AuthorityServer;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  root = openssl.issue({ name: 'Lantern Root' });
  const signer = openssl.issue({ name: 'Lantern Time', by: root, key: 'p-256' });
  authority = await startAuthority(openssl, signer);
  other = await startAuthority(openssl, openssl.issue({ name: 'Second Time', by: root, key: 'p-256' }));
  ground = await openGround(11);
});
beforeEach(async () => {
  // What one test leaves pending is not the next one's to ask for.
  await ground.store.timestamps.deleteMany({ state: 'pending' });
  authority.conduct = 'good';
  other.conduct = 'good';
});
afterAll(async () => {
  for (const close of closing) await close();
  await ground.close();
  await Promise.all([authority.close(), other.close()]);
  openssl.remove();
});

let made = 0;
/** A broadcast with a head that was signed. */
const signedHead = async (size = 7, id?: BroadcastId): Promise<BroadcastId> => {
  made += 1;
  const broadcastId = id ?? asBroadcastId(`stamped-${made}`);
  const note = `livewitness/${broadcastId}\n${size}\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— a ${made}\n`;
  await saveCheckpoint(ground.store, { broadcastId, size, note, signedAt: new Date(0) });
  return broadcastId;
};

/** A stamper with a clock that a test moves. */
const stamperOf = (urls: readonly string[], over: Partial<StamperDeps> = {}) => {
  const clock = { ms: Date.parse('2027-01-01T12:00:00Z') };
  const allowOrigins = [authority, other].map(({ url }) => new URL(url).origin);
  const { fetch, close } = createGuardedFetch({ allowOrigins });
  closing.push(close);
  const heads = createHeads();
  const stamper = createStamper({
    store: ground.store,
    fetch,
    heads,
    authorityUrls: urls,
    rules: { roots: [root.certificate] },
    everyMs: EVERY_MS,
    owns: () => true,
    now: () => clock.ms,
    log: silentLog,
    metrics: createMetrics(),
    ...over,
  });
  const note = (broadcastId: BroadcastId, size = 7, ended = false): void =>
    heads.note({ broadcastId, partition: partitionOf(broadcastId), size, ended });
  return { stamper, heads, clock, note };
};

const stateOf = async (id: BroadcastId, size = 7) =>
  (await timestampsOf(ground.store, id, size)).map(({ state, problem, tries }) => ({
    state,
    problem,
    tries,
  }));

it('a head is stamped; token and chain are kept and verify over the whole note', async () => {
  const id = await signedHead();
  const { stamper, note } = stamperOf([authority.url]);
  note(id);
  await stamper.round();
  const [stamp] = await timestampsOf(ground.store, id, 7);
  expect(stamp).toMatchObject({
    state: 'stamped',
    authority: 'Lantern Time',
    anchored: true,
    policy: '1.2.3.4.1',
  });
  const bytes = utf8((await noteOf(ground.store, { broadcastId: id, size: 7 })) ?? '');
  const roots = [root.certificate];
  expect(verifyTimestamp(new Uint8Array(stamp?.token ?? []), bytes, { roots })).toMatchObject({
    ok: true,
    genTime: stamp?.genTime,
  });
  expect(stamp?.chain?.map((der) => new Uint8Array(der))).toEqual([expect.any(Uint8Array), root.certificate]);
});

describe('an authority that', () => {
  it.each<[Conduct, string]>([
    ['down', 'unreachable'],
    ['error', 'http-status'],
    ['redirect', 'redirects'],
    ['huge', 'too-large'],
    ['garbage', 'reply-malformed'],
    ['empty', 'reply-malformed'],
    ['cut', 'reply-malformed'],
    ['rejected', 'rejected'],
    ['other-hash', 'token-other-hash'],
    ['other-nonce', 'token-other-nonce'],
  ])('is or answers "%s" gives nothing, and is asked again after a while', async (conduct, problem) => {
    const id = await signedHead();
    const { stamper, note, clock } = stamperOf([authority.url]);
    note(id);
    authority.conduct = conduct;
    await stamper.round();
    expect(await stateOf(id)).toEqual([{ state: 'pending', problem, tries: 1 }]);

    const asked = authority.asked();
    clock.ms += stampWaitMs(1) - 1;
    await stamper.round();
    expect(authority.asked()).toBe(asked);

    authority.conduct = 'good';
    clock.ms += 1;
    await stamper.round();
    expect(await stateOf(id)).toEqual([{ state: 'stamped', problem: undefined, tries: 2 }]);
  });

  it('is down does not keep another from being asked', async () => {
    const id = await signedHead();
    const { stamper, note } = stamperOf([authority.url, other.url]);
    note(id);
    authority.conduct = 'down';
    await stamper.round();
    const found = await timestampsOf(ground.store, id, 7);
    expect(Object.fromEntries(found.map((one) => [one.authorityUrl, one.state]))).toEqual({
      [authority.url]: 'pending',
      [other.url]: 'stamped',
    });
  });

  it('never answers is given up in the end', async () => {
    const id = await signedHead();
    const { stamper, note, clock } = stamperOf([authority.url]);
    note(id);
    authority.conduct = 'down';
    await stamper.round();
    await ground.store.timestamps.updateOne({ broadcastId: id }, { $set: { tries: STAMP_TRIES_MAX - 1 } });
    clock.ms += 3_600_000;
    await stamper.round();
    expect(await stateOf(id)).toMatchObject([{ state: 'failed', tries: STAMP_TRIES_MAX }]);
  });

  it('does not lead to a trusted root gives nothing', async () => {
    const id = await signedHead();
    const foreign = openssl.issue({ name: 'Foreign Root' });
    const { stamper, note } = stamperOf([authority.url], { rules: { roots: [foreign.certificate] } });
    note(id);
    await stamper.round();
    expect(await stateOf(id)).toEqual([{ state: 'pending', problem: 'chain-root', tries: 1 }]);
  });

  it('is on a private address is not asked unless the settings allow it', async () => {
    const id = await signedHead();
    const { fetch, close } = createGuardedFetch({ allowOrigins: [] });
    closing.push(close);
    const { stamper, note } = stamperOf([authority.url], { fetch });
    note(id);
    const asked = authority.asked();
    await stamper.round();
    expect(await stateOf(id)).toMatchObject([{ state: 'pending', problem: 'private-address' }]);
    expect(authority.asked()).toBe(asked);
  });
});

describe('which heads are stamped', () => {
  it('of a running broadcast one in a while, at its end the last', async () => {
    const id = await signedHead(7);
    const { stamper, note, clock } = stamperOf([authority.url]);
    note(id, 7);
    await stamper.round();
    for (const size of [8, 9]) {
      await signedHead(size, id);
      note(id, size);
    }
    await stamper.round();
    expect(await stateOf(id, 9)).toEqual([]);
    clock.ms += EVERY_MS;
    await stamper.round();
    expect(await stateOf(id, 8)).toEqual([]);
    expect(await stateOf(id, 9)).toMatchObject([{ state: 'stamped' }]);

    await signedHead(10, id);
    note(id, 10, true);
    clock.ms += 60_000;
    await stamper.round();
    expect(await stateOf(id, 10)).toMatchObject([{ state: 'stamped' }]);
  });

  it('none while an earlier one is pending', async () => {
    const id = await signedHead(7);
    const { stamper, note, clock } = stamperOf([authority.url]);
    note(id, 7);
    authority.conduct = 'down';
    await stamper.round();
    await signedHead(8, id);
    note(id, 8);
    clock.ms += EVERY_MS;
    await stamper.round();
    expect(await stateOf(id, 8)).toEqual([]);
    authority.conduct = 'good';
    clock.ms += EVERY_MS;
    await stamper.round();
    await stamper.round();
    expect((await newestTimestamps(ground.store, id)).map(({ size, state }) => [size, state])).toEqual([
      [8, 'stamped'],
    ]);
    expect(await stateOf(id, 7)).toMatchObject([{ state: 'stamped' }]);
  });

  it('those of own partitions alone, and after a restart those that were forgotten', async () => {
    const id = await signedHead(7);
    const doc = {
      _id: id,
      publicId: asPublicId(`p-${id}`),
      partition: partitionOf(id),
      endedAt: new Date(0),
    };
    await ground.store.broadcasts.collection.insertOne(doc as never);
    const theirs = stamperOf([authority.url], { owns: () => false });
    await theirs.stamper.round();
    expect(await stateOf(id)).toEqual([]);
    const mine = stamperOf([authority.url]);
    await mine.stamper.round();
    expect(await stateOf(id)).toMatchObject([{ state: 'stamped' }]);
    await ground.store.broadcasts.deleteOne({ _id: id });
  });
});

it('the audit log is stamped like any other, once in a while and by one worker, and anyone may read by whom', async () => {
  await signedHead(3, AUDIT_LOG_ID);
  const theirs = stamperOf([authority.url], { owns: (one) => one !== partitionOf(AUDIT_LOG_ID) });
  await theirs.stamper.round();
  expect(await stateOf(AUDIT_LOG_ID, 3)).toEqual([]);
  authority.conduct = 'down';
  const { stamper, clock } = stamperOf([authority.url]);
  await stamper.round();
  expect((await stampViews(ground.store, AUDIT_LOG_ID)).map(({ size, state }) => [size, state])).toEqual([
    [3, 'pending'],
  ]);
  authority.conduct = 'good';
  clock.ms += stampWaitMs(1);
  await stamper.round();
  expect(await stateOf(AUDIT_LOG_ID, 3)).toMatchObject([{ state: 'stamped' }]);
  const [view] = await stampViews(ground.store, AUDIT_LOG_ID);
  const token = new Uint8Array(Buffer.from(view?.token ?? '', 'base64'));
  const roots = [root.certificate];
  expect(verifyTimestamp(token, utf8(view?.checkpoint ?? ''), { roots })).toMatchObject({ ok: true });
  // It grows with every act: the next stamp comes when its time has come.
  await signedHead(4, AUDIT_LOG_ID);
  clock.ms += EVERY_MS / 2;
  await stamper.round();
  expect(await stateOf(AUDIT_LOG_ID, 4)).toEqual([]);
  clock.ms += EVERY_MS;
  await stamper.round();
  expect(await stateOf(AUDIT_LOG_ID, 4)).toMatchObject([{ state: 'stamped' }]);
  for (const collection of [ground.store.checkpoints, ground.store.timestamps])
    await collection.collection.deleteMany({ broadcastId: AUDIT_LOG_ID });
});

const settingsWith = (env: Readonly<Record<string, string>>) =>
  config(
    {
      MONGODB_URI: ground.mongoUri,
      REDIS_URL: ground.redisUrl,
      LOG_SIGNING_KEY_FILE: 'unused',
      TSA_URLS: ` ${authority.url} ,`,
      TSA_ALLOW_ORIGINS: new URL(authority.url).origin,
      ...env,
    },
    '/nowhere',
  );

it('settings that cannot be used are told, and without an authority nothing is set up', async () => {
  const from = { store: ground.store, now: Date.now, log: silentLog, metrics: createMetrics() };
  for (const env of [{ TSA_URLS: 'time.example' }, { TSA_POLICIES: 'any' }, { TSA_EVERY_S: '0' }])
    expect(() => settingsWith(env)).toThrow(Object.keys(env)[0]);
  const { keyFile } = root;
  await expect(openStamps({ ...from, settings: settingsWith({ TSA_ROOTS_FILE: keyFile }) })).rejects.toThrow(
    'holds no certificate',
  );
  const none = await openStamps({ ...from, settings: settingsWith({ TSA_URLS: '' }) });
  expect(none.createStamper).toBeUndefined();
});

it('a worker has the last head of a broadcast stamped while it goes on recording', async () => {
  const from = { store: ground.store, now: Date.now, log: silentLog, metrics: createMetrics() };
  const stamps = await openStamps({ ...from, settings: settingsWith({ TSA_ROOTS_FILE: root.certFile }) });
  closing.push(stamps.close);
  const worker = createWorker({ ...workerDeps(ground), ...stamps });
  worker.start();
  closing.unshift(() => worker.stop());
  const doc = await registerBroadcast(ground, 'stamped-live');
  const line = {
    type: 'utterance',
    id: 'u1',
    source: 'speech',
    role: 'presenter',
    atMs: 1_000,
    text: '大家好',
  };
  await append(
    ground,
    doc._id,
    events(`${JSON.stringify(line)}\n${JSON.stringify({ type: 'ended', atMs: 2_000 })}`),
  );
  const stamped = await until('a stamp', async () =>
    (await newestTimestamps(ground.store, doc._id)).find(({ state }) => state === 'stamped'),
  );
  const note = (await noteOf(ground.store, { broadcastId: doc._id, size: stamped.size })) ?? '';
  expect(verifyTimestamp(new Uint8Array(stamped.token ?? []), utf8(note))).toMatchObject({ ok: true });
});
