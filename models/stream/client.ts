import { createClient } from 'redis';

/** Commands that may wait for a connection: past it callers are told "not available" instead of filling the memory. */
const COMMAND_QUEUE_MAX = 10_000;
/** Waits between attempts to reconnect grow to this: a Redis that was killed is back within a few seconds. */
const RECONNECT_MS_MAX = 1_000;

/** A Redis that hangs without closing its connections is given up after this; pings keep a healthy one from being idle so long. */
const SILENCE_MS_MAX = 6_000;
const PING_MS = 2_000;

/**
 * Opens a connection to Redis and keeps it: reconnects for ever, with a bounded wait.
 * RESP 2 is chosen so that replies are plain arrays and objects.
 *
 * @param onError told of every connection error; the client goes on trying.
 * @param options `whenAway: 'refuse'` rejects commands at once while there is no connection, and those sent once it is silent for
 *   too long, for a door that has to answer; by default they wait.
 */
export const connectRedis = async (
  url: string,
  onError: (error: Error) => void,
  options: { readonly whenAway?: 'wait' | 'refuse' } = {},
) => {
  const refuse = options.whenAway === 'refuse';
  const client = createClient({
    url,
    RESP: 2,
    commandsQueueMaxLength: COMMAND_QUEUE_MAX,
    disableOfflineQueue: refuse,
    ...(refuse && { pingInterval: PING_MS }),
    socket: {
      reconnectStrategy: (attempt) => Math.min(50 * 2 ** attempt, RECONNECT_MS_MAX),
      connectTimeout: 5_000,
      ...(refuse && { socketTimeout: SILENCE_MS_MAX }),
    },
  });
  client.on('error', onError);
  await client.connect();
  return client;
};

export type RedisClient = Awaited<ReturnType<typeof connectRedis>>;
