import type { Category } from '../../models/contract/ingest.ts';
import type { DocxPart } from './docx-parts.ts';

/** A row as it came out of a file. */
export interface ReadRow {
  readonly product: string;
  readonly category: Category | null;
  /** What stands in the category's cell, where no category is known by it. */
  readonly categoryWord?: string;
  readonly text: string;
  /** Where it stands in a workbook; rows are counted from 1. */
  readonly place?: { readonly sheet: string; readonly row: number };
}

/** Rows of a sheet in ascending order, counted from 1, neighbours as one stretch of first and last. */
export interface SheetRows {
  readonly sheet: string;
  readonly rows: readonly (readonly [first: number, last: number])[];
}

/** Puts ascending row numbers together to stretches. */
export const stretchesOfRows = (numbers: readonly number[]): SheetRows['rows'] => {
  const stretches: [number, number][] = [];
  for (const number of numbers) {
    const last = stretches.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else stretches.push([number, number]);
  }
  return stretches;
};

export interface ScriptRead {
  readonly rows: readonly ReadRow[];
  /** Sheets without a heading, left out because others have one. */
  readonly leftOut: readonly string[];
  /** Rows without a script, left out; those at the end in which nothing stands are not among them. */
  readonly empty: readonly SheetRows[];
  /** Parts of a Word document that hold text beside its running text, and were not read. */
  readonly unread?: readonly DocxPart[];
}
