import { afterAll, beforeAll, expect, test } from 'vitest';
import { asEntryId } from '../../../models/contract/ids.ts';
import { loadState } from '../../../worker/pipeline/state.ts';
import { upkeepDue } from '../../../worker/pipeline/upkeep.ts';
import { type Ground, openGround, registerBroadcast } from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(13);
});
afterAll(() => ground?.close());

test("a person's act on a broadcast that fell silent hours ago does not make it live again", async () => {
  const nowMs = Date.now();
  const heardAtMs = nowMs - 2 * 3_600_000;
  const doc = await registerBroadcast(ground, 'long-silent');
  await ground.store.broadcasts.updateOne({ _id: doc._id }, { $set: { lastEventAt: new Date(heardAtMs) } });
  await ground.store.blocks.insertMany(
    [
      {
        broadcastId: doc._id,
        firstLeafIndex: 0,
        leafCount: 1,
        leaves: ['{}'],
        lastEntryId: asEntryId(`${nowMs - 60_000}-0`),
        frontier: { size: 1, hashes: ['00'.repeat(32)] },
        epoch: 1,
        writtenAt: new Date(nowMs - 60_000),
      },
    ],
    { lean: true },
  );
  const state = await loadState({ store: ground.store, now: () => nowMs }, doc._id);
  expect(state?.lastEventAtMs).toBe(heardAtMs);
  expect(state && upkeepDue(state, nowMs, { caughtUp: true, takenOver: true })).toBeNull();
});

test('a gap of one source is read back as one of that source', async () => {
  const doc = await registerBroadcast(ground, 'gap-of-chat');
  const gap = (leafIndex: number, facts: object) => ({
    broadcastId: doc._id,
    leafIndex,
    kind: 'gap',
    atMs: 5_000,
    entryId: asEntryId(`1-${leafIndex}`),
    values: {},
    gap: facts,
  });
  await ground.store.sealed.insertMany(
    [
      gap(0, { reason: 'clock-jump', fromMs: 1_000, untilMs: 5_000, source: 'chat' }),
      gap(1, { reason: 'feed-silent', fromMs: 2_000, untilMs: 4_000 }),
    ],
    { lean: true },
  );
  const state = await loadState({ store: ground.store, now: Date.now }, doc._id);
  expect(state?.gaps).toHaveLength(2);
  expect(state?.gaps).toContainEqual({ fromMs: 1_000, untilMs: 5_000, source: 'chat' });
  expect(state?.gaps).toContainEqual({ fromMs: 2_000, untilMs: 4_000 });
});
