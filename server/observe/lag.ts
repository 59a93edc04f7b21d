import { BACKLOG_MAX } from '../../models/stream/backlog.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { ALL_PARTITIONS, GROUP, keys, type Partition } from '../../models/stream/keys.ts';

/*
 * Purpose: how many entries of a partition's stream no owner has finished.
 * KEYS     1 stream
 * ARGV     1 group, 2 most entries to count
 * Returns  entries delivered and not acknowledged, and entries never delivered; all of them where there is no group yet
 * Effects  none. Redis 6.2 does not tell a group's lag, hence the counting.
 */
const LAG = `
local groups = redis.pcall('XINFO', 'GROUPS', KEYS[1])
if groups.err then return 0 end
for _, flat in ipairs(groups) do
  local group = {}
  for i = 1, #flat, 2 do group[flat[i]] = flat[i + 1] end
  if group['name'] == ARGV[1] then
    local last = group['last-delivered-id']
    local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
    if not newest or newest[1] == last then return group['pending'] end
    return group['pending'] + #redis.call('XRANGE', KEYS[1], '(' .. last, '+', 'COUNT', ARGV[2])
  end
end
return redis.call('XLEN', KEYS[1])
`;

/** Entries waiting in each partition, also when no worker runs. */
export const partitionLags = async (redis: RedisClient): Promise<ReadonlyMap<Partition, number>> => {
  const lags = await Promise.all(
    ALL_PARTITIONS.map((partition) =>
      redis.eval(LAG, { keys: [keys.utterances(partition)], arguments: [GROUP, String(BACKLOG_MAX)] }),
    ),
  );
  return new Map(ALL_PARTITIONS.map((partition, at) => [partition, Number(lags[at])]));
};
