import { asPublicId, type BroadcastId } from '../contract/ids.ts';
import { audit } from './audit.ts';
import type { AuditDoc, BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';
import type { Acting } from './users.ts';

const MADE_PUBLIC = 'broadcast-made-public';
const MADE_PRIVATE = 'broadcast-made-private';

/** Acts looked at in one sweep: more than people do in the time between two. */
const SWEEP_MAX = 200;

export interface Shown {
  readonly doc: BroadcastDoc;
  /** When it came to be as wanted, and who did it; null where it has been so from the start. */
  readonly since: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}

/** An act whose event may never have reached the stream. */
export interface UnloggedAct {
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  readonly public: boolean;
  /** `null` when the broadcast is gone. */
  readonly broadcast: Pick<BroadcastDoc, '_id' | 'partition' | 'atMs'> | null;
  /** Says that the event is on the stream. */
  readonly markLogged: () => Promise<unknown>;
}

/** Acts done before `before` of which it is not known that their event is on the stream, oldest first. */
export const unloggedVisibility = async (store: Store, before: Date): Promise<UnloggedAct[]> => {
  const acts = await store.audits
    .find({ unlogged: true, action: { $in: [MADE_PUBLIC, MADE_PRIVATE] }, at: { $lt: before } })
    .sort({ at: 1 })
    .limit(SWEEP_MAX)
    .lean<(AuditDoc & { _id: unknown })[]>();
  if (acts.length === 0) return [];
  const found = await store.broadcasts
    .find(
      { publicId: { $in: acts.map(({ subject }) => asPublicId(subject)) } },
      { publicId: 1, partition: 1, atMs: 1 },
    )
    .lean<Pick<BroadcastDoc, '_id' | 'publicId' | 'partition' | 'atMs'>[]>();
  const broadcasts = new Map<string, (typeof found)[number]>(found.map((doc) => [doc.publicId, doc]));
  return acts.map(({ _id, at, by, reason = '', action, subject }) => ({
    at,
    by: by.id,
    reason,
    public: action === MADE_PUBLIC,
    broadcast: broadcasts.get(subject) ?? null,
    markLogged: () => store.audits.updateOne({ _id }, { $unset: { unlogged: 1 } }).exec(),
  }));
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
    await audit(store, session, { at: acting.now, by: acting.by, action, subject, reason, unlogged: true });
    result = { doc: changed, since: { at: acting.now, by: acting.by.id, reason } };
  });
  if (result) return result;
  const doc = await store.broadcasts.findOne({ _id: broadcastId }).lean<BroadcastDoc>();
  if (!doc) return null;
  const act = await store.audits.findOne({ subject: doc.publicId, action }).sort({ at: -1 }).lean<AuditDoc>();
  return { doc, since: act && { at: act.at, by: act.by.id, reason: act.reason ?? '' } };
};
