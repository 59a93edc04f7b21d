/** Largest file that is read: a script without its pictures is under 1 MiB. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;

/** The columns that a sheet of scripts has. */
export const COLUMNS = ['product', 'category', 'text'] as const;
export type Column = (typeof COLUMNS)[number];

/** Why a file gave no script; words come from the catalogue when it is shown. */
export type Refusal =
  | {
      readonly code: /** Over {@link FILE_BYTES_MAX}. */
        | 'too-large'
        /** Unpacks to more than a script can be. */
        | 'too-much'
        /** Took longer than a script takes. */
        | 'too-slow'
        /** Neither txt, docx nor xlsx. */
        | 'unknown-type'
        /** .doc or .xls, or a newer file behind a password: on the outside they are the same. */
        | 'old-or-locked'
        | 'macros'
        /** Named .txt, and no text. */
        | 'not-text'
        | 'damaged'
        | 'empty'
        | 'too-many-rows'
        | 'too-long';
    }
  /** The name says one thing and the content another. */
  | { readonly code: 'other-type'; readonly named: string; readonly found: string }
  /** None of the first rows of any sheet names a column. */
  | { readonly code: 'no-heading'; readonly sheet: string; readonly row: number }
  | {
      readonly code: 'no-column';
      readonly sheet: string;
      readonly row: number;
      readonly columns: readonly Column[];
    };

export class ReadRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
