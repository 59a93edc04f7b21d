import type { AlertView } from '../../../models/contract/alert.ts';
import { asAlertId, type Cursor, compareEntryIds } from '../../../models/contract/ids.ts';
import { toAlertView } from '../../../models/store/alert-view.ts';
import type { AlertDoc } from '../../../models/store/documents.ts';
import { publishChanges } from '../../../models/stream/alerts-feed.ts';
import { keys } from '../../../models/stream/keys.ts';
import { Broken } from '../broken.ts';
import { type Dashboard, openDashboard } from '../dashboards.ts';
import type { Stage } from '../stage.ts';
import { until } from '../until.ts';
import type { Act, Acting } from './acting.ts';

/** Of one change: large, so that the buffers of two operating systems and a server are full after some dozens. */
const CHANGE_CHARS = 256 * 1024;
/** The server's 8 MiB and what the operating system takes between two ends, several times over. */
const CHANGES_MAX = 100;
/** Changes between two looks at who is connected. */
const GROUP = 5;
/** Nobody who reads may wait for one who does not; a busy machine and a cut of the own line are in it. */
const OTHERS_MS_MAX = 20_000;

const heardBy = (dashboard: Dashboard, cursor: Cursor): boolean =>
  dashboard.cursor !== undefined && compareEntryIds(dashboard.cursor, cursor) >= 0;

/** Connections to the feed, as the server counts them. */
const connectionsOf = async ({ url }: Stage): Promise<number> => {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^livewitness_feed_connections\b[^\n]* (\d+)$/m.exec(metrics)?.[1] ?? Number.NaN);
};

/** @returns the longest that the others waited for a group of changes, in ms. */
const publishUntilCut = async (
  { stage, dashboards }: Acting,
  like: AlertView,
  told: Cursor[],
): Promise<number> => {
  let longestMs = 0;
  while ((await connectionsOf(stage)) > dashboards.length) {
    if (told.length >= CHANGES_MAX)
      throw new Broken(`a reader that reads nothing was not cut off after ${CHANGES_MAX} large changes`);
    const sentMs = performance.now();
    for (let i = 0; i < GROUP; i += 1) {
      const alert = { ...like, id: asAlertId(`large-${told.length}`), quote: '大'.repeat(CHANGE_CHARS) };
      told.push(
        await until('a change to be on the feed', () =>
          publishChanges(stage.redis, [{ type: 'alert', alert }]),
        ),
      );
    }
    const newest = told.at(-1);
    if (newest)
      await until(
        'the others to hear while one does not read',
        async () => dashboards.every((one) => heardBy(one, newest)),
        OTHERS_MS_MAX,
      );
    longestMs = Math.max(longestMs, performance.now() - sentMs);
  }
  return longestMs;
};

/** A dashboard stops reading in the middle of its connection, until it is cut off; then it reads again and comes back. */
export const stallReader: Act = async (acting) => {
  const { stage, moderator, flow, dashboards } = acting;
  const { redis, store } = stage;
  const doc = await until('an alert to liken changes to', () => store.alerts.findOne().lean<AlertDoc>());
  const slow = await openDashboard(stage, moderator.cookie);
  const told: Cursor[] = [];
  // Who is connected is counted: nobody else may come and go meanwhile.
  flow.uncut = true;
  try {
    await until(
      'every dashboard to be there',
      async () =>
        [...dashboards, slow].every(({ live }) => live) &&
        (await connectionsOf(stage)) === dashboards.length + 1,
    );
    slow.stall();
    const longestMs = await publishUntilCut(acting, toAlertView(doc), told);
    slow.goOn();
    const { heard, snapshots } = await slow.check();
    if (snapshots > 1)
      throw new Broken('a reader that was cut off came back by a snapshot, not by its cursor');
    flow.slowCut += 1;
    return `cut off after ${told.length} large changes, back by its cursor with ${heard} heard; the others waited ${Math.round(longestMs)} ms at most`;
  } finally {
    flow.uncut = false;
    slow.close();
    // Only in front of the feed's end: a feed whose newest entry is older than what dashboards know looks like another feed.
    const early = told.slice(0, -1).map(String);
    if (early.length > 0) await redis.xDel(keys.alerts, early).catch(() => 0);
  }
};
