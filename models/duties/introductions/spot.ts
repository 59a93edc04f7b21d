import { chainsOf } from '../hear/cues.ts';
import { createScanBuilder } from '../hear/scan.ts';
import { NOUNS } from '../questions/topics.ts';
import { findWords, indexWords } from '../words.ts';
import { type Cue, INTRODUCED, OPENED, PUT_AWAY, SOLD_OUT } from './cues.ts';
import {
  BACK,
  BESIDE_OTHER,
  CONDITION,
  FUTURE,
  GONE_ONLY_IF,
  NEARLY,
  NO_LINK_AFTER,
  NO_LINK_BEFORE,
  NO_PRODUCT,
  NOT_BEFORE,
  PAST,
  WISHED,
} from './guards.ts';
import { findNamed, indexNames, type Names } from './names.ts';
import { closeSpaces, type Sentence } from './sentence.ts';

/** What the cart holds of one product. */
export interface CartItem {
  readonly productId: string;
  readonly name?: string;
  readonly linkNo?: number;
}

/** What a sentence of the host does to a product. */
export interface Spotted {
  readonly action: 'introduced' | 'link-opened' | 'put-away' | 'sold-out';
  /** Of the cart; absent where the product spoken of is not in it, or not known. */
  readonly productId?: string;
  readonly linkNo?: number;
  readonly name?: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** UTF-16 in the text as it came. */
  readonly start: number;
  readonly end: number;
}

/** What is needed of a prepared sentence. */
export interface Spoken {
  readonly original: string;
  readonly figures: string;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** A product in hand, or nothing known of it. */
interface Product {
  readonly productId?: string;
  readonly linkNo?: number;
  readonly name?: string;
  /** What it adds to the words' own weight. */
  readonly sure: number;
  readonly end: number;
}

/** How far around a cue its guards, number and name are looked for. */
const BEFORE_UNITS = 14;
const AFTER_UNITS = 12;
/** Latin words are longer. */
const LATIN_AFTER_UNITS = 40;
const NAME_UNITS = 28;
const NAME_UNITS_MAX = 14;
/** No cart has more links. */
const LINK_NO_MAX = 999;
/** A name alone, without words of introducing, when nothing is being shown. */
const NAME_ALONE = 0.45;
const NAME_POINTED_AT = 0.55;
const SHARE_ALONE_MIN = 0.5;

const NUMBER =
  /第?(\d{1,3})(?:号|好(?=[链连])|个(?=[链连]))(?:[链连][接结])?|[链连][接结](?:第)?(\d{1,3})(?!号|\d|分|秒|元|块)|(?:\b(?:link|item|lot|product|number|no\.?)|#) ?(?:number |no\.? ?|#)?(\d{1,3})\b/g;
const STOP = /[,。!?;…\n]/;
const POINTS =
  /(?:这|咱家|我家|我们家|\b(?:this|these|our))(?:1?[个款件双套瓶盒颗组台支条箱包袋份罐]|里)?[^,。]{0,6}$/;
const topicWords = indexWords(NOUNS);
const namesOfCart = new WeakMap<readonly CartItem[], Names>();

const namesOf = (cart: readonly CartItem[]): Names => {
  const known = namesOfCart.get(cart);
  if (known) return known;
  const names = indexNames(cart);
  namesOfCart.set(cart, names);
  return names;
};

const clauseBefore = (text: string, at: number): string => {
  const before = text.slice(Math.max(0, at - BEFORE_UNITS), at);
  return before.slice(before.search(/[^,。!?;…\n]*$/));
};

const clauseAfter = (text: string, at: number, units: number): string => {
  const after = text.slice(at, at + units);
  const stop = after.search(STOP);
  return stop < 0 ? after : after.slice(0, stop);
};

/** The number of a link in a part of a sentence; days, colours and sizes are none. */
const numberIn = (text: string, from: number, until: number): { linkNo: number; end: number } | null => {
  NUMBER.lastIndex = from;
  for (let match = NUMBER.exec(text); match && match.index < until; match = NUMBER.exec(text)) {
    const digits = match[1] ?? match[2] ?? match[3] ?? '';
    const end = match.index + match[0].length;
    const isLink = /[链连]|[a-z#]/.test(match[0]);
    const before = text.slice(Math.max(0, match.index - 3), match.index);
    const after = text.slice(end, end + 3);
    const linkNo = Number(digits);
    if (linkNo < 1 || linkNo > LINK_NO_MAX) continue;
    if (isLink || !(NO_LINK_AFTER.test(after) || NO_LINK_BEFORE.test(before))) return { linkNo, end };
  }
  return null;
};

const LEADS =
  /^(?:[,: ]|就?是|来|这|那|1?[个款件样](?!人)|我们家?|咱们?家?|的|了|呢|啊|给大家|大家|1下|看|(?:the|a|an|our|these|this|some|my|one|is|are|,)\b)+/;
const NAME_ENDS =
  /[,。!?;…\n]|啊|呢|哈|哦|吧|了|它|他|她|多少|只要|原价|今天|价格|到手|我们|大家|给|真的|非常|特别|已经|现在|呀|啦|就是|也是|是|链接|的话|,| -| (?:and|which|that|it|guys|is|are|for|from|okay|ok|so|everybody|everyone|with|because|we|you|i)\b/;

/** 3号商品, 手工葱油饼: between the number and the name. */
const KIND = /(?:号)?(?:链接|商品|产品|宝贝|单品|品|款)?/y;

const kindLength = (text: string, at: number): number => {
  KIND.lastIndex = at;
  return KIND.exec(text)?.[0].length ?? 0;
};

/** A name that the cart does not hold: what follows the words of introducing. */
const guessName = (text: string, from: number): { name: string; end: number } | null => {
  const after = text.slice(from, from + NAME_UNITS);
  const lead = LEADS.exec(after)?.[0].length ?? 0;
  const rest = after.slice(lead);
  if (NO_PRODUCT.test(rest)) return null;
  const stop = rest.search(NAME_ENDS);
  const name = (stop < 0 ? rest : rest.slice(0, stop)).trim();
  if (/^(?:产品|商品|单品|链接|宝贝|品)/.test(name)) return null;
  if (name.length < 2 || (name.length > NAME_UNITS_MAX && /[\u3400-\u9fff]/.test(name))) return null;
  if (findWords(name, topicWords).some(({ start }) => start === 0)) return null;
  return { name, end: from + lead + name.length };
};

const findProduct = (
  text: string,
  match: RegExpExecArray,
  cue: Cue,
  cart: readonly CartItem[],
): Product | null => {
  const end = match.index + match[0].length;
  const isComing = cue.action === 'introduced';
  const from = isComing ? match.index : match.index - clauseBefore(text, match.index).length;
  const isGoing = cue.action === 'put-away' || cue.action === 'sold-out';
  const number = numberIn(text, from, isGoing ? end : end + AFTER_UNITS);
  if (number) {
    const item = cart.find(({ linkNo }) => linkNo === number.linkNo);
    if (item) return { productId: item.productId, linkNo: number.linkNo, sure: 0.2, end: number.end };
    const named =
      isComing && cart.length === 0 ? guessName(text, number.end + kindLength(text, number.end)) : null;
    const end = named?.end ?? number.end;
    const name = named === null ? {} : { name: named.name };
    return { linkNo: number.linkNo, ...name, sure: cart.length > 0 ? -0.15 : 0.1, end };
  }
  const saidFrom = cue.nameFollows ? end : from;
  const namesWhat = isGoing && !text.startsWith(' of ', end);
  const said = namesWhat ? text.slice(from, end) : clauseAfter(text, saidFrom, end - saidFrom + NAME_UNITS);
  const named = cart.length > 0 ? findNamed(said, namesOf(cart)) : null;
  if (named)
    return { productId: named.productId, sure: 0.2 * named.share, end: Math.max(end, saidFrom + named.end) };
  if (cue.needsProduct) return null;
  if (!cue.nameFollows) return { sure: 0, end };
  const guessed = guessName(text, end);
  return guessed && { name: guessed.name, sure: -0.1, end: guessed.end };
};

const guardUnits = (text: string, end: number): number =>
  /[a-z]/.test(text.slice(Math.max(0, end - 3), end + 3)) ? LATIN_AFTER_UNITS : AFTER_UNITS;

const isTakenBack = (text: string, match: RegExpExecArray, cue: Cue): boolean => {
  const before = clauseBefore(text, match.index);
  const end = match.index + match[0].length;
  const after = clauseAfter(text, end, guardUnits(text, end));
  if (cue.action === 'sold-out') return NEARLY.test(before) || GONE_ONLY_IF.test(after);
  if (NOT_BEFORE.test(before) || WISHED.test(before)) return true;
  const around = before + match[0] + after;
  if (cue.action === 'put-away') return FUTURE.test(before + match[0]) || CONDITION.test(before);
  if (FUTURE.test(around) || CONDITION.test(before) || /[吗么]$/.test(after)) return true;
  if (cue.action === 'link-opened') return /昨天|上1?次|上1?场|之前|yesterday|last/.test(before);
  return PAST.test(around) && !BACK.test(before + match[0]);
};

const NUMBERED = /\d+(?=号)|\b(?:item|number|link|lot) \d+/g;

/** 一号是面二号是酱: told of, not shown. */
const isOverview = (text: string): boolean => new Set(text.match(NUMBERED)).size > 1;

const trySpot = (
  sentence: Sentence,
  cue: Cue,
  cart: readonly CartItem[],
  current: string | null,
): Spotted | null => {
  const { text } = sentence;
  const match = cue.pattern.exec(text);
  if (!match || isTakenBack(text, match, cue)) return null;
  if (cue.ledByNumber && isOverview(text)) return null;
  const product = findProduct(text, match, cue, cart);
  if (!product) return null;
  const { sure, end, ...known } = product;
  const isNamed = Object.keys(known).length > 0;
  if (cue.action === 'introduced') {
    if (known.productId !== undefined && known.productId === current) return null;
  } else if (!isNamed && current === null) return null;
  const confidence = Math.min(
    0.98,
    Math.max(0.05, cue.weight + (cue.action === 'introduced' || isNamed ? sure : 0)),
  );
  return {
    action: cue.action,
    ...(isNamed || cue.action === 'introduced' ? known : { productId: current as string }),
    confidence: Math.round(confidence * 100) / 100,
    start: sentence.startOf(match.index),
    end: sentence.endOf(Math.max(end, match.index + match[0].length)),
  };
};

/** A name of the cart without words of introducing. */
const spotName = (sentence: Sentence, cart: readonly CartItem[], current: string | null): Spotted | null => {
  const { text } = sentence;
  const named = cart.length > 0 ? findNamed(text, namesOf(cart)) : null;
  if (!named || named.productId === current || named.share < SHARE_ALONE_MIN) return null;
  if (named.rival >= SHARE_ALONE_MIN) return null;
  const before = clauseBefore(text, named.start);
  const isPointedAt = POINTS.test(before);
  if (current !== null && !isPointedAt) return null;
  const around = before + text.slice(named.start, named.end + AFTER_UNITS);
  if (BESIDE_OTHER.test(before) || NOT_BEFORE.test(before) || WISHED.test(before)) return null;
  if (PAST.test(around) || FUTURE.test(around)) return null;
  return {
    action: 'introduced',
    productId: named.productId,
    confidence: isPointedAt ? NAME_POINTED_AT : NAME_ALONE,
    start: sentence.startOf(named.start),
    end: sentence.endOf(named.end),
  };
};

/** All cues by their numbers in one scan, which says of a sentence which of them are worth trying. */
const scanOfCues = () => {
  const builder = createScanBuilder();
  const numbers = new Map(
    [...SOLD_OUT, ...PUT_AWAY, ...INTRODUCED, ...OPENED].map((cue) => [
      cue,
      builder.expression(chainsOf(cue.pattern.source)),
    ]),
  );
  return { scan: builder.build(), numbers };
};
let scanned: ReturnType<typeof scanOfCues> | undefined;

/** The cues that a text may hold a match of; nearly always few. */
export const cuesWorthTrying = (text: string): ((cue: Cue) => boolean) => {
  scanned ??= scanOfCues();
  const { scan, numbers } = scanned;
  scan.read(text);
  return (cue) => scan.holds(numbers.get(cue) as number);
};

const best = (spotted: readonly (Spotted | null)[]): Spotted | null =>
  spotted.reduce(
    (left, right) => (right && (!left || right.confidence > left.confidence) ? right : left),
    null,
  );

/**
 * All that the host's sentence does to products, at most one of each action, in the order of doing: what was shown goes or is
 * sold out, the next one comes, its link opens.
 */
export const spotProducts = (
  spoken: Spoken,
  cart: readonly CartItem[],
  current: string | null,
): Spotted[] => {
  const sentence = closeSpaces(spoken);
  const isWorthTrying = cuesWorthTrying(sentence.text);
  const of = (cues: readonly Cue[], shown: string | null): Spotted | null =>
    best(cues.map((cue) => (isWorthTrying(cue) ? trySpot(sentence, cue, cart, shown) : null)));
  const soldOut = of(SOLD_OUT, current);
  const away = of(PUT_AWAY, current);
  const introduced = of(INTRODUCED, current) ?? spotName(sentence, cart, current);
  const opened = of(OPENED, introduced?.productId ?? current);
  return [soldOut, away, introduced, opened].filter((spotted) => spotted !== null);
};

const RANK = ['introduced', 'link-opened', 'sold-out', 'put-away'] as const;

/** The one that matters most of {@link spotProducts}; null for most sentences. */
export const spotIntroduction = (
  prepared: Spoken,
  cart: readonly CartItem[],
  current: string | null,
): Spotted | null =>
  spotProducts(prepared, cart, current).sort((a, b) => RANK.indexOf(a.action) - RANK.indexOf(b.action))[0] ??
  null;
