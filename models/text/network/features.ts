/** Buckets of hashed n-grams: enough that two of a sentence's 200 seldom meet, small enough for 2 MB of weights. */
export const BUCKETS = 16384;
/** Characters read of one text: a sentence of speech is under 200, and what comes after 600 is another sentence. */
const CHARACTERS_MAX = 600;
/** Longest n-gram, in tokens. */
const GRAM_MAX = 3;

/** Any change here makes every model trained before unfit: it stands in the card and is compared at opening. */
export const FEATURES_VERSION = 2;

/** Latin words with their contractions, figures, runs of Chinese numerals, single other letters, question marks. */
const TOKEN = /[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[一二两三四五六七八九十百千万亿零半]{2,}|[\p{L}?？]/gu;
/** A run of Chinese numerals that counts something: holds a unit, and is none of the everyday words made of them. */
const COUNTED = /^(?=.*[十百千万亿])(?!千万$|万一$|百千万$|一十$)/u;
/** Length from which words are cut, so that guarantee, guaranteed and guarantees meet. */
const STEM = 6;

/**
 * The words of a folded text as the network reads them: a Chinese character, an English word, or a figure as `#` and
 * its count of digits (what matters of 399 is that it is a price-like number, not which one).
 */
export const tokensOf = (folded: string): readonly string[] =>
  (folded.slice(0, CHARACTERS_MAX).match(TOKEN) ?? []).flatMap((token) => {
    const first = token.charCodeAt(0);
    if (first >= 48 && first <= 57) return [`#${Math.min(token.replace(/[.,].*$/, '').length, 5)}`];
    if (token.length > 1 && first > 0x3000) return COUNTED.test(token) ? ['#c'] : [...token];
    return [token.length > STEM ? token.slice(0, STEM) : token];
  });

/** FNV-1a, 32 bit, carried on from `value`: cheap, and the same everywhere. */
const hash = (value: number, text: string): number => {
  let mixed = value;
  for (let i = 0; i < text.length; i += 1) mixed = Math.imul(mixed ^ text.charCodeAt(i), 0x01000193);
  // A byte no token holds parts them, so that `ab c` and `a bc` differ.
  return Math.imul(mixed ^ 0x1f, 0x01000193);
};

const bucketOf = (value: number): number => ((value ^ (value >>> 15)) >>> 0) % BUCKETS;

/** The buckets of a folded text's 1- to 3-grams, each once. The same text gives the same list, in the same order. */
export const bucketsOf = (folded: string): readonly number[] => {
  const tokens = tokensOf(folded);
  const buckets = new Set<number>();
  for (let start = 0; start < tokens.length; start += 1) {
    let value = 0x811c9dc5;
    for (let size = 1; size <= GRAM_MAX && start + size <= tokens.length; size += 1) {
      value = hash(value, tokens[start + size - 1] ?? '');
      buckets.add(bucketOf(value));
    }
  }
  return [...buckets];
};

/** What each bucket of a text weighs: scaled to length 1, so that long texts weigh no more than short ones. */
export const weightOf = (buckets: number): number => (buckets > 0 ? 1 / Math.sqrt(buckets) : 0);

/**
 * Writes the features of one folded text into `row`.
 * @param row {@link BUCKETS} zeros.
 */
export const writeFeatures = (folded: string, row: Float32Array): void => {
  const buckets = bucketsOf(folded);
  const weight = weightOf(buckets.length);
  for (const bucket of buckets) row[bucket] = weight;
};
