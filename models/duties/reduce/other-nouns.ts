import { FOOD } from '../category/nouns-food.ts';
import { GOODS } from '../category/nouns-goods.ts';
import { OTHER } from '../category/nouns-other.ts';

/** Longest noun that is looked for around a character. */
const NOUN_MAX = 4;
/** 大酱 is the sauce that is on sale, 橙子 the orange, 茶叶 the tea. */
const SAME = /^[大小老好新鲜][\u4e00-\u9fff]$|^[\u4e00-\u9fff]子$|^(?:茶叶|酒水|面条)$/;

/** Everyday words that end or begin with what goods are called, and name none: 里面, 链接, 如果, 厘米. */
const EVERYDAY = `里面 外面 上面 下面 前面 后面 背面 表面 对面 侧面 方面 全面 页面 界面 见面 当面 反面 正面 底面 桌面 地面 封面 画面 市面 场面 面对 面前 面积 面子 面向 面临
  包邮 包装 包裹 包退 包换 包赔 包括 包你 包在 红包 书包 一包 两包 每包 打包 三包 果然 如果 效果 结果 后果 成果 厘米 毫米 千米 平米 纳米 口水 薪水 水平 墨水 防水 水分 水印 加油
  手机 机会 随机 飞机 机身 耳机 开机 主机 表示 表面 代表 配料表 成分表 尺码表 列表 发表 链接 拉链 链条 粉丝 粉色 涨粉 粉丝团 掉粉 小黄车 购物车 上车 车间 车上 下车 发车 在线 上线 线下 下线 线上 宝宝 宝贝 宝子 宝妈 淘宝 支付宝
  带货 带走 带上 卡顿 卡住 刷屏 刷新 刷单 金额 现金 资金 佣金 环保 循环 环节 茶几 喝茶 课堂 下课 笔记 刀具 酒店 饭店 酒席 肉眼 奶奶 床上 床头 起床`;

const NOUNS: ReadonlySet<string> = new Set(
  [...FOOD, ...GOODS, ...OTHER, { words: EVERYDAY }].flatMap(({ words }) =>
    words.split(/\s+/).filter((word) => word.length > 1 && word.length <= NOUN_MAX && !SAME.test(word)),
  ),
);

/** Places are named by what they sell: 老林饼店, 肉铺, 茶庄. */
const PLACE = /[店铺舖坊庄莊馆館摊攤]/;
export const isPlaceAfter = (text: string, at: number): boolean => PLACE.test(text[at] ?? '');

/** 银镯 is the 银手镯. */
const isShortFor = (noun: string, name: string): boolean => {
  let from = 0;
  for (const char of noun) {
    from = name.indexOf(char, from) + 1;
    if (from === 0) return false;
  }
  return true;
};

/**
 * Whether a character is part of the name of something else: 酱 in 酱油 and in 番茄酱 means no jar of soybean paste.
 * @param own words of the product that the character would name.
 */
export const isInOtherNoun = (text: string, at: number, own: readonly string[]): boolean => {
  for (let from = Math.max(0, at - NOUN_MAX + 1); from <= at; from += 1)
    for (let size = Math.max(2, at - from + 1); size <= NOUN_MAX; size += 1) {
      const noun = text.slice(from, from + size);
      if (NOUNS.has(noun) && !own.some((name) => isShortFor(noun, name))) return true;
    }
  return false;
};
