/** Buckets of hashed n-grams: enough that two of a sentence's 100 seldom meet, small enough for half a megabyte of weights. */
export const BUCKETS = 8192;
/** Characters read of one text: a sentence of speech is under 200, and what comes after 1,000 is another sentence. */
const CHARACTERS_MAX = 1000;

/** FNV-1a, 32 bit: cheap, and the same everywhere. */
const hash = (text: string, start: number, end: number): number => {
  let value = 0x811c9dc5;
  for (let i = start; i < end; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
};

/**
 * Writes the features of one folded text into `row`: presence of its character 1-, 2- and 3-grams by hash, scaled to
 * length 1 so that long texts weigh no more than short ones.
 * @param row {@link BUCKETS} zeros.
 */
export const writeFeatures = (folded: string, row: Float32Array): void => {
  const text = ` ${folded.slice(0, CHARACTERS_MAX)} `;
  let seen = 0;
  for (let size = 1; size <= 3; size += 1) {
    for (let start = 0; start + size <= text.length; start += 1) {
      const bucket = hash(text, start, start + size) % BUCKETS;
      if (row[bucket] === 0) seen += 1;
      row[bucket] = 1;
    }
  }
  const scale = seen > 0 ? 1 / Math.sqrt(seen) : 0;
  for (let i = 0; i < BUCKETS; i += 1) if (row[i] !== 0) row[i] = scale;
};
