import type { LayersModel, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { cardSchema, type ModelCard } from './card.ts';
import { FEATURES_VERSION, type Input } from './features.ts';
import { loadModel, readModel, weightsOf } from './files.ts';
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
 * The layers after the sum of the rows, as TensorFlow's own operations on the model's weights: TensorFlow.js can only add up rows
 * that it has gathered, padded to the longest text of the batch, which took nine tenths of its time, and running layers costs four
 * times what their arithmetic does.
 */
const headOf = ({ tf }: LoadedTensorFlow, model: LayersModel) => {
  const [columns, bias] = model.getLayer('labels').getWeights() as [Tensor2D, Tensor1D];
  return (sums: Float32Array, rows: number, units: number): Tensor2D =>
    tf.tidy(() =>
      tf.sigmoid(tf.add(tf.matMul(tf.relu(tf.tensor2d(sums, [rows, units])), columns), bias)),
    ) as Tensor2D;
};

/** Turns of the event loop that texts wait for more, as long as more come with each. */
const TURNS_MAX = 4;

type Scores = readonly Float32Array[];
interface Asked {
  readonly inputs: readonly Input[];
  readonly done: (rows: Scores) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Scores texts of several callers together: a call of TensorFlow costs as much for one text as for hundreds, and a live worker
 * hears its broadcasts one by one.
 */
export const scoreTogether = (
  scoreBatch: (inputs: readonly Input[]) => Promise<Scores>,
): ((inputs: readonly Input[]) => Promise<Scores>) => {
  let asked: Asked[] = [];
  let count = 0;
  let isWaiting = false;
  const score = async (all: readonly Asked[]): Promise<void> => {
    try {
      const inputs = all.flatMap((one) => one.inputs);
      const rows: Float32Array[] = [];
      for (let start = 0; start < inputs.length; start += BATCH_MAX)
        rows.push(...(await scoreBatch(inputs.slice(start, start + BATCH_MAX))));
      let at = 0;
      for (const { inputs: mine, done } of all) {
        done(rows.slice(at, at + mine.length));
        at += mine.length;
      }
    } catch (error) {
      // Whose texts they were that it failed on, only each alone will tell.
      if (all.length > 1) await Promise.all(all.map((one) => score([one])));
      else for (const { failed } of all) failed(error);
    }
  };
  const wait = (seen: number, turns: number): void => {
    setImmediate(() => {
      if (count > seen && count < BATCH_MAX && turns < TURNS_MAX) {
        wait(count, turns + 1);
        return;
      }
      const all = asked;
      [asked, count, isWaiting] = [[], 0, false];
      void score(all);
    });
  };
  return (inputs) =>
    new Promise((done, failed) => {
      asked.push({ inputs, done, failed });
      count += inputs.length;
      if (isWaiting) return;
      isWaiting = true;
      wait(count, 1);
    });
};

/**
 * Opens the neural classifier.
 * @param dir folder with model.json, weights.bin, grams.bin and card.json.
 * @throws Error that says which part is missing or damaged; the caller then judges without a network, visibly.
 */
export const openNetwork = async (dir: string, prefer: 'node' | 'wasm' = 'node'): Promise<Network> => {
  const loaded = await loadTensorFlow(prefer);
  const { tf, backend } = loaded;
  const stored = readModel(dir, cardSchema);
  const { card, vocabulary } = stored;
  const fits = card.featuresVersion === FEATURES_VERSION && card.labels.join() === LABELS.join();
  if (!fits)
    throw new Error(
      `the model in ${dir} was trained for other features or labels than this build has; train it again`,
    );
  const plain = createPlainNetwork(weightsOf(stored), vocabulary);
  const model = await loadModel(tf, stored);
  const head = headOf(loaded, model);
  const scoreBatch = async (inputs: readonly Input[]): Promise<Float32Array[]> => {
    const sums = new Float32Array(inputs.length * plain.units);
    for (const [at, input] of inputs.entries()) plain.sum(input, sums, at * plain.units);
    const output = head(sums, inputs.length, plain.units);
    const data = (await output.data()) as Float32Array;
    output.dispose();
    return inputs.map((_, row) => data.slice(row * LABELS.length, (row + 1) * LABELS.length));
  };
  return {
    card,
    backend,
    scores: scoreTogether(scoreBatch),
    plain,
    release: () => model.dispose(),
  };
};
