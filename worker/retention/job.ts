import type { AuditDoc } from '../../models/store/documents.ts';
import { endHolds } from '../../models/store/end-holds.ts';
import { dropLease, takeLease } from '../../models/store/leases.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import { eraseDocuments } from '../../models/store/retention-documents.ts';
import { beginErasure, erasuresToFinish, finishErasure } from '../../models/store/retention-erase.ts';
import { isPlanOpen } from '../../models/store/retention-media.ts';
import {
  dropPlan,
  planRetention,
  plansDue,
  type RetentionPlanDoc,
} from '../../models/store/retention-plan.ts';
import type { RetentionRules } from '../../models/store/retention-terms.ts';
import type { Store } from '../../models/store/store.ts';
import { forgetOldChanges } from '../../models/stream/alerts-feed.ts';
import { appendEvents } from '../../models/stream/append-events.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { partitionOf } from '../../models/stream/keys.ts';
import type { Log } from '../observe/log.ts';

/** How often it is looked what is over: minutes beside years. */
export const RETENTION_MS = 30_000;
/** How often it is looked what will be over. */
const PLAN_MS = 3_600_000;
/** Longer than a round, so that two workers do not erase the same at once; harmless if they do. */
const LEASE_MS = 120_000;
const LEASE = 'retention';
/** Plans and broadcasts of one round, so that what fell due during months does not hold up everything else. */
const PLANS_MAX = 200;
const BROADCASTS_MAX = 20;

/** In whose name it is done. */
const BY: AuditDoc['by'] = { id: 'retention', name: 'retention' };

export interface RetentionDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly files: { readonly media: MediaFiles; readonly packs: PackFiles };
  readonly rules: RetentionRules;
  readonly owner: string;
  readonly now: () => number;
  readonly log: Log;
}

/** Says what will be deleted, and deletes it when the notice is over, in one process at a time. */
export interface Retention {
  round(): Promise<void>;
  stop(): Promise<void>;
}

/** Begins the end of a broadcast's time, unless something keeps it at this moment. */
const carryOutLog = async (
  { store, redis, rules, now, log }: RetentionDeps,
  plan: RetentionPlanDoc,
): Promise<void> => {
  const { broadcastId } = plan;
  if (!broadcastId) return;
  const begun = await beginErasure(store, broadcastId, rules, { by: BY, now: new Date(now()) });
  if (!begun.ok) log.info({ broadcast: plan.publicId, kept: begun.kept }, 'what was planned to go is kept');
  if (begun.ok && begun.event) {
    const where = { partition: partitionOf(broadcastId), broadcastId, acceptedAtMs: now() };
    await appendEvents(redis, where, [begun.event]);
  }
  await dropPlan(store, plan);
};

const carryOut = async (deps: RetentionDeps, plan: RetentionPlanDoc): Promise<void> => {
  const { store, rules, now } = deps;
  switch (plan.kind) {
    case 'log':
      return carryOutLog(deps, plan);
    case 'audit':
    case 'requests':
    case 'quarantine':
      await eraseDocuments(store, plan.kind, rules, { by: BY, now: new Date(now()) });
      return dropPlan(store, plan);
    default:
      // The sweep of picture and sound lets go what a plan covers; the plan stays until nothing of it is left.
      if (!(await isPlanOpen(store, plan))) await dropPlan(store, plan);
  }
};

/** Puts the job together; nothing is read before its first round. */
export const createRetention = (deps: RetentionDeps): Retention => {
  const { store, redis, rules, files, owner, now, log } = deps;
  let plannedAtMs = Number.NEGATIVE_INFINITY;
  return {
    async round() {
      if (!(await takeLease(store, LEASE, owner, { nowMs: now(), forMs: LEASE_MS }))) return;
      for (const keeping of await erasuresToFinish(store, BROADCASTS_MAX)) {
        await finishErasure(store, keeping, files, { by: BY, now: new Date(now()) });
        log.info({ broadcast: keeping._id }, 'the time of a broadcast is over: values and copies are gone');
      }
      if (now() - plannedAtMs >= PLAN_MS) {
        const ended = await endHolds(store, rules, { by: BY, now: new Date(now()) });
        if (ended > 0)
          log.info({ holds: ended }, 'holds of marks, exhibits and requests have stood for their term');
        await forgetOldChanges(redis, now());
        const planned = await planRetention(store, rules, { by: BY, now: new Date(now()) });
        if (planned.length > 0) log.info({ plans: planned.length }, 'retention planned');
        plannedAtMs = now();
      }
      for (const plan of await plansDue(store, new Date(now()), PLANS_MAX)) await carryOut(deps, plan);
    },
    stop: () => dropLease(store, LEASE, owner),
  };
};
