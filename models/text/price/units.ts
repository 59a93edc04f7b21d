/** What a price is for: so many pieces, or so much weight or volume in grams or millilitres. */
export interface Measure {
  readonly dimension: 'count' | 'weight' | 'volume';
  /** Pieces, grams or millilitres. */
  readonly amount: number;
  /** The word, as plain text: 瓶, 斤, g, pair. */
  readonly word: string;
}

const WEIGHT: Readonly<Record<string, number>> = {
  公斤: 1_000,
  千克: 1_000,
  kg: 1_000,
  kilo: 1_000,
  斤: 500,
  市斤: 500,
  台斤: 600,
  两: 50,
  克: 1,
  g: 1,
  gram: 1,
  grams: 1,
  磅: 453.592,
  lb: 453.592,
  lbs: 453.592,
  pound: 453.592,
  pounds: 453.592,
  oz: 28.3495,
  ounce: 28.3495,
  ounces: 28.3495,
};
const VOLUME: Readonly<Record<string, number>> = {
  毫升: 1,
  ml: 1,
  升: 1_000,
  公升: 1_000,
  l: 1_000,
  litre: 1_000,
  liter: 1_000,
};
const COUNT =
  '瓶|盒|件|双|条|个|只|支|袋|包|罐|套|台|张|片|颗|箱|份|组|对|把|本|床|桶|枚|粒|贴|抽|卷|杯|块|提|bottles?|boxe?s?|pairs?|pieces?|packs?|bags?|cans?|sets?|tubes?|jars?|pcs?|units?|cartons?|items?';

/** Every word for a unit, longest first, as the source of a pattern. */
export const UNIT_WORDS = [...Object.keys(WEIGHT), ...Object.keys(VOLUME)]
  .sort((a, b) => b.length - a.length)
  .map((word) => (/^[a-z]/.test(word) ? `${word}(?![a-z])` : word))
  .concat(COUNT)
  .join('|');

const COUNTED = new RegExp(`^(?:${COUNT})$`);

/** So many of a unit; `null` for a word that is none. */
export const measureOf = (word: string, amount: number): Measure | null => {
  const weight = WEIGHT[word];
  if (weight !== undefined) return { dimension: 'weight', amount: amount * weight, word };
  const volume = VOLUME[word];
  if (volume !== undefined) return { dimension: 'volume', amount: amount * volume, word };
  return COUNTED.test(word)
    ? { dimension: 'count', amount, word: word.replace(/(?<=[a-z])(?:es|s)$/, '') }
    : null;
};

/** How many times the measure of a listing fits into the said one; `null` where they cannot be compared. */
export const timesOf = (said: Measure, listed: Measure): number | null => {
  if (said.dimension !== listed.dimension) return null;
  if (said.dimension === 'count' && said.word !== listed.word) return null;
  return said.amount / listed.amount;
};
