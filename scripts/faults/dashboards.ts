import { connect, createServer, type Socket as NetSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { asCursor, type Cursor, compareEntryIds } from '../../models/contract/ids.ts';
import type { FeedResumed, ServerToClient } from '../../models/contract/socket.ts';
import { changesAfter } from '../../models/stream/alerts-feed.ts';
import { Broken } from './broken.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

const AGAIN_MS = 10;
const ANSWER_MS_MAX = 10_000;

interface Heard {
  readonly before: Cursor | undefined;
  readonly after: Cursor;
  readonly snapshot: boolean;
  readonly alerts: readonly { readonly id: string; readonly revision: number }[];
}

/** A dashboard behind a line that can be cut in the middle of anything. */
export interface Dashboard {
  /** How far it has heard. */
  readonly cursor: Cursor | undefined;
  /** Whether it hears changes as they come. */
  readonly live: boolean;
  /** @returns false when there was no line to cut. */
  cut(): boolean;
  /** Reads nothing any more, and opens no other line. */
  stall(): void;
  /** Reads again. */
  goOn(): void;
  /** Waits until it has heard everything, and holds what it heard against the feed. @throws Broken */
  check(): Promise<{ readonly heard: number; readonly snapshots: number }>;
  close(): void;
}

/** Passes bytes on to the server, until its connections are torn. */
const openLine = async (port: number) => {
  const ends = new Set<NetSocket>();
  const fars = new Set<NetSocket>();
  let stalled = false;
  const line = createServer((near) => {
    if (stalled) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    fars.add(far);
    far.once('close', () => fars.delete(far));
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => undefined);
      end.once('close', () => {
        ends.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    // By hand: a pipe would let what was paused go on by itself.
    far.on('data', (bytes) => void near.write(bytes));
    far.once('end', () => near.end());
  });
  await new Promise<void>((done) => line.listen(0, '127.0.0.1', done));
  const address = line.address();
  const cut = (): boolean => {
    const had = ends.size > 0;
    for (const end of ends) end.resetAndDestroy();
    return had;
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut,
    stall: () => {
      stalled = true;
      for (const far of fars) far.pause();
    },
    goOn: () => {
      stalled = false;
      for (const far of fars) far.resume();
    },
    close: () => {
      cut();
      line.close();
    },
  };
};

/** A line that is cut before the server has let the client in ends with neither of the two usual events. */
const connected = async (socket: Socket): Promise<void> => {
  const ends = ['connect_error', 'disconnect'] as const;
  let forget = (): void => undefined;
  try {
    await new Promise<void>((done, failed) => {
      const limit = setTimeout(() => failed(new Error('no answer')), ANSWER_MS_MAX);
      const stop = (): void => failed(new Error('not connected'));
      const go = (): void => done();
      forget = () => {
        clearTimeout(limit);
        socket.off('connect', go);
        for (const end of ends) socket.off(end, stop);
      };
      socket.on('connect', go);
      for (const end of ends) socket.on(end, stop);
      socket.connect();
    });
  } finally {
    forget();
  }
};

export const openDashboard = async (stage: Stage, cookie: string): Promise<Dashboard> => {
  const line = await openLine(stage.port);
  const log: Heard[] = [];
  let cursor: Cursor | undefined;
  let closed = false;
  const socket = io(`http://127.0.0.1:${line.port}`, {
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    transports: ['websocket'],
    extraHeaders: { cookie },
  });
  const note = (after: Cursor, alerts: Heard['alerts'] = [], snapshot = false): void => {
    log.push({ before: cursor, after, alerts, snapshot });
    cursor = after;
  };
  const on = <E extends keyof ServerToClient>(event: E, hear: ServerToClient[E]): void =>
    void socket.on(event, hear as never);
  on('feed:snapshot', (event) => note(event.cursor, event.alerts, true));
  on('alerts:changed', (event) => note(event.cursor, event.alerts));
  on('broadcasts:changed', (event) => note(event.cursor));
  on('feed:heartbeat', (event) => note(event.cursor));
  const resume = async (): Promise<boolean> => {
    await connected(socket);
    const request = cursor ? { cursor } : {};
    // Noted as it comes: behind an await, a change that came right after it would stand before it.
    const answered = await new Promise<boolean>((done) => {
      socket
        .timeout(ANSWER_MS_MAX)
        .emit('feed:resume', request, (error: Error | null, answer: FeedResumed) => {
          const ok = !error && answer.ok;
          if (ok) note(answer.cursor);
          done(ok);
        });
    });
    return answered;
  };
  let live = false;
  socket.on('disconnect', () => {
    live = false;
  });
  const living = (async () => {
    while (!closed) {
      if (!socket.connected) live = await resume().catch(() => false);
      if (!live) socket.disconnect();
      await sleep(AGAIN_MS);
    }
  })();
  return {
    get cursor() {
      return cursor;
    },
    get live() {
      return live;
    },
    cut: line.cut,
    stall: line.stall,
    goOn: line.goOn,
    async check() {
      const newest = await stage.redis.xRevRange('alerts', '+', '-', { COUNT: 1 });
      const end = newest?.[0]?.id ?? '0-0';
      await until(
        'a dashboard to have caught up',
        async () => cursor !== undefined && compareEntryIds(cursor, end) >= 0,
      );
      return checkHeard(await feedOf(stage), log);
    },
    close() {
      closed = true;
      socket.disconnect();
      line.close();
      void living;
    },
  };
};

type Told = { readonly cursor: Cursor; readonly id: string; readonly revision: number };

const feedOf = async ({ redis }: Stage): Promise<Told[]> => {
  const told: Told[] = [];
  let after = asCursor('0-0');
  for (
    let page = await changesAfter(redis, after, 1_000);
    page.length > 0;
    page = await changesAfter(redis, after, 1_000)
  )
    for (const { cursor, change } of page) {
      after = cursor;
      if (change.type === 'alert')
        told.push({ cursor, id: change.alert.id, revision: change.alert.revision });
    }
  return told;
};

/**
 * At every cursor the dashboard knew all that the feed had told up to it (no gap), and what came was on the feed after the cursor
 * from which it had asked (no double).
 */
const checkHeard = (feed: readonly Told[], log: readonly Heard[]): { heard: number; snapshots: number } => {
  const known = new Map<string, number>();
  const last = new Map(feed.map(({ id, revision, cursor }) => [`${id}@${revision}`, cursor]));
  let at = 0;
  let heard = 0;
  let snapshots = 0;
  for (const { before, after, alerts, snapshot } of log) {
    if (before && compareEntryIds(after, before) < 0)
      throw new Broken(`a dashboard's cursor went back to ${after}`);
    if (snapshot) snapshots += 1;
    for (const { id, revision } of alerts) {
      const told = last.get(`${id}@${revision}`);
      if (!snapshot && before && told && compareEntryIds(told, before) <= 0)
        throw new Broken(`a dashboard heard alert ${id} at revision ${revision} twice`);
      known.set(id, Math.max(revision, known.get(id) ?? 0));
      heard += 1;
    }
    for (let told = feed[at]; told && compareEntryIds(told.cursor, after) <= 0; told = feed[at]) {
      if ((known.get(told.id) ?? 0) < told.revision)
        throw new Broken(
          `a dashboard at ${after} had not heard of alert ${told.id} at revision ${told.revision}`,
        );
      at += 1;
    }
  }
  return { heard, snapshots };
};
