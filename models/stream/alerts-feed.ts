import type { AlertView } from '../contract/alert.ts';
import type { BroadcastView } from '../contract/broadcast.ts';
import {
  type AlertId,
  asCursor,
  type Cursor,
  compareEntryIds,
  type PublicId,
  type RoomId,
  type UserId,
} from '../contract/ids.ts';
import type { RedisClient } from './client.ts';
import { keys } from './keys.ts';

/** Changes kept for dashboards that come back: at 10 a second more than an hour; older ones are answered by a snapshot. */
export const FEED_LENGTH_MAX = 50_000;

/** One change, as every server reads it and passes it to those of its sockets that may see it. */
export type FeedChange =
  | { readonly type: 'alert'; readonly alert: AlertView }
  | { readonly type: 'broadcast'; readonly broadcast: BroadcastView }
  | { readonly type: 'broadcast-removed'; readonly publicId: PublicId; readonly roomId: RoomId }
  | { readonly type: 'person-disabled'; readonly userId: UserId }
  /** Other rooms or rights than before. */
  | { readonly type: 'person-changed'; readonly userId: UserId };

export interface FeedEntry {
  readonly cursor: Cursor;
  readonly change: FeedChange;
}

/** Appends changes in order. @returns the cursor of the last one. @throws the Redis error; the caller's sweep sends again. */
export const publishChanges = async (
  redis: RedisClient,
  changes: readonly FeedChange[],
): Promise<Cursor | null> => {
  const ids = await Promise.all(
    changes.map((change) =>
      redis.xAdd(
        keys.alerts,
        '*',
        { c: JSON.stringify(change) },
        {
          TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: FEED_LENGTH_MAX },
        },
      ),
    ),
  );
  const last = ids.at(-1);
  return last ? asCursor(last) : null;
};

const toEntry = (entry: { id: string; message: Record<string, string> }): FeedEntry => ({
  cursor: asCursor(entry.id),
  change: JSON.parse(entry.message.c ?? 'null') as FeedChange,
});

/** Up to `limit` changes after `cursor`, oldest first. */
export const changesAfter = async (
  redis: RedisClient,
  cursor: Cursor,
  limit: number,
): Promise<FeedEntry[]> => {
  const entries = await redis.xRange(keys.alerts, `(${cursor}`, '+', { COUNT: limit });
  return (entries ?? []).map(toEntry);
};

/**
 * Waits up to `blockMs` for changes after `cursor`. Needs a connection of its own, since the wait holds it.
 * @returns an empty list when none came.
 */
export const awaitChanges = async (
  redis: RedisClient,
  cursor: Cursor,
  blockMs: number,
  limit: number,
): Promise<FeedEntry[]> => {
  const streams = await redis.xRead({ key: keys.alerts, id: cursor }, { BLOCK: blockMs, COUNT: limit });
  const first = (streams as { messages: { id: string; message: Record<string, string> }[] }[] | null)?.[0];
  return first ? first.messages.map(toEntry) : [];
};

/** Nobody comes back to a week ago: a snapshot says more, and words of broadcasts whose time is over must not stay here. */
export const FEED_AGE_MS_MAX = 7 * 24 * 3_600_000;

/** Takes changes out of the feed that are older than {@link FEED_AGE_MS_MAX}. @returns how many */
export const forgetOldChanges = (redis: RedisClient, nowMs: number): Promise<number> =>
  redis.xTrim(keys.alerts, 'MINID', Math.max(0, nowMs - FEED_AGE_MS_MAX));

/** Entries read at once when the feed is looked through. */
const LOOKED_THROUGH_AT_ONCE = 500;

/**
 * Takes earlier states of these alerts out of the feed, so that nobody who comes back is told words that were withheld since. To be
 * called before their new state is published: whoever replays then has that instead.
 */
export const forgetAlerts = async (redis: RedisClient, ids: readonly AlertId[]): Promise<number> => {
  const wanted = new Set<string>(ids);
  let gone = 0;
  let after = '0-0';
  for (;;) {
    const entries = await redis.xRange(keys.alerts, `(${after}`, '+', { COUNT: LOOKED_THROUGH_AT_ONCE });
    const last = entries?.at(-1);
    if (!entries || !last) return gone;
    after = last.id;
    const found = entries.map(toEntry).flatMap(({ cursor, change }) => {
      return change.type === 'alert' && wanted.has(change.alert.id) ? [cursor] : [];
    });
    if (found.length > 0) gone += await redis.xDel(keys.alerts, found);
  }
};

/** The cursor of the newest change, `0-0` when there was none. */
export const newestCursor = async (redis: RedisClient): Promise<Cursor> => {
  const newest = await redis.xRevRange(keys.alerts, '+', '-', { COUNT: 1 });
  return asCursor(newest?.[0]?.id ?? '0-0');
};

/**
 * Whether all changes after `cursor` are still there. A cursor older than the oldest kept change may have lost some,
 * one from the future belongs to another Redis: both need a snapshot.
 */
export const canReplayFrom = async (redis: RedisClient, cursor: Cursor): Promise<boolean> => {
  const [oldest, newest] = await Promise.all([
    redis.xRange(keys.alerts, '-', '+', { COUNT: 1 }),
    newestCursor(redis),
  ]);
  const first = oldest?.[0];
  if (compareEntryIds(cursor, newest) > 0) return false;
  return first ? compareEntryIds(cursor, first.id) >= 0 : true;
};
