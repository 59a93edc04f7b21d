import type { RedisClient } from './client.ts';
import { keys } from './keys.ts';
import { type Follower, withNews } from './news.ts';

/**
 * Tells every process that judges or shows duties that a policy has changed. Nothing rests on it but speed: who misses it finds
 * the change in the store at the next look. @throws the Redis error.
 */
export const announcePolicies = async (redis: RedisClient, set: number): Promise<void> => {
  await redis.publish(keys.policies, String(set));
};

/** Wakes a follower at each announcement; see {@link withNews}. */
export const withPolicyNews = <T extends Follower>(redis: RedisClient, follower: T): Promise<T> =>
  withNews(redis, keys.policies, follower);
