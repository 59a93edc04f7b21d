import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard } from '../../models/text/network/card.ts';
import { FEATURES_VERSION, type Input } from '../../models/text/network/features.ts';
import { type Grams, type Hashes, saveModel } from '../../models/text/network/files.ts';
import { LABELS } from '../../models/text/network/labels.ts';
import { openNetwork } from '../../models/text/network/network.ts';
import { loadTensorFlow } from '../../models/text/network/tensorflow.ts';
import { type Lesson, train } from '../../models/text/network/train.ts';
import {
  PARTS,
  partOf,
  readLines,
  readTrainingData,
  type TrainingData,
  type TrainingLine,
  targetsOf,
} from '../../models/text/network/training-data.ts';
import { chooseGrams, createVocabulary } from '../../models/text/network/vocabulary.ts';
import { createNormaliser, foldedText } from '../../models/text/normalise/normalise.ts';
import { trainBayes } from './bayes.ts';
import type { Candidate } from './candidate.ts';
import { comparison, readableCard } from './card.ts';
import { trainConvolution } from './convolution.ts';
import { readFrames } from './frames.ts';
import { makeLines } from './lines.ts';
import { bestThreshold, chooseThresholds, flat, measure } from './metrics.ts';
import { onEpoch, say, timed } from './told.ts';

const EPOCHS = 8;
const CONVOLUTION_EPOCHS = 6;
/** Hidden units of one member, and members. */
const SIZE = { units: 16, members: 3 } as const;
/** What a line made out of a frame weighs beside one written by itself: the frames repeat themselves. */
const MADE_WEIGHT = 0.3;
/** Rows that keep the weights under 5 MB. */
const GRAMS_MAX = 82_000;
/** An n-gram of one line only tells of that line. */
const GRAM_LINES_MIN = 3;
const LIMITS = [
  'The lines were written for this project; live talk is more varied, and the figures here are no promise for it.',
  'It sees one text without product or neighbours, and cannot tell a true claim from a false one.',
  'It does not know the exceptions of the law; the rules do, and what they exempt stays exempt.',
  'In long texts a short claim may drown among the rest.',
  'Lines like those of one writer are easier for it than anybody else’s; irony, and stories without one telling word, often escape it.',
  'Dialects other than some Cantonese, and languages other than Chinese and English, were not trained.',
  'Homophones and split characters reach it only as far as the normaliser undoes them.',
];

/** Makes the three parts again: the frames' lines, and each single written line in the part of its own text. */
const writeParts = async (dir: string, seed: number): Promise<void> => {
  const { frames, slots } = await readFrames(join(dir, 'frames'));
  const written = await readLines(dir, 'lines.jsonl');
  const made = makeLines(
    frames,
    slots,
    seed,
    written.map((line) => line.text),
  );
  for (const part of PARTS) {
    const lines = [...written.filter((line) => partOf(line.text) === part), ...made[part]];
    await writeFile(join(dir, `${part}.jsonl`), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  say(`${frames.length} frames and ${written.length} written lines made into parts`);
};

/** Chooses thresholds on the validation part, measures on the held-out part. */
const judge = async (
  candidate: Candidate,
  { written }: TrainingData,
  inputOf: (line: TrainingLine) => Input,
  trainSeconds: number,
) => {
  const chosenOn = await candidate.scores(written.validation.map(inputOf));
  const thresholds = chooseThresholds(chosenOn, written.validation);
  const best = bestThreshold(chosenOn, written.validation);
  const inputs = written['held-out'].map(inputOf);
  const { value: rows, seconds } = await timed(async () => candidate.scores(inputs));
  const measured = measure(rows, written['held-out'], thresholds);
  const bestMeasured = measure(rows, written['held-out'], flat(best));
  const compared = {
    name: candidate.name,
    micro: measured.micro,
    falseAlarms: measured.falseAlarms,
    best: { micro: bestMeasured.micro, falseAlarms: bestMeasured.falseAlarms, threshold: best },
    weightBytes: candidate.weightBytes,
    trainSeconds: Math.round(trainSeconds),
    textsPerSecond: Math.round(inputs.length / seconds),
  };
  return { rows, thresholds, measured, compared };
};

const emptyCard = (
  hashes: Hashes,
  data: TrainingData,
  grams: number,
  trained: { readonly seed: number; readonly frames: number },
): ModelCard => {
  const lessons = [...data.written.training, ...data.made.training];
  const lawful = lessons.filter((line) => line.groups.length === 0).length;
  const none = { precision: 0, recall: 0, f1: 0, support: 0 };
  return {
    ...hashes,
    labels: [...LABELS],
    grams,
    featuresVersion: FEATURES_VERSION,
    trainedOn: {
      training: lessons.length,
      validation: data.written.validation.length,
      heldOut: data.written['held-out'].length,
      benign: Math.round((lawful / lessons.length) * 1000) / 1000,
      written: data.written.training.length,
      ...trained,
      epochs: EPOCHS,
    },
    thresholds: {},
    heldOut: { micro: none, falseAlarms: 0, groups: {}, languages: {} },
    compared: [],
    limits: LIMITS,
  };
};

/** The n-grams that stand in the most lines, as many as there is room for. */
const commonGrams = (lessons: readonly Lesson[]): Grams =>
  chooseGrams(
    lessons.map(({ input }) => input.folded),
    GRAM_LINES_MIN,
    GRAMS_MAX,
  );

/** The held-out figures of each language by itself. */
const byLanguage = (
  rows: readonly Float32Array[],
  lines: readonly TrainingLine[],
  thresholds: ModelCard['thresholds'],
): ModelCard['heldOut']['languages'] =>
  Object.fromEntries(
    (['zh-Hans', 'zh-Hant', 'en'] as const).map((language) => {
      const mine = lines.flatMap((line, i) => (line.lang === language ? [{ line, row: rows[i] }] : []));
      const { micro, falseAlarms } = measure(
        mine.map(({ row }) => row ?? new Float32Array()),
        mine.map(({ line }) => line),
        thresholds,
      );
      return [language, { micro, falseAlarms }];
    }),
  );

/** Trains the others on the same lessons, to hold the kept one against. */
const trainOthers = async (
  tf: Awaited<ReturnType<typeof loadTensorFlow>>['tf'],
  lessons: readonly Lesson[],
  seed: number,
): Promise<readonly { readonly candidate: Candidate; readonly seconds: number }[]> => {
  say('embedding and convolution:');
  const convolution = await timed(() =>
    trainConvolution(tf, lessons, { seed, epochs: CONVOLUTION_EPOCHS, onEpoch }),
  );
  say("natural's Bayes classifier …");
  const bayes = await timed(async () => trainBayes(lessons));
  return [convolution, bayes].map(({ value, seconds }) => ({ candidate: value, seconds }));
};

export interface ClaimsOptions {
  readonly seed: number;
  /** Makes the frames' lines again first. */
  readonly lines: boolean;
  /** Trains the kept model alone: nothing is compared. */
  readonly only: boolean;
}

/** Trains the classifier of claims, writes model and card, and holds it against two others. */
export const trainClaims = async (root: string, options: ClaimsOptions): Promise<void> => {
  const { seed } = options;
  const trainingDir = join(root, 'models/text/training');
  const dir = join(root, 'models/text/network/weights');
  if (options.lines) await writeParts(trainingDir, seed);
  const data = await readTrainingData(trainingDir);
  const { frames } = await readFrames(join(trainingDir, 'frames'));
  const { tf, backend } = await loadTensorFlow();
  const normaliser = createNormaliser();
  const inputOf = ({ text, source }: TrainingLine): Input => ({
    folded: foldedText(normaliser.fold(text)),
    source,
  });
  const lesson =
    (weight: number) =>
    (line: TrainingLine): Lesson => ({ input: inputOf(line), targets: targetsOf(line, weight) });
  const lessons = [...data.written.training.map(lesson(1)), ...data.made.training.map(lesson(MADE_WEIGHT))];
  const grams = commonGrams(lessons);
  const vocabulary = createVocabulary(grams.hashes, grams.rarities);
  say(
    `${lessons.length} lines, ${data.written.training.length} of them written one by one; ${grams.hashes.length} n-grams; TensorFlow ${backend}`,
  );
  const { value: model, seconds } = await timed(() =>
    train(tf, lessons, vocabulary, { ...SIZE, seed, epochs: EPOCHS, onEpoch }),
  );
  const hashes = await saveModel(dir, model, grams);
  const card = emptyCard(hashes, data, grams.hashes.length, { seed, frames: frames.length });
  const cardFile = join(dir, 'card.json');
  await writeFile(cardFile, JSON.stringify(card));
  // Measured as it will be used: read back from the files.
  const network = await openNetwork(dir);
  const size = (await Promise.all(['weights.bin', 'grams.bin'].map((name) => stat(join(dir, name))))).reduce(
    (sum, file) => sum + file.size,
    0,
  );
  const candidate = { name: 'sum of n-grams (kept)', weightBytes: size, scores: network.scores };
  const kept = await judge(candidate, data, inputOf, seconds);
  card.thresholds = kept.thresholds;
  card.heldOut = {
    ...kept.measured,
    languages: byLanguage(kept.rows, data.written['held-out'], kept.thresholds),
  };
  card.compared.push(kept.compared);
  if (!options.only)
    for (const other of await trainOthers(tf, lessons, seed))
      card.compared.push((await judge(other.candidate, data, inputOf, other.seconds)).compared);
  await writeFile(cardFile, `${JSON.stringify(card, null, 2)}\n`);
  await writeFile(join(dir, '../CARD.md'), readableCard(card, SIZE));
  say(`\n${comparison(card)}\n\nhash ${card.hash}; the card is in models/text/network/CARD.md`);
};
