import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HoldsReply, HoldView } from '../../models/contract/hold.ts';
import { asExhibitId, asMarkId, type MarkId, type UserId } from '../../models/contract/ids.ts';
import { closeAccount } from '../../models/store/close-account.ts';
import type { AuditDoc, BroadcastDoc, UserDoc } from '../../models/store/documents.ts';
import { bringExhibit } from '../../models/store/exhibits.ts';
import { isHeld } from '../../models/store/holds.ts';
import { noteMedia } from '../../models/store/keep-media.ts';
import type { ExhibitDoc, MarkDoc } from '../../models/store/mark-documents.ts';
import { type MarkKeeper, placeMark } from '../../models/store/marks.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { createPackFiles } from '../../models/store/pack-files.ts';
import { askForRelease } from '../../models/store/release-requests.ts';
import { dueBefore } from '../../models/store/retention-due.ts';
import { beginErasure } from '../../models/store/retention-erase.ts';
import { isPieceKept } from '../../models/store/retention-media.ts';
import { planRetention } from '../../models/store/retention-plan.ts';
import { DAY_MS, type RetentionRules, readTerm } from '../../models/store/retention-terms.ts';
import { createRetention } from '../../worker/retention/job.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  codeOf,
  type Ground,
  logIn,
  OTHER_ROOM,
  openGround,
  openServer,
  type TestServer,
} from './harness.ts';
import { silentLog } from './worker/harness.ts';

/*
 * From when the time of a broadcast counts, and that nothing is held for good by a click.
 */
const YEAR_MS = 366 * DAY_MS;
const term = readTerm('3y60d');
const rules: RetentionRules = { log: term, audit: term, marks: term, noticeMs: 14 * DAY_MS };
const by = { id: 'test', name: 'test' };

let ground: Ground;
let server: TestServer;
let moderator: Client;
let token: string;
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lw-keeping-'));
  ground = await openGround();
  server = await openServer(ground, { env: { MEDIA_DIR: dir, PACKS_DIR: dir } });
  for (const role of ['moderator', 'consumer'] as const) await addPerson(ground.store, role);
  moderator = await logIn(server.url, 'moderator');
  ({ token } = await addToken(ground.store));
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A broadcast that ended so many ms ago. */
const ended = async (id: string, agoMs: number): Promise<BroadcastDoc> => {
  const doc = await addBroadcast(ground, server.url, token, id);
  const endedAt = new Date(Date.now() - agoMs);
  const times = { startedAt: new Date(endedAt.getTime() - 3_600_000), endedAt, closesAt: endedAt };
  await ground.store.broadcasts.updateOne({ _id: doc._id }, { $set: times });
  return { ...doc, ...times };
};

const orders = (id: string, completedAt: string, as = token): Promise<Response> =>
  fetch(`${server.url}/api/broadcasts/${id}/orders`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${as}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ completedAt }),
  });

const audits = (action: string, subject: string): Promise<AuditDoc[]> =>
  ground.store.audits.find({ action, subject }).sort({ at: 1 }).lean<AuditDoc[]>().exec();

test('a sender says when the last order was completed: the time counts from the latest, and what is planned says so', async () => {
  const { store } = ground;
  const doc = await ended('ordered', 4 * YEAR_MS);
  const now = new Date();
  const due = async () => (await dueBefore(store, rules, now, now)).filter(({ kind }) => kind === 'log');
  expect(await due()).toMatchObject([{ from: { at: doc.endedAt, of: 'end' } }]);

  const late = new Date(now.getTime() - YEAR_MS).toISOString();
  const first = await orders(doc._id, late);
  expect([first.status, await first.json()]).toEqual([
    200,
    { id: doc._id, publicId: doc.publicId, completedAt: late },
  ]);
  const earlier = await orders(doc._id, new Date(now.getTime() - 2 * YEAR_MS).toISOString());
  expect([earlier.status, (await earlier.json()).completedAt]).toEqual([200, late]);
  expect(await audits('orders-completed', doc.publicId)).toMatchObject([
    { by: { name: 'test' }, details: { completedAt: late } },
  ]);
  expect(await due()).toEqual([]);
  expect(await beginErasure(store, doc._id, rules, { by, now })).toEqual({ ok: false, kept: [] });

  const later = new Date(now.getTime() + 4 * YEAR_MS);
  const [plan] = (await planRetention(store, rules, { by, now: later })).filter(({ kind }) => kind === 'log');
  expect(plan?.countedFrom).toEqual({ at: new Date(late), of: 'orders' });
  const [planned] = await audits('retention-planned', 'retention');
  expect(planned?.details).toMatchObject({ kinds: { log: { countedFromOrders: [doc.publicId] } } });
  expect(await beginErasure(store, doc._id, rules, { by, now: later })).toMatchObject({ ok: true });
  expect((await audits('retention-begun', doc.publicId))[0]?.details).toMatchObject({
    from: { at: late, of: 'orders' },
  });
  const gone = await orders(doc._id, new Date().toISOString());
  expect([gone.status, await codeOf(gone)]).toEqual([410, 'withheld']);
});

test('what shows a claim stays as long as its broadcast, by its last order', async () => {
  const { store } = ground;
  const doc = await ended('shown', 4 * YEAR_MS);
  const piece: MediaDoc = {
    broadcastId: doc._id,
    form: 'segment',
    track: 'main',
    run: 0,
    sequence: 1,
    fromMs: 0,
    untilMs: 4_000,
    sha256: 'a'.repeat(64),
    bytes: 1,
    container: 'mpegts',
    fetchedAt: doc.endedAt as Date,
    held: true,
    why: ['claim'],
    keepUntil: new Date(Date.now() - DAY_MS),
  };
  await noteMedia(store, piece);
  const around = { beforeMs: 0, afterMs: 0, momentMs: 0 };
  const now = new Date();
  expect(await isPieceKept(store, piece, { rules, around, now })).toBe(false);
  const at = new Date(Date.now() - DAY_MS).toISOString();
  expect((await orders(doc._id, at)).status).toBe(200);
  expect(await isPieceKept(store, piece, { rules, around, now })).toBe(true);
  expect((await dueBefore(store, rules, now, now)).filter(({ kind }) => kind === 'moments')).toMatchObject([
    { kept: [{ why: 'orders', ref: at }] },
  ]);
  expect(await isPieceKept(store, { ...piece, why: ['sound'] }, { rules, around, now })).toBe(false);
});

test('a date that cannot be, a stranger’s token and none at all are refused', async () => {
  const { _id } = await ended('refused', DAY_MS);
  const tomorrow = new Date(Date.now() + DAY_MS).toISOString();
  const { token: others } = await addToken(ground.store, [OTHER_ROOM]);
  for (const [told, as, status] of [
    [tomorrow, token, 400],
    ['2001-01-01T00:00:00Z', token, 400],
    ['yesterday', token, 400],
    [new Date().toISOString(), others, 403],
    [new Date().toISOString(), 'lw_none', 401],
  ] as const)
    expect([told, (await orders(_id, told, as)).status]).toEqual([told, status]);
  expect((await orders('no-such', new Date().toISOString())).status).toBe(404);
  expect(await ground.store.keepings.findOne({ _id }).lean()).toBeNull();
});

let marks = 0;
const mark = async (doc: BroadcastDoc, keeper: MarkKeeper): Promise<MarkId> => {
  marks += 1;
  const _id = asMarkId(`m${marks}`);
  const found = keeper.of === 'account' ? { owner: keeper.id } : { codeHash: keeper.hash };
  const { _id: broadcastId, publicId, roomId } = doc;
  const placed: MarkDoc = { _id, broadcastId, publicId, roomId, atMs: 41_000, ...found, at: new Date() };
  await placeMark(ground.store, placed, keeper);
  return _id;
};

const bring = async (doc: BroadcastDoc, markId: MarkId, keeper: MarkKeeper): Promise<void> => {
  const { _id: broadcastId, publicId, roomId } = doc;
  const exhibit: ExhibitDoc = {
    _id: asExhibitId(`e-${markId}`),
    markId,
    broadcastId,
    roomId,
    kind: 'order',
    name: 'order.png',
    sha256: 'b'.repeat(64),
    bytes: 10,
    type: 'image/png',
    at: new Date(),
  };
  const limits = { perMark: 5, bytesMax: 1_000 };
  await bringExhibit(ground.store, exhibit, { _id: markId, atMs: 41_000, publicId }, { keeper, by, limits });
};

const jobAt = (nowMs: number) =>
  createRetention({
    store: ground.store,
    redis: ground.redis,
    files: { media: createMediaFiles(dir), packs: createPackFiles(dir) },
    rules,
    owner: 'test',
    now: () => nowMs,
    log: silentLog,
  });

const runAt = async (nowMs: number): Promise<void> => {
  const job = jobAt(nowMs);
  await job.round();
  await job.stop();
};

const holds = async (doc: BroadcastDoc): Promise<readonly HoldView[]> =>
  ((await (await moderator.get(`/api/broadcasts/${doc.publicId}/holds`)).json()) as HoldsReply).holds;

test('what buyers click is held for its term and then let go by the job; what a moderator holds stands', async () => {
  const { store } = ground;
  const doc = await ended('clicked', DAY_MS);
  const keeper: MarkKeeper = { of: 'code', hash: 'c'.repeat(64) };
  const marked = await mark(doc, keeper);
  await bring(doc, marked, keeper);
  const asked = {
    _id: 'r'.repeat(22) as never,
    by: { id: 'buyer' as UserId, name: 'buyer' },
    room: 'Lamp room',
    seller: 'Lamp makers',
    product: 'a lamp',
    order: { sealed: { iv: 'a', data: 'b', tag: 'c' }, shown: '…1234' },
    boughtAt: new Date(),
    fromAt: new Date(),
    minutes: 5,
    said: 'please',
    askedAt: new Date(),
    answerBy: new Date(),
  };
  const stretch = { broadcastId: doc._id, fromMs: 0, untilMs: 60_000 };
  expect(await askForRelease(store, asked as never, [stretch])).toBe(true);
  const placed = await moderator.send('POST', `/api/broadcasts/${doc.publicId}/holds`, {
    why: 'order',
    reason: 'a dispute',
    ref: 'case 3',
  });
  expect(placed.status).toBe(201);

  await runAt(Date.now() + 3 * YEAR_MS);
  expect((await holds(doc)).map(({ why }) => why).sort()).toEqual(['exhibit', 'mark', 'order', 'request']);
  await runAt(Date.now() + 4 * YEAR_MS);
  expect((await holds(doc)).map(({ why }) => why)).toEqual(['order']);
  const released = await audits('hold-released', doc.publicId);
  expect(released.map(({ details }) => details?.why).sort()).toEqual(['exhibit', 'mark', 'request']);
  expect(released.every((one) => one.by.id === 'retention' && one.reason !== undefined)).toBe(true);
  expect(
    await beginErasure(store, doc._id, rules, { by, now: new Date(Date.now() + 5 * YEAR_MS) }),
  ).toMatchObject({ ok: false, kept: [{ why: 'hold: order', ref: 'case 3' }] });
});

test('a closed account holds nothing any more, but for marks that a recovery code opens as well', async () => {
  const { store } = ground;
  const user = (await store.users.findOne({ login: 'consumer' }).lean<UserDoc>()) as UserDoc;
  const account: MarkKeeper = { of: 'account', id: user._id, name: user.name };
  const alone = await ended('alone', DAY_MS);
  const shared = await ended('with-a-code', DAY_MS);
  const own = await mark(alone, account);
  await bring(alone, own, account);
  const both = await mark(shared, { of: 'code', hash: 'd'.repeat(64) });
  await store.marks.updateOne({ _id: both }, { $set: { owner: user._id } });
  await closeAccount({ store }, user, new Date());
  expect([await isHeld(store, alone._id), await isHeld(store, shared._id)]).toEqual([false, true]);
});

test('a hold by hand names the day of its review, and reviewing it sets the next', async () => {
  const doc = await ended('reviewed', DAY_MS);
  const base = `/api/broadcasts/${doc.publicId}/holds`;
  const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
  const wanted = { why: 'authority', reason: 'asked for', ref: 'case 4' };
  for (const reviewBy of [dayIn(0), dayIn(400), 'soon'])
    expect((await moderator.send('POST', base, { ...wanted, reviewBy })).status).toBe(400);
  const placed = (await (await moderator.send('POST', base, wanted)).json()) as HoldView;
  expect(placed.reviewBy).toBe(dayIn(180));
  const reviewed = await moderator.send('POST', `${base}/${placed.id}/review`, {
    reviewBy: dayIn(90),
    reason: 'the case is still open',
  });
  expect([reviewed.status, await reviewed.json()]).toEqual([200, { ...placed, reviewBy: dayIn(90) }]);
  expect(await holds(doc)).toEqual([{ ...placed, reviewBy: dayIn(90) }]);
  expect(await audits('hold-reviewed', doc.publicId)).toMatchObject([
    { reason: 'the case is still open', details: { hold: placed.id, reviewBy: dayIn(90) } },
  ]);
  const keeper: MarkKeeper = { of: 'code', hash: 'e'.repeat(64) };
  await mark(doc, keeper);
  const [, ofMark] = await holds(doc);
  expect(ofMark).not.toHaveProperty('reviewBy');
  const refused = await moderator.send('POST', `${base}/${ofMark?.id}/review`, {
    reviewBy: dayIn(90),
    reason: 'no',
  });
  expect(refused.status).toBe(409);
});
