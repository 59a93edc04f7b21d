import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import { numbersIn } from '../../../models/text/normalise/numerals.ts';

/** `figures@quoted` of each number of a text. */
const read = (text: string): readonly string[] =>
  numbersIn(text).map(
    ({ start, end, value, kind }) =>
      `${text.slice(start, end)}=${value}${kind === 'percent' ? '%' : kind === 'discount' ? ' to pay' : ''}`,
  );

describe('numbers in words', () => {
  it.each<readonly [string, readonly string[]]>([
    ['保质期十八个月', ['十八=18']],
    ['三百九十九', ['三百九十九=399']],
    ['两折', ['两折=0.2 to pay']],
    ['百分之三十', ['百分之三十=30%']],
    ['百分之九十九点九', ['百分之九十九点九=99.9%']],
    ['百分百', ['百分百=100%']],
    ['一千九百九', ['一千九百九=1990']],
    ['三千八', ['三千八=3800']],
    ['3千8', ['3千8=3800']],
    ['两万五', ['两万五=25000']],
    ['三百五', ['三百五=350']],
    ['一百零五', ['一百零五=105']],
    ['一亿两千万', ['一亿两千万=120000000']],
    ['半折', ['半折=0.5 to pay']],
    ['五折', ['五折=0.5 to pay']],
    ['七五折', ['七五折=0.75 to pay']],
    ['7.5折', ['7.5折=0.75 to pay']],
    ['八八折', ['八八折=0.88 to pay']],
    ['原价1,299元现在三百', ['1,299=1299', '三百=300']],
    ['卖了3.5万件', ['3.5万=35000']],
    ['二零二六年', ['二零二六=2026']],
    ['六点七寸', ['六点七=6.7']],
    ['一件', ['一=1']],
    ['纯度99%', ['99%=99%']],
    ['four hundred', ['four hundred=400']],
    ['thirty nine dollars', ['thirty nine=39']],
    ['thirty-nine', ['thirty-nine=39']],
    ['a hundred and twenty', ['a hundred and twenty=120']],
    ['two thousand five hundred', ['two thousand five hundred=2500']],
    ['ninety percent of you', ['ninety percent=90%']],
    ['half price today', ['half price=0.5 to pay']],
    ['一定要拍，千万别等，万一没了', []],
    ['第一名，唯一，统一', []],
    ['十分好用', []],
    ['someone weighs oxygen', []],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected));

  it('reads 64 KiB of numerals in one go', () => {
    const from = performance.now();
    for (const char of ['九', '九点', '百分之', 'one ', '1,'])
      for (const { start, end } of numbersIn(char.repeat(65_536 / char.length)))
        if (end <= start) throw new Error(`${char}: ${start} to ${end}`);
    expect(performance.now() - from).toBeLessThan(1_000);
  });
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
