import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks, type TextContext } from '../../../models/text/judge.ts';
import { findPersonalData, maskPersonalData } from '../../../models/text/personal-data/index.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const leaks = (text: string, context: TextContext = { source: 'speech', role: 'presenter' }) =>
  judge.judge(text, context).claims.filter(({ kind }) => kind === 'chat-pii-leak');

describe('what the room reads out of a viewer', () => {
  it.each([
    [
      '这位宝宝住幸福路88号3栋2单元501，电话一三八零零一三八零零零',
      ['幸福路88号3栋2单元501', '一三八零零一三八零零零'],
    ],
    ['這位寶寶住中山路88號3棟5樓，手機0912-345-678', ['中山路88號3棟5樓', '0912-345-678']],
    ['The viewer gave her phone: +1 415 555 0132', ['+1 415 555 0132']],
    ['身份证110105 19491231 002X', ['110105 19491231 002X']],
  ])('%s', (text, quotes) => {
    const found = leaks(text);
    expect(found.map(({ quote }) => quote)).toEqual(quotes);
    for (const claim of found) expect(claim).toMatchObject({ verdict: 'flag', severity: 'high' });
  });
  it('a number of which nothing says whose it is, and one that was hardly heard, are for a person', () => {
    expect(leaks('13800138000')).toMatchObject([{ verdict: 'review', need: 'context' }]);
    const unsure = { source: 'speech', role: 'presenter', confidence: 0.4 } as const;
    expect(leaks('这位宝宝电话13800138000', unsure)).toMatchObject([{ verdict: 'review', need: 'listen' }]);
  });
  it('is told the room in its own words: it hides no line and warns no viewer', () => {
    const [claim] = leaks('这位宝宝电话13800138000');
    expect(claim?.suggestion.zh).toContain('不念出');
    expect(`${claim?.reason.zh}${claim?.suggestion.zh}${claim?.suggestion.en}`).not.toMatch(
      /弹幕|观众|viewer/,
    );
    const [viewers] = leaks('我电话13800138000', { source: 'chat', role: 'viewer' });
    expect(viewers?.suggestion.zh).toContain('提醒观众');
  });
  it.each([
    ['客服电话13800138000'],
    ['客服熱線400-800-1234'],
    ['我们店在幸福路88号2栋，欢迎来'],
    ['退貨寄到幸福路88號3棟'],
    ['Call us at +1 415 555 0132'],
    ['加我微信 tea_1998'],
    ['原价13800，今天1380'],
  ])('the shop’s own, or none: %s', (text) => expect(leaks(text)).toEqual([]));
});

const VIEWER = { source: 'chat', role: 'viewer' } as const;

describe('a body and a child', () => {
  it.each([
    ['我孕28周能用吗', '我孕**周能用吗', 'health'],
    ['我懷孕28週能用嗎', '我懷孕**週能用嗎', 'health'],
    ["I'm 28 weeks pregnant, can I use it?", "I'm ** weeks pregnant, can I use it?", 'health'],
    ['我女儿8岁，身高128', '我女儿*岁，身高***', 'minor'],
    ['我女兒八歲，身高128公分', '我女兒*歲，身高***公分', 'minor'],
    ['my daughter is 8, 128 cm', 'my daughter is *, *** cm', 'minor'],
  ])('%s', (text, masked, kind) => {
    const data = findPersonalData(text);
    expect(data.map((one) => one.kind)).toEqual([kind]);
    expect(maskPersonalData(text, data)).toBe(masked);
    expect(leaks(text, VIEWER)).toMatchObject([{ verdict: 'review', need: 'context', severity: 'high' }]);
  });
  it.each([
    ['孕28周以后可以用'],
    ['孕婦可以用嗎'],
    ['我一米六五穿M'],
    ['身高168体重52选什么码'],
    ['三岁以上可以用'],
    ['我今年28岁'],
    ['What size for a 12-year-old?'],
  ])('nobody’s: %s', (text) => {
    expect(findPersonalData(text)).toEqual([]);
    expect(leaks(text, VIEWER)).toEqual([]);
  });
  it.each([['我女儿十二岁，一米五'], ['my son is 12 what size']])(
    'an age for a size is masked, no claim: %s',
    (text) => {
      expect(findPersonalData(text)).toHaveLength(1);
      expect(leaks(text, VIEWER)).toEqual([]);
    },
  );
});
