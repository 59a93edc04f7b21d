import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifierKey } from '../../../models/contract/log/note.ts';
import { alertEvidence } from '../../../models/store/alert-evidence.ts';
import { claimPlaces } from '../../../models/store/claim-places.ts';
import type { BroadcastDoc } from '../../../models/store/documents.ts';
import { rememberLogKey } from '../../../models/store/log-keys.ts';
import { readLines } from '../../../models/store/read-lines.ts';
import type { Worker } from '../../../worker/worker.ts';
import { sealedOf } from '../sealed.ts';
import {
  append,
  drained,
  events,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  signer,
  startWorker,
  until,
  verifyWhole,
} from './harness.ts';

let ground: Ground;
let worker: Worker;
beforeAll(async () => {
  ground = await openGround(14);
  await rememberLogKey(ground.store, verifierKey(signer), new Date());
  worker = startWorker(ground);
});
afterAll(async () => {
  await worker?.stop();
  await ground?.close();
});

const say = (id: string, atMs: number, text: string, over: object = {}): string =>
  JSON.stringify({ type: 'utterance', id, source: 'speech', speaker: 'host', atMs, text, ...over });
const chat = (id: string, speaker: string, atMs: number, text: string): string =>
  JSON.stringify({ type: 'utterance', id, source: 'chat', speaker, atMs, text });

const broadcastOf = async (id: string, ...lines: readonly string[]): Promise<BroadcastDoc> => {
  const doc = await registerBroadcast(ground, id);
  await append(ground, id, events(lines.join('\n')));
  await drained(ground, id);
  return doc;
};
const claimsOf = async ({ _id }: BroadcastDoc) => sealedOf(ground.store, _id, 'claim');

test('a claim over a cut is one claim with its parts, in the log and in its alert', async () => {
  const doc = await broadcastOf(
    'cut',
    say('u1', 1_000, '这款面霜就是全网最'),
    chat('c1', 'v1', 1_500, '来了'),
    say('u2', 3_000, '低价，赶快看'),
    say('g1', 20_000, '这款面霜就是全网最'),
    say('g2', 21_000, '嗯', { speaker: 'guest', role: 'guest' }),
    say('g3', 22_000, '低价，赶快看'),
  );
  const claims = await claimsOf(doc);
  expect(claims.map(({ claim, values }) => [claim?.kind, values.quote?.value, claim?.utteranceId])).toEqual([
    ['price-lowest-claim', '全网最低价', 'u2'],
  ]);
  const leaves = await readLeaves(ground.store, doc._id);
  const at = (id: string) => leaves.findIndex((leaf) => leaf.kind === 'utterance' && leaf.id === id);
  expect(leaves.find((leaf) => leaf.kind === 'claim')).toMatchObject({
    of: at('u2'),
    start: 0,
    end: 2,
    parts: [
      { of: at('u1'), start: 6, end: 9 },
      { of: at('u2'), start: 0, end: 2 },
    ],
  });
  const alert = await until('the alert', () => ground.store.alerts.findOne({ broadcastId: doc._id }).lean());
  const parts = [
    { utteranceId: 'u1', start: 6, end: 9 },
    { utteranceId: 'u2', start: 0, end: 2 },
  ];
  expect(alert).toMatchObject({ quote: '全网最低价', count: 1, occurrences: [{ utteranceId: 'u2', parts }] });
  const places = await claimPlaces(ground.store, alert);
  expect(places.lines).toEqual(expect.arrayContaining([at('u1'), at('u2')]));
  const { lines } = await readLines(ground.store, {
    ...{ broadcastId: doc._id, fromMs: 0, untilMs: 9_000, aroundMs: 4_000 },
  });
  expect(lines.flatMap(({ claims }) => claims)).toMatchObject([{ parts }]);
  const pack = await until('its evidence', async () => {
    const evidence = await alertEvidence(ground.store, alert._id, 'desk');
    return evidence.ok && evidence.pack;
  });
  expect(pack.leaves.map(({ index }) => index)).toEqual(expect.arrayContaining([at('u1'), at('u2')]));
});

test('a gap in the feed is not bridged', async () => {
  const doc = await broadcastOf(
    'gap',
    say('u1', 1_000, '这款面霜就是全网最'),
    '{"type":"audience","atMs":1200,"viewers":3}',
  );
  await append(ground, 'gap', [
    {
      event: { type: 'gap', reason: 'capture-down', atMs: 3_500, fromMs: 1_500, untilMs: 3_500 },
      dedupeId: 'g',
    },
  ]);
  await append(ground, 'gap', events(say('u2', 4_000, '低价，赶快看')));
  await drained(ground, 'gap');
  expect(await claimsOf(doc)).toEqual([]);
});

test('a quotation that the host adopts is a claim, and taking it back marks its alert with the seconds between', async () => {
  const doc = await broadcastOf(
    'quote',
    say('u1', 1_000, '有宝宝问这是不是全网最低价'),
    say('u2', 3_000, '对，没错'),
    say('u3', 30_000, '这就是全国最好的面霜'),
    say('u4', 42_000, '刚才说错了，不能说最好'),
  );
  const alerts = await until('both alerts', async () => {
    const found = await ground.store.alerts.find({ broadcastId: doc._id }).sort({ firstAtMs: 1 }).lean();
    return found.length === 2 && found[1]?.occurrences[0]?.corrected && found;
  });
  expect(alerts).toMatchObject([
    { subject: { kind: 'price-lowest-claim' }, verdict: 'flag', occurrences: [{ utteranceId: 'u2' }] },
    {
      subject: { kind: 'absolute-superlative' },
      occurrences: [{ utteranceId: 'u3', corrected: { atMs: 42_000, afterMs: 12_000 } }],
    },
  ]);
  expect(alerts[0]?.occurrences[0]?.corrected).toBeUndefined();
  const leaves = await readLeaves(ground.store, doc._id);
  const [first] = alerts[1]?.occurrences ?? [];
  const index = leaves.findIndex(({ kind }) => kind === 'correction');
  expect(leaves[index]).toMatchObject({ what: 'room', of: [first?.leafIndex], atMs: 42_000 });
  const pack = await until('its evidence', async () => {
    const evidence = await alertEvidence(ground.store, alerts[1]?._id as never, 'desk');
    return evidence.ok && evidence.pack.leaves.some((leaf) => leaf.index === index) && evidence.pack;
  });
  expect(pack.leaves.length).toBeGreaterThan(3);
});

test('the same praise from five accounts is one signal that names them; what the room asked for is none', async () => {
  const wave = (prefix: string, atMs: number, text: string): string[] =>
    Array.from({ length: 7 }, (_, i) => chat(`${prefix}${i}`, `${prefix}v${i}`, atMs + i * 1_000, text));
  const doc = await broadcastOf(
    'wave',
    say('u1', 1_000, '来，把主播推荐的我都喜欢打在公屏上'),
    ...wave('a', 2_000, '主播推荐的我都喜欢'),
    say('u2', 20_000, '看一下这款面霜的质地'),
    ...wave('b', 21_000, '已经回购三次了，真的超级好用'),
    ...wave('c', 40_000, '这个多少钱'),
  );
  // What a buyer tells of an own purchase is kept as excused.
  const claims = (await claimsOf(doc)).filter(({ claim }) => claim?.verdict !== 'exempt');
  expect(claims.map(({ claim }) => [claim?.kind, claim?.utteranceId])).toEqual([
    ['chat-shill-pattern', 'b4'],
  ]);
  expect(claims[0]?.claim).toMatchObject({ verdict: 'flag', group: 'viewer-signal' });
  expect(claims[0]?.claim?.parts?.map(({ utteranceId }) => utteranceId)).toEqual([
    'b0',
    'b1',
    'b2',
    'b3',
    'b4',
  ]);
  const leaves = (await readLeaves(ground.store, doc._id)).filter(({ kind }) => kind === 'claim');
  expect(leaves.find((leaf) => 'parts' in leaf)).toMatchObject({
    parts: expect.objectContaining({ length: 5 }),
  });
});

test('a former price above every recorded one is flagged with both figures; one on record is not', async () => {
  const listing = {
    price: 199,
    priceHistory: [
      { date: '2026-01-05', price: 259 },
      { date: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10), price: 249 },
    ],
  };
  const doc = await broadcastOf(
    'price',
    JSON.stringify({
      type: 'product',
      action: 'introduced',
      productId: 'p1',
      atMs: 500,
      name: '晨露面霜',
      category: 'cosmetics',
      listing,
    }),
    say('u1', 1_000, '原价一千九百九十九'),
    say('u2', 3_000, '今天只要一百九十九'),
    say('u3', 20_000, '原价两百四十九，今天只要一百九十九'),
  );
  const claims = await claimsOf(doc);
  const raised = claims.filter(({ claim }) => claim?.verdict !== 'exempt');
  expect(raised.map(({ claim }) => [claim?.utteranceId, claim?.kind])).toEqual([
    ['u1', 'price-fictitious-original'],
  ]);
  expect(raised[0]?.claim?.reason.zh).toMatch(/1999.*259/);
  expect(raised[0]?.claim?.reason.en).toMatch(/1999.*259/);
  expect(claims.find(({ claim }) => claim?.utteranceId === 'u3')?.claim?.verdict).toBe('exempt');
});

test('a number typed in three lines: the last is masked, the others are withheld, and the log verifies', async () => {
  const doc = await broadcastOf('pieces', chat('c1', 'v1', 1_000, '138'), chat('c2', 'v2', 1_200, '好看吗'));
  await append(
    ground,
    'pieces',
    events([chat('c3', 'v1', 4_000, '0013'), chat('c4', 'v1', 8_000, '8000 谢谢')].join('\n')),
  );
  await drained(ground, 'pieces');
  const said = await sealedOf(ground.store, doc._id, 'utterance');
  expect(said.map(({ values }) => values.text?.value)).toEqual([null, '好看吗', null, '**** 谢谢']);
  expect(said.map(({ values }) => values.text?.salt === null)).toEqual([true, false, true, false]);
  const leaves = await readLeaves(ground.store, doc._id);
  const withheld = leaves.filter((leaf) => leaf.kind === 'withholding');
  expect(withheld).toMatchObject([
    { fields: ['text'], reason: 'personal-data', spans: [{ kind: 'cn-mobile', start: 0, end: 3 }] },
    { fields: ['text'], reason: 'personal-data', spans: [{ kind: 'cn-mobile', start: 0, end: 4 }] },
  ]);
  const [claim] = await claimsOf(doc);
  expect(claim?.claim).toMatchObject({ kind: 'chat-pii-leak', utteranceId: 'c4' });
  expect(claim?.values.quote?.value).not.toContain('0013');
  const whole = () => verifyWhole(ground.store, doc).catch(() => null);
  expect(await until('a signed head', whole)).toMatchObject({ ok: true });
});
