import type { Server as HttpServer } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { asCursor, type Cursor, type PublicId, type UserId } from '../../models/contract/ids.ts';
import { HEARTBEAT_MS } from '../../models/contract/socket.ts';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { isOwnOrigin } from '../http/guard.ts';
import { isAway } from '../http/problem.ts';
import { sessionTag } from '../identity/session.ts';
import { admit, type SessionRequest } from './admit.ts';
import { createAsks } from './asks.ts';
import type { Hub, HubOut } from './hub.ts';
import { watchJudging } from './judging.ts';
import {
  audienceRoom,
  broadcastRoom,
  emitSifted,
  type FeedServer,
  type FeedSocket,
  LIVE_ROOM,
  PUBLIC_ROOM,
  personRoom,
  type Reading,
  sessionRoom,
} from './reading.ts';
import { cut, slowOf } from './slow.ts';

/** A request of a client is a cursor or an id: nothing near this. */
const MESSAGE_BYTES_MAX = 16 * 1024;
/** Connections of one person: tabs and devices. */
const CONNECTIONS_PER_PERSON_MAX = 50;
/** Within this a new connection has said which part of Socket.IO it wants, or is closed. */
const CONNECT_MS_MAX = 10_000;
/** A connection that vanished is noticed within twice this. */
const PING_MS = 10_000;
/** Not with each message: to ask a thousand connections costs as much as to tell them something. */
const SLOW_LOOK_MS = 250;
/** A connection that does not answer the close within this is ended without its answer. */
const CLOSING_MS_MAX = 1_000;

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

/** The sockets of the feed. */
export interface Feed {
  /** What the hub calls. */
  readonly out: HubOut;
  /** Connections are refused until the hub is there. */
  open(hub: Hub): void;
  endSession(tag: string, reason: EndReason): void;
  /** Every live connection is closed and resumes by itself: changes may have been lost. */
  startOver(): void;
  readings(): { readonly socket: FeedSocket; readonly reading: Reading }[];
  readonly connections: number;
  readonly cursor: Cursor;
  close(): Promise<void>;
}

const openSockets = (deps: FeedDeps): FeedServer => {
  const io: FeedServer = new Server(deps.http, {
    path: '/socket.io',
    serveClient: false,
    // The WebSocket of the ingest door lives on the same server.
    destroyUpgrade: false,
    // Ten times slower and 240 KiB a client when on.
    perMessageDeflate: false,
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    connectTimeout: CONNECT_MS_MAX,
    pingInterval: PING_MS,
    pingTimeout: PING_MS,
    allowRequest: (req, done) =>
      done(null, isOwnOrigin(req.headers.origin, req.headers.host, deps.publicUrl)),
  });
  io.engine.use(deps.sessions);
  return io;
};

/** Lets in whoever has a session. The error's message is what the client is told. */
const guardDoor = (io: FeedServer, deps: FeedDeps, isOpen: () => boolean): void => {
  const connectionsOf = (id: UserId): number => io.sockets.adapter.rooms.get(personRoom(id))?.size ?? 0;
  io.use(async (socket, next) => {
    try {
      const reading = isOpen() ? await admit(deps, socket.request as SessionRequest) : null;
      if (!isOpen()) return next(new Error('unavailable'));
      if (!reading) return next(new Error('unauthorised'));
      if (connectionsOf(reading.person._id) >= CONNECTIONS_PER_PERSON_MAX) return next(new Error('too-many'));
      socket.data.reading = reading;
      next();
    } catch (error) {
      deps.log[isAway(error) ? 'warn' : 'error']('a connection could not be let in');
      next(new Error('unavailable'));
    }
  });
};

/** What of the hub goes to whom. */
const outOf = (
  io: FeedServer,
  end: (room: string, reason: EndReason) => void,
  cursor: () => Cursor,
): HubOut => ({
  emit(audience, sifted, from, until) {
    emitSifted(io.to(audienceRoom(audience)), sifted, from, until);
  },
  personDisabled: (userId) => end(personRoom(userId), 'disabled'),
  personChanged: (userId) => {
    io.to(personRoom(userId)).emit('session:changed', { cursor: cursor() });
    io.in(personRoom(userId)).disconnectSockets(true);
  },
  madePrivate(publicId: PublicId) {
    for (const socket of io.sockets.sockets.values()) {
      const { reading } = socket.data;
      if (reading.person.role !== 'consumer' || !reading.watched.delete(publicId)) continue;
      void socket.leave(broadcastRoom(publicId));
    }
  },
});

const cutSlow = (io: FeedServer, now: number): void => {
  for (const socket of slowOf(io.sockets.sockets.values(), now)) cut(socket);
};

const closeSockets = async (io: FeedServer): Promise<void> => {
  const lines = [...io.sockets.sockets.values()];
  const limit = setTimeout(() => {
    for (const line of lines) cut(line);
  }, CLOSING_MS_MAX);
  await io.close();
  clearTimeout(limit);
};

/** Opens the feed's sockets on an HTTP server: who may connect, what each may ask, and what is sent to whom. */
export const createFeed = (deps: FeedDeps): Feed => {
  let hub: Hub | null = null;
  const cursor = (): Cursor => hub?.cursor ?? asCursor('0-0');
  const io = openSockets(deps);
  guardDoor(io, deps, () => hub !== null);
  const listen = createAsks({ ...deps, hub: () => hub });
  io.on('connection', (socket) => {
    const { person, sessionId } = socket.data.reading;
    void socket.join([personRoom(person._id), sessionRoom(sessionTag(sessionId))]);
    listen(socket);
  });
  const judging = watchJudging(deps.redis, deps.now);
  const heartbeats = setInterval(() => {
    const beat = { cursor: cursor(), at: new Date(deps.now()).toISOString() };
    const { unjudgedMs } = judging;
    const since = unjudgedMs === null ? {} : { unjudgedSince: new Date(unjudgedMs).toISOString() };
    io.to(LIVE_ROOM)
      .except(PUBLIC_ROOM)
      .emit('feed:heartbeat', { ...beat, ...since });
    io.to(PUBLIC_ROOM).emit('feed:heartbeat', beat);
  }, HEARTBEAT_MS);
  const looks = setInterval(() => cutSlow(io, deps.now()), SLOW_LOOK_MS);
  const end = (room: string, reason: EndReason): void => {
    io.to(room).emit('session:ended', { cursor: cursor(), reason });
    io.in(room).disconnectSockets(true);
  };
  return {
    out: outOf(io, end, cursor),
    open(next) {
      hub = next;
    },
    endSession: (tag, reason) => end(sessionRoom(tag), reason),
    startOver: () => io.in(LIVE_ROOM).disconnectSockets(true),
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
      clearInterval(looks);
      judging.close();
      await closeSockets(io);
    },
  };
};
