/** Why values are no longer shown; `retention` is the system's own. */
export const WITHHOLDING_REASONS = ['personal-data', 'request', 'order'] as const;
export type WithholdingReason = (typeof WITHHOLDING_REASONS)[number];

/** Why something is withheld, and since when (ISO 8601); `retention`: its time was over. */
export interface WithheldNotice {
  readonly reason: WithholdingReason | 'retention';
  readonly at: string;
}

/** Records that one act withholds: a line with its revisions and the claims made in it. */
export const WITHHELD_LEAVES_MAX = 500;

/** Pieces of picture and sound that one act withholds: half an hour in segments of a second, picture and sound apart. */
export const WITHHELD_PIECES_MAX = 4_000;
/** Longest stretch of picture and sound that one act withholds. */
export const WITHHELD_SPAN_MS_MAX = 30 * 60_000;

/** Longest note on why and for whom. */
export const WITHHOLDING_NOTE_MAX = 500;

/** Answer of `GET /api/broadcasts/:publicId/withholdings/preview?leaf=`: what goes with the words of this record. */
export interface WithholdingPreview {
  /** Records that lose their words, by kind: the line as first heard and as it was rewritten, claims made in it. */
  readonly records: readonly { readonly kind: string; readonly count: number }[];
  /** Alerts that keep their kind and time and lose the words. */
  readonly alerts: number;
  /** Codes of evidence packs that show them: they are given out no more. */
  readonly packs: readonly string[];
}

/** Answer of `POST /api/broadcasts/:publicId/withholdings`: the records whose words are no longer shown. */
export interface WithholdingReply {
  readonly leaves: readonly number[];
  /** Of a stretch of picture and sound: how many pieces are gone. */
  readonly pieces?: number;
}
