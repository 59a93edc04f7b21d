import { z } from 'zod';
import type { AnswersStanding } from './answer.ts';
import type { CaseView } from './case.ts';
import type { Basis, Bilingual, Need, Part, Step, Versions } from './claim.ts';
import type { AlertId, ProductId, PublicId, RoomId, UserId, UtteranceId } from './ids.ts';
import { type Role, unusableOffset } from './ingest.ts';
import type { Group, Kind } from './kinds.ts';
import type { Severity } from './severity.ts';
import {
  ALERT_STATUSES,
  type AlertStatus,
  DISMISS_REASONS,
  type DismissReason,
  isDecided,
} from './status.ts';
import type { WithheldNotice } from './withholding.ts';

export { ALERT_STATUSES, type AlertStatus, DISMISS_REASONS, type DismissReason, isDecided };

/** What an alert is about: a suspected claim, or a disclosure that is still owed. */
export type AlertSubject =
  | { readonly type: 'claim'; readonly kind: Kind; readonly group: Group }
  | {
      readonly type: 'duty';
      readonly dutyId: string;
      readonly name: Bilingual;
      readonly state: 'missing' | 'partial' | 'contradicted' | 'dodged';
    };

/** One moment at which the alert's quote was heard or its duty fell due. */
export interface Occurrence {
  /** Absent for a duty, which is an absence. */
  readonly utteranceId?: UtteranceId;
  readonly start: number;
  readonly end: number;
  readonly atMs: number;
  /** Index in the broadcast's evidence log of the record that carries it. */
  readonly leafIndex: number;
  /** Of a claim that runs over several utterances: its span in each of them, oldest first. */
  readonly parts?: readonly Part[];
  readonly role?: Role;
  readonly speaker?: string;
  /** Others may be heard at that time (a contest between rooms, something played). */
  readonly unattributed?: true;
  /** The speaker took these words back. */
  readonly corrected?: TakenBack;
}

/** When something said was taken back, and how long it had stood; broadcast time, ms. */
export interface TakenBack {
  readonly atMs: number;
  readonly afterMs: number;
}

/** Occurrences kept on one alert; beyond it only the count grows, since nobody reads a hundredth repetition one by one. */
export const OCCURRENCES_MAX = 50;

export interface Person {
  readonly id: UserId;
  readonly name: string;
}

export interface Decision {
  readonly action: 'uphold' | 'dismiss';
  readonly by: Person;
  readonly at: string;
  readonly reason?: DismissReason;
  readonly note?: string;
}

/** What a room says of a correction, and what became of that. Times in ISO 8601. */
export interface Correction {
  readonly saidAt: string;
  readonly by: Person;
  /** Broadcast time of the newest occurrence by then: what is said later is not covered. Absent in old documents. */
  readonly untilMs?: number;
  readonly confirmed?: { readonly at: string; readonly by: Person };
}

/** Body of `POST /api/alerts/:id/correction`: a room's person says that it was corrected, a moderator confirms it. */
export const correctionSchema = z.strictObject({ act: z.enum(['said', 'confirm']) });
export type CorrectionAct = z.infer<typeof correctionSchema>['act'];

/** An alert as people with a right to it see it. Text in it is masked. */
export interface AlertView {
  readonly id: AlertId;
  /** Grows by one with every change; a client keeps the highest it has seen. */
  readonly revision: number;
  /** Alerts with the same card key are shown as one card: one per broadcast, kind and product, and one for all that a product owes. */
  readonly cardKey: string;
  readonly broadcast: {
    readonly publicId: PublicId;
    readonly title: string;
    readonly language: string;
    readonly startedAt: string;
    readonly roomId: RoomId;
    readonly roomName: string;
  };
  readonly subject: AlertSubject;
  readonly product?: { readonly id: ProductId; readonly name: string; readonly linkNo?: number };
  readonly verdict: 'flag' | 'review';
  readonly need?: Need;
  /** One level below {@link severityFound} while all of it is corrected. */
  readonly severity: Severity;
  /** As it was found and recorded; absent where {@link severity} says the same. */
  readonly severityFound?: Severity;
  readonly basis: Basis;
  readonly confidence: number;
  /** The words as they were said, masked; for a duty the name of the disclosure. */
  readonly quote: string;
  /** Its words were withheld at somebody's request or by order; `quote` is empty. */
  readonly withheld?: true;
  /** Why and since when; absent where that is not known. */
  readonly withheldFor?: WithheldNotice;
  readonly speaker?: string;
  readonly article: string;
  readonly reason: Bilingual;
  readonly suggestion: Bilingual;
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** ISO 8601, when the alert was first raised. */
  readonly raisedAt: string;
  readonly updatedAt: string;
  readonly status: AlertStatus;
  readonly assignee?: Person;
  readonly laterUntil?: string;
  readonly decision?: Decision;
  /** Set when the same was decided before: 再犯. */
  readonly repeated?: { readonly of: AlertId; readonly times: number; readonly sinceMs: number };
  /** Set when every time that it was said is taken back: the newest correction. */
  readonly correctedAtMs?: number;
  /** From the claim to that correction, ms. */
  readonly correctedAfterMs?: number;
  /** Taken back at `correctedAtMs` (the newest correction), but not where it was said at `standsAtMs`, oldest first; broadcast time, ms. */
  readonly partlyCorrected?: { readonly correctedAtMs: number; readonly standsAtMs: readonly number[] };
  /** Said again, at `atMs`, after it had been corrected: 更正后再犯. */
  readonly relapse?: { readonly correctedAtMs: number; readonly atMs: number };
  /** Until then (ISO 8601) only the room sees it: it may still correct itself on air. Absent once the platform sees it. */
  readonly heldUntil?: string;
  /** Since when (ISO 8601) the platform could see it: at once, or after the room's time was over. Absent while it is held. */
  readonly seenAt?: string;
  /** The room says that it has corrected itself; open until that is heard ({@link correctedAtMs}) or a moderator confirms it. */
  readonly correction?: Correction;
  /** The room has answered a decision that was upheld (陈述申辩). */
  readonly answers?: AnswersStanding;
}

/** An alert with what a decision has to be defended by. */
export interface AlertDetail extends AlertView {
  readonly occurrences: readonly Occurrence[];
  readonly steps: readonly Step[];
  readonly versions?: Versions;
  /** The pack of the rule; `NETWORK_PACK` where no rule matched. */
  readonly packId?: string;
  readonly ruleId?: string;
  /** The case that it was joined to; for the platform. */
  readonly case?: CaseView;
}

/** Most alerts that one decision may name: more than a card ever holds. */
export const DECISION_ALERTS_MAX = 200;

const alertRefs = z
  .array(z.strictObject({ id: z.string().min(1).max(64), revision: z.int().min(0) }))
  .min(1)
  .max(DECISION_ALERTS_MAX);
/** Goes into the evidence log: what cannot be hashed would keep the decision out of it for good. */
const note = z
  .string()
  .max(2000)
  .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode')
  .optional();

/**
 * Body of `POST /api/decisions`: one act on one alert or on all of a card. Each alert is named with the revision that was
 * on screen; one that has moved on or is held by someone else is answered as a conflict and the others go through.
 */
export const decisionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('take'), alerts: alertRefs }),
  z.strictObject({ action: z.literal('release'), alerts: alertRefs }),
  z.strictObject({ action: z.literal('uphold'), alerts: alertRefs, note }),
  z.strictObject({ action: z.literal('dismiss'), alerts: alertRefs, reason: z.enum(DISMISS_REASONS), note }),
  z.strictObject({
    action: z.literal('later'),
    alerts: alertRefs,
    minutes: z
      .int()
      .min(1)
      .max(24 * 60)
      .default(10),
  }),
  z.strictObject({ action: z.literal('reopen'), alerts: alertRefs, note }),
]);
export type DecisionRequest = z.infer<typeof decisionSchema>;
export type DecisionAction = DecisionRequest['action'];

/** One per alert named in the request, in its order. */
export type DecisionResult =
  | { readonly id: AlertId; readonly ok: true; readonly alert: AlertView }
  | {
      readonly id: AlertId;
      readonly ok: false;
      readonly code: 'not-found' | 'taken-by-other' | 'already-decided' | 'not-decided' | 'moved-on';
      readonly alert?: AlertView;
    };
export interface DecisionReply {
  readonly results: readonly DecisionResult[];
}
