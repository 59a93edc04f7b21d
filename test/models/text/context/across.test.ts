import { describe, expect, it } from 'vitest';
import { asUtteranceId } from '../../../../models/contract/ids.ts';
import { createTextJudge, loadPacks, type TextContext } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });

type Said = string | { readonly text: string; readonly atMs?: number; readonly speaker?: string };

/** The claims of the last of several lines of one speaker, two seconds apart. */
const claimsOf = (lines: readonly Said[], over: Partial<TextContext> = {}) => {
  const all = lines.map((line, i) => ({
    utteranceId: asUtteranceId(`u${i + 1}`),
    atMs: 10_000 + i * 2_000,
    role: 'presenter' as const,
    speaker: 'host',
    ...(typeof line === 'string' ? { text: line } : line),
  }));
  const last = all.at(-1);
  if (!last) throw new Error('no lines');
  return judge.judge(last.text, {
    source: 'speech',
    role: 'presenter',
    speaker: 'host',
    utteranceId: last.utteranceId,
    atMs: last.atMs,
    before: all.slice(0, -1),
    productNames: ['清晨面霜'],
    ...over,
  });
};
const raised = (lines: readonly Said[], over: Partial<TextContext> = {}) =>
  claimsOf(lines, over).claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review');

describe('a claim that runs over the cut is found once, with its parts', () => {
  const cases: readonly (readonly [lines: readonly string[], kind: string, quote: string])[] = [
    [['这就是全网最', '低价，赶快看'], 'price-lowest-claim', '最低价'],
    [['这款面霜是国家', '级品质'], 'absolute-superlative', '国家级'],
    [['這瓶牛奶是全台灣最', '好喝的牛奶'], 'absolute-superlative', '最好'],
    [['原价一千九百九十九', '今天只要一百九十九'], 'price-fictitious-original', '今天只要'],
    [['这是全网。', '最低价。'], 'price-lowest-claim', '最低价'],
    [['This is the cheapest price', 'on the entire internet'], 'price-lowest-claim', 'on the'],
    [['这款产品', '全网', '最低价'], 'price-lowest-claim', '全网最低价'],
    [['best', 'mask in', 'the world'], 'absolute-superlative', 'best mask in the world'],
    [['The best.', 'Mask on.', 'The market.'], 'absolute-superlative', 'best Mask on The market'],
  ];
  it.each(cases)('%j', (lines, kind, quote) => {
    const found = raised(lines).filter((claim) => claim.kind === kind);
    expect(found).toHaveLength(1);
    const [claim] = found;
    expect(claim?.parts?.length).toBeGreaterThanOrEqual(2);
    expect(claim?.quote).toContain(quote);
    const said = claim?.parts?.map(({ utteranceId, start, end }) =>
      lines[Number(utteranceId.slice(1)) - 1]?.slice(start, end),
    );
    const bare = (text: string | undefined): string => (text ?? '').replaceAll(/[\s。]/g, '');
    expect(bare(said?.join(''))).toBe(bare(claim?.quote));
    const own = claim?.parts?.at(-1);
    expect({ start: claim?.start, end: claim?.end }).toEqual({ start: own?.start, end: own?.end });
  });
});

describe('what was found with the first half is not found again', () => {
  it.each([
    [['这是全网最低价', '买贵了找我'], 'price-lowest-claim', '全网最低价'],
    [['全國最好的蠶絲被', '沒有之一'], 'absolute-superlative', '最好'],
  ])('%j', (lines, kind, words) => {
    const again = raised(lines).filter(({ kind: one, quote }) => one === kind && quote.includes(words));
    expect(again).toEqual([]);
  });
});

it('the end of what was raised before the cut is told, and not raised again', () => {
  const lines = ['this really is the', 'best mask in', 'the world'];
  const [told, ...more] = claimsOf(lines).claims.filter(({ kind }) => kind === 'absolute-superlative');
  expect(more).toEqual([]);
  expect(told).toMatchObject({ verdict: 'undetermined', start: 0, end: 9 });
  expect(told?.steps.map(({ outcome }) => outcome)).toContain('told');
});

describe('nothing is put together', () => {
  it.each([
    [
      'after more than 8 s',
      [
        { text: '这就是全网最', atMs: 1_000 },
        { text: '低价，赶快看', atMs: 9_001 },
      ],
    ],
    ['across another speaker', [{ text: '这就是全网最', speaker: 'guest' }, '低价，赶快看']],
    ['without a cut', ['大家晚上好', '今天给大家看一款面霜']],
    ['of sentences that are over', ['我们是全国包邮！', '低价的东西也要看质量']],
  ] as const)('%s', (_, lines) => {
    expect(raised(lines).filter(({ parts }) => parts)).toEqual([]);
  });
  it('of lines that nothing could point at', () => {
    const { utteranceId: _id, ...rest } = { utteranceId: undefined };
    const found = judge.judge('低价，赶快看', {
      source: 'speech',
      role: 'presenter',
      atMs: 12_000,
      before: [{ text: '这就是全网最', atMs: 10_000, role: 'presenter' }],
      ...rest,
    });
    expect(found.claims.filter(({ parts }) => parts)).toEqual([]);
  });
});

describe('words right before the cut deny or ask', () => {
  it.each([
    [['我不敢说这是', '全网最低价']],
    [['我不敢說這是', '全網最低價']],
    [["I'm not saying this is", 'the best cream in the world']],
  ])('%j', (lines) => expect(raised(lines)).toEqual([]));
  it('but not words farther off, or before the end of a sentence', () => {
    expect(raised(['我们从来不会让大家失望', '这就是全网最低价'])).toHaveLength(1);
    expect(raised(['我不敢说。', '这就是全网最低价'])).toHaveLength(1);
  });
});

describe('a quotation or a question that the next sentence adopts is a claim', () => {
  it.each([
    [['有宝宝说这是全网最低价', '对，没错'], 'price-lowest-claim'],
    [['有宝宝问这是不是全网最低价', '你说对了'], 'price-lowest-claim'],
    [['有寶寶說這是全網最低價', '沒錯，就是最低'], 'price-lowest-claim'],
    [['是不是全网最低价？', '就是！'], 'price-lowest-claim'],
    [['Someone asked: is this the best blender in the world?', 'Exactly!'], 'absolute-superlative'],
    [['Is this the cheapest price on the internet?', 'Yes, it is.'], 'price-lowest-claim'],
  ])('%j', (lines, kind) => {
    const found = raised(lines).filter((claim) => claim.kind === kind);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ verdict: 'flag' });
    expect(found[0]?.parts?.map(({ utteranceId }) => utteranceId)).toEqual(['u1', 'u2']);
    expect(found[0]?.steps.map(({ id }) => id)).toContain('adopted');
  });
  it.each([
    [['有宝宝问这是不是全网最低价', '对不起，这个我不知道']],
    [['有宝宝问这是不是全网最低价', '对，但是我们不能这么说']],
    [['有宝宝问这是不是全网最低价', '对了，看一下二号链接']],
    [['有人問是不是全網最低價', '這個我不敢保證']],
    [['Is this the best blender in the world?', 'Right now I cannot say that.']],
    [['Someone asked: is this the best blender in the world?', 'Yes, but I would not say that.']],
  ])('not by %j', (lines) => expect(raised(lines)).toEqual([]));
  it('within one utterance too', () => {
    expect(raised(['有人问是不是全网最低价？对，就是'])).toHaveLength(1);
    expect(raised(['有人问是不是全网最低价？不好说'])).toEqual([]);
  });
  it('and stays for a person to listen to where the speech was hardly understood', () => {
    const [claim] = raised(['有宝宝说这是全网最低价', '对，没错'], { confidence: 0.4 });
    expect(claim).toMatchObject({ verdict: 'review', need: 'listen' });
  });
});
