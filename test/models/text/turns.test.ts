import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks, type TextContext } from '../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const HOST: TextContext = { source: 'speech', role: 'presenter' };

const verdicts = (text: string, context: TextContext = HOST): string[] => [
  ...new Set(judge.judge(text, context).claims.map(({ verdict, group }) => `${verdict} ${group}`)),
];
const raised = (text: string, context: TextContext = HOST): string[] => [
  ...new Set(
    judge
      .judge(text, context)
      .claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review')
      .map(({ group }) => group),
  ),
];

const flagged = (text: string): boolean => verdicts(text).some((one) => one.startsWith('flag '));

describe('ideas that turn an exception, and their lawful look-alikes', () => {
  const ideas: readonly (readonly [idea: string, said: readonly string[], lawful: readonly string[]])[] = [
    [
      'one thing denied and another said in its place',
      ['不是瘦脸是瘦腿', '不是全网是全国最低价'],
      ['不是说它是全国最好的', '这不是全国最好的面霜'],
    ],
    [
      'a question or a double denial that says it',
      [
        '有谁敢说这不是全网最好的锅',
        '没有一个人不承认这是全国最好的面霜',
        '这不就是全网最低价吗',
        '难道我们家不算全国第一品牌吗',
        '不得不说这就是全网最好用的吸尘器',
        '難道這不是全台最好喝的烏龍嗎',
        '誰敢說這不是全國最好的面膜',
        '沒有人能否認這是市面上最好的鍋',
        "Who can say this isn't the best serum in the world",
        'Nobody can deny this is the best blender in the world',
        "Isn't this just the best blender in the world",
        "Can anyone say it's not the lowest price online",
        '岂不是全网最好的面霜',
        '哪个敢说我这不是全网最低',
        '没人能说它不是市面上最好的',
      ],
      [
        '这是不是全网最低价，我没比过',
        '这不是全国最好的，但是够用',
        '我不敢说全网最好，你们自己比',
        '有人问这是不是全国最好的面膜',
        '這不是全台最便宜的，含運而已',
        "It's not the best blender in the world, but it works",
        "Is this the best blender in the world? I don't know",
        '没有人说过它是全网最好的',
        '不是不想说全网最低，是真的没比过',
        '难道真有全网最低价这种东西吗，我不信',
      ],
    ],
    [
      'a method, a fault or a benefit that is the claim',
      [
        '最好的减肥办法就是喝我们这款茶',
        '最佳的美白途径就是用这瓶精华',
        '最好的祛痘方法其實就是用它',
        '最有效的减肥方法就是我们这个茶',
        '唯一的缺点就是太好用了，全国最好用的锅',
        '最大的毛病就是太好吃，全网最好吃的糕',
        '唯一的缺點就是太好用，全台最好用的鍋',
        "The only downside is that it's too good, it's the best cream in the world",
      ],
      [
        '最好的清洗方法是用冷水手洗',
        '最佳的保存方法就是放冰箱',
        '最好的使用方法是睡前用它薄薄一层',
        '最好的拍法是先领券再下单',
        '唯一的缺点就是有点重',
        '最大的毛病是充电慢，着急的别买',
        '最大的好处就是轻，出门好带',
        '唯一的缺點是沒有黑色',
        'The only downside is the lid is heavy',
      ],
    ],
    [
      'an aside or a self-comparison beside the claim',
      [
        '随便聊聊啊，这款面霜是全网最好的',
        '这不算广告啊，我们家茶治好了我的失眠',
        '跑题一下，我这个膏药治好了我的湿疹',
        '这款比市面上所有面霜都好用，算自我比较',
        '顶级一级蚕丝，全国最好的蚕丝',
        '閒聊一句，我家這個面膜真的治好了我的痘痘',
        'Just chatting here, this is the best cream in the world',
        'Off topic, but this cream cured my eczema',
      ],
      [
        '闲聊一句，我昨天去爬山了',
        '随便聊聊，你们那边下雪了吗',
        '我们跟自己上一代比较，轻了一百克',
        '一级丝绒是我们给这个颜色起的名字',
      ],
    ],
    [
      'a correction that worsens it',
      [
        '说错了，不是全网最好，是全世界最好',
        '刚才口误，应该说是全国第一品牌',
        '我收回，不是全网最低，是史上最低价',
        '剛剛說錯了，不是全台最好，是全世界最好',
        "Correction, it's not the best in the country, it's the best in the world",
        "I misspoke, it's not just good, it's the best serum in the world",
      ],
      [
        '说错了，不是全网最好，是我们店里卖得最好的',
        '刚才口误，不是全国第一，是店里第一款',
        '我收回，不是全网最低，就是日常价',
        '刚才说全国最好说错了，应该说我们自己用着不错',
        "Correction, it's not the best in the world, it's our newest one",
      ],
    ],
    [
      'the own shop and the market at once',
      [
        '我们店里最好的，也是全国最好的',
        '本店最便宜，全网也最便宜',
        '自家最好卖的一款，放到全国也是最好的一款',
        '本店最低價，也是全台最低價',
        "It's the cheapest in our shop and the cheapest on the market",
      ],
      [
        '本店最便宜的是这双袜子',
        '我们家卖得最好的是黑色',
        '本店最便宜的是九十九的這款',
        'This is the cheapest one in our shop',
      ],
    ],
    [
      'goals',
      [
        'Our goal was to make the best tea in the world and now it is',
        'We already are the number one brand in China',
        'Our dream came true, this is the best coffee in the world',
        'Our goal was the best knife in the world, mission accomplished',
        '目标是全国第一，现在已经是全国第一品牌了',
      ],
      [
        'We hope to become the best bakery in the country one day',
        'Our dream is to be the number one brand in China',
        "We're working to make the best coffee in the world",
        'I want to build the best tea brand in the world some day',
        '我们的目标是做全国最好的茶',
        '梦想是成为行业第一品牌',
        '我們希望做到全台最好喝的豆漿',
      ],
    ],
    [
      'batches and parcels',
      [
        '最后一批了，抢完就没了',
        '最后一批现货，今晚发完就绝版',
        '最後一批，手慢就沒了',
        "This is the last batch, hurry before it's gone",
      ],
      [
        '最后一批周五发货，大家耐心等',
        '最后一批学员下周结业',
        '第一批今天寄出，最后一批周三寄出',
        '最後一批明天到貨',
        'The last batch ships on Friday',
        '最后一批已经打包发走了',
        '首批今晚发，最后一批后天发',
      ],
    ],
    [
      'what the family achieved',
      ['我女儿就是用这款学习机，拿了全国第一', '我們的課程讓孩子考全校第一', '我儿子喝的就是全国最好的牛奶'],
      [
        '我女儿钢琴比赛拿了全市第一',
        '我闺女期末考了年级第一，请大家吃糖',
        '我外甥跑步拿了全校冠军',
        '我兒子書法比賽得了全台第一，開心',
        'My daughter came first in her class today',
        'My son won first place in the whole country at chess',
      ],
    ],
    [
      'refusals',
      [
        "I won't say it's good, because it's the best in the world",
        "I can't say it enough, this is the best serum in the world",
        "I'm not saying it's good, but it's the best serum in the world",
        "They won't let me say it but this is the best cream in the world",
      ],
      [
        "I won't call it the best in the world",
        "We never say it's the best on the market",
        "I'm not going to tell you it's the best in the world",
        "I can't say it's the best in the country, you compare",
        'I would never claim this is the number one brand in China',
      ],
    ],
    [
      'withdrawals',
      [
        '我没说错，就是全网最低',
        '我可没口误，这就是全国最好的',
        '别人收回好评我也不怕，全网最好的面霜',
        'I was not wrong, this is the best serum in the world',
        '说错了算我的，这就是全网最低价',
      ],
      [
        '刚刚口误了，收回全国最好这句',
        '撤回刚才全网第一那句话',
        '嘴瓢了，全网最低这句不算',
        '剛才嘴快了，收回「全台最好」這個說法',
        'I take back the best in the world line, that was a slip',
        'My mistake, I said best in the world, ignore that',
        '刚才说的全国第一品牌是口误',
        '讲错了讲错了，全网最低收回',
      ],
    ],
  ];
  for (const [idea, said, lawful] of ideas) {
    it(`${idea}: claims are flagged`, () => expect(said.filter((text) => !flagged(text))).toEqual([]));
    it(`${idea}: lawful talk is not raised`, () =>
      expect(lawful.filter((text) => raised(text).length > 0)).toEqual([]));
  }

  it('asks a person where somebody else is quoted, and flags what is adopted', () => {
    const told = [
      '有个顾客留言说这是她用过最好用的锅',
      '公屏有姐妹说这是全国最好穿的裙子',
      '有買家說這是全台最好喝的茶',
      'A viewer wrote in the chat that this is the best tea in the world',
      "One of our customers says it's the best pillow in the world",
    ];
    expect(told.map((text) => verdicts(text).filter((one) => one.startsWith('flag')))).toEqual(
      told.map(() => []),
    );
    const adopted = [
      '有姐妹说这是全网最好的锅，对，没错，就是最好',
      '有宝宝说这是全国最好的，说得对，确实是全国最好的',
      "A viewer says this is the best tea in the world, exactly, it's true",
      '這位姐妹說是全台最好喝的，沒錯，就是最好喝',
    ];
    expect(adopted.filter((text) => !flagged(text))).toEqual([]);
  });
});
