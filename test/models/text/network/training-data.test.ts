import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { GROUPS } from '../../../../models/contract/kinds.ts';
import {
  PARTS,
  type Part,
  readLines,
  readParts,
  type TrainingLine,
} from '../../../../models/text/network/training-data.ts';
import { fill, parseFrames, parseSlots, readFrames } from '../../../../scripts/train/frames.ts';
import { makeLines } from '../../../../scripts/train/lines.ts';
import { createRandom } from '../../../../scripts/train/random.ts';

const DIR = join(import.meta.dirname, '../../../../models/text/training');
const SEED = 20261122;

describe('the lines to learn from', () => {
  let parts: Readonly<Record<Part, readonly TrainingLine[]>>;
  beforeAll(async () => {
    parts = await readParts(DIR);
  });

  it('are many, half of them lawful, in three scripts, with every group in every part', () => {
    expect(parts.training.length).toBeGreaterThan(6000);
    for (const part of PARTS) {
      const lines = parts[part];
      const lawful = lines.filter((line) => line.groups.length === 0).length / lines.length;
      expect(lawful, part).toBeGreaterThan(0.4);
      expect(lawful, part).toBeLessThan(0.65);
      expect(new Set(lines.map((line) => line.lang))).toEqual(new Set(['zh-Hans', 'zh-Hant', 'en']));
      expect(new Set(lines.flatMap((line) => line.groups)), part).toEqual(new Set(Object.keys(GROUPS)));
    }
    expect(parts.training.filter((line) => line.groups.length > 1).length).toBeGreaterThan(300);
  });

  it('share none between the parts', () => {
    const all = PARTS.flatMap((part) => [...new Set(parts[part].map((line) => line.text))]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('can be made again from the frames and the seed', async () => {
    const { frames, slots } = await readFrames(join(DIR, 'frames'));
    const written = await readLines(DIR, 'lines.jsonl');
    const taken = written.map((line) => line.text);
    const made = makeLines(frames, slots, SEED, taken);
    for (const part of PARTS) expect(parts[part].slice(-made[part].length), part).toEqual(made[part]);
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
