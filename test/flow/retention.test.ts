import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyLog } from '../../models/contract/log/verify.ts';
import { broadcastCoverage } from '../../models/store/coverage.ts';
import type { AuditDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { HoldRefused, placeHoldAlone, releaseHoldById } from '../../models/store/holds.ts';
import { noteMedia } from '../../models/store/keep-media.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { createPackFiles } from '../../models/store/pack-files.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import { isHeldBack } from '../../models/store/retention-media.ts';
import { planRetention } from '../../models/store/retention-plan.ts';
import { DAY_MS, type RetentionRules, readTerm } from '../../models/store/retention-terms.ts';
import { createAuditWriter } from '../../worker/audit-log/writer.ts';
import { createRetention } from '../../worker/retention/job.ts';
import type { Worker } from '../../worker/worker.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  alertOf,
  type Client,
  type Ground,
  lines,
  logIn,
  openGround,
  openServer,
  post,
  say,
  type TestServer,
  until,
} from './harness.ts';
import { tellPacks } from './openapi-evidence-packs.ts';
import { sealedOf } from './sealed.ts';
import { leavesOf, readLeaves, signer, silentLog, startWorker } from './worker/harness.ts';

/*
 * What is kept longer than its time is announced, held where somebody needs it, and gone in the end; its log verifies as before.
 */
const YEARS_MS = 4 * 366 * DAY_MS;
const NAME = '李灯心';
const by = { id: 'test', name: 'test' };
const rules: RetentionRules = {
  log: readTerm('3y60d'),
  audit: readTerm('3y60d'),
  marks: readTerm('3y60d'),
  noticeMs: 14 * DAY_MS,
};
const around = { beforeMs: 30_000, afterMs: 60_000, momentMs: 1_155 * DAY_MS };

let ground: Ground;
let server: TestServer;
let worker: Worker;
let moderator: Client;
let token: string;
let dir: string;
let nowMs = Date.now();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lw-retention-'));
  ground = await openGround();
  server = await openServer(ground, { env: { MEDIA_DIR: dir, PACKS_DIR: dir } });
  await addPerson(ground.store, 'moderator');
  moderator = await logIn(server.url, 'moderator');
  worker = startWorker(ground, { dutiesOf: server.policies.dutiesOf });
  ({ token } = await addToken(ground.store));
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
  await ground?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A broadcast that was heard, and ended so long ago that its time is over. */
const longAgo = async (id: string): Promise<BroadcastDoc> => {
  const doc = await addBroadcast(ground, server.url, token, id, { title: `${NAME}的专场` });
  const told = [
    say('u1', `${NAME}说大家慢慢看`, { atMs: 4_000 }),
    say('u2', '三十九元一盏', { atMs: 8_000 }),
    { type: 'ended', atMs: 9_000 },
  ];
  await post(server.url, token, id, lines(...told));
  await until('the end is recorded', async () =>
    (await readLeaves(ground.store, doc._id)).some(({ kind }) => kind === 'ended'),
  );
  await ground.store.alerts.deleteMany({ broadcastId: doc._id });
  const endedAt = new Date(Date.now() - YEARS_MS);
  await ground.store.broadcasts.updateOne(
    { _id: doc._id },
    { $set: { endedAt, startedAt: endedAt, lastEventAt: endedAt } },
  );
  return doc;
};

const jobOf = () =>
  createRetention({
    store: ground.store,
    redis: ground.redis,
    files: { media: createMediaFiles(dir), packs: createPackFiles(dir) },
    rules,
    owner: 'test',
    now: () => nowMs,
    log: silentLog,
  });

/** That it was heard and is kept no longer is told apart from not having listened. */
const saysItIsOver = async (id: BroadcastDoc['_id']): Promise<void> => {
  const erased = (await ground.store.broadcasts.findById(id).lean()) as BroadcastDoc;
  const { words, sound } = await broadcastCoverage(ground.store, erased, { fromMs: 0, untilMs: 1_000 });
  for (const { percent, gaps } of [words, sound])
    expect([percent, gaps]).toEqual([0, [{ fromMs: 0, untilMs: 1_000, cause: 'term-over' }]]);
};

const verifies = async (doc: BroadcastDoc): Promise<void> => {
  const { length } = await leavesOf(ground.store, doc._id);
  const newest = () => newestCheckpoint(ground.store, doc._id);
  // A log that is alive grows on meanwhile.
  await until('a head over all of it', async () => ((await newest())?.size ?? 0) >= length);
  const head = await newest();
  const leaves = (await leavesOf(ground.store, doc._id)).slice(0, head?.size);
  const whole = { checkpointNote: head?.note ?? '', keys: [signer], publicId: doc.publicId };
  expect(verifyLog({ ...whole, leaves })).toMatchObject({ ok: true });
};

/** Where the name still stands, audit documents apart. */
const copies = async (): Promise<string[]> => {
  const found: string[] = [];
  for (const { name } of await ground.store.connection.listCollections()) {
    const docs = await ground.store.connection.collection(name).find({}).toArray();
    if (docs.some((doc) => JSON.stringify(doc).includes(NAME))) found.push(name);
  }
  return found;
};

/** Nothing keeps it any more: it is planned once more, and gone after the notice. */
const goes = async (doc: BroadcastDoc): Promise<void> => {
  const { store } = ground;
  const again = jobOf();
  await again.round();
  nowMs += 15 * DAY_MS;
  await again.round();
  await until('its end is recorded', async () =>
    (await readLeaves(store, doc._id)).some(({ kind }) => kind === 'retention'),
  );
  await again.round();
  await again.stop();

  const leaf = (await readLeaves(store, doc._id)).find(({ kind }) => kind === 'retention');
  expect(leaf).toMatchObject({ kind: 'retention', term: '3y60d', by: 'retention' });
  expect(await sealedOf(store, doc._id)).toEqual([]);
  expect(await copies()).toEqual([]);
  await verifies(doc);
};

test('a plan comes first, a hold wins between plan and deed, and then values go while the log verifies', async () => {
  const { store } = ground;
  const doc = await longAgo('over');
  const packs = await tellPacks(store, dir, doc);
  const held = await placeHoldAlone(store, {
    broadcastId: doc._id,
    why: 'authority',
    ref: 'case 1',
    by,
    at: new Date(),
  });
  const now = () => new Date(nowMs);
  expect(
    (await planRetention(store, rules, { by, now: now() })).filter(({ kind }) => kind === 'log'),
  ).toEqual([]);
  await releaseHoldById(store, doc._id, held._id, { by, at: new Date() });

  const job = jobOf();
  await job.round();
  const [plan] = await store.retentionPlans.find({ broadcastId: doc._id }).lean();
  expect(plan).toMatchObject({ kind: 'log', dueAt: new Date(nowMs + rules.noticeMs) });
  const planned = await store.audits.findOne({ action: 'retention-planned' }).lean<AuditDoc>();
  expect(JSON.stringify(planned?.details)).toContain(doc.publicId);
  nowMs += 13 * DAY_MS;
  await job.round();
  expect(await sealedOf(store, doc._id)).not.toEqual([]);

  // The stretch of a hold is enough for all that is said to stay.
  const second = { broadcastId: doc._id, fromMs: 0, untilMs: 5_000, why: 'order' as const, ref: 'case 2' };
  const late = await placeHoldAlone(store, { ...second, by, at: new Date() });
  nowMs += 2 * DAY_MS;
  await job.round();
  expect(await sealedOf(store, doc._id)).not.toEqual([]);
  expect(await store.keepings.findOne({ _id: doc._id }).lean()).not.toHaveProperty('removingSince');
  const board = await moderator.get(`/api/broadcasts/${doc.publicId}/holds`);
  expect(await board.json()).toMatchObject({ holds: [{ why: 'order', ref: 'case 2', fromMs: 0 }] });

  await releaseHoldById(store, doc._id, late._id, { by, at: new Date() });
  await job.stop();
  await goes(doc);
  for (const path of ['', '/file'])
    expect((await moderator.get(`/api/evidence-packs/${packs.madeId}${path}`)).status).toBe(410);
});

test('of what is gone the log is read and grows on, nothing can be held any more, and no list names it', async () => {
  const { store } = ground;
  const doc = (await store.broadcasts
    .findOne({ erasedAt: { $exists: true } })
    .lean<BroadcastDoc>()) as BroadcastDoc;
  const address = `/api/broadcasts/${doc.publicId}`;
  expect((await moderator.get(`${address}/log/leaves`)).status).toBe(200);
  const list = await moderator.get('/api/broadcasts');
  expect(((await list.json()) as { broadcasts: unknown[] }).broadcasts).toEqual([]);
  const asked = await moderator.send('POST', '/api/evidence-packs', {
    publicId: doc.publicId,
    atMs: 4_000,
    language: 'en',
  });
  const { error } = (await asked.json()) as { error: { code: string; message: string } };
  expect([asked.status, error.code]).toEqual([410, 'withheld']);
  expect(error.message).toContain('is over');
  const hold = placeHoldAlone(store, { broadcastId: doc._id, why: 'order', ref: 'late', by, at: new Date() });
  await expect(hold).rejects.toThrow(HoldRefused);
  const placed = await moderator.send('POST', `${address}/holds`, { why: 'order', reason: 'too late' });
  expect(placed.status).toBe(410);
  // What comes after still finds a log to stand in.
  const made = await moderator.send('POST', `${address}/visibility`, { public: true, reason: 'a test' });
  expect(made.status).toBe(200);
  await until('it is recorded', async () => (await readLeaves(store, doc._id)).at(-1)?.kind === 'visibility');
  await verifies(doc);
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const retention = async (...args: string[]): Promise<Ran> => {
  const child = spawn(process.execPath, ['.local/build/scripts/retention.js', ...args], {
    env: {
      PATH: process.env.PATH,
      MONGODB_URI: ground.mongoUri,
      REDIS_URL: ground.redisUrl,
      MEDIA_DIR: dir,
      PACKS_DIR: dir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = [child.stdout, child.stderr].map(async (stream) => {
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) text += chunk;
    return text;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, out: (await out) ?? '', err: (await err) ?? '' };
};

test('the command says what would go and what is kept and why, changes nothing unasked, and then does it', async () => {
  const { store } = ground;
  const [goes, kept, undecided] = [await longAgo('goes'), await longAgo('kept'), await longAgo('undecided')];
  const reason = 'asked for by a court';
  await placeHoldAlone(store, {
    broadcastId: kept._id,
    why: 'order',
    ref: 'case 9',
    reason,
    by,
    at: new Date(),
  });
  await store.alerts.insertMany([alertOf(undecided, 'a-open', { status: 'open' })], { lean: true });
  await store.audits.insertMany(
    [{ at: new Date(0), by: { id: 'p', name: NAME }, action: 'old', subject: 's' }],
    { lean: true },
  );
  const auditLog = createAuditWriter({ store, signer: () => signer, owner: 'test', now: Date.now });
  await auditLog.round();
  await auditLog.stop();

  const dry = await retention('--json');
  expect([dry.code, dry.err]).toEqual([0, '']);
  const report = JSON.parse(dry.out) as Record<
    'goes' | 'kept',
    { kind: string; publicId?: string; kept?: unknown }[]
  >;
  expect(report.goes).toMatchObject([
    { kind: 'log', publicId: goes.publicId },
    { kind: 'audit', count: 1 },
  ]);
  expect(report.kept).toMatchObject([
    { kind: 'log', publicId: kept.publicId, kept: [{ why: 'hold: order', ref: 'case 9', reason }] },
    { kind: 'log', publicId: undecided.publicId, kept: [{ why: 'undecided', ref: 'a-open' }] },
  ]);
  expect((await retention()).out).toContain(`${kept.publicId} until`);
  expect(await sealedOf(store, goes._id)).not.toEqual([]);

  const ran = await retention('--apply');
  expect([ran.code, ran.err]).toEqual([
    0,
    expect.stringContaining(`log ${goes.publicId}: values and copies are gone`),
  ]);
  expect(await sealedOf(store, goes._id)).toEqual([]);
  await saysItIsOver(goes._id);
  for (const doc of [kept, undecided]) expect(await sealedOf(store, doc._id)).not.toEqual([]);
  await verifies(goes);
  const old = await store.audits.findOne({ action: 'old' }).lean<AuditDoc>();
  expect([old?.by.name, old?.salts]).toEqual(['', undefined]);
  expect((await retention('--wrong')).code).toBe(2);
  expect((await retention('--help')).out).toContain('npm run --silent retention');
});

test('picture and sound go only where a plan said so, and stay around what is held', async () => {
  const { store } = ground;
  const doc = await longAgo('pieces');
  const files = createMediaFiles(dir);
  const pieceAt = async (fromMs: number): Promise<MediaDoc> => {
    const bytes = Buffer.from(`sound from ${fromMs}`);
    const piece: MediaDoc = {
      broadcastId: doc._id,
      form: 'sound',
      track: 'main',
      run: 0,
      sequence: fromMs,
      fromMs,
      untilMs: fromMs + 60_000,
      sha256: await files.put(bytes),
      bytes: bytes.length,
      container: 'adts',
      fetchedAt: new Date(nowMs - YEARS_MS),
      held: true,
      why: ['sound'],
      keepUntil: new Date(Date.now() - DAY_MS),
    };
    await noteMedia(store, piece);
    return piece;
  };
  const [first, second] = [await pieceAt(0), await pieceAt(600_000)];
  await placeHoldAlone(store, {
    broadcastId: doc._id,
    fromMs: 620_000,
    untilMs: 630_000,
    why: 'order',
    ref: 'p',
    by,
    at: new Date(),
  });
  const heldBack = () =>
    Promise.all(
      [first, second].map((piece) => isHeldBack(store, piece, { rules, around, now: new Date(nowMs) })),
    );
  expect(await heldBack()).toEqual([true, true]);
  await planRetention(store, rules, { by, now: new Date(nowMs) });
  expect(await heldBack()).toEqual([true, true]);
  nowMs += 14 * DAY_MS;
  expect(await heldBack()).toEqual([false, true]);
  const ran = await retention('--apply');
  expect([ran.code, ran.err]).toEqual([
    0,
    expect.stringContaining(`sound ${doc.publicId}: 1 pieces are gone`),
  ]);
  const left = await store.media.find({ broadcastId: doc._id, held: true }).lean<MediaDoc[]>();
  expect(left.map(({ fromMs }) => fromMs)).toEqual([600_000]);
  expect(existsSync(files.path(second.sha256 ?? ''))).toBe(true);
});

test('a decision that is changed stays in the log, and the next ones point at it', async () => {
  const { store } = ground;
  const doc = await addBroadcast(ground, server.url, token, 'changed');
  const alert = alertOf(doc, 'a-changed', { status: 'open' });
  await store.alerts.insertMany([alert], { lean: true });
  const decide = (action: string, more: Record<string, unknown> = {}) =>
    moderator.send('POST', '/api/decisions', { action, alerts: [{ id: alert._id, revision: 1 }], ...more });
  for (const [action, more] of [
    ['uphold', {}],
    ['reopen', {}],
    ['dismiss', { reason: 'lawful' }],
  ] as const)
    expect((await decide(action, more)).status).toBe(200);
  const decisions = async () =>
    (await readLeaves(store, doc._id)).flatMap((leaf, index) =>
      leaf.kind === 'decision' ? [{ ...leaf, index }] : [],
    );
  await until('all are recorded', async () => (await decisions()).length === 3);
  const [first, second, third] = await decisions();
  expect([first?.action, first?.instead]).toEqual(['uphold', undefined]);
  expect([second?.action, second?.instead]).toEqual(['reopen', first?.index]);
  expect([third?.action, third?.instead]).toEqual(['dismiss', second?.index]);
  await verifies(doc);
});
