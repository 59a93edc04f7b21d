import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FEATURES_VERSION, type Input } from '../models/text/network/features.ts';
import { type Grams, type Hashes, type ModelCard, saveModel } from '../models/text/network/files.ts';
import { LABELS } from '../models/text/network/labels.ts';
import { openNetwork } from '../models/text/network/network.ts';
import { loadTensorFlow } from '../models/text/network/tensorflow.ts';
import { type Lesson, train } from '../models/text/network/train.ts';
import {
  PARTS,
  partOf,
  readLines,
  readTrainingData,
  type TrainingData,
  type TrainingLine,
} from '../models/text/network/training-data.ts';
import { chooseGrams, createVocabulary } from '../models/text/network/vocabulary.ts';
import { createNormaliser, foldedText } from '../models/text/normalise/normalise.ts';
import { trainBayes } from './train/bayes.ts';
import type { Candidate } from './train/candidate.ts';
import { comparison, readableCard } from './train/card.ts';
import { trainConvolution } from './train/convolution.ts';
import { readFrames } from './train/frames.ts';
import { makeLines } from './train/lines.ts';
import { bestThreshold, chooseThresholds, flat, measure } from './train/metrics.ts';

const HELP = `npm run train [-- --seed N] [--lines] [--only]

Trains the neural classifier from models/text/training and writes model.json, weights.bin, grams.bin and card.json to
models/text/network/weights and the readable card to models/text/network/CARD.md. Two other models are trained on the
same lines; thresholds are chosen and all three are measured on lines written one by one that none has seen.

  --seed N   start of all random numbers (default 20261122); the same seed gives the same weights
  --lines    first makes training.jsonl, validation.jsonl and held-out.jsonl again from frames/ and lines.jsonl
  --only     trains the kept model alone; the card then compares nothing
  --help     this text
`;
const EPOCHS = 8;
const CONVOLUTION_EPOCHS = 6;
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

const root = process.env.LIVEWITNESS_ROOT ?? process.cwd();
// Sums over several threads differ in their last bits from run to run.
process.env.TF_NUM_INTRAOP_THREADS = '1';
process.env.TF_NUM_INTEROP_THREADS = '1';
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

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

const timed = async <T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> => {
  const startedAtMs = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - startedAtMs) / 1000 };
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
    lessons.map(({ folded }) => folded),
    GRAM_LINES_MIN,
    GRAMS_MAX,
  );

/** What the command line asks for; null where it was only asked for help. */
const optionsOf = (): { readonly seed: number; readonly lines: boolean; readonly only: boolean } | null => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '20261122' },
      lines: { type: 'boolean', default: false },
      only: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed takes a whole number, not ${values.seed}`);
  return { seed, lines: values.lines, only: values.only };
};

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

const onEpoch = (epoch: number, of: number, loss: number): void =>
  say(`  epoch ${epoch} of ${of}, loss ${loss.toFixed(4)}`);

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

const main = async (): Promise<void> => {
  const options = optionsOf();
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
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
  const lesson = (weight: number) => (line: TrainingLine) => ({ line, weight, folded: inputOf(line).folded });
  const lessons = [...data.written.training.map(lesson(1)), ...data.made.training.map(lesson(MADE_WEIGHT))];
  const grams = commonGrams(lessons);
  const vocabulary = createVocabulary(grams.hashes, grams.rarities);
  say(
    `${lessons.length} lines, ${data.written.training.length} of them written one by one; ${grams.hashes.length} n-grams; TensorFlow ${backend}`,
  );
  const { value: model, seconds } = await timed(() =>
    train(tf, lessons, vocabulary, { seed, epochs: EPOCHS, onEpoch }),
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
  await writeFile(join(dir, '../CARD.md'), readableCard(card));
  say(`\n${comparison(card)}\n\nhash ${card.hash}; the card is in models/text/network/CARD.md`);
};

main().catch((error: Error) => {
  process.stderr.write(`train: ${error.message}\n`);
  process.exitCode = 1;
});
