/** Finds which words a text holds, in one pass. */
export interface WordFinder {
  /** Calls `found` with the number of each word that the text holds and where it begins, from left to right. */
  find(text: string, found: (word: number, at: number) => void): void;
}

/** Places in the table for each first pair: few then share one. */
const ROOM = 2;
/** Bits that tell whether a pair may begin a word at all: 8 kB, which stay in the nearest cache. */
const SIEVE_BITS = 16;
/** Knuth's multiplier (2^32 divided by the golden ratio): neighbouring characters fall far apart. */
const SPREAD = 0x9e3779b1;

const pairOf = (word: string): number => (word.charCodeAt(0) << 16) | word.charCodeAt(1);

/** Numbers of the words of two characters and more, by their first two. */
const byPair = (words: readonly string[]): ReadonlyMap<number, number[]> => {
  const pairs = new Map<number, number[]>();
  words.forEach((word, number) => {
    if (word.length === 1) return;
    const known = pairs.get(pairOf(word));
    if (known) known.push(number);
    else pairs.set(pairOf(word), [number]);
  });
  return pairs;
};

/** What is kept of a word in a list: its number, its length, and its units from the third on. */
const entryOf = (word: string, number: number): number[] => [
  number,
  word.length,
  ...Array.from({ length: word.length - 2 }, (_, at) => word.charCodeAt(at + 2)),
];

const HEAD = 2;

/** Whether a text goes on like the word of an entry, whose first two units are known to be there. */
const goesOn = (text: string, at: number, lists: Int32Array, entry: number): boolean => {
  const size = lists[entry + 1] as number;
  for (let k = 2; k < size; k++) if (text.charCodeAt(at + k) !== (lists[entry + k] as number)) return false;
  return true;
};

/** Makes the finder. Its tables are small and lie close together: every character of every sentence is looked up in them. */
export const createWordFinder = (words: readonly string[]): WordFinder => {
  /** Of each character: one more than the number of the word that it is; 0 where it is none. */
  const single = new Uint16Array(65536);
  words.forEach((word, number) => {
    if (word.length === 1) single[word.charCodeAt(0)] = number + 1;
  });
  const pairs = byPair(words);
  const bits = Math.max(4, Math.ceil(Math.log2(pairs.size * ROOM + 1)));
  const last = (1 << bits) - 1;
  const sieve = new Uint8Array((1 << SIEVE_BITS) >> 3);
  /** A pair, then the place of its list in `lists`; 0 where the place is free. */
  const table = new Int32Array(2 * (last + 1));
  /** How many entries, then the entries. */
  const flat: number[] = [0];
  for (const [pair, numbers] of pairs) {
    const hash = Math.imul(pair, SPREAD);
    const bit = hash >>> (32 - SIEVE_BITS);
    sieve[bit >> 3] = (sieve[bit >> 3] as number) | (1 << (bit & 7));
    let place = hash >>> (32 - bits);
    while (table[2 * place + 1] !== 0) place = (place + 1) & last;
    table[2 * place] = pair;
    table[2 * place + 1] = flat.push(numbers.length) - 1;
    for (const number of numbers) flat.push(...entryOf(words[number] as string, number));
  }
  const lists = Int32Array.from(flat);

  const findLonger = (text: string, at: number, pair: number, hash: number, found: Found): void => {
    let place = hash >>> (32 - bits);
    while (table[2 * place] !== pair) {
      if (table[2 * place + 1] === 0) return;
      place = (place + 1) & last;
    }
    let entry = table[2 * place + 1] as number;
    if (entry === 0) return;
    for (let left = lists[entry++] as number; left > 0; left--) {
      if (goesOn(text, at, lists, entry)) found(lists[entry] as number, at);
      entry += HEAD + (lists[entry + 1] as number) - 2;
    }
  };

  return {
    find(text, found) {
      const { length } = text;
      let code = length > 0 ? text.charCodeAt(0) : 0;
      for (let at = 0; at < length; at++) {
        const alone = single[code] as number;
        if (alone !== 0) found(alone - 1, at);
        if (at + 1 === length) return;
        const next = text.charCodeAt(at + 1);
        const pair = (code << 16) | next;
        code = next;
        const hash = Math.imul(pair, SPREAD);
        const bit = hash >>> (32 - SIEVE_BITS);
        if (((sieve[bit >> 3] as number) & (1 << (bit & 7))) !== 0) findLonger(text, at, pair, hash, found);
      }
    },
  };
};

type Found = (word: number, at: number) => void;
