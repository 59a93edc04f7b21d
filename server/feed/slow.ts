import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedSocket } from './reading.ts';

/** Twice the largest snapshot. What does not get through beyond it is dropped with the connection, which resumes by cursor. */
const UNSENT_BYTES_MAX = 8 * 1024 * 1024;
/** Packets are small: this many waiting are 10 s of a board that changes with every shortest tick. */
const UNSENT_PACKETS_MAX = 5_000;
/** Of all connections together: a thousand that ask for the state and never read would each keep one of the largest. */
const ALL_UNSENT_BYTES_MAX = 128 * 1024 * 1024;
/** A connection that is behind and has read nothing for so long does not read. */
const STUCK_MS_MAX = 30_000;
/** While a connection catches up, the next page waits until less than this is left of the ones before. */
const DRAINED_BYTES = 512 * 1024;
const DRAIN_MS_MAX = 20_000;
const DRAIN_POLL_MS = 20;

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

/** When a connection was last seen to have read, or to have nothing to read; and how much was left then. */
const progress = new WeakMap<FeedSocket, { readonly bytes: number; readonly atMs: number }>();

const isStuck = (socket: FeedSocket, bytes: number, now: number): boolean => {
  const last = progress.get(socket);
  // More may have been added than was read: only what never falls counts.
  if (!last || bytes < last.bytes || bytes <= DRAINED_BYTES) progress.set(socket, { bytes, atMs: now });
  return last !== undefined && bytes >= last.bytes && bytes > DRAINED_BYTES && now - last.atMs > STUCK_MS_MAX;
};

/**
 * Connections that have to go: each that is behind by more than its own limit or does not read at all, and the furthest behind while
 * all together are beyond theirs.
 */
export const slowOf = (sockets: Iterable<FeedSocket>, now: number): FeedSocket[] => {
  const slow: FeedSocket[] = [];
  const behind: { readonly socket: FeedSocket; readonly bytes: number }[] = [];
  let total = 0;
  for (const socket of sockets) {
    const { packets, bytes } = unsentOf(socket);
    // One that catches up is sent a page at a time, each once the one before has left: see drained().
    const over = socket.data.reading.live && (packets > UNSENT_PACKETS_MAX || bytes > UNSENT_BYTES_MAX);
    if (over || isStuck(socket, bytes, now)) slow.push(socket);
    else if (bytes > 0) {
      behind.push({ socket, bytes });
      total += bytes;
    }
  }
  if (total <= ALL_UNSENT_BYTES_MAX) return slow;
  behind.sort((a, b) => b.bytes - a.bytes);
  for (const { socket, bytes } of behind) {
    if (total <= ALL_UNSENT_BYTES_MAX) break;
    slow.push(socket);
    total -= bytes;
  }
  return slow;
};

/** Waits until little is left to be sent. @returns false when the connection closes first, or is too slow. */
export const drained = async (socket: FeedSocket, isOpen: () => boolean): Promise<boolean> => {
  for (let waitedMs = 0; waitedMs < DRAIN_MS_MAX; waitedMs += DRAIN_POLL_MS) {
    if (!isOpen()) return false;
    if (unsentOf(socket).bytes < DRAINED_BYTES) return true;
    await sleep(DRAIN_POLL_MS);
  }
  return false;
};

/** Ends a connection without waiting for what it has not read: a polite close would wait in the same queue. */
export const cut = (socket: FeedSocket): void => {
  const transport = socket.conn.transport as unknown as { socket?: { terminate?: () => void } };
  if (transport.socket?.terminate) transport.socket.terminate();
  else socket.conn.close(true);
};
