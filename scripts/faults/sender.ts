import { setTimeout as sleep } from 'node:timers/promises';
import type { IngestReply } from '../../models/contract/ingest.ts';
import { Broken } from './broken.ts';
import type { Line, Show } from './plan.ts';
import { until } from './until.ts';

const ANSWER_MS_MAX = 30_000;
const AGAIN_MS = 100;

/** How far the senders are, and how far they may go. */
export interface Flow {
  begun: number;
  answered: number;
  underWay: number;
  /** Requests that may be begun: a fault is over before the next one's time comes. */
  allowed: number;
  /** Nobody begins another request: Redis answers a connection in order, so that one request that waits holds up all others. */
  held: boolean;
  /** Answers that refused for the time being, by status. */
  readonly refused: Map<number, number>;
  /** Requests without any answer. */
  unanswered: number;
  /** Events that an unanswered request had left behind: known only when they were sent again. */
  unheard: number;
  /** Copies that were answered as such. */
  duplicates: number;
  /** No line is cut meanwhile. */
  uncut: boolean;
  /** Entries put on the streams that no log can take, as `stream entry`. */
  readonly undecodable: string[];
  /** Dashboards that read nothing, were cut off and came back. */
  slowCut: number;
  failed: unknown;
  /** Resolves as the next request leaves. */
  nextPost(): Promise<void>;
  /** To be called as a request leaves. */
  left(): void;
}

export const createFlow = (): Flow => {
  let waiting: (() => void)[] = [];
  return {
    ...startOfFlow(),
    nextPost: () => new Promise((done) => waiting.push(done)),
    left: () => {
      const told = waiting;
      waiting = [];
      for (const tell of told) tell();
    },
  };
};

const startOfFlow = (): Omit<Flow, 'nextPost' | 'left'> => ({
  begun: 0,
  answered: 0,
  underWay: 0,
  allowed: 0,
  held: false,
  refused: new Map(),
  unanswered: 0,
  unheard: 0,
  duplicates: 0,
  uncut: false,
  undecodable: [],
  slowCut: 0,
  failed: null,
});

export interface Door {
  readonly url: string;
  readonly token: string;
}

const register = async ({ url, token }: Door, show: Show): Promise<void> => {
  const body = JSON.stringify({
    id: show.id,
    title: show.id,
    language: 'zh-Hans',
    platform: 'lantern',
    room: { id: 'room-1', name: 'Lamp room', operator: 'Lamp makers' },
    presenters: [{ id: 'host', name: 'host' }],
    startedAt: new Date(Date.now() - show.startedAgoMs).toISOString(),
  });
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const response = await fetch(`${url}/api/broadcasts`, { method: 'POST', headers, body });
  if (response.status !== 201) throw new Error(`registration: ${response.status} ${await response.text()}`);
};

/** Posts until every line is in. @throws Broken when a line is refused for good, or accepted twice. */
const deliver = async (
  door: Door,
  flow: Flow,
  show: Show,
  lines: readonly Line[],
  told: Set<string>,
): Promise<void> => {
  const body = lines.map(({ json }) => json).join('\n');
  for (;;) {
    await until('leave to send', async () => flow.failed !== null || !flow.held);
    const reply = await post(door, flow, show, body);
    if (!reply) {
      await sleep(AGAIN_MS);
      continue;
    }
    for (const { line, status, code, reason, retryable } of reply.lines) {
      const token = lines[line - 1]?.token ?? '';
      if (status === 'refused' && !retryable)
        throw new Broken(`${show.id}: ${token} was refused for good: ${code}, ${reason}`);
      if (status === 'accepted' && told.has(token))
        throw new Broken(`${show.id}: ${token} was accepted twice`);
      if (status === 'duplicate' && told.has(token)) flow.duplicates += 1;
      if (status === 'duplicate' && !told.has(token)) flow.unheard += 1;
      if (status !== 'refused') told.add(token);
    }
    if (reply.accepted + reply.duplicate === lines.length) return;
    await sleep(AGAIN_MS);
  }
};

const post = async (
  { url, token }: Door,
  flow: Flow,
  show: Show,
  body: string,
): Promise<IngestReply | null> => {
  flow.underWay += 1;
  try {
    flow.left();
    const response = await fetch(`${url}/api/broadcasts/${show.id}/events`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-ndjson' },
      body,
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    if (response.ok) return (await response.json()) as IngestReply;
    const { status } = response;
    flow.refused.set(status, (flow.refused.get(status) ?? 0) + 1);
    const retryable = status === 429 || status === 503;
    if (!retryable) throw new Broken(`${show.id}: answered ${status} ${await response.text()}`);
    if (!response.headers.get('Retry-After')) throw new Broken(`${status} without Retry-After`);
    const reply = (await response.json()) as Partial<IngestReply>;
    return reply.lines ? (reply as IngestReply) : null;
  } catch (error) {
    if (error instanceof Broken) throw error;
    flow.unanswered += 1;
    return null;
  } finally {
    flow.underWay -= 1;
  }
};

/** Sends one show, one request after the other. @returns what it was told is taken, in the order in which it was sent first. */
export const sendShow = async (door: Door, flow: Flow, show: Show, pauseMs: number): Promise<string[]> => {
  await register(door, show);
  const told = new Set<string>();
  const order = new Set<string>();
  for (const lines of show.requests) {
    await until('leave to go on', async () => flow.failed !== null || flow.begun < flow.allowed, 3_600_000);
    if (flow.failed !== null) break;
    flow.begun += 1;
    for (const { token } of lines) order.add(token);
    await deliver(door, flow, show, lines, told);
    flow.answered += 1;
    await sleep(pauseMs);
  }
  return [...order];
};
