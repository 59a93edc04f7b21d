import type { BroadcastDoc } from '../../models/store/documents.ts';
import { type Appendable, appendMeasured } from '../../models/stream/append-events.ts';
import { retryAfterS } from '../../models/stream/backlog.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { Partition } from '../../models/stream/keys.ts';
import { Problem } from '../http/problem.ts';

/**
 * Puts events of the system itself on a broadcast's stream; one that is there already is left as it is.
 * @throws Problem `overloaded` when the partition is full; the Redis error when it is away.
 */
export const appendInternal = async (
  redis: RedisClient,
  broadcast: Pick<BroadcastDoc, '_id' | 'partition'>,
  acceptedAtMs: number,
  items: readonly Appendable[],
): Promise<void> => {
  const where = { broadcastId: broadcast._id, partition: broadcast.partition as Partition, acceptedAtMs };
  const { outcomes, backlog } = await appendMeasured(redis, where, items);
  if (outcomes.includes('overloaded'))
    throw new Problem('overloaded', 'too much is waiting; try again in a moment', {
      retryAfterS: retryAfterS(backlog),
    });
};
