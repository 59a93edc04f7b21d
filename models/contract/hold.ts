/**
 * For what something is held: a buyer's request, a marked moment, an exhibit, a moderator's order (of a court, of a complaint
 * under way), an authority's demand (直播电商监督管理办法 31).
 */
export const HOLD_REASONS = ['request', 'mark', 'exhibit', 'order', 'authority'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** Holds that people place and release by hand; the others come and go with what they are for. */
export const HELD_BY_HAND = ['order', 'authority'] as const satisfies readonly HoldReason[];

/** Holds that end by themselves once they have stood for their term, so that nothing is kept for good by a click. */
export const HELD_FOR_A_TERM = ['request', 'mark', 'exhibit'] as const satisfies readonly HoldReason[];

/** When somebody looks again whether a hold placed by hand is still needed, where nobody said another day. */
export const REVIEW_DAYS = 180;
/** No hold by hand stands longer than this without being looked at. */
export const REVIEW_DAYS_MAX = 366;

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
  /** Of one placed by hand: the day (UTC) by which somebody looks whether it is still needed. It stands until it is released. */
  readonly reviewBy?: string;
}

/** Answer of `GET /api/broadcasts/:publicId/holds`. */
export interface HoldsReply {
  /** Oldest first. */
  readonly holds: readonly HoldView[];
}
