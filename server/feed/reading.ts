import type { Server, Socket } from 'socket.io';
import type { Cursor, PublicId, UserId } from '../../models/contract/ids.ts';
import type { ClientToServer, ServerToClient } from '../../models/contract/socket.ts';
import type { PersonDoc } from '../../models/store/memberships.ts';
import { PUBLIC_AUDIENCE } from '../identity/rules.ts';
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
/** Consumers that have caught up. */
export const PUBLIC_ROOM = audienceRoom(PUBLIC_AUDIENCE);
/** All that have caught up. */
export const LIVE_ROOM = 'live';

type Emitting = Pick<FeedSocket, 'emit'> | ReturnType<FeedServer['to']>;

/** Only the last message carries the cursor after the changes: a line cut between the two starts again before the first. */
export const emitSifted = (to: Emitting, sifted: Sifted, from: Cursor, until: Cursor): void => {
  const { alerts, broadcasts, removed } = sifted;
  const more = broadcasts.length + removed.length > 0;
  if (alerts.length > 0) to.emit('alerts:changed', { cursor: more ? from : until, alerts });
  if (more)
    to.emit('broadcasts:changed', { cursor: until, broadcasts, ...(removed.length > 0 && { removed }) });
};
