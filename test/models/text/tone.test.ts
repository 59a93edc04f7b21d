import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const host = { source: 'speech', role: 'presenter' } as const;
const raised = (text: string): readonly string[] => [
  ...new Set(
    judge
      .judge(text, host)
      .claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review')
      .map(({ group }) => group),
  ),
];

const CLAIMS: readonly (readonly [claim: string, group: string])[] = [
  ['这床被子就是全国最好的', 'absolute'],
  ['这个贴连贴五天治好关节炎', 'medical'],
  ['全网最低价就在我这里', 'price'],
];
const TAILS = [
  '谢谢大家捧场',
  '哈哈',
  '明天工作日发货',
  '一共五百毫升左右',
  '有一点点甜',
  '保质期一年写在瓶底',
  '说明书里都有',
  '不懂的看医生去',
  '记得先量一下尺码',
  '每个人的皮肤不一样因人而异',
];

describe('plain talk beside a claim', () => {
  for (const [claim, group] of CLAIMS)
    for (const tail of TAILS) {
      it(`${claim}，${tail}`, () => expect(raised(`${claim}，${tail}`)).toContain(group));
      it(`${tail}，${claim}`, () => expect(raised(`${tail}，${claim}`)).toContain(group));
    }

  const english = [
    'thanks for watching',
    'lol',
    'free shipping today',
    'it comes in a medium',
    'results vary a bit',
  ];
  for (const tail of english)
    it(`This balm cures arthritis in a week, ${tail}`, () =>
      expect(raised(`This balm cures arthritis in a week, ${tail}`)).toContain('medical'));
});

describe('what the law excuses about this very claim', () => {
  const lawful = [
    '刷好评返红包的事我们从来不做',
    '还有几十件，慢慢看不着急，明天也有',
    '有高血压的千万别喝',
    'Take your time with the last batch, no rush',
    '广告法不让说最好这种词',
    '我们家卖得最好的是灰色',
    '本店最便宜的一款是这个小勺',
    '五个颜色里面最显白的是奶茶色',
    '我们的目标是做全国最好的床垫',
    '"国家级"、"最高级"这些词我们都不能说',
  ];
  for (const text of lawful) it(text, () => expect(raised(text)).toEqual([]));

  const turned: readonly (readonly [text: string, group: string])[] = [
    ['最后三件，错过就没了，你慢慢看', 'urgency'],
    ['不忘初心，全国销量第一的床垫', 'absolute'],
    ['目标很简单，这就是全球最好的床垫', 'absolute'],
    ['我们家的蜂蜜是全省最纯的', 'absolute'],
    ['本店的做工最好', 'absolute'],
    ['有糖尿病的别再吃药，喝这个茶就能治好', 'medical'],
    ['平台不让讲疗效，可它三天治好了我爸的湿疹', 'medical'],
    ['规定不能说最，我偏说，它就是全国最强的', 'absolute'],
    ['不说废话，这就是全国最好的锅', 'absolute'],
    ['别的不说，这就是全国最好的锅', 'absolute'],
    ['告别失眠，这款茶三天治好失眠', 'medical'],
    ['一点毛病都没有，全国最好的玉', 'absolute'],
  ];
  for (const [text, group] of turned) it(text, () => expect(raised(text)).toContain(group));
});
