import type { Claim, StageOutcome, Step, Verdict } from '../contract/claim.ts';
import { GROUPS, type Group } from '../contract/kinds.ts';
import { toneIn, WEAKENED } from './elements/steps.ts';
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
  /** One text's score for a group, at once. */
  score(input: Input, group: Group): number;
  /** Where in the folded text the words stand that speak for a group. */
  ground(input: Input, group: Group): Ground | null;
}

/** Scores from which, or below which, a group counts. A group without one never counts. */
export interface NetworkThresholds {
  /** From here the network bears out a claim of the rules. */
  readonly support: Readonly<Partial<Record<Group, number>>>;
  /** From here a group without lexical ground is asked of a person. */
  readonly alone: Readonly<Partial<Record<Group, number>>>;
  /** From here it is flagged. */
  readonly sure: Readonly<Partial<Record<Group, number>>>;
  /** Below this a claim amid plain talk is none; from here a person is asked. */
  readonly doubt: number;
  /** Below this, however it reads the words, the network takes a claim of the shipped rules for none. */
  readonly contradict: number;
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

const percent = (score: number): string => `${Math.round(score * 100)} %`;

/** The rules heard plain talk around the words, the network hears the claim, though not clearly: a person must say. */
const doubted = (claim: Claim, score: number): Claim => {
  const step: Step = {
    id: 'network',
    outcome: 'doubts',
    zh: `周围语气平实，但分类模型仍判断为此类宣称（${percent(score)}），请人核对`,
    en: `the talk around it is plain, but the classifier still reads such a claim (${percent(score)}): a person must say`,
  };
  return { ...claim, verdict: 'review', need: claim.need ?? 'context', steps: [...claim.steps, step] };
};

/** Neither the talk around the words nor the network makes a claim of them. */
const plain = (claim: Claim, score: number): Claim => {
  const { need: _, ...rest } = claim;
  const step: Step = {
    id: 'network',
    outcome: 'plain',
    zh: `周围语气平实，分类模型逐句、逐词看也不像此类宣称（${percent(score)}）`,
    en: `the talk around it is plain, and the classifier reads no such claim in the text, the clause or the words (${percent(score)})`,
  };
  return { ...rest, verdict: 'exempt', steps: [...claim.steps, step] };
};

/** The network hears the claim through the plain talk: the verdict that it has without it. */
const upheld = (claim: Claim, score: number): Claim => {
  const { need: _, ...rest } = claim;
  const flagged = toneIn(claim)?.outcome === WEAKENED;
  return witnessed(flagged ? { ...rest, verdict: 'flag' } : claim, score);
};

const contradicted = (claim: Claim, score: number): Claim => {
  const { need: _, ...rest } = claim;
  const step: Step = {
    id: 'network',
    outcome: 'contradicts',
    zh: `词条命中，但分类模型逐句、逐词看都不像此类宣称（${percent(score)}），不作判断`,
    en: `the words are there, but the classifier sees no such claim in the text, the clause or the words (${percent(score)}): left open`,
  };
  return { ...rest, verdict: 'undetermined', steps: [...claim.steps, step] };
};

/** The network reads what stands here: it knows no word in its disguise, and nothing of what was said before. */
const isBeyondIt = ({ steps, parts }: Claim): boolean =>
  parts !== undefined ||
  steps.some(({ id, outcome }) => id === 'adopted' || (id === 'normalise' && outcome !== 'fold'));

export interface Merging {
  readonly thresholds: NetworkThresholds;
  /** Packs whose claims the network may contradict: never those that a platform or a house added itself. */
  readonly shippedPacks: ReadonlySet<string>;
  /** Rules (`pack/entry`) of those packs whose words make the claim by their form: the network does not contradict them. */
  readonly firmRules: ReadonlySet<string>;
  /** The network's score for a claim's group by its own words and by the clause around them: in a long text they drown. */
  readonly near: (claim: Claim) => number;
  /** Makes the claim that the network alone makes, or null where nothing can be named or all of it is excused. */
  readonly claimFor: (group: Group, score: number, verdict: 'flag' | 'review') => Claim | null;
}

/** What becomes of one claim of the rules beside the network's score of the whole text. */
const weighed = (claim: Claim, whole: number, merging: Merging): Claim => {
  const { thresholds, shippedPacks, firmRules, near } = merging;
  const { doubt, contradict } = thresholds;
  const support = thresholds.support[claim.group];
  if (support === undefined) return claim;
  if (!raised(claim)) return claim;
  const score = whole >= support ? whole : Math.max(whole, near(claim));
  const { packId, ruleId } = claim.source;
  const may = shippedPacks.has(packId) && !firmRules.has(`${packId}/${ruleId}`) && !isBeyondIt(claim);
  if (toneIn(claim)) {
    if (score >= support) return upheld(claim, score);
    return may && score < doubt ? plain(claim, score) : doubted(claim, score);
  }
  if (score >= support) return witnessed(claim, score);
  return may && score < contradict ? contradicted(claim, score) : claim;
};

/**
 * Puts a network's scores beside the rules' claims of the same text. In this order:
 * 1. what the law excuses stays so: the network does not know the exceptions. A claim amid plain talk has the verdict it would have
 *    without that talk where the network bears it out, is a `review` from `doubt` on, and `exempt` below (never where the words
 *    were read out of a disguise or by a custom entry: those a person sees);
 * 2. a claim that the network bears out (`support`) comes from `both` and is surer;
 * 3. a claim of the shipped rules in which it sees nothing (below `contradict` in the whole text, every window of it, the clause
 *    and the words themselves) is `undetermined`, unless the words were read out of a disguise or out of several utterances;
 * 4. a group that only the network sees becomes a `review`, from `sure` on a `flag`.
 */
export const mergeNetwork = (
  claims: readonly Claim[],
  scores: { readonly labels: readonly (Group | 'benign')[]; readonly values: Float32Array },
  merging: Merging,
): { readonly claims: readonly Claim[]; readonly network: StageOutcome } => {
  const { thresholds, claimFor } = merging;
  const scoreOf = (group: Group): number => scores.values[scores.labels.indexOf(group)] ?? 0;
  const merged = claims.map((claim) => weighed(claim, scoreOf(claim.group), merging));
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
