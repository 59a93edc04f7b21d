import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Claim } from '../../../../models/contract/claim.ts';
import { asUtteranceId } from '../../../../models/contract/ids.ts';
import { createTextJudge, loadPacks, type TextContext } from '../../../../models/text/judge.ts';

/** Lines are cut between any two characters, English ones between words. */
const LINES_LIMIT_MS = 60_000;
/** Of all cuts so many may hide a claim: those inside a number or a name that is another word by itself. */
const MISSED_MAX = 0.01;

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const host: TextContext = { source: 'speech', role: 'presenter', speaker: 'host' };
const raised = (text: string, over: Partial<TextContext> = {}): readonly Claim[] =>
  judge
    .judge(text, { ...host, ...over })
    .claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review');

const texts = readFileSync('test/models/text/lines.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { text: string; source?: string })
  .flatMap(({ text, source }) => (source === 'chat' ? [] : [text]));

const cutsOf = (text: string): number[] =>
  [...text.matchAll(/[a-z]{3}/i.test(text) ? /(?<=\s)/g : /(?=.)/gu)]
    .map(({ index }) => index)
    .filter((at) => at > 1 && at < text.length - 1);

test(
  'wherever a recogniser cuts a sentence, its claims are found, and none twice',
  () => {
    let cuts = 0;
    let missed = 0;
    const twice: string[] = [];
    for (const text of texts) {
      const groups = new Set(raised(text).map(({ group }) => group));
      if (groups.size === 0) continue;
      for (const at of cutsOf(text)) {
        const [before, after] = [text.slice(0, at).trimEnd(), text.slice(at)];
        const first = raised(before);
        const second = raised(after, {
          utteranceId: asUtteranceId('b'),
          atMs: 3_000,
          before: [
            {
              utteranceId: asUtteranceId('a'),
              text: before,
              atMs: 1_000,
              role: 'presenter',
              speaker: 'host',
            },
          ],
        });
        const found = new Set([...first, ...second].map(({ group }) => group));
        cuts += 1;
        missed += [...groups].filter((group) => !found.has(group)).length;
        for (const { kind, parts } of second) {
          const [part] = parts ?? [];
          const again = (one: Claim): boolean =>
            part !== undefined && one.kind === kind && one.start < part.end && part.start < one.end;
          if (first.some(again)) twice.push(`${before} | ${after}`);
        }
      }
    }
    expect(cuts).toBeGreaterThan(1_000);
    expect(twice).toEqual([]);
    expect(missed / cuts).toBeLessThan(MISSED_MAX);
  },
  LINES_LIMIT_MS,
);
