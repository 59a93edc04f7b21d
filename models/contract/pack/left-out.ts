import type { ShownRecord } from '../log/verify-records.ts';

/** How many records of the stretch that a pack shows are not in it. Their places in the log say so, whoever made the pack. */
export interface LeftOut {
  /** Places of the first and the last line that is shown. */
  readonly from: number;
  readonly until: number;
  readonly shown: number;
  readonly hidden: number;
}

/**
 * Counts what lies between the first and the last line of a pack: records that are proved, and those that are not listed. A pack
 * proves of each record that it stands in the log unchanged; that none between them says something else, only a count of 0
 * tells. `null` where no line is shown.
 */
export const leftOutOf = (records: readonly ShownRecord[]): LeftOut | null => {
  const lines = records.filter(({ leaf }) => leaf.kind === 'utterance').map(({ index }) => index);
  if (lines.length === 0) return null;
  const from = Math.min(...lines);
  const until = Math.max(...lines);
  const shown = new Set(records.map(({ index }) => index).filter((index) => index >= from && index <= until))
    .size;
  return { from, until, shown, hidden: until - from + 1 - shown };
};
