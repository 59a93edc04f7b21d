/** Something that somebody did, as it is looked through. Who, on what and why are empty once their time is over. */
export interface AuditAct {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  /** E.g. `evidence-pack-taken`. */
  readonly action: string;
  /** Id of what it was done to. */
  readonly subject: string;
  readonly reason?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Its record in the audit log; absent for the second until it is written. */
  readonly leaf?: number;
}

/** Answer of `GET /api/log/audit/acts`: newest first. */
export interface AuditActsPage {
  /** Whose acts may be looked through: everybody's, or one's own. */
  readonly of: 'all' | 'own';
  /** Every kind of act that there is; on the first page alone. */
  readonly actions?: readonly string[];
  readonly acts: readonly AuditAct[];
  /** `before` of the next page; absent on the last. */
  readonly next?: string;
}

/** Longest text that is looked for. */
export const AUDIT_ASKED_CHARS_MAX = 200;
