import type { BroadcastId } from '../contract/ids.ts';
import { audit } from './audit.ts';
import type { BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';
import type { Acting } from './users.ts';

/**
 * Makes a broadcast public or private again, with the audit record of who and why in the same transaction.
 * @returns the broadcast as it is now, and whether that is a change; `null` when there is none.
 */
export const setVisibility = async (
  store: Store,
  broadcastId: BroadcastId,
  wanted: { readonly public: boolean; readonly reason: string },
  acting: Acting,
): Promise<{ readonly doc: BroadcastDoc; readonly changed: boolean } | null> => {
  let result: { doc: BroadcastDoc; changed: boolean } | null = null;
  await store.connection.transaction(async (session) => {
    result = null;
    const changed = await store.broadcasts
      .findOneAndUpdate(
        { _id: broadcastId, public: !wanted.public },
        { $set: { public: wanted.public, unsent: true, updatedAt: acting.now }, $inc: { revision: 1 } },
        { session, returnDocument: 'after' },
      )
      .lean<BroadcastDoc>();
    if (!changed) {
      const doc = await store.broadcasts.findOne({ _id: broadcastId }).session(session).lean<BroadcastDoc>();
      result = doc && { doc, changed: false };
      return;
    }
    await audit(store, session, {
      at: acting.now,
      by: acting.by,
      action: wanted.public ? 'broadcast-made-public' : 'broadcast-made-private',
      subject: changed.publicId,
      reason: wanted.reason,
    });
    result = { doc: changed, changed: true };
  });
  return result;
};
