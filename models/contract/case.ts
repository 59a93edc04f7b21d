import { z } from 'zod';
import type { AlertStatus, AlertSubject, Person } from './alert.ts';
import type { AlertId, Branded, PublicId } from './ids.ts';
import { unusableOffset } from './ingest.ts';

/*
 * 案件: alerts of one broadcast that a moderator joins, since they are about one thing. A case is never edited: joining more to it,
 * or two cases to each other, is a new case that points at the old ones.
 */

/** 128 random bits, base64url. */
export type CaseId = Branded<string, 'CaseId'>;
export const asCaseId = (value: string): CaseId => value as CaseId;

/** Alerts of one case: what one person still looks through as one thing. */
export const CASE_ALERTS_MAX = 50;
export const CASE_REASON_MAX = 500;

/** Body of `POST /api/cases`. */
export const caseSchema = z.strictObject({
  alerts: z.array(z.string().min(1).max(64)).min(2).max(CASE_ALERTS_MAX),
  reason: z
    .string()
    .trim()
    .min(1, 'say why they belong together')
    .max(CASE_REASON_MAX)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode'),
});

/** A case as moderators and admins see it. Times in ISO 8601. */
export interface CaseView {
  readonly id: CaseId;
  readonly publicId: PublicId;
  /** As they stand now, those heard first in front. */
  readonly alerts: readonly {
    readonly id: AlertId;
    readonly subject: AlertSubject;
    /** Name of what was sold, where it is about that. */
    readonly product?: string;
    /** When it was heard first, broadcast time, ms. */
    readonly atMs: number;
    /** Empty for a duty, and where it was withheld. */
    readonly quote: string;
    readonly status: AlertStatus;
  }[];
  /** Masked of personal data. */
  readonly reason: string;
  readonly by: Person;
  readonly at: string;
  /** Record of the broadcast's log; absent for the second or two until it is written. */
  readonly leaf?: number;
  /** The cases that this one takes up. */
  readonly instead: readonly CaseId[];
}
