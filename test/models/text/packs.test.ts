import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GROUPS, KINDS } from '../../../models/contract/kinds.ts';
import { createTextJudge, loadPacks, PackError, type TextContext } from '../../../models/text/judge.ts';
import { checkShipped } from '../../../models/text/lexicon/check-shipped.ts';
import { kindOf } from '../../../models/text/lexicon/entry.ts';
import { compilePackFiles } from '../../../models/text/lexicon/packs.ts';

const packs = loadPacks('models/text/packs');
const judge = createTextJudge({ packs });

const contextOf = (speaker: 'seller' | 'viewer'): TextContext =>
  speaker === 'seller' ? { source: 'speech', role: 'presenter' } : { source: 'chat', role: 'viewer' };

describe('every example of every entry', () => {
  for (const entry of packs.entries) {
    it(`${entry.packId}/${entry.id}`, () => {
      const raised = (text: string): string[] =>
        judge
          .judge(text, contextOf(entry.speaker))
          .claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review')
          .map(({ source, kind }) => `${source.packId}/${source.ruleId} ${kind}`);
      const own = (text: string): string[] =>
        raised(text).filter((name) => name.endsWith(` ${kindOf(entry, undefined)}`));
      const missed = entry.match.filter((text) => own(text).length === 0);
      const wrong = entry.noMatch.filter((text) => own(text).length > 0);
      expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
    });
  }
});

describe('the packs as a whole', () => {
  it('holds no rule that can never match, none that matches twice, and no example that fails', () => {
    expect(checkShipped(packs).faults).toEqual([]);
  });

  it('speaks of all 14 groups', () => {
    const groups = new Set(packs.entries.map(({ kind }) => KINDS[kind].group));
    expect([...groups].sort()).toEqual(Object.keys(GROUPS).sort());
  });

  it('is named by the same hash when nothing changed', () => {
    const again = loadPacks('models/text/packs');
    expect([again.hash, again.normaliserHash]).toEqual([packs.hash, packs.normaliserHash]);
  });
});

const PROVISIONS = `provisions:
  absolute-superlative:
    basis: law
    article: 广告法 9(3)
    source: 广告法第九条
    inForce: { from: '2015-09-01' }
    reason: { zh: 理由, en: reason }
    suggestion: { zh: 建议, en: suggestion }
`;
const house = (entries: string) =>
  compilePackFiles([
    { name: 'provisions.yaml', text: PROVISIONS },
    { name: 'house.yaml', text: `pack: house\nlanguage: zh\nentries:\n${entries}` },
  ]);

describe('the check of shipped rules', () => {
  const cases: readonly (readonly [what: string, entries: string, fault: RegExp])[] = [
    ['a good one', '  - {id: best, kind: absolute-superlative, terms: [最强王者], match: [最强王者]}', /^$/],
    [
      'a number that swallows the next word',
      "  - {id: dead, kind: absolute-superlative, frame: ['最强 # 万', 最大], match: [最大]}",
      /dead: can never match/,
    ],
    [
      'the same word as a term and in a slot',
      '  - {id: twin, kind: absolute-superlative, terms: [最强], frame: 最强|最大, match: [最强]}',
      /twin: 最强 is in house\/twin too/,
    ],
    [
      'an example that does not match',
      '  - {id: miss, kind: absolute-superlative, terms: [最强], match: [最大]}',
      /miss: the must-match example "最大"/,
    ],
    [
      'an example that must not match',
      '  - {id: over, kind: absolute-superlative, terms: [最强], match: [最强], noMatch: [最强了]}',
      /over: the must-not-match example "最强了" matches/,
    ],
  ];
  it.each(cases)('%s', (_what, entries, fault) => {
    const { faults } = checkShipped(house(entries));
    expect(faults.map(({ entry, reason }) => `${entry}: ${reason}`).join('\n')).toMatch(fault);
  });
});

const load = (entries: string): string => {
  const dir = mkdtempSync(join(tmpdir(), 'packs-'));
  try {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'provisions.yaml'), PROVISIONS);
    writeFileSync(join(dir, 'house.yaml'), `pack: house\nlanguage: zh\nentries:\n${entries}`);
    loadPacks(dir);
    return 'loaded';
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return error.message;
  } finally {
    rmSync(dir, { recursive: true });
  }
};

describe('a pack that does not compile names file, entry and reason', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['good', '  - {id: best, kind: absolute-superlative, terms: [最强王者], match: [最强王者]}', /^loaded$/],
    [
      'an unknown kind',
      '  - {id: best, kind: nonsense, terms: [好], match: [好]}',
      /house\.yaml, entry best: entries\.0\.kind/,
    ],
    [
      'a term that folds to nothing',
      '  - {id: void, kind: absolute-superlative, terms: ["\\u200b"], match: [好]}',
      /entry void: can never match/,
    ],
    [
      'a term given twice',
      '  - {id: twice, kind: absolute-superlative, terms: [最强王者, 最強王者], match: [最强王者]}',
      /entry twice: the same words/,
    ],
    [
      'an unknown class',
      '  - {id: gap, kind: absolute-superlative, frame: "@nowhere ~3 最", match: [最]}',
      /entry gap: there is no class @nowhere/,
    ],
    [
      'numbers alone',
      '  - {id: num, kind: absolute-superlative, frame: "# ~3 #", match: ["1"]}',
      /entry num: a frame of numbers alone/,
    ],
    [
      'neither terms nor frame',
      '  - {id: none, kind: absolute-superlative, match: ["1"]}',
      /entry none: .*give terms or a frame/,
    ],
    [
      'a kind without a provision',
      '  - {id: other, kind: superstition, terms: [转运], match: [转运]}',
      /entry other: provisions\.yaml has nothing/,
    ],
    ['not YAML', '  - {id: [', /^house\.yaml: /],
    ['a bomb of aliases', '  - &a {id: a1}\n  - [*a, *a, *a]', /^house\.yaml/],
  ];
  for (const [name, entries, message] of cases) it(name, () => expect(load(entries)).toMatch(message));
});
