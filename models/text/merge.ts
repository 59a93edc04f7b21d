import {
  type AlsoFound,
  type Basis,
  type Claim,
  isRaised,
  type StageOutcome,
  type Step,
  type Verdict,
} from '../contract/claim.ts';
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

/** The law before a platform's rule before a house's: what is unlawful is not shown as a matter of taste. */
const GROUND: Readonly<Record<Basis, number>> = { law: 2, 'platform-rule': 1, house: 0 };

const BASIS_WORDS: Readonly<Record<Basis, readonly [zh: string, en: string]>> = {
  law: ['法律条文', 'the law'],
  'platform-rule': ['平台规则', 'a platform’s rule'],
  house: ['自有规则', 'a house rule'],
};

const alsoStep = ({ basis, article, packId, ruleId }: AlsoFound): Step => ({
  id: 'also',
  outcome: basis,
  words: [`${packId}/${ruleId}`],
  zh: `同一处还触及${BASIS_WORDS[basis][0]}（${article}）`,
  en: `the same words also meet ${BASIS_WORDS[basis][1]} (${article})`,
});

/** What a claim that gives way leaves behind: its ground, where that is another than the winner's. */
const groundsOf = ({ basis, article, source, also = [] }: Claim): readonly AlsoFound[] => [
  { basis, article, packId: source.packId, ruleId: source.ruleId },
  ...also,
];

/** The law only asks, another rule flags: that it is flagged is the other rule's doing, and the steps say so. */
const asGrave = (winner: Claim, loser: Claim): Claim => {
  if (winner.verdict === 'flag' || loser.verdict !== 'flag') return winner;
  const { need: _, ...rest } = winner;
  const [zh, en] = BASIS_WORDS[loser.basis];
  const step: Step = {
    id: 'also',
    outcome: 'flag',
    zh: `按${zh}直接预警；仅就前述依据而言需人工核对`,
    en: `flagged by ${en}; on the first ground alone a person would have to say`,
  };
  return { ...rest, verdict: 'flag', steps: [...winner.steps, step] };
};

const withGrounds = (winner: Claim, loser: Claim): Claim => {
  if (!isRaised(winner) || !isRaised(loser)) return winner;
  const known = winner.also ?? [];
  const added = groundsOf(loser).filter(
    ({ basis }) => basis !== winner.basis && !known.some((one) => one.basis === basis),
  );
  if (added.length === 0) return winner;
  const named = { ...winner, also: [...known, ...added], steps: [...winner.steps, ...added.map(alsoStep)] };
  return asGrave(named, loser);
};

/** What is raised before what is not; what is not, by its verdict. */
const standing = (claim: Claim): number => (isRaised(claim) ? RANK.flag : RANK[claim.verdict]);

/**
 * One claim per kind and place: of overlapping ones what is raised, then the law before other bases, then the graver verdict, then
 * the surer, then the longer. The bases of those that give way stay named ({@link Claim.also}), and their flag stays a flag.
 */
export const withoutTwins = (claims: readonly Claim[]): readonly Claim[] => {
  const sorted = [...claims].sort(
    (a, b) =>
      standing(b) - standing(a) ||
      GROUND[b.basis] - GROUND[a.basis] ||
      RANK[b.verdict] - RANK[a.verdict] ||
      b.confidence - a.confidence ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const kept: Claim[] = [];
  for (const claim of sorted) {
    const twin = kept.findIndex(
      (other) => other.kind === claim.kind && other.start < claim.end && claim.start < other.end,
    );
    if (twin < 0) kept.push(claim);
    else kept[twin] = withGrounds(kept[twin] as Claim, claim);
  }
  return kept.sort((a, b) => a.start - b.start || RANK[b.verdict] - RANK[a.verdict]);
};

const witnessed = (claim: Claim, score: number): Claim => ({
  ...claim,
  confidence: Math.min(SURE, 1 - (1 - claim.confidence) * (1 - score)),
  source: { ...claim.source, stage: 'both' },
});

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

/** Whether the network's claim lies in words that only point at one: shown, spelt out or winked at, it has not been said. */
const isPointedAt = ({ start, end }: Claim, claims: readonly Claim[]): boolean =>
  claims.some(
    (other) =>
      other.kind === 'filter-evasion-wink' && isRaised(other) && other.start < end && start < other.end,
  );
const unsaid = (claim: Claim): Claim => ({ ...claim, verdict: 'review', need: claim.need ?? 'context' });

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
  if (!isRaised(claim)) return claim;
  const score = whole >= support ? whole : Math.max(whole, near(claim));
  const may =
    groundsOf(claim).every(
      ({ packId, ruleId }) => shippedPacks.has(packId) && !firmRules.has(`${packId}/${ruleId}`),
    ) && !isBeyondIt(claim);
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
 * 4. a group that only the network sees becomes a `review`, from `sure` on a `flag`, which a wink at the rules (`filter-evasion-wink`)
 *    in the same words leaves a `review`.
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
    if (merged.some((claim) => claim.group === group && isRaised(claim))) continue;
    const sure = thresholds.sure[group] ?? Number.POSITIVE_INFINITY;
    const claim = claimFor(group, score, score >= sure ? 'flag' : 'review');
    if (claim) merged.push(isPointedAt(claim, claims) ? unsaid(claim) : claim);
  }
  return { claims: merged, network: 'ok' };
};
