import { Broken } from './broken.ts';

/** What was counted of one guarantee, and what does not hold. */
export interface Row {
  readonly guarantee: string;
  readonly counted: string;
  readonly problem?: string;
}

/** Counts one guarantee; what is broken is a row like any other, so that the rest is counted too. */
export const row = async (guarantee: string, count: () => Promise<string> | string): Promise<Row> => {
  try {
    return { guarantee, counted: await count() };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { guarantee, counted: 'BROKEN', problem: error.message };
  }
};

/** Rows with a short first column, aligned. */
export const tableOf = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(0, ...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
};
