import { RESP_TYPES } from 'redis';
import { compareEntryIds, type EntryId } from '../contract/ids.ts';
import type { RedisClient } from './client.ts';
import { ensureGroup } from './consume.ts';
import { ALL_PARTITIONS, keys, type Partition } from './keys.ts';

/** One key of Redis as it can be carried away. */
export interface KeyCopy {
  readonly key: string;
  /** Time it has left; absent where it stays. */
  readonly ttlMs?: number;
  /** As DUMP gives it: readable by this Redis and newer ones, with a checksum inside. */
  readonly payload: Buffer;
}

/*
 * Purpose: copy what must outlive a loss of Redis: what waits in a partition's stream with who has read it, its epoch, what its
 *          broadcasts have sent, how far captures have come. All of one moment, so that what was sent is known exactly where
 *          it also waits.
 * KEYS     1 stream, 2 epoch counter
 * ARGV     patterns of the keys named after broadcasts, in the partition's slot
 * Returns  name, ms left or -1, payload, for each key that is there
 * Effects  none. Redis serves nobody else meanwhile: about a second for 100 MB.
 */
const COPY = `
local names = {KEYS[1], KEYS[2]}
for _, pattern in ipairs(ARGV) do
  for _, name in ipairs(redis.call('KEYS', pattern)) do names[#names + 1] = name end
end
local out = {}
for _, name in ipairs(names) do
  local payload = redis.call('DUMP', name)
  if payload then
    out[#out + 1] = name
    out[#out + 1] = redis.call('PTTL', name)
    out[#out + 1] = payload
  end
end
return out
`;

/** In the patterns of KEYS these stand for themselves only behind a backslash. */
const literally = (text: string): string => text.replace(/[*?[\]\\]/g, '\\$&');

const patternsOf = (partition: Partition): string[] =>
  [keys.seen, keys.capturePlace].map((name) => `${literally(name(partition, '' as never))}*`);

/** Copies one partition, as it is at one moment. Leases, sessions, metrics and the feed are not copied: they are made anew. */
export const copyPartition = async (redis: RedisClient, partition: Partition): Promise<KeyCopy[]> => {
  const binary = redis.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const reply: unknown = await binary.eval(COPY, {
    keys: [keys.utterances(partition), keys.epoch(partition)],
    arguments: patternsOf(partition),
  });
  if (!Array.isArray(reply)) throw new Error('the copy script answered with something other than a list');
  const copies: KeyCopy[] = [];
  for (let i = 0; i + 2 < reply.length; i += 3) {
    const ttlMs = Number(reply[i + 1]);
    const payload = reply[i + 2] as Buffer;
    copies.push({ key: String(reply[i]), payload, ...(ttlMs > 0 && { ttlMs }) });
  }
  return copies;
};

/** Puts a copied key in its place. What had that name is replaced. @throws the Redis error for a payload it cannot read. */
export const placeKey = async (redis: RedisClient, { key, ttlMs, payload }: KeyCopy): Promise<void> => {
  await redis.sendCommand(['RESTORE', key, String(ttlMs ?? 0), payload, 'REPLACE']);
};

/** Names of all keys of the product that are there, in any state: at most `limit`. */
export const ownKeys = async (redis: RedisClient, limit: number): Promise<string[]> => {
  const found: string[] = [];
  const own =
    /^(utterances|seen|lease|epoch|writers|capture|place):\{p\d\d\}|^(alerts|workers)$|^(metrics|session|rate):/;
  for await (const page of redis.scanIterator({ COUNT: 1000 })) {
    found.push(...page.filter((key) => own.test(key)));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
};

/** Names of workers that hold a partition now. */
export const holders = async (redis: RedisClient): Promise<string[]> => {
  const held = await Promise.all(ALL_PARTITIONS.map((partition) => redis.get(keys.lease(partition))));
  return [...new Set(held.flatMap((value) => value?.slice(value.indexOf(':') + 1) ?? []))];
};

/**
 * Sees to it that no stream gives out an id at or below `newest` again, the newest that any log names: workers take an entry
 * at or below their log's last one as recorded, and a clock that is behind would have new entries passed over.
 */
export const continueAfter = async (redis: RedisClient, newest: EntryId): Promise<void> => {
  for (const partition of ALL_PARTITIONS) {
    await ensureGroup(redis, partition);
    const { 'last-generated-id': last } = await redis.xInfoStream(keys.utterances(partition));
    if (compareEntryIds(String(last) as EntryId, newest) >= 0) continue;
    await redis.sendCommand(['XSETID', keys.utterances(partition), newest]);
  }
};
