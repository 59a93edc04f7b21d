import type { Partition } from '../models/stream/keys.ts';
import { pushMetrics } from '../models/stream/metrics.ts';
import { SWEEP_MS, sweep } from './alerts/sweep.ts';
import { KEY_MS } from './evidence/signing-key.ts';
import { PACKS_MS } from './evidence-packs/keeper.ts';
import { MARKS_MS } from './exhibits/open.ts';
import { MEDIA_SWEEP_MS } from './media/open.ts';
import { HEALTH_MS, signHealth } from './observe/health.ts';
import { errorFacts } from './observe/log.ts';
import { OUTBOX_ROUND_MS } from './outbox/round.ts';
import { createPartitionKeeper, type KeeperDeps } from './pipeline/partitions.ts';
import { RETENTION_MS, type Retention } from './retention/job.ts';
import { createRounds } from './rounds.ts';
import { STAMP_ROUND_MS, type Stamper } from './stamps/stamper.ts';

/** Metrics are pushed this often: what a person watching a graph calls "now". */
const METRICS_MS = 1_000;

/** A running worker. */
export interface Worker {
  start(): void;
  /** Finishes what is at hand, gives the partitions back. */
  stop(): Promise<void>;
}

export interface WorkerDeps extends KeeperDeps {
  /** Where it leaves its sign of health, if anywhere. */
  readonly healthFile?: string | undefined;
  /** Looks whether the signing key was replaced. */
  readonly lookAtKey?: () => Promise<void>;
  /** Has heads stamped by third parties, where such are named. */
  readonly createStamper?: (owns: (partition: Partition) => boolean) => Stamper;
  /** Looks which picture and sound is to stay. */
  readonly sweepMedia?: () => Promise<unknown>;
  /** Says what will be deleted, and deletes what was said long enough ago. */
  readonly retention?: Retention;
  /** Hands messages on to people. */
  readonly outbox?: { round(): Promise<void>; stop(): void };
  /** Keeps what is there of marked moments, and places recordings that people brought. */
  readonly lookAfterMarks?: () => Promise<unknown>;
  /** Makes the evidence pack that waits longest. */
  readonly makePack?: () => Promise<unknown>;
}

/** Puts a worker together; nothing runs until it is started. */
export const createWorker = (deps: WorkerDeps): Worker => {
  const { log, redis, owner, metrics, store, healthFile } = deps;
  const keeper = createPartitionKeeper(deps);
  const failed = (what: string) => (error: unknown) =>
    log.warn({ ...errorFacts(error), what }, 'a round failed');
  const sweeping = createRounds(
    SWEEP_MS,
    async () => {
      const swept = await sweep({ ...deps, owns: keeper.owns });
      if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'swept');
    },
    failed('sweep'),
  );
  const sweepingMedia = createRounds(MEDIA_SWEEP_MS, async () => deps.sweepMedia?.(), failed('media sweep'));
  const pushing = createRounds(
    METRICS_MS,
    async () => pushMetrics(redis, owner, await metrics.registry.getMetricsAsJSON()),
    failed('metrics'),
  );
  const health = createRounds(
    HEALTH_MS,
    async () => healthFile !== undefined && signHealth(healthFile, store, redis),
    failed('health'),
  );
  const stamper = deps.createStamper?.(keeper.owns);
  const others = [
    createRounds(RETENTION_MS, async () => deps.retention?.round(), failed('retention')),
    createRounds(KEY_MS, async () => deps.lookAtKey?.(), failed('signing key')),
    createRounds(OUTBOX_ROUND_MS, async () => deps.outbox?.round(), failed('outbox')),
    createRounds(MARKS_MS, async () => deps.lookAfterMarks?.(), failed('marks and exhibits')),
    createRounds(PACKS_MS, async () => deps.makePack?.(), failed('evidence packs')),
    createRounds(STAMP_ROUND_MS, async () => stamper?.round(), failed('timestamps')),
  ];
  return {
    start() {
      keeper.start();
      for (const rounds of others) rounds.start();
      sweeping.start();
      sweepingMedia.start();
      pushing.start();
      if (healthFile !== undefined) health.start();
    },
    async stop() {
      stamper?.stop();
      deps.outbox?.stop();
      await Promise.all([
        ...others.map((rounds) => rounds.stop()),
        sweeping.stop(),
        sweepingMedia.stop(),
        pushing.stop(),
        health.stop(),
      ]);
      await deps.retention?.stop();
      await keeper.stop();
    },
  };
};
