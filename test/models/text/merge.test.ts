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
  doubt: 0.2,
  contradict: 0.02,
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
const merged = (
  values: readonly number[],
  given: readonly Claim[] = flagged,
  {
    near = 0,
    shippedPacks = packs.shipped.packIds as ReadonlySet<string>,
    firmRules = new Set<string>() as ReadonlySet<string>,
  } = {},
): readonly Claim[] =>
  mergeNetwork(
    given,
    { labels, values: Float32Array.from(values) },
    { thresholds, shippedPacks, firmRules, near: () => near, claimFor },
  ).claims;
const merge = (...given: Parameters<typeof merged>): readonly string[] =>
  merged(...given).map(({ group, verdict, source }) => `${verdict} ${group} ${source.stage}`);

describe('the network beside the rules', () => {
  const cases: readonly (readonly [what: string, values: readonly number[], expected: readonly string[]])[] =
    [
      ['bears a claim out', [0.9, 0, 0], ['flag absolute both']],
      ['has no opinion: the rules stand', [0.1, 0, 0.9], ['flag absolute lexicon']],
      ['sees no claim in any reading: it is left open', [0.001, 0, 0.99], ['undetermined absolute lexicon']],
      ['sees a group of its own: a review', [0.6, 0.9, 0], ['flag absolute both', 'review medical network']],
      [
        'is sure of a group of its own: a flag',
        [0.6, 0.96, 0],
        ['flag absolute both', 'flag medical network'],
      ],
      ['is not sure enough of it: nothing', [0.6, 0.7, 0], ['flag absolute both']],
    ];
  for (const [what, values, expected] of cases) it(what, () => expect(merge(values)).toEqual(expected));

  it('leaves nothing open that it sees in the clause or the words alone', () => {
    expect(merge([0.001, 0, 0.99], flagged, { near: 0.03 })).toEqual(['flag absolute lexicon']);
  });

  it('never contradicts what a platform or a house added', () => {
    expect(merge([0.001, 0, 0.99], flagged, { shippedPacks: new Set(['another-pack']) })).toEqual([
      'flag absolute lexicon',
    ]);
  });

  it('never contradicts a rule whose words make the claim by their form', () => {
    const [{ source }] = flagged as readonly [Claim];
    const firmRules = new Set([`${source.packId}/${source.ruleId}`]);
    expect(merge([0.001, 0, 0.99], flagged, { firmRules })).toEqual(['flag absolute lexicon']);
  });

  it('says in a step why a claim is left open', () => {
    const [claim] = merged([0.001, 0, 0]);
    expect(claim?.steps.at(-1)).toMatchObject({ id: 'network', outcome: 'contradicts' });
    expect(claim).not.toHaveProperty('need');
  });

  it('never overrules an exception of the law by itself', () => {
    expect(merge([0.6, 0, 0], exempt)).toEqual(['exempt absolute lexicon']);
  });

  describe('a claim amid plain talk', () => {
    const { claims: amid } = judge.judge('这就是全国最好的蚕丝被，净含量写在侧面', presenter);

    it('is asked of a person as long as no network has read it, and the step says why', () => {
      expect(amid).toMatchObject([{ verdict: 'review', need: 'context' }]);
      expect(amid[0]?.steps.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
        'sober weakened',
        'no-exception flag',
      ]);
    });

    it('is none where the network reads none in any reading', () => {
      const [claim] = merged([0.1, 0, 0], amid);
      expect(claim).toMatchObject({ verdict: 'exempt' });
      expect(claim).not.toHaveProperty('need');
      expect(claim?.steps.at(-1)).toMatchObject({ id: 'network', outcome: 'plain' });
    });

    it('stays with a person where the network is in doubt, by the text, the clause or the words', () => {
      expect(merge([0.1, 0, 0], amid, { near: 0.3 })).toEqual(['review absolute lexicon']);
      const [claim] = merged([0.3, 0, 0], amid);
      expect(claim).toMatchObject({ verdict: 'review', need: 'context' });
      expect(claim?.steps.at(-1)).toMatchObject({ id: 'network', outcome: 'doubts' });
    });

    it('is flagged as without the talk where the network bears it out', () => {
      const [claim] = merged([0.6, 0, 0], amid);
      expect(claim).toMatchObject({ verdict: 'flag', source: { stage: 'both' } });
      expect(claim).not.toHaveProperty('need');
    });

    it('stays with a person where it was disguised, or is a platform’s or a house’s own', () => {
      expect(merge([0.01, 0, 0], amid, { shippedPacks: new Set() })).toEqual(['review absolute lexicon']);
      const { claims } = judge.judge('这就是全国罪好的蚕丝被，净含量写在侧面', presenter);
      expect(claims[0]?.steps[0]?.id).toBe('normalise');
      expect(merge([0.01, 0, 0], claims)).toEqual(['review absolute lexicon']);
    });

    it('is not made a flag by the network where it would be none without the talk', () => {
      const { claims } = judge.judge('这就是全国最好的蚕丝被，净含量写在侧面', {
        ...presenter,
        role: 'guest',
      });
      expect(merged([0.9, 0, 0], claims)).toMatchObject([{ verdict: 'review', need: 'listen' }]);
    });
  });
});
