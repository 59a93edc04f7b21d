/**
 * For what something is held: a buyer's request, a marked moment, an exhibit, a moderator's order (of a court, of a complaint
 * under way), an authority's demand (直播电商监督管理办法 31).
 */
export const HOLD_REASONS = ['request', 'mark', 'exhibit', 'order', 'authority'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** Holds that people place and release by hand; the others come and go with what they are for. */
export const HELD_BY_HAND = ['order', 'authority'] as const satisfies readonly HoldReason[];

/** A hold as moderators see it. */
export interface HoldView {
  readonly id: string;
  readonly why: HoldReason;
  /** Number of the case, or the id of what it is for. */
  readonly ref: string;
  readonly reason?: string;
  /** Broadcast time, ms; both absent: the whole broadcast. */
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly by: string;
  readonly at: string;
}

/** Answer of `GET /api/broadcasts/:publicId/holds`. */
export interface HoldsReply {
  /** Oldest first. */
  readonly holds: readonly HoldView[];
}
