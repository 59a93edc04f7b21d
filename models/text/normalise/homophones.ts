import type { Method } from './normalise.ts';
import { type Sounds, soundsOfCharacters } from './sounds.ts';

/** Shortest word that is looked for by its sound alone: of two characters most sound like some ordinary word. */
export const SOUND_MIN = 3;
export const SOUND_MAX = 5;
/** Shortest word whose syllables are looked for where some are written in Latin letters. */
const LETTERS_MIN = 2;
/** Most characters of a word that may be written otherwise. */
const CHANGED_MAX = 2;

/**
 * The commonest characters of talk: where one of them stands it is hardly a disguise (没有那 is not 没有哪), so they are
 * never read as another of the same sound.
 */
const COMMON = new Set(
  '的地得在再做作那哪他她它是事时以已有又由就不部也都和与而为了我你您这着到道去说要会能可个们大小上下来里好很还没看想用给跟让把被从对过多少几样种点些天年月日号人家子头面手身心口水电话直播间宝姐妹妈爸老师儿女今明后前先开关买卖拍发送价钱块元件份单货品款式色码包盒瓶箱袋台机吃喝穿带戴放打拿走进出回起叫问知觉真假快慢高低长短新旧因所但如果然后其实已经只最第一二三四五六七八九十百千万',
);

/** What stands at one place of a text: a character, or a syllable in Latin letters. */
export interface Sound {
  /** Offsets in the folded text. */
  readonly start: number;
  readonly end: number;
  readonly syllable: number;
  /** The character; empty for Latin letters. */
  readonly char: string;
}

/** A stretch of a text that sounds like a word of the packs and is written otherwise. */
export interface Heard {
  readonly first: number;
  readonly size: number;
  readonly word: string;
  readonly method: Method;
}

export interface Homophones {
  readonly sounds: Sounds;
  /** Whether a word of three or more characters may begin with these syllables: a quick no for plain text. */
  soundsKnown(one: number, two: number, three: number): boolean;
  /** Whether a word may begin with these very characters: then their sound is no news. */
  isKnown(one: number, two: number, three: number): boolean;
  /** Whether any word may begin with these two syllables. */
  pairKnown(one: number, two: number): boolean;
  /** The longest word that is heard from a place on, if it is written otherwise. */
  heardAt(run: readonly Sound[], first: number): Heard | null;
  /** A word with one character given by its initial (国j级), or undefined. */
  withInitial(text: string): string | undefined;
  /** Whether this is a word of the packs, or 最 with the word it raises. */
  isWord(text: string): boolean;
}

/** One in a hundred places of plain text looks like a word by chance: with fewer bits every line did. */
const BLOOM_BITS = 20;
const bloomOf = (one: number, two: number, three: number): number =>
  (Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b) ^ Math.imul(three, 0xc2b2ae35)) >>>
  (32 - BLOOM_BITS);

const CHINESE = /^[\u4e00-\u9fff]+$/;

/** Makes the index of how words sound. @param words folded; those that are not Chinese characters alone are passed over. */
export const createHomophones = (words: Iterable<string>): Homophones => {
  const sounds = soundsOfCharacters();
  const { of } = sounds;
  const keyOf = (word: string): string => {
    let key = '';
    for (let at = 0; at < word.length; at++) key += String.fromCharCode(of[word.charCodeAt(at)] as number);
    return key;
  };
  const byKey = new Map<string, string[]>();
  const byInitial = new Map<string, string>();
  const bloom = new Uint8Array(1 << BLOOM_BITS);
  const plain = new Uint8Array(1 << BLOOM_BITS);
  const pairs = new Uint8Array(1 << BLOOM_BITS);
  const all = new Set(words);
  for (const word of all) {
    if (word.length < LETTERS_MIN || word.length > SOUND_MAX || !CHINESE.test(word)) continue;
    const key = keyOf(word);
    if (key.includes('\0')) continue;
    byKey.set(key, [...(byKey.get(key) ?? []), word]);
    pairs[bloomOf(key.charCodeAt(0), key.charCodeAt(1), 0)] = 1;
    if (word.length < SOUND_MIN) continue;
    bloom[bloomOf(key.charCodeAt(0), key.charCodeAt(1), key.charCodeAt(2))] = 1;
    plain[bloomOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2))] = 1;
    for (let at = 0; at < word.length; at++) {
      const written = word.slice(0, at) + sounds.initial(key.charCodeAt(at)) + word.slice(at + 1);
      if (!byInitial.has(written)) byInitial.set(written, word);
    }
  }

  /** How a stretch comes to be the word, or null where it is the word itself or too far from it. */
  const changed = (run: readonly Sound[], first: number, word: string): Method | null => {
    let letters = 0;
    let others = 0;
    for (let at = 0; at < word.length; at++) {
      const { char } = run[first + at] as Sound;
      if (char === word[at]) continue;
      if (char === '') letters++;
      else if (COMMON.has(char)) return null;
      else others++;
    }
    if (others === 0) return letters > 0 ? 'confusion' : null;
    if (letters > 0) return word.length > LETTERS_MIN && others < CHANGED_MAX ? 'phonetic' : null;
    return word.length >= SOUND_MIN && others <= CHANGED_MAX ? 'phonetic' : null;
  };

  return {
    sounds,
    soundsKnown: (one, two, three) => bloom[bloomOf(one, two, three)] === 1,
    isKnown: (one, two, three) => plain[bloomOf(one, two, three)] === 1,
    pairKnown: (one, two) => pairs[bloomOf(one, two, 0)] === 1,
    heardAt(run, first) {
      let key = '';
      for (let at = first; at < run.length && at < first + SOUND_MAX; at++)
        key += String.fromCharCode((run[at] as Sound).syllable);
      for (let size = key.length; size >= LETTERS_MIN; size--) {
        for (const word of byKey.get(key.slice(0, size)) ?? []) {
          const method = changed(run, first, word);
          if (method) return { first, size, word, method };
        }
      }
      return null;
    },
    withInitial: (text) => byInitial.get(text),
    isWord: (text) => all.has(text),
  };
};
