import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../models/contract/claim.ts';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import { mergeNetwork, type NetworkThresholds } from '../../../models/text/merge.ts';

interface Line {
  readonly id: string;
  readonly source: 'speech' | 'chat';
  readonly text: string;
  readonly required: readonly string[];
  readonly allowed: readonly string[];
}

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const lines: readonly Line[] = readFileSync('test/models/text/lines.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const groupsOf = (line: Line): readonly string[] => {
  const role = line.source === 'chat' ? 'viewer' : 'presenter';
  const raised = judge
    .judge(line.text, { source: line.source, role })
    .claims.filter(
      ({ verdict, group }) => (verdict === 'flag' || verdict === 'review') && group !== 'viewer-signal',
    );
  return [...new Set<string>(raised.map(({ group }) => group))];
};

describe('lines of broadcasts, seen while the packs were written', () => {
  it('finds nine claims in ten, with hardly a false alarm', () => {
    let [hit, missed, extra, benign, alarmed] = [0, 0, 0, 0, 0];
    for (const line of lines) {
      const groups = groupsOf(line);
      const wrong = groups.filter((group) => !line.required.includes(group) && !line.allowed.includes(group));
      hit += line.required.filter((group) => groups.includes(group)).length;
      missed += line.required.filter((group) => !groups.includes(group)).length;
      extra += wrong.length;
      if (line.required.length === 0) benign++;
      if (line.required.length === 0 && wrong.length > 0) alarmed++;
    }
    expect((2 * hit) / (2 * hit + missed + extra)).toBeGreaterThan(0.9);
    expect(alarmed / benign).toBeLessThan(0.03);
  });

  it('says the same of the same line, whatever came before', () => {
    const first = lines.map(groupsOf);
    expect([...lines].reverse().map(groupsOf).reverse()).toEqual(first);
  });
});

describe('the network beside the lexicon', () => {
  const thresholds: NetworkThresholds = {
    support: { absolute: 0.5 },
    review: { medical: 0.8, absolute: 0.8 },
  };
  const labels = ['absolute', 'medical', 'benign'] as const;
  const { claims } = judge.judge('这就是全国最好的蚕丝被', { source: 'speech', role: 'presenter' });
  const alone = (group: string, score: number): Claim =>
    ({
      ...(claims[0] as Claim),
      kind: 'medical-claim-nonmedical',
      group: 'medical',
      confidence: score,
      verdict: 'flag',
      quote: group,
    }) as Claim;
  const merge = (values: readonly number[], given: readonly Claim[] = claims) =>
    mergeNetwork(given, { labels, values: Float32Array.from(values) }, thresholds, alone).claims.map(
      ({ group, verdict, source }) => `${verdict} ${group} ${source.stage}`,
    );

  const cases: readonly (readonly [what: string, values: readonly number[], expected: readonly string[]])[] =
    [
      ['it bears a claim out', [0.9, 0, 0], ['flag absolute both']],
      ['it sees nothing', [0.1, 0, 0.9], ['flag absolute lexicon']],
      [
        'it sees a group of its own: at most a review',
        [0.1, 0.9, 0],
        ['flag absolute lexicon', 'review medical lexicon'],
      ],
      ['it is not sure enough', [0.1, 0.7, 0], ['flag absolute lexicon']],
    ];
  for (const [what, values, expected] of cases) it(what, () => expect(merge(values)).toEqual(expected));

  it('never overrules an exemption', () => {
    const exempt = judge.judge('这不是全国最好的', { source: 'speech', role: 'presenter' }).claims;
    expect(merge([0.99, 0, 0], exempt)).toEqual(['exempt absolute lexicon']);
  });
});
