import type { RedisClient } from './client.ts';
import { keys, PARTITIONS } from './keys.ts';
import { LEASE_MS } from './leases.ts';

/*
 * Purpose: say that a worker lives, forget those that went quiet, list the living. The clock is Redis's own, so that
 *          workers whose clocks differ agree on who lives.
 * KEYS     1 sorted set
 * ARGV     1 name, 2 LEASE_MS
 * Returns  names in order
 * Effects  also at `maxmemory`, where a script is refused whose first write takes memory: it begins with one that takes none
 */
const ATTEND = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[1], now, ARGV[1])
local names = redis.call('ZRANGE', KEYS[1], 0, -1)
table.sort(names)
return names
`;

/** Signs in as living and lists everyone who signed in within {@link LEASE_MS}, in the same order for all. */
export const attendWorkers = async (redis: RedisClient, name: string): Promise<string[]> => {
  const reply = await redis.eval(ATTEND, { keys: [keys.workers], arguments: [name, String(LEASE_MS)] });
  return Array.isArray(reply) ? reply.map(String) : [name];
};

/** Signs out, so that the others need not wait to take over. */
export const leaveWorkers = async (redis: RedisClient, name: string): Promise<void> => {
  await redis.zRem(keys.workers, name);
};

/**
 * How long ago a worker last signed in, ms by Redis's clock; less than {@link LEASE_MS} while one lives. Null where all have
 * signed out, or none ever came.
 */
export const workersQuietMs = async (redis: RedisClient): Promise<number | null> => {
  const [newest] = await redis.zRangeWithScores(keys.workers, -1, -1);
  if (!newest) return null;
  const [seconds, micros] = await redis.sendCommand<[string, string]>(['TIME']);
  return Math.max(0, Number(seconds) * 1000 + Math.floor(Number(micros) / 1000) - newest.score);
};

/** How many partitions are one worker's part: equal shares, the first in order taking one of the remainder each. */
export const fairShare = (names: readonly string[], name: string): number => {
  const place = names.indexOf(name);
  if (place < 0) return 0;
  const share = Math.floor(PARTITIONS / names.length);
  return share + (place < PARTITIONS % names.length ? 1 : 0);
};
