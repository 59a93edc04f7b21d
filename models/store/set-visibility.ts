import type { BroadcastId } from '../contract/ids.ts';
import { audit } from './audit.ts';
import type { AuditDoc, BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';
import type { ActKind } from './unlogged-acts.ts';
import type { Acting } from './users.ts';
import { noteShownAgain, noteWithdrawn } from './withdrawals.ts';

const MADE_PUBLIC = 'broadcast-made-public';
const MADE_PRIVATE = 'broadcast-made-private';

export interface Shown {
  readonly doc: BroadcastDoc;
  /** When it came to be as wanted, and who did it; null where it has been so from the start. */
  readonly since: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

/** Who may see the broadcast, as an event. */
export const VISIBILITY_ACTS: ActKind<{
  readonly type: 'visibility';
  readonly atMs: number;
  readonly public: boolean;
  readonly by: string;
  readonly reason: string;
}> = {
  actions: [MADE_PUBLIC, MADE_PRIVATE],
  toAct: ({ at, by, reason = '', action }, { atMs }) => ({
    event: { type: 'visibility', atMs, public: action === MADE_PUBLIC, by: by.id, reason },
    dedupeId: `visibility:${at.getTime()}`,
  }),
};

/**
 * Makes a broadcast public or private again, with the audit record of who and why in the same transaction. Where it is as
 * wanted already, the act that made it so is answered, so that a request that was cut off can be repeated.
 * @returns null when there is no such broadcast.
 */
export const setVisibility = async (
  store: Store,
  broadcastId: BroadcastId,
  wanted: { readonly public: boolean; readonly reason: string },
  acting: Acting,
): Promise<Shown | null> => {
  const action = wanted.public ? MADE_PUBLIC : MADE_PRIVATE;
  let result: Shown | null = null;
  await store.connection.transaction(async (session) => {
    const changed = await store.broadcasts
      .findOneAndUpdate(
        { _id: broadcastId, public: !wanted.public },
        { $set: { public: wanted.public, unsent: true, updatedAt: acting.now }, $inc: { revision: 1 } },
        { session, returnDocument: 'after' },
      )
      .lean<BroadcastDoc>();
    if (!changed) {
      result = null;
      return;
    }
    const { publicId: subject } = changed;
    const { reason } = wanted;
    if (wanted.public) await noteShownAgain(store, changed, session);
    else await noteWithdrawn(store, changed, acting.now, session);
    await audit(store, session, { at: acting.now, by: acting.by, action, subject, reason, unlogged: true });
    result = { doc: changed, since: { at: acting.now, by: acting.by.id, reason } };
  });
  if (result) return result;
  const doc = await store.broadcasts.findOne({ _id: broadcastId }).lean<BroadcastDoc>();
  if (!doc) return null;
  const act = await store.audits.findOne({ subject: doc.publicId, action }).sort({ at: -1 }).lean<AuditDoc>();
  return { doc, since: act && { at: act.at, by: act.by.id, reason: act.reason ?? '' } };
};
