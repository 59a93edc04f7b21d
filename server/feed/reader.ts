import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Cursor } from '../../models/contract/ids.ts';
import {
  awaitChanges,
  canReplayFrom,
  type FeedEntry,
  newestCursor,
} from '../../models/stream/alerts-feed.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { stackOf } from '../http/answer-errors.ts';

/**
 * Changes that come within one tick go out as one message for each audience: nine times cheaper than one by one. A tick is four times
 * what telling the last changes took, so that few dashboards hear at once and a thousand leave the server four fifths of its time.
 */
const TICK_SHARE = 4;
const TICK_MS_MIN = 2;
const TICK_MS_MAX = 50;
/** Short enough that a stop is quick; the wait costs nothing. */
const BLOCK_MS = 2_000;
const BATCH_MAX = 1_000;
const RETRY_MS = 500;

const tickMs = (tookMs: number): number => Math.min(TICK_MS_MAX, Math.max(TICK_MS_MIN, tookMs * TICK_SHARE));

export interface ReaderDeps {
  /** A connection of its own: waiting holds it. */
  readonly redis: RedisClient;
  readonly log: Logger;
  readonly onEntries: (entries: readonly FeedEntry[]) => void;
  /** Changes may be missing before this cursor: everyone has to start over. */
  readonly onGap: (cursor: Cursor) => void;
}

/** The server's one reader of the `alerts` stream. Starts at the newest change. @returns where it starts, and how to end it. */
export const startReader = async (
  deps: ReaderDeps,
): Promise<{ readonly cursor: Cursor; readonly stop: () => Promise<void> }> => {
  const { redis, log } = deps;
  const first = await newestCursor(redis);
  const ending = new AbortController();

  const run = async (): Promise<void> => {
    let cursor = first;
    let mayHaveGap = false;
    while (!ending.signal.aborted) {
      try {
        if (mayHaveGap && !(await canReplayFrom(redis, cursor))) {
          cursor = await newestCursor(redis);
          deps.onGap(cursor);
        }
        mayHaveGap = false;
        const entries = await awaitChanges(redis, cursor, BLOCK_MS, BATCH_MAX);
        const last = entries.at(-1);
        if (!last || ending.signal.aborted) continue;
        cursor = last.cursor;
        const tellingFrom = performance.now();
        deps.onEntries(entries);
        if (entries.length < BATCH_MAX) await sleep(tickMs(performance.now() - tellingFrom));
      } catch (error) {
        if (ending.signal.aborted) return;
        mayHaveGap = true;
        log.warn({ problem: stackOf(error) }, 'the feed could not be read; trying again');
        await sleep(RETRY_MS);
      }
    }
  };

  const running = run();
  return {
    cursor: first,
    stop: async () => {
      ending.abort();
      redis.destroy();
      await running;
    },
  };
};
