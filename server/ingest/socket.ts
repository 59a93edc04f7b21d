import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type IngestReply, REQUEST_BYTES_MAX } from '../../models/contract/ingest.ts';
import type { TokenDoc } from '../../models/store/documents.ts';
import { stackOf } from '../http/answer-errors.ts';
import { asProblem, Problem } from '../http/problem.ts';
import { bearerOf, senderOf } from '../identity/bearer.ts';
import { AnsweringSocket } from './answering-socket.ts';
import { CROWD, type CrowdSizes, createCrowd } from './crowd.ts';
import { openDoor } from './door.ts';
import { findTarget } from './find-target.ts';
import type { IngestDeps } from './routes.ts';
import { createUnfinished } from './unfinished.ts';

/** Browsers cannot set headers on a WebSocket: there the token comes as a second subprotocol, `token.lw_…`. */
const PROTOCOL = 'livewitness.ndjson';
const TOKEN_PREFIX = 'token.';
/** A sender that is refused for too many connections finds room when others have gone: a dead one goes within a minute. */
const CROWDED_RETRY_S = 15;
/** Of messages that are not whole yet, all connections together: 16 of the longest at once, or 64 KiB each of a thousand. */
const UNFINISHED_BYTES_MAX = 64 * 1024 * 1024;
/** Messages that came in one packet and wait for their turn: more only of messages too short to be events. */
const WAITING_MAX = 2_048;
/** While more of its answers than this is unread, nothing more is taken from a sender: the answer to some 1,000 lines. */
const UNREAD_BYTES_MAX = 64 * 1024;
/** A sender that has not read them by then is cut off. */
const UNREAD_MS_MAX = 30_000;
/** Connections that do not answer a ping within this are dead. */
const PING_MS = 30_000;
/** A show in which nothing at all happens for so long is over, or its sender is lost; one that goes on connects again. */
const IDLE_MS_MAX = 15 * 60_000;
/** A sender that does not answer the close within this is cut off: a stop waits for every connection. */
const CLOSING_MS_MAX = 1_000;
/** What is left of a message that was refused is read and let go for so long: cut off while it sends, a sender would not see why. */
const LETTING_GO_MS_MAX = 10_000;
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
  const headers = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(problem.status === 401 ? ['WWW-Authenticate: Bearer'] : []),
    ...(problem.retryAfterS === undefined ? [] : [`Retry-After: ${problem.retryAfterS}`]),
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
};

/** RFC 6455, 7.4.1, and 1013 of its registry: the server failed, try again later, or the right has ended. */
const closeCodeOf = ({ code }: Problem): number => {
  if (code === 'failed') return 1011;
  return code === 'not-available' || code === 'overloaded' ? 1013 : 1008;
};

const nothingRead = (reason: string, retryAfterS?: number): IngestReply => ({
  accepted: 0,
  duplicate: 0,
  refused: 0,
  lines: [],
  notRead: { fromLine: 1, reason },
  ...(retryAfterS !== undefined && { retryAfterS }),
});

/** Sends an answer. While too much is unread, waits for it to leave. @returns false when it does not. */
const sendAnswer = async (socket: WebSocket, reply: IngestReply): Promise<boolean> => {
  const left = new Promise<void>((done) => socket.send(JSON.stringify(reply), () => done()));
  if (socket.bufferedAmount <= UNREAD_BYTES_MAX) return true;
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((done) => {
    late = setTimeout(done, UNREAD_MS_MAX, false);
  });
  const read = await Promise.race([left.then(() => true), tooLate]);
  clearTimeout(late);
  return read;
};

export interface EventSockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, broadcastId: string): Promise<void>;
  close(): void;
}

export interface EventSocketDeps extends IngestDeps {
  readonly log: Logger;
  /** Where a request comes from. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly crowd?: CrowdSizes;
}

/** Ends what does not answer pings, and what has nothing to say. */
const watchOver = (server: WebSocketServer, now: () => number) => {
  const alive = new WeakSet<WebSocket>();
  const heardAt = new WeakMap<WebSocket, number>();
  const pings = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else if (now() - (heardAt.get(socket) ?? 0) > IDLE_MS_MAX) socket.close(1001, 'nothing came for long');
      else socket.ping();
    }
  }, PING_MS);
  pings.unref();
  return {
    heard: (socket: WebSocket) => void heardAt.set(socket, now()),
    add(socket: WebSocket) {
      alive.add(socket);
      heardAt.set(socket, now());
      socket.on('pong', () => alive.add(socket));
    },
    stop: () => clearInterval(pings),
  };
};

const bytesOf = (data: RawData): Uint8Array =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : new Uint8Array(data);

/** Answers the messages of one connection, one after the other, until one cannot be answered. */
const answerMessages = (
  socket: AnsweringSocket,
  take: (bytes: Uint8Array) => Promise<IngestReply>,
  failed: (error: unknown) => void,
): void => {
  let queue = Promise.resolve();
  let waiting = 0;
  let ended = false;
  const end = (code: number, reason: string): void => {
    ended = true;
    socket.close(code, reason);
  };
  const answerOne = async (bytes: Uint8Array): Promise<void> => {
    if (ended) return;
    try {
      if (await sendAnswer(socket, await take(bytes))) return;
      ended = true;
      socket.terminate();
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'failed') failed(error);
      end(closeCodeOf(problem), problem.code);
    }
  };
  socket.on('message', (data) => {
    if (ended || socket.isClosing) return;
    socket.pause();
    waiting += 1;
    if (waiting > WAITING_MAX) return end(1008, 'too many messages at once');
    const bytes = bytesOf(data);
    queue = queue
      .then(() => answerOne(bytes))
      .finally(() => {
        waiting -= 1;
        if (waiting > 0) return;
        socket.answers = null;
        // Messages that came in the same packet are already here; only then is more wanted.
        socket.resume();
      });
    socket.answers = queue;
  });
};

/**
 * The WebSocket of `/api/broadcasts/:id/events`: every message holds one or more lines, every answer is the IngestReply of one
 * message, in order. A message is read only when the one before it is answered and the answers are read, so that a fast sender,
 * and one that does not listen, is held back by TCP.
 * Refused before it opens as a request would be (401, 403, 404, 410), with 429 and Retry-After where there are too many
 * connections. What was taken is answered before it closes. Closes with 1008 when the right has ended or too many messages came at once, 1009 for a message over 4 MiB, 1013
 * while a store is away or too much is being sent at once, 1001 after a long silence, 1011 when the server failed.
 */
export const createEventSockets = (deps: EventSocketDeps): EventSockets => {
  const server = new WebSocketServer({
    noServer: true,
    WebSocket: AnsweringSocket,
    maxPayload: REQUEST_BYTES_MAX,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  });
  const crowd = createCrowd(deps.crowd ?? CROWD);
  const unfinished = createUnfinished(UNFINISHED_BYTES_MAX);
  const watcher = watchOver(server, deps.now);

  const serve = (socket: AnsweringSocket, line: Duplex, rights: Rights): void => {
    const sending = {
      cut() {
        socket.pause();
        socket.close(1013, 'too much is being sent at once');
        setTimeout(() => socket.terminate(), CLOSING_MS_MAX).unref();
      },
    };
    // Before the listener that makes messages of it, which says when one is whole.
    const count = (chunk: Buffer): void => unfinished.add(sending, chunk.length);
    line.prependListener('data', count);
    socket.on('message', () => {
      unfinished.forget(sending);
      watcher.heard(socket);
    });
    socket.on('close', () => unfinished.forget(sending));
    socket.on('error', () => {
      // It closes by itself; what still comes is held by nobody.
      line.off('data', count);
      unfinished.forget(sending);
      setTimeout(() => socket.terminate(), LETTING_GO_MS_MAX).unref();
    });
    watcher.add(socket);
    answerMessages(
      socket,
      (bytes) => takeMessage(deps, rights, bytes),
      (error) => deps.log.error({ problem: stackOf(error) }, 'message failed'),
    );
  };

  return {
    async upgrade(request, socket, head, broadcastId) {
      const hangUp = (): void => void socket.destroy();
      socket.once('error', hangUp);
      try {
        const rights = createRights(deps, tokenOf(request), broadcastId);
        const { token } = await rights();
        const leave = crowd.enter(token._id, deps.addressOf(request));
        if (!leave)
          throw new Problem('overloaded', 'too many connections; send by POST', {
            retryAfterS: CROWDED_RETRY_S,
          });
        socket.once('close', leave);
        if (socket.destroyed) leave();
        socket.off('error', hangUp);
        server.handleUpgrade(request, socket, head, (accepted) => serve(accepted, socket, rights));
      } catch (error) {
        refuse(socket, asProblem(error));
      }
    },
    close() {
      watcher.stop();
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
    if (error instanceof Problem && error.code === 'too-many')
      return nothingRead(error.message, error.retryAfterS);
    throw error;
  }
  const door = openDoor({ redis: deps.redis, broadcast, now: deps.now });
  await door.push(bytes);
  await door.end();
  const reply = door.account.reply();
  deps.metrics.countLines(reply);
  return door.account.lines === 0 && !door.stopped ? nothingRead('the message holds no line') : reply;
};
