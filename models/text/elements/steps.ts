import type { Need, Step, Verdict } from '../../contract/claim.ts';
import { type Group, KINDS, type Kind } from '../../contract/kinds.ts';
import { agenda } from './agenda.ts';
import { candour } from './candour.ts';
import { caveat } from './caveat.ts';
import { composition } from './composition.ts';
import { contraindication } from './contraindication.ts';
import { declined } from './declined.ts';
import { disowned } from './disowned.ts';
import { exclusion } from './exclusion.ts';
import { family } from './family.ts';
import { humble } from './humble.ts';
import { keptHere } from './kept-here.ts';
import { naming } from './naming.ts';
import { parcels } from './parcels.ts';
import { past } from './past.ts';
import { compliance, negation, question, quotation, refusal } from './polarity.ts';
import { object, proof, registered } from './proof.ts';
import {
  comparisonWithOwn,
  drawback,
  elsewhere,
  goal,
  otherOfOwn,
  ownRange,
  service,
  stopWords,
  taste,
  tip,
} from './scope.ts';
import { sober } from './sober.ts';
import { unhurried } from './unhurried.ts';
import type { View } from './view.ts';
import { warned } from './warned.ts';
import { wish } from './wish.ts';

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

/** Titles that the state gives to crafts and houses can be shown, unlike its favour. */
const isHonour = ({ entry, span }: View): boolean =>
  entry.kind === 'authority-state' && /非遗|老字号|地理标志/.test(span);

/** What can be refused to be said. Terms and what is done off the platform are refusals themselves. */
const SAID: ReadonlySet<Group> = new Set<Group>([
  'absolute',
  'guarantee',
  'efficacy',
  'medical',
  'price',
  'income',
]);

/**
 * What the tone of the talk around the words says, which is no exception of the law: it excuses nothing, it only weakens. A claim
 * that stands all the same is put before a person, and what the classifier hears decides (see merge.ts).
 */
const TONE: readonly StepTest[] = [candour, sober, caveat];

/** Outcomes of a step of tone: beside a verdict that stands as it is, and beside a review that would be a flag without it. */
export const TONED = 'tone';
export const WEAKENED = 'weakened';

/** Whether plain talk around the words weakens the claim, and which step says so. */
export const toneIn = ({ steps }: { readonly steps: readonly Step[] }): Step | undefined =>
  steps.find(({ outcome }) => outcome === TONED || outcome === WEAKENED);

/** The questions of docs/exceptions.md, in their order; the first step that answers ends it. */
const stepsFor = (view: View): readonly StepTest[] => {
  const { entry } = view;
  const degree = DEGREE.has(entry.kind);
  return [
    ...(degree
      ? [stopWords, tip, goal, comparisonWithOwn, ownRange, drawback, service, taste, family, elsewhere]
      : []),
    ...(entry.kind === 'disparagement' ? [otherOfOwn] : []),
    naming,
    wish,
    composition,
    exclusion,
    keptHere,
    parcels,
    agenda,
    unhurried,
    past,
    declined,
    humble,
    disowned,
    warned,
    contraindication,
    ...(entry.negatable
      ? entry.kind === 'brand-passing-off'
        ? [negation]
        : [compliance, negation]
      : SAID.has(KINDS[entry.kind].group)
        ? [refusal]
        : []),
    ...(entry.questionable ? [question] : []),
    quotation,
    registered,
    ...(PROVABLE.has(entry.kind) || isHonour(view) ? [proof] : []),
    ...(entry.kind === 'absolute-superlative' ? [object] : []),
  ];
};

export interface Analysis {
  readonly verdict: Verdict;
  readonly need?: Need;
  readonly steps: readonly Step[];
  /** Proof that would settle an `exempt` that rests on proof. */
  readonly needsProof: boolean;
  /** Plain talk around a claim that no exception excuses. */
  readonly tone?: Step;
}

const toneOf = (view: View): Step | undefined => {
  for (const test of TONE) {
    const finding = test(view);
    if (finding) return finding.step;
  }
  return undefined;
};

/** Asks the steps in order and maps their answers to a verdict; what is not excused is asked for its tone. */
export const analyse = (view: View): Analysis => {
  const analysis = decided(view);
  const tone = analysis.verdict === 'exempt' ? undefined : toneOf(view);
  return tone ? { ...analysis, tone } : analysis;
};

const decided = (view: View): Analysis => {
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
