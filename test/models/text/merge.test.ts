import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../models/contract/claim.ts';
import type { Group } from '../../../models/contract/kinds.ts';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import { mergeNetwork, type NetworkThresholds } from '../../../models/text/merge.ts';

const packs = loadPacks('models/text/packs');
const judge = createTextJudge({ packs });
const presenter = { source: 'speech', role: 'presenter' } as const;

const thresholds: NetworkThresholds = {
  support: { absolute: 0.5, medical: 0.5 },
  alone: { medical: 0.8, absolute: 0.8 },
  sure: { medical: 0.95 },
};
const labels = ['absolute', 'medical', 'benign'] as const;
const { claims: flagged } = judge.judge('这就是全国最好的蚕丝被', presenter);
const { claims: exempt } = judge.judge('这不是全国最好的', presenter);

const claimFor = (group: Group, score: number, verdict: 'flag' | 'review'): Claim => ({
  ...(flagged[0] as Claim),
  kind: 'medical-claim-nonmedical',
  group,
  confidence: score,
  verdict,
  source: { ...(flagged[0] as Claim).source, stage: 'network', packId: 'network' },
});
const merge = (values: readonly number[], given: readonly Claim[] = flagged) =>
  mergeNetwork(given, { labels, values: Float32Array.from(values) }, { thresholds, claimFor }).claims.map(
    ({ group, verdict, source }) => `${verdict} ${group} ${source.stage}`,
  );

describe('the network beside the rules', () => {
  const cases: readonly (readonly [what: string, values: readonly number[], expected: readonly string[]])[] =
    [
      ['bears a claim out', [0.9, 0, 0], ['flag absolute both']],
      ['has no opinion: the rules stand', [0.1, 0, 0.9], ['flag absolute lexicon']],
      ['sees no claim there: the rules stand all the same', [0.001, 0, 0.99], ['flag absolute lexicon']],
      ['sees a group of its own: a review', [0.6, 0.9, 0], ['flag absolute both', 'review medical network']],
      [
        'is sure of a group of its own: a flag',
        [0.6, 0.96, 0],
        ['flag absolute both', 'flag medical network'],
      ],
      ['is not sure enough of it: nothing', [0.6, 0.7, 0], ['flag absolute both']],
    ];
  for (const [what, values, expected] of cases) it(what, () => expect(merge(values)).toEqual(expected));

  it('never overrules an exemption by itself', () => {
    expect(merge([0.6, 0, 0], exempt)).toEqual(['exempt absolute lexicon']);
  });
});
