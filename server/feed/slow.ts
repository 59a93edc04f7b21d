import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedSocket } from './reading.ts';

/** Twice the largest snapshot. What does not get through beyond it is dropped with the connection, which resumes by cursor. */
const UNSENT_BYTES_MAX = 8 * 1024 * 1024;
/** Polling connections take one batch at a time; this many waiting packets are some 10 s of a busy board. */
const UNSENT_PACKETS_MAX = 256;
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

export const isSlow = (socket: FeedSocket): boolean => {
  const { packets, bytes } = unsentOf(socket);
  return packets > UNSENT_PACKETS_MAX || bytes > UNSENT_BYTES_MAX;
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
