import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asUserId } from '../../models/contract/ids.ts';
import { asRequestId } from '../../models/contract/release-request.ts';
import { type HoldDoc, placeHoldAlone } from '../../models/store/holds.ts';
import type { ExhibitDoc } from '../../models/store/mark-documents.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { createPackFiles } from '../../models/store/pack-files.ts';
import { quarantineEntry } from '../../models/store/quarantine-entry.ts';
import { askForRelease, refuseRequest } from '../../models/store/release-requests.ts';
import { planRetention } from '../../models/store/retention-plan.ts';
import { DAY_MS, type RetentionRules, readTerm } from '../../models/store/retention-terms.ts';
import { newestCursor, publishChanges } from '../../models/stream/alerts-feed.ts';
import { createRetention } from '../../worker/retention/job.ts';
import { type Client, logIn, seal, until } from './harness.ts';
import { type MarkedGround, openMarkedGround } from './marked-ground.ts';
import { readLeaves, silentLog } from './worker/harness.ts';

/*
 * What buyers brought and asked for has its time, too, and so has what no log could take.
 */
const rules: RetentionRules = {
  log: readTerm('3y60d'),
  audit: null,
  marks: readTerm('3y60d'),
  noticeMs: DAY_MS,
};
const by = { id: asUserId('test'), name: 'test' };
const now = () => new Date(Date.now() + 5 * 366 * DAY_MS);

let marked: MarkedGround;
let consumer: Client;
beforeAll(async () => {
  marked = await openMarkedGround();
  consumer = await logIn(marked.server.url, 'consumer');
});
afterAll(() => marked?.close());

const jobAt = (nowMs: number) =>
  createRetention({
    store: marked.ground.store,
    redis: marked.ground.redis,
    files: { media: createMediaFiles(marked.mediaDir), packs: createPackFiles(marked.packsDir) },
    rules,
    owner: 'test',
    now: () => nowMs,
    log: silentLog,
  });

/** Plans, lets the notice go by, and carries it out. */
const carriedOut = async (recorded: () => Promise<boolean>): Promise<void> => {
  const planning = jobAt(now().getTime());
  await planning.round();
  await planning.stop();
  const job = jobAt(now().getTime() + 2 * DAY_MS);
  await job.round();
  await until('it is recorded', recorded);
  await job.round();
  await job.stop();
};

test('files that buyers brought go from the disk with the broadcast, except those that somebody brought to another one', async () => {
  const { ground, broadcast, hidden, mark, upload, recorded } = marked;
  const { store } = ground;
  const { mark: view } = (await (await mark(consumer)).json()) as { mark: { id: string } };
  await recorded(consumer, view.id);
  const files = createMediaFiles(marked.mediaDir);
  const brought: string[] = [];
  for (const text of ['订单 尾号 0417', '付款凭证 尾号 0417']) {
    const response = await upload(consumer, view.id, 'order.txt', Buffer.from(text));
    expect(response.status).toBe(201);
    brought.push(((await response.json()) as { sha256: string }).sha256);
  }
  const [own = '', shared = ''] = brought;
  const doc = (await store.exhibits.findOne({ sha256: shared }).lean<ExhibitDoc>()) as ExhibitDoc;
  const other = { ...doc, _id: `${doc._id}-2`, broadcastId: hidden._id, markId: 'elsewhere' };
  await store.exhibits.insertMany([other as never], { lean: true });
  await store.alerts.updateMany({}, { $set: { status: 'dismissed' } });
  await store.holds.insertMany(
    [
      {
        ...((await store.holds.findOne({ why: 'mark' }).lean<HoldDoc>()) as HoldDoc),
        _id: 'released-before',
        open: false,
        reason: '消费者王小姐来电',
      },
    ],
    { lean: true },
  );
  await placeHoldAlone(store, {
    ...{ broadcastId: hidden._id, why: 'order' as const, ref: 'case 1' },
    ...{ by, at: new Date() },
  });
  const kinds = async () => (await readLeaves(store, broadcast._id)).map(({ kind }) => kind);
  await until(
    'the exhibits are recorded',
    async () => (await kinds()).filter((one) => one === 'exhibit').length === 2,
  );
  await carriedOut(async () => (await kinds()).includes('retention'));

  expect(await store.exhibits.find({}, { broadcastId: 1 }).lean()).toMatchObject([
    { broadcastId: hidden._id },
  ]);
  expect([existsSync(files.path(own)), existsSync(files.path(shared))]).toEqual([false, true]);
  expect(await store.holds.countDocuments({ broadcastId: broadcast._id })).toBe(0);
});

test('settled requests, entries that no log could take and old news go after their time; what waits stays; each is planned and audited', async () => {
  const { store, redis } = marked.ground;
  const { publicId, roomId } = marked.broadcast;
  const said = await publishChanges(redis, [{ type: 'broadcast-removed', publicId, roomId }]);
  const asked = async (id: string) => {
    const _id = asRequestId(id);
    const at = new Date();
    const order = { sealed: seal.close('A1234567', id), shown: '****4567' };
    const times = { boughtAt: at, fromAt: at, askedAt: at, answerBy: at };
    const request = {
      _id,
      by,
      room: 'r',
      seller: '',
      product: '',
      order,
      minutes: 5,
      said: '说过',
      ...times,
    };
    expect(await askForRelease(store, request, [])).toBe(true);
    return _id;
  };
  const refused = await asked('refused');
  await refuseRequest(store, refused, { reason: 'nothing-found', words: '' }, { by, at: new Date() });
  const waiting = await asked('waiting');
  await quarantineEntry(store, {
    stream: 's',
    entryId: '1-0',
    fields: { v: '我的电话13800138000' },
    reason: 'no JSON',
    at: new Date(),
  });
  expect(await planRetention(store, rules, { by, now: new Date() })).toEqual([]);
  const young = jobAt(Date.now() + 2 * DAY_MS);
  await young.round();
  await young.stop();
  expect(await newestCursor(redis)).toBe(said);
  expect([await store.releaseRequests.countDocuments({}), await store.quarantine.countDocuments({})]).toEqual(
    [2, 1],
  );

  await carriedOut(async () => true);
  expect(await newestCursor(redis)).toBe('0-0');
  expect(await store.releaseRequests.find({}, { state: 1 }).lean()).toMatchObject([
    { _id: waiting, state: 'open' },
  ]);
  expect(await store.quarantine.countDocuments({})).toBe(0);
  for (const subject of ['requests', 'quarantine'])
    expect(await store.audits.findOne({ action: 'retention-done', subject }).lean()).toMatchObject({
      details: { count: 1 },
    });
});
