import type { Topic } from './topics.ts';

/** A word of a topic, found in a clause. */
export interface Found {
  readonly duties: readonly string[];
  readonly start: number;
  readonly end: number;
}

interface Word {
  readonly text: string;
  readonly duties: readonly string[];
  readonly isLatin: boolean;
}

export type WordIndex = ReadonlyMap<number, readonly Word[]>;

const keyAt = (text: string, at: number): number => text.charCodeAt(at) * 65536 + text.charCodeAt(at + 1);

/** Words by their first two characters, the longest first: one look at each place of a clause finds them all. */
export const indexWords = (topics: readonly Topic[]): WordIndex => {
  const index = new Map<number, Word[]>();
  for (const { duties, words } of topics) {
    for (const written of words.split(' ')) {
      const text = written.replaceAll('_', ' ');
      const key = keyAt(text, 0);
      const word = { text, duties, isLatin: /^[ -~]+$/.test(text) };
      index.set(
        key,
        [...(index.get(key) ?? []), word].sort((a, b) => b.text.length - a.text.length),
      );
    }
  }
  return index;
};

const isLatinOrDigit = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** A Latin word is a whole word: `tax` is not in `relaxed`; Chinese may stand on either side of it. */
const isWhole = (clause: string, start: number, end: number): boolean =>
  !isLatinOrDigit(clause.charCodeAt(start - 1)) && !isLatinOrDigit(clause.charCodeAt(end));

/** The words of an index in a clause, from left to right, the longest at each place, none inside another. */
export const findWords = (clause: string, index: WordIndex): Found[] => {
  const found: Found[] = [];
  for (let at = 0; at + 1 < clause.length; ) {
    const word = index
      .get(keyAt(clause, at))
      ?.find(
        ({ text, isLatin }) =>
          clause.startsWith(text, at) && (!isLatin || isWhole(clause, at, at + text.length)),
      );
    if (word) found.push({ duties: word.duties, start: at, end: at + word.text.length });
    at += word ? word.text.length : 1;
  }
  return found;
};
