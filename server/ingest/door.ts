import type { IngestEvent, LineAccount, LineRefusal } from '../../models/contract/ingest.ts';
import { LINE_BYTES_MAX, REQUEST_BYTES_MAX } from '../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import {
  type Appendable,
  type AppendOutcome,
  appendMeasured,
  CHUNK_MAX,
} from '../../models/stream/append-events.ts';
import { type Backlog, fullBy, retryAfterS } from '../../models/stream/backlog.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { Partition } from '../../models/stream/keys.ts';
import { AWAY_RETRY_S } from '../http/problem.ts';
import { type Account, createAccount } from './account.ts';
import { createLineSplitter, type InputLine } from './lines.ts';
import { readLine } from './read-line.ts';

/** Lines of one request: 4 MiB holds about this many lines of chat; more would make the account larger than the request. */
export const LINES_MAX = 20_000;
/** One place in each chunk is kept for the record of the registration. */
const EVENTS_PER_CHUNK = CHUNK_MAX - 1;

export type Stop = 'too-large' | 'overloaded' | 'not-available';

export interface Door {
  /** Takes bytes as they come; resolves once what was complete in them is at rest. Does nothing after a stop. */
  push(chunk: Uint8Array): Promise<void>;
  /** Takes the last line. */
  end(): Promise<void>;
  readonly stopped: Stop | null;
  readonly account: Account;
}

export interface DoorDeps {
  readonly redis: RedisClient;
  readonly broadcast: Pick<BroadcastDoc, '_id' | 'partition' | 'logSize'>;
  readonly now: () => number;
}

const REFUSALS: Readonly<Record<'conflict' | 'overloaded' | 'not-available', Partial<LineAccount>>> = {
  conflict: {
    code: 'id-conflict',
    reason: 'this id came before with other content; send a higher revision or another id',
    retryable: false,
  },
  overloaded: { code: 'overloaded', reason: 'too much is waiting; send it again later', retryable: true },
  'not-available': {
    code: 'not-available',
    reason: 'the stream is away and it is not known whether this was taken; send it again',
    retryable: true,
  },
} satisfies Record<string, Partial<LineAccount> & { code: LineRefusal }>;

const WAITING = {
  entries: 'too many events are waiting',
  bytes: 'too much is waiting',
  age: 'events wait too long: nobody judges at present',
} as const;

const accountOf = (
  line: number,
  event: IngestEvent,
  outcome: AppendOutcome | 'not-available',
): LineAccount => {
  const id = 'id' in event && event.id !== undefined ? { id: event.id } : {};
  if (outcome === 'accepted' || outcome === 'duplicate') return { line, status: outcome, ...id };
  return { line, status: 'refused', ...id, ...REFUSALS[outcome] };
};

/** The first record of a log is that of the registration: it goes in front of the first events, and again is a duplicate. */
const registeredOf = (broadcast: DoorDeps['broadcast']): Appendable[] =>
  broadcast.logSize > 0 ? [] : [{ event: { type: 'registered', atMs: 0 }, dedupeId: 'registered' }];

/**
 * Takes the events of one request or message: bytes in, every line accounted for. Never holds more than a chunk; what has
 * been answered as accepted is at rest in Redis. Stops at the limits, when too much is waiting, and when Redis is away.
 */
export const openDoor = (deps: DoorDeps): Door => {
  const account = createAccount();
  const splitter = createLineSplitter(LINE_BYTES_MAX);
  let bytes = 0;
  let stopped: Stop | null = null;

  const stop = (why: Stop, fromLine: number, reason: string, afterS?: number): void => {
    stopped ??= why;
    account.stopAt(fromLine, reason, afterS);
  };

  const append = async (
    batch: readonly { line: number; event: IngestEvent }[],
    nextLine: number,
  ): Promise<void> => {
    if (batch.length === 0) return;
    const { _id: broadcastId, partition } = deps.broadcast;
    const first = registeredOf(deps.broadcast);
    const items: Appendable[] = [...first, ...batch.map(({ event }) => ({ event }))];
    const where = { broadcastId, partition: partition as Partition, acceptedAtMs: deps.now() };
    let outcomes: (AppendOutcome | 'not-available')[];
    let backlog: Backlog | undefined;
    try {
      const appended = await appendMeasured(deps.redis, where, items);
      outcomes = appended.outcomes.slice(first.length);
      backlog = appended.backlog;
    } catch {
      outcomes = batch.map(() => 'not-available');
    }
    for (const [at, { line, event }] of batch.entries())
      account.note(accountOf(line, event, outcomes[at] ?? 'not-available'));
    if (!backlog) stop('not-available', nextLine, 'the stream is away', AWAY_RETRY_S);
    else if (outcomes.includes('overloaded'))
      stop('overloaded', nextLine, WAITING[fullBy(backlog) ?? 'entries'], retryAfterS(backlog));
  };

  const takeLines = async (lines: readonly InputLine[]): Promise<void> => {
    let batch: { line: number; event: IngestEvent }[] = [];
    for (const input of lines) {
      if (account.lines + batch.length >= LINES_MAX) {
        await append(batch, input.line);
        stop('too-large', input.line, `more than ${LINES_MAX} lines; send them in several requests`);
        return;
      }
      const read = readLine(input);
      if (read.ok) batch.push(read);
      else account.note(read.account);
      if (batch.length === EVENTS_PER_CHUNK) {
        await append(batch, input.line + 1);
        batch = [];
        if (stopped) return;
      }
    }
    await append(batch, (lines.at(-1)?.line ?? 0) + 1);
  };

  return {
    async push(chunk) {
      if (stopped) return;
      const room = REQUEST_BYTES_MAX - bytes;
      bytes += chunk.length;
      await takeLines(splitter.push(chunk.subarray(0, Math.max(room, 0))));
      if (!stopped && bytes > REQUEST_BYTES_MAX)
        stop('too-large', splitter.line, `longer than ${REQUEST_BYTES_MAX} bytes; send several requests`);
    },
    async end() {
      if (!stopped) await takeLines(splitter.end());
    },
    get stopped() {
      return stopped;
    },
    account,
  };
};
