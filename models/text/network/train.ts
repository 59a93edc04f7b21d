import type * as TensorFlow from '@tensorflow/tfjs';
import { BUCKETS, writeFeatures } from './features.ts';
import { LABELS } from './labels.ts';
import type { TrainingLine } from './training-data.ts';

const HIDDEN = 24;
const EPOCHS = 40;
const BATCH = 32;
const LEARNING_RATE = 0.004;

const matrix = (rows: readonly TrainingLine[], fold: (text: string) => string) => {
  const x = new Float32Array(rows.length * BUCKETS);
  const y = new Float32Array(rows.length * LABELS.length);
  for (const [row, line] of rows.entries()) {
    writeFeatures(fold(line.text), x.subarray(row * BUCKETS, (row + 1) * BUCKETS));
    const labels = line.groups.length > 0 ? line.groups : (['benign'] as const);
    for (const label of labels) y[row * LABELS.length + LABELS.indexOf(label)] = 1;
  }
  return { x, y };
};

/** Fisher-Yates with a linear congruential generator (Numerical Recipes), so that a seed fixes the order. */
const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const out = [...items];
  let state = seed >>> 0;
  for (let i = out.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
};

/**
 * Trains the classifier: hashed n-grams → {@link HIDDEN} → one sigmoid per label. The same seed and lines give the same
 * weights when TensorFlow runs on one thread.
 * @param onEpoch told of each epoch's loss.
 */
export const train = async (
  tf: typeof TensorFlow,
  lines: readonly TrainingLine[],
  options: {
    readonly seed: number;
    readonly fold: (text: string) => string;
    readonly onEpoch: (epoch: number, of: number, loss: number) => void;
  },
): Promise<TensorFlow.LayersModel> => {
  const { seed, fold, onEpoch } = options;
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
  model.compile({ optimizer: tf.train.adam(LEARNING_RATE), loss: 'binaryCrossentropy' });
  const { x, y } = matrix(shuffled(lines, seed), fold);
  const inputs = tf.tensor2d(x, [lines.length, BUCKETS]);
  const targets = tf.tensor2d(y, [lines.length, LABELS.length]);
  await model.fit(inputs, targets, {
    epochs: EPOCHS,
    batchSize: BATCH,
    shuffle: false,
    verbose: 0,
    callbacks: { onEpochEnd: (epoch, logs) => onEpoch(epoch + 1, EPOCHS, Number(logs?.loss)) },
  });
  tf.dispose([inputs, targets]);
  return model;
};
