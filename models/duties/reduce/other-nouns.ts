import { FOOD } from '../category/nouns-food.ts';
import { GOODS } from '../category/nouns-goods.ts';
import { OTHER } from '../category/nouns-other.ts';

/** Longest noun that is looked for around a character. */
const NOUN_MAX = 4;
/** 大酱 is the sauce that is on sale, 茶叶 the tea. */
const SAME = /^[大小老好新鲜][\u4e00-\u9fff]$|^(?:茶叶|酒水|面条)$/;

const NOUNS: ReadonlySet<string> = new Set(
  [...FOOD, ...GOODS, ...OTHER].flatMap(({ words }) =>
    words.split(/\s+/).filter((word) => word.length > 1 && word.length <= NOUN_MAX && !SAME.test(word)),
  ),
);

/** Places are named by what they sell: 老林饼店, 肉铺, 茶庄. */
const PLACE = /[店铺舖坊庄莊馆館摊攤]/;
export const isPlaceAfter = (text: string, at: number): boolean => PLACE.test(text[at] ?? '');

/** Whether a character is part of the name of something else: 酱 in 酱油 and in 番茄酱 means no jar of soybean paste. */
export const isInOtherNoun = (text: string, at: number): boolean => {
  for (let from = Math.max(0, at - NOUN_MAX + 1); from <= at; from += 1)
    for (let size = Math.max(2, at - from + 1); size <= NOUN_MAX; size += 1)
      if (NOUNS.has(text.slice(from, from + size))) return true;
  return false;
};
