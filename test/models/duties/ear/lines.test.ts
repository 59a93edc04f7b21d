import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { parseEarLines, readEarLines } from '../../../../models/duties/ear/lines.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const duties = new Set(loadCatalogue(join(ROOT, 'models/duties/packs')).duties.keys());

describe('lines that the ear learns from', () => {
  it('say what they state, may state and only look like', () => {
    const text = 'zh-Hans\tfood\tshelf-life,storage?,~freight\t放一年\n\nen\tapparel\t-\thello\n';
    const line = { maybe: [], alike: [], states: [] };
    expect(parseEarLines('a.tsv', text, duties)).toEqual([
      {
        ...{ lang: 'zh-Hans', category: 'food', text: '放一年' },
        ...{ states: ['shelf-life'], maybe: ['storage'], alike: ['freight'] },
      },
      { ...line, lang: 'en', category: 'apparel', text: 'hello' },
    ]);
  });

  it.each([
    ['en\tfood\t-', /a\.tsv line 1 has not four columns/],
    ['en\tfood\t-\ta\tb', /not four columns/],
    ['en\tfood\tnonsense\thello', /line 1: there is no duty nonsense/],
    ['\nde\tfood\t-\thallo', /line 2: .*lang/s],
    ['en\tnothing\t-\thello', /category/],
  ])('refuse %j', (text, message) => {
    expect(() => parseEarLines('a.tsv', text, duties)).toThrow(message);
  });

  it('are many, in three scripts, for every duty, with look-alikes and plain talk among them', () => {
    const lines = readEarLines(join(ROOT, 'models/duties/training'), duties);
    expect(lines.length).toBeGreaterThan(2000);
    expect(new Set(lines.map(({ lang }) => lang))).toEqual(new Set(['zh-Hans', 'zh-Hant', 'en']));
    const stated = new Set(lines.flatMap(({ states }) => states));
    expect([...duties].filter((id) => !stated.has(id))).toEqual([]);
    expect(lines.filter(({ alike }) => alike.length > 0).length).toBeGreaterThan(200);
    expect(lines.filter(({ states, maybe }) => states.length + maybe.length === 0).length).toBeGreaterThan(
      400,
    );
  });
});
