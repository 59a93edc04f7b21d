import type { Group } from '../../models/contract/kinds.ts';
import type { Figures, Thresholds } from '../../models/text/network/card.ts';
import { LABELS } from '../../models/text/network/labels.ts';
import type { TrainingLine } from '../../models/text/network/training-data.ts';

/** What viewers tell of their orders is found by rules alone: too few lines are labelled with it. */
const GROUPS = LABELS.filter((label): label is Group => label !== 'benign' && label !== 'viewer-signal');

const STEPS = Array.from({ length: 48 }, (_, i) => 0.02 + i * 0.02);
/** Share of lawful lines that the network may raise by itself: these lines are written to be hard, live talk is milder. */
const LAWFUL_RAISED_MAX = 0.02;
/** Precision from which a group is flagged without any other ground. */
const SURE_PRECISION = 0.95;
/** Fewest lines from which a precision is believed. */
const SURE_LINES = 20;
const NEVER = 1.01;

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Precision, recall and F1 (0 to 1, three places) of so many hits among so many found and so many there. */
export const figuresOf = (hit: number, found: number, support: number): Figures => {
  const precision = found > 0 ? hit / found : 0;
  const recall = support > 0 ? hit / support : 0;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1), support };
};

type Scored = readonly (readonly [line: TrainingLine, scores: Float32Array])[];

const scoreOf = (scores: Float32Array, group: Group): number => scores[LABELS.indexOf(group)] ?? 0;

/** Hits and finds of a group at a threshold; lines that do not say are passed over. */
const countAt = (scored: Scored, group: Group, threshold: number): { hit: number; found: number } => {
  let [hit, found] = [0, 0];
  for (const [line, scores] of scored) {
    if (scoreOf(scores, group) < threshold || line.maybe?.includes(group)) continue;
    found += 1;
    if (line.groups.includes(group)) hit += 1;
  }
  return { hit, found };
};

const isLawful = ({ groups }: TrainingLine): boolean => groups.length === 0;
const raisedShare = (scored: Scored, thresholdOf: (group: Group) => number): number => {
  const lawful = scored.filter(([line]) => isLawful(line));
  const raised = lawful.filter(([line, scores]) =>
    GROUPS.some((group) => !line.maybe?.includes(group) && scoreOf(scores, group) >= thresholdOf(group)),
  );
  return lawful.length > 0 ? raised.length / lawful.length : 0;
};

const pair = (lines: readonly TrainingLine[], rows: readonly Float32Array[]): Scored =>
  lines.map((line, at) => [line, rows[at] ?? new Float32Array(LABELS.length)]);

/**
 * Chooses thresholds. `support` is where a group's F1 is best; `alone` is the same for all groups, the lowest at which few enough
 * lawful lines are raised; `sure` is where a group is right often enough to be flagged.
 */
export const chooseThresholds = (
  rows: readonly Float32Array[],
  lines: readonly TrainingLine[],
): Thresholds => {
  const scored = pair(lines, rows);
  const alone = STEPS.find((step) => raisedShare(scored, () => step) <= LAWFUL_RAISED_MAX) ?? NEVER;
  const groups = GROUPS.map((group) => {
    const support = lines.filter((line) => line.groups.includes(group)).length;
    let best = { f1: -1, at: 0.5 };
    let sure = NEVER;
    for (const step of STEPS) {
      const { hit, found } = countAt(scored, group, step);
      const { f1, precision } = figuresOf(hit, found, support);
      if (f1 > best.f1) best = { f1, at: step };
      if (precision >= SURE_PRECISION && found >= SURE_LINES) sure = Math.min(sure, step);
    }
    return [
      group,
      {
        support: rounded(Math.min(best.at, alone)),
        alone: rounded(alone),
        sure: rounded(Math.max(sure, alone)),
      },
    ] as const;
  });
  return Object.fromEntries(groups);
};

/** The threshold, one for all groups, at which the groups together have their highest F1, however much is raised. */
export const bestThreshold = (rows: readonly Float32Array[], lines: readonly TrainingLine[]): number => {
  const f1At = (step: number): number => measure(rows, lines, flat(step)).micro.f1;
  return rounded(STEPS.reduce((best, step) => (f1At(step) > f1At(best) ? step : best)));
};

/** One threshold for all groups. */
export const flat = (alone: number): Thresholds =>
  Object.fromEntries(GROUPS.map((group) => [group, { support: alone, alone, sure: NEVER }]));

export interface Measured {
  readonly micro: Figures;
  readonly falseAlarms: number;
  readonly groups: Readonly<Record<string, Figures>>;
}

/** Precision, recall and F1 over the groups where each stands alone, and the share of lawful lines with any group raised. */
export const measure = (
  rows: readonly Float32Array[],
  lines: readonly TrainingLine[],
  thresholds: Thresholds,
): Measured => {
  const scored = pair(lines, rows);
  const thresholdOf = (group: Group): number => thresholds[group]?.alone ?? NEVER;
  let [hits, finds, supports] = [0, 0, 0];
  const groups: Record<string, Figures> = {};
  for (const group of GROUPS) {
    const { hit, found } = countAt(scored, group, thresholdOf(group));
    const support = lines.filter((line) => line.groups.includes(group)).length;
    groups[group] = figuresOf(hit, found, support);
    hits += hit;
    finds += found;
    supports += support;
  }
  return {
    micro: figuresOf(hits, finds, supports),
    falseAlarms: rounded(raisedShare(scored, thresholdOf)),
    groups,
  };
};
