import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { type IngestReply, REQUEST_BYTES_MAX } from '../../models/contract/ingest.ts';
import type { TokenDoc } from '../../models/store/documents.ts';
import { stackOf } from '../http/answer-errors.ts';
import { asProblem, Problem } from '../http/problem.ts';
import { bearerOf, senderOf } from '../identity/bearer.ts';
import { openDoor } from './door.ts';
import { findTarget } from './find-target.ts';
import type { IngestDeps } from './routes.ts';

/** Browsers cannot set headers on a WebSocket: there the token comes as a second subprotocol, `token.lw_…`. */
const PROTOCOL = 'livewitness.ndjson';
const TOKEN_PREFIX = 'token.';
/** Connections at once: each holds a socket and at most one message. */
const CONNECTIONS_MAX = 1000;
/** A sender that does not read its answers is not told more than this. */
const UNREAD_BYTES_MAX = 4 * 1024 * 1024;
/** Connections that do not answer a ping within this are dead. */
const PING_MS = 30_000;
/** A sender that does not answer the close within this is cut off: a stop waits for every connection. */
const CLOSING_MS_MAX = 1_000;
/** Rights are asked again after this, so that a revoked token ends also on an open connection. */
const RIGHTS_MS = 5_000;

const PATH = /^\/api\/broadcasts\/([^/?#]+)\/events(?:[?#]|$)/;

/** The broadcast named by the address of an upgrade; null when it is not ours. */
export const eventsPath = (url: string | undefined): string | null => {
  const match = PATH.exec(url ?? '')?.[1];
  try {
    return match === undefined ? null : decodeURIComponent(match);
  } catch {
    return null;
  }
};

const tokenOf = (request: IncomingMessage): string | null => {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const named = offered.find((name) => name.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length);
  return bearerOf(request.headers.authorization) ?? named ?? null;
};

const refuse = (socket: Duplex, problem: Problem): void => {
  const body = JSON.stringify(problem.reply);
  const retry = problem.retryAfterS === undefined ? '' : `Retry-After: ${problem.retryAfterS}\r\n`;
  socket.end(
    `HTTP/1.1 ${problem.status} Refused\r\nConnection: close\r\nContent-Type: application/json\r\n${retry}` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
};

/** RFC 6455, 7.4.1, and 1013 of its registry: the server failed, try again later, or the right has ended. */
const closeCodeOf = ({ code }: Problem): number => {
  if (code === 'failed') return 1011;
  return code === 'not-available' || code === 'overloaded' ? 1013 : 1008;
};

const nothingRead = (reason: string): IngestReply => ({
  accepted: 0,
  duplicate: 0,
  refused: 0,
  lines: [],
  notRead: { fromLine: 1, reason },
});

export interface EventSockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, broadcastId: string): Promise<void>;
  close(): void;
}

/**
 * The WebSocket of `/api/broadcasts/:id/events`: every message holds one or more lines, every answer is the IngestReply of one
 * message, in order. A message is read only when the one before it is answered, so that a fast sender is held back by TCP.
 * Closes with 1008 when the right has ended, 1009 for a message over 4 MiB, 1013 while a store is away, 1011 when the server
 * failed.
 */
export const createEventSockets = (deps: IngestDeps & { readonly log: Logger }): EventSockets => {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: REQUEST_BYTES_MAX,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  });
  const alive = new WeakSet<WebSocket>();
  const pings = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, PING_MS);
  pings.unref();

  const serve = (socket: WebSocket, token: string | null, broadcastId: string): void => {
    const rights = createRights(deps, token, broadcastId);
    let queue = Promise.resolve();
    let waiting = 0;
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      socket.pause();
      waiting += 1;
      const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
      queue = queue
        .then(() => takeMessage(deps, rights, bytes))
        .then((reply) => socket.send(JSON.stringify(reply)))
        .catch((error: unknown) => {
          const problem = asProblem(error);
          if (problem.code === 'failed') deps.log.error({ problem: stackOf(error) }, 'message failed');
          socket.close(closeCodeOf(problem), problem.code);
        })
        .finally(() => {
          if (socket.bufferedAmount > UNREAD_BYTES_MAX) socket.close(1008, 'answers not read');
          waiting -= 1;
          // Messages that came in the same packet are already here; only then is more wanted.
          if (waiting === 0) socket.resume();
        });
    });
  };

  return {
    async upgrade(request, socket, head, broadcastId) {
      const hangUp = (): void => void socket.destroy();
      socket.once('error', hangUp);
      try {
        if (server.clients.size >= CONNECTIONS_MAX)
          throw new Problem('overloaded', 'too many connections; send by POST', { retryAfterS: 5 });
        const token = tokenOf(request);
        await createRights(deps, token, broadcastId)();
        socket.off('error', hangUp);
        server.handleUpgrade(request, socket, head, (accepted) => serve(accepted, token, broadcastId));
      } catch (error) {
        refuse(socket, asProblem(error));
      }
    },
    close() {
      clearInterval(pings);
      const open = [...server.clients];
      for (const socket of open) socket.close(1001, 'the server is stopping');
      server.close();
      setTimeout(() => {
        for (const socket of open) socket.terminate();
      }, CLOSING_MS_MAX).unref();
    },
  };
};

type Rights = () => Promise<{ token: TokenDoc; broadcast: Awaited<ReturnType<typeof findTarget>> }>;

/** Asks for the token and its right to the broadcast, at most every {@link RIGHTS_MS}. */
const createRights = (deps: IngestDeps, token: string | null, broadcastId: string): Rights => {
  let known: Awaited<ReturnType<Rights>> | undefined;
  let askedAtMs = 0;
  return async () => {
    if (known && deps.now() - askedAtMs < RIGHTS_MS) return known;
    const doc = await senderOf(deps.store, token, deps.demo);
    known = { token: doc, broadcast: await findTarget(deps.store, doc, broadcastId, deps.now()) };
    askedAtMs = deps.now();
    return known;
  };
};

const takeMessage = async (deps: IngestDeps, rights: Rights, bytes: Uint8Array): Promise<IngestReply> => {
  const { token, broadcast } = await rights();
  try {
    await deps.limits.ingestPerToken.take(token._id);
  } catch (error) {
    if (error instanceof Problem && error.code === 'too-many') return nothingRead(error.message);
    throw error;
  }
  const door = openDoor({ redis: deps.redis, broadcast, now: deps.now });
  await door.push(bytes);
  await door.end();
  const reply = door.account.reply();
  deps.metrics.countLines(reply);
  return door.account.lines === 0 && !door.stopped ? nothingRead('the message holds no line') : reply;
};
