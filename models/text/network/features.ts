import type { Source } from '../../contract/ingest.ts';

/** Characters read of one text: a sentence of speech is under 200, and what comes after 600 is another sentence. */
const CHARACTERS_MAX = 600;
/** Longest n-gram, in tokens. */
const GRAM_MAX = 3;
/** So many n-grams a text may have, its two ends counted as words. */
export const GRAMS_OF_TEXT_MAX = (CHARACTERS_MAX + 2) * GRAM_MAX;

/** Any change here makes every model trained before unfit: it stands in the card and is compared at opening. */
export const FEATURES_VERSION = 3;

/** Latin words with their contractions, figures, runs of Chinese numerals, single other letters, question marks. */
const TOKEN = /[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[一二两三四五六七八九十百千万亿零半]{2,}|[\p{L}?？]/gu;
/** A run of Chinese numerals that counts something: holds a unit, and is none of the everyday words made of them. */
const COUNTED = /^(?=.*[十百千万亿])(?!千万$|万一$|百千万$|一十$)/u;
/** Length from which words are cut, so that guarantee, guaranteed and guarantees meet. */
const STEM = 6;

/** A word of a folded text as the network reads it, and where it stands in it. */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const wordsOf = (token: string): readonly string[] => {
  const first = token.charCodeAt(0);
  if (first >= 48 && first <= 57) return [`#${Math.min(token.replace(/[.,].*$/, '').length, 5)}`];
  if (token.length > 1 && first > 0x3000) return COUNTED.test(token) ? ['#c'] : [...token];
  return [token.length > STEM ? token.slice(0, STEM) : token];
};

/**
 * The words of a folded text: a Chinese character, an English word, or a figure as `#` and its count of digits (what matters of
 * 399 is that it is a price-like number, not which one).
 */
export const tokensOf = (folded: string): readonly Token[] => {
  const tokens: Token[] = [];
  for (const { 0: token, index } of folded.slice(0, CHARACTERS_MAX).matchAll(TOKEN)) {
    const words = wordsOf(token);
    if (words.length === 1)
      tokens.push({ word: words[0] as string, start: index, end: index + token.length });
    else
      for (const [at, word] of words.entries()) tokens.push({ word, start: index + at, end: index + at + 1 });
  }
  return tokens;
};

/** FNV-1a, 32 bit: cheap, and the same everywhere. */
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const hashOf = (text: string): number => {
  let value = FNV_START;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), FNV_PRIME);
  return value;
};
const joined = (value: number, next: number): number => {
  const mixed = Math.imul(value ^ (next + 0x9e3779b9), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
};

const EDGE = hashOf('\u0002');

/** An n-gram: its 32-bit hash, its first token (-1: it begins before the text) and how many tokens it spans. */
export type EachGram = (hash: number, first: number, size: number) => void;

/** Calls `each` for every 1- to 3-gram of tokens, both ends of the text counted as a token. */
export const eachGram = (tokens: readonly Token[], each: EachGram): void => {
  const hashes = tokens.map(({ word }) => hashOf(word));
  for (let start = -1; start <= hashes.length; start += 1) {
    let value = 0;
    for (let size = 1; size <= GRAM_MAX && start + size <= hashes.length + 1; size += 1) {
      value = joined(value, hashes[start + size - 1] ?? EDGE);
      each(value >>> 0, start, size);
    }
  }
};

/** What a character is by itself: nothing, a word, or something that only {@link TOKEN} can tell. */
const ALONE = { nothing: 0, word: 1, ask: 2 } as const;
const charactersAlone = (): Uint8Array =>
  Uint8Array.from({ length: 65536 }, (_, code) => {
    const char = String.fromCharCode(code);
    if (/[a-z0-9一二两三四五六七八九十百千万亿零半]|[\ud800-\udfff]/.test(char)) return ALONE.ask;
    return /[\p{L}?？]/u.test(char) ? ALONE.word : ALONE.nothing;
  });

/** Hashes of all n-grams of a text, in the order of {@link eachGram}: the first `count`, valid until the next text is read. */
export interface Grams {
  readonly hashes: Int32Array;
  count: number;
}

/**
 * Reads the n-grams of texts, one after the other: the same as `eachGram(tokensOf(folded), …)`, without making tokens or calling
 * anything for each n-gram, of which a line of speech has over a hundred.
 */
export const createGramReader = (): ((folded: string) => Grams) => {
  const alone = charactersAlone();
  const token = new RegExp(TOKEN, 'uy');
  /** The words of the text, with its two ends. */
  const words = new Int32Array(CHARACTERS_MAX + 2);
  const grams: Grams = { hashes: new Int32Array(GRAMS_OF_TEXT_MAX), count: 0 };
  const readWords = (text: string): number => {
    let count = 0;
    words[count++] = EDGE;
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at);
      const kind = alone[code];
      if (kind !== ALONE.ask) {
        if (kind === ALONE.word) words[count++] = Math.imul(FNV_START ^ code, FNV_PRIME);
        at += 1;
        continue;
      }
      token.lastIndex = at;
      const found = token.exec(text)?.[0] ?? '';
      if (found !== '') for (const word of wordsOf(found)) words[count++] = hashOf(word);
      at += Math.max(1, found.length);
    }
    words[count++] = EDGE;
    return count;
  };
  return (folded) => {
    const all = readWords(folded.length > CHARACTERS_MAX ? folded.slice(0, CHARACTERS_MAX) : folded);
    const { hashes } = grams;
    let count = 0;
    for (let start = 0; start < all; start += 1) {
      const end = Math.min(all, start + GRAM_MAX);
      let value = 0;
      for (let at = start; at < end; at += 1) {
        value = joined(value, words[at] as number);
        hashes[count++] = value;
      }
    }
    grams.count = count;
    return grams;
  };
};

/** A folded text and how it came: the same words in chat are a viewer's, in speech the room's. */
export interface Input {
  readonly folded: string;
  readonly source: Source;
}
