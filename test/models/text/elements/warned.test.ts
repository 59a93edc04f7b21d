import { describe, expect, it } from 'vitest';
import { claimsOf, raised } from './presented.ts';

describe('the room is warned of those who say so', () => {
  it.each([
    '凡是让你私下转账的，都不是我们客服',
    '假客服叫你私下转账，一律挂断',
    '记者调查发现，所谓“保本保息”的理财产品涉嫌非法集资',
    '刑事局呼籲，凡主打保證獲利、穩賺不賠的群組都是詐騙',
    '那种日赚八百的兼职别去，押金要不回来',
    'Watch out for fake accounts telling people to message them on Telegram.',
    'whatsapp number in the chat is a scam, guys',
  ])('%s', (text) => {
    expect(claimsOf(text).length).toBeGreaterThan(0);
    expect(raised(text)).toEqual([]);
  });
});

describe('told where words may not be said', () => {
  it.each([
    '广告里不得出现“国家级”“最佳”“顶级”这样的字眼',
    '衛生局稽查，業者宣稱可抗癌，依法開罰',
    '業者若要標示第一品牌，須附上調查年度及機構',
    '抗癌、防癌、治三高，这些词出现在食品上就是违法',
    'sellers are not allowed to write best in the world without proof',
  ])('%s', (text) => {
    expect(claimsOf(text).length).toBeGreaterThan(0);
    expect(raised(text)).toEqual([]);
  });
});

describe('a warning that leads to the own goods, or away from the platform, is a claim', () => {
  it.each([
    ['谨防假货，认准我们家，治好了多少人的失眠', 'medical'],
    ['防止被骗，认准我的微信，下播加我微信', 'off-platform'],
    ['小心盜版，要買正版加我的賴', 'off-platform'],
    ['外面宣稱七天瘦十公斤的都是騙局，我們家五天就瘦六公斤', 'efficacy'],
    ['广告法不让用“第一”这种词，但我们就是全国第一', 'absolute'],
    ['Beware of fakes, but this one really cures diabetes', 'medical'],
  ])('%s', (text, group) => expect(raised(text)).toContain(group));
});
