import type { AlertDetail } from './alert.ts';
import type { BroadcastView } from './broadcast.ts';
import type { Judgement, Part, Stage, Verdict } from './claim.ts';
import type { UtteranceId } from './ids.ts';
import type { Listing, Role, Source } from './ingest.ts';
import type { Kind } from './kinds.ts';
import type { WithheldNotice } from './withholding.ts';

/** One line of transcript or chat, masked, with the spans that were claimed in it. */
export interface LineView {
  readonly utteranceId: UtteranceId;
  readonly revision: number;
  readonly leafIndex: number;
  readonly source: Source;
  readonly role: Role;
  readonly speaker?: string;
  readonly atMs: number;
  /** `null` when the text was withheld. */
  readonly text: string | null;
  /** Why and since when; absent where the text is shown, and in old logs. */
  readonly withheld?: WithheldNotice;
  readonly confidence?: number;
  readonly judged: Judgement['judged'];
  /** Detectors that took no part. */
  readonly away?: readonly Stage[];
  readonly claims: readonly {
    readonly start: number;
    readonly end: number;
    readonly kind: Kind;
    readonly verdict: Verdict;
    /** Of a claim that runs over several lines: its span in each of them, this one among them. */
    readonly parts?: readonly Part[];
  }[];
}

/** A time in which nothing was heard or judged, and why. */
export interface GapView {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly reason: 'feed-silent' | 'capture-down' | 'not-judging' | 'clock-jump';
}

/** Answer of `GET /api/alerts/:id/moment`: all that is needed to judge one alert. */
export interface Moment {
  readonly alert: AlertDetail;
  readonly broadcast: BroadcastView;
  readonly atMs: number;
  /** From {@link MOMENT_BEFORE_MS} before to {@link MOMENT_AFTER_MS} after, in order of broadcast time. */
  readonly lines: readonly LineView[];
  readonly gaps: readonly GapView[];
  readonly product?: {
    readonly id: string;
    readonly name?: string;
    readonly linkNo?: number;
    readonly category?: string;
    readonly seller?: string;
    readonly listing?: Listing;
  };
}

/** What came before decides most cases: two minutes of it. */
export const MOMENT_BEFORE_MS = 120_000;
/** The adoption of a quote or a correction comes soon after. */
export const MOMENT_AFTER_MS = 60_000;
/** The player starts this long before the moment, so that the sentence is heard whole. */
export const PLAYER_LEAD_MS = 5_000;
