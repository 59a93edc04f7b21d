import { date, schemaOf, text } from './schema-of.ts';
import type { Store } from './store.ts';

/** Who does a piece of work that one process does for all, and until when nobody else takes it. */
export interface LeaseDoc {
  _id: string;
  owner: string;
  until: Date;
}

export const leaseSchema = schemaOf<LeaseDoc>({ _id: text, owner: text, until: date });

const DUPLICATE_KEY = 11000;

/**
 * Takes a piece of work, or goes on with it. A lease only spares two processes the same work: whatever is written under it must be
 * fenced by itself, since an owner may sleep through the end of its time.
 * @returns whether it is the asker's for `forMs` from now.
 */
export const takeLease = async (
  store: Store,
  name: string,
  owner: string,
  { nowMs, forMs }: { readonly nowMs: number; readonly forMs: number },
): Promise<boolean> => {
  try {
    await store.leases.updateOne(
      { _id: name, $or: [{ owner }, { until: { $lt: new Date(nowMs) } }] },
      { $set: { owner, until: new Date(nowMs + forMs) } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    // Another's: it was not matched, and there cannot be two.
    if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
    throw error;
  }
};

/** Gives it back, so that the next need not wait. */
export const dropLease = async (store: Store, name: string, owner: string): Promise<void> => {
  await store.leases.deleteOne({ _id: name, owner });
};
