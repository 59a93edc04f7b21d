import type { BroadcastId } from '../contract/ids.ts';
import type { BroadcastDoc, BroadcastHead } from './documents.ts';
import { SHOWN } from './scope.ts';
import type { Store } from './store.ts';

/** How far a broadcast has been heard; what is absent stays as it is. */
export type Progress = Partial<
  Pick<BroadcastDoc, 'atMs' | 'lastEventAt' | 'viewers' | 'silent' | 'logSize' | 'away' | 'dutiesLeaf'>
>;

/** How far one broadcast has come. */
export interface ProgressOf {
  readonly broadcastId: BroadcastId;
  readonly progress: Progress;
  readonly now: Date;
}

/**
 * Writes how far broadcasts have come, as changes that are not yet on the feed.
 * @returns each broadcast after it; `null` for one that is not there any more.
 */
export const noteProgress = async (
  store: Store,
  items: readonly ProgressOf[],
): Promise<(BroadcastHead | null)[]> => {
  const operations = items.map(({ broadcastId, progress, now }) => ({
    updateOne: {
      filter: { _id: broadcastId },
      update: { $set: { ...progress, unsent: true, updatedAt: now }, $inc: { revision: 1 } },
    },
  }));
  // Told again within a second, and read from the log where it matters: no need to wait for the journal.
  const unheeded = { ordered: false, writeConcern: { w: 1 } } as const;
  await store.broadcasts.collection.bulkWrite(operations as never, unheeded);
  const ids = items.map(({ broadcastId }) => broadcastId);
  const docs = await store.broadcasts
    .find({ _id: { $in: ids } }, { products: 0 }, { readConcern: { level: 'local' } })
    .lean<BroadcastHead[]>();
  const found = new Map(docs.map((doc) => [doc._id, doc]));
  return ids.map((id) => found.get(id) ?? null);
};

/** Alerts of each broadcast that nobody has decided; of one without any there is no number. */
export const countOpenAlerts = async (
  store: Store,
  broadcastIds: readonly BroadcastId[],
): Promise<ReadonlyMap<BroadcastId, number>> => {
  const counted = await store.alerts.aggregate<{ _id: BroadcastId; open: number }>([
    {
      $match: {
        broadcastId: { $in: [...broadcastIds] },
        status: { $in: ['open', 'taken', 'later'] },
        ...SHOWN,
      },
    },
    { $group: { _id: '$broadcastId', open: { $sum: 1 } } },
  ]);
  return new Map(counted.map(({ _id, open }) => [_id, open]));
};
