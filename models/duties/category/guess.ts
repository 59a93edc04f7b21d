import type { Category } from '../../contract/ingest.ts';
import { plain } from '../plain.ts';
import { findWords, indexWords } from '../words.ts';
import { ENDINGS, SPOKEN } from './hints.ts';
import { FOOD, type Sign } from './nouns-food.ts';
import { GOODS } from './nouns-goods.ts';
import { ON_TOP, OTHER } from './nouns-other.ts';

export interface Guess {
  /** Several where a product is of several kinds: a health food that comes from abroad. What the thing is comes first. */
  readonly categories: readonly Category[];
  /** 0 to 1. */
  readonly confidence: number;
  /** The words that decided, as they were folded. */
  readonly by: readonly string[];
}

/** Longer names hold a shop's keywords, not the product. */
const NAME_UNITS_MAX = 120;
/** What is said of a product in its first minutes is enough. */
const TALK_LINES_MAX = 60;
const TALK_UNITS_MAX = 400;

/** The thing is what a name ends with: 苹果汁 is juice, 牛奶面膜 a mask. */
const AT_END = 2.2;
/** What stands before `for`, `with`, 配, 赠 is the thing as well. */
const AT_PART_END = 1.6;
const ENDING_WEIGHT = 5;
/** Produce that was cooked, dried or pickled is food. */
const PROCESSED =
  /冻干|五香|卤|盐焗|油炸|香酥|烟熏|脱水|糖水|即食|麻辣|香辣|蒜香|盐水|糟卤|白切|熏(?!香)|烤(?!箱|炉|盘|架|鸭梨)|酱(?:牛|鸭|鸡|肘)|腌|风干|冷吃|干货|酸笋|腊八|脆片|\b(?:freeze-dried|dried|smoked|roasted|canned|pickled|frozen meal)\b/;
const PROCESSED_WEIGHT = 7;
const ENDING_AFTER_PRODUCE = 7;
/** Words that make another thing of what they stand before. */
const PREFIXES: readonly (readonly [RegExp, readonly Category[], Category, number])[] = [
  [PROCESSED, ['agri-produce'], 'food', PROCESSED_WEIGHT],
  [
    /猫(?!山王|眼|屎)|[狗犬](?!不理|牙|尾)|宠物|\b(?:cats?|dogs?|pupp(?:y|ies)|kittens?|pets?)\b/,
    ['food', 'agri-produce'],
    'pet-food',
    8,
  ],
  [
    /医用|医疗|械字号|\bmedical[- ]grade\b/,
    ['apparel', 'cosmetics', 'other', 'home-appliance'],
    'medical-device',
    8,
  ],
];
const TALK_FACTOR = 0.5;
/** Nouns of the names table, heard in talk, say less than in the name: a host compares and gives. */
const TALK_NOUN_FACTOR = 0.25;
const TALK_MAX = 6;
/** A score that leaves no doubt, and one that says nothing. */
const SURE_SCORE = 5;
const SCORE_MIN = 1.2;

const names = indexWords([...FOOD, ...GOODS, ...OTHER]);
const onTop = indexWords(ON_TOP);
const spoken = indexWords(SPOKEN);

/** Sizes, packs, brackets and giveaways behind the noun. */
const TAIL =
  /[\s,、·|/*+x×-]*(?:\([^()]*\)|【[^【】]*】|\[[^[\]]*\]|第?\d+(?:\.\d+)? ?(?:g|kg|mg|ml|l|oz|lb|lbs|ct|pcs|pieces|pc|count|ounces?|bags?|bottles?|cans|jars|pairs?|pk|qt|ft|inch|cup|gal|克|千克|斤|公斤|毫升|升|片|粒|颗|枚|支|盒|袋|箱|包|罐|瓶|件|套|双|只|个|入|条|杯|寸|英寸|w|v|瓦|年|月|岁|码|cm|mm|米|匹|抽|卷|度|天|次|节|份|组|台)?(?:装|入|组|起|款)?|[一二三四五六七八九十两双](?:支|盒|袋|包|罐|瓶|件|双|只|个|条)(?:装|入)?|独立包装?|独立装|真空包?装?|散装|(?<![a-z])[smlx]{1,4}码?|礼盒装?|套装|组合装?|家庭装|大包装|袋装|瓶装|罐装|盒装|整箱|大礼包|礼盒|组合|套组|新款|正品|旗舰版|标准版|升级版|(?<![a-z])(?:pro|max|plus|mini|set|pack|kit|bundle|box)|(?:红|黑|白|蓝|绿|粉|灰|米|紫|黄|银|金|棕|咖)色|男女同款|男款|女款|男士|女士|情侣款|通用|包邮|现货|买一送一|野生|冷冻|儿童|家用|新品)$/;
/** Tails that a name may have one behind the other: 5斤 礼盒装 包邮. */
const TAILS_MAX = 12;
/** What comes with the thing, or whom it is for, is not the thing. */
const ASIDE = /(?:\s(?:for|with|by|from|in|and free)\s|[,;|]|赠|送|搭配|附赠|买就送).*$/;

class Scores {
  readonly sums = new Map<Category, number>();
  readonly words = new Map<Category, Set<string>>();

  add(category: Category, weight: number, word: string): void {
    const words = this.words.get(category) ?? new Set<string>();
    if (words.has(word)) return;
    words.add(word);
    this.words.set(category, words);
    this.sums.set(category, (this.sums.get(category) ?? 0) + weight);
  }
}

/** The parts of a name stay apart: 防脱洗发水 生姜. */
const foldName = (name: string): string =>
  name.slice(0, NAME_UNITS_MAX).split(/\s+/).map(plain).join(' ').trim();

/** One tail at a time: all of them in one pattern would try every way of dividing them. */
const withoutTails = (name: string): string => {
  let bare = name;
  for (let k = 0; k < TAILS_MAX; k++) {
    const shorter = bare.replace(TAIL, '');
    if (shorter === bare) break;
    bare = shorter;
  }
  return bare.trim();
};

const ofEnding = (text: string): Category | undefined => ENDINGS.find(([pattern]) => pattern.test(text))?.[1];

const readName = (name: string, scores: Scores): void => {
  const whole = foldName(name);
  const bare = withoutTails(whole.replace(ASIDE, '')) || whole;
  const found = findWords(bare, names);
  const last = found.at(-1);
  for (const { means, start, end } of found) {
    const times = means.weight < 2 ? 1 : end === bare.length ? AT_END : bare[end] === ' ' ? AT_PART_END : 1;
    scores.add(means.category, means.weight * times, bare.slice(start, end));
  }
  const [first = ''] = bare.split(' ');
  const isFirstKnown = found.some(({ end }) => end <= first.length && end >= first.length - 1);
  // Else by the end of the first part: 登山鞋 防水.
  const ending =
    last?.end === bare.length ? undefined : (ofEnding(bare) ?? (isFirstKnown ? undefined : ofEnding(first)));
  if (ending) {
    const isNear = last !== undefined && bare.length - last.end === 1;
    const isProduce = last?.means.category === 'agri-produce';
    const weight = isNear ? (isProduce ? ENDING_AFTER_PRODUCE : ENDING_WEIGHT / 2) : ENDING_WEIGHT;
    scores.add(ending, weight, bare.slice(-1));
  }
  for (const [pattern, from, to, weight] of PREFIXES) {
    const match = pattern.exec(bare);
    if (match && from.some((category) => scores.sums.has(category))) scores.add(to, weight, `${match[0]}…`);
  }
  if (bare.length < whole.length) {
    for (const { means, start, end } of findWords(whole.slice(bare.length), names)) {
      scores.add(means.category, means.weight / 2, whole.slice(bare.length).slice(start, end));
    }
  }
};

/** Each word of the talk counts once, and all of them together no more than a clear name. */
const readTalk = (talk: readonly string[], scores: Scores, isNamed: boolean): void => {
  const heard = new Scores();
  for (const line of talk.slice(0, TALK_LINES_MAX)) {
    const said = plain(line.slice(0, TALK_UNITS_MAX));
    const note = ({ means, start, end }: { means: Sign; start: number; end: number }, times: number): void =>
      heard.add(means.category, means.weight * times, said.slice(start, end));
    for (const found of findWords(said, spoken)) note(found, TALK_FACTOR);
    if (isNamed) continue;
    for (const found of findWords(said, names)) note(found, TALK_NOUN_FACTOR);
  }
  for (const [category, sum] of heard.sums) {
    const words = heard.words.get(category) ?? [];
    const share = Math.min(sum, TALK_MAX) / sum;
    for (const word of words) scores.add(category, (sum / new Set(words).size) * share, word);
  }
};

const ON_TOP_CATEGORIES: ReadonlySet<Category> = new Set(['cross-border', 'second-hand']);
/** A special cosmetic is a cosmetic, a health food a food: what is said of the wider one speaks for the narrower. */
const NARROWER: readonly (readonly [Category, Category])[] = [
  ['special-cosmetics', 'cosmetics'],
  ['pet-food', 'food'],
  ['infant-formula', 'food'],
];

/** Kinds on top, said in the name, or of the product in so many words. */
const kindsOnTop = (name: string | undefined, scores: Scores): Map<Category, string> => {
  const kinds = new Map<Category, string>();
  const whole = name === undefined ? '' : foldName(name);
  for (const { means, start, end } of findWords(whole, onTop))
    kinds.set(means.category, whole.slice(start, end));
  for (const category of ON_TOP_CATEGORIES) {
    const words = scores.words.get(category);
    if (!kinds.has(category) && words && words.size >= 2) kinds.set(category, [...words].join(' '));
  }
  return kinds;
};

/**
 * The category of a product from its name and from what was said while it was shown; `other` with confidence 0 where neither
 * says anything. A guess is shown as one.
 */
export const guessCategory = (name: string | undefined, talk: readonly string[]): Guess => {
  const scores = new Scores();
  if (name !== undefined) readName(name, scores);
  const named = Math.max(0, ...scores.sums.values());
  // A clear name needs no help, and talk may only mislead it.
  readTalk(talk, scores, named >= SURE_SCORE);
  const kinds = kindsOnTop(name, scores);
  for (const [narrow, wide] of NARROWER) {
    const sum = scores.sums.get(narrow) ?? 0;
    if (sum >= 2) scores.sums.set(narrow, sum + (scores.sums.get(wide) ?? 0) * 0.6);
  }
  const ranked = [...scores.sums]
    .filter(([category]) => !ON_TOP_CATEGORIES.has(category))
    .sort((a, b) => b[1] - a[1]);
  const [first, second] = ranked;
  const isKnown = first !== undefined && first[1] >= SCORE_MIN;
  const main: Category[] = isKnown ? [first[0]] : [];
  const categories = [
    ...main.filter((category) => category !== 'other' || kinds.size === 0),
    ...kinds.keys(),
  ];
  if (categories.length === 0) return { categories: ['other'], confidence: 0, by: [] };
  const score = isKnown ? first[1] : SURE_SCORE;
  const rival = isKnown ? (second?.[1] ?? 0) : 0;
  const confidence = Math.min(1, score / SURE_SCORE) * (score / (score + rival));
  const by = [...(isKnown ? (scores.words.get(first[0]) ?? []) : []), ...kinds.values()];
  return { categories, confidence: Math.round(confidence * 100) / 100, by };
};
