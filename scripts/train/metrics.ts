import type { Group } from '../../models/contract/kinds.ts';
import type { Figures, Thresholds } from '../../models/text/network/files.ts';
import { LABELS } from '../../models/text/network/labels.ts';
import type { TrainingLine } from '../../models/text/network/training-data.ts';

const GROUPS = LABELS.filter((label): label is Group => label !== 'benign');

/** Thresholds tried. Lower ones look good on the few frames of a small group by luck, and raise lawful talk elsewhere. */
const STEPS = Array.from({ length: 36 }, (_, i) => 0.25 + i * 0.02);
/** Share of lawful lines one group may raise by itself. */
const FALSE_ALARMS_MAX = 0.003;
/** Precision from which a group may be asked of a person without any other ground. */
const ALONE_PRECISION = 0.95;

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

export const figuresOf = (hit: number, found: number, support: number): Figures => {
  const precision = found > 0 ? hit / found : 0;
  const recall = support > 0 ? hit / support : 0;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1), support };
};

interface Tally {
  hit: number;
  found: number;
  benignFound: number;
}

const tallyAt = (
  rows: readonly Float32Array[],
  lines: readonly TrainingLine[],
  group: Group,
  threshold: number,
): Tally => {
  const column = LABELS.indexOf(group);
  const tally: Tally = { hit: 0, found: 0, benignFound: 0 };
  for (const [row, line] of lines.entries()) {
    if ((rows[row]?.[column] ?? 0) < threshold) continue;
    tally.found += 1;
    if (line.groups.includes(group)) tally.hit += 1;
    if (line.groups.length === 0) tally.benignFound += 1;
  }
  return tally;
};

/** Per group: where F1 is best while few lawful lines are raised, and from where it is right often enough to stand alone. */
export const chooseThresholds = (
  rows: readonly Float32Array[],
  lines: readonly TrainingLine[],
): Thresholds => {
  const benign = lines.filter((line) => line.groups.length === 0).length;
  const entries = GROUPS.map((group) => {
    const support = lines.filter((line) => line.groups.includes(group)).length;
    let best = { f1: -1, support: 0.5 };
    let alone = 0.95;
    for (const threshold of STEPS) {
      const { hit, found, benignFound } = tallyAt(rows, lines, group, threshold);
      if (benignFound > FALSE_ALARMS_MAX * benign) continue;
      const { f1, precision } = figuresOf(hit, found, support);
      if (f1 > best.f1) best = { f1, support: threshold };
      if (precision >= ALONE_PRECISION) alone = Math.min(alone, threshold);
    }
    return [
      group,
      { support: rounded(best.support), alone: rounded(Math.max(alone, best.support)) },
    ] as const;
  });
  return Object.fromEntries(entries);
};

export interface Measured {
  readonly micro: Figures;
  readonly falseAlarms: number;
  readonly groups: Readonly<Record<string, Figures>>;
}

/** Precision, recall and F1 over the groups, and the share of lawful lines with any group at its threshold. */
export const measure = (
  rows: readonly Float32Array[],
  lines: readonly TrainingLine[],
  thresholds: Thresholds,
): Measured => {
  let [hits, finds, supports] = [0, 0, 0];
  const groups: Record<string, Figures> = {};
  for (const group of GROUPS) {
    const { hit, found } = tallyAt(rows, lines, group, thresholds[group]?.support ?? 1);
    const support = lines.filter((line) => line.groups.includes(group)).length;
    groups[group] = figuresOf(hit, found, support);
    hits += hit;
    finds += found;
    supports += support;
  }
  const benign = [...lines.entries()].filter(([, line]) => line.groups.length === 0);
  const raised = benign.filter(([row]) =>
    GROUPS.some((group) => (rows[row]?.[LABELS.indexOf(group)] ?? 0) >= (thresholds[group]?.support ?? 1)),
  );
  const falseAlarms = benign.length > 0 ? rounded(raised.length / benign.length) : 0;
  return { micro: figuresOf(hits, finds, supports), falseAlarms, groups };
};
