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
}

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
  const found: number[] = [];
  const seen = new Uint8Array(hashes.length + ROW.firstGram);
  return {
    rows: hashes.length + ROW.firstGram,
    rowOf,
    rarity,
    read: ({ folded, source }) => {
      found.length = 0;
      let squares = 0;
      eachGramIn(folded, (hash) => {
        const row = rowOf(hash);
        if (row < 0 || seen[row] === 1) return;
        seen[row] = 1;
        found.push(row);
        squares += rarity(row) ** 2;
      });
      const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      const rows = new Int32Array(found.length + 2);
      const weights = new Float32Array(found.length + 2);
      for (let at = 0; at < found.length; at += 1) {
        const row = found[at] as number;
        seen[row] = 0;
        rows[at] = row;
        weights[at] = rarity(row) * scale;
      }
      rows[found.length] = ROW.always;
      weights[found.length] = 1;
      rows[found.length + 1] = source === 'chat' ? ROW.chat : ROW.speech;
      weights[found.length + 1] = SOURCE_WEIGHT;
      return { rows, weights };
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
 * Chooses the n-grams to know: those in at least `fewest` of the texts. Their rarity is the smoothed inverse document frequency
 * (Spärck Jones, 1972): ln((1 + texts) / (1 + texts with it)) + 1.
 */
export const chooseGrams = (
  texts: readonly string[],
  fewest: number,
): { readonly hashes: Uint32Array; readonly rarities: Float32Array } => {
  const counts = new Map<number, number>();
  for (const text of texts)
    for (const gram of gramsOf(tokensOf(text))) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= fewest).sort(([a], [b]) => a - b);
  return {
    hashes: Uint32Array.from(kept, ([gram]) => gram),
    rarities: Float32Array.from(kept, ([, count]) => Math.log((1 + texts.length) / (1 + count)) + 1),
  };
};
