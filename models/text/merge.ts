import type { Claim, StageOutcome, Verdict } from '../contract/claim.ts';
import { GROUPS, type Group, KINDS, type Kind } from '../contract/kinds.ts';

/** The neural classifier: per text one score (0 to 1) for each label, in the order of `labels`. */
export interface NetworkStage {
  /** SHA-256 of the model's files. */
  readonly hash: string;
  /** Groups in the order of the scores; `benign` may be among them. */
  readonly labels: readonly (Group | 'benign')[];
  scores(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Score from which a group counts: with lexical ground, and alone. A group without one never counts. */
export interface NetworkThresholds {
  /** From here the network bears out a claim of the lexicon. */
  readonly support: Readonly<Partial<Record<Group, number>>>;
  /** From here a group without lexical ground is asked of a person. */
  readonly review: Readonly<Partial<Record<Group, number>>>;
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

/** What a claim of the network alone is called: the kind that stands for its group. */
export type KindOfGroup = Readonly<Partial<Record<Group, Kind>>>;

/**
 * Puts a network's scores beside the lexicon's claims of the same text: a supported claim comes from `both` and is surer; a
 * group that only the network sees becomes, by `claimFor`, at most a `review`. What the element analysis exempted stays
 * exempt: the network does not know the law's exceptions.
 */
export const mergeNetwork = (
  claims: readonly Claim[],
  scores: { readonly labels: readonly (Group | 'benign')[]; readonly values: Float32Array },
  thresholds: NetworkThresholds,
  claimFor: (group: Group, score: number) => Claim | null,
): { readonly claims: readonly Claim[]; readonly network: StageOutcome } => {
  const merged: Claim[] = [];
  const scoreOf = (group: Group): number => scores.values[scores.labels.indexOf(group)] ?? 0;
  for (const claim of claims) {
    const score = scoreOf(claim.group);
    const threshold = thresholds.support[claim.group] ?? Number.POSITIVE_INFINITY;
    if (claim.verdict === 'exempt' || score < threshold) merged.push(claim);
    else {
      const confidence = Math.min(SURE, 1 - (1 - claim.confidence) * (1 - score));
      merged.push({ ...claim, confidence, source: { ...claim.source, stage: 'both' } });
    }
  }
  for (const group of Object.keys(GROUPS) as Group[]) {
    const threshold = thresholds.review[group];
    if (threshold === undefined || scoreOf(group) < threshold) continue;
    if (claims.some((claim) => claim.group === group)) continue;
    const claim = claimFor(group, scoreOf(group));
    if (claim)
      merged.push({
        ...claim,
        verdict: 'review',
        need: claim.need ?? 'context',
        group: KINDS[claim.kind].group,
      });
  }
  return { claims: merged, network: 'ok' };
};
