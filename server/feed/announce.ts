import type { Logger } from 'pino';
import type { UserId } from '../../models/contract/ids.ts';
import { toAlertView } from '../../models/store/alert-view.ts';
import type { AlertDoc, BroadcastDoc, DecisionDoc } from '../../models/store/documents.ts';
import { broadcastById, broadcastViews } from '../../models/store/find-broadcasts.ts';
import type { Store } from '../../models/store/store.ts';
import { markSent } from '../../models/store/unsent.ts';
import { type FeedChange, publishChanges } from '../../models/stream/alerts-feed.ts';
import { type Appendable, appendEvents, CHUNK_MAX } from '../../models/stream/append-events.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { Partition } from '../../models/stream/keys.ts';
import { stackOf } from '../http/answer-errors.ts';

/**
 * Tells the feed and the stream what has changed in the store. A change is at rest before it is announced: where announcing
 * fails, the change stays marked as unsent (a decision: without a leaf) and the owner of its partition announces it once Redis
 * is back. Nothing here throws.
 */
export interface Announcer {
  alerts(docs: readonly AlertDoc[]): Promise<void>;
  broadcasts(docs: readonly BroadcastDoc[]): Promise<void>;
  decisions(docs: readonly DecisionDoc[]): Promise<void>;
  personDisabled(userId: UserId): Promise<void>;
  /** They have other rooms or rights than before: their live connections close and come back with those. */
  peopleChanged(userIds: readonly UserId[]): Promise<void>;
}

export interface AnnouncerDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly log: Logger;
  readonly now: () => number;
}

const asItem = (doc: DecisionDoc): Appendable => ({
  event: {
    type: 'decision',
    atMs: doc.atMs,
    decisionId: doc._id,
    alertId: doc.alertId,
    action: doc.action,
  },
  dedupeId: `decision:${doc._id}`,
});

export const createAnnouncer = (deps: AnnouncerDeps): Announcer => {
  const { store, redis, log } = deps;
  const quietly = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      log.warn({ problem: stackOf(error) }, `${what} could not be announced; a later look will`);
    }
  };

  const appendDecisions = async (docs: readonly DecisionDoc[]): Promise<void> => {
    for (const broadcastId of new Set(docs.map((doc) => doc.broadcastId))) {
      const decisions = docs.filter((doc) => doc.broadcastId === broadcastId);
      const broadcast = await broadcastById(store, broadcastId);
      if (!broadcast) continue;
      const where = {
        broadcastId,
        partition: broadcast.partition as Partition,
        acceptedAtMs: deps.now(),
      };
      for (let from = 0; from < decisions.length; from += CHUNK_MAX)
        await appendEvents(redis, where, decisions.slice(from, from + CHUNK_MAX).map(asItem));
    }
  };

  return {
    alerts: (docs) =>
      quietly('alerts', async () => {
        if (docs.length === 0) return;
        await publishChanges(
          redis,
          docs.map((doc): FeedChange => ({ type: 'alert', alert: toAlertView(doc) })),
        );
        await markSent(store, 'alerts', docs);
      }),
    broadcasts: (docs) =>
      quietly('broadcasts', async () => {
        if (docs.length === 0) return;
        const views = await broadcastViews(store, docs);
        await publishChanges(
          redis,
          views.map((broadcast): FeedChange => ({ type: 'broadcast', broadcast })),
        );
        await markSent(store, 'broadcasts', docs);
      }),
    decisions: (docs) => quietly('decisions', () => appendDecisions(docs)),
    personDisabled: (userId) =>
      quietly('a person', () => publishChanges(redis, [{ type: 'person-disabled', userId }])),
    peopleChanged: (userIds) =>
      quietly('people', () =>
        publishChanges(
          redis,
          userIds.map((userId): FeedChange => ({ type: 'person-changed', userId })),
        ),
      ),
  };
};
