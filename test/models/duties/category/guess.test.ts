import { describe, expect, test } from 'vitest';
import { guessCategory } from '../../../../models/duties/category/guess.ts';
import { NAMES } from './names.ts';

test('names of shops', () => {
  const missed = NAMES.filter(([name, want]) => guessCategory(name, []).categories.join('+') !== want);
  expect(NAMES.length).toBeGreaterThan(280);
  expect(missed).toEqual([]);
});

describe('talk', () => {
  test.each<[string, string[]]>([
    ['food', ['配料就是小麦粉鸡蛋黄油', '口感特别酥脆一口一个']],
    ['apparel', ['面料是百分百棉的', '尺码从小码到两个加大都有', '可以机洗']],
    ['electronics', ['五千毫安电池续航两天', '支持快充充一次四十分钟', '屏幕刷新率很高']],
    ['home-appliance', ['一级能效', '上门安装我们包的', '额定功率两千瓦']],
    ['alcohol', ['酱香的五十三度', '开车不喝酒', '未成年人禁止饮酒']],
    ['jewellery', ['金重三点二克', '工费二十一克', '国检鉴定证书']],
    ['pet-food', ['我家主子特别爱吃适口性好', '粗蛋白三十二', '成猫幼猫都可以']],
    ['virtual', ['到店核销', '有效期内使用', '提前一天预约']],
    ['medical-device', ['第二类医疗器械', '说明书看一下', '袖带戴好了再测血压']],
    ['cosmetics', ['上脸很服帖', '敏感肌先耳后试', '涂抹均匀']],
    ['agri-produce', ['昨天刚从树上采摘', '果径八十毫米', '坏果包赔']],
    ['infant-formula', ['母乳是宝宝最好的食物', '按月龄选段位', '冲调看水温']],
    ['health-food', ['保健食品不是药物不能代替药物', '适宜人群看标签', '一天两粒']],
    ['apparel', ['the fabric is seventy nylon and spandex', 'true to size', 'machine wash cold']],
  ])('without a name: %s', (category, talk) => {
    expect(guessCategory(undefined, talk).categories[0]).toBe(category);
  });

  test('helps where the name says nothing', () => {
    const guess = guessCategory('A12 限定款', ['面料是纯棉的', '均码', '这个版型显瘦']);
    expect(guess.categories).toEqual(['apparel']);
    expect(guess.by).toContain('面料');
  });

  test('does not turn a clear name', () => {
    const talk = ['拍这个送你一瓶白酒', '跟手机一起拍', '穿着上身面料舒服', '坚果饼干牛奶都有'];
    expect(guessCategory('哑光口红', talk).categories).toEqual(['cosmetics']);
  });

  test('adds second-hand and cross-border where both are said plainly', () => {
    expect(guessCategory('智能手机', ['这台电池健康百分之八十六', '右上角有划痕']).categories).toEqual([
      'electronics',
      'second-hand',
    ]);
    expect(guessCategory('鱼油软胶囊', ['跨境商品没有中文标签', '清关要身份证号']).categories).toEqual([
      'health-food',
      'cross-border',
    ]);
    expect(guessCategory('智能手机', ['没有划痕']).categories).toEqual(['electronics']);
  });
});

describe('confidence', () => {
  test('a clear name is sure, a bare ending less, nothing is nothing', () => {
    expect(guessCategory('婴儿配方奶粉 1段', []).confidence).toBeGreaterThan(0.8);
    expect(guessCategory('苹果 手机 壳子 牛奶', []).confidence).toBeLessThan(0.8);
    expect(guessCategory('xyz', [])).toEqual({ categories: ['other'], confidence: 0, by: [] });
    expect(guessCategory(undefined, [])).toEqual({ categories: ['other'], confidence: 0, by: [] });
    expect(guessCategory('', ['', ' '])).toEqual({ categories: ['other'], confidence: 0, by: [] });
  });

  test('the same input gives the same guess', () => {
    const talk = ['续航两天', '蓝牙五点三'];
    expect(guessCategory('耳机', talk)).toEqual(guessCategory('耳机', talk));
  });
});

/** Work that grew with more than their length would run into the test's time limit. */
test('long names and long talk are bounded', () => {
  guessCategory(
    '装'.repeat(100_000),
    Array.from({ length: 10_000 }, () => '纯棉面料'.repeat(2_000)),
  );
  guessCategory(`${' '.repeat(100_000)}(`.repeat(3), [`${'1 '.repeat(50_000)}`]);
  guessCategory('1'.repeat(120), []);
  for (const tail of ['1', '礼盒', '装', 's', ' ', '1.1', '(', '()', '1g', '[]', 'set', '一盒', ' for ']) {
    guessCategory(`苹果${tail.repeat(100)}`, []);
    guessCategory(`苹果${tail.repeat(100)}甲`, []);
  }
});
