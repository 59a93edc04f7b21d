import type { AuditActsPage } from '../../models/contract/audit-acts.ts';
import type { Ask } from './ask.ts';

/** What is looked for; each narrows it down. Times in ISO 8601, `until` not included. */
export interface AuditActsQuery {
  readonly by?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly until?: string;
  readonly before?: string;
}

/** What people did. Rejects with `RequestFailed`. */
export interface AuditApi {
  /** Newest first; the asking goes into the audit. */
  auditActs(query: AuditActsQuery): Promise<AuditActsPage>;
}

export const createAuditApi = (ask: Ask): AuditApi => ({
  async auditActs(query) {
    const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
    return (await (await ask(`/api/log/audit/acts?${asked}`)).json()) as AuditActsPage;
  },
});
