import { expect } from 'vitest';
import type { BroadcastDoc } from '../../../models/store/documents.ts';
import { type Ground, readLeaves, speech, verifyWhole } from '../../flow/worker/harness.ts';

/** Every third sentence makes a claim; the quotes differ, so that each makes an alert of its own. */
export const sentence = (i: number) =>
  speech(`u${i}`, i * 20, i % 3 === 0 ? `这款茶能治疗失眠，第${i}位朋友说的` : `大家好，现在是第${i}句`);

/** Each event exactly one leaf, in order; each claim exactly one alert occurrence; the log verifies from end to end. */
export const expectWholeAccount = async (ground: Ground, doc: BroadcastDoc, count: number): Promise<void> => {
  const leaves = await readLeaves(ground.store, doc._id);
  const ids = leaves.flatMap((leaf) => (leaf.kind === 'utterance' ? [leaf.id] : []));
  expect(ids).toEqual(Array.from({ length: count }, (_, i) => `u${i}`));
  const claims = leaves.filter(({ kind }) => kind === 'claim');
  const alerts = await ground.store.alerts.find({ broadcastId: doc._id }).lean();
  const occurrences = alerts.flatMap(({ occurrenceIds }) => occurrenceIds);
  expect(new Set(occurrences).size).toBe(occurrences.length);
  expect(occurrences).toHaveLength(claims.length);
  expect(claims.length).toBe(Math.ceil(count / 3));
  for (const alert of alerts) expect(alert.count).toBe(alert.occurrenceIds.length);
  const keys = alerts.map(({ key, generation }) => `${key}#${generation}`);
  expect(new Set(keys).size).toBe(keys.length);
  const verified = await verifyWhole(ground.store, doc);
  expect(verified).toMatchObject({ ok: true });
  expect(await ground.store.quarantine.countDocuments({})).toBe(0);
};
