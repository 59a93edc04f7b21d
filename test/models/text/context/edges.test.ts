import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../../models/contract/claim.ts';
import { withoutEdges } from '../../../../models/text/context/edges.ts';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const edges = (quote: string): string => {
  const { start, end, quote: kept } = withoutEdges({ quote, start: 5, end: 5 + quote.length } as Claim);
  expect(end - start).toBe(kept.length);
  return kept;
};

describe('a span ends with what is claimed', () => {
  it.each([
    ['比市面上任何一款都轻，这叫', '比市面上任何一款都轻'],
    ['比市面上任何一款都輕，這就叫', '比市面上任何一款都輕'],
    ['，全网最低！！', '全网最低'],
    ['the best in town, and', 'the best in town'],
    ['全网最低，没有之一', '全网最低，没有之一'],
    ['the one and only', 'the one and only'],
    ['！', '！'],
  ])('%s', (quote, kept) => expect(edges(quote)).toBe(kept));

  it.each([
    ['原价999现在9块9，已售十万', '原价999现在9块9'],
    ['原價999現在9塊9，已售十萬', '原價999現在9塊9'],
    ['平时卖一百二十九，今天九十九', '平时卖一百二十九，今天九十九'],
  ])('prices: %s', (text, quote) => {
    const { claims } = judge.judge(text, { source: 'speech', role: 'presenter' });
    const found = claims.filter(({ kind }) => kind === 'price-fictitious-original');
    expect(found.map((claim) => claim.quote)).toEqual([quote]);
    expect(text.slice(found[0]?.start, found[0]?.end)).toBe(quote);
  });
});
