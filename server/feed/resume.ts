import type { Cursor, PublicId, UserId } from '../../models/contract/ids.ts';
import type { FeedResumed, Snapshot } from '../../models/contract/socket.ts';
import { snapshotAlerts } from '../../models/store/find-alerts.ts';
import { listBroadcasts } from '../../models/store/find-broadcasts.ts';
import type { Store } from '../../models/store/store.ts';
import {
  canReplayFrom,
  changesAfter,
  type FeedEntry,
  newestCursor,
} from '../../models/stream/alerts-feed.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { asSeenBy } from '../alerts/as-seen-by.ts';
import { broadcastSeenBy } from '../broadcasts/as-seen-by.ts';
import { type Asker, alertScope, broadcastScope } from '../identity/rules.ts';
import type { Hub } from './hub.ts';
import { type HeardEntry, type Sifted, sift } from './sift.ts';

const PAGE_MAX = 500;
/** A reader that missed more than this is quicker served with a snapshot. */
const REPLAY_MAX = 10_000;
/** Connections that catch up at once: each reads up to a few MB. The others are asked to come again. */
export const CATCHING_UP_MAX = 16;

export interface ResumeDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly hub: Hub;
}

/** One connection as the catching-up sees it. */
export interface ResumeLine {
  readonly reader: Asker;
  readonly personId: UserId;
  readonly open: boolean;
  snapshot(event: Snapshot): void;
  changes(sifted: Sifted, from: Cursor, to: Cursor): void;
  /** Waits until most of what was sent has left, so that a replay goes as fast as the line. @returns false when it does not. */
  drained(): Promise<boolean>;
  /** From now on the connection hears live changes. Runs in the same breath as the last `changes`. */
  live(): void;
}

const away = (code: 'busy' | 'unavailable', message: string): FeedResumed => ({ ok: false, code, message });

const sizeOf = (sifted: Sifted): number =>
  sifted.alerts.length + sifted.broadcasts.length + sifted.removed.length;

/** A line too slow, or gone: its client resumes from where it came. */
class SlowLine extends Error {}

interface CaughtUp {
  readonly at: Cursor;
  readonly count: number;
  readonly shown: readonly PublicId[];
}

/** Sends what came after `cursor`. @returns how far it came, or null when a snapshot serves better. */
const replay = async (deps: ResumeDeps, line: ResumeLine, cursor: Cursor): Promise<CaughtUp | null> => {
  let at = cursor;
  let count = 0;
  for (let read = 0; ; ) {
    const entries = await changesAfter(deps.redis, at, PAGE_MAX);
    const last = entries.at(-1);
    if (!last) return { at, count, shown: [] };
    read += entries.length;
    if (read > REPLAY_MAX) return null;
    // What the client holds was seen with other rights.
    const isOther = ({ change }: FeedEntry): boolean =>
      change.type === 'person-changed' && change.userId === line.personId;
    if (entries.some(isOther)) return null;
    const heard: HeardEntry[] = entries.map((entry) => ({ ...entry, wasPublic: false }));
    const sifted = sift(line.reader, heard);
    if (sizeOf(sifted) > 0) line.changes(sifted, at, last.cursor);
    count += sizeOf(sifted);
    at = last.cursor;
    if (!(await line.drained())) throw new SlowLine();
  }
};

/**
 * The cursor is taken before the store is read: a change in between is in both, and the higher revision counts.
 * @returns with it what is shown for being public, so that its end is told.
 */
const sendSnapshot = async (deps: ResumeDeps, line: ResumeLine): Promise<CaughtUp> => {
  const cursor = await newestCursor(deps.redis);
  const [{ alerts, truncated }, broadcasts] = await Promise.all([
    snapshotAlerts(deps.store, alertScope(line.reader)),
    listBroadcasts(deps.store, broadcastScope(line.reader)),
  ]);
  const seen = alerts.map((alert) => asSeenBy(line.reader, alert));
  line.snapshot({
    cursor,
    alerts: seen,
    broadcasts: broadcasts.map((one) => broadcastSeenBy(line.reader, one)),
    truncated,
  });
  const shown = broadcasts.filter((one) => one.public).map((one) => one.publicId);
  return { at: cursor, count: alerts.length, shown };
};

/**
 * Backfill, cutover, live: live changes are held from before the first read, what was missed is sent, then what was held
 * and is newer, and in the same breath the connection turns live. Nothing is left out and nothing sent twice.
 *
 * Readers of public broadcasts always get a snapshot: what ceased to be public while they were away must go, and the feed
 * alone does not tell what they had.
 */
export const resumeFeed = async (
  deps: ResumeDeps,
  line: ResumeLine,
  cursor: Cursor | undefined,
): Promise<FeedResumed> => {
  const catchUp = deps.hub.catchUp();
  try {
    const replayable =
      cursor !== undefined && line.reader.role !== 'consumer' && (await canReplayFrom(deps.redis, cursor));
    const replayed = replayable ? await replay(deps, line, cursor) : null;
    const { at, count, shown } = replayed ?? (await sendSnapshot(deps, line));
    if (!(await deps.hub.reached(at)))
      return away('unavailable', 'the feed is behind; try again in a moment');
    if (catchUp.overflown) return away('busy', 'too much changed meanwhile; try again in a moment');
    if (!line.open) return away('busy', 'the connection closed');
    const held = catchUp.cutOver(at, shown);
    const sifted = sift(line.reader, held);
    if (sizeOf(sifted) > 0) line.changes(sifted, at, deps.hub.cursor);
    line.live();
    const mode = replayed ? 'replayed' : 'snapshot';
    return { ok: true, mode, cursor: deps.hub.cursor, count: count + sizeOf(sifted) };
  } catch (error) {
    if (error instanceof SlowLine) return away('busy', 'the line is too slow; try again in a moment');
    throw error;
  } finally {
    catchUp.abandon();
  }
};
