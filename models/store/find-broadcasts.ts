import type { BroadcastView } from '../contract/broadcast.ts';
import type { BroadcastId, PublicId } from '../contract/ids.ts';
import { toBroadcastView } from './broadcast-view.ts';
import type { BroadcastDoc, BroadcastHead } from './documents.ts';
import { broadcastsIn, type Scope, SHOWN } from './scope.ts';
import type { Store } from './store.ts';

/** Broadcasts in one answer: a platform's few hundred live rooms and what ended last. */
export const BROADCASTS_MAX = 500;

export const broadcastById = (store: Store, id: BroadcastId): Promise<BroadcastDoc | null> =>
  store.broadcasts.findOne({ _id: id }).lean<BroadcastDoc>().exec();

export const broadcastByPublicId = (store: Store, publicId: PublicId): Promise<BroadcastDoc | null> =>
  store.broadcasts.findOne({ publicId }).lean<BroadcastDoc>().exec();

/** How many undecided alerts each of the broadcasts has; one that is not in the answer has none. */
export const openAlertCounts = async (
  store: Store,
  ids: readonly BroadcastId[],
): Promise<ReadonlyMap<BroadcastId, number>> => {
  const rows = await store.alerts.aggregate<{ _id: BroadcastId; count: number }>([
    { $match: { broadcastId: { $in: [...ids] }, status: { $in: ['open', 'taken', 'later'] }, ...SHOWN } },
    { $group: { _id: '$broadcastId', count: { $sum: 1 } } },
  ]);
  return new Map(rows.map((row) => [row._id, row.count]));
};

/** The broadcasts as people see them, in the given order. */
export const broadcastViews = async (
  store: Store,
  docs: readonly BroadcastHead[],
): Promise<BroadcastView[]> => {
  if (docs.length === 0) return [];
  const counts = await openAlertCounts(
    store,
    docs.map((doc) => doc._id),
  );
  return docs.map((doc) => toBroadcastView(doc, counts.get(doc._id) ?? 0));
};

/** The newest {@link BROADCASTS_MAX} broadcasts of the scope, newest first. */
export const listBroadcasts = async (store: Store, scope: Scope): Promise<BroadcastView[]> => {
  const docs = await store.broadcasts
    .find({ ...broadcastsIn(scope), erasedAt: { $exists: false } }, { products: 0 })
    .sort({ startedAt: -1 })
    .limit(BROADCASTS_MAX)
    .lean<BroadcastHead[]>();
  return broadcastViews(store, docs);
};
