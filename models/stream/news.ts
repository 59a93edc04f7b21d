import type { RedisClient } from './client.ts';

/** Whoever follows what is announced. */
export interface Follower {
  wake(): void;
  stop(): Promise<void>;
}

/**
 * Wakes a follower at each announcement on a channel, and after each reconnection, when some may have been missed. Takes over the
 * connection: one that listens can do nothing else.
 * @returns the follower; when it is stopped the connection is closed first.
 */
export const withNews = async <T extends Follower>(
  redis: RedisClient,
  channel: string,
  follower: T,
): Promise<T> => {
  const wake = (): void => follower.wake();
  redis.on('ready', wake);
  await redis.subscribe(channel, wake);
  return {
    ...follower,
    async stop() {
      redis.destroy();
      await follower.stop();
    },
  };
};
