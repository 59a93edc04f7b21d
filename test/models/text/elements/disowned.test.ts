import { describe, expect, it } from 'vitest';
import { raised } from './presented.ts';

describe('others’ words, told in order to reject them', () => {
  it.each([
    '凡是跟你讲稳赚不赔的群，退出来就对了，别信',
    '有个主播喊全国第一，上个月被罚了，我们可不敢',
    '广告里那种七天美白的，你们还信啊',
    '那些说喝茶能瘦三十斤的，我看就是个笑话',
    '那些号称全网最低的，你们自己去比比就知道了',
    'If a seller tells you it cures diabetes, run, it is a scam',
  ])('%s', (text) => expect(raised(text)).toEqual([]));

  it.each([
    ['那些说喝茶能瘦的都是骗人，我们这款真的能瘦三十斤', 'efficacy'],
    ['别家说稳赚那是骗人，我们才是稳赚不赔', 'income'],
    ['有个主播喊全国第一被罚了，可我们就是全国第一', 'absolute'],
    ['Other sellers lie about curing diabetes, but this one really cures diabetes', 'medical'],
  ])('%s: said of the own goods after all', (text, group) => expect(raised(text)).toContain(group));
});

describe('what viewers say, and the speaker keeps away from', () => {
  it.each([
    '公屏有人喊全网最低，我没比过，别当真',
    '那个明星同款是粉丝自己传的，我们没有合作',
    '客人给我们起的外号叫面膜之王，听听就好',
    '留言有人寫全台最強，我們沒這樣說過',
    'Someone in the comments wrote that it cures eczema, we never said that',
  ])('%s', (text) => expect(raised(text)).toEqual([]));

  it.each([
    ['公屏都在喊全网最低，对，就是全网最低', 'price'],
    ['粉丝都叫我们面膜之王，这个称号我们当得起', 'absolute'],
    ['有人评论说喝了治好了糖尿病，我没夸张吧', 'medical'],
  ])('%s: adopted', (text, group) => expect(raised(text)).toContain(group));
});
