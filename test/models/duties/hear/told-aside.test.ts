import { describe, expect, it } from 'vitest';
import { stated } from './stated.ts';

describe('facts told beside other talk', () => {
  it.each([
    ['shelf-life', '这款就十五天 冷藏的东西短'],
    ['shelf-life', '二百四十天 从生产那天开始算 慢慢吃'],
    ['shelf-life', "these won't go stale till about april of 2028"],
    ['no-reason-return', '二十天之内没拆的按原价退给你'],
    ['no-reason-return', 'forty five days and we refund you, even half used'],
    ['return-exclusion-confirm', '质量问题十天之内能退'],
    ['seller-identity', '开发票的是清溪县禾木服饰有限公司 放心'],
    ['seller-identity', '今天给南川市老灶房食品厂直播'],
    ['seller-identity', 'this is Marlow and Finch Candleworks, my little studio by the river'],
    ['seller-identity', "you'll see Pinewater Goods on your bank statement"],
    ['licence', '生产许可 XK07 杠 一二三 杠 零四五六七'],
    ['licence', '许可证我念一下 SC后面 一一二 三四四 五六六 七八八九九'],
    ['licence', 'fcc id is three b q z nine dash k t two one seven'],
    ['licence', 'the certificate says GTL 30418827'],
    ['hf-registration', '蓝帽子号国食健注G2021 0456'],
    ['hf-not-drug-warning', '想治病去找医生 这个没那本事'],
    ['hf-not-drug-warning', "is it medicine, it's not, it only adds some magnesium"],
    ['origin-producer', 'we solder and test each of them in Duluth Minnesota'],
    ['origin-producer', '这是云南的花蜜'],
    ['name-spec', '長三十闊二十'],
    ['name-spec', '一瓶八十锭'],
    ['warranty-period', '内锅三年，面板两年，坏了找我们'],
    ['cautions', '雷雨天不要用 水池旁边也不能放'],
    ['cautions', '叉緊電嘅時候唔好冚住'],
    ['price-and-unit', '锅和铲子打包四百三十九 领完券再说'],
    ['price-and-unit', 'sixty four ninety plus tax'],
    ['freight', 'tracked mail is seven bucks, you pay it'],
    ['freight', 'Alaska is fourteen extra, everybody else free'],
  ])('%s is heard in %s', (dutyId, text) => {
    expect(stated(text)).toContain(dutyId);
  });

  it.each([
    ['shelf-life', '老款能放两年呢'],
    ['origin-producer', '德国原装的电机技术'],
    ['jewel-material', '就是黄金的颜色 好看'],
    ['size-fit', '偏大偏小你们自己看'],
    ['freight', '运费的事情不用担心 都好说'],
    ['freight', 'returns ship free with the card inside'],
    ['production-date', '昨天刚从海关拿出来'],
    ['cautions', 'you turn it off when done, not rocket science'],
    ['seller-identity', "we're the top rated seller on this app"],
    ['hf-not-drug-warning', 'there are no drugs in here'],
    ['price-and-unit', '给你们减三百 三百块啊'],
  ])('%s is not heard in %s', (dutyId, text) => {
    expect(stated(text)).not.toContain(dutyId);
  });
});

it('takes no day just past for the end of a shelf life', () => {
  const asked = { asked: ['shelf-life'] };
  expect(stated('十一月十九号的', asked)).not.toContain('shelf-life');
  expect(stated('二零二八年十一月十九号', asked)).toContain('shelf-life');
});

describe('words that a recogniser wrote by their sound', () => {
  it.each([
    ['no-reason-return', '七天五里由'],
    ['shelf-life', '报质七是九个月'],
    ['warranty-period', '二十四个月质宝'],
    ['freight', '全国包由'],
  ])('%s is heard in %s', (dutyId, text) => {
    expect(stated(text)).toContain(dutyId);
  });
});
