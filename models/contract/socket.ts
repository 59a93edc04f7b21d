import type { AlertView } from './alert.ts';
import type { BroadcastView } from './broadcast.ts';
import type { Cursor, PublicId } from './ids.ts';

/** Alerts that changed, oldest change first. `cursor` is that of the newest change in it. */
export interface AlertsChanged {
  readonly cursor: Cursor;
  readonly alerts: readonly AlertView[];
}

export interface BroadcastsChanged {
  readonly cursor: Cursor;
  readonly broadcasts: readonly BroadcastView[];
  /** Removed for good; what a client holds of them is dropped. */
  readonly removed?: readonly PublicId[];
}

/** The state of everything the reader may see, at `cursor`; replaces what a client holds. */
export interface Snapshot {
  readonly cursor: Cursor;
  readonly alerts: readonly AlertView[];
  readonly broadcasts: readonly BroadcastView[];
  /** True when older decided alerts were left out: fetch them by `GET /api/alerts`. */
  readonly truncated: boolean;
}

/** Most alerts that a snapshot carries: undecided ones first, then the newest decided. */
export const SNAPSHOT_ALERTS_MAX = 2000;

export interface FeedResume {
  /** The cursor of the newest event that was applied; absent on the first connection. */
  readonly cursor?: Cursor;
}

/** How the catching-up went: `replayed` events came before this answer, or a snapshot was sent instead. */
export type FeedResumed =
  | {
      readonly ok: true;
      readonly mode: 'replayed' | 'snapshot';
      readonly cursor: Cursor;
      readonly count: number;
    }
  | {
      readonly ok: false;
      readonly code: 'unauthorised' | 'invalid' | 'busy' | 'unavailable';
      readonly message: string;
    };

export type WatchReply =
  | { readonly ok: true; readonly broadcast: BroadcastView }
  | {
      readonly ok: false;
      readonly code: 'unauthorised' | 'invalid' | 'not-found' | 'too-many';
      readonly message: string;
    };

export interface Heartbeat {
  readonly cursor: Cursor;
  readonly at: string;
  /** Since when no worker has given a sign of life: nothing is being judged. Absent while one does; the public is not told. */
  readonly unjudgedSince?: string;
}

/** What the server sends. Every event carries the cursor from which a client that comes back goes on. */
export interface ServerToClient {
  'feed:snapshot': (event: Snapshot) => void;
  'alerts:changed': (event: AlertsChanged) => void;
  'broadcasts:changed': (event: BroadcastsChanged) => void;
  /** Sent at least every {@link HEARTBEAT_MS}; without it for three times that, a client calls itself offline. */
  'feed:heartbeat': (event: Heartbeat) => void;
  /**
   * The person has other rights than before: what is held may hold too much. The connection is closed after it; ask again who
   * one is, then resume. Whatever cursor is named, the answer is a snapshot.
   */
  'session:changed': (event: { readonly cursor: Cursor }) => void;
  /** The session ended or the person was disabled; the connection is closed after it. */
  'session:ended': (event: {
    readonly cursor: Cursor;
    readonly reason: 'logout' | 'expired' | 'disabled';
  }) => void;
}

export const HEARTBEAT_MS = 5_000;

/** What a client asks. Every answer comes through the acknowledgement. */
export interface ClientToServer {
  'feed:resume': (request: FeedResume, reply: (answer: FeedResumed) => void) => void;
  'broadcast:watch': (request: { readonly publicId: PublicId }, reply: (answer: WatchReply) => void) => void;
  'broadcast:unwatch': (
    request: { readonly publicId: PublicId },
    reply: (answer: { readonly ok: boolean }) => void,
  ) => void;
}
