import { NOUNS } from '../questions/topics.ts';
import { findWords, indexWords } from '../words.ts';

/** What stands before the host when something is said: whom words that only point can mean. */
export interface Scene {
  /** Shown, by the order in which they were introduced. */
  readonly shown: readonly string[];
  /** The one in hand: named or turned to last. */
  readonly hand?: string | undefined;
  /** Put away last, and not long ago. */
  readonly before?: string | undefined;
}

/** A product that words point at. */
export interface Pointed {
  readonly id: string;
  readonly at: number;
  readonly end: number;
  /** Beside the one in hand, which stays in hand. */
  readonly aside: boolean;
}

type Pointer = 'this' | 'that' | 'other' | 'first' | 'second' | 'former' | 'latter' | 'before';

const PIECE = '[款件瓶盒袋包双条台支罐套]';
/** The second piece is one more of the same: 第二件半价, 没有第二件. */
const PIECE_SHOWN = '(?:[款双条台套]|[件瓶盒袋包支罐](?=是|就是|呢|的(?:话|保|产|日|成|配|价)))';
/** 个 counts everything; beside these it counts no goods: 第一个好处, 刚才那个问题. */
const NO_GOODS =
  '(?!问题|好处|优点|特点|原因|功能|环节|作用|步骤|点|小时|月|价|券|优惠|活动|福利|抽奖|红包|姐|妹|宝宝|宝子|朋友|人|话题|评论|尺码|颜色|时候|话|意思|呢?,)';
const ONE = `(?:1?(?:${PIECE}|个${NO_GOODS}))`;

/** Folded, with spoken numbers as figures: "the first one" is "the 1st 1". */
const POINTERS: readonly (readonly [Pointer, RegExp])[] = [
  ['this', new RegExp(`(?<!前面|后面|刚才|刚刚|的)这${ONE}|\\bthis (?:1|one)\\b`, 'g')],
  ['that', new RegExp(`(?<!前面|后面|刚才|刚刚|的)那${ONE}|\\bthat (?:1|one)\\b`, 'g')],
  ['other', new RegExp(`另(?:外)?(?:那)?${ONE}|\\bthe other(?: ?(?:1|one)|(?= (?:is|has|comes)))`, 'g')],
  [
    'first',
    new RegExp(`第1(?:${PIECE_SHOWN}|个${NO_GOODS})(?!半价|起)|\\bthe (?:1st|first) ?(?:1|one)\\b`, 'g'),
  ],
  [
    'second',
    new RegExp(`第2(?:${PIECE_SHOWN}|个${NO_GOODS})(?!半价|起|0)|\\bthe (?:2nd|second) ?(?:1|one)\\b`, 'g'),
  ],
  ['former', new RegExp(`前面[这那]${ONE}|前者|\\bthe former\\b`, 'g')],
  ['latter', new RegExp(`后面[这那]${ONE}|后者|\\bthe latter\\b`, 'g')],
  [
    'before',
    new RegExp(
      `(?:刚才|刚刚)(?:讲|说|看|介绍|试|吃)?(?:过|完)?的?[这那]${ONE}|(?<![到进切换])(?:上|前)1?${PIECE}|\\bthe (?:previous|last) (?:1|one|item|product)\\b|\\bthe (?:1|one) (?:before|we just (?:did|showed|had|saw))\\b`,
      'g',
    ),
  ],
];
const CONTRASTS: readonly (readonly [Pointer, Pointer])[] = [
  ['this', 'that'],
  ['this', 'other'],
  ['first', 'second'],
  ['first', 'other'],
  ['former', 'latter'],
];
/** Words by which anything of the kind is meant at all: most sentences have none. */
const ANY =
  /这|那|另|第[12]|[前后]者|前面|刚[才刚]|[上前]1?[款件瓶盒袋包双条台支罐套]|\b(?:this|that|other|1st|2nd|first|second|former|latter|previous|last|before|just)\b/;

const topics = indexWords(NOUNS);
/** 那个是, 那个保质期: what is pointed at is the goods; 那个App and 那个园区 are things of their own. */
const GOES_ON =
  /^(?:[^\p{Script=Han}a-z]|$|[的是也就都有没不要可能会才呢嘛吗吧啊呀哦它他我你咱跟和比更卖用装放吃喝穿拍买贵便重轻大小长短厚薄新旧好][^个]?|大家|价|产品|商品|链接|宝贝|单品|款|牌子|包装|里面|里头|上面|后面|背面)/u;

const pointsAtGoods = (text: string, { kind, end }: Found): boolean => {
  if (kind !== 'that' || !text.slice(0, end).endsWith('那个')) return true;
  const rest = text.slice(end, end + TOPIC_UNITS);
  return GOES_ON.test(rest) || findWords(rest, topics)[0]?.start === 0;
};
const TOPIC_UNITS = 10;

interface Found {
  readonly kind: Pointer;
  readonly at: number;
  readonly end: number;
}

const findIn = (text: string): Found[] =>
  ANY.test(text)
    ? POINTERS.flatMap(([kind, pattern]) =>
        [...text.matchAll(pattern)].map(({ 0: words, index }) => ({
          kind,
          at: index,
          end: index + words.length,
        })),
      ).filter((found) => pointsAtGoods(text, found))
    : [];

/** The one beside the one in hand, where there are two. */
const otherOf = ({ shown, before }: Scene, hand: string | undefined): string | undefined => {
  if (shown.length === 1) return before;
  return shown.length === 2 && hand !== undefined ? shown.find((id) => id !== hand) : undefined;
};

const meant = (kind: Pointer, scene: Scene, isContrast: boolean): string | undefined => {
  const { shown, before } = scene;
  const [first, second] = shown;
  const several = shown.length > 1;
  const known = scene.hand !== undefined && shown.includes(scene.hand) ? scene.hand : undefined;
  const hand = known ?? (isContrast || !several ? first : undefined);
  switch (kind) {
    case 'this':
      return hand;
    case 'that':
    case 'other':
      return several || isContrast ? otherOf(scene, hand) : undefined;
    case 'first':
      return several ? first : undefined;
    case 'second':
      return several ? second : undefined;
    case 'former':
      return several ? first : before;
    case 'latter':
      return several ? shown.at(-1) : undefined;
    case 'before':
      return before ?? (several ? otherOf(scene, known) : undefined);
  }
};

const ASIDE: ReadonlySet<Pointer> = new Set(['that', 'other', 'before']);

const nobody = (): readonly Pointed[] => [];

/** Says of a sentence (folded, with figures) which of its words point at a product of the scene; a part of it at a time. */
export const pointing = (
  sentence: string,
  sceneNow: (() => Scene) | undefined,
): ((part: string, inHand?: string) => readonly Pointed[]) => {
  if (!sceneNow || !ANY.test(sentence)) return nobody;
  const found = findIn(sentence);
  if (found.length === 0) return nobody;
  const scene = sceneNow();
  const kinds = new Set(found.map(({ kind }) => kind));
  const isContrast = CONTRASTS.some(([one, other]) => kinds.has(one) && kinds.has(other));
  // What the sentence has just named is in hand: 下面来说防晒，这支….
  const sceneWith = (inHand: string | undefined): Scene =>
    inHand !== undefined && scene.shown.includes(inHand) ? { ...scene, hand: inHand } : scene;
  return (part, inHand) =>
    findIn(part).flatMap(({ kind, at, end }): Pointed[] => {
      const id = meant(kind, sceneWith(inHand), isContrast);
      return id === undefined ? [] : [{ id, at, end, aside: ASIDE.has(kind) }];
    });
};
