import { describe, expect, test } from 'vitest';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import {
  type CartItem,
  type Spotted,
  spotIntroduction,
  spotProducts,
} from '../../../../models/duties/introductions/spot.ts';

const prepare = createPrepare();
const CART: readonly CartItem[] = [
  { productId: 'nuts', name: '原味坚果礼盒 750g', linkNo: 1 },
  { productId: 'noodles', name: '荞麦挂面', linkNo: 2 },
  { productId: 'scarf', name: '羊绒围巾 女款', linkNo: 3 },
  { productId: 'lipstick', name: '哑光口红', linkNo: 4 },
  { productId: 'granola', name: 'Maple Granola 500g', linkNo: 5 },
  { productId: 'charger', name: '65W wall charger', linkNo: 6 },
];
const spot = (text: string, current: string | null = null, cart = CART): Spotted | null =>
  spotIntroduction(prepare(text), cart, current);
const all = (text: string, current: string | null = null): string[] =>
  spotProducts(prepare(text), CART, current).map(({ action, productId }) => `${action} ${productId ?? '-'}`);

describe('a product comes', () => {
  test.each<[string, string]>([
    ['接下来这款是我们家的原味坚果礼盒', 'nuts'],
    ['接下来给大家带来的是羊绒围巾', 'scarf'],
    ['下面给大家带来羊绒围巾', 'scarf'],
    ['下面给大家介绍一下我们的荞麦挂面', 'noodles'],
    ['我们来看五号', 'granola'],
    ['来看一下我们的二号链接', 'noodles'],
    ['来来来看一下我们的二号链接荞麦挂面', 'noodles'],
    ['咱们来讲一下四号链接这个口红', 'lipstick'],
    ['好那我们上三号', 'scarf'],
    ['切到六号链接', 'charger'],
    ['先给大家讲一号链接', 'nuts'],
    ['再看一下三号链接', 'scarf'],
    ['回到刚才的三号链接', 'scarf'],
    ['三号这个围巾百分百羊绒', 'scarf'],
    ['现在讲的是四号链接', 'lipstick'],
    ['来 来 来 看 三 号 链 接', 'scarf'],
    ['那个好我们下一款就是这个哑光口红啊', 'lipstick'],
    ['今天先看坚果礼盒', 'nuts'],
    ['下一个给大家看的是我们家的围巾', 'scarf'],
    ['然后呢我手上这个就是我们的二号链接', 'noodles'],
    ['来到我们的三号链接啊三号链接是羊绒围巾', 'scarf'],
    ['來囉下一件羊絨圍巾', 'scarf'],
    ['現在介紹三號', 'scarf'],
    ['接着這款圍巾來自內蒙', 'scarf'],
    ['接著這款羊絨圍巾喔', 'scarf'],
    ['再來看第三個連結', 'scarf'],
    ['跟大家介紹四號這支口紅', 'lipstick'],
    ['next up is the maple granola', 'granola'],
    ['next up we have link number six', 'charger'],
    ["let's move on to the charger", 'charger'],
    ["okay let's take a look at link number 5", 'granola'],
    ['moving on to item five', 'granola'],
    ['now let me show you the wall charger', 'charger'],
    ['here we have our maple granola', 'granola'],
    ['first up the granola', 'granola'],
    ["let's go back to number five", 'granola'],
  ])('%s', (text, productId) => {
    const spotted = spot(text);
    expect(spotted).toMatchObject({ action: 'introduced', productId });
    expect(spotted?.confidence).toBeGreaterThan(0.6);
  });

  test('by a number of the cart, which is kept', () => {
    expect(spot('我们来看五号')).toMatchObject({ linkNo: 5, productId: 'granola' });
  });

  test('that the cart does not hold: name or number only', () => {
    expect(spot('下一款是黑芝麻丸')).toMatchObject({ action: 'introduced', name: '黑芝麻丸' });
    expect(spot('接下来给大家带来这款蓝莓果酱它是我们自己熬的')).toMatchObject({ name: '蓝莓果酱' });
    expect(spot('next up is the turmeric honey', null, [])).toMatchObject({ name: 'turmeric honey' });
    expect(spot('我们来看十二号链接')).toMatchObject({ linkNo: 12 });
    expect(spot('我们来看十二号链接')?.productId).toBeUndefined();
  });

  test('by its name alone: less sure, and only where it is shown', () => {
    expect(spot('这个坚果礼盒一盒七百五十克')?.confidence).toBeLessThan(0.6);
    expect(spot('这个坚果礼盒一盒七百五十克', 'scarf')).toMatchObject({ productId: 'nuts' });
    expect(spot('坚果礼盒卖得好', 'scarf')).toBeNull();
  });

  test('the current product again is no introduction', () => {
    expect(spot('这个坚果礼盒真的很好吃', 'nuts')).toBeNull();
    expect(spot('我们再看一下一号链接', 'nuts')).toBeNull();
    expect(spot("let's take a look at the granola again", 'granola')).toBeNull();
  });
});

describe('a link opens', () => {
  test.each<[string, string | null, string]>([
    ['三号链接已经上了', null, 'scarf'],
    ['1号链接已经开了大家可以去拍了', null, 'nuts'],
    ['好了上链接', 'nuts', 'nuts'],
    ['三二一上链接', 'scarf', 'scarf'],
    ['五四三二一上链接', 'scarf', 'scarf'],
    ['来给大家上三号链接', 'nuts', 'scarf'],
    ['链接给大家挂上了', 'noodles', 'noodles'],
    ['小黄车二号链接可以拍了', null, 'noodles'],
    ['上車了姐妹們', 'nuts', 'nuts'],
    ['第三個連結 上連結囉', null, 'scarf'],
    ['喜歡的喊加一', 'nuts', 'nuts'],
    ['要的留言+1', 'nuts', 'nuts'],
    ['現在開放喊單', 'nuts', 'nuts'],
    ['三号链接给你们补了五十单库存', 'nuts', 'scarf'],
    ['助理把三号链接上一下', 'nuts', 'scarf'],
    ['后台把链接开一下', 'nuts', 'nuts'],
    ['倒数三个数给大家开价', 'nuts', 'nuts'],
    ['去小黄车三号拍', 'nuts', 'scarf'],
    ['四號口紅上架囉', null, 'lipstick'],
    ['開單了開單了', 'nuts', 'nuts'],
    ['link six is now open go go', 'nuts', 'charger'],
    ["ok guys three two one link's up", 'nuts', 'nuts'],
    ['link number 5 is live guys', null, 'granola'],
    ['okay the link is up', 'granola', 'granola'],
    ['dropping the link now', 'charger', 'charger'],
    ['you can grab it now', 'charger', 'charger'],
    ['三号炼接开了', null, 'scarf'],
  ])('%s', (text, current, productId) => {
    expect(spotProducts(prepare(text), CART, current)).toContainEqual(
      expect.objectContaining({ action: 'link-opened', productId }),
    );
  });
});

describe('a product goes', () => {
  test.each<[string, string]>([
    ['这款就讲完了', 'put-away nuts'],
    ['过款', 'put-away nuts'],
    ['换下一个', 'put-away nuts'],
    ['好我们换下一款', 'put-away nuts'],
    ['这款先到这里', 'put-away nuts'],
    ['关一下链接', 'put-away nuts'],
    ['這款先過', 'put-away nuts'],
    ["that's it for this one guys", 'put-away nuts'],
    ["we're done with this one", 'put-away nuts'],
    ['ok这个坚果就给大家介绍到这里', 'put-away nuts'],
    ['来,咱们上下一个品啊', 'put-away nuts'],
    ['我把链接下了啊', 'put-away nuts'],
    ['這件收單 換下一件', 'put-away nuts'],
    ['三號結單', 'put-away scarf'],
    ['好 这个库存没有了 我们直接换', 'sold-out nuts'],
    ['we sold out of the granola', 'sold-out granola'],
    ['卖完了卖完了没有了', 'sold-out nuts'],
    ['二号链接下架了', 'sold-out noodles'],
    ['库存没了', 'sold-out nuts'],
    ['這款完售囉', 'sold-out nuts'],
    ['sold out already wow', 'sold-out nuts'],
    ['三号已经抢完了', 'sold-out scarf'],
  ])('%s', (text, want) => {
    expect(all(text, 'nuts')).toContain(want);
  });

  test('one goes and another comes in one breath', () => {
    expect(all('这款讲完了接下来我们看三号链接', 'nuts')).toEqual(['put-away nuts', 'introduced scarf']);
    expect(all('过款过款来我们看二号链接荞麦挂面', 'nuts')).toContain('introduced noodles');
    expect(spot('这款讲完了接下来我们看三号链接', 'nuts')).toMatchObject({
      action: 'introduced',
      productId: 'scarf',
    });
  });

  test('nothing goes where nothing is shown', () => {
    expect(spot('过款')).toBeNull();
    expect(spot('卖完了')).toBeNull();
  });
});

describe('nothing happens', () => {
  test.each([
    '二号链接刚才讲过了',
    '刚才二号链接已经介绍过了',
    '等会儿给你们上三号',
    '待会儿我们看五号链接',
    '一会儿上链接',
    '明天给大家带来羊绒围巾',
    '三号晚上八点发货',
    '11月3号到货',
    '五号之前发出去',
    '三号色特别显白',
    '穿三号的姐妹注意',
    '五号电池要自己配',
    '有人问三号链接',
    '想看三号的扣1',
    '想要三号链接的姐妹扣一',
    '谁没拍到二号的',
    '跟这个坚果礼盒一样的',
    '拍口红送荞麦挂面',
    '快卖完了姐妹们',
    '卖完就没有了',
    '上一场卖完了',
    '还没上链接别着急',
    '先不上链接',
    '点赞到一万我们上链接',
    '人数到两千再上链接',
    '如果卖完了我们再补',
    '接下来给大家介绍一下尺码',
    '接下来给大家讲一下使用方法',
    '给大家介绍一下活动规则',
    '五四三二一',
    '今天三号了啊',
    '一号主机二号滤芯新装的拍一号就行',
    '等下給大家看四號',
    '剛剛四號講過了',
    '晚點再上連結',
    '保质期十八个月',
    '坚果在一号链接',
    '接下来五分钟我们抽奖',
    '接下来我们聊一下保质期',
    '下面我们来看一下评论区',
    '下一位主播是小雨',
    '给大家看一下实物',
    '今天给大家带来一个好消息',
    '给大家带来了很多福利',
    '我们来看大家的问题',
    '二号链接的姐妹明天发货',
    '两号链接可以一起拍',
    '上架三个月就卖空三万盒',
    "let's talk about the ingredients",
    "let's look at your questions",
    'next question please',
    'here we have a lot of people',
    '家人们点点关注',
    '这个真的好吃',
    '一盒六十九两盒一百二',
    "we'll get to number 5 later",
    'number five is coming up later tonight at nine',
    'link goes up in a minute',
    'someone asked about link number 5',
    'do you want me to show the granola',
    'almost sold out',
    'before it is sold out',
    'we already showed the granola earlier',
    "don't forget to follow",
    'it has five grams of sugar',
    '',
    ' ',
  ])('%s', (text) => {
    expect(all(text, 'charger')).toEqual([]);
    expect(spotIntroduction(prepare(text), [], null)).toBeNull();
  });

  test('of the words of an overview', () => {
    expect(spot('今天兩樣，一號是日曬麵，二號是麻辣拌醬，可以分開喊', 'scarf')).toBeNull();
  });
});

test('the span is that of the text as it came', () => {
  for (const text of [
    '好 了 我们 来看 三 号 链接 哈',
    '接著這款羊絨圍巾喔',
    'ok next up is the maple granola ok',
  ]) {
    const spotted = spot(text);
    const said = text.slice(spotted?.start, spotted?.end);
    expect(text).toContain(said);
    expect(said.replaceAll(' ', '')).toMatch(/三号链接|羊絨圍巾|maplegranola/);
  }
});

describe('names that are alike', () => {
  const cart: CartItem[] = [
    { productId: 'a', name: '冻干草莓' },
    { productId: 'b', name: '冻干芒果' },
    { productId: 'c', name: '冻干草莓脆' },
    { productId: 'd', name: 'turmeric capsules' },
    { productId: 'e', name: 'magnesium capsules' },
  ];
  test('only what tells them apart decides', () => {
    expect(spot('接下来这款冻干芒果', null, cart)).toMatchObject({ productId: 'b' });
    expect(spot('接下来看冻干', null, cart)?.productId).toBeUndefined();
    expect(spot('next up is the turmeric', null, cart)).toMatchObject({ productId: 'd' });
    expect(spot('next up are the capsules', null, cart)?.productId).toBeUndefined();
  });
});

test('a big cart and long speech are bounded', () => {
  const cart = Array.from({ length: 2_000 }, (_, k) => ({
    productId: `p${k}`,
    name: `第${k}种坚果礼盒`,
    linkNo: k,
  }));
  const long = prepare('接下来我们看三号链接上链接这款讲完了'.repeat(300));
  // Work that grew with more than their length would run into the test's time limit.
  for (let k = 0; k < 20; k++) spotProducts(long, cart, null);
  for (const unit of [
    '来',
    '接下来',
    ' ',
    '3号',
    '讲完',
    'link ',
    '上',
    '再',
    '给大家',
    '我们',
    '接下来再',
    '的',
    ', ',
    'now ',
    '下1个',
  ]) {
    spotProducts(prepare(unit.repeat(4_000)), cart, 'p1');
  }
});

describe('where no cart is known the name after a number tells what is sold', () => {
  test.each([
    ['接下來三號商品，手工蔥油餅', '手工葱油饼', 3],
    ['接下来上三号链接，这款蓝牙音箱', '蓝牙音箱', 3],
    ['好 下一个 七号链接 香菇牛肉酱', '香菇牛肉酱', 7],
  ])('%s', (text, name, linkNo) => {
    expect(spotIntroduction(prepare(text), [], null)).toMatchObject({ action: 'introduced', name, linkNo });
  });
});
