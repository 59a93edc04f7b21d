import type { BroadcastPatch } from '../contract/ingest.ts';
import { canonical } from '../contract/log/canonical.ts';
import type { BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Whether the patch says anything that the broadcast does not say already. */
export const changesAnything = (doc: BroadcastDoc, patch: BroadcastPatch): boolean =>
  Object.entries(patch).some(([field, value]) => {
    const known = doc.input[field as keyof BroadcastPatch];
    return value !== undefined && (known === undefined || canonical(known) !== canonical(value));
  });

/**
 * Sets the named fields, where they are as they were in `read`; the others stay. The caller has put `patched` on the stream after
 * reading, so that no change is without its record and the last record says what stands, and publishes the broadcast after.
 * @returns the broadcast as it is now; `null` when another change came between, or it is gone.
 */
export const patchBroadcast = (
  store: Store,
  read: Pick<BroadcastDoc, '_id' | 'input'>,
  patch: BroadcastPatch,
  now: Date,
): Promise<BroadcastDoc | null> => {
  const asRead: Record<string, unknown> = { _id: read._id };
  const set: Record<string, unknown> = { unsent: true, updatedAt: now };
  for (const [field, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    asRead[`input.${field}`] = read.input[field as keyof BroadcastPatch] ?? { $exists: false };
    set[`input.${field}`] = value;
  }
  return store.broadcasts
    .findOneAndUpdate(asRead, { $set: set, $inc: { revision: 1 } }, { returnDocument: 'after' })
    .lean<BroadcastDoc>()
    .exec();
};
