import { BUCKETS, FEATURES_VERSION, writeFeatures } from './features.ts';
import { loadModel, type ModelCard } from './files.ts';
import { LABELS } from './labels.ts';
import { createPlainScores, type PlainScores } from './plain.ts';
import { type LoadedTensorFlow, loadTensorFlow } from './tensorflow.ts';

/**
 * Texts scored in one call of TensorFlow: a row is 64 KB, and 32 of them stay in the cache. Calls of 256 are no faster on
 * the native library and several times slower on WebAssembly.
 */
export const BATCH_MAX = 32;

export interface Network {
  readonly card: ModelCard;
  readonly backend: LoadedTensorFlow['backend'];
  /** One row of scores (0 to 1, in the order of {@link LABELS}) per folded text. */
  scores(folded: readonly string[]): Promise<Float32Array[]>;
  /** The scores of one folded text without TensorFlow, within 1e-5 of {@link scores}; works after release too. */
  readonly plainScores: PlainScores;
  release(): void;
}

/**
 * Opens the neural classifier.
 * @param dir folder with model.json, weights.bin and card.json.
 * @throws Error that says which part is missing or damaged; the caller then judges without a network, visibly.
 */
export const openNetwork = async (dir: string, prefer: 'node' | 'wasm' = 'node'): Promise<Network> => {
  const { tf, backend } = await loadTensorFlow(prefer);
  const { model, card } = await loadModel(tf, dir);
  const fits =
    card.buckets === BUCKETS &&
    card.featuresVersion === FEATURES_VERSION &&
    card.labels.join() === LABELS.join();
  if (!fits) {
    model.dispose();
    throw new Error(
      `the model in ${dir} was trained for other features or labels than this build has; train it again`,
    );
  }
  const plainScores = createPlainScores(model);
  const scoreBatch = async (folded: readonly string[]): Promise<Float32Array[]> => {
    const input = new Float32Array(folded.length * BUCKETS);
    for (const [row, text] of folded.entries())
      writeFeatures(text, input.subarray(row * BUCKETS, (row + 1) * BUCKETS));
    const output = tf.tidy(() => model.predict(tf.tensor2d(input, [folded.length, BUCKETS])));
    if (Array.isArray(output)) throw new Error('the model has several outputs, one was expected');
    const data = (await output.data()) as Float32Array;
    output.dispose();
    return folded.map((_, row) => data.slice(row * LABELS.length, (row + 1) * LABELS.length));
  };
  return {
    card,
    backend,
    scores: async (folded) => {
      const rows: Float32Array[] = [];
      for (let start = 0; start < folded.length; start += BATCH_MAX) {
        rows.push(...(await scoreBatch(folded.slice(start, start + BATCH_MAX))));
      }
      return rows;
    },
    plainScores,
    release: () => model.dispose(),
  };
};
