import { expect } from 'vitest';
import type { BroadcastDoc } from '../../../models/store/documents.ts';
import { type Ground, readLeaves, speech, verifyWhole } from '../../flow/worker/harness.ts';

const CLAIMS = ['这款茶能治疗失眠', '全网最低价给到大家', '我们是销量第一', 'It cures insomnia'];

/** Every third sentence makes a claim, of several kinds. */
export const sentence = (i: number) =>
  speech(`u${i}`, i * 20, i % 3 === 0 ? `${CLAIMS[(i / 3) % CLAIMS.length]}` : `大家好，现在是第${i}句`);

/** Each event exactly one leaf, in order; each claim exactly one alert occurrence; the log verifies from end to end. */
export const expectWholeAccount = async (ground: Ground, doc: BroadcastDoc, count: number): Promise<void> => {
  const leaves = await readLeaves(ground.store, doc._id);
  const ids = leaves.flatMap((leaf) => (leaf.kind === 'utterance' ? [leaf.id] : []));
  expect(ids).toEqual(Array.from({ length: count }, (_, i) => `u${i}`));
  const raising = leaves.flatMap((leaf) =>
    leaf.kind === 'claim' && (leaf.verdict === 'flag' || leaf.verdict === 'review') ? [leaf] : [],
  );
  const spoken = new Map(leaves.map((leaf, index) => [index, leaf]));
  const expected = raising.map(({ of, start }) => {
    const utterance = spoken.get(of);
    return `${utterance?.kind === 'utterance' ? utterance.id : ''}:${start}`;
  });
  const alerts = await ground.store.alerts.find({ broadcastId: doc._id }).lean();
  const occurrences = alerts.flatMap(({ occurrenceIds }) => occurrenceIds);
  expect(occurrences.sort()).toEqual(expected.sort());
  expect(raising.length).toBeGreaterThanOrEqual(count / 4);
  for (const alert of alerts) expect(alert.count).toBe(alert.occurrenceIds.length);
  const keys = alerts.map(({ key, generation }) => `${key}#${generation}`);
  expect(new Set(keys).size).toBe(keys.length);
  const verified = await verifyWhole(ground.store, doc);
  expect(verified).toMatchObject({ ok: true });
  expect(await ground.store.quarantine.countDocuments({})).toBe(0);
};
