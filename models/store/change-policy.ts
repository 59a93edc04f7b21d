import { audit } from './audit.ts';
import type { PolicyAct, PolicyChangeDoc } from './policy-documents.ts';
import type { Store } from './store.ts';
import type { Acting } from './users.ts';

export interface PolicyChange {
  readonly policyId: string;
  readonly act: PolicyAct;
  readonly version: number;
  readonly policy: object;
  /** SHA-256 of its canonical JSON, hex. */
  readonly hash: string;
  readonly reason: string;
  /** The newest act that was known when this one was checked. */
  readonly onSet: number;
}

const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === 11000;

/**
 * Appends an act on a policy, with its audit record in the same transaction. Unique on the number of the act: of two that were
 * checked against the same state only one is taken.
 * @returns null when there has been another act since `onSet`: check again.
 */
export const changePolicy = async (
  store: Store,
  { onSet, ...change }: PolicyChange,
  { by, now: at }: Acting,
): Promise<PolicyChangeDoc | null> => {
  const doc: PolicyChangeDoc = { ...change, set: onSet + 1, by, at };
  const { policyId: subject, act: action, reason, version, set, hash } = doc;
  try {
    await store.connection.transaction(async (session) => {
      await store.policyChanges.create([doc], { session });
      await audit(store, session, { at, by, action, subject, reason, details: { version, set, hash } });
    });
    return doc;
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
};
