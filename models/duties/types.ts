import type { Bilingual } from '../contract/claim.ts';
import type { ProductId, UtteranceId } from '../contract/ids.ts';
import type { Category, IngestEvent } from '../contract/ingest.ts';
import type { Severity } from '../contract/severity.ts';

/** Where one duty of one product stands. */
export const DUTY_STATES = [
  'pending',
  'satisfied',
  'late',
  'partial',
  'dodged',
  'contradicted',
  'missing',
  'not-observable',
  'not-judged',
  'not-required',
] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** What the reducer hears: every leaf of the log that matters to duties, in leaf order. `heartbeat` only moves the clock. */
export interface DutyEvent {
  readonly leafIndex: number;
  readonly atMs: number;
  readonly event:
    | IngestEvent
    | { readonly type: 'heartbeat' | 'gap'; readonly atMs: number; readonly fromMs?: number };
}

/** A change of state of one duty. */
export interface DutyOutcome {
  readonly dutyId: string;
  readonly productId: ProductId;
  readonly productName?: string;
  readonly linkNo?: number;
  readonly category: Category;
  readonly state: DutyState;
  /** Broadcast time of the statement, or at which it fell due. */
  readonly atMs: number;
  readonly dueMs: number;
  readonly utteranceId?: UtteranceId;
  readonly quote?: string;
  readonly slots?: Readonly<Record<string, string>>;
  readonly name: Bilingual;
  readonly severity: Severity;
  /** Short name of the provision, e.g. `食品安全法 67`. */
  readonly article: string;
  readonly reason: Bilingual;
  /** The words that would satisfy it. */
  readonly suggestion: Bilingual;
  /** Whether the change raises (missing, partial, contradicted, dodged) or closes (late) an alert under the policy. */
  readonly alert: 'raise' | 'close' | 'none';
}

/** Plain JSON: it is stored as a snapshot and read back by the next owner. */
export type DutyLedger = unknown;

/** A pure reducer: the same events give the same outcomes, live or replayed. */
export interface Duties {
  initial(broadcast: { readonly language: string; readonly regime: 'ad' | 'seller-talk' }): DutyLedger;
  reduce(
    ledger: DutyLedger,
    event: DutyEvent,
  ): { readonly ledger: DutyLedger; readonly outcomes: readonly DutyOutcome[] };
}
