import { soundingLike } from './name-sounds.ts';
import type { Names } from './names.ts';
import { isInOtherNoun, isPlaceAfter } from './other-nouns.ts';

/** 1号, 一号链接 (in figures 1号), number 2, item 1, link 3, #2. */
const LABEL = /(\d{1,3})\s?号(?:链接|品|款|宝贝)?|(?:number|item|link|no\.?|#)\s?(\d{1,3})\b/g;
/** item A, option B. A letter alone counts where it stands as a subject. */
const LETTER = /\b(?:item|option) ([a-f])\b|(?:^|[,;.]\s?|\s)([a-f])(?='s\b| is\b| has\b|是|一)/g;
/** A product that a text names. */
export interface Mention {
  readonly id: string;
  readonly at: number;
  /** UTF-16 units of the words that name it. */
  readonly size: number;
  readonly aside?: boolean;
}

/** 第一位鸡肉粉, 含燕麦: what goods are made of is named, not the goods. */
const PART_OF = /(?:第\d+位|排第\d+|首位|头1位|配料表?|成分|原料|含有?|加了|放了|用的?是?)[^,，。;；]{0,4}$/;
const isPart = (text: string, at: number): boolean => PART_OF.test(text.slice(Math.max(0, at - 10), at));

/** 甘油 水 柠檬酸: of a list, a character by itself is what goods are made of. */
const isListed = (text: string, at: number): boolean =>
  text.replace(/[\s,，。;；、!]+$/u, '').length === 1
    ? at === 0
    : text[at - 1] === '、' || (text[at + 1] === '、' && /[有含是:：、]/.test(text[at - 1] ?? ''));

/** What a word that only tells a product from others may follow: garlic of the pickles is in the sauce too. */
const LEADS_TO_MODIFIER =
  /(?:^|[^a-z '-]|\b(?:the|this|that|our|your|my|these|those|for|on|so|now|ok|okay|about|each|every|one|get|grab|or|is|was|want|like|love|with the|and the)) ?$/;

const wordsAt = (text: string, word: string, own: readonly string[]): number[] => {
  const isLatin = /^[a-z]/.test(word);
  const isOne = word.length === 1;
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (isLatin && /[a-z]/.test(text[at - 1] ?? ' ')) continue;
    if (isLatin && isListedIn(text, at, word, own)) continue;
    if (!isLatin && isPlaceAfter(text, at + word.length)) continue;
    if (isOne && isListed(text, at)) continue;
    if (isOne ? isInOtherNoun(text, at, own) : word.length === 2 && isPart(text, at)) continue;
    found.push(at);
  }
  return found;
};

/** Whether a Latin word stands in a run of words where nothing leads up to it, and is not what the product is. */
const isListedIn = (text: string, at: number, word: string, own: readonly string[]): boolean =>
  !word.includes(' ') &&
  own.some((name) => name.includes(' ') && !name.endsWith(word)) &&
  !LEADS_TO_MODIFIER.test(text.slice(0, at));

const firsts = new WeakMap<readonly Names[], ReadonlySet<number>>();

/** Whether a text holds a character with which any of the names begins: most clauses name nothing. */
const mayName = (text: string, names: readonly Names[]): boolean => {
  let first = firsts.get(names);
  if (!first) {
    first = new Set(names.flatMap(({ words }) => words.map((word) => word.charCodeAt(0))));
    firsts.set(names, first);
  }
  for (let at = 0; at < text.length; at++) if (first.has(text.charCodeAt(at))) return true;
  return false;
};

/** Honey in honey mustard is the mustard. */
const isWithin = ({ id, at, size }: Mention, mentions: readonly Mention[]): boolean =>
  mentions.some((one) => one.id !== id && one.size > size && one.at <= at && one.at + one.size >= at + size);

/** Products that a clause names, in the order of their names. */
export const mentionsIn = (text: string, names: readonly Names[]): Mention[] => {
  const mentions: Mention[] = [];
  const byLabel = (label: number, at: number, size: number): void => {
    const [found, ...more] = names.filter((one) => one.label === label);
    if (found && more.length === 0) mentions.push({ id: found.id, at, size });
  };
  if (/\d/.test(text))
    for (const { 0: all, 1: han, 2: latin, index } of text.matchAll(LABEL))
      byLabel(Number(han ?? latin), index, all.length);
  if (/[a-f]/.test(text))
    for (const { 0: all, 1: item, 2: letter, index } of text.matchAll(LETTER))
      byLabel(((item ?? letter ?? 'a').codePointAt(0) ?? 97) - 96, index, all.length);
  if (mayName(text, names))
    for (const { id, words } of names) {
      for (const word of words) {
        const found = wordsAt(text, word, words);
        if (found.length === 0) continue;
        mentions.push(...found.map((at) => ({ id, at, size: word.length })));
        break;
      }
    }
  for (const { id, at, size } of soundingLike(text, names))
    if (!mentions.some((one) => one.at < at + size && at < one.at + one.size))
      mentions.push({ id, at, size });
  return mentions.filter((one) => !isWithin(one, mentions)).sort((a, b) => a.at - b.at);
};
