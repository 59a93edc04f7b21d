import { afterAll, beforeAll, expect, test } from 'vitest';
import { toAlertView } from '../../../models/store/alert-view.ts';
import type { AlertDoc } from '../../../models/store/documents.ts';
import { snapshotAlerts } from '../../../models/store/find-alerts.ts';
import {
  append,
  drained,
  type Ground,
  openGround,
  registerBroadcast,
  speech,
  startWorker,
} from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(4);
});
afterAll(() => ground?.close());

const alertsOf = (id: string): Promise<AlertDoc[]> =>
  ground.store.alerts
    .find({ broadcastId: id } as never)
    .lean<AlertDoc[]>()
    .exec();
const shown = async (id: string): Promise<string[]> => {
  const { alerts } = await snapshotAlerts(ground.store, { of: 'all' });
  const ids = new Set((await alertsOf(id)).map(({ _id }) => _id as string));
  return alerts.filter((alert) => ids.has(alert.id)).map((alert) => alert.quote);
};
const until = async (check: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await check()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('did not happen');
};

test('what is not grave waits for the room; what is grave does not', async () => {
  await registerBroadcast(ground, 'waits');
  const worker = startWorker(ground, { correctionWaitMs: 3_600_000 });
  await append(ground, 'waits', [
    speech('u1', 1_000, '这款茶喝三天治好失眠'),
    speech('u2', 20_000, '只剩最后三单了，手慢无'),
  ]);
  await drained(ground, 'waits');
  await until(async () => (await alertsOf('waits')).length >= 2);
  const all = await alertsOf('waits');
  for (const { severity, heldUntil } of all)
    expect([severity, heldUntil !== undefined]).toEqual([severity, !['high', 'critical'].includes(severity)]);
  expect(all.some(({ heldUntil }) => heldUntil !== undefined)).toBe(true);
  expect(await shown('waits')).toEqual(all.filter(({ heldUntil }) => !heldUntil).map(({ quote }) => quote));
  for (const alert of all)
    expect(toAlertView(alert).seenAt).toBe(alert.heldUntil ? undefined : alert.raisedAt.toISOString());
  await worker.stop();
});

test('its time over, the platform sees it; corrected in time, it is closed by itself and kept', async () => {
  await registerBroadcast(ground, 'over');
  const worker = startWorker(ground, { correctionWaitMs: 1_500 });
  await append(ground, 'over', [speech('u1', 1_000, '只剩最后三单了，手慢无')]);
  await drained(ground, 'over');
  await until(async () => (await alertsOf('over')).some(({ heldUntil }) => heldUntil === undefined));
  expect((await shown('over')).length).toBeGreaterThan(0);
  const [released] = await alertsOf('over');
  if (!released) throw new Error('there is no alert');
  expect(toAlertView(released).heldUntil).toBeUndefined();
  expect(Date.parse(toAlertView(released).seenAt ?? '')).toBeGreaterThanOrEqual(
    released.raisedAt.getTime() + 1_500,
  );

  await registerBroadcast(ground, 'mended');
  await append(ground, 'mended', [
    speech('u1', 1_000, '只剩最后三单了，手慢无'),
    speech('u2', 9_000, '刚才说错了，不能说只剩最后三单，库存是够的'),
  ]);
  await drained(ground, 'mended');
  const corrected = async () =>
    (await alertsOf('mended')).find(({ occurrences }) => occurrences.some((one) => one.corrected));
  await until(async () => {
    const mended = await corrected();
    return mended !== undefined && mended.heldUntil === undefined;
  });
  const mended = await corrected();
  expect(mended).toMatchObject({
    status: 'dismissed',
    occurrences: [{ corrected: { atMs: 9_000, afterMs: 8_000 } }],
    decision: { by: { name: 'LiveWitness' } },
  });
  await worker.stop();
});
