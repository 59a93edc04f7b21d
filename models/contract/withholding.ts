/** Why values are no longer shown; `retention` is the system's own. */
export const WITHHOLDING_REASONS = ['personal-data', 'request', 'order'] as const;
export type WithholdingReason = (typeof WITHHOLDING_REASONS)[number];

/** Records that one act withholds: a line with its revisions and the claims made in it. */
export const WITHHELD_LEAVES_MAX = 500;

/** Answer of `POST /api/broadcasts/:publicId/withholdings`: the records whose words are no longer shown. */
export interface WithholdingReply {
  readonly leaves: readonly number[];
}
