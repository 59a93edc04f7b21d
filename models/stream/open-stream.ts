import type { EntryId } from '../contract/ids.ts';
import type { RedisClient } from './client.ts';
import { GROUP, keys } from './keys.ts';
import { type Lease, leaseValue } from './leases.ts';

/*
 * Purpose: make a partition's group where there is none, and have the stream go on after the newest entry that a log names.
 *          A Redis that was emptied and whose clock is behind gives out ids that logs have passed already; what the door
 *          took under such ids meanwhile is put on the stream again, in its order.
 * KEYS     1 stream, 2 lease (both in the partition's slot)
 * ARGV     1 lease value, 2 group, 3 and 4 the newest entry's milliseconds and number
 * Returns  entries that were put on the stream again, -1 when the lease is not held
 * Effects  all or nothing; nothing where the group is there already. Also at `maxmemory`, where a script is refused whose first
 *          write takes memory: it begins with one that takes none
 */
const OPEN = `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return -1 end
redis.call('XTRIM', KEYS[1], 'MINID', '0')
local made = redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[2], '0', 'MKSTREAM')
if made.err then
  if string.find(made.err, 'BUSYGROUP') then return 0 end
  return made
end
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local ms, number = 0, 0
if last then
  local dash = string.find(last[1], '-')
  ms, number = tonumber(string.sub(last[1], 1, dash - 1)), tonumber(string.sub(last[1], dash + 1))
end
if ms > tonumber(ARGV[3]) or (ms == tonumber(ARGV[3]) and number >= tonumber(ARGV[4])) then return 0 end
local early = redis.call('XRANGE', KEYS[1], '-', '+')
redis.call('XSETID', KEYS[1], ARGV[3] .. '-' .. ARGV[4])
for _, entry in ipairs(early) do
  redis.call('XADD', KEYS[1], '*', unpack(entry[2]))
  redis.call('XDEL', KEYS[1], entry[1])
end
return #early
`;

const splitId = (id: EntryId): [string, string] => {
  const [ms = '0', number = '0'] = id.split('-');
  return [ms, number];
};

const hasGroup = async (redis: RedisClient, stream: string): Promise<boolean> => {
  if ((await redis.exists(stream)) === 0) return false;
  return (await redis.xInfoGroups(stream)).some(({ name }) => name === GROUP);
};

/**
 * Sees to it that a partition's stream has its group, which starts at the very first entry, and that no entry stands on it under
 * an id that a log has passed: such an entry would be taken for one that is recorded.
 *
 * @param newest the newest entry that any log of the partition names; asked for only where the group is missing.
 * @returns how many entries were given later ids, or `lost` when the lease is not held any more.
 */
export const openStream = async (
  redis: RedisClient,
  lease: Lease,
  newest: () => Promise<EntryId>,
): Promise<{ readonly ok: true; readonly moved: number } | { readonly ok: false; readonly code: 'lost' }> => {
  const stream = keys.utterances(lease.partition);
  if (await hasGroup(redis, stream)) return { ok: true, moved: 0 };
  const reply = await redis.eval(OPEN, {
    keys: [stream, keys.lease(lease.partition)],
    arguments: [leaseValue(lease), GROUP, ...splitId(await newest())],
  });
  const moved = Number(reply);
  return moved < 0 ? { ok: false, code: 'lost' } : { ok: true, moved };
};
