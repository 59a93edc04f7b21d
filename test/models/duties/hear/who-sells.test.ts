import { describe, expect, it } from 'vitest';
import { stated } from './stated.ts';

describe('who sells, where from, for how much more', () => {
  it.each([
    ['seller-identity', '咱这铺子名叫老渡口麻花'],
    ['seller-identity', '店名是青瓷小筑，执照挂在主页'],
    ['seller-identity', '直播间是我们云上牧场农业公司自己在运营'],
    ['seller-identity', '我這邊公司名稱是永豐五金有限公司'],
    ['seller-identity', 'Fern and Flint is our shop name'],
    ['seller-identity', 'your card statement will show Kestrel Goods Co'],
    ['seller-identity', 'we trade under the name Cobble Lane Toys'],
    ['seller-identity', '今晚直播的是佳和眼镜店'],
    ['seller-identity', '我們登記的商號叫做福來雜貨'],
    ['seller-identity', '本店全名是西关老陈皮专卖'],
    ['origin-producer', '牛肉是内蒙空运来的'],
    ['origin-producer', '紅茶是南投魚池來的'],
    ['origin-producer', "the wool's from a little farm over in Shetland"],
    ['freight', '邮费呢，除了新疆西藏，包，新疆西藏补十五'],
    ['cautions', '洗澡戴着不可以，会漏电'],
    ['cautions', 'keep the heater at least two feet from the curtains'],
    ['production-date', 'the bake date, hang on, the sticker says November twelfth'],
    ['shelf-life', '没开封两年，开封后一个月喝完'],
  ])('%s is stated: %s', (duty, text) => expect(stated(text)).toContain(duty));

  it.each([
    ['seller-identity', '店名改过一次，以前的粉丝可能找不到'],
    ['seller-identity', '今天直播的是秋冬新款童装'],
    ['seller-identity', "that's the shop favourite, everybody buys it"],
    ['seller-identity', '我们店名气不大，靠回头客'],
    ['seller-identity', '老字号就是老字号，味道没变'],
    ['seller-identity', 'order shows as delivered, check your porch'],
    ['origin-producer', '今天直播间好多朋友是东北来的'],
    ['origin-producer', "the question's from a guy down in Texas"],
    ['freight', '包，这个包真的好背'],
    ['cautions', '洗澡游泳都行，防水的'],
    ['shelf-life', '没拆封的十五天之内您寄回'],
    ['shelf-life', '这罐麦片开了盖二十天以内吃完'],
    ['freight', '运费待会儿助理会发在公屏上'],
    ['origin-producer', 'you get two years of cover from us'],
    ['price-and-unit', '一瓶六十丸一丸半克'],
  ])('%s is not stated: %s', (duty, text) => expect(stated(text)).not.toContain(duty));
});
