import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs';
import { FEATURES_VERSION, type Input } from './features.ts';
import { loadModel, type ModelCard } from './files.ts';
import { LABELS } from './labels.ts';
import { createPlainNetwork, type PlainNetwork } from './plain.ts';
import { type LoadedTensorFlow, loadTensorFlow } from './tensorflow.ts';

/** Texts scored in one call of TensorFlow: more are no faster, and others wait while it runs. */
export const BATCH_MAX = 512;

export interface Network {
  readonly card: ModelCard;
  readonly backend: LoadedTensorFlow['backend'];
  /** One row of scores (0 to 1, in the order of {@link LABELS}) per folded text, by TensorFlow. */
  scores(inputs: readonly Input[]): Promise<readonly Float32Array[]>;
  /** The same for one text without TensorFlow; works after release too. */
  readonly plain: PlainNetwork;
  release(): void;
}

/**
 * The layers after the sum of the rows, as a model of their own: TensorFlow.js can only add up rows that it has gathered, padded
 * to the longest text of the batch, which took nine tenths of its time.
 */
const headOf = (tf: LoadedTensorFlow['tf'], model: LayersModel, units: number): LayersModel => {
  const hidden = tf.input({ shape: [units], name: 'sums' });
  const active = model.getLayer('active').apply(hidden) as SymbolicTensor;
  return tf.model({
    inputs: hidden,
    outputs: model.getLayer('labels').apply(active) as SymbolicTensor,
  });
};

/**
 * Opens the neural classifier.
 * @param dir folder with model.json, weights.bin, grams.bin and card.json.
 * @throws Error that says which part is missing or damaged; the caller then judges without a network, visibly.
 */
export const openNetwork = async (dir: string, prefer: 'node' | 'wasm' = 'node'): Promise<Network> => {
  const { tf, backend } = await loadTensorFlow(prefer);
  const { model, vocabulary, card } = await loadModel(tf, dir);
  const fits = card.featuresVersion === FEATURES_VERSION && card.labels.join() === LABELS.join();
  if (!fits) {
    model.dispose();
    throw new Error(
      `the model in ${dir} was trained for other features or labels than this build has; train it again`,
    );
  }
  const plain = createPlainNetwork(model, vocabulary);
  const head = headOf(tf, model, plain.units);
  const scoreBatch = async (inputs: readonly Input[]): Promise<Float32Array[]> => {
    const sums = new Float32Array(inputs.length * plain.units);
    for (const [at, input] of inputs.entries()) plain.sum(input, sums, at * plain.units);
    const hidden = tf.tensor2d(sums, [inputs.length, plain.units]);
    const output = head.predictOnBatch(hidden) as ReturnType<typeof tf.tensor>;
    const data = (await output.data()) as Float32Array;
    tf.dispose([hidden, output]);
    return inputs.map((_, row) => data.slice(row * LABELS.length, (row + 1) * LABELS.length));
  };
  return {
    card,
    backend,
    scores: async (inputs) => {
      const rows: Float32Array[] = [];
      for (let start = 0; start < inputs.length; start += BATCH_MAX)
        rows.push(...(await scoreBatch(inputs.slice(start, start + BATCH_MAX))));
      return rows;
    },
    plain,
    release: () => {
      head.dispose();
      model.dispose();
    },
  };
};
