import { audit } from './audit.ts';
import type { AuditDoc, BroadcastDoc } from './documents.ts';
import { HoldRefused, type KeepingDoc } from './holds.ts';
import type { Store } from './store.ts';

const COMPLETED = 'orders-completed';

/**
 * Notes when a broadcast's last order was completed, with its audit document, in one transaction: its time counts from then on. An
 * earlier date than one that was told before changes nothing, since some order was completed later.
 * @throws HoldRefused when the broadcast is being removed already.
 * @returns the date that counts
 */
export const completeOrders = async (
  store: Store,
  { _id, publicId }: Pick<BroadcastDoc, '_id' | 'publicId'>,
  completedAt: Date,
  { by, now: at }: { readonly by: AuditDoc['by']; readonly now: Date },
): Promise<Date> => {
  let counts = completedAt;
  await store.connection.transaction(async (session) => {
    // A removal that begins meanwhile writes this document too: one of the two is done over.
    const before = await store.keepings
      .findOneAndUpdate(
        { _id },
        { $inc: { touched: 1 }, $max: { ordersCompletedAt: completedAt } },
        { upsert: true, session },
      )
      .lean<KeepingDoc>();
    if (before?.removingSince) throw new HoldRefused('the broadcast is being removed: its time was over');
    const known = before?.ordersCompletedAt;
    counts = known !== undefined && known > completedAt ? known : completedAt;
    if (known !== undefined && known >= completedAt) return;
    const details = {
      completedAt: completedAt.toISOString(),
      ...(known !== undefined && { before: known.toISOString() }),
    };
    await audit(store, session, { at, by, action: COMPLETED, subject: publicId, details });
  });
  return counts;
};
