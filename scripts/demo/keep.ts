import { asBroadcastId, type BroadcastId } from '../../models/contract/ids.ts';
import { audit } from '../../models/store/audit.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { demoBroadcasts, removeDemoBroadcast } from '../../models/store/remove-broadcast.ts';
import type { Store } from '../../models/store/store.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { keys, type Partition } from '../../models/stream/keys.ts';
import { DEMO_ACTOR } from './seed.ts';

/** Loops kept of each room: enough to look back at, few enough that a demo left on for weeks does not fill the disk. */
export const LOOPS_KEPT = 3;

export interface KeepDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly now: () => number;
}

const ofRoom = async (store: Store, roomId: string): Promise<BroadcastDoc[]> =>
  (await demoBroadcasts(store)).filter((doc) => doc.roomId === roomId);

const remove = async ({ store, redis, now }: KeepDeps, broadcastId: BroadcastId): Promise<void> => {
  const gone = await removeDemoBroadcast(store, broadcastId, new Date(now()));
  if (!gone) return;
  const partition = gone.partition as Partition;
  await redis.del(keys.seen(partition, broadcastId));
  await redis.del(keys.capturePlace(partition, broadcastId));
  await publishChanges(redis, [{ type: 'broadcast-removed', publicId: gone.publicId, roomId: gone.roomId }]);
};

/** Removes a room's demo broadcasts beyond the newest {@link LOOPS_KEPT}. @returns how many went. */
export const removeOldLoops = async (deps: KeepDeps, roomId: string): Promise<number> => {
  const old = (await ofRoom(deps.store, roomId)).slice(LOOPS_KEPT);
  for (const doc of old) await remove(deps, doc._id);
  return old.length;
};

/**
 * Makes the broadcast public unless another of its room is, so that a consumer finds one broadcast of each room.
 * Audited in the same transaction; the feed hears of it through the sweep of unsent changes.
 */
export const makePublicIfNone = async (deps: KeepDeps, roomId: string, id: string): Promise<boolean> => {
  const { store, now } = deps;
  if ((await ofRoom(store, roomId)).some((doc) => doc.public)) return false;
  const broadcastId = asBroadcastId(id);
  const at = new Date(now());
  await store.connection.transaction(async (session) => {
    const change = { $set: { public: true, unsent: true, updatedAt: at }, $inc: { revision: 1 } };
    await store.broadcasts.updateOne({ _id: broadcastId, demo: true }, change, { session });
    await audit(store, session, {
      at,
      by: DEMO_ACTOR,
      action: 'broadcast-made-public',
      subject: broadcastId,
    });
  });
  return true;
};

/** Broadcasts that an earlier run left without an end. */
export const unfinishedLoops = async (
  store: Store,
): Promise<readonly { readonly id: BroadcastId; readonly atMs: number }[]> =>
  (await demoBroadcasts(store))
    .filter((doc) => doc.endedAt === undefined)
    .map((doc) => ({ id: doc._id, atMs: doc.atMs }));
