import { afterAll, beforeAll, expect, test } from 'vitest';
import { asCursor } from '../../../models/contract/ids.ts';
import { changesAfter } from '../../../models/stream/alerts-feed.ts';
import type { Worker } from '../../../worker/worker.ts';
import {
  append,
  drained,
  events,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  startWorker,
  until,
  verifyWhole,
} from './harness.ts';

let ground: Ground;
let worker: Worker;
beforeAll(async () => {
  ground = await openGround(3);
  worker = startWorker(ground);
});
afterAll(async () => {
  await worker?.stop();
  await ground?.close();
});

test('a broadcast of NDJSON becomes its leaves, its alerts and a log that verifies', async () => {
  const doc = await registerBroadcast(ground, 'b1');
  await append(
    ground,
    'b1',
    events(`
{"type":"product","action":"introduced","productId":"p1","linkNo":3,"atMs":1000,"name":"清晨面霜","category":"cosmetics"}
{"type":"utterance","id":"u1","source":"speech","speaker":"host","atMs":2000,"text":"大家晚上好，先看一号链接"}
{"type":"utterance","id":"u2","source":"speech","speaker":"host","atMs":4000,"text":"这是全网最低价"}
{"type":"utterance","id":"u3","source":"speech","speaker":"host","atMs":9000,"text":"再说一遍，全 网 最低价"}
{"type":"audience","atMs":9500,"viewers":1520}
{"type":"ended","atMs":10000}
`),
  );
  await drained(ground, 'b1');
  const leaves = await readLeaves(ground.store, doc._id);
  // How events fall into blocks, and so where closed records are named, is a matter of time.
  const kinds = leaves.map(({ kind }) => kind);
  expect(kinds).toContain('closed');
  expect(kinds.filter((kind) => kind !== 'heartbeat' && kind !== 'closed')).toEqual([
    'broadcast',
    'product',
    'utterance',
    'utterance',
    'claim',
    'utterance',
    'claim',
    'audience',
    'ended',
  ]);
  const alert = await until('the alert', () => ground.store.alerts.findOne({ broadcastId: doc._id }).lean());
  expect(alert).toMatchObject({
    subject: { type: 'claim', kind: 'price-lowest-claim' },
    product: { id: 'p1', name: '清晨面霜', linkNo: 3 },
    count: 2,
    status: 'open',
    firstAtMs: 4000,
    lastAtMs: 9000,
    revision: 1,
  });
  expect(await verifyWhole(ground.store, doc)).toMatchObject({
    ok: true,
    checkpoint: { size: leaves.length },
  });
  const feed = await changesAfter(ground.redis, asCursor('0-0'), 100);
  expect(feed.filter(({ change }) => change.type === 'alert')).toHaveLength(1);
  const told = () => ground.store.broadcasts.findOne({ _id: doc._id, unsent: false }).lean();
  expect(await until('its change on the feed', told)).toMatchObject({
    viewers: 1520,
    atMs: 10000,
    logSize: leaves.length,
    products: { p1: { name: '清晨面霜', lastAction: 'introduced', introducedMs: 1000 } },
  });
});
