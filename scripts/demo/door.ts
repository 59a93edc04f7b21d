import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastInput, IngestEvent, IngestReply } from '../../models/contract/ingest.ts';

/** First wait after a failure; doubles up to {@link BACKOFF_MAX_MS}. */
const BACKOFF_MIN_MS = 250;
/** A server that comes back is found within this time. */
const BACKOFF_MAX_MS = 5_000;
/** A request that takes longer is taken for lost and sent again; ids make that harmless. */
const REQUEST_LIMIT_MS = 10_000;

export interface DoorDeps {
  readonly serverUrl: string;
  readonly token: string;
  readonly log: (message: string, facts?: Record<string, unknown>) => void;
  /** Ends all waiting and retrying. */
  readonly signal: AbortSignal;
}

/** The server's ingest API, as a sender uses it: each call ends when all is accepted, however long the server is away. */
export interface Door {
  /** `POST /api/broadcasts`. @throws RefusedForGood */
  register(broadcast: BroadcastInput): Promise<void>;
  /** `POST /api/broadcasts/:id/events`. Lines that are refused for good are logged and left. */
  send(broadcastId: string, events: readonly IngestEvent[]): Promise<void>;
  /** One attempt at {@link Door.send}, for a sender that is leaving. */
  sendOnce(broadcastId: string, events: readonly IngestEvent[], limitMs: number): Promise<void>;
}

/** The server read it and said no: the same again would fail again. */
export class RefusedForGood extends Error {}

/** Enough of an answer to see what was wrong. */
const REASON_CHARS_MAX = 300;

type Attempt<T> = { readonly done: T } | { readonly again: string; readonly afterMs?: number };

const retryAfterMs = (response: Response): { afterMs: number } | Record<string, never> => {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? { afterMs: seconds * 1000 } : {};
};

/** The body was read and found wrong: the same again would fail again. */
const isFinal = (status: number): boolean =>
  status === 400 || status === 409 || status === 413 || status === 422;

const ndjson = (events: readonly IngestEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** What of `waiting` has to be sent again after the server's answer; what it refused for good is logged. */
const leftOver = (
  reply: Partial<IngestReply>,
  waiting: readonly IngestEvent[],
  refusedForGood: (lines: IngestReply['lines']) => void,
): IngestEvent[] => {
  const refused = (reply.lines ?? []).filter((line) => line.status === 'refused');
  const final = refused.filter((line) => !line.retryable);
  if (final.length > 0) refusedForGood(final);
  const notReadFrom = reply.notRead?.fromLine ?? Number.POSITIVE_INFINITY;
  return waiting.filter(
    (_, i) => i + 1 >= notReadFrom || refused.some((line) => line.line === i + 1 && line.retryable),
  );
};

/** Attempts with growing waits until one is done. @throws the signal's reason once it is aborted. */
const untilDone = async <T>(
  what: string,
  { log, signal }: Pick<DoorDeps, 'log' | 'signal'>,
  attempt: () => Promise<Attempt<T>>,
): Promise<T> => {
  let waitMs = BACKOFF_MIN_MS;
  for (let failures = 0; ; failures += 1) {
    signal.throwIfAborted();
    const result = await attempt().catch((error: unknown): Attempt<T> => {
      if (error instanceof RefusedForGood) throw error;
      return { again: String(error) };
    });
    if ('done' in result) return result.done;
    if (failures === 0 || waitMs === BACKOFF_MAX_MS) log(`${what}: trying again`, { reason: result.again });
    await sleep(Math.max(waitMs, result.afterMs ?? 0), undefined, { signal });
    waitMs = Math.min(BACKOFF_MAX_MS, waitMs * 2);
  }
};

export const createDoor = (deps: DoorDeps): Door => {
  const { serverUrl, token, log, signal } = deps;
  const post = (path: string, type: string, body: string, limit: AbortSignal): Promise<Response> =>
    fetch(`${serverUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body,
      signal: limit,
    });
  const limit = () => AbortSignal.any([signal, AbortSignal.timeout(REQUEST_LIMIT_MS)]);

  const register = async (broadcast: BroadcastInput): Promise<Attempt<void>> => {
    const response = await post('/api/broadcasts', 'application/json', JSON.stringify(broadcast), limit());
    const text = await response.text();
    if (response.ok) return { done: undefined };
    const reason = `${response.status} ${text.slice(0, REASON_CHARS_MAX)}`;
    if (isFinal(response.status)) throw new RefusedForGood(`register ${broadcast.id}: ${reason}`);
    return { again: reason, ...retryAfterMs(response) };
  };

  const send = async (
    broadcastId: string,
    waiting: IngestEvent[],
    within: AbortSignal,
  ): Promise<Attempt<void>> => {
    const path = `/api/broadcasts/${encodeURIComponent(broadcastId)}/events`;
    const response = await post(path, 'application/x-ndjson', ndjson(waiting), within);
    const text = await response.text();
    const reason = `${response.status} ${text.slice(0, REASON_CHARS_MAX)}`;
    // A broadcast that is gone (404) or closed (410) does not come back; the next one can be registered.
    if (response.status === 404 || response.status === 410)
      throw new RefusedForGood(`send to ${broadcastId}: ${reason}`);
    if (!response.ok && !isFinal(response.status)) return { again: reason, ...retryAfterMs(response) };
    const reply = JSON.parse(text) as Partial<IngestReply>;
    if (!response.ok && !reply.lines) throw new RefusedForGood(`send to ${broadcastId}: ${reason}`);
    const again = leftOver(reply, waiting, (lines) => log('lines refused', { broadcastId, lines }));
    waiting.splice(0, waiting.length, ...again);
    return again.length === 0 ? { done: undefined } : { again: `${again.length} lines to send again` };
  };

  return {
    register: (broadcast) => untilDone('register', deps, () => register(broadcast)),
    send: (broadcastId, events) => {
      const waiting = [...events];
      return untilDone('send', deps, () => send(broadcastId, waiting, limit()));
    },
    sendOnce: async (broadcastId, events, limitMs) => {
      await send(broadcastId, [...events], AbortSignal.timeout(limitMs));
    },
  };
};
