import type { Server, Socket } from 'socket.io';
import type { PublicId, UserId } from '../../models/contract/ids.ts';
import type { ClientToServer, ServerToClient } from '../../models/contract/socket.ts';
import type { PersonDoc } from '../../models/store/memberships.ts';
import type { SessionMark } from '../identity/session.ts';
import type { Sifted } from './sift.ts';

/** One connection to the feed: who reads, by which session, and what it has asked for. */
export interface Reading {
  readonly person: PersonDoc;
  readonly mark: SessionMark;
  readonly sessionId: string;
  live: boolean;
  /** Grows with each resume: an older one that is still running gives up. */
  attempt: number;
  readonly watched: Set<PublicId>;
  requests: { since: number; count: number };
}

// biome-ignore lint/suspicious/noExplicitAny: Socket.IO's own default for events between servers, of which there are none.
export type FeedServer = Server<ClientToServer, ServerToClient, any, { reading: Reading }>;
// biome-ignore lint/suspicious/noExplicitAny: as above.
export type FeedSocket = Socket<ClientToServer, ServerToClient, any, { reading: Reading }>;

/** Names of Socket.IO's rooms. */
export const personRoom = (id: UserId): string => `person:${id}`;
export const sessionRoom = (tag: string): string => `session:${tag}`;
export const audienceRoom = (audience: string): string => `audience:${audience}`;
export const broadcastRoom = (publicId: PublicId): string => `broadcast:${publicId}`;
/** All that have caught up. */
export const LIVE_ROOM = 'live';

type Emitting = Pick<FeedSocket, 'emit'> | ReturnType<FeedServer['to']>;

/** Sends what was sifted, message by message. */
export const emitSifted = (to: Emitting, messages: readonly Sifted[]): void => {
  for (const { alerts, broadcasts, removed, cursor } of messages) {
    if (alerts.length > 0) to.emit('alerts:changed', { cursor, alerts });
    else to.emit('broadcasts:changed', { cursor, broadcasts, ...(removed.length > 0 && { removed }) });
  }
};
