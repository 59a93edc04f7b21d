import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AlertId, asAlertId } from '../../../models/contract/ids.ts';
import { eventSchema } from '../../../models/contract/ingest.ts';
import { changePack } from '../../../models/store/change-pack.ts';
import type { AlertDoc } from '../../../models/store/documents.ts';
import { connectRedis } from '../../../models/stream/client.ts';
import { readCustomPack } from '../../../models/text/lexicon/read-custom.ts';
import type { LivePacks } from '../../../models/text/live-packs.ts';
import { openTextStages, type TextStages } from '../../../models/text/open.ts';
import { type JudgesOfThen, openJudges } from '../../../scripts/replay/judge-by.ts';
import { type Replay, replayAlert } from '../../../scripts/replay/replay-alert.ts';
import { replayWords } from '../../../scripts/replay/words.ts';
import { createMetrics } from '../../../worker/observe/metrics.ts';
import { followPacks } from '../../../worker/packs/follow.ts';
import { allow, pack, rule } from '../../models/text/lexicon/sample-pack.ts';
import { alterSealed, sealedOf, sealedOne } from '../sealed.ts';
import {
  append,
  drained,
  type Ground,
  openGround,
  registerBroadcast,
  silentLog,
  speech,
  startWorker,
  until,
  workerDeps,
} from './harness.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const acting = { by: { id: 'test', name: 'test' }, now: new Date() };

let ground: Ground;
let stages: TextStages;
let live: LivePacks;
let judges: JudgesOfThen;
let alerts: AlertDoc[];

const change = async (entries: readonly unknown[], onVersion: number, act: 'pack-added' | 'pack-changed') => {
  const before = live.judge.versions.packs;
  await changePack(
    ground.store,
    {
      packId: 'lantern-rules',
      act,
      pack: readCustomPack(pack(entries)),
      reason: 'a test',
      onSet: onVersion,
      onVersion,
    },
    acting,
  );
  live.wake();
  await until('the packs are exchanged', async () => live.judge.versions.packs !== before);
};

const replay = (id: AlertId): Promise<Replay> => replayAlert(ground.store, id, judges);
const alertWith = (words: string): AlertDoc => {
  const found = alerts.find(({ quote }) => quote.includes(words));
  if (!found) throw new Error(`no alert quotes ${words}: ${alerts.map(({ quote }) => quote).join(', ')}`);
  return found;
};
/** Replays with a change made to what is stored, and takes the change back. */
const replayWith = async (
  alert: AlertDoc,
  leafIndex: number,
  changed: Record<string, unknown>,
): Promise<Replay> => {
  const takeBack = await alterSealed(ground.store, alert.broadcastId, leafIndex, changed);
  const result = await replay(alert._id);
  await takeBack();
  return result;
};
const leafOf = (alert: AlertDoc): number => alert.occurrences[0]?.leafIndex ?? -1;
const utteranceOf = async (alert: AlertDoc): Promise<number> => {
  const doc = await sealedOne(ground.store, alert.broadcastId, leafOf(alert));
  return doc?.claim?.of ?? -1;
};

beforeAll(async () => {
  ground = await openGround(13);
  stages = await openTextStages(ROOT);
  live = await followPacks({
    store: ground.store,
    newsRedis: await connectRedis(ground.redisUrl, () => {}),
    packs: stages.packs,
    makeJudge: stages.makeJudge,
    now: Date.now,
    log: silentLog,
    metrics: createMetrics(),
  });
  judges = openJudges(ground.store, ROOT);
  const { detectors } = workerDeps(ground);
  const worker = startWorker(ground, {
    detectors: { ...detectors, text: live.judge, ...(stages.refine && { refine: stages.refine }) },
  });
  await change([rule()], 0, 'pack-added');
  const doc = await registerBroadcast(ground, 'replayed', { platform: 'lantern' });
  await append(ground, 'replayed', [
    {
      event: eventSchema.parse({
        type: 'product',
        action: 'introduced',
        productId: 'p1',
        atMs: 500,
        name: '山雾茶',
        category: 'food',
        listing: { price: 99, unit: '盒' },
      }),
    },
    speech('rule', 1_000, '这款茶喝了能治疗失眠'),
    speech('custom', 20_000, '这串是月尘开光的'),
    speech('front', 40_000, '我们今天这个价格就是全网'),
    speech('back', 42_000, '最低价，拍就完了'),
    speech('network', 60_000, '贴上去老寒腿第二天就好，止痛药都不用吃了'),
    speech('number', 80_000, '全国销量第一，打13800138000找我'),
  ]);
  await drained(ground, 'replayed');
  await worker.stop();
  alerts = await ground.store.alerts.find({ broadcastId: doc._id }).lean();
  // What is in force now is none of what judged then.
  await change([rule({ reason: { zh: '换了理由', en: 'another reason' } }), allow()], 1, 'pack-changed');
});
afterAll(async () => {
  await live?.stop();
  judges?.release();
  stages?.release();
  await ground?.close();
});

describe('a verdict that is judged again', () => {
  test('comes to the same: rules, custom packs since changed, words over a cut, the network', async () => {
    expect(stages.network).toHaveProperty('hash');
    expect(alerts.some(({ versions }) => versions?.thresholds !== undefined)).toBe(true);
    const ofKind = (wanted: (kind: string) => boolean) =>
      alerts
        .filter(({ subject }) => subject.type === 'claim' && wanted(subject.kind))
        .map(({ _id }) => replay(_id));
    const outcomes = await Promise.all(ofKind((kind) => kind !== 'chat-pii-leak'));
    expect(outcomes.length).toBeGreaterThanOrEqual(5);
    for (const one of outcomes) expect(one, replayWords(one)).toMatchObject({ outcome: 'same' });
    // A number that was read out is masked: whether it was one cannot be judged again.
    const masked = await Promise.all(ofKind((kind) => kind === 'chat-pii-leak'));
    expect(masked.map(({ outcome }) => outcome)).toEqual(['cannot']);
    const broadcasts = await ground.store.broadcasts.find({}, { _id: 1 }).lean();
    const claims = (
      await Promise.all(broadcasts.map(({ _id }) => sealedOf(ground.store, _id, 'claim')))
    ).flatMap((found) => found.map(({ claim }) => claim));
    expect(claims.some((claim) => claim?.source.stage !== 'lexicon')).toBe(true);
    expect(claims.some((claim) => claim?.parts?.[1] !== undefined)).toBe(true);
  });

  test('comes to the same with a number masked, and says that it is', async () => {
    const { outcome, occurrences } = await replay(alertWith('销量第一')._id);
    expect(outcome).toBe('same');
    expect(occurrences[0]?.reasons).toEqual(['masked']);
  });
});

describe('a verdict that does not come to the same', () => {
  test('is told field by field', async () => {
    const alert = alertWith('治疗');
    const result = await replayWith(alert, leafOf(alert), {
      'claim.reason': { zh: '另一条理由', en: 'another reason' },
    });
    expect(result.outcome).toBe('differs');
    expect(result.occurrences[0]?.differences?.map(({ field, was }) => [field, was])).toEqual([
      ['reason', '另一条理由 / another reason'],
    ]);
    expect(replayWords(result)).toMatch(/理由 \/ reason: 另一条理由 \/ another reason → /);
  });
});

describe('a verdict that is judged by what is in force now', () => {
  test('differs where a custom pack was changed since, and says in what', async () => {
    const custom = alertWith('月尘');
    expect(await replay(custom._id)).toMatchObject({ outcome: 'same' });
    const now = await replayAlert(ground.store, custom._id, judges, true);
    expect(now).toMatchObject({ outcome: 'differs', occurrences: [{ outcome: 'differs', reasons: [] }] });
    expect(now.occurrences[0]?.differences).toMatchObject([
      { field: 'reason', now: '换了理由 / another reason' },
    ]);
    expect(now.occurrences[0]?.versions?.now.packs).not.toBe(custom.versions?.packs);
    expect(replayWords(now)).toMatch(/不同 \/ differs[\s\S]*规则包 \/ packs: [0-9a-f]{12} → [0-9a-f]{12}/);
  });

  test('comes to the same where the change is not about it', async () => {
    const shipped = alertWith('治疗');
    expect(await replayAlert(ground.store, shipped._id, judges, true)).toMatchObject({ outcome: 'same' });
  });
});

describe('a verdict that cannot be judged again', () => {
  test('says that its text is withheld, or a line that was read along', async () => {
    const withheld = { 'values.text': { value: null, salt: null } };
    const alert = alertWith('治疗');
    const own = await replayWith(alert, await utteranceOf(alert), withheld);
    expect(own).toMatchObject({ outcome: 'cannot', occurrences: [{ reasons: ['text-withheld'] }] });
    const cut = alerts.find(({ quote }) => quote.includes('全网') && quote.includes('最低价'));
    if (!cut) throw new Error('no claim over the cut');
    const lines = await sealedOf(ground.store, cut.broadcastId, 'utterance');
    const before = lines.find(({ utterance }) => utterance?.id === 'front');
    const neighbour = await replayWith(cut, before?.leafIndex ?? -1, withheld);
    expect(neighbour.outcome).toBe('cannot');
    expect(neighbour.occurrences[0]?.reasons).toContain('neighbour-withheld');
  });

  test('says that what is stored is not what the log holds', async () => {
    const alert = alertWith('治疗');
    const text = await replayWith(alert, await utteranceOf(alert), { 'values.text.value': '这款茶很好喝' });
    expect(text.occurrences[0]).toMatchObject({ outcome: 'cannot', reasons: ['altered'] });
    const claim = await replayWith(alert, leafOf(alert), { 'claim.severity': 'low' });
    expect(claim.occurrences[0]).toMatchObject({ outcome: 'cannot', reasons: ['altered'] });
    await ground.store.alerts.updateOne({ _id: alert._id }, { $set: { severity: 'low' } });
    expect(await replay(alert._id)).toMatchObject({ outcome: 'cannot', reasons: ['altered'] });
    await ground.store.alerts.updateOne({ _id: alert._id }, { $set: { severity: alert.severity } });
  });

  test('says which packs, model or thresholds are not kept, and what comes out without them', async () => {
    const alert = alertWith('治疗');
    const recorded = alert.versions;
    const other = 'a'.repeat(64);
    const set = (versions: object) => ({ 'claim.source.versions': { ...recorded, ...versions } });
    const packs = await replayWith(alert, leafOf(alert), set({ packs: other }));
    expect(packs.occurrences[0]).toMatchObject({
      outcome: 'cannot',
      reasons: ['packs-not-kept'],
      differences: [],
    });
    expect(replayWords(packs)).toContain('it comes to the same');
    const model = await replayWith(alert, leafOf(alert), set({ model: other, thresholds: other }));
    expect(model.occurrences[0]?.reasons).toEqual(['model-other', 'thresholds-other']);
    const normaliser = await replayWith(alert, leafOf(alert), set({ normaliser: other }));
    expect(normaliser.occurrences[0]?.reasons).toEqual(['normaliser-other']);
    const custom = alertWith('月尘');
    const gone = await replayWith(custom, leafOf(custom), set({ packs: other }));
    expect(gone.occurrences[0]?.differences?.map(({ field }) => field)).toEqual(['reason']);
  });

  test('is told from an alert that is not there', async () => {
    expect(await replay(asAlertId('nobody'))).toMatchObject({ outcome: 'cannot', reasons: ['no-alert'] });
  });
});

describe('the command', () => {
  const run = async (...args: string[]) => {
    const child = spawn(process.execPath, ['.local/build/scripts/replay.js', ...args], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, MONGODB_URI: ground.mongoUri, TF_CPP_MIN_LOG_LEVEL: '3' },
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    const [code] = (await once(child, 'close')) as [number];
    return { code, out };
  };

  test('ends with 0 for the same, 2 for what cannot be said or was asked wrongly', async () => {
    const alert = alertWith('月尘');
    const same = await run(alert._id);
    expect(same.out).toContain('相同 / same');
    expect(same.code).toBe(0);
    const json = await run(alert._id, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ alert: alert._id, outcome: 'same' });
    expect((await run('nobody')).code).toBe(2);
    expect((await run()).code).toBe(2);
    expect((await run('--what')).code).toBe(2);
    expect((await run('--help')).code).toBe(0);
  });

  test('ends with 1 where it differs', async () => {
    const alert = alertWith('治疗');
    expect((await run(alertWith('月尘')._id, '--now')).code).toBe(1);
    await alterSealed(ground.store, alert.broadcastId, leafOf(alert), { 'claim.reason.en': 'another' });
    const { code, out } = await run(alert._id);
    expect(code, out).toBe(1);
  });
});
