import type { Bilingual } from '../contract/claim.ts';
import type { DutyState } from '../contract/duty.ts';
import type { ProductId, UtteranceId } from '../contract/ids.ts';
import type {
  BroadcastInput,
  BroadcastPatch,
  Category,
  IngestEvent,
  Listing,
  UtteranceEvent,
} from '../contract/ingest.ts';
import type { Severity } from '../contract/severity.ts';
import type { Accepts, Tier } from './catalogue/duty.ts';

/** A time of the broadcast, in ms of broadcast time. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What the log holds of the introductions of a product that are to be heard again; see {@link Duties.recalls}. */
export interface Recalled {
  /** Everything said and typed in those times, in leaf order. Empty: nothing could be read back, and nothing is judged anew. */
  readonly lines: readonly UtteranceEvent[];
  /** The product's page as last told before. */
  readonly listing?: Listing;
}

/** What the reducer hears: every leaf of the log that matters to duties, in leaf order. `heartbeat` only moves the clock. */
export interface DutyEvent {
  readonly leafIndex: number;
  readonly atMs: number;
  readonly recalled?: Recalled;
  readonly event:
    | IngestEvent
    | { readonly type: 'patched'; readonly atMs: number; readonly patch: BroadcastPatch }
    | { readonly type: 'heartbeat' | 'gap'; readonly atMs: number; readonly fromMs?: number };
}

/** A question of viewers that the room left open when it should have answered. */
export interface OpenQuestion {
  readonly kind: 'chat-info-unanswered';
  /** Distinct viewers who asked. */
  readonly askers: number;
  /** Broadcast time of the first. */
  readonly askedMs: number;
  readonly utteranceIds: readonly UtteranceId[];
  /** The room deleted the question; it stays open. */
  readonly deleted?: true;
}

/** How much of a time something that must be shown all the time was shown, in milliseconds and viewer-milliseconds. */
export interface Coverage {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly shownMs: number;
  readonly longestGapMs: number;
  /** Share of viewer-minutes in which it was shown; absent where no audience was told. */
  readonly viewerShare?: number;
}

/** A change of state of one duty, or (with `question`) a viewers' question that was left open. */
export interface DutyOutcome {
  readonly dutyId: string;
  /** Absent for a duty of the presenter or the broadcast. */
  readonly productId?: ProductId;
  readonly productName?: string;
  readonly linkNo?: number;
  /** The main one of `categories`; absent for a duty of the presenter or the broadcast. */
  readonly category?: Category;
  readonly categories?: readonly Category[];
  /** Nobody told the category: it was taken from the name and the talk. */
  readonly guessed?: true;
  readonly state: DutyState;
  /** Broadcast time of the statement, or at which it fell due. */
  readonly atMs: number;
  readonly dueMs: number;
  readonly utteranceId?: UtteranceId;
  readonly quote?: string;
  readonly slots?: Readonly<Record<string, string>>;
  /** Required slots that were not said, of a `partial` one. */
  readonly lacking?: readonly string[];
  /** Where it was met. */
  readonly by?: Accepts;
  readonly tier?: Tier;
  readonly name: Bilingual;
  readonly severity: Severity;
  /** Short name of the provision, e.g. `食品安全法 67`. */
  readonly article: string;
  readonly reason: Bilingual;
  /** The words that would satisfy it. */
  readonly suggestion: Bilingual;
  /** Whether the change raises (missing, partial, contradicted, dodged) or closes (late) an alert under the policy. */
  readonly alert: 'raise' | 'close' | 'none';
  readonly question?: OpenQuestion;
  readonly coverage?: Coverage;
  /** Of a duty of the broadcast: what was said is of these products alone. */
  readonly alone?: readonly ProductId[];
}

/** Plain JSON: it is stored as a snapshot and read back by the next owner. */
export type DutyLedger = unknown;

/** What the duties need to know of a broadcast before its first event. */
export type BroadcastFacts = Pick<BroadcastInput, 'language' | 'regime'> &
  Partial<Pick<BroadcastInput, 'startedAt' | 'presenters'>>;

/** A pure reducer: the same events give the same outcomes, live or replayed. */
export interface Duties {
  /** Hash of the rules that it judges by, hex: the record of a verdict names it. */
  readonly rules: string;
  initial(broadcast: BroadcastFacts): DutyLedger;
  /**
   * The times of the log that must be heard again to judge this event, and that whoever calls `reduce` reads back and hands to
   * it as `recalled`: a product of which the words are let go of is told to be of another category. Empty for nearly all events.
   */
  recalls(ledger: DutyLedger, event: DutyEvent['event']): readonly Stretch[];
  reduce(
    ledger: DutyLedger,
    event: DutyEvent,
  ): { readonly ledger: DutyLedger; readonly outcomes: readonly DutyOutcome[] };
}
