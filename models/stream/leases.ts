import type { RedisClient } from './client.ts';
import { keys, type Partition } from './keys.ts';

/**
 * How long a partition stays with an owner that has gone quiet. Long enough for a full garbage collection or a slow disk,
 * short enough that the events of a worker that died wait no longer than a person would notice.
 */
export const LEASE_MS = 6_000;
/** Three renewals fit in one lease, so that one lost packet does not move a partition. */
export const RENEW_MS = 2_000;
/** An owner counts its lease as over this much earlier than Redis does: clocks drift, and a write takes its time. */
export const LEASE_MARGIN_MS = 500;

/** The right to judge and append for one partition. Epochs grow with every claim and never repeat. */
export interface Lease {
  readonly partition: Partition;
  readonly owner: string;
  readonly epoch: number;
}

/** The value that stands in Redis while the lease is held. */
export const leaseValue = ({ epoch, owner }: Pick<Lease, 'epoch' | 'owner'>): string => `${epoch}:${owner}`;

/*
 * Purpose: take a partition that nobody holds.
 * KEYS     1 lease, 2 epoch counter
 * ARGV     1 owner, 2 LEASE_MS
 * Returns  {epoch} when taken, {0, value} when somebody (this owner included) holds it
 * Effects  also at `maxmemory`: only an owner works off what fills the memory. Redis refuses a script there whose first write
 *          takes memory, so it begins with one that takes none
 */
const CLAIM = `
local held = redis.call('GET', KEYS[1])
if held then return {0, held} end
redis.call('DEL', KEYS[1])
local epoch = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], epoch .. ':' .. ARGV[1], 'PX', ARGV[2])
return {epoch}
`;

/*
 * Purpose: prolong a lease that is still held.
 * KEYS     1 lease
 * ARGV     1 value, 2 LEASE_MS
 * Returns  1 when prolonged, 0 when it ran out or is somebody else's
 */
const RENEW = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`;

/*
 * Purpose: give a partition back.
 * KEYS     1 lease
 * ARGV     1 value
 * Returns  1 when it was held and is free now, else 0
 */
const RELEASE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`;

export type Claimed =
  | { readonly ok: true; readonly lease: Lease }
  /** `holder` is the owner's name as it stands in the lease. */
  | { readonly ok: false; readonly holder: string };

/** Takes a partition if nobody holds it. @throws the Redis error: then nothing is known, and the lease, if any, runs out. */
export const claimPartition = async (
  redis: RedisClient,
  partition: Partition,
  owner: string,
): Promise<Claimed> => {
  const reply = await redis.eval(CLAIM, {
    keys: [keys.lease(partition), keys.epoch(partition)],
    arguments: [owner, String(LEASE_MS)],
  });
  if (!Array.isArray(reply)) throw new Error('the claim script answered with something other than a list');
  const epoch = Number(reply[0]);
  if (epoch > 0) return { ok: true, lease: { partition, owner, epoch } };
  const held = String(reply[1]);
  return { ok: false, holder: held.slice(held.indexOf(':') + 1) };
};

/** @returns whether the lease is held for another {@link LEASE_MS}; false means that it is lost for good. */
export const renewPartition = async (redis: RedisClient, lease: Lease): Promise<boolean> => {
  const args = { keys: [keys.lease(lease.partition)], arguments: [leaseValue(lease), String(LEASE_MS)] };
  return Number(await redis.eval(RENEW, args)) === 1;
};

/** Gives a partition back; nothing happens if it is not held any more. */
export const releasePartition = async (redis: RedisClient, lease: Lease): Promise<void> => {
  await redis.eval(RELEASE, { keys: [keys.lease(lease.partition)], arguments: [leaseValue(lease)] });
};

/** Whether the lease is still this owner's, as Redis knows it now. */
export const holdsPartition = async (redis: RedisClient, lease: Lease): Promise<boolean> =>
  (await redis.get(keys.lease(lease.partition))) === leaseValue(lease);

/*
 * Purpose: leave the ids of an owner's write sessions for the next owner.
 * KEYS     1 lease, 2 ids
 * ARGV     1 lease value, 2 ids as JSON
 * Returns  1 when left, 0 when the lease is not held
 * Effects  also at `maxmemory`, see above
 */
const LEAVE_WRITERS = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[2], ARGV[2])
return 1
`;

/** Ids of the write sessions that the last owner of a partition left. */
export const writersOf = async (redis: RedisClient, partition: Partition): Promise<string[]> => {
  const json = await redis.get(keys.writers(partition));
  return json === null ? [] : (JSON.parse(json) as string[]);
};

/** Leaves the ids of this owner's write sessions. @returns false when the lease is not held any more. */
export const leaveWriters = async (
  redis: RedisClient,
  lease: Lease,
  ids: readonly string[],
): Promise<boolean> => {
  const reply = await redis.eval(LEAVE_WRITERS, {
    keys: [keys.lease(lease.partition), keys.writers(lease.partition)],
    arguments: [leaseValue(lease), JSON.stringify(ids)],
  });
  return Number(reply) === 1;
};
