import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asDecisionId, asProductId } from '../../../models/contract/ids.ts';
import type { Duties } from '../../../models/duties/types.ts';
import { setVisibility } from '../../../models/store/set-visibility.ts';
import { CONSUMER, GROUP, keys, type Partition } from '../../../models/stream/keys.ts';
import { sealedOf } from '../sealed.ts';
import {
  append,
  drained,
  events,
  type Ground,
  leavesOf,
  openGround,
  readLeaves,
  registerBroadcast,
  speech,
  startWorker,
  until,
  verifyWhole,
} from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(6);
});
afterAll(() => ground?.close());

test('entries delivered a second time change nothing: no leaf, no occurrence, no alert', async () => {
  const doc = await registerBroadcast(ground, 'again');
  const stream = keys.utterances(doc.partition as Partition);
  const items = ['这款茶能治疗失眠', '普通的一句', '全网最低价', '这款茶能治疗失眠'].map((text, i) =>
    speech(`u${i}`, i * 1000, text),
  );
  await append(ground, 'again', items);
  await append(ground, 'again', [{ event: { type: 'ended', atMs: 9000 } }]);
  const entries = (await ground.redis.xRange(stream, '-', '+')) ?? [];
  const first = startWorker(ground);
  await drained(ground, 'again');
  await first.stop();
  const state = async () => ({
    leaves: (await leavesOf(ground.store, doc._id)).length,
    alerts: (await ground.store.alerts.find({ broadcastId: doc._id }).sort({ key: 1 }).lean()).map(
      ({ key, count, revision, generation }) => ({ key, count, revision, generation }),
    ),
  });
  const before = await state();
  expect(before.alerts.map(({ count }) => count).sort()).toEqual([1, 2]);

  // As after a crash between the writes and the acknowledgement: the same entries are pending again. The alerts of the
  // first delivery are taken away in part, to see that they are made again from the records.
  const [lost] = before.alerts;
  await ground.store.alerts.deleteOne({ key: lost?.key ?? '' });
  await ground.redis.del(stream);
  for (const { id, message } of entries) await ground.redis.xAdd(stream, id, message);
  await ground.redis.xGroupCreate(stream, GROUP, '0');
  await ground.redis.xReadGroup(GROUP, CONSUMER, { key: stream, id: '>' });
  const second = startWorker(ground);
  await drained(ground, 'again');
  await second.stop();
  expect(await state()).toEqual(before);
  expect(await verifyWhole(ground.store, doc)).toMatchObject({ ok: true });
});

test('what cannot be decoded goes to quarantine and its neighbours go on', async () => {
  const doc = await registerBroadcast(ground, 'bad-entry');
  const stream = keys.utterances(doc.partition as Partition);
  await append(ground, 'bad-entry', [speech('u1', 1000, '第一句')]);
  await ground.redis.xAdd(stream, '*', { b: 'bad-entry', t: '1', e: '{"type":"utterance"' });
  await ground.redis.xAdd(stream, '*', { nonsense: 'x' });
  await ground.redis.xAdd(stream, '*', { b: 'nobody', t: '1', e: '{"type":"ended","atMs":1}' });
  await append(ground, 'bad-entry', [speech('u2', 2000, '第二句')]);
  const worker = startWorker(ground);
  await drained(ground, 'bad-entry');
  await worker.stop();
  const leaves = await readLeaves(ground.store, doc._id);
  expect(leaves.flatMap((leaf) => (leaf.kind === 'utterance' ? [leaf.id] : []))).toEqual(['u1', 'u2']);
  const quarantined = await ground.store.quarantine.find({ stream }).sort({ entryId: 1 }).lean();
  expect(quarantined.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('JSON'),
    'field b (broadcast) is missing',
    'no such broadcast is stored',
  ]);
});

test('after a decision the same again is a new alert that says so; each decision is a leaf', async () => {
  const doc = await registerBroadcast(ground, 'repeat');
  const worker = startWorker(ground);
  await append(ground, 'repeat', [speech('u1', 1000, '这款茶能治疗失眠')]);
  const alert = await until('the alert', () => ground.store.alerts.findOne({ broadcastId: doc._id }).lean());
  const decisionId = asDecisionId(randomBytes(8).toString('hex'));
  const by = { id: 'p1' as never, name: 'Pat' };
  await ground.store.decisions.insertMany(
    [
      {
        _id: decisionId,
        alertId: alert._id,
        broadcastId: doc._id,
        atMs: 1000,
        action: 'uphold',
        by,
        note: '听过',
        at: new Date(),
      },
    ],
    { lean: true },
  );
  await ground.store.alerts.updateOne(
    { _id: alert._id },
    {
      $set: { status: 'upheld', decision: { action: 'uphold', by, at: new Date().toISOString() } },
      $inc: { revision: 1 },
    },
  );
  const event = { type: 'decision', atMs: 1000, decisionId, alertId: alert._id, action: 'uphold' } as const;
  await append(ground, 'repeat', [{ event, dedupeId: `decision:${decisionId}` }]);
  await append(ground, 'repeat', [speech('u2', 5000, '这款茶能治 疗 失眠')]);
  await drained(ground, 'repeat');
  const again = await until('the repeated alert', () =>
    ground.store.alerts.findOne({ broadcastId: doc._id, generation: 1 }).lean(),
  );
  expect(again).toMatchObject({ status: 'open', count: 1, repeated: { of: alert._id, times: 1 } });
  const logged = await ground.store.decisions.findOne({ _id: decisionId }).lean();
  const leaves = await readLeaves(ground.store, doc._id);
  expect(leaves[logged?.leafIndex ?? -1]).toMatchObject({
    kind: 'decision',
    decisionId,
    action: 'uphold',
    by: 'p1',
    of: [alert.occurrences[0]?.leafIndex],
  });
  await worker.stop();
});

test('a decision whose event never reached the stream is recorded by the sweep', async () => {
  const doc = await registerBroadcast(ground, 'swept');
  await append(ground, 'swept', [speech('u1', 1000, '这款茶能治疗失眠')]);
  const worker = startWorker(ground);
  const alert = await until('the alert', () => ground.store.alerts.findOne({ broadcastId: doc._id }).lean());
  const decisionId = asDecisionId(randomBytes(8).toString('hex'));
  const by = { id: 'p1' as never, name: 'Pat' };
  const at = new Date(Date.now() - 11_000);
  await ground.store.decisions.insertMany(
    [{ _id: decisionId, alertId: alert._id, broadcastId: doc._id, atMs: 1000, action: 'take', by, at }],
    { lean: true },
  );
  const logged = await until('its leaf', () =>
    ground.store.decisions.findOne({ _id: decisionId, leafIndex: { $exists: true } }).lean(),
  );
  expect((await readLeaves(ground.store, doc._id))[logged.leafIndex ?? -1]).toMatchObject({
    kind: 'decision',
  });
  await worker.stop();
});

test('who may see a broadcast is recorded once, even if the server died before it told the stream', async () => {
  const doc = await registerBroadcast(ground, 'made-public');
  const now = new Date(Date.now() - 11_000);
  const wanted = { public: true, reason: '公示' };
  await setVisibility(ground.store, doc._id, wanted, { by: { id: 'p1', name: 'Pat' }, now });
  const worker = startWorker(ground);
  const shown = async () =>
    (await readLeaves(ground.store, doc._id)).filter(({ kind }) => kind === 'visibility');
  await until('its leaf', async () => (await shown()).length > 0);
  expect(await shown()).toMatchObject([{ public: true, by: 'p1' }]);
  await until('the mark', async () => (await ground.store.audits.countDocuments({ unlogged: true })) === 0);
  // As the server would have appended it, had it lived.
  const event = { type: 'visibility', atMs: 0, ...wanted, by: 'p1' } as const;
  const again = await append(ground, 'made-public', [{ event, dedupeId: `visibility:${now.getTime()}` }]);
  await worker.stop();
  expect(again).toEqual(['duplicate']);
});

/** A disclosure that falls due with the first heartbeat. */
const owed: Duties = {
  rules: 'rules-of-the-test',
  initial: () => ({ told: false }),
  recalls: () => [],
  reduce: (ledger, { event, atMs }) => {
    if (event.type !== 'heartbeat' || (ledger as { told: boolean }).told) return { ledger, outcomes: [] };
    const outcome = {
      dutyId: 'shelf-life',
      productId: asProductId('p1'),
      category: 'food',
      state: 'missing',
      atMs,
      dueMs: 0,
      name: { zh: '保质期', en: 'shelf life' },
      severity: 'medium',
      article: '食品安全法 67',
      reason: { zh: '未口播', en: 'not said' },
      suggestion: { zh: '请说明保质期', en: 'say the shelf life' },
      alert: 'raise',
    } as const;
    return { ledger: { told: true }, outcomes: [outcome] };
  },
};

test('an alert that follows from the clock is raised even if its worker died between the record and the alert', async () => {
  const doc = await registerBroadcast(ground, 'due');
  const first = startWorker(ground, { dutiesOf: () => owed });
  const found = () => ground.store.alerts.findOne({ broadcastId: doc._id }).lean();
  const alert = await until('the alert', found);
  await drained(ground, 'due');
  await first.stop();
  await ground.store.alerts.deleteOne({ _id: alert._id });
  const second = startWorker(ground, { dutiesOf: () => owed });
  const again = await until('the alert again', found);
  await second.stop();
  expect(again).toMatchObject({ key: alert.key, count: 1, occurrences: alert.occurrences });
  expect(await ground.store.alerts.countDocuments({ broadcastId: doc._id })).toBe(1);
});

test('what an owner recorded of an ended broadcast and had not shown yet is shown by the next', async () => {
  const doc = await registerBroadcast(ground, 'shown');
  const stream = keys.utterances(doc.partition as Partition);
  await append(ground, 'shown', [speech('u1', 1000, '一句')]);
  await append(ground, 'shown', [{ event: { type: 'ended', atMs: 2000 } }]);
  const entries = (await ground.redis.xRange(stream, '-', '+')) ?? [];
  const first = startWorker(ground);
  await drained(ground, 'shown');
  await first.stop();
  // As after a crash between the block and what is shown of it.
  await ground.store.broadcasts.updateOne({ _id: doc._id }, { $set: { logSize: 0 } });
  await ground.redis.del(stream);
  for (const { id, message } of entries) await ground.redis.xAdd(stream, id, message);
  await ground.redis.xGroupCreate(stream, GROUP, '0');
  await ground.redis.xReadGroup(GROUP, CONSUMER, { key: stream, id: '>' });
  const second = startWorker(ground);
  await drained(ground, 'shown');
  await second.stop();
  const { length } = await leavesOf(ground.store, doc._id);
  expect(await ground.store.broadcasts.findOne({ _id: doc._id }).lean()).toMatchObject({ logSize: length });
});

test('personal data is masked in everything that is stored', async () => {
  const doc = await registerBroadcast(ground, 'private');
  await append(
    ground,
    'private',
    events(
      '{"type":"utterance","id":"c1","source":"chat","speaker":"找我13812345678","atMs":1000,"text":"我电话13812345678，加我"}',
    ),
  );
  const stream = keys.utterances(doc.partition as Partition);
  await ground.redis.xAdd(stream, '*', { b: 'private', t: '1', e: '{"text":"电话13812345678"' });
  const worker = startWorker(ground);
  await drained(ground, 'private');
  await worker.stop();
  const stored = JSON.stringify([
    await ground.store.blocks.find({ broadcastId: doc._id }).lean(),
    await ground.store.sealed.find({ broadcastId: doc._id }).lean(),
    await ground.store.sealedPages.find({ broadcastId: doc._id }).lean(),
    await ground.store.alerts.find({ broadcastId: doc._id }).lean(),
    await ground.store.quarantine.find({}).lean(),
  ]);
  expect(stored).not.toContain('13812345678');
  const [sealed] = await sealedOf(ground.store, doc._id, 'utterance');
  expect(sealed?.values.text?.value).toHaveLength('我电话13812345678，加我'.length);
  expect(sealed?.values.text?.value).toContain('我电话138');
});
