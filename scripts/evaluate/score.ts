import { type Claim, isRaised } from '../../models/contract/claim.ts';
import type { Group } from '../../models/contract/kinds.ts';
import type { Line } from './lines.ts';

/** Groups rightly found, overlooked, and raised without ground. */
export interface Tally {
  hit: number;
  missed: number;
  extra: number;
}
/** A count that begins. */
export const tally = (): Tally => ({ hit: 0, missed: 0, extra: 0 });
/** Share of what was raised that was right, 0 to 1; 1 where nothing was raised. */
export const precision = ({ hit, extra }: Tally): number => (hit + extra === 0 ? 1 : hit / (hit + extra));
/** Share of what had to be found that was found, 0 to 1; 1 where there was nothing to find. */
export const recall = ({ hit, missed }: Tally): number => (hit + missed === 0 ? 1 : hit / (hit + missed));
/** Harmonic mean of precision and recall, 0 to 1. */
export const f1 = (counts: Tally): number => {
  const [p, r] = [precision(counts), recall(counts)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
};

/** What was found in a line, by group; the claim says where, a plain word list has none. */
export type Found = ReadonlyMap<Group, Claim | null>;

/** The groups that a person would be shown. */
export const foundIn = (claims: readonly Claim[]): Found =>
  new Map(
    claims
      .filter((claim) => isRaised(claim) && claim.group !== 'viewer-signal')
      .map((claim) => [claim.group, claim]),
  );

export interface Mistake {
  readonly line: Line;
  readonly missed: readonly Group[];
  readonly extra: readonly (readonly [Group, Claim | null])[];
}

export interface Report {
  readonly lines: number;
  readonly micro: Tally;
  readonly benign: { lines: number; raised: number };
  readonly by: Readonly<Record<'group' | 'language' | 'source', Map<string, Tally>>>;
  /** Per group that was missed: how often each group was raised in its place; `-` for none. */
  readonly confused: Map<string, Map<string, number>>;
  readonly mistakes: Mistake[];
}

/** Groups that are only wrong on a line that should have none. */
const ONLY_ON_BENIGN: ReadonlySet<Group> = new Set<Group>(['terms', 'prohibited']);
const NONE = '-';

const judgedAgainst = (line: Line, found: Found): Mistake & { hit: readonly Group[] } => ({
  line,
  hit: line.required.filter((group) => found.has(group)),
  missed: line.required.filter((group) => !found.has(group)),
  extra: [...found].filter(
    ([group]) =>
      !line.required.includes(group) &&
      !line.allowed.includes(group) &&
      (line.required.length === 0 || !ONLY_ON_BENIGN.has(group)),
  ),
});

const entryOf = <T>(map: Map<string, T>, key: string, make: () => T): T => {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
};

/** Counts what was found in labelled lines against their labels; `found` is in the order of `lines`. */
export const measure = (lines: readonly Line[], found: readonly Found[]): Report => {
  const report: Report = {
    lines: lines.length,
    micro: tally(),
    benign: { lines: 0, raised: 0 },
    by: { group: new Map(), language: new Map(), source: new Map() },
    confused: new Map(),
    mistakes: [],
  };
  const count = (line: Line, field: keyof Tally, groups: readonly Group[]): void => {
    for (const group of groups) {
      report.micro[field]++;
      entryOf(report.by.group, group, tally)[field]++;
      entryOf(report.by.language, line.lang, tally)[field]++;
      entryOf(report.by.source, line.source, tally)[field]++;
    }
  };
  for (const [at, line] of lines.entries()) {
    const { hit, missed, extra } = judgedAgainst(line, found[at] ?? new Map());
    const raised = extra.map(([group]) => group);
    count(line, 'hit', hit);
    count(line, 'missed', missed);
    count(line, 'extra', raised);
    if (line.required.length === 0) {
      report.benign.lines++;
      if (raised.length > 0) report.benign.raised++;
    }
    for (const label of missed.length > 0 ? missed : raised.length > 0 ? [NONE] : []) {
      const row = entryOf(report.confused, label, () => new Map<string, number>());
      for (const group of raised.length > 0 ? raised : [NONE]) row.set(group, (row.get(group) ?? 0) + 1);
    }
    if (missed.length + extra.length > 0) report.mistakes.push({ line, missed, extra });
  }
  report.mistakes.sort((a, b) => b.missed.length + b.extra.length - (a.missed.length + a.extra.length));
  return report;
};
