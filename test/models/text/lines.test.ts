import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';

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
