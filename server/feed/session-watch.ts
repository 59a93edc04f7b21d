import type { UserId } from '../../models/contract/ids.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import { membershipsOf, type PersonDoc } from '../../models/store/memberships.ts';
import type { Store } from '../../models/store/store.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
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

const sameRights = (now: PersonDoc, then: PersonDoc): boolean =>
  now.role === then.role && JSON.stringify(now.memberships) === JSON.stringify(then.memberships);

const personOf = (user: UserDoc, all: Awaited<ReturnType<typeof membershipsOf>>): PersonDoc => ({
  ...user,
  memberships: user.role === 'host' ? (all.get(user._id) ?? []) : [],
});

/** Asks both stores whether the sessions behind live connections still count, and ends those that do not. Where rights are not those of the connection, everyone is told. */
export const checkSessions = async (deps: SessionWatchDeps): Promise<void> => {
  const readings = deps.feed.readings();
  if (readings.length === 0) return;
  const ids = [...new Set(readings.map(({ reading }) => reading.person._id))];
  const users = await deps.store.users.find({ _id: { $in: ids } }).lean<UserDoc[]>();
  const sessions = [...new Set(readings.map(({ reading }) => reading.sessionId))];
  const there = await Promise.all(sessions.map((id) => deps.redis.exists(`${keys.sessionPrefix}${id}`)));
  const memberships = await membershipsOf(deps.store, ids);
  const changed = new Set<UserId>();
  for (const { socket, reading } of readings) {
    const user = users.find((one) => one._id === reading.person._id);
    let reason: EndReason | null = null;
    if (!user || user.disabled || user.sessionEpoch !== reading.mark.epoch) reason = 'disabled';
    else if (there[sessions.indexOf(reading.sessionId)] === 0) reason = 'expired';
    else if (!stillCounts(reading.mark, user, deps.now(), deps.demo)) reason = 'expired';
    if (!reason && user && !sameRights(personOf(user, memberships), reading.person)) changed.add(user._id);
    if (!reason) continue;
    socket.emit('session:ended', { cursor: deps.feed.cursor, reason });
    socket.disconnect(true);
  }
  // Whoever changed them could not tell: all servers are told now.
  await publishChanges(
    deps.redis,
    [...changed].map((userId) => ({ type: 'person-changed', userId })),
  );
};

/** @returns a function that ends the watch. While a store is away nothing is ended: nothing is known. */
export const watchSessions = (deps: SessionWatchDeps, onError: (error: unknown) => void): (() => void) => {
  const timer = setInterval(() => {
    checkSessions(deps).catch(onError);
  }, CHECK_EVERY_MS);
  return () => clearInterval(timer);
};
