import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as TensorFlow from '@tensorflow/tfjs';
import type { io, LayersModel } from '@tensorflow/tfjs';
import { z } from 'zod';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

const figuresSchema = z.object({
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  /** Lines that have the label. */
  support: z.int(),
});
export type Figures = z.infer<typeof figuresSchema>;

const measuredSchema = z.object({
  /** Over all groups together. */
  micro: figuresSchema,
  /** Share of lawful lines with any group at its threshold, 0 to 1. */
  falseAlarms: z.number(),
});

const thresholdSchema = z.object({
  /** From here the network bears out what the rules found. */
  support: z.number(),
  /** From here a group without lexical ground is asked of a person. */
  alone: z.number(),
  /** From here it was right 95 times of 100 by itself. */
  sure: z.number(),
});
const thresholdsSchema = z.record(z.string(), thresholdSchema);
/** By group; chosen on the validation part. */
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** What stands beside the weights and says what they are. */
export const cardSchema = z.object({
  /** SHA-256 over model.json, weights.bin and grams.bin, hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  labels: z.array(z.string()),
  /** n-grams that it knows. */
  grams: z.int(),
  featuresVersion: z.int(),
  trainedOn: z.object({
    training: z.int(),
    validation: z.int(),
    heldOut: z.int(),
    /** Share of lawful lines in the training part, 0 to 1. */
    benign: z.number(),
    /** Lines of the training part that were written one by one; the others were made out of frames. */
    written: z.int(),
    frames: z.int(),
    seed: z.int(),
    epochs: z.int(),
  }),
  thresholds: thresholdsSchema,
  heldOut: measuredSchema.extend({
    groups: z.record(z.string(), figuresSchema),
    languages: z.record(z.string(), measuredSchema),
  }),
  /** The models tried on the same parts, the kept one first. */
  compared: z.array(
    measuredSchema.extend({
      name: z.string(),
      weightBytes: z.int(),
      trainSeconds: z.number(),
      textsPerSecond: z.int(),
    }),
  ),
  limits: z.array(z.string()),
});
export type ModelCard = z.infer<typeof cardSchema>;

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
const gramsOfBuffer = (file: Buffer): Grams => {
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  const count = bytes.byteLength / 8;
  return { hashes: new Uint32Array(bytes, 0, count), rarities: new Float32Array(bytes, count * 4, count) };
};

/** Writes a model in TensorFlow.js Layers format (model.json, weights.bin) and its n-grams. @returns the hash for its card. */
export const saveModel = async (dir: string, model: LayersModel, grams: Grams): Promise<string> => {
  let hash = '';
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
      const gramFile = gramsToBuffer(grams);
      await writeFile(join(dir, 'model.json'), topology);
      await writeFile(join(dir, 'weights.bin'), weights.data);
      await writeFile(join(dir, 'grams.bin'), gramFile);
      hash = hashOf([topology, weights.data, gramFile]);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  return hash;
};

const readCard = (dir: string, text: string): ModelCard => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`card.json in ${dir} is no JSON: ${(error as Error).message}`);
  }
  const parsed = cardSchema.safeParse(json);
  if (!parsed.success)
    throw new Error(`card.json in ${dir} is no model card: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

/** A model as it lies in its folder. */
export interface LoadedModel {
  readonly model: LayersModel;
  readonly vocabulary: Vocabulary;
  readonly card: ModelCard;
}

/**
 * Reads a model, its n-grams and its card.
 * @throws Error that names the file when one is missing, cut short, or has another hash than the card says.
 */
export const loadModel = async (tf: typeof TensorFlow, dir: string): Promise<LoadedModel> => {
  const [topology, weights, grams, cardText] = await Promise.all([
    readFile(join(dir, 'model.json')),
    readFile(join(dir, 'weights.bin')),
    readFile(join(dir, 'grams.bin')),
    readFile(join(dir, 'card.json'), 'utf8'),
  ]);
  const card = readCard(dir, cardText);
  const hash = hashOf([topology, weights, grams]);
  if (hash !== card.hash) {
    throw new Error(
      `model.json, weights.bin and grams.bin in ${dir} have hash ${hash.slice(0, 12)}…, the card says ${card.hash.slice(0, 12)}…`,
    );
  }
  const { modelTopology, weightsManifest } = JSON.parse(topology.toString('utf8'));
  const weightData = weights.buffer.slice(
    weights.byteOffset,
    weights.byteOffset + weights.byteLength,
  ) as ArrayBuffer;
  const model = await tf.loadLayersModel(
    tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }),
  );
  const { hashes, rarities } = gramsOfBuffer(grams);
  return { model, vocabulary: createVocabulary(hashes, rarities), card };
};
