import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../models/contract/claim.ts';
import { CONFIDENCE_TOLERANCE, compareVerdict, counterpart } from '../../../models/text/replay.ts';

const claim = (more: Partial<Claim> = {}): Claim => ({
  kind: 'price-lowest-claim',
  group: 'price',
  start: 2,
  end: 7,
  quote: '全网最低价',
  verdict: 'flag',
  basis: 'law',
  confidence: 0.9,
  severity: 'high',
  article: '条一',
  reason: { zh: '理由', en: 'reason' },
  steps: [{ id: 'no-exception', outcome: 'flag', words: ['全网最低价'], zh: '无', en: 'none' }],
  suggestion: { zh: '建议', en: 'suggestion' },
  source: { stage: 'lexicon', packId: 'price', ruleId: 'lowest', versions: { normaliser: 'n', packs: 'p' } },
  ...more,
});
const fields = (now: Claim | undefined, masked = false): string[] =>
  compareVerdict(claim(), now, masked).map(({ field }) => field);

describe('what stands for a recorded claim', () => {
  it('is the one of its kind at its place, else over it, else of its group', () => {
    const here = claim({ confidence: 0.5 });
    const over = claim({ start: 0, end: 4 });
    const group = claim({ kind: 'price-fictitious-original', start: 3, end: 9 });
    const elsewhere = claim({ start: 20, end: 25 });
    expect(counterpart(claim(), [over, elsewhere, here])).toBe(here);
    expect(counterpart(claim(), [elsewhere, group, over])).toBe(over);
    expect(counterpart(claim(), [elsewhere, group])).toBe(group);
    expect(counterpart(claim(), [elsewhere])).toBeUndefined();
  });
});

describe('two verdicts compared', () => {
  it('are the same when nothing differs, scores within what builds differ by, and hashes aside', () => {
    expect(fields(claim())).toEqual([]);
    expect(fields(claim({ confidence: 0.9 + CONFIDENCE_TOLERANCE / 2 }))).toEqual([]);
    expect(
      fields(claim({ source: { ...claim().source, versions: { normaliser: 'm', packs: 'q' } } })),
    ).toEqual([]);
  });

  it.each([
    ['verdict', { verdict: 'exempt' as const }],
    ['need', { need: 'proof' as const }],
    ['place', { start: 1 }],
    ['place', { parts: [{ utteranceId: 'u' as never, start: 0, end: 1 }] }],
    ['severity', { severity: 'low' as const }],
    ['article', { article: '条二' }],
    ['basis', { basis: 'house' as const }],
    ['reason', { reason: { zh: '理由', en: 'other' } }],
    ['suggestion', { suggestion: { zh: '别的', en: 'suggestion' } }],
    ['rule', { source: { ...claim().source, ruleId: 'other' } }],
    ['stage', { source: { ...claim().source, stage: 'both' as const } }],
    ['steps', { steps: [] as const, quote: '全网最低价' }],
    ['confidence', { confidence: 0.8 }],
  ])('differ in %s', (field, more) => {
    expect(fields(claim(more))).toContain(field);
  });

  it('differ in all when there is no such claim any more', () => {
    expect(fields(undefined)).toEqual(['claim']);
  });

  it('leave out what was masked', () => {
    expect(fields(claim({ quote: '别的', confidence: 0.1 }), true)).toEqual([]);
    expect(fields(claim({ quote: '别的', verdict: 'review' }), true)).toEqual(['verdict']);
  });
});
