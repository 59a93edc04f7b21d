import type { RedisClient } from './client.ts';
import { keys } from './keys.ts';

/**
 * Tells every process that judges that the custom packs have changed. Nothing rests on it but speed: who misses it finds the
 * change in the store at the next look. @throws the Redis error.
 */
export const announcePacks = async (redis: RedisClient, set: number): Promise<void> => {
  await redis.publish(keys.packs, String(set));
};

/** Whoever follows what is announced. */
interface Follower {
  wake(): void;
  stop(): Promise<void>;
}

/**
 * Wakes a follower at each announcement, and after each reconnection, when some may have been missed. Takes over the connection:
 * one that listens can do nothing else.
 * @returns the follower; when it is stopped the connection is closed first.
 */
export const withPackNews = async <T extends Follower>(redis: RedisClient, follower: T): Promise<T> => {
  const wake = (): void => follower.wake();
  redis.on('ready', wake);
  await redis.subscribe(keys.packs, wake);
  return {
    ...follower,
    async stop() {
      redis.destroy();
      await follower.stop();
    },
  };
};
