import { afterAll, beforeAll, expect, test } from 'vitest';
import { asEntryId } from '../../../models/contract/ids.ts';
import { appendBlock } from '../../../models/store/append-block.ts';
import { openWriteSessions, type WriteSessions } from '../../../models/store/write-sessions.ts';
import type { Partition } from '../../../models/stream/keys.ts';
import type { Entry } from '../../../worker/pipeline/hear.ts';
import { createLane, type Guard } from '../../../worker/pipeline/lane.ts';
import { LeaseLost } from '../../../worker/pipeline/retry.ts';
import {
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  speech,
  verifyWhole,
  workerDeps,
} from './harness.ts';

let ground: Ground;
let sessions: WriteSessions;
beforeAll(async () => {
  ground = await openGround(9);
  sessions = await openWriteSessions(ground.store, 4);
});
afterAll(async () => {
  await sessions?.close();
  await ground?.close();
});

const guardOf = (epoch: number, confirmHeld: Guard['confirmHeld']): Guard => ({
  partition: 0 as Partition,
  epoch,
  append: (block) => sessions.use((session) => appendBlock(ground.store, session, block)),
  assertHeld() {},
  confirmHeld,
  pause: () => Promise.resolve(),
});
const stillMine = (): Promise<void> => Promise.resolve();
const notMine = (): Promise<void> => Promise.reject(new LeaseLost(0));

const entry = (id: string, n: number): Entry => ({
  id: asEntryId(`${1_795_000_000_000 + n}-0`),
  broadcastId: id as never,
  acceptedAtMs: Date.now(),
  event: speech(`u${n}`, n * 1000, n % 2 ? '这款茶能治疗失眠' : '好的').event,
});
const ids = async (id: string): Promise<string[]> =>
  (await readLeaves(ground.store, id as never)).flatMap((leaf) =>
    leaf.kind === 'utterance' ? [leaf.id] : [],
  );

test('an owner whose head is behind reads it again, skips what is there and goes on', async () => {
  const doc = await registerBroadcast(ground, 'behind');
  const mine = createLane(workerDeps(ground), guardOf(1, stillMine), doc._id);
  const other = createLane(workerDeps(ground), guardOf(1, stillMine), doc._id);
  const all = [1, 2, 3, 4, 5].map((n) => entry('behind', n));
  await mine.process(all.slice(0, 2));
  await other.process(all.slice(0, 4));
  await mine.process(all.slice(2));
  await other.process(all);
  await Promise.all([mine.followed(), other.followed()]);
  expect(await ids('behind')).toEqual(['u1', 'u2', 'u3', 'u4', 'u5']);
  const [alert, ...more] = await ground.store.alerts.find({ broadcastId: doc._id }).lean();
  expect(more).toEqual([]);
  expect(alert).toMatchObject({ count: 3, occurrenceIds: ['u1:4', 'u3:4', 'u5:4'] });
  expect(await verifyWhole(ground.store, doc)).toMatchObject({ ok: true });
});

test('an owner that is late finds its place taken and writes nothing', async () => {
  const doc = await registerBroadcast(ground, 'late');
  const late = createLane(workerDeps(ground), guardOf(1, notMine), doc._id);
  const next = createLane(workerDeps(ground), guardOf(2, stillMine), doc._id);
  await late.process([entry('late', 1)]);
  await next.process([entry('late', 2)]);
  await expect(late.process([entry('late', 3)])).rejects.toBeInstanceOf(LeaseLost);
  expect(await ids('late')).toEqual(['u1', 'u2']);
});
