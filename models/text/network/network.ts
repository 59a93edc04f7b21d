import { FEATURES_VERSION, type Input } from './features.ts';
import { loadModel, type ModelCard } from './files.ts';
import { LABELS } from './labels.ts';
import { createPlainNetwork, type PlainNetwork } from './plain.ts';
import { type LoadedTensorFlow, loadTensorFlow } from './tensorflow.ts';
import { tensorsOf } from './train.ts';

/** Texts scored in one call of TensorFlow: more are no faster, and a long text pads all others of its call. */
export const BATCH_MAX = 128;

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
  const scoreBatch = async (inputs: readonly Input[]): Promise<Float32Array[]> => {
    const tensors = tensorsOf(
      tf,
      inputs.map((input) => vocabulary.read(input)),
    );
    const output = model.predict(tensors) as ReturnType<typeof tf.tensor>;
    const data = (await output.data()) as Float32Array;
    tf.dispose([...tensors, output]);
    return inputs.map((_, row) => data.slice(row * LABELS.length, (row + 1) * LABELS.length));
  };
  return {
    card,
    backend,
    scores: async (inputs) => {
      // Alike lengths together: a call costs its longest text times its count.
      const order = inputs.map((_, at) => at);
      order.sort((a, b) => (inputs[a]?.folded.length ?? 0) - (inputs[b]?.folded.length ?? 0));
      const rows = new Array<Float32Array>(inputs.length);
      for (let start = 0; start < order.length; start += BATCH_MAX) {
        const batch = order.slice(start, start + BATCH_MAX);
        const scored = await scoreBatch(batch.map((at) => inputs[at] as Input));
        for (const [k, at] of batch.entries()) rows[at] = scored[k] as Float32Array;
      }
      return rows;
    },
    plain: createPlainNetwork(model, vocabulary),
    release: () => model.dispose(),
  };
};
