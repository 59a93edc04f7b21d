import { asEntryId, compareEntryIds, type EntryId } from '../contract/ids.ts';
import type { RedisClient } from './client.ts';
import { CONSUMER, GROUP, keys, type Partition } from './keys.ts';
import { type Lease, leaseValue } from './leases.ts';

/** Entries read at once while a partition keeps up. */
export const READ_MAX = 500;
/**
 * Entries read at once while it does not: a batch is shared among its broadcasts, and what each costs (a block, a question for its
 * alerts) is then shared by more.
 */
export const BACKLOG_READ_MAX = 2_000;
/** Characters of such a batch, by what the last one had: 2,000 lines of chat are a tenth of it. */
const BACKLOG_CHARS_MAX = 4 * 1024 * 1024;
/** How long a read waits for the first entry; heartbeats and flushes of a quiet partition are looked at this often. */
export const WAIT_MS = 1_000;

/** An entry as it stands in the stream, not yet decoded. */
export interface RawEntry {
  readonly id: EntryId;
  readonly fields: Readonly<Record<string, string>>;
}

/** `lost`: the lease is not held any more, so nothing was read and nothing moved. */
export type Read =
  | { readonly ok: true; readonly entries: readonly RawEntry[]; readonly newest: EntryId }
  | { readonly ok: false; readonly code: 'lost' };

/*
 * Purpose: read for the group, but only as the partition's owner. Without the fence an owner that was stopped and let go
 *          again could take entries out of the new owner's hands, which would then pass over them.
 * KEYS     1 stream, 2 lease (both in the partition's slot)
 * ARGV     1 lease value, 2 group, 3 consumer, 4 count, 5 after which id: '>' new ones, else pending ones after it
 * Returns  {'lost'} or {newest id in the stream, entries}
 */
const READ = `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return {'lost'} end
local read = redis.call('XREADGROUP', 'GROUP', ARGV[2], ARGV[3], 'COUNT', ARGV[4], 'STREAMS', KEYS[1], ARGV[5])
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
return {last[1] and last[1][1] or '0-0', read and read[1] and read[1][2] or {}}
`;

/*
 * Purpose: acknowledge entries and trim what nobody needs any more: everything below the lowest entry that is not
 *          acknowledged, so that the length of the stream is what still waits.
 * KEYS     1 stream
 * ARGV     1 group, 2 id after the highest acknowledged, then the ids
 * Returns  length of the stream afterwards
 */
const ACK = `
local ids = {}
for i = 3, #ARGV do ids[#ids + 1] = ARGV[i] end
redis.call('XACK', KEYS[1], ARGV[1], unpack(ids))
local pending = redis.call('XPENDING', KEYS[1], ARGV[1])
local keep = ARGV[2]
if pending[1] > 0 then keep = pending[2] end
redis.call('XTRIM', KEYS[1], 'MINID', keep)
return redis.call('XLEN', KEYS[1])
`;

/** Makes the stream and its group if they are missing; the group starts at the very first entry. */
export const ensureGroup = async (redis: RedisClient, partition: Partition): Promise<void> => {
  try {
    await redis.xGroupCreate(keys.utterances(partition), GROUP, '0', { MKSTREAM: true });
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('BUSYGROUP')) throw error;
  }
};

const toEntry = (raw: unknown): RawEntry => {
  const [id, list] = raw as [string, string[] | null];
  // A pending entry that was trimmed by hand comes back without fields.
  const fields: Record<string, string> = {};
  for (let i = 0; list && i + 1 < list.length; i += 2) fields[String(list[i])] = String(list[i + 1]);
  return { id: asEntryId(String(id)), fields };
};

/** How many entries to read next, by the last batch: more only where it was full and its entries were of usual length. */
export const readNext = (last: readonly RawEntry[], askedFor: number): number => {
  if (last.length < askedFor) return READ_MAX;
  const chars = last.reduce((sum, { fields }) => sum + (fields.e?.length ?? 0), 0);
  const fitting = Math.floor((BACKLOG_CHARS_MAX * last.length) / Math.max(1, chars));
  return Math.max(READ_MAX, Math.min(BACKLOG_READ_MAX, fitting));
};

const read = async (redis: RedisClient, lease: Lease, after: string, count = READ_MAX): Promise<Read> => {
  const { partition } = lease;
  const reply = await redis.eval(READ, {
    keys: [keys.utterances(partition), keys.lease(partition)],
    arguments: [leaseValue(lease), GROUP, CONSUMER, String(count), after],
  });
  if (!Array.isArray(reply)) throw new Error('the read script answered with something other than a list');
  if (reply[0] === 'lost') return { ok: false, code: 'lost' };
  const raw = Array.isArray(reply[1]) ? (reply[1] as unknown[]) : [];
  const entries = raw.map(toEntry);
  return { ok: true, entries, newest: asEntryId(String(reply[0])) };
};

/** What an earlier owner had read and not acknowledged, after `after`, oldest first. Read until it comes back empty. */
export const readPending = (redis: RedisClient, lease: Lease, after: EntryId): Promise<Read> =>
  read(redis, lease, after);

/** Entries that nobody has read yet; does not wait. */
export const readNew = (redis: RedisClient, lease: Lease, count = READ_MAX): Promise<Read> =>
  read(redis, lease, '>', count);

/**
 * Waits up to {@link WAIT_MS} for an entry after `newest`; reads nothing for the group.
 * @param redis a connection of its own: the wait holds it.
 */
export const awaitEntry = async (
  redis: RedisClient,
  partition: Partition,
  newest: EntryId,
): Promise<boolean> => {
  const found = await redis.xRead(
    { key: keys.utterances(partition), id: newest },
    { BLOCK: WAIT_MS, COUNT: 1 },
  );
  return found !== null;
};

const idAfter = (id: EntryId): string => {
  const [ms = '0', sequence = '0'] = id.split('-');
  return `${ms}-${BigInt(sequence) + 1n}`;
};

/** Acknowledges entries and trims the stream. @returns how many entries still wait. */
export const acknowledge = async (
  redis: RedisClient,
  partition: Partition,
  ids: readonly EntryId[],
): Promise<number> => {
  if (ids.length === 0) return redis.xLen(keys.utterances(partition));
  const highest = ids.reduce((a, b) => (compareEntryIds(a, b) >= 0 ? a : b));
  const reply = await redis.eval(ACK, {
    keys: [keys.utterances(partition)],
    arguments: [GROUP, idAfter(highest), ...ids],
  });
  return Number(reply);
};
