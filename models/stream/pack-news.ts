import type { RedisClient } from './client.ts';
import { keys } from './keys.ts';

/**
 * Tells every process that judges that the custom packs have changed. Nothing rests on it but speed: who misses it finds the
 * change in the store at the next look. @throws the Redis error.
 */
export const announcePacks = async (redis: RedisClient, set: number): Promise<void> => {
  await redis.publish(keys.packs, String(set));
};

/**
 * Calls `onNews` at each announcement, and after each reconnection, when some may have been missed. Takes over the connection:
 * one that listens can do nothing else.
 * @returns how to end it.
 */
export const watchPacks = async (redis: RedisClient, onNews: () => void): Promise<() => void> => {
  redis.on('ready', onNews);
  await redis.subscribe(keys.packs, onNews);
  return () => redis.destroy();
};
