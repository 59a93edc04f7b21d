import type { RedisClient } from './client.ts';
import { keys } from './keys.ts';
import { type Follower, withNews } from './news.ts';

/**
 * Tells every process that judges that the custom packs have changed. Nothing rests on it but speed: who misses it finds the
 * change in the store at the next look. @throws the Redis error.
 */
export const announcePacks = async (redis: RedisClient, set: number): Promise<void> => {
  await redis.publish(keys.packs, String(set));
};

/** Wakes a follower at each announcement; see {@link withNews}. */
export const withPackNews = <T extends Follower>(redis: RedisClient, follower: T): Promise<T> =>
  withNews(redis, keys.packs, follower);
