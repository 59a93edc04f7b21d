import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { tokensOf } from '../../models/text/network/features.ts';
import { LABELS } from '../../models/text/network/labels.ts';
import type { Lesson } from '../../models/text/network/train.ts';
import type { Candidate } from './candidate.ts';

/** One training line in this many: the classifier's training grows with lines times words, and takes minutes on all. */
const EVERY = 4;

const stemmer = { tokenizeAndStem: (text: string): string[] => text.split(' ') };
const spaced = (folded: string): string =>
  tokensOf(folded)
    .map(({ word }) => word)
    .join(' ');

/**
 * natural's Bayes classifier on the same words, as the baseline. It gives one label per text, with likelihoods that sum
 * to 1 over the labels; a line with two groups is learnt once under each.
 */
export const trainBayes = (lessons: readonly Lesson[]): Candidate => {
  const classifier = new BayesClassifier(stemmer);
  for (const [index, { input, targets }] of lessons.entries()) {
    if (index % EVERY !== 0) continue;
    for (const label of LABELS.filter((_, at) => (targets[at] as number) > 0))
      classifier.addDocument(spaced(input.folded), label);
  }
  classifier.train();
  return {
    name: "natural's Bayes classifier",
    weightBytes: Buffer.byteLength(JSON.stringify(classifier)),
    scores: async (inputs) =>
      inputs.map(({ folded }) => {
        const row = new Float32Array(LABELS.length);
        const found = classifier.getClassifications(spaced(folded));
        const total = found.reduce((sum, { value }) => sum + value, 0) || 1;
        for (const { label, value } of found)
          row[(LABELS as readonly string[]).indexOf(label)] = value / total;
        return row;
      }),
  };
};
