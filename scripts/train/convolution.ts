import type * as TensorFlow from '@tensorflow/tfjs';
import { LABELS } from '../../models/text/network/labels.ts';
import {
  createDice,
  type Lesson,
  shuffled,
  type TrainOptions,
  weighedLoss,
} from '../../models/text/network/train.ts';
import type { Candidate } from './candidate.ts';

/** Characters read of one text, the rest is cut: longer rows cost time, and few lines have more. */
const LENGTH = 80;
/** Rows of the embedding; a character takes the row of its code modulo this, 0 is the padding. */
const ROWS = 6000;
const WIDTH = 32;
const FILTERS = 96;
const SPAN = 4;
const BATCH = 64;
const LEARNING_RATE = 0.002;
const DECAY = 0.75;
/** Share of characters blanked each time a line is seen. */
const BLANKED = 0.05;

const encode = (folded: string): Int32Array => {
  const ids = new Int32Array(LENGTH);
  let at = 0;
  for (let i = 0; i < folded.length && at < LENGTH; i += 1) {
    ids[at] = 1 + (folded.charCodeAt(i) % (ROWS - 1));
    at += 1;
  }
  return ids;
};

const build = (tf: typeof TensorFlow, seed: number): TensorFlow.Sequential =>
  tf.sequential({
    layers: [
      tf.layers.embedding({
        inputDim: ROWS,
        outputDim: WIDTH,
        inputLength: LENGTH,
        embeddingsInitializer: tf.initializers.randomUniform({ minval: -0.1, maxval: 0.1, seed }),
      }),
      tf.layers.conv1d({
        filters: FILTERS,
        kernelSize: SPAN,
        activation: 'relu',
        kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }),
      }),
      tf.layers.globalMaxPooling1d({}),
      tf.layers.dense({
        units: LABELS.length,
        activation: 'sigmoid',
        kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 2 }),
      }),
    ],
  });

const tensorOf = (tf: typeof TensorFlow, rows: readonly Int32Array[]): TensorFlow.Tensor2D => {
  const data = new Int32Array(rows.length * LENGTH);
  for (const [row, ids] of rows.entries()) data.set(ids, row * LENGTH);
  return tf.tensor2d(data, [rows.length, LENGTH], 'int32');
};

/** A model that reads characters through an embedding and a convolution, to hold the n-gram model against. */
export const trainConvolution = async (
  tf: typeof TensorFlow,
  lessons: readonly Lesson[],
  { seed, epochs, onEpoch }: Pick<TrainOptions, 'seed' | 'epochs' | 'onEpoch'>,
): Promise<Candidate> => {
  const model = build(tf, seed);
  const dice = createDice(seed);
  const read = lessons.map((lesson) => ({ ...lesson, ids: encode(lesson.input.folded) }));
  const loss = weighedLoss(tf);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    model.compile({ optimizer: tf.train.adam(LEARNING_RATE * DECAY ** epoch), loss });
    const order = shuffled(read, dice);
    let sum = 0;
    for (let start = 0; start < order.length; start += BATCH) {
      const batch = order.slice(start, start + BATCH);
      const y = new Float32Array(batch.length * LABELS.length);
      for (const [row, { targets }] of batch.entries()) y.set(targets, row * LABELS.length);
      const inputs = tensorOf(
        tf,
        batch.map(({ ids }) => ids.map((id) => (dice() < BLANKED ? 0 : id))),
      );
      const targets = tf.tensor2d(y, [batch.length, LABELS.length]);
      sum += Number(await model.trainOnBatch(inputs, targets)) * batch.length;
      tf.dispose([inputs, targets]);
    }
    onEpoch(epoch + 1, epochs, sum / lessons.length);
  }
  return {
    name: 'embedding and convolution over characters',
    weightBytes: model.countParams() * 4,
    scores: async (all) => {
      const rows: Float32Array[] = [];
      for (let start = 0; start < all.length; start += 256) {
        const inputs = tensorOf(
          tf,
          all.slice(start, start + 256).map(({ folded }) => encode(folded)),
        );
        const output = model.predict(inputs) as TensorFlow.Tensor;
        const data = (await output.data()) as Float32Array;
        for (let at = 0; at < data.length; at += LABELS.length) rows.push(data.slice(at, at + LABELS.length));
        tf.dispose([inputs, output]);
      }
      return rows;
    },
  };
};
