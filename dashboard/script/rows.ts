import type { Category } from '../../models/contract/ingest.ts';

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

export interface ScriptRead {
  readonly rows: readonly ReadRow[];
  readonly leftOut: readonly string[];
}
