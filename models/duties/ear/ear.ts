import { FEATURES_VERSION, type Input } from '../../text/network/features.ts';
import { readModel, weightsOf } from '../../text/network/files.ts';
import { createPlainNetwork, type Ground } from '../../text/network/plain.ts';
import { type EarCard, earCardSchema } from './card.ts';

/** Any change of how a sentence is written for the ear makes one that was trained before unfit. */
export const INPUT_VERSION = 1;

const SLOTS = /[\ue001-\ue01f]/g;
/** Letters of a script that no show is held in: each slot is a word of its own to the ear. */
const LETTERS_FROM = 0x1200 - 0xe000;

/** Typed text as the ear reads it, unit for unit: what a slot says does not matter, only of which kind it is. */
export const earInput = (typed: string): Input => ({
  folded: typed.replace(SLOTS, (slot) => String.fromCharCode(slot.charCodeAt(0) + LETTERS_FROM)),
  source: 'speech',
});

/** Tells from the words of a sentence which duties it states, learned from written lines. */
export interface Ear {
  readonly card: EarCard;
  /** How surely a sentence states each of the card's labels, 0 to 1, in their order. */
  scores(typed: string): Float32Array;
  /** Where in typed text the words stand that speak for a label; null where none do. */
  ground(typed: string, label: number): Ground | null;
}

/**
 * Opens the ear; TensorFlow is not needed.
 * @param dir folder with model.json, weights.bin, grams.bin and card.json.
 * @param duties ids of all duties.
 * @throws Error that says which file is missing or damaged; the patterns then hear alone.
 */
export const openEar = (dir: string, duties: ReadonlySet<string>): Ear => {
  const stored = readModel(dir, earCardSchema);
  const { card, vocabulary } = stored;
  const isFit =
    card.featuresVersion === FEATURES_VERSION &&
    card.inputVersion === INPUT_VERSION &&
    card.labels.every((label) => duties.has(label));
  if (!isFit)
    throw new Error(
      `the model in ${dir} was trained for other features or duties than this build has; train it again`,
    );
  const network = createPlainNetwork(weightsOf(stored), vocabulary);
  return {
    card,
    scores: (typed) => network.scores(earInput(typed)),
    ground: (typed, label) => network.ground(earInput(typed), label),
  };
};
