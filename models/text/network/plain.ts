import { eachGram, type Input, tokensOf } from './features.ts';
import { createRowSums } from './row-sums.ts';
import { ROWS_OF_TEXT_MAX, type Vocabulary } from './vocabulary.ts';

/** What a model has learned: the rows of its first layer, the columns of its second, row after row, and what each label begins with. */
export interface PlainWeights {
  readonly table: Float32Array;
  readonly columns: Float32Array;
  readonly bias: Float32Array;
}

/** Where in a folded text the words stand that speak for a label. */
export interface Ground {
  readonly start: number;
  readonly end: number;
}

/** The same arithmetic as TensorFlow's for one text, without its cost per call; within 1e-5 of it. */
export interface PlainNetwork {
  /** Hidden units, before their activation. */
  readonly units: number;
  /**
   * Writes the hidden units of a text to `into` from `from` on. TensorFlow would first copy the rows of all texts, padded to the
   * longest, into one tensor, which takes many times as long as adding them up.
   */
  sum(input: Input, into: Float32Array, from: number): void;
  scores(input: Input): Float32Array;
  /**
   * The stretch of words whose n-grams add most to a label's score; null where no words speak for it. Each n-gram's part in the
   * score (weights along the active hidden units) is shared by its words, and the stretch has the greatest sum once each word
   * has paid a share of the strongest.
   */
  ground(input: Input, label: number): Ground | null;
}

/** What a word must add, as a share of the strongest one, for a stretch to go on over it. */
const PAYS = 0.12;

/** The stretch with the greatest sum (Kadane). */
const richest = (values: readonly number[]): readonly [number, number] | null => {
  let best = { sum: 0, from: -1, until: -1 };
  let [sum, from] = [0, 0];
  for (const [at, value] of values.entries()) {
    if (sum <= 0) [sum, from] = [0, at];
    sum += value;
    if (sum > best.sum) best = { sum, from, until: at + 1 };
  }
  return best.from < 0 ? null : [best.from, best.until];
};

/** @throws Error where the rows of the weights are not those of the vocabulary. */
export const createPlainNetwork = (
  { table, columns, bias }: PlainWeights,
  vocabulary: Vocabulary,
): PlainNetwork => {
  const labels = bias.length;
  const units = columns.length / labels;
  if (table.length !== vocabulary.rows * units) throw new Error('the model does not fit its n-grams');
  const sums = createRowSums(table, units, ROWS_OF_TEXT_MAX);
  const hidden = sums.sum(0);
  /** Fills `hidden`. */
  const hear = ({ rows, weights, count }: ReturnType<Vocabulary['look']>): void => {
    for (let at = 0; at < count; at += 1) {
      sums.rows[at] = rows[at] as number;
      sums.weights[at] = weights[at] as number;
    }
    sums.sum(count);
  };
  return {
    units,
    sum: (input, into, from) => {
      hear(vocabulary.look(input));
      into.set(hidden, from);
    },
    scores: (input) => {
      hear(vocabulary.look(input));
      const scores = new Float32Array(labels);
      for (let label = 0; label < labels; label += 1) {
        let sum = bias[label] as number;
        for (let unit = 0; unit < units; unit += 1) {
          const value = hidden[unit] as number;
          if (value > 0) sum += value * (columns[unit * labels + label] as number);
        }
        scores[label] = 1 / (1 + Math.exp(-sum));
      }
      return scores;
    },
    ground: (input, label) => {
      const { rows, weights } = vocabulary.read(input);
      hear({ rows, weights, count: rows.length });
      const weightOf = new Map(Array.from(rows, (row, at) => [row, weights[at] as number]));
      const tokens = tokensOf(input.folded);
      const adds = new Array<number>(tokens.length).fill(0);
      eachGram(tokens, (hash, first, size) => {
        const row = vocabulary.rowOf(hash);
        if (row < 0) return;
        let part = 0;
        for (let unit = 0; unit < units; unit += 1)
          if ((hidden[unit] as number) > 0)
            part +=
              (sums.table[row * sums.stride + unit] as number) * (columns[unit * labels + label] as number);
        const share = (part * (weightOf.get(row) ?? 0)) / size;
        for (let at = Math.max(0, first); at < Math.min(tokens.length, first + size); at += 1)
          adds[at] = (adds[at] as number) + share;
      });
      const price = PAYS * Math.max(0, ...adds);
      const stretch = richest(adds.map((add) => add - price));
      if (!stretch) return null;
      return {
        start: tokens[stretch[0]]?.start ?? 0,
        end: tokens[stretch[1] - 1]?.end ?? input.folded.length,
      };
    },
  };
};
