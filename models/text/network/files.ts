import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as TensorFlow from '@tensorflow/tfjs';
import type { io, LayersModel } from '@tensorflow/tfjs';
import { z } from 'zod';

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

const thresholdsSchema = z.record(
  z.string(),
  z.object({
    /** From here the network bears out what the rules found. */
    support: z.number(),
    /** From here it was right 95 times of 100 by itself; never below `support`. */
    alone: z.number(),
  }),
);
/** By group; both chosen on the validation part. */
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** What stands beside the weights and says what they are. */
export const cardSchema = z.object({
  /** SHA-256 over model.json and weights.bin, hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  labels: z.array(z.string()),
  buckets: z.int(),
  featuresVersion: z.int(),
  trainedOn: z.object({
    training: z.int(),
    validation: z.int(),
    heldOut: z.int(),
    /** Share of lawful lines in the training part, 0 to 1. */
    benign: z.number(),
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

const hashOf = (topology: Buffer, weights: Buffer): string =>
  createHash('sha256').update(topology).update(weights).digest('hex');

/** Writes a model in TensorFlow.js Layers format: model.json, weights.bin. @returns the hash for its card. */
export const saveModel = async (dir: string, model: LayersModel): Promise<string> => {
  let hash = '';
  await model.save({
    save: async (artifacts: io.ModelArtifacts) => {
      const data = artifacts.weightData;
      if (!(data instanceof ArrayBuffer))
        throw new Error('the weights came in pieces, one buffer was expected');
      const manifest = [{ paths: ['weights.bin'], weights: artifacts.weightSpecs }];
      const topology = Buffer.from(
        `${JSON.stringify({ format: 'layers-model', modelTopology: artifacts.modelTopology, weightsManifest: manifest }, null, 1)}\n`,
      );
      const weights = Buffer.from(data);
      await writeFile(join(dir, 'model.json'), topology);
      await writeFile(join(dir, 'weights.bin'), weights);
      hash = hashOf(topology, weights);
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

/**
 * Reads a model and its card.
 * @throws Error that names the file when one is missing, cut short, or has another hash than the card says.
 */
export const loadModel = async (
  tf: typeof TensorFlow,
  dir: string,
): Promise<{ readonly model: LayersModel; readonly card: ModelCard }> => {
  const [topology, weights, cardText] = await Promise.all([
    readFile(join(dir, 'model.json')),
    readFile(join(dir, 'weights.bin')),
    readFile(join(dir, 'card.json'), 'utf8'),
  ]);
  const card = readCard(dir, cardText);
  const hash = hashOf(topology, weights);
  if (hash !== card.hash) {
    throw new Error(
      `model.json and weights.bin in ${dir} have hash ${hash.slice(0, 12)}…, the card says ${card.hash.slice(0, 12)}…`,
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
  return { model, card };
};
