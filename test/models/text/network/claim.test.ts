import { describe, expect, it } from 'vitest';
import type { Group } from '../../../../models/contract/kinds.ts';
import type { TextContext } from '../../../../models/text/judge.ts';
import { loadPacks } from '../../../../models/text/judge.ts';
import { claimOfNetwork } from '../../../../models/text/network/claim.ts';
import { pieceAround } from '../../../../models/text/readings.ts';

const packs = loadPacks('models/text/packs');
const made = (text: string, group: Group, context: TextContext) =>
  claimOfNetwork({
    group,
    score: 0.95,
    verdict: 'flag',
    ground: { start: 0, end: text.length },
    folded: packs.normaliser.fold(text),
    context,
    provisions: packs.shipped.provisions,
    versions: { normaliser: '', packs: '' },
  });
const viewer: TextContext = { source: 'chat', role: 'viewer' };

describe('what the network alone makes of chat', () => {
  it.each([
    ['这杯子是我见过最好看的', 'absolute'],
    ['我婆婆戴了以后腿不酸了', 'medical'],
    ['比楼下便宜好多吧', 'price'],
    ['does it really whiten?', 'efficacy'],
  ] as const)('%s: a viewer makes no claim of the seller’s', (text, group) =>
    expect(made(text, group, viewer)).toBeNull(),
  );

  it('hears who advertises in chat, and who lures away', () => {
    expect(made('腿不酸的秘方在我这，私信我', 'medical', viewer)).toMatchObject({ verdict: 'review' });
    expect(made('跟着群里老师做', 'income', viewer)).not.toBeNull();
  });

  it('hears the room in chat', () => {
    expect(made('我婆婆戴了以后腿不酸了', 'medical', { source: 'chat', role: 'operator' })).not.toBeNull();
  });
});

describe('what is quoted of a sighting', () => {
  const quoted = (text: string, words: string): string => {
    const at = text.indexOf(words);
    const { start, end } = pieceAround(text, at, at + words.length);
    return text.slice(start, end);
  };
  it('is the whole piece between marks', () => {
    expect(quoted('大家好,喝了不上头的米酒,晚安', '喝了不')).toBe('喝了不上头的米酒');
    expect(quoted('hello all, we are no. 1 in sales here. bye', '1 in sales')).toBe(
      'we are no. 1 in sales here',
    );
  });
  it('goes out to the edges of words where the piece is long', () => {
    const text = `${'这里没有标点一直往下说'.repeat(4)}连续喝了三天血压就降下来了${'然后我们接着往下讲别的'.repeat(4)}`;
    const quote = quoted(text, '天血压就降');
    expect(quote.startsWith('天') || quote.startsWith('三天')).toBe(true);
    expect(quote.length).toBeLessThan(30);
  });
});
