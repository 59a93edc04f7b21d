import { HELD_FOR_A_TERM } from '../contract/hold.ts';
import { audit } from './audit.ts';
import type { AuditDoc, BroadcastDoc } from './documents.ts';
import { type HoldDoc, releaseHold } from './holds.ts';
import { actsBefore, type RetentionRules } from './retention-terms.ts';
import type { Store } from './store.ts';

/** Holds ended in one stretch. */
const ENDED_AT_ONCE = 200;
const OVER = 'it has stood for its term';

/**
 * Ends the holds of marks, exhibits and requests that have stood for their term, each with its audit document: what buyers click
 * keeps nothing for good. What moderators hold by hand ends by their hand.
 * @returns how many ended
 */
export const endHolds = async (
  store: Store,
  { marks: term }: Pick<RetentionRules, 'marks'>,
  { by, now: at }: { readonly by: AuditDoc['by']; readonly now: Date },
): Promise<number> => {
  if (term === null) return 0;
  const over = { open: true, why: { $in: [...HELD_FOR_A_TERM] }, at: { $lte: actsBefore(term, at) } };
  let ended = 0;
  for (;;) {
    const docs = await store.holds.find(over).sort({ at: 1 }).limit(ENDED_AT_ONCE).lean<HoldDoc[]>();
    for (const { why, ref, broadcastId } of docs)
      await store.connection.transaction(async (session) => {
        await releaseHold(store, session, { why, ref, broadcastId, reason: OVER, by, at });
      });
    ended += docs.length;
    if (docs.length < ENDED_AT_ONCE) return ended;
  }
};

/**
 * Somebody has looked whether a hold is still needed, and it is: the day of the next look, with its audit document.
 * @returns the hold as it stands; null when there is no such hold on the broadcast, or not any more
 */
export const reviewHold = async (
  store: Store,
  { _id: broadcastId, publicId }: Pick<BroadcastDoc, '_id' | 'publicId'>,
  id: string,
  { reviewBy, reason, by, at }: ReviewedHold,
): Promise<HoldDoc | null> => {
  let doc: HoldDoc | null = null;
  await store.connection.transaction(async (session) => {
    doc = await store.holds
      .findOneAndUpdate(
        { _id: id, broadcastId, open: true },
        { $set: { reviewBy } },
        { session, returnDocument: 'after' },
      )
      .lean<HoldDoc>();
    if (doc === null) return;
    const details = { hold: id, reviewBy };
    await audit(store, session, { at, by, action: 'hold-reviewed', subject: publicId, reason, details });
  });
  return doc;
};

export interface ReviewedHold {
  readonly reviewBy: string;
  readonly reason: string;
  readonly by: AuditDoc['by'];
  readonly at: Date;
}
