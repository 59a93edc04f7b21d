import { describe, expect, it } from 'vitest';
import type { Group } from '../../../../models/contract/kinds.ts';
import type { TextContext } from '../../../../models/text/judge.ts';
import { loadPacks } from '../../../../models/text/judge.ts';
import { claimOfNetwork } from '../../../../models/text/network/claim.ts';
import { pieceAround } from '../../../../models/text/readings.ts';

const packs = loadPacks('models/text/packs');
const made = (text: string, group: Group, context: TextContext, score = 0.95) =>
  claimOfNetwork({
    group,
    score,
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

  it.each([
    ['睡前一颗，第二天腰围小一圈，不节食不运动', 'efficacy'],
    ['市场价1280 今日只要299 送礼品', 'price'],
    ['晒单返十元 加精再返五元', 'fake-popularity'],
    ['melt belly fat in 7 days, no diet, no gym', 'efficacy'],
  ] as const)('%s: reads like an advertisement, and a person is to look', (text, group) => {
    const claim = made(text, group, viewer);
    expect(claim).toMatchObject({ verdict: 'review', need: 'context' });
    expect(claim?.steps[0]).toMatchObject({ id: 'speaker', outcome: 'promoter' });
    // Where the network is less sure, it is one of the many who only talk.
    expect(made(text, group, viewer, 0.7)).toBeNull();
  });

  it('leaves those alone who tell of what was, praise, doubt or ask', () => {
    for (const text of [
      '这盒我吃了半个月腰围小了一圈',
      '救命，这个价格比双十一还低',
      '第二天腰围真的能小一圈吗',
      'my belly melted overnight lol',
      '双十一199，今天99，亏了',
      '老中医的方子',
      '纯天然的放心',
      '10/10, best serum I ever had',
      'best moisturizer in the world',
    ])
      expect(made(text, 'efficacy', viewer)).toBeNull();
    expect(made('拆封以后不退不换', 'terms', viewer)).toBeNull();
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

describe('what the network alone makes of the room', () => {
  const room: TextContext = { source: 'speech', role: 'presenter' };
  it.each([
    ['人民大会堂我就去过一次，旅游去的', 'authority', '人民大会堂里喝的就是这个茶'],
    ['原价卖，今天不打折，你们去看昨天也是这个数', 'price', '昨天卖三百，今天一百'],
    ['学员里有上岸的也有没上岸的', 'income', '学员里上岸的都住进新房了'],
    ['独家这俩字我不认，同样的版厂里给十几家做', 'absolute', '独家这俩字就是为它造的'],
  ] as const)('%s: plainly told, it is no claim', (lawful, group, claimed) => {
    expect(made(lawful, group, room)).toBeNull();
    expect(made(claimed, group, room)).not.toBeNull();
  });
});
