import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { GROUPS } from '../../../../models/contract/kinds.ts';
import {
  PARTS,
  parseWritten,
  partOf,
  readLines,
  readTrainingData,
  type TrainingData,
} from '../../../../models/text/network/training-data.ts';
import { fill, parseFrames, parseSlots, readFrames } from '../../../../scripts/train/frames.ts';
import { makeLines } from '../../../../scripts/train/lines.ts';
import { createRandom } from '../../../../scripts/train/random.ts';

const DIR = join(import.meta.dirname, '../../../../models/text/training');
const SEED = 20261122;

/** What viewers tell of their orders is found by rules; single lines are not written for it. */
const WRITTEN_GROUPS = Object.keys(GROUPS).filter((group) => group !== 'viewer-signal');

describe('the lines to learn from', () => {
  let data: TrainingData;
  beforeAll(async () => {
    data = await readTrainingData(DIR);
  });

  it('are many, half of them lawful, in three scripts, spoken and typed, with every group in every part', () => {
    expect(data.written.training.length).toBeGreaterThan(6000);
    for (const part of PARTS) {
      const lines = data.written[part];
      const lawful = lines.filter((line) => line.groups.length === 0).length / lines.length;
      expect(lawful, part).toBeGreaterThan(0.4);
      expect(lawful, part).toBeLessThan(0.65);
      expect(new Set(lines.map((line) => line.lang))).toEqual(new Set(['zh-Hans', 'zh-Hant', 'en']));
      expect(new Set(lines.map((line) => line.source))).toEqual(new Set(['speech', 'chat']));
      const groups = new Set<string>(lines.flatMap((line) => line.groups));
      expect(
        WRITTEN_GROUPS.filter((group) => !groups.has(group)),
        part,
      ).toEqual([]);
    }
    expect(data.written.training.filter((line) => line.groups.length > 1).length).toBeGreaterThan(300);
  });

  it('share none between the parts', () => {
    for (const lines of [data.written, data.made]) {
      const all = PARTS.flatMap((part) => [...new Set(lines[part].map((line) => line.text))]);
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('never learns from what it is measured on', () => {
    const learnt = new Set([...data.written.training, ...data.made.training].map((line) => line.text));
    for (const part of ['validation', 'held-out'] as const)
      expect(data.written[part].filter(({ text }) => learnt.has(text))).toEqual([]);
  });

  it('can be made again from the frames and the seed', async () => {
    const { frames, slots } = await readFrames(join(DIR, 'frames'));
    const written = await readLines(DIR, 'lines.jsonl');
    const taken = written.map((line) => line.text);
    const made = makeLines(frames, slots, SEED, taken);
    for (const part of PARTS) expect(data.made[part].slice(-made[part].length), part).toEqual(made[part]);
  });
});

describe('lines written one by one', () => {
  it('say what holds, what may and what is lawful', () => {
    expect(parseWritten('a.tsv', 'zh-Hans\tspeech\tprice,urgency?\t三折\n\nen\tchat\t-\thello\n')).toEqual([
      { lang: 'zh-Hans', source: 'speech', text: '三折', groups: ['price'], maybe: ['urgency'] },
      { lang: 'en', source: 'chat', text: 'hello', groups: [] },
    ]);
  });
  it.each([
    ['en\tchat\t-', /a\.tsv line 1 has not four columns/],
    ['en\tchat\t-\ta\tb', /not four columns/],
    ['en\tchat\tnonsense\thello', /line 1: there is no group nonsense/],
    ['\nde\tchat\t-\thallo', /line 2: .*lang/s],
    ['en\tradio\t-\thello', /source/],
  ])('refuse %j', (text, message) => {
    expect(() => parseWritten('a.tsv', text)).toThrow(message);
  });
  it('keep their part, whatever else is written', () => {
    expect(partOf('三折')).toBe(partOf('三折'));
    const parts = Array.from({ length: 2000 }, (_, i) => partOf(`line ${i}`));
    expect(parts.filter((part) => part === 'held-out').length / 2000).toBeCloseTo(0.1, 1);
  });
});

describe('frames', () => {
  const slots = parseSlots('# fillers\ngoods = 锅|碗\n');
  it('take fillers and choices', () => {
    const random = createRandom(1);
    const texts = new Set(Array.from({ length: 60 }, () => fill('这{goods}(好|坏)(|吗)', slots, random)));
    expect(texts.size).toBe(8);
    expect(texts).toContain('这锅好');
  });
  it.each([
    ['== nonsense zh\n一', /names no group/],
    ['== price klingon\n一', /no script/],
    ['一\n', /before any head/],
  ])('refuse %j', (text, message) => {
    expect(() => parseFrames('frames.txt', text)).toThrow(message);
  });
  it('refuse a slot nobody knows', () => {
    expect(() => fill('{nothing}', slots, createRandom(1))).toThrow('slots.txt has no nothing');
  });
});
