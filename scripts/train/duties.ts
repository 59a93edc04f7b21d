import { createHash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoadedCatalogue, loadCatalogue } from '../../models/duties/catalogue/load.ts';
import type { EarCard } from '../../models/duties/ear/card.ts';
import { type Ear, earInput, INPUT_VERSION, openEar } from '../../models/duties/ear/ear.ts';
import { type EarLine, readEarLines } from '../../models/duties/ear/lines.ts';
import { createHear } from '../../models/duties/hear/hear.ts';
import { createPrepare } from '../../models/duties/hear/prepare.ts';
import { readSlots } from '../../models/duties/slots/read.ts';
import { FEATURES_VERSION } from '../../models/text/network/features.ts';
import { type Grams, saveModel, weightsIn } from '../../models/text/network/files.ts';
import { createPlainNetwork } from '../../models/text/network/plain.ts';
import { loadTensorFlow } from '../../models/text/network/tensorflow.ts';
import { type Lesson, train } from '../../models/text/network/train.ts';
import { readWritten } from '../../models/text/network/training-data.ts';
import { chooseGrams, createVocabulary } from '../../models/text/network/vocabulary.ts';
import { readableEarCard } from './ear-card.ts';
import { chooseEarThresholds, type Listened, measureEar } from './ear-metrics.ts';
import { onEpoch, say, timed } from './told.ts';

const EPOCHS = 12;
/** Hidden units of one member, and members. */
const SIZE = { units: 48, members: 1 } as const;
/** Rows that keep the weights under 1.5 MB. */
const GRAMS_MAX = 22_000;
const GRAM_LINES_MIN = 2;
/** What other talk weighs beside a line that was written for it: some of it states what no pattern hears. */
const TALK_WEIGHT = 0.3;
/** One line of other talk in so many. */
const TALK_EVERY = 8;
/** One text in so many chooses the thresholds: it is scored by a model that has not seen it. */
const VALIDATION_EVERY = 5;
/** Whatever scores lower is nowhere near stated. */
const SCORE_MIN = 0.02;
/** When the lines are taken to be said: relative dates resolve against it. */
const SAID_AT = new Date('2026-11-20T12:00:00Z');
const LIMITS = [
  'The lines were written for this project by few hands; what other presenters say is more varied, and the figures are no promise for it.',
  'It hears one sentence by itself, and cannot tell whether what is said is true.',
  'A value that is read in the words is not held against the page or other statements: it may be of something else.',
  'Languages other than Chinese and English were not trained.',
];

/** A text to learn from and to be measured on. */
interface Text extends EarLine {
  readonly from: 'written' | 'example' | 'talk';
}

/** A text's part follows from itself: adding texts moves no other. */
const isValidation = ({ text }: Text): boolean =>
  createHash('sha256').update(text).digest().readUInt32BE(0) % VALIDATION_EVERY === 0;

/** The packs' own examples; what else the patterns hear in one is left open. */
const examplesOf = (catalogue: LoadedCatalogue, heardIn: (text: string) => readonly string[]): Text[] =>
  [...catalogue.duties.values()].flatMap(({ id, needs, examples }) => {
    const category = Object.keys(needs).find((one) => one !== 'all') ?? 'food';
    const { states, notEnough, partial, pointed, evasive } = examples;
    const made = (text: string, isStated: boolean): Text => ({
      from: 'example',
      lang: /[\u4e00-\u9fff]/.test(text) ? 'zh-Hans' : 'en',
      category: category as Text['category'],
      states: isStated ? [id] : [],
      maybe: heardIn(text).filter((other) => other !== id),
      alike: isStated ? [] : [id],
      text,
    });
    return [
      ...states.map((text) => made(text, true)),
      ...[...notEnough, ...partial, ...pointed, ...evasive].map((text) => made(text, false)),
    ];
  });

/** Speech written for the classifier of claims in which no pattern hears any duty. */
const talkOf = async (root: string, heardIn: (text: string) => readonly string[]): Promise<Text[]> => {
  const lines = await readWritten(join(root, 'models/text/training/written'));
  return lines
    .filter(
      ({ source, text }, at) => source === 'speech' && at % TALK_EVERY === 0 && heardIn(text).length === 0,
    )
    .map(({ lang, text }) => ({
      ...{ from: 'talk' as const, lang, category: 'other' as const, text },
      ...{ states: [], maybe: [], alike: [] },
    }));
};

const lessonOf =
  (labels: readonly string[], typedOf: (text: string) => string) =>
  (line: Text): Lesson => {
    const weight = line.from === 'talk' ? TALK_WEIGHT : 1;
    return {
      input: earInput(typedOf(line.text)),
      targets: Float32Array.from(labels, (label) =>
        line.states.includes(label) ? weight : line.maybe.includes(label) ? 0 : -weight,
      ),
    };
  };

const gramsOf = (lessons: readonly Lesson[]): Grams =>
  chooseGrams(
    lessons.map(({ input }) => input.folded),
    GRAM_LINES_MIN,
    GRAMS_MAX,
  );

/** What one ear hears in the lines: which duties, how surely, and whether a pattern hears them anyway. */
const listen = (catalogue: LoadedCatalogue, ear: Ear, lines: readonly Text[]): Listened[] => {
  let scores = new Float32Array();
  const listening: Ear = {
    ...ear,
    card: {
      ...ear.card,
      thresholds: Object.fromEntries(ear.card.labels.map((label) => [label, SCORE_MIN])),
    },
    scores: (typed) => (scores = ear.scores(typed) as Float32Array<ArrayBuffer>),
  };
  const hear = createHear(catalogue, createPrepare(), listening);
  return lines.map((line) => {
    const context = { startedAt: SAID_AT, categories: [line.category], owed: () => true };
    const heard = hear(line.text, context).filter(({ as }) => as === 'stated');
    const byEar = heard.flatMap(({ dutyId, learned }) =>
      learned ? [[dutyId, scores[ear.card.labels.indexOf(dutyId)] as number] as const] : [],
    );
    return {
      line,
      isTalk: line.from === 'talk',
      byPatterns: new Set(heard.flatMap(({ dutyId, learned }) => (learned ? [] : [dutyId]))),
      byEar: new Map(byEar),
    };
  });
};

/** Everything to learn from. */
const gather = async (root: string, catalogue: LoadedCatalogue): Promise<readonly Text[]> => {
  const patterns = createHear(catalogue, createPrepare());
  const heardIn = (text: string): readonly string[] =>
    patterns(text, { startedAt: SAID_AT, categories: [] }).flatMap(({ as, dutyId }) =>
      as === 'stated' ? [dutyId] : [],
    );
  const written = readEarLines(join(root, 'models/duties/training'), new Set(catalogue.duties.keys()));
  return [
    ...written.map((line) => ({ ...line, from: 'written' as const })),
    ...examplesOf(catalogue, heardIn),
    ...(await talkOf(root, heardIn)),
  ];
};

/** Trains the ear for disclosures on all lines; its thresholds are chosen by a model that had not seen what it scored. */
export const trainEar = async (root: string, seed: number): Promise<void> => {
  const began = process.cpuUsage();
  const dir = join(root, 'models/duties/ear/weights');
  const catalogue = loadCatalogue(join(root, 'models/duties/packs'));
  const labels = [...catalogue.duties.keys()].sort();
  const prepare = createPrepare();
  const typedOf = (text: string): string => readSlots(prepare(text).figures, SAID_AT).text;
  const texts = await gather(root, catalogue);
  const counts = Object.fromEntries(
    (['written', 'example', 'talk'] as const).map((from) => [
      from,
      texts.filter((one) => one.from === from).length,
    ]),
  );
  const { tf, backend } = await loadTensorFlow();
  say(`disclosures: ${JSON.stringify(counts)}; TensorFlow ${backend}`);
  const toLesson = lessonOf(labels, typedOf);
  const learn = async (lines: readonly Text[]) => {
    const lessons = lines.map(toLesson);
    const grams = gramsOf(lessons);
    const vocabulary = createVocabulary(grams.hashes, grams.rarities);
    const model = await train(tf, lessons, vocabulary, { ...SIZE, seed, epochs: EPOCHS, onEpoch });
    return { model, grams, vocabulary };
  };
  const first = await learn(texts.filter((one) => !isValidation(one)));
  const network = createPlainNetwork(weightsIn(first.model), first.vocabulary);
  first.model.dispose();
  const ear = {
    card: { labels } as unknown as EarCard,
    scores: (typed: string) => network.scores(earInput(typed)),
    ground: (typed: string, label: number) => network.ground(earInput(typed), label),
  };
  const listened = listen(catalogue, ear, texts.filter(isValidation));
  const thresholds = chooseEarThresholds(listened, catalogue, labels);
  const { value, seconds } = await timed(() => learn(texts));
  const hashes = await saveModel(dir, value.model, value.grams);
  const card: EarCard = {
    ...hashes,
    labels,
    grams: value.grams.hashes.length,
    featuresVersion: FEATURES_VERSION,
    inputVersion: INPUT_VERSION,
    trainedOn: {
      ...{ written: counts.written ?? 0, examples: counts.example ?? 0, talk: counts.talk ?? 0 },
      ...{ seed, epochs: EPOCHS, validation: listened.length },
      seconds: Math.round(process.cpuUsage(began).user / 1e6),
    },
    thresholds,
    ...measureEar(listened, thresholds),
    limits: LIMITS,
  };
  await writeFile(join(dir, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  // Opened as it will be used.
  openEar(dir, new Set(labels));
  const sizes = await Promise.all(['weights.bin', 'grams.bin'].map((name) => stat(join(dir, name))));
  const bytes = sizes.reduce((sum, { size }) => sum + size, 0);
  await writeFile(join(dir, '../CARD.md'), readableEarCard(card, bytes));
  say(`${seconds.toFixed(0)} s; ${bytes} bytes; hash ${card.hash}; the card is in models/duties/ear/CARD.md`);
};
