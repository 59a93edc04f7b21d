import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { asCursor, asPublicId, type Cursor, type PublicId, type UserId } from '../../models/contract/ids.ts';
import {
  type ClientToServer,
  type FeedResumed,
  HEARTBEAT_MS,
  type ServerToClient,
  type WatchReply,
} from '../../models/contract/socket.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import { broadcastByPublicId, broadcastViews } from '../../models/store/find-broadcasts.ts';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { stackOf } from '../http/answer-errors.ts';
import { isOwnOrigin } from '../http/guard.ts';
import { isAway } from '../http/problem.ts';
import { maySeeBroadcast } from '../identity/rules.ts';
import { markOf, personOf, type SessionMark, sessionTag } from '../identity/session.ts';
import { audienceOf, type Hub, type HubOut } from './hub.ts';
import { CATCHING_UP_MAX, resumeFeed } from './resume.ts';
import type { Sifted } from './sift.ts';

/** A request of a client is a cursor or an id: nothing near this. */
const MESSAGE_BYTES_MAX = 16 * 1024;
/** Broadcasts that one connection watches at once: a wall of screens. */
const WATCHED_MAX = 50;
/** Requests of one connection in {@link REQUESTS_WINDOW_MS}; a dashboard makes one at a time. */
const REQUESTS_MAX = 100;
const REQUESTS_WINDOW_MS = 10_000;
/** Connections of one person: tabs and devices. */
const CONNECTIONS_PER_PERSON = 50;
/** Twice the largest snapshot. What does not get through beyond it is dropped with the connection, which resumes by cursor. */
const UNSENT_BYTES_MAX = 8 * 1024 * 1024;
/** Polling connections take one batch at a time; this many waiting packets are some 10 s of a busy board. */
const UNSENT_PACKETS_MAX = 256;

/** A connection that does not answer the close within this is ended without its answer. */
const CLOSING_MS_MAX = 1_000;

/** While a connection catches up, the next page waits until less than this is left of the ones before. */
const DRAINED_BYTES = 512 * 1024;
const DRAIN_MS_MAX = 20_000;
const DRAIN_POLL_MS = 20;

interface Reading {
  person: UserDoc;
  mark: SessionMark;
  sessionId: string;
  live: boolean;
  /** Grows with each resume: an older one that is still running gives up. */
  attempt: number;
  watched: Set<PublicId>;
  requests: { since: number; count: number };
}

// biome-ignore lint/suspicious/noExplicitAny: Socket.IO's own default for events between servers, of which there are none.
type FeedServer = Server<ClientToServer, ServerToClient, any, { reading: Reading }>;
// biome-ignore lint/suspicious/noExplicitAny: as above.
export type FeedSocket = Socket<ClientToServer, ServerToClient, any, { reading: Reading }>;
export type EndReason = 'logout' | 'expired' | 'disabled';

export interface FeedDeps {
  readonly http: HttpServer;
  readonly sessions: RequestHandler;
  readonly store: Store;
  readonly redis: RedisClient;
  readonly log: Logger;
  readonly now: () => number;
  readonly demo: boolean;
  readonly publicUrl: string;
}

const resumeRequest = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,16}-\d{1,16}$/)
    .optional(),
});
const watchRequest = z.strictObject({ publicId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });

const personRoom = (id: UserId): string => `person:${id}`;
const sessionRoom = (tag: string): string => `session:${tag}`;
const audienceRoom = (audience: string): string => `audience:${audience}`;
const broadcastRoom = (publicId: PublicId): string => `broadcast:${publicId}`;
const LIVE = 'live';

type Emitting = Pick<FeedSocket, 'emit'> | ReturnType<FeedServer['to']>;

/** Only the last message carries the cursor after the changes: a line cut between the two starts again before the first. */
const emitSifted = (to: Emitting, sifted: Sifted, from: Cursor, until: Cursor): void => {
  const { alerts, broadcasts, removed } = sifted;
  const more = broadcasts.length + removed.length > 0;
  if (alerts.length > 0) to.emit('alerts:changed', { cursor: more ? from : until, alerts });
  if (more)
    to.emit('broadcasts:changed', { cursor: until, broadcasts, ...(removed.length > 0 && { removed }) });
};

export interface Feed {
  /** What the hub calls. */
  readonly out: HubOut;
  /** Connections are refused until the hub is there. */
  open(hub: Hub): void;
  endSession(tag: string, reason: EndReason): void;
  endPerson(userId: UserId, reason: EndReason): void;
  /** Every live connection is closed and resumes by itself: changes may have been lost. */
  startOver(): void;
  readings(): { readonly socket: FeedSocket; readonly reading: Reading }[];
  readonly connections: number;
  readonly cursor: Cursor;
  close(): Promise<void>;
}

/** The sockets of the feed: who may connect, what each may ask, and what is sent to whom. */
export const createFeed = (deps: FeedDeps): Feed => {
  let hub: Hub | null = null;
  let catchingUp = 0;
  const io: FeedServer = new Server(deps.http, {
    path: '/socket.io',
    serveClient: false,
    // The WebSocket of the ingest door lives on the same server.
    destroyUpgrade: false,
    // Ten times slower and 240 KiB a client when on.
    perMessageDeflate: false,
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (req, done) =>
      done(null, isOwnOrigin(req.headers.origin, req.headers.host, deps.publicUrl)),
  });
  io.engine.use(deps.sessions);

  const cursor = (): Cursor => hub?.cursor ?? asCursor('0-0');

  io.use(async (socket, next) => {
    try {
      if (!hub) throw new Error('unavailable');
      const request = socket.request as IncomingMessage & SessionRequest;
      const mark = markOf(request.session);
      const person = await personOf(deps.store, request.session, deps.now(), deps.demo);
      if (!person || !mark) throw new Error('unauthorised');
      if ((io.sockets.adapter.rooms.get(personRoom(person._id))?.size ?? 0) >= CONNECTIONS_PER_PERSON)
        throw new Error('too-many');
      socket.data.reading = {
        person,
        mark,
        sessionId: request.sessionID,
        live: false,
        attempt: 0,
        watched: new Set(),
        requests: { since: deps.now(), count: 0 },
      };
      next();
    } catch (error) {
      if (!isAway(error)) next(error instanceof Error ? error : new Error('unavailable'));
      else next(new Error('unavailable'));
    }
  });

  const leaveAudience = (socket: FeedSocket): void => {
    const { reading } = socket.data;
    if (!reading.live) return;
    reading.live = false;
    hub?.leave(reading.person);
    void socket.leave(audienceRoom(audienceOf(reading.person)));
    void socket.leave(LIVE);
  };

  const resume = async (socket: FeedSocket, request: unknown): Promise<FeedResumed> => {
    const parsed = resumeRequest.safeParse(request);
    const { reading } = socket.data;
    if (!parsed.success)
      return { ok: false, code: 'invalid', message: 'a cursor looks like 1763800000000-0' };
    if (!hub) return { ok: false, code: 'unavailable', message: 'the feed is not ready' };
    if (catchingUp >= CATCHING_UP_MAX || overAsking(reading, deps.now()))
      return { ok: false, code: 'busy', message: 'try again in a moment' };
    leaveAudience(socket);
    reading.attempt += 1;
    const { attempt } = reading;
    const own = hub;
    const isOpen = (): boolean => socket.connected && reading.attempt === attempt;
    catchingUp += 1;
    try {
      return await resumeFeed(
        { store: deps.store, redis: deps.redis, hub: own },
        {
          reader: reading.person,
          get open() {
            return isOpen();
          },
          snapshot: (event) => isOpen() && socket.emit('feed:snapshot', event),
          changes: (sifted, from, to) => isOpen() && emitSifted(socket, sifted, from, to),
          drained: () => drained(socket, isOpen),
          live: () => {
            reading.live = true;
            own.join(reading.person);
            void socket.join([audienceRoom(audienceOf(reading.person)), LIVE]);
          },
        },
        parsed.data.cursor === undefined ? undefined : asCursor(parsed.data.cursor),
      );
    } finally {
      catchingUp -= 1;
    }
  };

  const watch = async (socket: FeedSocket, request: unknown): Promise<WatchReply> => {
    const parsed = watchRequest.safeParse(request);
    const { reading } = socket.data;
    if (!parsed.success) return { ok: false, code: 'invalid', message: 'name a broadcast' };
    if (reading.watched.size >= WATCHED_MAX || overAsking(reading, deps.now()))
      return { ok: false, code: 'too-many', message: `watch ${WATCHED_MAX} broadcasts at most` };
    const doc = await broadcastByPublicId(deps.store, asPublicId(parsed.data.publicId));
    const [view] = doc && maySeeBroadcast(reading.person, doc) ? await broadcastViews(deps.store, [doc]) : [];
    if (!view) return { ok: false, code: 'not-found', message: 'there is no such broadcast' };
    reading.watched.add(view.publicId);
    await socket.join(broadcastRoom(view.publicId));
    return { ok: true, broadcast: view };
  };

  /** Every answer goes through the acknowledgement; a failure is an answer too. */
  const answering = async <T>(reply: unknown, act: () => Promise<T>, failed: T): Promise<void> => {
    if (typeof reply !== 'function') return;
    try {
      reply(await act());
    } catch (error) {
      if (!isAway(error)) deps.log.error({ problem: stackOf(error) }, 'a request on the feed failed');
      reply(failed);
    }
  };

  io.on('connection', (socket) => {
    const { reading } = socket.data;
    void socket.join([personRoom(reading.person._id), sessionRoom(sessionTag(reading.sessionId))]);
    socket.on('feed:resume', (request, reply) => {
      const failed = { ok: false, code: 'unavailable', message: 'try again in a moment' } as const;
      void answering<FeedResumed>(reply, () => resume(socket, request), failed);
    });
    socket.on('broadcast:watch', (request, reply) => {
      const failed = { ok: false, code: 'not-found', message: 'not available; try again' } as const;
      void answering<WatchReply>(reply, () => watch(socket, request), failed);
    });
    socket.on('broadcast:unwatch', (request, reply) => {
      const parsed = watchRequest.safeParse(request);
      const publicId = parsed.success ? asPublicId(parsed.data.publicId) : null;
      const ok = publicId !== null && reading.watched.delete(publicId);
      if (ok) void socket.leave(broadcastRoom(publicId));
      void answering(reply, async () => ({ ok }), { ok: false });
    });
    socket.on('disconnect', () => leaveAudience(socket));
  });

  const cutSlow = (): void => {
    for (const socket of io.sockets.sockets.values()) {
      if (isSlow(socket)) cut(socket);
    }
  };
  const heartbeats = setInterval(() => {
    cutSlow();
    io.to(LIVE).emit('feed:heartbeat', { cursor: cursor(), at: new Date(deps.now()).toISOString() });
  }, HEARTBEAT_MS);

  const end = (room: string, reason: EndReason): void => {
    io.to(room).emit('session:ended', { cursor: cursor(), reason });
    io.in(room).disconnectSockets(true);
  };

  return {
    out: {
      emit(audience, sifted, from, until) {
        cutSlow();
        emitSifted(io.to(audienceRoom(audience)), sifted, from, until);
      },
      personDisabled: (userId) => end(personRoom(userId), 'disabled'),
      madePrivate(publicId) {
        for (const socket of io.sockets.sockets.values()) {
          const { reading } = socket.data;
          if (reading.person.role !== 'consumer' || !reading.watched.delete(publicId)) continue;
          void socket.leave(broadcastRoom(publicId));
        }
      },
    },
    open(next) {
      hub = next;
    },
    endSession: (tag, reason) => end(sessionRoom(tag), reason),
    endPerson: (userId, reason) => end(personRoom(userId), reason),
    startOver: () => io.in(LIVE).disconnectSockets(true),
    readings: () =>
      [...io.sockets.sockets.values()].map((socket) => ({ socket, reading: socket.data.reading })),
    get connections() {
      return io.engine.clientsCount;
    },
    get cursor() {
      return cursor();
    },
    async close() {
      clearInterval(heartbeats);
      const lines = [...io.sockets.sockets.values()];
      const limit = setTimeout(() => {
        for (const line of lines) cut(line);
      }, CLOSING_MS_MAX);
      await io.close();
      clearTimeout(limit);
    },
  };
};

interface SessionRequest {
  readonly session: Parameters<typeof markOf>[0];
  readonly sessionID: string;
}

const overAsking = (reading: Reading, now: number): boolean => {
  if (now - reading.requests.since > REQUESTS_WINDOW_MS) reading.requests = { since: now, count: 0 };
  reading.requests.count += 1;
  return reading.requests.count > REQUESTS_MAX;
};

/** Ends a connection without waiting for what it has not read: a polite close would wait in the same queue. */
const cut = (socket: FeedSocket): void => {
  const transport = socket.conn.transport as unknown as { socket?: { terminate?: () => void } };
  if (transport.socket?.terminate) transport.socket.terminate();
  else socket.conn.close(true);
};

/**
 * How far behind a connection is with what was sent to it. One packet at a time is handed to the WebSocket; the others wait
 * before it.
 */
const unsentOf = (socket: FeedSocket): { readonly packets: number; readonly bytes: number } => {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: { data?: unknown }[] };
  const transport = socket.conn.transport as unknown as { socket?: { bufferedAmount?: number } };
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) if (typeof data === 'string') bytes += data.length;
  return { packets: writeBuffer.length, bytes };
};

const isSlow = (socket: FeedSocket): boolean => {
  const { packets, bytes } = unsentOf(socket);
  return packets > UNSENT_PACKETS_MAX || bytes > UNSENT_BYTES_MAX;
};

/** Resolves once little is left to be sent. */
const drained = async (socket: FeedSocket, isOpen: () => boolean): Promise<boolean> => {
  for (let waitedMs = 0; waitedMs < DRAIN_MS_MAX; waitedMs += DRAIN_POLL_MS) {
    if (!isOpen()) return false;
    if (unsentOf(socket).bytes < DRAINED_BYTES) return true;
    await sleep(DRAIN_POLL_MS);
  }
  return false;
};
