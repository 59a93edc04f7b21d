import { createHash } from 'node:crypto';
import type { Branded, BroadcastId } from '../contract/ids.ts';

/** A number from 0 to {@link PARTITIONS} - 1. */
export type Partition = Branded<number, 'Partition'>;

/** Fixed for good: a broadcast's partition is stored with it, and a change would move running logs to another owner. */
export const PARTITIONS = 16;

export const ALL_PARTITIONS: readonly Partition[] = Array.from(
  { length: PARTITIONS },
  (_, p) => p as Partition,
);

/** The partition of a broadcast that is being registered; afterwards the stored one counts. */
export const partitionOf = (broadcastId: BroadcastId): Partition =>
  (createHash('sha256').update(broadcastId).digest().readUInt32BE(0) % PARTITIONS) as Partition;

/** Keys of one partition share a hash tag, so that one script may touch them all on a Redis Cluster. */
const tag = (partition: Partition): string => `{p${String(partition).padStart(2, '0')}}`;

export const keys = {
  /** Stream: accepted events that wait for their partition's owner. */
  utterances: (partition: Partition) => `utterances:${tag(partition)}`,
  /** Hash id → digest of what a broadcast has sent: duplicates and conflicts. */
  seen: (partition: Partition, broadcastId: BroadcastId) => `seen:${tag(partition)}:${broadcastId}`,
  /** String `epoch:owner` with an expiry: who may judge and append for a partition. */
  lease: (partition: Partition) => `lease:${tag(partition)}`,
  /** Counter: the epoch of the newest lease. */
  epoch: (partition: Partition) => `epoch:${tag(partition)}`,
  /** String: ids of the MongoDB sessions in which the partition's owner appends, as JSON. */
  writers: (partition: Partition) => `writers:${tag(partition)}`,
  /** String owner with an expiry: who pulls the captions of a broadcast. */
  captureLease: (partition: Partition, broadcastId: BroadcastId) =>
    `capture:${tag(partition)}:${broadcastId}`,
  /** Hash: how far a capture has come. */
  capturePlace: (partition: Partition, broadcastId: BroadcastId) => `place:${tag(partition)}:${broadcastId}`,
  /** Stream: changes of alerts and broadcasts, for every server. */
  alerts: 'alerts',
  /** Channel: the custom packs have changed. */
  packs: 'packs',
  /** Channel: a policy is drafted or live. */
  policies: 'policies',
  /** Sorted set: workers by the time of their last sign of life. */
  workers: 'workers',
  /** String with an expiry: one process's metrics as JSON. */
  metrics: (name: string) => `metrics:${name}`,
  metricsPattern: 'metrics:*',
  sessionPrefix: 'session:',
  ratePrefix: 'rate:',
} as const;

/** The one consumer group of each partition's stream, and its one consumer: a new owner reads what is pending under the same name. */
export const GROUP = 'judges';
export const CONSUMER = 'owner';
