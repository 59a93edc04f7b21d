import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const quotesOf = (text: string, role: 'presenter' | 'viewer' = 'presenter'): readonly string[] =>
  judge
    .judge(text, { source: role === 'viewer' ? 'chat' : 'speech', role })
    .claims.map(({ start, end, quote }) => {
      expect(text.slice(start, end)).toBe(quote);
      return quote;
    });

describe('a span ends where its words end', () => {
  const cases: readonly (readonly [text: string, quote: string])[] = [
    ['这款百分百不过敏', '百分百不过敏'],
    ['错过再也没有', '错过再也没有'],
    ['全世界最好的锅', '全世界最好'],
    ['它包治百病', '包治百病'],
    ['把体内的毒素全排出来', '毒素全排出来'],
    ['体内毒素全排乾淨了', '毒素全排乾淨了'],
    ['不是不能瘦，是瘦得太快', '不是不能瘦，是瘦得太快'],
    ['库存后台就剩三十来件', '就剩三十来件'],
    ['原价五百九十九，今天只要一百二十九', '今天只要一百二十九'],
    ['这款喝了不咳嗽', '喝了不咳嗽'],
    ['😀全​世界最好的锅', '全​世界最好'],
  ];
  it.each(cases)('%s', (text, quote) => {
    expect(quotesOf(text).join(' | ')).toContain(quote);
  });
  it('in what viewers report', () => {
    expect(quotesOf('上次收到的是假货', 'viewer').join(' | ')).toContain('收到的是假货');
  });
});

describe('and takes none of the next clause', () => {
  it.each([
    ['全网最低价而且喝了不胖', '全网最低价'],
    ['这是全网最低价，就现在', '全网最低价'],
    ['最低价给你们并且送了一瓶', '最低价给你们'],
  ])('%s', (text, quote) => {
    const [first] = quotesOf(text);
    expect(first?.endsWith(quote)).toBe(true);
  });
});
