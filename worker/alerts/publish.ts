import { toAlertView } from '../../models/store/alert-view.ts';
import { toBroadcastView } from '../../models/store/broadcast-view.ts';
import type { AlertDoc, BroadcastHead } from '../../models/store/documents.ts';
import { countOpenAlerts } from '../../models/store/note-progress.ts';
import type { Store } from '../../models/store/store.ts';
import { markSent } from '../../models/store/unsent.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import type { RedisClient } from '../../models/stream/client.ts';

export interface PublishDeps {
  readonly store: Store;
  readonly redis: RedisClient;
}

/** Puts changed alerts on the feed. @throws the Redis or MongoDB error: they stay unsent and are swept. */
export const publishAlerts = async (
  { store, redis }: PublishDeps,
  alerts: readonly AlertDoc[],
): Promise<void> => {
  if (alerts.length === 0) return;
  await publishChanges(
    redis,
    alerts.map((alert) => ({ type: 'alert', alert: toAlertView(alert) })),
  );
  await markSent(store, 'alerts', alerts);
};

/** Puts changed broadcasts on the feed, each with the number of its open alerts. @throws as {@link publishAlerts}. */
export const publishBroadcasts = async (
  { store, redis }: PublishDeps,
  broadcasts: readonly BroadcastHead[],
): Promise<void> => {
  if (broadcasts.length === 0) return;
  const open = await countOpenAlerts(
    store,
    broadcasts.map(({ _id }) => _id),
  );
  await publishChanges(
    redis,
    broadcasts.map((one) => ({
      type: 'broadcast',
      broadcast: toBroadcastView(one, open.get(one._id) ?? 0),
    })),
  );
  await markSent(store, 'broadcasts', broadcasts);
};
