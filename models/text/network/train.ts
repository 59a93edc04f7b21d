import type * as TensorFlow from '@tensorflow/tfjs';
import { BUCKETS, bucketsOf, weightOf } from './features.ts';
import { LABELS } from './labels.ts';
import type { TrainingLine } from './training-data.ts';

const HIDDEN = 32;
const BATCH = 64;
const LEARNING_RATE = 0.003;
const DECAY = 0.8;
/** Share of a line's n-grams left out each time it is seen, so that no single one decides. */
const LEFT_OUT = 0.3;

/** Numbers from 0 to 1 that follow from a seed (Numerical Recipes' linear congruential generator). */
export const createDice = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Fisher-Yates, so that a seed fixes the order. */
export const shuffled = <T>(items: readonly T[], dice: () => number): T[] => {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = Math.floor(dice() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
};

/** One row of targets: 1 for each label of the line, `benign` where it has none. */
export const writeTargets = (line: TrainingLine, row: Float32Array): void => {
  for (const label of line.groups.length > 0 ? line.groups : (['benign'] as const))
    row[LABELS.indexOf(label)] = 1;
};

export interface TrainOptions {
  readonly seed: number;
  readonly epochs: number;
  readonly fold: (text: string) => string;
  /** Told of each epoch's mean loss. */
  readonly onEpoch: (epoch: number, of: number, loss: number) => void;
}

/**
 * Trains the classifier: hashed n-grams, {@link HIDDEN} hidden units, one sigmoid per label. The same seed and lines
 * give the same weights when TensorFlow runs on one thread.
 */
export const train = async (
  tf: typeof TensorFlow,
  lines: readonly TrainingLine[],
  { seed, epochs, fold, onEpoch }: TrainOptions,
): Promise<TensorFlow.LayersModel> => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [BUCKETS],
        units: HIDDEN,
        activation: 'relu',
        kernelInitializer: tf.initializers.glorotUniform({ seed }),
        name: 'hidden',
      }),
      tf.layers.dense({
        units: LABELS.length,
        activation: 'sigmoid',
        kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }),
        name: 'labels',
      }),
    ],
  });
  const dice = createDice(seed);
  const read = lines.map((line) => ({ line, buckets: bucketsOf(fold(line.text)) }));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const optimizer = tf.train.adam(LEARNING_RATE * DECAY ** epoch);
    model.compile({ optimizer, loss: 'binaryCrossentropy' });
    const order = shuffled(read, dice);
    let loss = 0;
    for (let start = 0; start < order.length; start += BATCH) {
      const batch = order.slice(start, start + BATCH);
      const x = new Float32Array(batch.length * BUCKETS);
      const y = new Float32Array(batch.length * LABELS.length);
      for (const [row, { line, buckets }] of batch.entries()) {
        const kept = buckets.filter(() => dice() >= LEFT_OUT);
        for (const bucket of kept) x[row * BUCKETS + bucket] = weightOf(kept.length);
        writeTargets(line, y.subarray(row * LABELS.length, (row + 1) * LABELS.length));
      }
      const inputs = tf.tensor2d(x, [batch.length, BUCKETS]);
      const targets = tf.tensor2d(y, [batch.length, LABELS.length]);
      loss += Number(await model.trainOnBatch(inputs, targets)) * batch.length;
      tf.dispose([inputs, targets]);
    }
    optimizer.dispose();
    onEpoch(epoch + 1, epochs, loss / lines.length);
  }
  return model;
};
