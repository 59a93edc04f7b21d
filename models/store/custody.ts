import { audit } from './audit.ts';
import type { AuditDoc } from './documents.ts';
import type { Store } from './store.ts';
import type { Acting } from './users.ts';

/** What somebody sees or takes away, that not everybody may. */
export interface Custody extends Acting {
  /** E.g. `evidence-exported`. */
  readonly action: string;
  /** Id of what it is of. */
  readonly subject: string;
  readonly details?: AuditDoc['details'];
}

/** Notes who takes or sees it, at rest before a byte of it leaves: an act of its own, since reading changes nothing else. */
export const noteCustody = async (
  store: Store,
  { by, now: at, action, subject, details }: Custody,
): Promise<void> => {
  const entry = { at, by, action, subject, ...(details && { details }) };
  await store.connection.transaction((session) => audit(store, session, entry));
};
