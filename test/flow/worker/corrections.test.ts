import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlertDetail } from '../../../models/contract/alert.ts';
import { openDuties } from '../../../models/duties/open.ts';
import { toAlertDetail } from '../../../models/store/alert-view.ts';
import type { AlertDoc } from '../../../models/store/documents.ts';
import {
  append,
  drained,
  events,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  startWorker,
} from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(9);
});
afterAll(() => ground?.close());

const say = (id: string, atMs: number, text: string, more: object = {}): string =>
  JSON.stringify({ type: 'utterance', id, source: 'speech', speaker: 'host', atMs, text, ...more });

/** Each part in a batch of its own, by a worker of its own: what counts is what is at rest. */
const told = async (id: string, parts: readonly (readonly string[])[]): Promise<AlertDetail[]> => {
  const doc = await registerBroadcast(ground, id);
  for (const lines of parts) {
    const worker = startWorker(ground);
    await append(ground, id, events(lines.join('\n')));
    await drained(ground, id);
    await worker.stop();
  }
  const alerts = await ground.store.alerts
    .find({ broadcastId: doc._id })
    .sort({ firstAtMs: 1 })
    .lean<AlertDoc[]>();
  return alerts.map(toAlertDetail);
};
const CURES = '这款茶能治疗失眠';
const UNSAID = '刚才说的“治疗失眠”说错了，我收回';

test('what is said again after a correction is repeated, not corrected, until that is taken back too', async () => {
  const [once] = await told('again', [
    [say('u1', 1_000, CURES)],
    [say('u2', 9_000, UNSAID)],
    [say('u3', 30_000, CURES)],
  ]);
  expect(once).toMatchObject({
    count: 2,
    severity: 'critical',
    relapse: { correctedAtMs: 9_000, atMs: 30_000 },
    occurrences: [{ utteranceId: 'u1', corrected: { atMs: 9_000, afterMs: 8_000 } }, { utteranceId: 'u3' }],
  });
  expect(once?.correctedAtMs).toBeUndefined();
  expect(once?.occurrences[1]?.corrected).toBeUndefined();
  const [twice] = await told('again-twice', [
    [say('u1', 1_000, CURES), say('u2', 9_000, UNSAID), say('u3', 30_000, CURES), say('u4', 34_000, UNSAID)],
  ]);
  expect(twice).toMatchObject({
    severity: 'high',
    severityFound: 'critical',
    correctedAtMs: 34_000,
    correctedAfterMs: 4_000,
    occurrences: [{ corrected: { afterMs: 8_000 } }, { corrected: { afterMs: 4_000 } }],
  });
  expect(twice?.steps.at(-1)).toMatchObject({ id: 'corrected', outcome: 'critical → high' });
});

test('nobody takes back what another said, nor what cannot be put down to anyone', async () => {
  const [other] = await told('other', [
    [say('u1', 1_000, CURES, { speaker: 'helper' }), say('u2', 9_000, UNSAID)],
  ]);
  expect(other?.occurrences[0]?.corrected).toBeUndefined();
  const [contest] = await told('contest', [
    [
      say('u1', 1_000, CURES),
      '{"type":"segment","action":"start","segment":"pk","atMs":10000}',
      say('u2', 12_000, CURES),
      '{"type":"segment","action":"end","segment":"pk","atMs":20000}',
      say('u3', 25_000, UNSAID),
    ],
  ]);
  expect(contest).toMatchObject({
    count: 2,
    partlyCorrected: { correctedAtMs: 25_000, standsAtMs: [12_000] },
    occurrences: [{ corrected: { afterMs: 24_000 } }, { unattributed: true }],
  });
  expect(contest?.correctedAtMs).toBeUndefined();
});

test('what is taken back in the same breath is corrected, and its record follows', async () => {
  const [alert] = await told('breath', [
    [say('u1', 1_000, '这款茶能治疗失眠，哎呀刚才说错了，不能说治疗失眠')],
  ]);
  expect(alert).toMatchObject({ correctedAtMs: 1_000, correctedAfterMs: 0 });
  const kinds = (await readLeaves(ground.store, 'breath' as never)).map(({ kind }) => kind);
  expect(kinds.indexOf('correction')).toBeGreaterThan(kinds.indexOf('claim'));
});

test('a question is one alert, whether a rule hears it or its askers are counted', async () => {
  const { duties } = openDuties('.');
  const doc = await registerBroadcast(ground, 'asked');
  const worker = startWorker(ground, { dutiesOf: () => duties });
  const chat = (id: string, atMs: number, text: string): string =>
    JSON.stringify({ type: 'utterance', id, source: 'chat', speaker: id, atMs, text });
  await append(
    ground,
    'asked',
    events(`
{"type":"product","action":"introduced","productId":"p1","atMs":1000,"name":"山谷饼干","category":"food"}
${say('u1', 2_000, '大家看一下这个饼干')}
${chat('c1', 5_000, '保质期多久')}
${chat('c2', 9_000, '保质期问了三遍了，能不能说')}
${say('u2', 400_000, '继续看')}
${chat('c3', 400_500, '好看')}
${say('u3', 600_000, '还有一款')}
${chat('c4', 600_500, '好看')}
`),
  );
  await drained(ground, 'asked');
  await worker.stop();
  const alerts = await ground.store.alerts
    .find({ broadcastId: doc._id, 'subject.kind': 'chat-info-unanswered' })
    .lean<AlertDoc[]>();
  expect(alerts.map(({ key }) => key)).toEqual([`claim:${doc._id}:chat-info-unanswered:p1:shelf-life`]);
  expect(alerts[0]).toMatchObject({
    product: { id: 'p1' },
    reason: { zh: expect.stringContaining('位观众问到') },
  });
});
