import { ALL_PARTITIONS, type Partition } from '../../models/stream/keys.ts';
import {
  claimPartition,
  LEASE_MARGIN_MS,
  LEASE_MS,
  RENEW_MS,
  renewPartition,
} from '../../models/stream/leases.ts';
import { attendWorkers, fairShare, leaveWorkers } from '../../models/stream/workers.ts';
import { errorFacts } from '../observe/log.ts';
import { type Owner, type OwnerDeps, startOwner } from './owner.ts';

/** How often a worker looks for partitions that are free, and for others that should have some of its own. */
const ATTEND_MS = 1_000;

export interface KeeperDeps extends OwnerDeps {
  /** Unlike any other process's, one that ran before under the same name included. */
  readonly owner: string;
}

/** Keeps this worker's fair share of the partitions. */
export interface PartitionKeeper {
  owns(partition: Partition): boolean;
  start(): void;
  /** Lets go of every partition, finishing what is at hand. */
  stop(): Promise<void>;
}

/** Makes the keeper; nothing is claimed until it is started. */
export const createPartitionKeeper = (deps: KeeperDeps): PartitionKeeper => {
  const { redis, owner, log, monotonicMs } = deps;
  const owned = new Map<Partition, Owner>();
  const leaving = new Set<Promise<void>>();
  const lastHolder = new Map<Partition, string>();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();
  let stopped = false;
  let renewedAtMs = Number.NEGATIVE_INFINITY;

  const letGo = (partition: Partition, why: string): void => {
    const one = owned.get(partition);
    if (!one) return;
    owned.delete(partition);
    log.info({ partition, epoch: one.lease.epoch, why }, 'partition let go');
    const left = one.stop().finally(() => leaving.delete(left));
    leaving.add(left);
  };

  const renew = async (one: Owner): Promise<void> => {
    const sentAtMs = monotonicMs();
    const { partition } = one.lease;
    if (await renewPartition(redis, one.lease)) one.holdUntil(sentAtMs + LEASE_MS - LEASE_MARGIN_MS);
    else letGo(partition, 'expired');
  };

  const claim = async (partition: Partition, names: readonly string[]): Promise<void> => {
    const sentAtMs = monotonicMs();
    const claimed = await claimPartition(redis, partition, owner);
    if (!claimed.ok) {
      lastHolder.set(partition, claimed.holder);
      return;
    }
    const { lease } = claimed;
    const before = lastHolder.get(partition);
    const how = before === undefined ? 'free' : names.includes(before) ? 'released' : 'expired';
    log.info({ partition, epoch: lease.epoch, how, ...(before && { before }) }, 'partition claimed');
    lastHolder.set(partition, owner);
    const one = startOwner(deps, lease, sentAtMs + LEASE_MS - LEASE_MARGIN_MS);
    owned.set(partition, one);
    void one.ended.then(() => {
      if (owned.get(partition) === one) owned.delete(partition);
    });
  };

  /** Free partitions are tried from a place of each worker's own, so that two do not race for the same ones. */
  const freeOnes = (names: readonly string[]): Partition[] => {
    const from = Math.floor((names.indexOf(owner) * ALL_PARTITIONS.length) / Math.max(1, names.length));
    const turned = [...ALL_PARTITIONS.slice(from), ...ALL_PARTITIONS.slice(0, from)];
    return turned.filter((partition) => !owned.has(partition));
  };

  const tick = async (): Promise<void> => {
    for (const [partition, one] of owned) if (!one.held()) letGo(partition, 'expired');
    // Before signing in: whatever fails there, a lease that is held is prolonged.
    if (monotonicMs() - renewedAtMs >= RENEW_MS) {
      renewedAtMs = monotonicMs();
      await Promise.all([...owned.values()].map(renew));
    }
    const names = await attendWorkers(redis, owner);
    const share = fairShare(names, owner);
    for (const partition of [...owned.keys()].slice(share)) letGo(partition, 'share');
    // As many at once as are missing: one after the other would take so long on a busy machine that those held run out meanwhile.
    for (const free = freeOnes(names); free.length > 0 && owned.size < share && !stopped; )
      await Promise.all(free.splice(0, share - owned.size).map((partition) => claim(partition, names)));
  };

  const loop = async (): Promise<void> => {
    try {
      await tick();
    } catch (error) {
      log.warn(errorFacts(error), 'leases could not be looked after; trying again');
    }
    if (!stopped) timer = setTimeout(run, ATTEND_MS);
  };
  const run = (): void => {
    ticking = loop();
  };

  return {
    owns: (partition) => owned.get(partition)?.held() ?? false,
    start: run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await ticking;
      for (const partition of [...owned.keys()]) letGo(partition, 'stopping');
      await Promise.all(leaving);
      await leaveWorkers(redis, owner);
    },
  };
};
