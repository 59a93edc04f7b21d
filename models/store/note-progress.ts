import type { BroadcastId } from '../contract/ids.ts';
import type { BroadcastDoc, BroadcastHead } from './documents.ts';
import { SHOWN } from './scope.ts';
import type { Store } from './store.ts';

/** How far a broadcast has been heard; what is absent stays as it is. */
export type Progress = Partial<
  Pick<BroadcastDoc, 'atMs' | 'lastEventAt' | 'viewers' | 'silent' | 'logSize' | 'away' | 'dutiesLeaf'>
>;

/**
 * Writes how far a broadcast has come, as a change that is not yet on the feed.
 * @returns the broadcast after it; `null` when it is not there any more.
 */
export const noteProgress = (
  store: Store,
  broadcastId: BroadcastId,
  progress: Progress,
  now: Date,
): Promise<BroadcastHead | null> =>
  store.broadcasts
    .findOneAndUpdate(
      { _id: broadcastId },
      { $set: { ...progress, unsent: true, updatedAt: now }, $inc: { revision: 1 } },
      // Told again within a second, and read from the log where it matters: no need to wait for the journal.
      { returnDocument: 'after', projection: { products: 0 }, writeConcern: { w: 1 } },
    )
    .lean<BroadcastHead | null>()
    .exec();

/** Alerts of a broadcast that nobody has decided. */
export const countOpenAlerts = (store: Store, broadcastId: BroadcastId): Promise<number> =>
  store.alerts.countDocuments({ broadcastId, status: { $in: ['open', 'taken', 'later'] }, ...SHOWN }).exec();
