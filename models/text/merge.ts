import type { Claim, StageOutcome, Verdict } from '../contract/claim.ts';
import { GROUPS, type Group } from '../contract/kinds.ts';
import type { Input } from './network/features.ts';
import type { Ground } from './network/plain.ts';

/** The neural classifier: per text one score (0 to 1) for each label, in the order of `labels`. */
export interface NetworkStage {
  /** SHA-256 of the model's files. */
  readonly hash: string;
  /** SHA-256 of the thresholds that go with it. */
  readonly thresholds: string;
  /** Groups in the order of the scores; `benign` may be among them. */
  readonly labels: readonly (Group | 'benign')[];
  scores(inputs: readonly Input[]): Promise<readonly Float32Array[]>;
  /** Where in the folded text the words stand that speak for a group. */
  ground(input: Input, group: Group): Ground | null;
}

/** Scores from which a group counts. A group without one never counts. */
export interface NetworkThresholds {
  /** From here the network bears out a claim of the rules. */
  readonly support: Readonly<Partial<Record<Group, number>>>;
  /** From here a group without lexical ground is asked of a person. */
  readonly alone: Readonly<Partial<Record<Group, number>>>;
  /** From here it is flagged. */
  readonly sure: Readonly<Partial<Record<Group, number>>>;
}

/** Two witnesses that agree are surer than one, but a suspicion is never certain. */
const SURE = 0.99;

const RANK: Readonly<Record<Verdict, number>> = { flag: 3, review: 2, undetermined: 1, exempt: 0 };

/** One claim per kind and place: of overlapping ones the graver verdict, then the surer, then the longer. */
export const withoutTwins = (claims: readonly Claim[]): readonly Claim[] => {
  const sorted = [...claims].sort(
    (a, b) =>
      RANK[b.verdict] - RANK[a.verdict] ||
      b.confidence - a.confidence ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const kept: Claim[] = [];
  for (const claim of sorted) {
    const twin = kept.some(
      (other) => other.kind === claim.kind && other.start < claim.end && claim.start < other.end,
    );
    if (!twin) kept.push(claim);
  }
  return kept.sort((a, b) => a.start - b.start || RANK[b.verdict] - RANK[a.verdict]);
};

const witnessed = (claim: Claim, score: number): Claim => ({
  ...claim,
  confidence: Math.min(SURE, 1 - (1 - claim.confidence) * (1 - score)),
  source: { ...claim.source, stage: 'both' },
});

const raised = ({ verdict }: Claim): boolean => verdict === 'flag' || verdict === 'review';

export interface Merging {
  readonly thresholds: NetworkThresholds;
  /** Makes the claim that the network alone makes, or null where nothing can be named or all of it is excused. */
  readonly claimFor: (group: Group, score: number, verdict: 'flag' | 'review') => Claim | null;
}

/**
 * Puts a network's scores beside the rules' claims of the same text. In this order:
 * 1. what is exempt or undetermined stays so: the network does not know the law's exceptions;
 * 2. a claim that the network bears out (`support`) comes from `both` and is surer; one that it does not see stands as it is,
 *    since the rules can say by which words, and it cannot;
 * 3. a group that only the network sees becomes a `review`, from `sure` on a `flag`.
 */
export const mergeNetwork = (
  claims: readonly Claim[],
  scores: { readonly labels: readonly (Group | 'benign')[]; readonly values: Float32Array },
  { thresholds, claimFor }: Merging,
): { readonly claims: readonly Claim[]; readonly network: StageOutcome } => {
  const scoreOf = (group: Group): number => scores.values[scores.labels.indexOf(group)] ?? 0;
  const merged = claims.map((claim) => {
    const score = scoreOf(claim.group);
    const support = thresholds.support[claim.group] ?? Number.POSITIVE_INFINITY;
    return raised(claim) && score >= support ? witnessed(claim, score) : claim;
  });
  for (const group of Object.keys(GROUPS) as Group[]) {
    const score = scoreOf(group);
    const alone = thresholds.alone[group];
    if (alone === undefined || score < alone) continue;
    if (merged.some((claim) => claim.group === group && raised(claim))) continue;
    const sure = thresholds.sure[group] ?? Number.POSITIVE_INFINITY;
    const claim = claimFor(group, score, score >= sure ? 'flag' : 'review');
    if (claim) merged.push(claim);
  }
  return { claims: merged, network: 'ok' };
};
