import { hash } from 'node:crypto';
import type { RedisClient } from './client.ts';

interface ScriptArguments {
  readonly keys: string[];
  readonly arguments: string[];
}

const isUnknown = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT');

/**
 * A script that is sent once and from then on named by its hash. A Redis that does not know it (it was started anew) is sent it
 * again.
 */
export const scriptOf = (text: string) => {
  const sha = hash('sha1', text, 'hex');
  return async (redis: RedisClient, given: ScriptArguments): Promise<unknown> => {
    try {
      return await redis.evalSha(sha, given);
    } catch (error) {
      if (!isUnknown(error)) throw error;
      return redis.eval(text, given);
    }
  };
};
