import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../../models/duties/ledger/ledger.ts';
import { ask, follow, heartbeat, introduced, product, sampleDuties, say } from './sample-duties.ts';

const LIFE = ['[shelf-life=365]', '[shelf-life=180]'] as const;
const two = [
  introduced(0, 'p1', 'food', { name: '青禾蓝莓干', linkNo: 1 }),
  introduced(3, 'p2', 'food', { name: '山谷核桃酥', linkNo: 2 }),
];
const twoEnglish = [
  introduced(0, 'p1', 'food', { name: 'Blueberry Chips', linkNo: 1 }),
  introduced(3, 'p2', 'food', { name: 'Walnut Crisps', linkNo: 2 }),
];
const ledgerOf = (events: Parameters<typeof follow>[1]): Ledger =>
  follow(sampleDuties(), events).ledger as Ledger;
/** What each of two products was heard to keep, in days. */
const lives = (events: Parameters<typeof follow>[1]) => {
  const { open } = ledgerOf(events);
  return ['p1', 'p2'].map((id) => open[id]?.heard['shelf-life']?.slots?.value);
};
const said = (lines: readonly string[], before = two) => [
  ...before,
  ...lines.map((line, i) => say(10 + i * 20, line)),
];

test.each(['这两款都是', '它俩一样', '两者都是', 'these two are '])('%s said of both', (lead) => {
  expect(lives(said(['看核桃酥', `${lead}${LIFE[0]}`]))).toEqual([365, 365]);
});

test('a character of a name means nothing where it is part of another noun', () => {
  const sauce = [
    introduced(0, 'p1', 'food', { name: '青禾黄豆酱', linkNo: 1 }),
    introduced(3, 'p2', 'food', { name: '山谷海带丝', linkNo: 2 }),
  ];
  expect(lives(said(['先说这个酱', LIFE[0], '再看海带', `酿造酱油炒出来的 ${LIFE[1]}`], sauce))).toEqual([
    365, 180,
  ]);
});

describe('of two products shown together, each statement belongs to the one it points at', () => {
  test.each<[string, string[]]>([
    ['this and that, one in hand', ['蓝莓干在我手上', `这款${LIFE[0]}，那款${LIFE[1]}`]],
    ['this and that, none in hand', [`这个${LIFE[0]}，那个${LIFE[1]}`]],
    ['that one, later', ['蓝莓干在我手上', `那款${LIFE[1]}`, `这款${LIFE[0]}`]],
    ['in Traditional characters', ['藍莓乾在我手上', `這款${LIFE[0]}，那款${LIFE[1]}`]],
    ['the other one', ['先讲蓝莓干', LIFE[0], `另一个${LIFE[1]}`]],
    ['first and second', [`第一款${LIFE[0]}`, `第二款${LIFE[1]}`]],
    ['former and latter', [`前面那个${LIFE[0]}`, `后面这个${LIFE[1]}`]],
    ['left and right', ['左手边是蓝莓干', `右手边的${LIFE[1]}`, `左边这款${LIFE[0]}`]],
    ['the one named last', ['看核桃酥', LIFE[1], '再看蓝莓干', LIFE[0]]],
    ['named last a while ago', ['看核桃酥', '很香', '真的很香', LIFE[1], `蓝莓干${LIFE[0]}`]],
  ])('%s', (_, lines) => {
    expect(lives(said(lines))).toEqual([365, 180]);
  });
  test.each<[string, string[]]>([
    ['this one, that one', ['blueberry chips here', `this one ${LIFE[0]}, that one ${LIFE[1]}`]],
    ['the first one, the other one', [`the first one ${LIFE[0]}`, `the other one is ${LIFE[1]}`]],
    [
      'on the left, on the right',
      ['on the left the walnut crisps', `the right one ${LIFE[0]}`, `left ${LIFE[1]}`],
    ],
    ['the former, the latter', [`the former ${LIFE[0]}, the latter ${LIFE[1]}`]],
  ])('%s', (_, lines) => {
    expect(lives(said(lines, twoEnglish))).toEqual([365, 180]);
  });
});

test.each([
  '第一个好处就是[shelf-life=365]',
  '第二件半价[shelf-life=365]',
  '那个，我跟大家说[shelf-life=365]',
  '刚才那个问题，[shelf-life=365]',
  'right now [shelf-life=365]',
])('words that only look as if they pointed name nobody: %s', (line) => {
  expect(lives(said([line]))).toEqual([365, 365]);
});

test.each([
  '上药监那个App自己查[shelf-life=365]',
  '就那个园区做的[shelf-life=365]',
  '跟那个蓝罐子不一样[shelf-life=365]',
])('a thing of its own that is pointed at is not the other product: %s', (line) => {
  expect(lives(said(['蓝莓干在我手上', line]))).toEqual([365, undefined]);
});

test.each([
  ['洁面乳', '面霜', '洗面奶'],
  ['烟酰胺面霜', '氨基酸洁面', '这罐霜'],
  ['移动电源', '数据线', '充电宝'],
  ['電鍋', '保温杯', '电饭煲'],
])('%s beside %s is meant by %s', (name, other, said) => {
  const events = [
    introduced(0, 'p1', 'food', { name }),
    introduced(3, 'p2', 'food', { name: other }),
    say(10, `说一下${said}`),
    say(14, LIFE[0]),
  ];
  expect(lives(events)).toEqual([365, undefined]);
});

describe('of several products put on at once, of which nobody names one', () => {
  const both = [two[0], introduced(0, 'p2', 'food', { name: '山谷核桃酥', linkNo: 2 })] as typeof two;
  test('what is said counts for all', () => {
    expect(lives(said([LIFE[0]], both))).toEqual([365, 365]);
  });
  test('it was not said of a later one that is turned to afterwards', () => {
    expect(lives(said([LIFE[0], '再看核桃酥'], both))).toEqual([365, undefined]);
    expect(lives(said([LIFE[0], '再看核桃酥', LIFE[1]], both))).toEqual([365, 180]);
  });
  test('nor of one that a viewer asks to see', () => {
    const events = [...both, say(10, LIFE[0]), ask(20, '核桃酥拿近点')];
    expect(lives(events)).toEqual([365, undefined]);
  });
  test('the first one keeps it when it is named', () => {
    expect(lives(said([LIFE[0], '这个蓝莓干'], both))).toEqual([365, 365]);
  });
  test('what was said of both stays with both', () => {
    expect(lives(said([`两款都是${LIFE[0]}`, '再看核桃酥'], both))).toEqual([365, 365]);
  });
});

test.each([
  '没有第二件这个价，[shelf-life=365]',
  '第一位核桃，第二位面粉，[shelf-life=365]',
  '我们老山酥饼店做的，[shelf-life=365]',
])('words of a promotion, of what it is made of and of a shop name no other product: %s', (line) => {
  const before = [two[0], introduced(3, 'p2', 'food', { name: '山谷核桃酥饼', linkNo: 2 })] as typeof two;
  expect(lives(said(['蓝莓干在我手上', line], before))).toEqual([365, undefined]);
});

test('what a sentence has just named is in hand for the rest of it', () => {
  const events = [...two, say(10, '蓝莓干先挂着，下面说核桃酥，这款很脆'), say(14, LIFE[1])];
  expect(lives(events)).toEqual([undefined, 180]);
});

test('a noun that is short for a product’s name means it, although it is a noun of its own', () => {
  const goods = [
    introduced(0, 'p1', 'food', { name: '银手镯' }),
    introduced(3, 'p2', 'food', { name: '珍珠项链' }),
    say(10, '看珍珠'),
    say(30, '再看银镯'),
    say(50, LIFE[1]),
  ];
  expect(lives(goods)).toEqual([180, undefined]);
});

test('another everyday name takes no product its own', () => {
  const goods = [
    introduced(0, 'p1', 'food', { name: '洗面奶' }),
    introduced(3, 'p2', 'food', { name: '洁面乳' }),
    say(10, '说说洁面乳'),
    say(14, LIFE[1]),
  ];
  expect(lives(goods)).toEqual([undefined, 180]);
});

test('a breath between two names divides what is said of each', () => {
  const events = [...two, say(10, '看核桃酥'), say(14, `真的很香 ${LIFE[1]}呢 跟蓝莓干一块儿拍`)];
  expect(lives(events)).toEqual([undefined, 180]);
});

test('the product of a moment ago is meant by “that one just now”, the one in hand by “this one”', () => {
  const events = [
    introduced(0, 'p1', 'food', { name: '青禾蓝莓干' }),
    say(10, '看'),
    introduced(60, 'p2', 'food', { name: '山谷核桃酥' }),
    say(80, `刚才那款${LIFE[0]}`),
    say(84, `这款${LIFE[1]}`),
  ];
  expect(lives(events)).toEqual([365, 180]);
});

test('what is said of a gift is not said of the product that it comes with', () => {
  const one = introduced(0, 'p1', 'food', { name: '青禾蓝莓干' });
  expect(lives([one, say(10, `赠品${LIFE[1]}`)])).toEqual([undefined, undefined]);
  expect(lives([one, say(10, `${LIFE[1]}是赠品，蓝莓干${LIFE[0]}`)])).toEqual([365, undefined]);
  expect(lives([one, say(10, `买一送一，${LIFE[0]}`)])).toEqual([365, undefined]);
});

test('a bundle of both is both', () => {
  expect(lives(said([`这两款组成套装一起拍，两款${LIFE[0]}`]))).toEqual([365, 365]);
});

describe('where only the host tells', () => {
  const names = ['青禾蓝莓干', '山谷核桃酥', '云朵饼干', '小满酸奶', '晨光麦片'];
  const cart = names.map((name, i) =>
    product(0, 'listed', `p${i + 1}`, { name, linkNo: i + 1, category: 'food' }),
  );
  const current = (...lines: string[]): readonly string[] =>
    ledgerOf([...cart, ...lines.map((line, i) => say(10 + i * 40, line))]).current;

  test.each([
    [['NEXT 1', '好，下一个'], 'p2'],
    [['NEXT 1', '换下一款', '下一个'], 'p3'],
    [['NEXT 1', 'okay, next one'], 'p2'],
    [['NEXT 1', 'NEXT 2', '回到刚才的'], 'p1'],
    [['NEXT 1', 'NEXT 2', '我们再回到蓝莓干'], 'p1'],
    [['NEXT 1', 'NEXT 3', '回到一号链接'], 'p1'],
    [['NEXT 1', 'NEXT 3', 'going back to the first one'], 'p1'],
    [['NEXT 1', '下一个问题'], 'p1'],
    [['NEXT 1', '等会下一个'], 'p1'],
    [['NEXT 1', 'NEXT 2', '等会再回到刚才的'], 'p2'],
    [['NEXT 5', '下一个'], 'p5'],
  ])('%s: %s is shown', (lines, id) => {
    expect(current(...lines)).toEqual([id]);
  });

  test('a name soon after “the next one” says which it was, and takes along what was said since', () => {
    const events = [...cart, say(10, 'NEXT 1'), say(100, '下一个'), say(105, LIFE[1]), say(110, 'NEXT 4')];
    const { current: shown, open, shelf } = ledgerOf(events);
    expect(shown).toEqual(['p4']);
    expect(open.p4?.heard['shelf-life']?.slots?.value).toBe(180);
    expect(open.p2).toBeUndefined();
    expect(shelf.p2).toMatchObject({ n: '山谷核桃酥' });
    const later = ledgerOf([...events.slice(0, -1), say(200, 'NEXT 4')]);
    expect(later.open.p2?.introductions).toEqual([
      { fromMs: 100_000, untilMs: 200_000, spoken: true, unsure: true },
    ]);
  });

  test.each(['大家晚上好，一到三号链接都开了', 'links one to three are all open now'])(
    'links opened together introduce nothing: %s',
    (line) => {
      const { current: shown, shelf } = ledgerOf([...cart, say(10, line)]);
      expect(shown).toEqual([]);
      expect(names.map((_, i) => shelf[`p${i + 1}`]?.o)).toEqual([
        10_000,
        10_000,
        10_000,
        undefined,
        undefined,
      ]);
    },
  );
});

test('a question that names a product is asked of it, one that names none of the product in hand', () => {
  const { questions } = ledgerOf([
    ...two,
    say(10, '核桃酥很香'),
    ask(12, 'ASK shelf-life', 'v1'),
    ask(14, '蓝莓干 ASK storage', 'v2'),
    heartbeat(15),
  ]);
  expect(questions.map(({ productId, dutyId }) => `${productId} ${dutyId}`)).toContain('p1 storage');
});

describe('a name is known however it is written or cut', () => {
  const cream = [
    introduced(0, 'p1', 'cosmetics', { name: '泊水修护面霜', linkNo: 1 }),
    introduced(3, 'p2', 'cosmetics', { name: '泊水氨基酸洁面', linkNo: 2 }),
  ];
  test.each<[string, string]>([
    ['misheard', `面双${LIFE[0]}，洁面${LIFE[1]}`],
    ['misheard, in one breath', `今天一个面双一个洁面啊面双是${LIFE[0]}的洁面${LIFE[1]}`],
  ])('%s', (_, line) => {
    expect(lives(said([line], cream))).toEqual([365, 180]);
  });

  test('the last word of a long English name says what it is', () => {
    const lamps = [
      introduced(0, 'p1', 'home-appliance', { name: 'Larkfen adjustable rechargeable lamp', linkNo: 1 }),
      introduced(3, 'p2', 'home-appliance', { name: 'Larkfen adjustable rechargeable heater', linkNo: 2 }),
    ];
    expect(lives(said([`the lamp ${LIFE[0]}, the heater ${LIFE[1]}`], lamps))).toEqual([365, 180]);
  });

  test('ordinary words of two characters that sound like a name are none', () => {
    const { topic } = ledgerOf(said(['我们家免双十一的活动'], cream));
    expect(topic).toBeNull();
  });
});

describe('a clause that tells of one product and turns to the other', () => {
  test.each<[string, string, [unknown, unknown]]>([
    ['no figure in between', `蓝莓干是我们果园自己晒的核桃酥我回头问一下${LIFE[1]}`, [undefined, 180]],
    ['the second waved off', `蓝莓干${LIFE[0]}核桃酥嘛你一开袋就没了`, [365, undefined]],
    ['tied into one', `蓝莓干配核桃酥都是${LIFE[0]}`, [365, 365]],
  ])('%s', (_, line, wanted) => {
    expect(lives(said([line]))).toEqual(wanted);
  });
});

describe('back to the one before', () => {
  const next = [
    introduced(0, 'p1', 'food', { name: '青禾蓝莓干', linkNo: 1 }),
    product(5, 'paused', 'p1'),
    introduced(6, 'p2', 'food', { name: '山谷核桃酥', linkNo: 2 }),
  ];
  const then = (first: string, second: string, seconds = 4) =>
    lives([...next, say(20, first), say(20 + seconds, second)]);
  test('the sentence after it is still of that one', () => {
    expect(then('刚才那款有人问保质期', LIFE[0])).toEqual([365, undefined]);
    expect(then('somebody asked about the one before', LIFE[0])).toEqual([365, undefined]);
  });
  test('in passing it is not, nor a while later, nor once the other is named', () => {
    expect(then('刚才那款卖得特别好', LIFE[1])).toEqual([undefined, 180]);
    expect(then('刚才那款有人问保质期', LIFE[1], 30)).toEqual([undefined, 180]);
    expect(then('刚才那款有人问保质期', `核桃酥${LIFE[1]}`)).toEqual([undefined, 180]);
  });
});
