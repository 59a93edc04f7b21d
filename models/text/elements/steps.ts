import type { Need, Step, Verdict } from '../../contract/claim.ts';
import type { Kind } from '../../contract/kinds.ts';
import { candour } from './candour.ts';
import { caveat } from './caveat.ts';
import { family } from './family.ts';
import { parcels } from './parcels.ts';
import { compliance, negation, question, quotation } from './polarity.ts';
import { object, proof } from './proof.ts';
import { comparisonWithOwn, drawback, goal, ownRange, service, stopWords, taste, tip } from './scope.ts';
import { sober } from './sober.ts';
import type { View } from './view.ts';

/** What a step answers: go on, or a verdict (docs/exceptions.md). */
export interface Finding {
  readonly effect: 'clear' | 'needs-proof' | 'needs-context' | 'flag';
  readonly step: Step;
}
export type StepTest = (view: View) => Finding | null;

/** Kinds that the exceptions of scope and meaning are about: words of the highest degree. */
const DEGREE: ReadonlySet<Kind> = new Set<Kind>([
  'absolute-superlative',
  'absolute-ranking',
  'absolute-exclusive',
  'absolute-totality',
  'price-lowest-claim',
  'comparison-false',
]);
const PROVABLE: ReadonlySet<Kind> = new Set<Kind>([
  'absolute-ranking',
  'absolute-exclusive',
  'popularity-fabricated',
  'citation-unsourced',
  'authority-cert-patent',
  'efficacy-cosmetic',
  'efficacy-performance',
]);

/**
 * Steps that clear by the tone of what stands around the words, not by an exception of the law: the classifier, which weighs all
 * the words, may put what they cleared before a person.
 */
export const TONE_STEPS: ReadonlySet<string> = new Set(['sober', 'candour', 'caveat']);

/** The questions of docs/exceptions.md, in their order; the first step that answers ends it. */
const stepsFor = (view: View): readonly StepTest[] => {
  const { entry } = view;
  const degree = DEGREE.has(entry.kind);
  return [
    ...(degree ? [stopWords, tip, goal, comparisonWithOwn, ownRange, drawback, service, taste, family] : []),
    parcels,
    ...(entry.negatable ? [compliance, negation] : []),
    candour,
    sober,
    ...(entry.questionable ? [question] : []),
    quotation,
    caveat,
    ...(PROVABLE.has(entry.kind) ? [proof] : []),
    ...(entry.kind === 'absolute-superlative' ? [object] : []),
  ];
};

export interface Analysis {
  readonly verdict: Verdict;
  readonly need?: Need;
  readonly steps: readonly Step[];
  /** Proof that would settle an `exempt` that rests on proof. */
  readonly needsProof: boolean;
}

/** Asks the steps in order and maps their answers to a verdict. */
export const analyse = (view: View): Analysis => {
  for (const test of stepsFor(view)) {
    const finding = test(view);
    if (!finding) continue;
    const steps = [finding.step];
    switch (finding.effect) {
      case 'clear':
        return { verdict: 'exempt', steps, needsProof: false };
      case 'needs-proof':
        return finding.step.outcome === 'slot-missing'
          ? { verdict: 'review', need: 'proof', steps, needsProof: true }
          : { verdict: 'exempt', steps, needsProof: true };
      case 'needs-context':
        return { verdict: 'review', need: 'context', steps, needsProof: false };
      case 'flag':
        return { verdict: 'flag', steps, needsProof: false };
    }
  }
  const { entry } = view;
  const step: Step = {
    id: 'no-exception',
    outcome: entry.verdict,
    words: [view.span],
    zh: '未发现例外情形',
    en: 'no exception applies',
  };
  return entry.verdict === 'review'
    ? { verdict: 'review', need: entry.need ?? 'context', steps: [step], needsProof: entry.need === 'proof' }
    : { verdict: 'flag', steps: [step], needsProof: false };
};
