import type { UtteranceId } from './ids.ts';
import type { Group, Kind } from './kinds.ts';
import type { Severity } from './severity.ts';

/**
 * `flag` raises an alert; `review` asks a person; `exempt` keeps a term that the law excuses, for explanation only;
 * `undetermined` says that no verdict could be reached, and why.
 */
export const VERDICTS = ['flag', 'review', 'exempt', 'undetermined'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Whether somebody is to look at it: a flag or a review. */
export const isRaised = <T extends { readonly verdict: Verdict }>(
  one: T,
): one is T & { readonly verdict: 'flag' | 'review' } => one.verdict === 'flag' || one.verdict === 'review';

/** What a person needs in order to settle a `review`. */
export type Need = 'proof' | 'context' | 'listen';

/** On what a claim rests. A platform's or house rule is never shown as illegality. */
export type Basis = 'law' | 'platform-rule' | 'house';

/** One step of the element analysis: the question asked, the answer, and the words that decided. */
export interface Step {
  readonly id: string;
  readonly outcome: string;
  readonly words?: readonly string[];
  readonly zh: string;
  readonly en: string;
}

/** A span in one of several utterances, in UTF-16 offsets of that utterance's text as it came. */
export interface Part {
  readonly utteranceId: UtteranceId;
  readonly start: number;
  readonly end: number;
}

/** What decided, each named by the hash of its content, so that a verdict can be replayed. */
export interface Versions {
  readonly normaliser: string;
  readonly packs: string;
  readonly model?: string;
  /** From which scores of the model what counts; absent where there was no model. */
  readonly thresholds?: string;
}

/** Another rule that finds the same at the same place, on another ground. */
export interface AlsoFound {
  readonly basis: Basis;
  readonly article: string;
  readonly packId: string;
  readonly ruleId: string;
}

export interface Claim {
  readonly kind: Kind;
  readonly group: Group;
  /** UTF-16 offsets in the text as it came; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly parts?: readonly Part[];
  /** The text between the offsets, as it came. */
  readonly quote: string;
  readonly verdict: Verdict;
  readonly need?: Need;
  readonly basis: Basis;
  /** Rules of other bases that say the same of these words; the law comes first, and stands in `basis`. */
  readonly also?: readonly AlsoFound[];
  /** 0 to 1. */
  readonly confidence: number;
  readonly severity: Severity;
  /** Short name of the provision, e.g. `广告法 9(3)`. */
  readonly article: string;
  readonly reason: Bilingual;
  readonly steps: readonly Step[];
  readonly suggestion: Bilingual;
  readonly source: {
    readonly stage: 'lexicon' | 'network' | 'both';
    readonly packId: string;
    readonly ruleId: string;
    readonly versions: Versions;
  };
}

/** Stands as the pack of claims that the classifier made without any rule; their rule is the group it saw. */
export const NETWORK_PACK = 'network';

/** A sentence in both languages of the screens. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export type StageOutcome = 'ok' | 'timeout' | 'unavailable' | 'failed';

/** What became of one utterance. A detector that failed or timed out is visible here, never passed over. */
export interface Judgement {
  readonly judged: 'full' | 'partial' | 'failed';
  readonly stages: {
    readonly lexicon: StageOutcome;
    readonly network: StageOutcome;
    readonly duties: StageOutcome;
  };
  readonly claims: readonly Claim[];
}

/** The detectors, in the order in which they work. */
export const STAGES = [
  'lexicon',
  'network',
  'duties',
] as const satisfies readonly (keyof Judgement['stages'])[];
export type Stage = (typeof STAGES)[number];

/** Personal data found in a text: what kind, where, and how it is masked. Offsets fit the original and the masked text alike. */
export interface PersonalDatum {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}
