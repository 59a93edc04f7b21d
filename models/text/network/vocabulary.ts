import { createGramReader, eachGram, type Input, type Token, tokensOf } from './features.ts';

/** Rows of the first layer that no n-gram takes: padding, one that every text has, and how the text came. */
export const ROW = { padding: 0, always: 1, speech: 2, chat: 3, firstGram: 4 } as const;
/** What the row of the source weighs beside n-grams that weigh 1 together. */
const SOURCE_WEIGHT = 0.5;

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

const wider = ({ rows, weights }: Features): Features => {
  const grown = { rows: new Int32Array(rows.length * 2), weights: new Float32Array(rows.length * 2) };
  grown.rows.set(rows);
  grown.weights.set(weights);
  return grown;
};

/** @param hashes unsigned 32-bit, none twice; `rarities` are in their order. */
export const createVocabulary = (hashes: Uint32Array, rarities: Float32Array): Vocabulary => {
  let size = 1;
  while (size < hashes.length * 2) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  for (const [at, hash] of hashes.entries()) {
    let slot = hash & mask;
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = at;
  }
  const rowOf = (hash: number): number => {
    let slot = hash & mask;
    for (;;) {
      const at = slots[slot] as number;
      if (at === -1) return -1;
      if (hashes[at] === hash) return at + ROW.firstGram;
      slot = (slot + 1) & mask;
    }
  };
  const rarity = (row: number): number => rarities[row - ROW.firstGram] as number;
  const eachGramIn = createGramReader();
  let looked: Features = { rows: new Int32Array(256), weights: new Float32Array(256) };
  const seen = new Uint8Array(hashes.length + ROW.firstGram);
  const own: Omit<Vocabulary, 'read'> = {
    rows: hashes.length + ROW.firstGram,
    rowOf,
    rarity,
    look: ({ folded, source }) => {
      let count = 0;
      let squares = 0;
      const add = (row: number): void => {
        if (count === looked.rows.length) looked = wider(looked);
        looked.rows[count++] = row;
      };
      eachGramIn(folded, (hash) => {
        const row = rowOf(hash);
        if (row < 0 || seen[row] === 1) return;
        seen[row] = 1;
        add(row);
        squares += rarity(row) ** 2;
      });
      const known = count;
      add(ROW.always);
      add(source === 'chat' ? ROW.chat : ROW.speech);
      const { rows, weights } = looked;
      const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      for (let at = 0; at < known; at += 1) {
        const row = rows[at] as number;
        seen[row] = 0;
        weights[at] = rarity(row) * scale;
      }
      weights[known] = 1;
      weights[known + 1] = SOURCE_WEIGHT;
      return { rows, weights, count };
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
