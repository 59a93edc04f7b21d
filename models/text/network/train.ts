import type * as TensorFlow from '@tensorflow/tfjs';
import type { Input } from './features.ts';
import { type Features, ROW, type Vocabulary } from './vocabulary.ts';

const BATCH = 128;
const LEARNING_RATE = 0.006;
const DECAY = 0.8;
/** Share of a line's n-grams left out each time it is seen, so that no single one decides. */
const LEFT_OUT = 0.3;
/** Share of hidden units left out at each step. */
const SILENT = 0.2;
/** Before anything is learned most labels do not hold. */
const FIRST_BIAS = -2;

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

/** Binary cross-entropy over what the lines say; targets as {@link Lesson} has them. */
export const weighedLoss =
  (tf: typeof TensorFlow) =>
  (targets: TensorFlow.Tensor, predicted: TensorFlow.Tensor): TensorFlow.Tensor =>
    tf.tidy(() => {
      const holds = targets.greater(0).toFloat();
      const sure = predicted.clipByValue(1e-6, 1 - 1e-6);
      const loss = holds
        .mul(sure.log())
        .add(holds.neg().add(1).mul(sure.neg().add(1).log()))
        .neg();
      return loss.mul(targets.abs()).mean(-1);
    });

/** Sizes of a model: rows of its first layer, hidden units, labels. */
interface Sizes {
  readonly rows: number;
  readonly units: number;
  readonly labels: number;
}

/** Sum of the rows of a text's n-grams by their weights, so many hidden units, one sigmoid per label. */
const build = (tf: typeof TensorFlow, sizes: Sizes, seed: number): TensorFlow.LayersModel => {
  const { rows, units } = sizes;
  const { layers, initializers } = tf;
  const at = tf.input({ shape: [null], dtype: 'int32', name: 'rows' });
  const weights = tf.input({ shape: [1, null], name: 'weights' });
  const embedded = layers
    .embedding({
      inputDim: rows,
      outputDim: units,
      embeddingsInitializer: initializers.randomNormal({ stddev: 0.05, seed }),
      name: 'hidden',
    })
    .apply(at) as TensorFlow.SymbolicTensor;
  const summed = layers.dot({ axes: [2, 1], name: 'sum' }).apply([weights, embedded]);
  const flat = layers.flatten({ name: 'flat' }).apply(summed);
  const active = layers.activation({ activation: 'relu', name: 'active' }).apply(flat);
  const kept = layers.dropout({ rate: SILENT, seed: seed + 2, name: 'silence' }).apply(active);
  const labels = layers
    .dense({
      units: sizes.labels,
      activation: 'sigmoid',
      kernelInitializer: initializers.glorotUniform({ seed: seed + 1 }),
      biasInitializer: initializers.constant({ value: FIRST_BIAS }),
      name: 'labels',
    })
    .apply(kept) as TensorFlow.SymbolicTensor;
  return tf.model({ inputs: [at, weights], outputs: labels });
};

/** Puts texts of different lengths into one pair of tensors, padded to the longest. */
export const tensorsOf = (
  tf: typeof TensorFlow,
  batch: readonly Features[],
): [TensorFlow.Tensor2D, TensorFlow.Tensor3D] => {
  const longest = Math.max(...batch.map(({ rows }) => rows.length));
  const rows = new Int32Array(batch.length * longest).fill(ROW.padding);
  const weights = new Float32Array(batch.length * longest);
  for (const [at, features] of batch.entries()) {
    rows.set(features.rows, at * longest);
    weights.set(features.weights, at * longest);
  }
  return [
    tf.tensor2d(rows, [batch.length, longest], 'int32'),
    tf.tensor3d(weights, [batch.length, 1, longest]),
  ];
};

/** Leaves out n-grams at random and makes up for their weight. */
const thinned = ({ rows, weights }: Features, dice: () => number): Features => ({
  rows,
  weights: weights.map((weight, at) => {
    if ((rows[at] as number) < ROW.firstGram) return weight;
    return dice() < LEFT_OUT ? 0 : weight / Math.sqrt(1 - LEFT_OUT);
  }),
});

/** A text to learn from: per label its weight where that holds, minus its weight where it does not, 0 where nobody says. */
export interface Lesson {
  readonly input: Input;
  readonly targets: Float32Array;
}

export interface TrainOptions {
  readonly seed: number;
  readonly epochs: number;
  /** Hidden units of one member, and members: they start and see the lines in orders of their own, and err in different places. */
  readonly units: number;
  readonly members: number;
  /** Told of each epoch's mean loss. */
  readonly onEpoch: (epoch: number, of: number, loss: number) => void;
}

/** A lesson as the model takes it. */
interface Read extends Lesson {
  readonly features: Features;
}

const widthOf = (lessons: readonly Lesson[]): number => lessons[0]?.targets.length ?? 0;

/** Trains one member. */
const trainMember = async (
  tf: typeof TensorFlow,
  lessons: readonly Read[],
  rows: number,
  { seed, epochs, units, onEpoch }: TrainOptions,
): Promise<TensorFlow.LayersModel> => {
  const width = widthOf(lessons);
  const model = build(tf, { rows, units, labels: width }, seed);
  const dice = createDice(seed);
  const optimizer = tf.train.adam(LEARNING_RATE);
  model.compile({ optimizer, loss: weighedLoss(tf) });
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    (optimizer as unknown as { learningRate: number }).learningRate = LEARNING_RATE * DECAY ** epoch;
    const order = shuffled(lessons, dice);
    let loss = 0;
    for (let start = 0; start < order.length; start += BATCH) {
      const batch = order.slice(start, start + BATCH);
      const y = new Float32Array(batch.length * width);
      for (const [row, { targets }] of batch.entries()) y.set(targets, row * width);
      const inputs = tensorsOf(
        tf,
        batch.map(({ features }) => thinned(features, dice)),
      );
      const targets = tf.tensor2d(y, [batch.length, width]);
      loss += Number(await model.trainOnBatch(inputs, targets)) * batch.length;
      tf.dispose([...inputs, targets]);
    }
    onEpoch(epoch + 1, epochs, loss / lessons.length);
  }
  optimizer.dispose();
  return model;
};

/** One model that gives the mean of the members' logits: their hidden units side by side, each weighing its share. */
const merged = (
  tf: typeof TensorFlow,
  members: readonly TensorFlow.LayersModel[],
  sizes: Sizes,
  seed: number,
): TensorFlow.LayersModel => {
  const model = build(tf, { ...sizes, units: sizes.units * members.length }, seed);
  const weightsOf = (layer: string, at: number): TensorFlow.Tensor[] =>
    members.map((member) => member.getLayer(layer).getWeights()[at] as TensorFlow.Tensor);
  const [table, kernel, bias] = tf.tidy(() => [
    tf.concat(weightsOf('hidden', 0), 1),
    tf.concat(weightsOf('labels', 0), 0).div(members.length),
    tf.addN(weightsOf('labels', 1)).div(members.length),
  ]) as [TensorFlow.Tensor, TensorFlow.Tensor, TensorFlow.Tensor];
  model.getLayer('hidden').setWeights([table]);
  model.getLayer('labels').setWeights([kernel, bias]);
  tf.dispose([table, kernel, bias]);
  return model;
};

/** Trains a classifier. The same seed and lessons give the same weights when TensorFlow runs on one thread. */
export const train = async (
  tf: typeof TensorFlow,
  lessons: readonly Lesson[],
  vocabulary: Vocabulary,
  options: TrainOptions,
): Promise<TensorFlow.LayersModel> => {
  const { seed, units } = options;
  const read = lessons.map((lesson) => ({ ...lesson, features: vocabulary.read(lesson.input) }));
  const members: TensorFlow.LayersModel[] = [];
  for (let member = 0; member < options.members; member += 1) {
    const onEpoch = (epoch: number, of: number, loss: number): void =>
      options.onEpoch(member * of + epoch, options.members * of, loss);
    // Each layer takes a seed of its own from here: they must not meet.
    members.push(
      await trainMember(tf, read, vocabulary.rows, { ...options, seed: seed + member * 10, onEpoch }),
    );
  }
  const sizes = { rows: vocabulary.rows, units, labels: widthOf(lessons) };
  const model = merged(tf, members, sizes, seed);
  for (const member of members) member.dispose();
  return model;
};
