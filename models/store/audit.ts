import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { AUDIT_FIELDS } from '../contract/log/audit-leaf.ts';
import { SALT_BYTES } from '../contract/log/commitment.ts';
import type { AuditDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Salts for what a record of the audit log commits to, each for one field of one record. */
export const auditSalts = (): Record<string, string> =>
  Object.fromEntries(AUDIT_FIELDS.map((field) => [field, randomBytes(SALT_BYTES).toString('hex')]));

/**
 * Writes one audit record in the transaction of the act that it tells of, so that neither is there without the other. From there
 * the writer of the audit log takes it, within a second.
 */
export const audit = async (store: Store, session: ClientSession, entry: AuditDoc): Promise<void> => {
  await store.audits.create([{ ...entry, salts: auditSalts(), waiting: true }], { session });
};

/** Whoever acts from a command line on the machine itself. */
export const OPERATOR: AuditDoc['by'] = { id: 'operator', name: 'operator at the command line' };
