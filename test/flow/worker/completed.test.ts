import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAlertId } from '../../../models/contract/ids.ts';
import type { AlertDoc } from '../../../models/store/documents.ts';
import { openTextStages } from '../../../models/text/open.ts';
import { raiseFrom } from '../../../worker/alerts/raise.ts';
import { createTogether } from '../../../worker/pipeline/together.ts';
import { sealedOf } from '../sealed.ts';
import {
  append,
  drained,
  events,
  type Ground,
  openGround,
  registerBroadcast,
  startWorker,
  workerDeps,
} from './harness.ts';

let ground: Ground;
let stages: Awaited<ReturnType<typeof openTextStages>>;
beforeAll(async () => {
  ground = await openGround(14);
  stages = await openTextStages('.', { prefer: 'wasm' });
});
afterAll(async () => {
  stages?.release();
  await ground?.close();
});

const say = (id: string, atMs: number, text: string): string =>
  JSON.stringify({ type: 'utterance', id, source: 'speech', speaker: 'host', atMs, text });

/** Tells the lines in blocks of so many, each by a worker of its own, and projects all records again at the end. */
const told = async (id: string, blocks: readonly (readonly string[])[]) => {
  const doc = await registerBroadcast(ground, id);
  const { detectors } = workerDeps(ground);
  const text = stages.makeJudge(stages.packs);
  const whole = { ...detectors, text, ...(stages.refine && { refine: stages.refine }) };
  let at = 0;
  for (const lines of blocks) {
    const worker = startWorker(ground, { detectors: whole });
    const said = lines.map((line) => say(`u${++at}`, at * 2_000, line));
    await append(ground, id, events(said.join('\n')));
    await drained(ground, id);
    await worker.stop();
  }
  const alertsNow = () =>
    ground.store.alerts.find({ broadcastId: doc._id }).sort({ firstAtMs: 1, _id: 1 }).lean<AlertDoc[]>();
  return {
    doc,
    alerts: await alertsNow(),
    /** What the alerts are after every record was projected once more, `size` at a time. */
    again: async (size: number) => {
      const broadcast = await ground.store.broadcasts.findOne({ _id: doc._id }).lean();
      const docs = await sealedOf(ground.store, doc._id);
      if (!broadcast) throw new Error('no broadcast');
      let made = 0;
      const onError = (error: unknown) => {
        throw error;
      };
      const { raise, tell } = createTogether({
        ...{ store: ground.store, redis: ground.redis, now: Date.now, correctionWaitMs: 0, onError },
        newAlertId: () => asAlertId(`again-${id}-${made++}`),
      });
      const deps = {
        ...{ store: ground.store, raise, tell, now: () => new Date(), onError },
        foldQuote: detectors.foldQuote,
      };
      for (let from = 0; from < docs.length; from += size)
        await raiseFrom(deps, broadcast as never, docs.slice(from, from + size) as never);
      return alertsNow();
    },
  };
};
const shape = ({ quote, verdict, status, count }: AlertDoc) => ({ quote, verdict, status, count });

const ONE = [
  {
    name: 'a cure in two lines',
    lines: ['喝上一个礼拜胃溃疡', '就全好了'],
    quote: '喝上一个礼拜胃溃疡就全好了',
  },
  { name: 'in three', lines: ['孩子喝两罐', '多动症', '彻底没了'], quote: '多动症彻底没了' },
  { name: 'what was only asked about', lines: ['有宝宝说这款茶喝了不咳嗽', '确实'], quote: '不咳嗽' },
  { name: 'a rank that was only suspected', lines: ['这款销量全国', '第一'], quote: '销量全国第一' },
];

test.each(ONE.flatMap((one, at) => (at === 0 ? [true, false] : [true]).map((split) => ({ ...one, split }))))(
  'one alert for one claim over a cut: $name, a block each: $split',
  async ({ lines, quote, name, split }) => {
    const id = `one-${ONE.findIndex((one) => one.name === name)}-${split}`;
    const { alerts, again } = await told(id, split ? lines.map((line) => [line]) : [lines]);
    expect(alerts.map(shape)).toEqual([
      { quote: expect.stringContaining(quote), verdict: 'flag', status: 'open', count: 1 },
    ]);
    for (const size of [1, 2, 50]) expect(await again(size)).toEqual(alerts);
  },
);

test('the same half said again for itself is an alert of its own; one that is decided stays as it is', async () => {
  const { doc, alerts, again } = await told('half-again', [
    ['喝上一个礼拜胃溃疡'],
    ['就全好了'],
    ['今天天气不错我们慢慢看', '有空的朋友多坐一会', '我先喝口水', '灯光师辛苦了', '想看袖口的扣一。'],
    ['喝上一个礼拜胃溃疡'],
  ]);
  expect(alerts.map(shape)).toEqual([
    { quote: '喝上一个礼拜胃溃疡就全好了', verdict: 'flag', status: 'open', count: 1 },
    { quote: '喝上一个礼拜胃溃疡', verdict: 'flag', status: 'open', count: 1 },
  ]);
  expect(await again(1)).toEqual(alerts);
  await ground.store.alerts.updateOne({ _id: alerts[1]?._id as never }, { $set: { status: 'upheld' } });
  const worker = startWorker(ground);
  await append(ground, 'half-again', events(say('u9', 18_000, '就全好了')));
  await drained(ground, 'half-again');
  await worker.stop();
  const kept = await ground.store.alerts.findOne({ broadcastId: doc._id, status: 'upheld' }).lean();
  expect(kept).toMatchObject({ quote: '喝上一个礼拜胃溃疡', count: 1 });
});

test('what was said in full before has its alert: the half of the second time is closed with a note', async () => {
  const { alerts, again } = await told('full-before', [
    ['喝上一个礼拜胃溃疡就全好了'],
    ['今天天气不错我们慢慢看', '有空的朋友多坐一会', '我先喝口水', '灯光师辛苦了', '想看袖口的扣一。'],
    ['喝上一个礼拜胃溃疡'],
    ['就全好了'],
  ]);
  const [whole, half] = alerts;
  expect(alerts).toHaveLength(2);
  expect(whole).toMatchObject({ quote: '喝上一个礼拜胃溃疡就全好了', status: 'open', count: 2 });
  expect(half).toMatchObject({ quote: '喝上一个礼拜胃溃疡', status: 'dismissed' });
  expect(half?.decision?.note).toContain('已并入');
  expect(await again(1)).toEqual(alerts);
});
