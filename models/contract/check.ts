import type { AlsoFound, Basis, Bilingual, Need, StageOutcome, Verdict, Versions } from './claim.ts';
import type { Category } from './ingest.ts';
import type { Group, Kind } from './kinds.ts';
import type { Severity } from './severity.ts';

/**
 * How a line of a script is marked before a show: 禁用 (leave it out), 需备证明 (only with the proof at hand), 慎用 (think
 * again). The rule that derives them is in models/text/levels.ts.
 */
export const LEVELS = ['banned', 'needs-proof', 'careful'] as const;
export type Level = (typeof LEVELS)[number];

/** Longest script in UTF-16 units, all rows together: four hours of fast speech are some 80,000. */
export const CHECK_UNITS_MAX = 200_000;
/** Most rows of one check: a show sells some hundred products. */
export const CHECK_ROWS_MAX = 500;
/** Longest name of a product, as everywhere. */
export const CHECK_PRODUCT_UNITS_MAX = 200;
/** Longest name of a platform, as everywhere. */
export const CHECK_PLATFORM_UNITS_MAX = 64;
/** Longest word for a category; the known ones are shorter. */
export const CHECK_CATEGORY_UNITS_MAX = 64;
/** Most claims told of one check: nobody reads more, and each is about 1 KiB. */
export const CHECK_CLAIMS_MAX = 2_000;

/** Part of a script: what is said of one product. A pasted text is one row without a product. */
export interface CheckRow {
  readonly product?: string | undefined;
  /** One of the categories or a word for it; another is taken as unknown. */
  readonly category?: string | undefined;
  readonly text: string;
}

/**
 * Body of `POST /api/check`: either `text`, or `rows`; `category` counts where a row names none. `platform`: where it is to be said;
 * without one the rules that hold on one platform alone are left out.
 */
export interface CheckRequest {
  readonly text?: string | undefined;
  readonly rows?: readonly CheckRow[] | undefined;
  readonly category?: string | undefined;
  readonly platform?: string | undefined;
}

/** A claim of a script, with what to do about it. */
export interface CheckClaim {
  /** UTF-16 offsets in the row's text as it was sent; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly level: Level;
  readonly kind: Kind;
  readonly group: Group;
  readonly verdict: Verdict;
  readonly need?: Need;
  readonly basis: Basis;
  /** Rules of other bases that find the same. */
  readonly also?: readonly AlsoFound[];
  readonly severity: Severity;
  /** 0 to 1. */
  readonly confidence: number;
  readonly article: string;
  readonly reason: Bilingual;
  /** What to say instead, or what proof to keep. */
  readonly rewrite: Bilingual;
}

export interface CheckedRow {
  /** The category it was judged by; `null` where none is known. */
  readonly category: Category | null;
  readonly claims: readonly CheckClaim[];
}

export type LevelCounts = Readonly<Record<Level, number>>;

/** What stands on record of a check: anyone who has the text can compute `text.sha256` again. Not signed. */
export interface CheckReceipt {
  readonly format: typeof RECEIPT_FORMAT;
  /** ISO 8601, by the server's clock. */
  readonly checkedAt: string;
  readonly text: {
    /** Lower-case hex of SHA-256 over the UTF-8 bytes of {@link checkedText}. */
    readonly sha256: string;
    readonly rows: number;
    /** UTF-16 units of all rows' texts. */
    readonly units: number;
  };
  /** Whose own rules were among them; absent where none was named. */
  readonly platform?: string;
  /** Hashes of what judged. */
  readonly versions: Versions;
  readonly stages: { readonly lexicon: StageOutcome; readonly network: StageOutcome };
  readonly found: LevelCounts;
  readonly notice: Bilingual;
}

export const RECEIPT_FORMAT = 'livewitness-script-check/1';

export interface CheckReply {
  /** As many as were sent, in the same order. */
  readonly rows: readonly CheckedRow[];
  readonly found: LevelCounts;
  /** Claims beyond {@link CHECK_CLAIMS_MAX}, which are counted in `found` and not told. */
  readonly untold: number;
  /** What the sender should know of the request: categories that are not known, by name. Absent where there is nothing. */
  readonly notes?: readonly Bilingual[];
  readonly receipt: CheckReceipt;
}

/** The rows that a request asks for, each with the category that counts for it. */
export const rowsOf = ({ text, rows, category }: CheckRequest): readonly CheckRow[] =>
  (rows ?? [{ text: text ?? '' }]).map((row) => ({ ...row, category: row.category || category }));

/**
 * The one form of a script that is hashed: its rows as JSON, `category` and `product` empty where there is none. Keys are
 * in order and every value is well-formed text, so that this is RFC 8785 canonical JSON.
 */
export const checkedText = (rows: readonly CheckRow[]): string =>
  JSON.stringify({
    rows: rows.map(({ category = '', product = '', text }) => ({ category, product, text })),
  });
