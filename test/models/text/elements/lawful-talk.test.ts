import { describe, expect, it } from 'vitest';
import { raised } from './presented.ts';

/** Per exception: what it excuses, and the claim in the same shape that it must not silence. */
const PAIRS: Readonly<
  Record<
    string,
    { readonly lawful: readonly string[]; readonly claims: readonly (readonly [string, string])[] }
  >
> = {
  'a wish to people': {
    lawful: ['祝大家身体健康，百病不侵', '願各位身體健康，百病全消'],
    claims: [['祝大家百病不侵，喝了这瓶就百病不侵', 'medical']],
  },
  'goods that may be excluded from returns': {
    lawful: [
      '拆封了的内衣不退，页面写了',
      '口红开封过不能退，没开的七天都可以',
      '客製商品不適用鑑賞期，頁面有寫',
      "Engraved pieces can't be returned, you tick a box at checkout",
    ],
    claims: [
      ['内衣特价，拆了一律不退', 'terms'],
      ['直播间的化妆品拆封概不退换', 'terms'],
    ],
  },
  'what it is made of': {
    lawful: ['百分百天然橡胶的鞋底，成分标着', '可可含量百分之百，会很苦'],
    claims: [['百分百天然，孕妇宝宝随便用', 'guarantee']],
  },
  'a name that is read out': {
    lawful: ['型号叫至尊版，不是我封的', '这个口味叫无敌辣，名字就这么起的', '等级叫至尊卡，跟商品没关系'],
    claims: [
      ['它叫至尊版，因为它就是锅里的至尊', 'absolute'],
      ['名字叫冠军，全国冠军就是它', 'absolute'],
    ],
  },
  'a denial with somebody between': {
    lawful: ['不敢跟你说比别家强', '买贵不退差价的，想好再拍', '買貴不退差價喔', '不便跟各位承诺效果'],
    claims: [
      ['不敢跟你们保证，但这就是全网最低', 'price'],
      ['买贵了双倍退，全网最低', 'price'],
    ],
  },
  'a refusal that follows': {
    lawful: [
      'We got a letter about saying "number one", so I won\'t say it',
      '国家级、最高级这些词我们都不用',
    ],
    claims: [["This is the number one pan in the country, I won't say it twice but it is", 'absolute']],
  },
  'a goal behind the words': {
    lawful: ['我们一直朝着最好的咖啡豆努力，还差得远', '要往最好的那个方向去努力'],
    claims: [['一直朝前走，走到今天我们就是全国最好', 'absolute']],
  },
  'another of the own range': {
    lawful: ['This is our lightest pan, the other two are heavier'],
    claims: [["This is our lightest pan, everyone else's are junk", 'disparagement']],
  },
  'a limit value against the market': {
    lawful: ['最大容量两升', '最高承重一百五十公斤'],
    claims: [['全台最大容量', 'absolute']],
  },
  taste: {
    lawful: ['我自己最爱这个味'],
    claims: [['我最喜歡它全台最便宜', 'price']],
  },
  'people, evenings and meals that nobody sells': {
    lawful: [
      "That was the best concert I've ever been to",
      '我妈做的红烧肉是全世界最好吃的，可惜不卖',
      '我老公是世界上最懒的人',
    ],
    claims: [
      ['我外婆传下来的酱天下第一，今天上链接', 'absolute'],
      ['Best movie night snack in the world, order now', 'absolute'],
    ],
  },
  'how much is left open': {
    lawful: ['传家不传家看您喜欢'],
    claims: [['月入多少看你喝不喝，我学员个个月入五万', 'income']],
  },
  'no hurry': {
    lawful: [
      '库存6件是断码，其他码正常有货',
      "We have about nine hundred left and more coming in March so please don't panic buy",
    ],
    claims: [['明天有没有,明天没有;下周有没有,下周没有', 'urgency']],
  },
  'a trade that stays here': {
    lawful: ["All orders stay on the app, please don't text me"],
    claims: [["Orders stay on the app but text me and it's half off", 'off-platform']],
  },
  'a filler ends a denial, and a forbidden deed is the next one': {
    lawful: ['别听人说它是世界级', '不是全国最好'],
    claims: [
      ['北方冬天要搬进屋里别浇太勤这一款绝对是世界级', 'absolute'],
      ['它就是普通糖果没有治病的作用好吧这锅全国最好', 'absolute'],
    ],
  },
  'papers that can be looked at': {
    lawful: ['我们老板是非遗传承人，证在店铺资质里能查', '專利證號在盒子上，可以上網查'],
    claims: [['国家专利加持，效果放心', 'authority']],
  },
};

for (const [name, { lawful, claims }] of Object.entries(PAIRS))
  describe(name, () => {
    it.each(lawful)('%s', (text) => expect(raised(text)).toEqual([]));
    it.each(claims)('%s', (text, group) => expect(raised(text)).toContain(group));
  });

it('asks no more of a line of 64 KiB than its length', () => {
  for (const sign of ['祝', '不', '百', '叫', '看', 'a '])
    expect(raised(`${sign.repeat(32_768)}全网最低`)).toBeDefined();
}, 20_000);
