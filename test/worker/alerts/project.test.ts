import { expect, test } from 'vitest';
import { asEntryId } from '../../../models/contract/ids.ts';
import type { SealedDoc } from '../../../models/store/documents.ts';
import { claimSighting, delayWords, dutySighting } from '../../../worker/alerts/project.ts';
import { laneState, NOON_MS } from '../pipeline/lane-state.ts';

const { broadcast } = laneState();
const subject = {
  ...broadcast,
  products: { p1: { productId: 'p1', name: '山谷茶', linkNo: 2, atMs: 0, lastAction: 'introduced' } },
};
const words = { zh: '中', en: 'en' };

const claim = (over: Partial<NonNullable<SealedDoc['claim']>> = {}, quote = '治疗失眠'): SealedDoc => ({
  broadcastId: broadcast._id,
  leafIndex: 7,
  kind: 'claim',
  atMs: 1_000,
  entryId: asEntryId(`${NOON_MS}-3`),
  values: { quote: { value: quote, salt: '00' } },
  claim: {
    kind: 'medical-claim-nonmedical',
    group: 'medical',
    start: 4,
    end: 8,
    verdict: 'flag',
    basis: 'law',
    confidence: 0.9,
    severity: 'critical',
    article: '广告法 17',
    reason: words,
    steps: [],
    suggestion: words,
    source: { stage: 'lexicon', packId: 'p', ruleId: 'r', versions: { normaliser: 'n', packs: 'p' } },
    of: 6,
    utteranceId: 'u1',
    role: 'presenter',
    productId: 'p1',
    ...over,
  },
});
const same = (quote: string): string => quote;

test('a claim becomes a sighting with its product, its place and the time of acceptance', () => {
  expect(claimSighting(subject, claim(), same)).toMatchObject({
    cardKey: 'AAAAAAAAAAAAAAAAAAAAAA:medical-claim-nonmedical:p1',
    product: { id: 'p1', name: '山谷茶', linkNo: 2 },
    occurrenceId: 'u1:4',
    occurrence: { utteranceId: 'u1', start: 4, end: 8, atMs: 1_000, leafIndex: 7 },
    packId: 'p',
    ruleId: 'r',
    versions: { normaliser: 'n', packs: 'p' },
    acceptedAtMs: NOON_MS,
  });
});

test.each([
  ['flag', true],
  ['review', true],
  ['exempt', false],
  ['undetermined', false],
] as const)('verdict %s raises: %s', (verdict, raises) => {
  expect(claimSighting(subject, claim({ verdict }), same) !== null).toBe(raises);
});

test.each([
  ['spacing and marks', claim({}, '治疗，失 眠!'), true],
  ['other words', claim({}, '治好失眠'), false],
  ['another kind', claim({ kind: 'guarantee-result' }), false],
  ['another product', claim({ productId: 'p2' }), false],
])('the same alert in spite of %s: %s', (_, other, isSame) => {
  const key = (doc: SealedDoc) => claimSighting(subject, doc, same)?.key;
  expect(key(other) === key(claim())).toBe(isSame);
});

test('only what the policy raises becomes a duty alert; it never says illegal', () => {
  const duty = {
    dutyId: 'origin',
    productId: 'p1',
    category: 'food',
    state: 'missing',
    atMs: 90_000,
    dueMs: 60_000,
    name: words,
    severity: 'medium',
    article: '食品安全法 67',
    reason: words,
    suggestion: words,
    alert: 'raise',
  };
  const doc = (over: object): SealedDoc => ({ ...claim(), duty: { ...duty, ...over } });
  expect(dutySighting(subject, doc({}))).toMatchObject({ basis: 'platform-rule', quote: '中' });
  expect(dutySighting(subject, doc({ alert: 'none' }))).toBeNull();
  expect(dutySighting(subject, doc({ state: 'late', alert: 'close' }))).toBeNull();
  const { productId: _none, ...ofRoom } = duty;
  const room = dutySighting(subject, { ...claim(), duty: ofRoom });
  expect(room).toMatchObject({ key: `duty:${broadcast._id}:-:origin` });
  expect(room).not.toHaveProperty('product');
});

test('a question that was left open is a viewer signal on its product, whatever its duty came to', () => {
  const question = { kind: 'chat-info-unanswered', askers: 3, askedMs: 5_000, utteranceIds: ['c1', 'c2'] };
  const duty = {
    dutyId: 'shelf-life',
    productId: 'p1',
    state: 'satisfied',
    atMs: 90_000,
    dueMs: 60_000,
    name: words,
    severity: 'high',
    article: '食品安全法 67',
    reason: words,
    suggestion: words,
    alert: 'raise',
    question,
  };
  expect(dutySighting(subject, { ...claim(), duty })).toMatchObject({
    key: `claim:${broadcast._id}:chat-info-unanswered:p1:shelf-life`,
    cardKey: 'AAAAAAAAAAAAAAAAAAAAAA:chat-info-unanswered:p1',
    subject: { type: 'claim', kind: 'chat-info-unanswered', group: 'viewer-signal' },
    verdict: 'review',
    basis: 'house',
    severity: 'medium',
    occurrence: { utteranceId: 'c1', leafIndex: 7 },
    occurrenceId: 'shelf-life:5000',
  });
});

test('a delay in words', () => {
  const late = (atMs: number) => delayWords({ atMs, dueMs: 10_000 } as never);
  expect(delayWords({ state: 'not-required', atMs: 0, dueMs: 0 } as never).en).toBe(
    'not asked of this product any more',
  );
  expect(late(95_000)).toEqual({ zh: '已补充披露，迟到1分25秒', en: 'disclosed after all, 1 min 25 s late' });
  expect(late(12_000).en).toBe('disclosed after all, 2 s late');
});
