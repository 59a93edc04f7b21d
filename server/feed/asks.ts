import type { Logger } from 'pino';
import { z } from 'zod';
import { asCursor, asPublicId } from '../../models/contract/ids.ts';
import type { FeedResumed, WatchReply } from '../../models/contract/socket.ts';
import { broadcastByPublicId, broadcastViews } from '../../models/store/find-broadcasts.ts';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { broadcastSeenBy } from '../broadcasts/as-seen-by.ts';
import { stackOf } from '../http/answer-errors.ts';
import { isAway } from '../http/problem.ts';
import { audienceOf, maySeeBroadcast } from '../identity/rules.ts';
import type { Hub } from './hub.ts';
import {
  audienceRoom,
  broadcastRoom,
  emitSifted,
  type FeedSocket,
  LIVE_ROOM,
  type Reading,
} from './reading.ts';
import { CATCHING_UP_MAX, type ResumeLine, resumeFeed } from './resume.ts';
import { drained } from './slow.ts';

/** Broadcasts that one connection watches at once: a wall of screens. */
const WATCHED_MAX = 50;
/** Requests of one connection in {@link REQUESTS_WINDOW_MS}; a dashboard makes one at a time. */
const REQUESTS_MAX = 100;
const REQUESTS_WINDOW_MS = 10_000;

const resumeRequest = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,16}-\d{1,16}$/)
    .optional(),
});
const watchRequest = z.strictObject({ publicId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });

export interface AskDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly log: Logger;
  readonly now: () => number;
  /** Null until the feed is open. */
  readonly hub: () => Hub | null;
}

const overAsking = (reading: Reading, now: number): boolean => {
  if (now - reading.requests.since > REQUESTS_WINDOW_MS) reading.requests = { since: now, count: 0 };
  reading.requests.count += 1;
  return reading.requests.count > REQUESTS_MAX;
};

/** Ends live changes for a connection, if it had them. */
export const leaveAudience = (socket: FeedSocket, hub: Hub | null): void => {
  const { reading } = socket.data;
  if (!reading.live) return;
  reading.live = false;
  hub?.leave(reading.person);
  void socket.leave(audienceRoom(audienceOf(reading.person)));
  void socket.leave(LIVE_ROOM);
};

const lineOf = (socket: FeedSocket, hub: Hub): ResumeLine => {
  const { reading } = socket.data;
  const { attempt } = reading;
  const isOpen = (): boolean => socket.connected && reading.attempt === attempt;
  return {
    reader: reading.person,
    personId: reading.person._id,
    get open() {
      return isOpen();
    },
    snapshot: (event) => isOpen() && socket.emit('feed:snapshot', event),
    changes: (sifted, from, to) => isOpen() && emitSifted(socket, sifted, from, to),
    drained: () => drained(socket, isOpen),
    live: () => {
      reading.live = true;
      hub.join(reading.person);
      void socket.join([audienceRoom(audienceOf(reading.person)), LIVE_ROOM]);
    },
  };
};

const createResume = (deps: AskDeps) => {
  let catchingUp = 0;
  return async (socket: FeedSocket, request: unknown): Promise<FeedResumed> => {
    const { reading } = socket.data;
    const parsed = resumeRequest.safeParse(request);
    if (!parsed.success)
      return { ok: false, code: 'invalid', message: 'a cursor looks like 1763800000000-0' };
    const hub = deps.hub();
    if (!hub) return { ok: false, code: 'unavailable', message: 'the feed is not ready' };
    if (overAsking(reading, deps.now()) || catchingUp >= CATCHING_UP_MAX)
      return { ok: false, code: 'busy', message: 'try again in a moment' };
    leaveAudience(socket, hub);
    reading.attempt += 1;
    catchingUp += 1;
    try {
      const { cursor } = parsed.data;
      const from = cursor === undefined ? undefined : asCursor(cursor);
      return await resumeFeed({ ...deps, hub }, lineOf(socket, hub), from);
    } finally {
      catchingUp -= 1;
    }
  };
};

const watch = async (deps: AskDeps, socket: FeedSocket, request: unknown): Promise<WatchReply> => {
  const { reading } = socket.data;
  const parsed = watchRequest.safeParse(request);
  if (!parsed.success) return { ok: false, code: 'invalid', message: 'name a broadcast by its publicId' };
  if (overAsking(reading, deps.now()) || reading.watched.size >= WATCHED_MAX)
    return { ok: false, code: 'too-many', message: `watch ${WATCHED_MAX} broadcasts at most` };
  const doc = await broadcastByPublicId(deps.store, asPublicId(parsed.data.publicId));
  const [view] = doc && maySeeBroadcast(reading.person, doc) ? await broadcastViews(deps.store, [doc]) : [];
  if (!view) return { ok: false, code: 'not-found', message: 'there is no such broadcast' };
  reading.watched.add(view.publicId);
  await socket.join(broadcastRoom(view.publicId));
  return { ok: true, broadcast: broadcastSeenBy(reading.person, view) };
};

const unwatch = (socket: FeedSocket, request: unknown): { ok: boolean } => {
  const parsed = watchRequest.safeParse(request);
  const publicId = parsed.success ? asPublicId(parsed.data.publicId) : null;
  const ok = publicId !== null && socket.data.reading.watched.delete(publicId);
  if (ok) void socket.leave(broadcastRoom(publicId));
  return { ok };
};

/** Listens to what connections ask. Every answer goes through the acknowledgement; a failure is an answer too. */
export const createAsks = (deps: AskDeps): ((socket: FeedSocket) => void) => {
  const resume = createResume(deps);
  const answering = async <T>(reply: unknown, act: () => T | Promise<T>, failed: T): Promise<void> => {
    if (typeof reply !== 'function') return;
    try {
      reply(await act());
    } catch (error) {
      if (!isAway(error)) deps.log.error({ problem: stackOf(error) }, 'a request on the feed failed');
      reply(failed);
    }
  };
  return (socket) => {
    socket.on('feed:resume', (request, reply) => {
      const failed = { ok: false, code: 'unavailable', message: 'try again in a moment' } as const;
      void answering<FeedResumed>(reply, () => resume(socket, request), failed);
    });
    socket.on('broadcast:watch', (request, reply) => {
      const failed = { ok: false, code: 'not-found', message: 'not available; try again' } as const;
      void answering<WatchReply>(reply, () => watch(deps, socket, request), failed);
    });
    socket.on('broadcast:unwatch', (request, reply) => {
      void answering(reply, () => unwatch(socket, request), { ok: false });
    });
    socket.on('disconnect', () => leaveAudience(socket, deps.hub()));
  };
};
