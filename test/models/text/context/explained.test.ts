import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';
import { levelOf } from '../../../../models/text/levels.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const judged = (text: string, role: 'presenter' | 'viewer' = 'presenter') =>
  judge.judge(text, { source: role === 'viewer' ? 'chat' : 'speech', role }).claims;

describe('a forbidden word in a lawful use is kept, and says why', () => {
  it.each([
    ['这款不是最便宜的', null],
    ['我们不敢说最好', null],
    ['国家科技进步一等奖，证书在详情页', 'needs-proof'],
    ['特级初榨橄榄油，酸度零点四，执行标准在瓶身', 'needs-proof'],
    ['一级能效，标识在左侧', null],
    ['足金999，金重三克', null],
    ['最佳饮用温度是六到八度', null],
    ['面膜最好晚上用，敷十五分钟', null],
    ['你们最好先量一下尺寸', null],
    ['最大功率两千二百瓦，三档调节', null],
    ['唯一的缺点是有点重', null],
    ['最怕水，千万别泡着', null],
    ['我个人最爱脆一点的口感', null],
    ['本店最便宜的是这个十九块九的', null],
    ['我們店裡賣最好的是黑色', 'needs-proof'],
    ['百分百桑蚕丝，水洗标写着', null],
    ['这个平台不让说"最"，我就讲数据', null],
    ['母乳是宝宝最好的食物，不够再考虑配方', null],
    ['第一次来的朋友先看置顶', null],
    ["We can't call it the best, that's for you to say", null],
    ['Best enjoyed within three days of opening', null],
    ['The max power is 1800 watts', null],
    ['这三款里最轻的是灰色', null],
    ['母乳是最好的，奶粉是备选', null],
    ['功率最大一千八百瓦', null],
    ['这口味叫“第一口”', null],
    ['我们不敢说全国最好', null],
    ['2025年全年湖北省蜂蜜销售额第一，来源页面有报告编号', 'needs-proof'],
    ['最後兩分鐘我換一件衣服', null],
    ['这是今晚最后一件外套，讲完下播', null],
    ['我们镇上最好吃的包子铺我早上去了', null],
  ] as const)('%s', (text, level) => {
    const claims = judged(text);
    expect(claims.map(({ verdict }) => verdict)).toEqual(claims.map(() => 'exempt'));
    expect(claims.length).toBeGreaterThan(0);
    for (const claim of claims) {
      expect(text.slice(claim.start, claim.end)).toBe(claim.quote);
      expect(claim.steps.length).toBeGreaterThan(0);
    }
    expect(claims.map(levelOf).find((one) => one !== null) ?? null).toBe(level);
  });
});

describe('what looks like it and is none is no less raised', () => {
  it.each([
    '最佳效果一周见效',
    '最大的优点是治失眠',
    '我最喜欢它，因为它是美白效果最强的',
    '这是全网最好用的面霜',
    '不能说是最好，那就是没有第二家',
  ])('%s', (text) => {
    expect(judged(text).some(({ verdict }) => verdict === 'flag' || verdict === 'review')).toBe(true);
  });
});

it('nothing is explained of what a viewer writes, nor of words that no list forbids', () => {
  expect(judged('最好先量尺寸', 'viewer')).toEqual([]);
  expect(judged('最近降温，最后一个问题')).toEqual([]);
});
