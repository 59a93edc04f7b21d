import type { BroadcastId } from '../../models/contract/ids.ts';
import { toBroadcastView } from '../../models/store/broadcast-view.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import type { Store } from '../../models/store/store.ts';
import { markSent } from '../../models/store/unsent.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { Shown } from './capture-state.ts';

export interface ShowDeps {
  readonly store: Store;
  readonly redis: RedisClient;
}

/**
 * Writes a capture's state on its broadcast and tells every dashboard at once. Where telling fails, the broadcast stays
 * `unsent` and the sweep tells it.
 * @throws the store's error when the state could not be written.
 */
export const showCapture = async (
  deps: ShowDeps,
  id: BroadcastId,
  shown: Shown,
  nowMs: number,
): Promise<void> => {
  const now = new Date(nowMs);
  const { broadcasts, alerts } = deps.store;
  const doc = await broadcasts
    .findOneAndUpdate(
      { _id: id },
      { $set: { capture: { ...shown, since: now }, unsent: true, updatedAt: now }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    )
    .lean<BroadcastDoc>();
  if (!doc) return;
  const openAlerts = await alerts.countDocuments({
    broadcastId: id,
    status: { $in: ['open', 'taken', 'later'] },
  });
  await publishChanges(deps.redis, [{ type: 'broadcast', broadcast: toBroadcastView(doc, openAlerts) }]);
  await markSent(deps.store, 'broadcasts', [doc]);
};
