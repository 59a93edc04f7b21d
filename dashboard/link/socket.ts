import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../models/contract/socket.ts';

export type FeedSocket = Socket<ServerToClient, ClientToServer>;

/** Longest wait between two attempts: a person who watches a server come back should not wait longer than this. */
const RECONNECT_DELAY_MS_MAX = 4_000;

/** The socket door: same origin, same cookie as HTTP. Does not connect by itself. */
export const openSocket = (): FeedSocket =>
  io({
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    withCredentials: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: RECONNECT_DELAY_MS_MAX,
  });
