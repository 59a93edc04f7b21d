import type { ClientSession } from 'mongoose';
import type { AuditDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Writes one audit record in the transaction of the act that it tells of, so that neither is there without the other. */
export const audit = async (store: Store, session: ClientSession, entry: AuditDoc): Promise<void> => {
  await store.audits.create([entry], { session });
};

/** Whoever acts from a command line on the machine itself. */
export const OPERATOR: AuditDoc['by'] = { id: 'operator', name: 'operator at the command line' };
