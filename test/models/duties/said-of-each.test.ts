import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../../models/duties/ledger/ledger.ts';
import { openDuties } from '../../../models/duties/open.ts';
import { ABOUT, ask, follow, introduced, say } from './sample-duties.ts';

const { duties } = openDuties('.', { everyTier: true });

type Events = Parameters<typeof follow>[1];
const shown = (category: Parameters<typeof introduced>[2], ...names: readonly string[]) =>
  names.map((name, at) => introduced(0, `p${at + 1}`, category, { name }));
/** What was heard as one slot of a duty, of each product. */
const slotOf = (duty: string, slot: string, events: Events, language: 'en' | 'zh-Hans' = 'zh-Hans') => {
  const { open } = follow(duties, events, { ...ABOUT, language }).ledger as Ledger;
  return Object.keys(open).map((id) => {
    const heard = open[id]?.heard[duty];
    return heard?.as === 'stated' ? heard.words?.[slot] : undefined;
  });
};

describe('figures beside names', () => {
  const fans = shown('home-appliance', '循环扇', '加湿器');
  const cans = shown('food', 'smoked trout', 'trout pate');
  test('where nobody asked for anything they are prices', () => {
    expect(slotOf('price-and-unit', 'amount', [...fans, say(5, '循环扇三百二 加湿器一百九')])).toEqual([
      '三百二',
      '一百九',
    ]);
  });
  test('in English too, with no mark between them', () => {
    const speakers = shown('electronics', 'desk lamp', 'tripod');
    const events = [...speakers, ask(3, 'prices'), say(6, 'desk lamp forty two tripod twenty six')];
    expect(slotOf('price-and-unit', 'amount', events, 'en')).toEqual(['forty two', 'twenty six']);
  });
  test('the one by another word is the other of two', () => {
    const events = [...fans, say(5, '风机三百二 加湿器一百九')];
    expect(slotOf('price-and-unit', 'amount', events)).toEqual(['三百二', '一百九']);
  });
  test('of a word that two names hold the one is meant that it says what it is', () => {
    const events = [...cans, say(5, 'the trout is nine bucks'), say(9, 'the pate is seven bucks')];
    expect(slotOf('price-and-unit', 'amount', events, 'en')).toEqual(['nine bucks', 'seven bucks']);
  });
  test('what answers how heavy it is, is no price', () => {
    const events = [...cans, ask(3, 'how many ounces is the pate'), say(6, 'those are three point five')];
    expect(slotOf('name-spec', 'size', events, 'en')[1]).toBe('three point five');
    expect(slotOf('price-and-unit', 'amount', events, 'en')).toEqual([undefined, undefined]);
  });
});

describe('whom a sentence means', () => {
  test('a letter belongs to the word that names a product', () => {
    const worn = shown('apparel', '纯色T恤', '直筒牛仔裤', '帆布腰带');
    const events = [...worn, say(5, 'T恤跟裤子都是佛山做的'), say(30, 'T恤冷水手洗')];
    expect(slotOf('origin-producer', 'place', events)).toEqual(['佛山', '佛山', undefined]);
    expect(slotOf('care-label', 'care', events).map((one) => one !== undefined)).toEqual([
      true,
      false,
      false,
    ]);
  });
  const creams = shown('cosmetics', '护手霜', '爽肤水');
  test('at its end it may say that it means all', () => {
    const events = [...creams, say(5, '护手霜很润'), say(30, '没开封三年，两瓶都一样')];
    expect(slotOf('cosmetic-use-period', 'term', events)).toEqual(['三年', '三年']);
  });
  test('in one breath it may speak of all and then of one', () => {
    const events = [...creams, say(5, '两个都是没开封三年护手霜是今年九月灌装的')];
    expect(slotOf('cosmetic-use-period', 'term', events)).toEqual(['三年', '三年']);
    expect(slotOf('production-date', 'date', events)).toEqual(['今年九月', undefined]);
  });
  test('pieces that are all of a kind are all that is shown', () => {
    const events = [...creams, say(5, '先看护手霜'), say(30, '两瓶都是中山的厂做的')];
    expect(slotOf('origin-producer', 'place', events)).toEqual(['中山', '中山']);
  });
  test('what points at a thing just named points at that', () => {
    const events = [...creams, say(5, '先看护手霜'), say(30, '爽肤水我多说一句啊这个是中山的厂做的')];
    expect(slotOf('origin-producer', 'place', events)).toEqual([undefined, '中山']);
  });
  test('of two that are named together each is meant, by one character too', () => {
    const clothes = shown('apparel', '亚麻衬衫', '工装裤');
    const events = [...clothes, say(5, '先看衬衫'), say(20, '衬衫和裤子都支持七天无理由')];
    expect(slotOf('no-reason-return', 'days', events)).toEqual(['七天', '七天']);
  });
  test('of two, what is told together with one that is named is told of the other', () => {
    const events = [...creams, say(5, '护手霜和这瓶小的都放三年')];
    expect(slotOf('cosmetic-use-period', 'term', events)).toEqual(['三年', '三年']);
  });
  test('the name may come last', () => {
    const events = [...creams, ask(2, '爽肤水好闻吗'), say(30, '今年九月八号做的，护手霜的')];
    expect(slotOf('production-date', 'date', events)).toEqual(['今年九月八号', undefined]);
  });
  test('a character in a list of what it is made of is no name', () => {
    const events = [
      ...creams,
      say(3, '先看护手霜'),
      ask(6, '护手霜什么成分'),
      say(9, '甘油 水 乳木果油 柠檬酸'),
    ];
    expect(slotOf('cosmetic-full-ingredients', 'list', events)[1]).toBeUndefined();
  });
  test('a character within another word binds no terms of the shop', () => {
    const cameras = shown('second-hand', '二手相机', '二手镜头');
    const events = [...cameras, say(5, '收到四十八小时验机不满意退')];
    expect(slotOf('no-reason-return', 'days', events)).toEqual(['四十八小时', '四十八小时']);
  });
});

describe('English names in run-on speech', () => {
  const jars = shown('food', 'ginger syrup', 'lemon ginger marmalade', 'mint jelly');
  const pair = shown('food', 'chili crisp', 'sesame noodles');
  test('a word that only tells one from others is what the other is made of, in a list', () => {
    const events = [
      ...pair,
      say(3, 'this is the chili crisp'),
      say(8, 'soybean oil garlic sesame and salt thats the whole list'),
      say(14, 'its eleven ounces'),
    ];
    expect(slotOf('name-spec', 'size', events, 'en')).toEqual(['eleven ounces', undefined]);
  });
  test('where something leads up to it, it means the product', () => {
    const events = [...pair, say(3, 'this is the chili crisp'), say(8, 'the sesame is nine ounces')];
    expect(slotOf('name-spec', 'size', events, 'en')).toEqual([undefined, 'nine ounces']);
  });
  test('of what nobody knows nothing is told', () => {
    const events = [...jars, say(3, 'the syrup is made in ohio no clue on the jelly')];
    expect(slotOf('origin-producer', 'place', events, 'en')).toEqual(['ohio', undefined, undefined]);
  });
});

describe('who sells', () => {
  const cakes = shown('food', '绿豆糕', '核桃糕');
  test('is at home where nothing need be made', () => {
    const events = [
      ...cakes,
      say(3, '先看绿豆糕'),
      ask(8, '卖家是谁'),
      say(11, '我们是福州听雨茶行，福州的'),
    ];
    expect(slotOf('origin-producer', 'place', events)).toEqual([undefined, undefined]);
  });
});

describe('viewers', () => {
  const oils = shown('food', 'walnut oil', 'chili oil');
  test('a name alone asks of it what was asked last', () => {
    const events = [
      ...oils,
      ask(3, 'how long does the walnut oil keep'),
      say(6, 'walnut oil keeps a year'),
      ask(60, 'and the chili?'),
      say(63, 'six months'),
    ];
    expect(slotOf('shelf-life', 'term', events, 'en')).toEqual(['a year', 'six months']);
  });
  test('a name alone asks nothing long after', () => {
    const events = [...oils, ask(3, 'shelf life'), say(40, 'it is so good'), ask(100, 'chili?')];
    const { questions } = follow(duties, events, { ...ABOUT, language: 'en' }).ledger as Ledger;
    expect(questions.map(({ lastMs, atMs }) => lastMs ?? atMs)).toEqual([3_000, 3_000]);
  });
  test('what answers something else is no answer to what was asked before', () => {
    const events = [
      ...shown('food', '米糊', '肉松'),
      ask(3, '保质期多久'),
      say(6, '米糊两年'),
      ask(9, '宝宝几个月可以吃肉松'),
      say(12, '六个月加辅食就可以'),
    ];
    expect(slotOf('shelf-life', 'term', events)).toEqual(['两年', undefined]);
  });
  test('what answers "returns?" says nothing of how long it keeps', () => {
    const events = [...oils, ask(3, 'can i return it'), say(6, 'unopened you got two weeks')];
    expect(slotOf('no-reason-return', 'days', events, 'en')[0]).toBe('two weeks');
    expect(slotOf('shelf-life', 'term', events, 'en')).toEqual([undefined, undefined]);
  });
});
