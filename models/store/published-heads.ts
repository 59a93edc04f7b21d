import type { PublishedHead, StampView } from '../contract/log/published.ts';
import type { BroadcastDoc } from './documents.ts';
import { newestCheckpoint } from './read-log.ts';
import type { Store } from './store.ts';
import { newestTimestamps, noteOf } from './timestamps.ts';

/**
 * Newest heads of broadcasts that are public, in the order of their ids, after the one named.
 * @returns `next` where there may be more; a page may be short, since a broadcast may have no head yet.
 */
export const publishedHeads = async (
  store: Store,
  after: string,
  limit: number,
): Promise<{ heads: PublishedHead[]; next?: string }> => {
  const docs = await store.broadcasts
    .find({ public: true, publicId: { $gt: after } } as Record<string, unknown>, { publicId: 1 })
    .sort({ publicId: 1 })
    .limit(limit)
    .lean<Pick<BroadcastDoc, '_id' | 'publicId'>[]>();
  const heads = await Promise.all(
    docs.map(async ({ _id, publicId }) => {
      const newest = await newestCheckpoint(store, _id);
      return newest ? [{ publicId, checkpoint: newest.note }] : [];
    }),
  );
  const last = docs.at(-1);
  return { heads: heads.flat(), ...(last && docs.length === limit && { next: last.publicId }) };
};

/** Timestamps of a broadcast's log as they are shown: the newest ones, with the notes that they are over. */
export const stampViews = async (store: Store, broadcastId: BroadcastDoc['_id']): Promise<StampView[]> => {
  const docs = await newestTimestamps(store, broadcastId);
  const views = await Promise.all(
    docs.map(async ({ size, authorityUrl, state, requestedAt, token, chain }) => {
      const checkpoint = await noteOf(store, { broadcastId, size });
      if (checkpoint === null) return [];
      const stamped = token && {
        token: token.toString('base64'),
        chain: (chain ?? []).map((der) => der.toString('base64')),
      };
      const authorityOrigin = new URL(authorityUrl).origin;
      const view: StampView = {
        size,
        checkpoint,
        authorityOrigin,
        state,
        requestedAt: requestedAt.toISOString(),
        ...stamped,
      };
      return [view];
    }),
  );
  return views.flat();
};
