import { describe, expect, it } from 'vitest';
import { stated } from './stated.ts';

/** Facts are said in a few frames, and what stands in a frame is open: each table crosses the two. */

interface Table {
  readonly dutyId: string;
  /** `*` stands for one of the fillings. */
  readonly frames: readonly string[];
  readonly fillings: readonly string[];
}

const TABLES: readonly Table[] = [
  {
    dutyId: 'origin-producer',
    frames: ['*那边的老厂做的', '产地*', '我们*的厂子', '*本地的'],
    fillings: [
      '云南勐海',
      '福建安溪感德',
      '彰化員林',
      '揭阳',
      '锡林浩特',
      '浙江平湖',
      '柳州鱼峰区',
      '黑龙江齐齐哈尔',
    ],
  },
  {
    dutyId: 'origin-producer',
    frames: ['we have it made in *', 'baked up in *', 'I make every one of these by hand in *'],
    fillings: [
      'Porto, Portugal',
      'Penryn, Cornwall',
      'Knoxville, Tennessee',
      'Vicenza',
      'Duluth, Minnesota',
      'Galway',
    ],
  },
  {
    dutyId: 'seller-identity',
    frames: ['我们是*，大家晚上好', '欢迎来到*的直播间', '*开播啦', '大家好 *的小林来了'],
    fillings: ['青沐果干铺', '薇妍美妆专营店', '阿滿食品行', '玉满堂珠宝行', '小树苗童装'],
  },
  {
    dutyId: 'seller-identity',
    frames: ['*', '* 今天上新', '*的老板亲自播'],
    fillings: ['素锦堂女装旗舰店', '猫爪集市宠物用品店', '玉满堂珠宝行'],
  },
  {
    dutyId: 'seller-identity',
    frames: [
      "hi loves it's * here again",
      'good evening from *, glad you came',
      "welcome, you're watching *",
    ],
    fillings: ['Marigold Botanicals', 'Copper Kettle Granola', 'Threadbare Goat Knits'],
  },
  {
    dutyId: 'delivery-time',
    frames: ['你现在拍*就发', '*统一寄', '*出库'],
    fillings: ['明儿', '明天', '后天', '周三', '礼拜四', '两天内', '四十八小时内'],
  },
  {
    dutyId: 'delivery-time',
    frames: ['they go in the mail *', 'we ship *', "it'll be on its way *"],
    fillings: ['Monday morning', 'Thursday', 'within one business day', 'tomorrow'],
  },
  {
    dutyId: 'freight',
    frames: ['*我们出', '*我掏', '*包了', '不收*'],
    fillings: ['邮费', '运费', '快递费'],
  },
  {
    dutyId: 'freight',
    frames: ['I eat the *', "the *'s on me", "you won't pay *"],
    fillings: ['shipping', 'postage'],
  },
  {
    dutyId: 'no-reason-return',
    frames: ['*内不喜欢你给我退回来', '签收*不满意能退', '*不合适退', '没开封*给退'],
    fillings: ['七天', '十五天', '一周'],
  },
  {
    dutyId: 'price-and-unit',
    frames: ['第一款*第二款九十', '两瓶一箱 *', '整机*充电线在盒子里', '一套*'],
    fillings: ['七十八', '一百八十九', '三百二'],
  },
  {
    dutyId: 'price-and-unit',
    frames: ['今天*', '就是*'],
    fillings: ['59块9两袋', '九块九一包', '四百九十九全套'],
  },
  {
    dutyId: 'ingredients',
    frames: ['用料就是*', '配料*', '里面是*没别的'],
    fillings: [
      '莲藕淀粉桂花核桃',
      '生牦牛乳 乳粉 白砂糖',
      '大豆分离蛋白跟乳清蛋白',
      '褪黑素维生素B6还有麦芽糖浆',
    ],
  },
  {
    dutyId: 'ingredients',
    frames: ["what's in it, *", '*, four things and nothing else'],
    fillings: ['oats, pecans, coconut oil and sea salt', 'honey, habanero, vinegar and garlic'],
  },
  {
    dutyId: 'cosmetic-full-ingredients',
    frames: ['主要是*', '*', '成分*'],
    fillings: ['水 丁二醇 聚山梨醇酯', '辛酸甘油三酯跟棕榈酸酯', '视黄醇 神经酰胺 角鲨烷'],
  },
  {
    dutyId: 'jewel-material',
    frames: ['the band is *', 'solid *', "the stone's a natural *"],
    fillings: ['moonstone', 'sterling silver', 'labradorite'],
  },
  {
    dutyId: 'fiber-content',
    frames: ['*鞋面', '*的里子', '面料*'],
    fillings: ['网布', '头层牛皮', '纯棉'],
  },
  {
    dutyId: 'cautions',
    frames: ['别*', '千万不要*', '*这个不行，所以不要*'],
    fillings: ['戴着睡觉', '堵住后面的出风口', '把手伸进去', '对着插座喷'],
  },
  {
    dutyId: 'cautions',
    frames: ["don't *", 'never *', 'please do not *'],
    fillings: ['dunk the base in the sink', 'suck up anything wet with it', 'leave it on around toddlers'],
  },
  {
    dutyId: 'usage-instructions',
    frames: ['第一次用*', '用的时候*'],
    fillings: ['加水到刻度线盖紧再按开始', '长按三秒听到声音就行', '打开盖子手机蓝牙找到名字点一下'],
  },
  {
    dutyId: 'production-date',
    frames: ['这批是*生产的', '喷码*', '*做的'],
    fillings: ['今年九月', '十月二十号', '昨儿', '2026年9月28'],
  },
  {
    dutyId: 'shelf-life',
    frames: ['*产的 二十四个月', '*生产，十八个月'],
    fillings: ['今年六月', '十月二十号', '二零二六年八月'],
  },
  {
    dutyId: 'name-spec',
    frames: ['洗髮精*', '*一瓶', 'net weight *'],
    fillings: ['五百毫升', '500 ml', '一百克'],
  },
  {
    dutyId: 'storage',
    frames: ['keep it *', 'store it *'],
    fillings: ['in the cupboard', 'away from the stove', 'somewhere dry', 'in the fridge'],
  },
];

describe('a fact in its frames', () => {
  it.each(
    TABLES.flatMap(({ dutyId, frames, fillings }) =>
      frames.flatMap((frame) => fillings.map((filling) => [dutyId, frame.replaceAll('*', filling)] as const)),
    ),
  )('%s: %s', (dutyId, text) => {
    expect(stated(text)).toContain(dutyId);
  });
});

describe('what only looks like a fact', () => {
  it.each([
    ['shelf-life', '保质期你们完全不用操心'],
    ['shelf-life', 'shelf life is great'],
    ['shelf-life', '越放越香'],
    ['ingredients', '成分都很干净'],
    ['ingredients', '配料非常简单，妈妈们看了都说好'],
    ['aftersales-contact', '售后找我'],
    ['origin-producer', '韓國空運版型'],
    ['origin-producer', '深圳水贝拿货价'],
    ['origin-producer', '海边来的呀'],
    ['production-date', '上个月新到的货'],
    ['production-date', '都是新日期放心'],
    ['delivery-time', 'free shipping, one year warranty'],
    ['delivery-time', '仓库连夜打包的'],
    ['cautions', '别犹豫，别跟外面比'],
    ['cautions', "don't worry about a thing"],
    ['cautions', "don't miss this one, never seen it so cheap"],
    ['cautions', '不会过敏的，温和'],
    ['cautions', 'use it whenever you like'],
    ['seller-identity', '关注我就行'],
    ['seller-identity', '隔壁水果店卖三十'],
    ['seller-identity', '瑜伽服饰专家就是我们'],
    ['seller-identity', 'everything is right here'],
    ['virtual-refund-rule', '我们口碑好没人退'],
    ['no-reason-return', '用过的没人退'],
    ['price-and-unit', "it's us on a Thursday so one healthy thing"],
    ['usage-instructions', 'add it to your cart now and drop a heart'],
    ['usage-instructions', '充两个小时听一天'],
  ])('%s: %s', (dutyId, text) => {
    expect(stated(text)).not.toContain(dutyId);
  });

  it('a past date answers no question for the shelf life, a coming one does', () => {
    const asked = { asked: ['shelf-life'] };
    expect(stated('今年的新货应该', asked)).not.toContain('shelf-life');
    expect(stated('到明年三月', asked)).toContain('shelf-life');
  });

  it('the number of a filed product is no licence of the shop', () => {
    expect(stated('国食健注G20200387')).not.toContain('licence');
    expect(stated('食品经营许可证JY13702020012345')).toContain('licence');
  });

  it('a comma keeps a warranty out of a return that has its own days', () => {
    expect(stated('支持七天退，质保一年')).toEqual(
      expect.arrayContaining(['no-reason-return', 'warranty-period']),
    );
  });
});
