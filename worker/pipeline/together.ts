import { toAlertView } from '../../models/store/alert-view.ts';
import type { AlertDoc, BroadcastHead, CheckpointDoc } from '../../models/store/documents.ts';
import { noteProgress, type ProgressOf } from '../../models/store/note-progress.ts';
import type { RaiseContext, Raised } from '../../models/store/raise-alert.ts';
import { type Group, raiseAlerts } from '../../models/store/raise-alerts.ts';
import { saveCheckpoints } from '../../models/store/save-checkpoint.ts';
import { markSent } from '../../models/store/unsent.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import { type PublishDeps, publishBroadcasts } from '../alerts/publish.ts';
import { type Gathered, gather } from './gather.ts';

/** Broadcasts of one step, of which each is asked for once a second at most: all that one worker is likely to hold. */
const BROADCASTS = { most: 512, atOnce: 1 };
/** Alert keys of one step; while one waits for the journal the next is put together. A batch of a backlog raises some hundreds. */
const ALERTS = { most: 512, atOnce: 2 };
/** Nothing waits for it. */
const SENT = { most: 2_048, atOnce: 1 };

/** What every lane does after its blocks, done for all lanes of a process together. */
export interface Together {
  /** Keeps a signed head; at rest when it resolves. */
  readonly keepHead: Gathered<CheckpointDoc, void>;
  /** Writes how far a broadcast has come and shows it; `null`: it is not there any more. */
  readonly showProgress: Gathered<ProgressOf, BroadcastHead | null>;
  /** Raises the sightings of one alert key, and puts the alert that changed, if any, on the feed. */
  readonly raise: Gathered<Group, Raised | null>;
  /** Puts changed alerts on the feed. What could not be published stays unsent, and is swept. */
  readonly tell: (alerts: readonly AlertDoc[]) => Promise<void>;
}

export interface TogetherDeps extends PublishDeps, Omit<RaiseContext, 'now'> {
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Makes what the lanes of one process do together. */
export const createTogether = (deps: TogetherDeps): Together => {
  const { store, redis, onError } = deps;
  const raising: RaiseContext = { ...deps, now: () => new Date(deps.now()) };
  const sent = gather<AlertDoc, void>(SENT, async (alerts) => {
    await markSent(store, 'alerts', alerts);
    return alerts.map(() => undefined);
  });
  const tell: Together['tell'] = async (alerts) => {
    if (alerts.length === 0) return;
    try {
      await publishChanges(
        redis,
        alerts.map((alert) => ({ type: 'alert', alert: toAlertView(alert) })),
      );
    } catch (error) {
      onError(error);
      return;
    }
    // Where it is not noted they are published once more, which changes nothing: nobody waits for it.
    for (const alert of alerts) sent(alert).catch(onError);
  };
  return {
    tell,
    keepHead: gather(BROADCASTS, async (heads) => {
      await saveCheckpoints(store, heads);
      return heads.map(() => undefined);
    }),
    showProgress: gather(BROADCASTS, async (items) => {
      const heads = await noteProgress(store, items);
      // What could not be published stays unsent, and is swept.
      await publishBroadcasts(
        deps,
        heads.filter((head) => head !== null),
      ).catch(onError);
      return heads;
    }),
    raise: gather(ALERTS, async (groups) => {
      const raised = await raiseAlerts(raising, groups);
      await tell(raised.flatMap((one) => (one ? [...(one.also ?? []), one.alert] : [])));
      return raised;
    }),
  };
};
