import { createClient } from 'redis';

/** What matters of a Redis before it is used. */
export interface RedisLook {
  readonly version: string;
  /** Whether what it acknowledged survives its end; absent where it does not say. */
  readonly appendOnly?: boolean;
  /** `noeviction` refuses when full; any other forgets. Absent where it does not say. */
  readonly whenFull?: string;
}

const fieldOf = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];

/** Connects once, looks, and leaves. @throws the error of a Redis that does not answer within `limitMs`, or refuses */
export const lookAtRedis = async (url: string, limitMs: number): Promise<RedisLook> => {
  const client = createClient({
    url,
    RESP: 2,
    socket: { reconnectStrategy: false, connectTimeout: limitMs, socketTimeout: limitMs },
  });
  // What it says is in the rejection, too.
  client.on('error', () => {});
  try {
    await client.connect();
    const info = await client.info();
    const aof = fieldOf(info, 'aof_enabled');
    const whenFull = fieldOf(info, 'maxmemory_policy');
    return {
      version: fieldOf(info, 'redis_version') ?? 'unknown',
      ...(aof !== undefined && { appendOnly: aof === '1' }),
      ...(whenFull !== undefined && { whenFull }),
    };
  } finally {
    client.destroy();
  }
};
