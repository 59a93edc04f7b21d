import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuties } from '../../../models/duties/open.ts';
import { withinLimit } from '../../../models/text/within-limit.ts';
import {
  append,
  drained,
  events,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  speech,
  startWorker,
  until,
  verifyWhole,
  workerDeps,
} from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(7);
});
afterAll(() => ground?.close());

const utterances = async (id: string) =>
  (await readLeaves(ground.store, id as never)).flatMap((leaf) => (leaf.kind === 'utterance' ? [leaf] : []));

test('a judge that throws, a network that hangs and duties that throw are each seen in the stages', async () => {
  await registerBroadcast(ground, 'stages');
  const { detectors } = workerDeps(ground);
  const worker = startWorker(ground, {
    detectors: {
      ...detectors,
      text: {
        versions: detectors.text.versions,
        judge(text, context) {
          if (text.includes('雷')) throw new Error('struck');
          return detectors.text.judge(text, context);
        },
      },
      refine: withinLimit(
        (batch) =>
          batch.some(({ text }) => text.includes('慢'))
            ? new Promise(() => {})
            : Promise.resolve(batch.map(({ claims }) => ({ claims, network: 'ok' }))),
        { monotonicMs: () => performance.now(), restMs: 0 },
      ),
    },
    dutiesOf: () => ({
      rules: 'rules-of-the-test',
      initial: () => ({}),
      recalls: () => [],
      reduce(ledger, { event }) {
        if (event.type === 'utterance' && event.text.includes('账')) throw new Error('no ledger');
        return { ledger, outcomes: [] };
      },
    }),
  });
  for (const [i, text] of ['好的一句', '打雷的一句', '慢的一句', '算账的一句'].entries()) {
    await append(ground, 'stages', [speech(`u${i}`, i * 1000, text)]);
    await drained(ground, 'stages');
  }
  await worker.stop();
  expect((await utterances('stages')).map(({ judged, stages }) => ({ judged, ...stages }))).toEqual([
    { judged: 'full', lexicon: 'ok', network: 'ok', duties: 'ok' },
    { judged: 'partial', lexicon: 'failed', network: 'ok', duties: 'ok' },
    { judged: 'partial', lexicon: 'ok', network: 'timeout', duties: 'ok' },
    { judged: 'partial', lexicon: 'ok', network: 'ok', duties: 'failed' },
  ]);
});

test('an event that no block takes as it is gets a record that says so; one that none takes at all goes aside', async () => {
  const doc = await registerBroadcast(ground, 'refused');
  const db = ground.store.connection.db;
  // Leaves with a claim about sleep are refused, and anything of u7.
  const refuse = {
    $and: [{ leaves: { $not: /medical-claim-nonmedical/ } }, { leaves: { $not: /"id":"u7"/ } }],
  };
  await db?.command({ collMod: 'blocks', validator: refuse });
  const items = Array.from({ length: 12 }, (_, i) =>
    speech(`u${i}`, i * 500, i === 4 ? '这款茶能治疗失眠' : '好的'),
  );
  await append(ground, 'refused', items);
  const worker = startWorker(ground);
  await drained(ground, 'refused');
  await worker.stop();
  await db?.command({ collMod: 'blocks', validator: {} });
  const leaves = await utterances('refused');
  expect(leaves.map(({ id }) => id)).toEqual(items.map((_, i) => `u${i}`).filter((id) => id !== 'u7'));
  expect(leaves.filter(({ judged }) => judged === 'failed').map(({ id }) => id)).toEqual(['u4']);
  expect(await ground.store.quarantine.find({}).lean()).toMatchObject([
    { reason: expect.stringContaining('no block') },
  ]);
  expect(await verifyWhole(ground.store, doc)).toMatchObject({ ok: true });
});

test('an owner that takes over late says that nothing was judged meanwhile', async () => {
  await registerBroadcast(ground, 'late-owner');
  await append(ground, 'late-owner', [speech('u1', 1000, '第一句')]);
  const first = startWorker(ground);
  await drained(ground, 'late-owner');
  await first.stop();
  const second = startWorker(ground, { now: () => Date.now() + 60_000 });
  const gap = await until('the gap', async () =>
    (await readLeaves(ground.store, 'late-owner' as never)).find(({ kind }) => kind === 'gap'),
  );
  await second.stop();
  expect(gap).toMatchObject({ kind: 'gap', reason: 'not-judging' });
  if (gap.kind === 'gap') expect(gap.untilMs - gap.fromMs).toBeGreaterThanOrEqual(59_000);
  const leaves = await readLeaves(ground.store, 'late-owner' as never);
  expect(leaves.slice(-3).map(({ kind }) => kind)).toContain('heartbeat');
});

test('a room that takes its words back is on the alert and in the log', async () => {
  const doc = await registerBroadcast(ground, 'corrected');
  const worker = startWorker(ground);
  await append(ground, 'corrected', [speech('u1', 1000, '这款茶能治疗失眠')]);
  await append(ground, 'corrected', [speech('u2', 9000, '刚才说的“治疗失眠”说错了，我收回')]);
  await drained(ground, 'corrected');
  await worker.stop();
  const leaves = await readLeaves(ground.store, doc._id);
  const claim = leaves.findIndex(({ kind }) => kind === 'claim');
  expect(leaves.find(({ kind }) => kind === 'correction')).toMatchObject({ what: 'room', of: [claim] });
  expect(await ground.store.alerts.findOne({ broadcastId: doc._id }).lean()).toMatchObject({
    occurrences: [{ corrected: { atMs: 9000, afterMs: 8000 } }],
  });
});

test('a duty that is missed raises an alert, and closes it with the delay in words once it is met', async () => {
  const { duties } = openDuties('.');
  const doc = await registerBroadcast(ground, 'owed');
  const worker = startWorker(ground, { dutiesOf: () => duties });
  await append(
    ground,
    'owed',
    events(`
{"type":"product","action":"introduced","productId":"p1","atMs":1000,"name":"山谷饼干","category":"food"}
{"type":"product","action":"link-opened","productId":"p1","atMs":5000}
{"type":"utterance","id":"u1","source":"speech","atMs":30000,"text":"大家看一下"}
{"type":"utterance","id":"u2","source":"speech","atMs":125000,"text":"继续看"}
`),
  );
  await drained(ground, 'owed');
  const missed = await ground.store.alerts.find({ broadcastId: doc._id, 'subject.type': 'duty' }).lean();
  expect(missed.length).toBeGreaterThan(0);
  for (const alert of missed) {
    expect(alert).toMatchObject({
      status: 'open',
      basis: 'platform-rule',
      product: { id: 'p1', name: '山谷饼干' },
    });
    expect(alert.reason.zh).not.toContain('违法');
  }
  const leaves = await readLeaves(ground.store, doc._id);
  expect(leaves.filter((leaf) => leaf.kind === 'duty' && leaf.state === 'missing')).toHaveLength(
    missed.length,
  );
  const ledger = await ground.store.dutyStates.findOne({ _id: doc._id }).lean();
  expect(ledger?.leafIndex).toBeGreaterThanOrEqual(leaves.length - 3);
  await append(
    ground,
    'owed',
    events('{"type":"utterance","id":"u3","source":"speech","atMs":130000,"text":"到手价9.9元一袋"}'),
  );
  await drained(ground, 'owed');
  await worker.stop();
  const met = await ground.store.alerts
    .findOne({ broadcastId: doc._id, 'subject.dutyId': 'price-and-unit' })
    .lean();
  expect(met).toMatchObject({
    status: 'dismissed',
    correctedAtMs: 130_000,
    decision: { by: { id: 'system' }, note: expect.stringMatching(/迟到.*late/) },
  });
  const now = await ground.store.alerts.find({ broadcastId: doc._id, 'subject.type': 'duty' }).lean();
  expect(now).toHaveLength(missed.length);
});
