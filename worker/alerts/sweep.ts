import { toAlertView } from '../../models/store/alert-view.ts';
import { ANSWER_ACTS } from '../../models/store/answers.ts';
import { CASE_ACTS } from '../../models/store/cases.ts';
import { EXHIBIT_ACTS } from '../../models/store/exhibits.ts';
import { forgetLeftBehind } from '../../models/store/forget-own.ts';
import { MARK_ACTS } from '../../models/store/marks.ts';
import { releaseHeld } from '../../models/store/release-held.ts';
import { endReleases } from '../../models/store/release-requests.ts';
import { RETENTION_ACTS } from '../../models/store/retention-erase.ts';
import { CATEGORY_ACTS } from '../../models/store/set-category.ts';
import { VISIBILITY_ACTS } from '../../models/store/set-visibility.ts';
import { touchBroadcasts } from '../../models/store/touch-broadcasts.ts';
import { type ActKind, unloggedActs } from '../../models/store/unlogged-acts.ts';
import { unloggedDecisions } from '../../models/store/unlogged-decisions.ts';
import { markSent, unsentAlerts, unsentBroadcasts } from '../../models/store/unsent.ts';
import { WITHHOLDING_ACTS } from '../../models/store/withhold.ts';
import { MEDIA_WITHHOLDING_ACTS } from '../../models/store/withhold-media.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import { appendEvents } from '../../models/stream/append-events.ts';
import { type Partition, partitionOf } from '../../models/stream/keys.ts';
import type { InternalEvent } from '../../models/stream/wire.ts';
import { type PublishDeps, publishAlerts, publishBroadcasts } from './publish.ts';

/** How often what was left behind is looked for. */
export const SWEEP_MS = 2_000;
/** Whoever changed something publishes it within milliseconds; after this it is taken for forgotten. */
const UNSENT_MS = 2_000;
/** An act's event is on the stream within milliseconds and recorded within one batch; after this it is taken for lost. */
const UNLOGGED_MS = 10_000;

export interface SweepDeps extends PublishDeps {
  readonly now: () => number;
  /** Whether this worker owns the partition: each change is swept by one. */
  readonly owns: (partition: Partition) => boolean;
}

/** Publishes what was changed but never reached the feed, and puts acts without a record on the stream again. */
export const sweep = async (
  deps: SweepDeps,
): Promise<
  Record<'alerts' | 'released' | 'broadcasts' | 'decisions' | 'forgotten' | 'acts' | 'releases', number>
> => {
  const { store, redis, now, owns } = deps;
  const at = new Date(now());
  const before = new Date(at.getTime() - UNSENT_MS);
  const alerts = (await unsentAlerts(store, before, at)).filter((one) => owns(partitionOf(one.broadcastId)));
  if (alerts.length > 0) {
    await publishChanges(
      redis,
      alerts.map((alert) => ({ type: 'alert', alert: toAlertView(alert) })),
    );
    await markSent(store, 'alerts', alerts);
  }
  const released = await releaseHeld(store, new Date(now()), (broadcastId) => owns(partitionOf(broadcastId)));
  await publishAlerts(deps, released);
  const touched = [...new Set(released.map(({ broadcastId }) => broadcastId))];
  await publishBroadcasts(deps, await touchBroadcasts(store, touched, new Date(now())));
  const broadcasts = (await unsentBroadcasts(store, before, at)).filter((one) => owns(partitionOf(one._id)));
  await publishBroadcasts(deps, broadcasts);
  const decisions = await sweepDecisions(deps);
  const forgotten = await forgetLeftBehind(store, {
    before: new Date(now() - UNLOGGED_MS),
    now: new Date(now()),
    owns: (broadcastId) => owns(partitionOf(broadcastId)),
  });
  const acts = await sweepActs(deps);
  const releases = await endReleases(store, new Date(now()));
  return {
    alerts: alerts.length,
    released: released.length,
    broadcasts: broadcasts.length,
    decisions,
    forgotten,
    acts,
    releases,
  };
};

/**
 * A decision is stored first and put on the stream after; between the two its server may die. One that is on the stream
 * already answers `duplicate`: it waits there and will be recorded, since entries are trimmed only once they are.
 */
const sweepDecisions = async ({ store, redis, now, owns }: SweepDeps): Promise<number> => {
  let appended = 0;
  for (const decision of await unloggedDecisions(store, new Date(now() - UNLOGGED_MS))) {
    const { _id, broadcastId, atMs, alertId, action } = decision;
    const partition = partitionOf(broadcastId);
    if (!owns(partition)) continue;
    const event = { type: 'decision', atMs, decisionId: _id, alertId, action } as const;
    const item = { event, dedupeId: `decision:${_id}` };
    const [outcome] = await appendEvents(redis, { partition, broadcastId, acceptedAtMs: now() }, [item]);
    if (outcome === 'accepted') appended += 1;
  }
  return appended;
};

/** What people do that is to be a record; under the name by which the server appends it, so that one of the two is a duplicate. */
const ACTS: readonly ActKind<InternalEvent>[] = [
  RETENTION_ACTS,
  MEDIA_WITHHOLDING_ACTS,
  VISIBILITY_ACTS,
  CATEGORY_ACTS,
  WITHHOLDING_ACTS,
  ANSWER_ACTS,
  CASE_ACTS,
  MARK_ACTS,
  EXHIBIT_ACTS,
];

/** The same for these. */
const sweepActs = async ({ store, redis, now, owns }: SweepDeps): Promise<number> => {
  let appended = 0;
  for (const act of await unloggedActs(store, ACTS, new Date(now() - UNLOGGED_MS))) {
    if (act.broadcast) {
      const { event, dedupeId, broadcast } = act;
      const partition = broadcast.partition as Partition;
      if (!owns(partition)) continue;
      const where = { partition, broadcastId: broadcast._id, acceptedAtMs: now() };
      const [outcome] = await appendEvents(redis, where, [{ event, dedupeId }]);
      if (outcome === 'overloaded') continue;
      if (outcome === 'accepted') appended += 1;
    }
    await act.markLogged();
  }
  return appended;
};
