import {
  createGramReader,
  eachGram,
  GRAMS_OF_TEXT_MAX,
  type Input,
  type Token,
  tokensOf,
} from './features.ts';

/** Rows of the first layer that no n-gram takes: padding, one that every text has, and how the text came. */
export const ROW = { padding: 0, always: 1, speech: 2, chat: 3, firstGram: 4 } as const;
/** What the row of the source weighs beside n-grams that weigh 1 together. */
const SOURCE_WEIGHT = 0.5;

/** Most rows of one text: its n-grams, the one that every text has, and how it came. */
export const ROWS_OF_TEXT_MAX = GRAMS_OF_TEXT_MAX + 2;

/** A text as the first layer takes it: rows, and what each weighs; both of the same length. */
export interface Features {
  readonly rows: Int32Array;
  readonly weights: Float32Array;
}

/** The n-grams the network knows, each with a row of its own; others say nothing to it. */
export interface Vocabulary {
  readonly rows: number;
  /** Row of an n-gram's hash, or -1. */
  rowOf(hash: number): number;
  /** How much an n-gram's row tells, before the text's are scaled to length 1 together. */
  rarity(row: number): number;
  read(input: Input): Features;
  /** The same in working memory: the first `count` of each, valid until the next call. */
  look(input: Input): Features & { readonly count: number };
}

/** Hash and row side by side, so that a look reads one line of memory; row 0 is no n-gram's: an empty place. */
const createPlaces = (hashes: Uint32Array): ((hash: number) => number) => {
  let size = 1;
  while (size < hashes.length * 2) size *= 2;
  const mask = size - 1;
  const places = new Int32Array(size * 2);
  for (const [at, hash] of hashes.entries()) {
    let place = hash & mask;
    while (places[place * 2 + 1] !== 0) place = (place + 1) & mask;
    places[place * 2] = hash;
    places[place * 2 + 1] = at + ROW.firstGram;
  }
  return (hash) => {
    const wanted = hash | 0;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const row = places[place * 2 + 1] as number;
      if (row === 0) return -1;
      if (places[place * 2] === wanted) return row;
    }
  };
};

/** @param hashes unsigned 32-bit, none twice; `rarities` are in their order. */
export const createVocabulary = (hashes: Uint32Array, rarities: Float32Array): Vocabulary => {
  const rowOf = createPlaces(hashes);
  const readGrams = createGramReader();
  const rows = new Int32Array(ROWS_OF_TEXT_MAX);
  const weights = new Float32Array(rows.length);
  const seen = new Uint8Array(hashes.length + ROW.firstGram);
  /** The rows of a text's n-grams, each once, to the front of `rows`. @returns how many they are. */
  const readRows = (folded: string): number => {
    const { hashes, count } = readGrams(folded);
    let known = 0;
    for (let at = 0; at < count; at += 1) {
      const row = rowOf(hashes[at] as number);
      if (row < 0 || seen[row] === 1) continue;
      seen[row] = 1;
      rows[known++] = row;
    }
    return known;
  };
  const own: Omit<Vocabulary, 'read'> = {
    rows: hashes.length + ROW.firstGram,
    rowOf,
    rarity: (row) => rarities[row - ROW.firstGram] as number,
    look: ({ folded, source }) => {
      const known = readRows(folded);
      let squares = 0;
      for (let at = 0; at < known; at += 1) {
        const row = rows[at] as number;
        const rarity = rarities[row - ROW.firstGram] as number;
        squares += rarity * rarity;
        seen[row] = 0;
      }
      const scale = 1 / Math.sqrt(squares);
      for (let at = 0; at < known; at += 1)
        weights[at] = (rarities[(rows[at] as number) - ROW.firstGram] as number) * scale;
      rows[known] = ROW.always;
      weights[known] = 1;
      rows[known + 1] = source === 'chat' ? ROW.chat : ROW.speech;
      weights[known + 1] = SOURCE_WEIGHT;
      return { rows, weights, count: known + 2 };
    },
  };
  return {
    ...own,
    read: (input) => {
      const { rows, weights, count } = own.look(input);
      return { rows: rows.slice(0, count), weights: weights.slice(0, count) };
    },
  };
};

/** A text's distinct n-grams. */
export const gramsOf = (tokens: readonly Token[]): ReadonlySet<number> => {
  const grams = new Set<number>();
  eachGram(tokens, (hash) => grams.add(hash));
  return grams;
};

/**
 * Chooses the n-grams to know: those in the most texts, as many as `room` holds, none that is in fewer than `fewest`. Their rarity is the smoothed inverse document frequency
 * (Spärck Jones, 1972): ln((1 + texts) / (1 + texts with it)) + 1.
 */
export const chooseGrams = (
  texts: readonly string[],
  fewest: number,
  room = Number.POSITIVE_INFINITY,
): { readonly hashes: Uint32Array; readonly rarities: Float32Array } => {
  const counts = new Map<number, number>();
  for (const text of texts)
    for (const gram of gramsOf(tokensOf(text))) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const kept = [...counts]
    .filter(([, count]) => count >= fewest)
    .sort(([a, more], [b, less]) => less - more || a - b)
    .slice(0, room)
    .sort(([a], [b]) => a - b);
  return {
    hashes: Uint32Array.from(kept, ([gram]) => gram),
    rarities: Float32Array.from(kept, ([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1),
  };
};
