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
