import { createClient } from 'redis';

/** Commands that may wait for a connection: past it callers are told "not available" instead of filling the memory. */
const COMMAND_QUEUE_MAX = 10_000;
/** Waits between attempts to reconnect grow to this: a Redis that was killed is back within a few seconds. */
const RECONNECT_MS_MAX = 1_000;
const CONNECT_MS_MAX = 5_000;

/** Every connection is asked for a sign of life this often. Longer than the longest wait that a command asks for (2 s) takes in turn. */
const PING_MS = 2_000;
/** Pings that may stay without an answer. Counted and not timed: a process that was stopped itself has missed none. */
const UNANSWERED_MAX = 3;
/** A connection on which nothing moves for so long is dead; above all one that was accepted and then never answered. */
const SILENCE_MS_MAX = PING_MS * UNANSWERED_MAX;

/**
 * A signal that can be given again: Node destroys every socket that was made with it at its `abort`. What goes out over a
 * connection whose other end has vanished keeps it from being idle, so that a time-out alone would never end it.
 */
class Hangup extends EventTarget {
  readonly aborted = false;

  give(): void {
    this.dispatchEvent(new Event('abort'));
  }
}

interface Watched {
  readonly isReady: boolean;
  ping(): Promise<unknown>;
  once(event: 'end', listener: () => void): unknown;
}

/** Ends a connection that does not answer; the client then makes it anew, and commands under way are rejected. */
const watch = (client: Watched, hangup: Hangup): void => {
  let unanswered = 0;
  let waiting = false;
  const ask = async (): Promise<void> => {
    waiting = true;
    // A rejection is an answer too: the connection is gone already, or says what is wrong.
    await client.ping().catch(() => {});
    waiting = false;
    unanswered = 0;
  };
  const look = (): void => {
    if (!client.isReady) unanswered = 0;
    else if (!waiting) void ask();
    else unanswered += 1;
    if (unanswered < UNANSWERED_MAX) return;
    unanswered = 0;
    hangup.give();
  };
  const timer = setInterval(look, PING_MS);
  timer.unref();
  client.once('end', () => clearInterval(timer));
};

/**
 * Opens a connection to Redis and keeps it: reconnects for ever, with a bounded wait, also where the other end vanished without
 * a word (within 8 s). A command that was under way then is rejected: whether it was done is not known.
 * RESP 2 is chosen so that replies are plain arrays and objects.
 *
 * @param onError told of every connection error; the client goes on trying.
 * @param options `whenAway: 'refuse'` rejects commands at once while there is no connection, for a door that has to answer; by
 *   default they wait for one.
 */
export const connectRedis = async (
  url: string,
  onError: (error: Error) => void,
  options: { readonly whenAway?: 'wait' | 'refuse' } = {},
) => {
  const refuse = options.whenAway === 'refuse';
  const hangup = new Hangup();
  const client = createClient({
    url,
    RESP: 2,
    commandsQueueMaxLength: COMMAND_QUEUE_MAX,
    disableOfflineQueue: refuse,
    // Its time-out is one of waiting to be sent, and costs a timer for each command; what is refused never waits.
    ...(refuse && { commandOptions: { timeout: 0 } }),
    socket: {
      reconnectStrategy: (attempt) => Math.min(50 * 2 ** attempt, RECONNECT_MS_MAX),
      connectTimeout: CONNECT_MS_MAX,
      socketTimeout: SILENCE_MS_MAX,
      signal: hangup as unknown as AbortSignal,
    },
  });
  client.on('error', onError);
  await client.connect();
  watch(client, hangup);
  return client;
};

export type RedisClient = Awaited<ReturnType<typeof connectRedis>>;
