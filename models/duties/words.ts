/** Words that mean the same, as data: divided by spaces, `_` stands for a space inside a Latin word; all folded. */
export interface WordGroup<Meaning> {
  readonly means: Meaning;
  readonly words: string;
}

/** A word, found in a text. */
export interface Found<Meaning> {
  readonly means: Meaning;
  readonly start: number;
  readonly end: number;
}

interface Word<Meaning> {
  readonly text: string;
  readonly means: Meaning;
  readonly isLatin: boolean;
}

export type WordIndex<Meaning> = ReadonlyMap<number, readonly Word<Meaning>[]>;

const keyAt = (text: string, at: number): number => text.charCodeAt(at) * 65536 + text.charCodeAt(at + 1);

/** Words of two characters and more by their first two, the longest first: one look at each place of a text finds them all. */
export const indexWords = <Meaning>(groups: readonly WordGroup<Meaning>[]): WordIndex<Meaning> => {
  const index = new Map<number, Word<Meaning>[]>();
  for (const { means, words } of groups) {
    for (const written of words.split(/\s+/).filter((word) => word !== '')) {
      const text = written.replaceAll('_', ' ');
      const key = keyAt(text, 0);
      const word = { text, means, isLatin: /^[ -~]+$/.test(text) };
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
const isWhole = (text: string, start: number, end: number): boolean =>
  !isLatinOrDigit(text.charCodeAt(start - 1)) && !isLatinOrDigit(text.charCodeAt(end));

/** The words of an index in a folded text, from left to right, the longest at each place, none inside another. */
export const findWords = <Meaning>(text: string, index: WordIndex<Meaning>): Found<Meaning>[] => {
  const found: Found<Meaning>[] = [];
  for (let at = 0; at + 1 < text.length; ) {
    const word = index
      .get(keyAt(text, at))
      ?.find(
        (known) =>
          text.startsWith(known.text, at) && (!known.isLatin || isWhole(text, at, at + known.text.length)),
      );
    if (word) found.push({ means: word.means, start: at, end: at + word.text.length });
    at += word ? word.text.length : 1;
  }
  return found;
};
