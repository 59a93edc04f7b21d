import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import { readNumerals } from '../../../models/text/normalise/numerals.ts';

describe('numbers in words', () => {
  it.each<readonly [string, number]>([
    ['十八', 18],
    ['三百九十九', 399],
    ['一千九百九', 1990],
    ['三千八', 3800],
    ['两万五', 25_000],
    ['三百五', 350],
    ['一百零五', 105],
    ['一亿两千万', 120_000_000],
    ['二零二六', 2026],
  ])('%s', (words, figure) => expect(readNumerals(words)).toBe(figure));
});

describe('rules that ask for a number', () => {
  const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
  const found = (text: string): readonly string[] =>
    judge
      .judge(text, { source: 'speech', role: 'presenter' })
      .claims.map(({ kind, verdict }) => `${kind} ${verdict}`);

  it.each([
    ['只剩十八单了', '只剩18单了'],
    ['原价三百九十九，现在只要九十九', '原价399，现在只要99'],
    ['三天瘦十斤', '3天瘦10斤'],
    ['百分之九十九的妈妈都在用', '99%的妈妈都在用'],
    ['七天见效', '7天见效'],
    ['保证百分之百有效', '保证100%有效'],
    ['一个月轻松赚三千八', '一个月轻松赚3800'],
    ['lost thirty nine pounds in four weeks', 'lost 39 pounds in 4 weeks'],
  ])('find the same in %s and in %s', (words, figures) => {
    expect(found(words).length).toBeGreaterThan(0);
    expect(found(words)).toEqual(found(figures));
  });

  it('mark the whole number', () => {
    const text = '三天就瘦三点五斤';
    const [claim] = judge.judge(text, { source: 'speech', role: 'presenter' }).claims;
    expect(claim?.quote).toContain('三点五斤');
  });
});
