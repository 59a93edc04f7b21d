import { type ReadonlySignal, signal } from '@preact/signals';
import { type Cursor, compareEntryIds } from '../../models/contract/ids.ts';
import {
  type AlertsChanged,
  type BroadcastsChanged,
  type ClientToServer,
  type FeedResumed,
  HEARTBEAT_MS,
  type Heartbeat,
  type ServerToClient,
  type Snapshot,
} from '../../models/contract/socket.ts';

/** Silence of three heartbeats is no accident of scheduling: the line is down, whatever the socket believes. */
export const SILENCE_MS_MAX = 3 * HEARTBEAT_MS;
/** A server that has not answered a resume for this long is asked again. */
export const RESUME_DEADLINE_MS = 10_000;
/** Pause before asking a busy server again. */
export const RESUME_RETRY_MS = 2_000;
const WATCH_EVERY_MS = 1_000;

export type FeedStatus =
  | { readonly phase: 'connecting' }
  /** `count`: changes applied since the connection came back. */
  | { readonly phase: 'catching-up'; readonly count: number }
  | { readonly phase: 'live' }
  /** `sinceMs`: epoch milliseconds of the last sign of life. */
  | { readonly phase: 'offline'; readonly sinceMs: number };

/** What the feed needs of a socket; socket.io-client's satisfies it. */
export interface FeedLine {
  connect(): unknown;
  disconnect(): unknown;
  on<E extends keyof ServerToClient>(event: E, listener: ServerToClient[E]): unknown;
  on(event: 'connect', listener: () => void): unknown;
  on(event: 'disconnect', listener: (reason: string) => void): unknown;
  on(event: 'connect_error', listener: (error: Error) => void): unknown;
  emit<E extends keyof ClientToServer>(event: E, ...args: Parameters<ClientToServer[E]>): unknown;
}

export interface FeedSink {
  snapshot(event: Snapshot): void;
  alerts(event: AlertsChanged): void;
  broadcasts(event: BroadcastsChanged): void;
  /** The person has other rights than before. */
  changed(): void;
  ended(reason: 'logout' | 'expired' | 'disabled' | 'unauthorised'): void;
}

export interface FeedDeps {
  readonly line: FeedLine;
  readonly sink: FeedSink;
  readonly now: () => number;
  /** Runs `act` after `ms`; the answer cancels it. */
  readonly later: (act: () => void, ms: number) => () => void;
}

export interface Feed {
  readonly status: ReadonlySignal<FeedStatus>;
  /** Since when nothing is judged, epoch ms, as the server last said; null while it is. */
  readonly unjudgedMs: ReadonlySignal<number | null>;
  start(): void;
  stop(): void;
  /** Begins with a snapshot next time: another person is at the desk. */
  forget(): void;
  /** The browser says that it has no network: believed at once, instead of after three heartbeats. */
  networkLost(): void;
  networkBack(): void;
}

interface Memory {
  /** All up to here was applied. Moves only while live, so that a cut in the middle of catching up starts over. */
  cursor: Cursor | undefined;
  lastHeardMs: number;
  attempt: number;
  running: boolean;
  cancelTimers: Set<() => void>;
}

/**
 * Follows the server's feed: resumes from the last applied cursor on every connection, counts what comes while catching
 * up, and calls itself offline when heartbeats stay away. Receivers keep the highest revision, so a repeat is harmless.
 */
export const createFeed = (deps: FeedDeps): Feed => {
  const { line, sink, now } = deps;
  const status = signal<FeedStatus>({ phase: 'connecting' });
  const unjudgedMs = signal<number | null>(null);
  const memory: Memory = {
    cursor: undefined,
    lastHeardMs: now(),
    attempt: 0,
    running: false,
    cancelTimers: new Set(),
  };

  const after = (act: () => void, ms: number): void => {
    const cancel = deps.later(() => {
      memory.cancelTimers.delete(cancel);
      if (memory.running) act();
    }, ms);
    memory.cancelTimers.add(cancel);
  };
  const heard = (): void => {
    memory.lastHeardMs = now();
  };
  const moveTo = (cursor: Cursor): void => {
    if (!memory.cursor || compareEntryIds(cursor, memory.cursor) > 0) memory.cursor = cursor;
  };
  const applied = (cursor: Cursor, changes: number): void => {
    heard();
    const current = status.peek();
    if (current.phase === 'catching-up')
      status.value = { phase: 'catching-up', count: current.count + changes };
    else if (current.phase === 'live') moveTo(cursor);
  };
  const goOffline = (sinceMs: number): void => {
    if (status.peek().phase !== 'offline') status.value = { phase: 'offline', sinceMs };
  };

  const resume = (): void => {
    memory.attempt += 1;
    const attempt = memory.attempt;
    status.value = { phase: 'catching-up', count: 0 };
    const retry = (): void => {
      if (attempt === memory.attempt && status.peek().phase === 'catching-up') resume();
    };
    after(retry, RESUME_DEADLINE_MS);
    line.emit('feed:resume', memory.cursor ? { cursor: memory.cursor } : {}, (answer: FeedResumed) => {
      if (attempt !== memory.attempt || !memory.running) return;
      heard();
      if (answer.ok) {
        moveTo(answer.cursor);
        status.value = { phase: 'live' };
      } else if (answer.code === 'unauthorised') sink.ended('unauthorised');
      else after(retry, RESUME_RETRY_MS);
    });
  };

  const watch = (): void => {
    const { phase } = status.peek();
    if (phase === 'live' && now() - memory.lastHeardMs > SILENCE_MS_MAX) {
      goOffline(memory.lastHeardMs);
      line.disconnect();
      line.connect();
    }
    after(watch, WATCH_EVERY_MS);
  };

  listen(line, {
    connected: () => {
      if (!memory.running) return;
      heard();
      resume();
    },
    lost: (reason) => {
      memory.attempt += 1;
      if (!memory.running) return;
      goOffline(memory.lastHeardMs);
      // socket.io comes back by itself except when the server itself closed the connection.
      if (reason === 'io server disconnect') after(() => line.connect(), RESUME_RETRY_MS);
    },
    refused: (message) => {
      if (!memory.running) return;
      if (message === 'unauthorised') {
        sink.ended('unauthorised');
        return;
      }
      goOffline(memory.lastHeardMs);
      // Refused by the server itself, socket.io would not come back; where it does, asking twice is harmless.
      after(() => line.connect(), RESUME_RETRY_MS);
    },
    snapshot: (event) => {
      sink.snapshot(event);
      memory.cursor = event.cursor;
      applied(event.cursor, event.alerts.length);
    },
    alerts: (event) => {
      sink.alerts(event);
      applied(event.cursor, event.alerts.length);
    },
    broadcasts: (event) => {
      sink.broadcasts(event);
      applied(event.cursor, 0);
    },
    heartbeat: ({ cursor, unjudgedSince }) => {
      unjudgedMs.value = unjudgedSince === undefined ? null : Date.parse(unjudgedSince);
      applied(cursor, 0);
    },
    changed: () => sink.changed(),
    ended: (reason) => sink.ended(reason),
  });

  return {
    status,
    unjudgedMs,
    start() {
      memory.running = true;
      heard();
      line.connect();
      after(watch, WATCH_EVERY_MS);
    },
    stop() {
      memory.running = false;
      memory.attempt += 1;
      for (const cancel of memory.cancelTimers) cancel();
      memory.cancelTimers.clear();
      line.disconnect();
    },
    forget() {
      memory.cursor = undefined;
      unjudgedMs.value = null;
    },
    networkLost() {
      if (!memory.running) return;
      goOffline(now());
      line.disconnect();
    },
    networkBack() {
      if (memory.running) line.connect();
    },
  };
};

interface Hearing {
  connected(): void;
  lost(reason: string): void;
  refused(message: string): void;
  snapshot(event: Snapshot): void;
  alerts(event: AlertsChanged): void;
  broadcasts(event: BroadcastsChanged): void;
  heartbeat(event: Heartbeat): void;
  changed(): void;
  ended(reason: 'logout' | 'expired' | 'disabled'): void;
}

const listen = (line: FeedLine, hearing: Hearing): void => {
  line.on('connect', hearing.connected);
  line.on('disconnect', hearing.lost);
  line.on('connect_error', (error: Error) => hearing.refused(error.message));
  line.on('feed:snapshot', hearing.snapshot);
  line.on('alerts:changed', hearing.alerts);
  line.on('broadcasts:changed', hearing.broadcasts);
  line.on('feed:heartbeat', hearing.heartbeat);
  line.on('session:changed', hearing.changed);
  line.on('session:ended', (event) => hearing.ended(event.reason));
};
