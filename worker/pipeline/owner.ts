import { setTimeout as sleep } from 'node:timers/promises';
import { asEntryId, type BroadcastId } from '../../models/contract/ids.ts';
import { liveBroadcasts } from '../../models/store/live-broadcasts.ts';
import { newestEntryOf } from '../../models/store/newest-entry.ts';
import {
  endWriteSessions,
  openWriteSessions,
  type WriteSessions,
} from '../../models/store/write-sessions.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import {
  acknowledge,
  awaitEntry,
  type RawEntry,
  READ_MAX,
  readNew,
  readNext,
  readPending,
} from '../../models/stream/consume.ts';
import {
  holdsPartition,
  type Lease,
  leaveWriters,
  releasePartition,
  writersOf,
} from '../../models/stream/leases.ts';
import { openStream } from '../../models/stream/open-stream.ts';
import { errorFacts } from '../observe/log.ts';
import type { BlockWriter } from './block-writer.ts';
import { decodeBatch, quarantine } from './decode.ts';
import { createLane, type Guard, type Lane, type LaneDeps } from './lane.ts';
import { backoffMs, eachLimited, LeaseLost } from './retry.ts';
import { LIVE_FOR_MS } from './upkeep.ts';

/** Broadcasts of one partition at work at once: their blocks are written together, and each waits for its own alerts. */
const LANES_AT_ONCE = 32;
/** Blocks of one partition written at once where each must be written alone; few beside the pool of 100 connections. */
const SESSIONS = 4;
/**
 * What came while a batch was at work waited no longer than the batch took: up to here that is no backlog, and well under the
 * time after which a source counts as silent.
 */
const CAUGHT_UP_MS = 3_000;
/** How often heartbeats, signatures and progress are looked at while events keep coming. */
const UPKEEP_MS = 250;

export interface OwnerDeps extends LaneDeps {
  readonly redis: RedisClient;
  readonly writer: BlockWriter;
  /** A connection for one partition's waiting reads; closed by the owner. */
  readonly connectReader: () => Promise<RedisClient>;
  /** Milliseconds that only grow, whatever is done to the wall clock. */
  readonly monotonicMs: () => number;
}

/** The owner of one partition, from claim to release. */
export interface Owner {
  readonly lease: Lease;
  /** Says that the lease holds until then, by `monotonicMs`. */
  holdUntil(monotonicMs: number): void;
  held(): boolean;
  /** Lets go: finishes the batch at hand if the lease still holds, gives the lease back. */
  stop(): Promise<void>;
  /** Resolves when it has let go, for whatever reason. */
  readonly ended: Promise<void>;
}

interface Holding {
  readonly deps: OwnerDeps;
  readonly lease: Lease;
  readonly lanes: Map<BroadcastId, Lane>;
  readonly stopping: AbortSignal;
  untilMs: number;
  lost: boolean;
  upkeepAtMs: number;
  /** The last batch, all of it recorded: its alerts are raised and it is acknowledged while the next is heard. */
  behind: Promise<void>;
  sessions?: WriteSessions;
  guard?: Guard;
}

const isHeld = ({ lost, untilMs, deps }: Holding): boolean => !lost && deps.monotonicMs() < untilMs;

const assertHeld = (holding: Holding): void => {
  if (!isHeld(holding)) throw new LeaseLost(holding.lease.partition);
};

const pause = async ({ stopping, lease }: Holding, ms: number): Promise<void> => {
  await sleep(ms, undefined, { signal: stopping }).catch(() => undefined);
  // Told to stop while a store is away: what was read stays pending for the next owner.
  if (stopping.aborted) throw new LeaseLost(lease.partition);
};

const guardOf = (holding: Holding, sessions: WriteSessions): Guard => {
  const { lease, deps } = holding;
  return {
    partition: lease.partition,
    epoch: lease.epoch,
    append: (block) => deps.writer.append({ sessions, assertHeld: () => assertHeld(holding) }, block),
    assertHeld: () => assertHeld(holding),
    async confirmHeld() {
      if (await holdsPartition(deps.redis, lease)) return;
      holding.lost = true;
      throw new LeaseLost(lease.partition);
    },
    pause: (ms) => pause(holding, ms),
  };
};

const laneOf = (holding: Holding, broadcastId: BroadcastId): Lane => {
  const { lanes, guard, deps, lease } = holding;
  const known = lanes.get(broadcastId);
  if (known) return known;
  if (!guard) throw new LeaseLost(lease.partition);
  const lane = createLane(deps, guard, broadcastId);
  lanes.set(broadcastId, lane);
  return lane;
};

/** Acknowledges entries once all that follows from them is at rest. */
const acknowledgeAfter = async (
  { deps, lease }: Holding,
  entries: readonly RawEntry[],
  lanes: readonly Lane[],
): Promise<void> => {
  const { partition } = lease;
  await Promise.all(lanes.map((lane) => lane.followed()));
  const ids = entries.map(({ id }) => id);
  deps.metrics.lag.set({ partition: String(partition) }, await acknowledge(deps.redis, partition, ids));
};

/**
 * Records a batch, whatever it takes. It is acknowledged behind that: what went wrong with one batch is thrown when the next is
 * recorded, so that never more than two are under way.
 * @throws LeaseLost, and then nothing is acknowledged; the Redis error.
 */
const handle = async (holding: Holding, batch: readonly RawEntry[]): Promise<void> => {
  const { deps, lease } = holding;
  const { partition } = lease;
  const { byBroadcast, undecodable } = decodeBatch(batch);
  for (const bad of undecodable) {
    for (let failures = 0; !(await quarantine(deps, partition, bad)); failures += 1) {
      assertHeld(holding);
      await pause(holding, backoffMs(failures));
    }
  }
  await eachLimited([...byBroadcast], LANES_AT_ONCE, ([broadcastId, entries]) =>
    laneOf(holding, broadcastId).process(entries),
  );
  await holding.behind;
  const used = [...byBroadcast.keys()].flatMap((broadcastId) => holding.lanes.get(broadcastId) ?? []);
  holding.behind = acknowledgeAfter(holding, batch, used);
  holding.behind.catch(() => undefined);
  // A replay of two such batches would be longer than what alerts remember; and of a backlog nobody waits for the next line.
  if (batch.length > READ_MAX) await holding.behind;
};

const upkeep = async (holding: Holding, caughtUp: boolean): Promise<void> => {
  const { deps, lanes } = holding;
  if (deps.monotonicMs() - holding.upkeepAtMs < UPKEEP_MS) return;
  holding.upkeepAtMs = deps.monotonicMs();
  await eachLimited([...lanes.values()], LANES_AT_ONCE, async (lane) => {
    await lane.upkeep(caughtUp);
    if (lane.idle()) lanes.delete(lane.broadcastId);
  });
};

/** Undoes what the last owner had begun to write and cannot finish, and leaves the same means to the next. */
const takeOverWriting = async (holding: Holding): Promise<void> => {
  const { deps, lease } = holding;
  await endWriteSessions(deps.store, await writersOf(deps.redis, lease.partition));
  holding.sessions ??= await openWriteSessions(deps.store, SESSIONS);
  const ids = [...holding.sessions.ids, ...(await deps.writer.ids())];
  if (!(await leaveWriters(deps.redis, lease, ids))) throw new LeaseLost(lease.partition);
  holding.guard = guardOf(holding, holding.sessions);
};

/** First what an earlier owner left: live broadcasts without a heartbeat, entries read and not acknowledged. */
const takeOver = async (holding: Holding): Promise<void> => {
  const { deps, lease } = holding;
  const { partition, epoch } = lease;
  const opened = await openStream(deps.redis, lease, () => newestEntryOf(deps.store, partition));
  if (!opened.ok) throw new LeaseLost(partition);
  if (opened.moved > 0)
    deps.log.warn({ partition, entries: opened.moved }, 'the stream is new and its clock is behind the logs');
  if (!holding.guard) await takeOverWriting(holding);
  const heardSince = new Date(deps.now() - LIVE_FOR_MS);
  for (const id of await liveBroadcasts(deps.store, partition, heardSince)) laneOf(holding, id);
  holding.upkeepAtMs = Number.NEGATIVE_INFINITY;
  await upkeep(holding, false);
  for (let after = asEntryId('0-0'); ; ) {
    assertHeld(holding);
    const read = await readPending(deps.redis, lease, after);
    if (!read.ok) throw new LeaseLost(partition);
    const last = read.entries.at(-1);
    if (!last) return;
    const entries = read.entries.length;
    deps.log.info({ partition, epoch, entries }, 'reading again what was not acknowledged');
    await handle(holding, read.entries);
    after = last.id;
  }
};

const consume = async (holding: Holding, reader: RedisClient): Promise<void> => {
  const { deps, lease, stopping } = holding;
  let count = READ_MAX;
  while (!stopping.aborted) {
    assertHeld(holding);
    const read = await readNew(deps.redis, lease, count);
    if (!read.ok) throw new LeaseLost(lease.partition);
    const startedAtMs = deps.monotonicMs();
    if (read.entries.length > 0) await handle(holding, read.entries);
    else if (!(await awaitEntry(reader, lease.partition, read.newest))) await holding.behind;
    const tookMs = deps.monotonicMs() - startedAtMs;
    await upkeep(holding, read.entries.length < count && tookMs < CAUGHT_UP_MS);
    count = readNext(read.entries, count);
  }
  await holding.behind;
};

const run = async (holding: Holding): Promise<void> => {
  const { deps, lease, lanes, stopping } = holding;
  const { partition, epoch } = lease;
  const reader = await deps.connectReader();
  try {
    for (let failures = 0; !stopping.aborted; failures += 1) {
      try {
        await takeOver(holding);
        failures = 0;
        await consume(holding, reader);
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        const facts = { partition, epoch, ...errorFacts(error) };
        deps.log.warn(facts, 'reading failed; starting over from what is pending');
        // The same steps must not be under way twice.
        await Promise.allSettled([holding.behind, ...[...lanes.values()].map((lane) => lane.settled())]);
        holding.behind = Promise.resolve();
        lanes.clear();
        await pause(holding, backoffMs(failures));
        assertHeld(holding);
      }
    }
  } finally {
    reader.destroy();
    await holding.sessions?.close();
  }
};

const end = async (holding: Holding): Promise<void> => {
  const { deps, lease, lanes } = holding;
  await Promise.all([...lanes.values()].map((lane) => lane.settled()));
  // The sessions are closed and soon lent to others of this process: the next owner must not end them then.
  if (isHeld(holding)) await leaveWriters(deps.redis, lease, []).catch(() => false);
  // Where it cannot be given back it runs out by itself.
  if (isHeld(holding)) await releasePartition(deps.redis, lease).catch(() => undefined);
  holding.lost = true;
  deps.metrics.lag.remove({ partition: String(lease.partition) });
};

/** Starts to own a partition that was just claimed. */
export const startOwner = (deps: OwnerDeps, lease: Lease, heldUntilMs: number): Owner => {
  const stopping = new AbortController();
  const holding: Holding = {
    deps,
    lease,
    lanes: new Map(),
    stopping: stopping.signal,
    untilMs: heldUntilMs,
    lost: false,
    upkeepAtMs: Number.NEGATIVE_INFINITY,
    behind: Promise.resolve(),
  };
  const { partition, epoch } = lease;
  const ended = run(holding)
    .catch((error: unknown) => {
      if (!(error instanceof LeaseLost))
        deps.log.error({ partition, epoch, ...errorFacts(error) }, 'an owner failed');
      else if (!stopping.signal.aborted) deps.log.warn({ partition, epoch }, 'the lease ran out');
    })
    .then(() => end(holding));
  return {
    lease,
    ended,
    held: () => isHeld(holding),
    holdUntil(ms) {
      holding.untilMs = Math.max(holding.untilMs, ms);
    },
    stop() {
      stopping.abort();
      return ended;
    },
  };
};
