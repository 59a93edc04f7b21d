import { describe, expect, it } from 'vitest';
import { asUtteranceId } from '../../../../models/contract/ids.ts';
import { agreementIn } from '../../../../models/text/context/agreement.ts';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const degree = (lines: readonly string[]) => {
  const all = lines.map((text, i) => ({
    utteranceId: asUtteranceId(`u${i}`),
    atMs: 10_000 + i * 2_000,
    role: 'presenter' as const,
    speaker: 'host',
    text,
  }));
  const last = all.at(-1) as (typeof all)[number];
  const context = { source: 'speech' as const, ...last, before: all.slice(0, -1) };
  return judge.judge(last.text, context).claims.filter(({ kind }) => kind === 'absolute-superlative');
};

describe('a yes makes what was quoted the seller’s', () => {
  it.each([
    ['真的就是这样'],
    ['真的就是這樣'],
    ['没错，就是'],
    ['沒錯，就是'],
    ['对，确实是这样'],
    ['的確是這樣'],
    ['一点没错'],
    ['Exactly, it is'],
    ["that's right"],
    ['you said it'],
    ['it is'],
    ['They are so right'],
    ['I totally agree'],
  ])('%s', (text) => expect(agreementIn(text)).not.toBeNull());
  it.each([
    ['真的吗'],
    ['真的是這樣嗎'],
    ['真的很冷今天'],
    ['对不起，刚才卡了'],
    ['没错，但是我不能这么说'],
    ['Is it?'],
    ['It is cold tonight'],
    ["It is, but I can't say that"],
    ["that's what she thinks"],
  ])('none: %s', (text) => expect(agreementIn(text)).toBeNull());
});

describe('one viewer’s words are not the seller’s until adopted', () => {
  it.each([
    [['A viewer says this is the best tea in the world']],
    [['Someone in the chat just wrote it is the best tea in the world']],
    [['有位觀眾在公屏說這是全網最好的面膜']],
    [['有个观众留言说这是全网最好的面膜']],
  ])('%j', (lines) => {
    const [claim] = degree(lines);
    expect(claim).toMatchObject({ verdict: 'review', need: 'context' });
    expect(claim?.steps.map(({ id }) => id)).toContain('quotation');
  });
  it.each([
    [['A viewer says this is the best tea in the world', 'Exactly, it is']],
    [['A viewer says this is the best tea in the world', 'It is.']],
    [["A viewer says this is the best tea in the world, that's right"]],
    [['有姐妹说这是全网最好的面膜', '真的就是这样']],
    [['有姐妹說這是全網最好的面膜', '真的就是這樣']],
    [['有位觀眾說這是全網最好的面膜', '沒錯，就是這樣']],
  ])('adopted: %j', (lines) => {
    expect(degree(lines).map(({ verdict }) => verdict)).toContain('flag');
  });
  it.each([
    [['This is the best tea in the world']],
    [['A viewer says hi. This is the best tea in the world']],
    [['有个观众问好，我告诉大家这是全网最好的面膜']],
  ])('the seller’s own: %j', (lines) => {
    expect(degree(lines).map(({ verdict }) => verdict)).toContain('flag');
  });
  it('a question of a viewer that is read out claims nothing', () => {
    expect(
      degree(['A viewer asks if it is the best tea in the world']).map(({ verdict }) => verdict),
    ).toEqual(['exempt']);
  });
});
