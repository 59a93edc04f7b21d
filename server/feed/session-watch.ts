import type { UserDoc } from '../../models/store/documents.ts';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { keys } from '../../models/stream/keys.ts';
import { stillCounts } from '../identity/session.ts';
import type { EndReason, Feed } from './sockets.ts';

/** A session that ended unseen (expired, logged out at another server, a lost message) closes its connections within this. */
const CHECK_EVERY_MS = 15_000;

export interface SessionWatchDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly feed: Feed;
  readonly now: () => number;
  readonly demo: boolean;
}

const sameRights = (now: UserDoc, then: UserDoc): boolean =>
  now.role === then.role &&
  now.rooms.length === then.rooms.length &&
  now.rooms.every((room) => then.rooms.includes(room));

/** Asks both stores whether the sessions behind live connections still count, and ends those that do not. */
export const checkSessions = async (deps: SessionWatchDeps): Promise<void> => {
  const readings = deps.feed.readings();
  if (readings.length === 0) return;
  const ids = [...new Set(readings.map(({ reading }) => reading.person._id))];
  const users = await deps.store.users.find({ _id: { $in: ids } }).lean<UserDoc[]>();
  const sessions = [...new Set(readings.map(({ reading }) => reading.sessionId))];
  const there = await Promise.all(sessions.map((id) => deps.redis.exists(`${keys.sessionPrefix}${id}`)));
  for (const { socket, reading } of readings) {
    const user = users.find((one) => one._id === reading.person._id);
    let reason: EndReason | null = null;
    if (!user || user.disabled || user.sessionEpoch !== reading.mark.epoch) reason = 'disabled';
    else if (there[sessions.indexOf(reading.sessionId)] === 0) reason = 'expired';
    else if (!stillCounts(reading.mark, user, deps.now(), deps.demo)) reason = 'expired';
    // Other rights: the connection is closed and comes back with them.
    if (!reason && user && !sameRights(user, reading.person)) {
      socket.disconnect(true);
      continue;
    }
    if (!reason) continue;
    socket.emit('session:ended', { cursor: deps.feed.cursor, reason });
    socket.disconnect(true);
  }
};

/** @returns a function that ends the watch. While a store is away nothing is ended: nothing is known. */
export const watchSessions = (deps: SessionWatchDeps, onError: (error: unknown) => void): (() => void) => {
  const timer = setInterval(() => {
    checkSessions(deps).catch(onError);
  }, CHECK_EVERY_MS);
  return () => clearInterval(timer);
};
