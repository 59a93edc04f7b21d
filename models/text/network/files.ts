import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as TensorFlow from '@tensorflow/tfjs';
import type { io, LayersModel } from '@tensorflow/tfjs';
import { z } from 'zod';
import type { PlainWeights } from './plain.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** What a model is kept in, beside its card; in the order in which they count for the hash over all. */
const MODEL_FILES = ['model.json', 'weights.bin', 'grams.bin'] as const;
type ModelFile = (typeof MODEL_FILES)[number];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What every card says of the files beside it. */
export const storedCardSchema = z.object({
  /** SHA-256 over model.json, weights.bin and grams.bin, hex. */
  hash: sha256,
  /** SHA-256 of each of them, hex: by it a damaged one is named. */
  files: z.record(z.enum(MODEL_FILES), sha256),
  labels: z.array(z.string()),
  /** n-grams that it knows. */
  grams: z.int(),
  featuresVersion: z.int(),
});
type StoredCard = z.infer<typeof storedCardSchema>;

const hashOf = (files: readonly Buffer[]): string => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file);
  return hash.digest('hex');
};

interface Weights {
  readonly specs: readonly io.WeightsManifestEntry[];
  readonly data: Buffer;
}

/**
 * Writes the first layer as one byte a weight: of 2 million weights a text adds up some hundred, whose errors of at most half a
 * step even out. TensorFlow.js undoes it when it loads (`quantization` of its weights manifest).
 */
const quantised = (specs: readonly io.WeightsManifestEntry[], data: Buffer): Weights => {
  const parts: Buffer[] = [];
  let at = 0;
  const written = specs.map((spec): io.WeightsManifestEntry => {
    const count = spec.shape.reduce((product, size) => product * size, 1);
    const bytes = data.subarray(at, at + count * 4);
    at += count * 4;
    if (!spec.name.startsWith('hidden/')) {
      parts.push(bytes);
      return spec;
    }
    const values = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    );
    const [min, max] = values.reduce(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
      [0, 0],
    );
    const scale = (max - min) / 255 || 1;
    parts.push(Buffer.from(Uint8Array.from(values, (value) => Math.round((value - min) / scale))));
    return { ...spec, quantization: { min, scale, dtype: 'uint8', original_dtype: 'float32' } as never };
  });
  return { specs: written, data: Buffer.concat(parts) };
};

/** The chosen n-grams as they are kept: all hashes, then all rarities, little-endian. */
export interface Grams {
  readonly hashes: Uint32Array;
  readonly rarities: Float32Array;
}
const gramsToBuffer = ({ hashes, rarities }: Grams): Buffer =>
  Buffer.concat([Buffer.from(hashes.buffer), Buffer.from(rarities.buffer)]);
const bytesOf = (file: Buffer): ArrayBuffer =>
  file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
const gramsOfBuffer = (file: Buffer): Grams => {
  const bytes = bytesOf(file);
  const count = bytes.byteLength / 8;
  return { hashes: new Uint32Array(bytes, 0, count), rarities: new Float32Array(bytes, count * 4, count) };
};

/** What a card says of the files beside it. */
export type Hashes = Pick<StoredCard, 'hash' | 'files'>;

const hashesOf = (files: Readonly<Record<ModelFile, Buffer>>): Hashes => ({
  hash: hashOf(MODEL_FILES.map((name) => files[name])),
  files: Object.fromEntries(MODEL_FILES.map((name) => [name, hashOf([files[name]])])) as Hashes['files'],
});

/** Writes a model in TensorFlow.js Layers format (model.json, weights.bin) and its n-grams. @returns the hashes for its card. */
export const saveModel = async (dir: string, model: LayersModel, grams: Grams): Promise<Hashes> => {
  let hashes: Hashes | undefined;
  await model.save({
    save: async (artifacts: io.ModelArtifacts) => {
      const data = artifacts.weightData;
      if (!(data instanceof ArrayBuffer) || !artifacts.weightSpecs)
        throw new Error('the weights came in pieces, one buffer was expected');
      const weights = quantised(artifacts.weightSpecs, Buffer.from(data));
      const manifest = [{ paths: ['weights.bin'], weights: weights.specs }];
      const topology = Buffer.from(
        `${JSON.stringify({ format: 'layers-model', modelTopology: artifacts.modelTopology, weightsManifest: manifest }, null, 1)}\n`,
      );
      const files = {
        'model.json': topology,
        'weights.bin': weights.data,
        'grams.bin': gramsToBuffer(grams),
      };
      for (const name of MODEL_FILES) await writeFile(join(dir, name), files[name]);
      hashes = hashesOf(files);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  if (!hashes) throw new Error('TensorFlow.js saved nothing');
  return hashes;
};

const readCard = <C extends StoredCard>(dir: string, schema: z.ZodType<C>): C => {
  const text = readFileSync(join(dir, 'card.json'), 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`card.json in ${dir} is no JSON: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new Error(`card.json in ${dir} is no model card: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

/** The files of a model, each as its card says. @throws Error that names every file that is not. */
const readFiles = (dir: string, card: StoredCard): Readonly<Record<ModelFile, Buffer>> => {
  const faults: string[] = [];
  const files: [ModelFile, Buffer][] = [];
  for (const name of MODEL_FILES) {
    try {
      const file = readFileSync(join(dir, name));
      const hash = hashOf([file]);
      files.push([name, file]);
      if (hash !== card.files[name])
        faults.push(
          `${name} is cut short or altered: ${file.byteLength} bytes with hash ${hash.slice(0, 12)}…, the card says ${card.files[name].slice(0, 12)}…`,
        );
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      faults.push(code === 'ENOENT' ? `${name} is missing` : `${name} cannot be read: ${message}`);
    }
  }
  if (faults.length > 0) throw new Error(`the model in ${dir}: ${faults.join('; ')}`);
  return Object.fromEntries(files) as Record<ModelFile, Buffer>;
};

/** A model as it lies in its folder, read without TensorFlow. */
export interface StoredModel<C extends StoredCard> {
  readonly card: C;
  readonly vocabulary: Vocabulary;
  readonly topology: io.ModelJSON['modelTopology'];
  readonly specs: readonly io.WeightsManifestEntry[];
  readonly data: ArrayBuffer;
}

/**
 * Reads a model, its n-grams and its card.
 * @throws Error that names each file that is missing, cut short or altered, by the hash that the card says of it.
 */
export const readModel = <C extends StoredCard>(dir: string, schema: z.ZodType<C>): StoredModel<C> => {
  const card = readCard(dir, schema);
  const files = readFiles(dir, card);
  const { hash } = hashesOf(files);
  if (hash !== card.hash)
    throw new Error(
      `the model in ${dir}: the card contradicts itself, its files have hash ${hash.slice(0, 12)}… over all, it says ${card.hash.slice(0, 12)}…`,
    );
  const { 'model.json': topology, 'weights.bin': weights, 'grams.bin': grams } = files;
  const { modelTopology, weightsManifest } = JSON.parse(topology.toString('utf8'));
  const { hashes, rarities } = gramsOfBuffer(grams);
  return {
    card,
    vocabulary: createVocabulary(hashes, rarities),
    topology: modelTopology,
    specs: weightsManifest[0].weights,
    data: bytesOf(weights),
  };
};

/** The layers of a stored model in working memory, for our own arithmetic. */
export const weightsOf = ({ specs, data }: Pick<StoredModel<StoredCard>, 'specs' | 'data'>): PlainWeights => {
  const layers = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, shape, quantization } of specs) {
    const count = shape.reduce((product, size) => product * size, 1);
    const { scale = 1, min = 0 } = quantization ?? {};
    layers.set(
      name,
      quantization
        ? Float32Array.from(new Uint8Array(data, at, count), (value) => value * scale + min)
        : new Float32Array(data.slice(at, at + count * 4)),
    );
    at += quantization ? count : count * 4;
  }
  const [table, columns, bias] = ['hidden/embeddings', 'labels/kernel', 'labels/bias'].map((name) =>
    layers.get(name),
  );
  if (!table || !columns || !bias) throw new Error('the layers of the model have no weights');
  return { table, columns, bias };
};

/** The layers of a model that TensorFlow holds. */
export const weightsIn = (model: LayersModel): PlainWeights => {
  const of = (layer: string, at: number): Float32Array =>
    (model.getLayer(layer).getWeights()[at] as TensorFlow.Tensor).dataSync<'float32'>().slice();
  return { table: of('hidden', 0), columns: of('labels', 0), bias: of('labels', 1) };
};

/** A stored model as TensorFlow runs it. */
export const loadModel = (
  tf: typeof TensorFlow,
  { topology, specs, data }: StoredModel<StoredCard>,
): Promise<LayersModel> =>
  tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology: topology, weightSpecs: [...specs], weightData: data }),
  );
