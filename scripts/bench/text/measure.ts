import { availableParallelism, loadavg } from 'node:os';

/** What else the machine does: a figure by the clock is only that of the machine where nothing else runs. */
export const machineLoad = (): string =>
  `${availableParallelism()} cores, load of the last minute ${loadavg()[0]?.toFixed(1)}`;

/** One way of doing the work, over the same lines as the others. */
export interface Contender {
  readonly name: string;
  /** Does all lines once. Its answer is summed up, so that no work can be left out. */
  readonly run: (lines: readonly string[]) => number;
}

/** Rounds that are counted: the median of nine shrugs off what else the machine does. */
const ROUNDS = 9;
/** Rounds before that: the compiler has seen every path by then. */
const WARM_UP = 3;

/** The middle one of an odd number; the upper of the two in the middle of an even one; NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** What was measured of one contender. */
export interface Measured {
  readonly name: string;
  /** Median of the rounds. */
  readonly perSecond: number;
  /** How many times as fast the first one is: the median of the ratios within each round. */
  readonly behind: number;
}

/** Lets all contenders do the same lines round by round, one after the other: noise hits all alike. */
export const sideBySide = (
  lines: readonly string[],
  contenders: readonly Contender[],
): readonly Measured[] => {
  const rounds: number[][] = contenders.map(() => []);
  let sum = 0;
  for (let round = -WARM_UP; round < ROUNDS; round += 1)
    for (const [at, { run }] of contenders.entries()) {
      const startedMs = performance.now();
      sum += run(lines);
      const perSecond = (lines.length * 1000) / (performance.now() - startedMs);
      if (round >= 0) rounds[at]?.push(perSecond);
    }
  if (!Number.isFinite(sum)) throw new Error('a contender counted no number');
  const [first = []] = rounds;
  return contenders.map(({ name }, at) => ({
    name,
    perSecond: median(rounds[at] ?? []),
    behind: median(first.map((own, round) => own / (rounds[at]?.[round] ?? Number.NaN))),
  }));
};

const width = (text: string): number => [...text].length;

/** Prints a table: the first column to the left, figures to the right. */
export const printTable = (title: string, rows: readonly (readonly string[])[]): void => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  process.stdout.write(`${title}\n${lines.map((line) => `  ${line.trimEnd()}\n`).join('')}\n`);
};

export const thousands = (value: number): string => Math.round(value).toLocaleString('en-US');

/** A goal, and whether it was reached. */
export const against = (value: number, atLeast: number, unit = 'x'): string =>
  `${value >= atLeast ? 'reached' : 'MISSED'} (goal: ${unit === 'x' ? `${atLeast}x` : `${thousands(atLeast)} ${unit}`})`;
