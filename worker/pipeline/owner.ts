import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastId } from '../../models/contract/ids.ts';
import { asEntryId } from '../../models/contract/ids.ts';
import { liveBroadcasts } from '../../models/store/live-broadcasts.ts';
import { quarantineEntry } from '../../models/store/quarantine-entry.ts';
import {
  endWriteSessions,
  openWriteSessions,
  type WriteSessions,
} from '../../models/store/write-sessions.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import {
  acknowledge,
  awaitEntry,
  ensureGroup,
  type RawEntry,
  READ_MAX,
  readNew,
  readPending,
} from '../../models/stream/consume.ts';
import { keys } from '../../models/stream/keys.ts';
import {
  holdsPartition,
  type Lease,
  leaveWriters,
  releasePartition,
  writersOf,
} from '../../models/stream/leases.ts';
import { decodeMessage } from '../../models/stream/wire.ts';
import { errorFacts } from '../observe/log.ts';
import type { Entry } from './hear.ts';
import { createLane, type Guard, type Lane, type LaneDeps } from './lane.ts';
import { backoffMs, eachLimited, LeaseLost } from './retry.ts';
import { LIVE_FOR_MS } from './upkeep.ts';

/** Broadcasts of one partition written at once: enough to keep the journal busy, few beside the pool of 100 connections. */
const LANES_AT_ONCE = 8;
/** How often heartbeats, signatures and progress are looked at while events keep coming. */
const UPKEEP_MS = 250;

export interface OwnerDeps extends LaneDeps {
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

const decode = (raw: RawEntry): Entry | string => {
  try {
    return { id: raw.id, ...decodeMessage(raw.fields) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const byBroadcast = (entries: readonly Entry[]): Map<BroadcastId, Entry[]> => {
  const groups = new Map<BroadcastId, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.broadcastId);
    if (group) group.push(entry);
    else groups.set(entry.broadcastId, [entry]);
  }
  return groups;
};

/** Starts to own a partition that was just claimed. */
export const startOwner = (deps: OwnerDeps, lease: Lease, heldUntilMs: number): Owner => {
  const { redis, store, log, metrics, now, monotonicMs } = deps;
  const { partition, epoch } = lease;
  const lanes = new Map<BroadcastId, Lane>();
  const stopping = new AbortController();
  let untilMs = heldUntilMs;
  let lost = false;
  let upkeepAtMs = 0;

  const held = (): boolean => !lost && monotonicMs() < untilMs;
  const assertHeld = (): void => {
    if (!held()) throw new LeaseLost(partition);
  };
  const pause = async (ms: number): Promise<void> => {
    await sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
    // Told to stop while a store is away: what was read stays pending for the next owner.
    if (stopping.signal.aborted) throw new LeaseLost(partition);
  };
  const guardOf = (sessions: WriteSessions): Guard => ({
    partition,
    epoch,
    sessions,
    assertHeld,
    async confirmHeld() {
      if (await holdsPartition(redis, lease)) return;
      lost = true;
      throw new LeaseLost(partition);
    },
    pause,
  });
  let sessions: WriteSessions | undefined;
  let guard: Guard | undefined;

  const laneOf = (broadcastId: BroadcastId): Lane => {
    const known = lanes.get(broadcastId);
    if (known) return known;
    if (!guard) throw new LeaseLost(partition);
    const lane = createLane(deps, guard, broadcastId);
    lanes.set(broadcastId, lane);
    return lane;
  };

  const quarantine = async (raw: RawEntry, reason: string): Promise<void> => {
    const stream = keys.utterances(partition);
    const entry = { stream, entryId: raw.id, fields: { ...raw.fields }, reason, at: new Date(now()) };
    for (let failures = 0; ; failures += 1) {
      assertHeld();
      try {
        await quarantineEntry(store, entry);
        break;
      } catch (error) {
        log.warn({ partition, ...errorFacts(error) }, 'quarantine failed; trying again');
        await pause(backoffMs(failures));
      }
    }
    metrics.quarantined.inc();
    log.warn({ partition, entry: raw.id }, 'an entry could not be decoded and is in quarantine');
  };

  const handle = async (batch: readonly RawEntry[]): Promise<void> => {
    const entries: Entry[] = [];
    for (const raw of batch) {
      const entry = decode(raw);
      if (typeof entry === 'string') await quarantine(raw, entry);
      else entries.push(entry);
    }
    await eachLimited([...byBroadcast(entries)], LANES_AT_ONCE, ([broadcastId, of]) =>
      laneOf(broadcastId).process(of),
    );
    const waiting = await acknowledge(
      redis,
      partition,
      batch.map(({ id }) => id),
    );
    metrics.lag.set({ partition: String(partition) }, waiting);
  };

  const upkeep = async (caughtUp: boolean): Promise<void> => {
    if (now() - upkeepAtMs < UPKEEP_MS) return;
    upkeepAtMs = now();
    await eachLimited([...lanes.values()], LANES_AT_ONCE, async (lane) => {
      await lane.upkeep(caughtUp);
      if (lane.idle()) lanes.delete(lane.broadcastId);
    });
  };

  /** Undoes what the last owner had begun to write and cannot finish, and leaves the same means to the next. */
  const takeOverWriting = async (): Promise<void> => {
    await endWriteSessions(store, await writersOf(redis, partition));
    sessions ??= await openWriteSessions(store, LANES_AT_ONCE);
    if (!(await leaveWriters(redis, lease, sessions.ids))) throw new LeaseLost(partition);
    guard = guardOf(sessions);
  };

  /** First what an earlier owner left: live broadcasts without a heartbeat, entries read and not acknowledged. */
  const takeOver = async (): Promise<void> => {
    await ensureGroup(redis, partition);
    if (!guard) await takeOverWriting();
    for (const id of await liveBroadcasts(store, partition, new Date(now() - LIVE_FOR_MS))) laneOf(id);
    upkeepAtMs = 0;
    await upkeep(false);
    for (let after = asEntryId('0-0'); ; ) {
      assertHeld();
      const read = await readPending(redis, lease, after);
      if (!read.ok) throw new LeaseLost(partition);
      const last = read.entries.at(-1);
      if (!last) return;
      log.info({ partition, epoch, entries: read.entries.length }, 'reading again what was not acknowledged');
      await handle(read.entries);
      after = last.id;
    }
  };

  const consume = async (reader: RedisClient): Promise<void> => {
    while (!stopping.signal.aborted) {
      assertHeld();
      const read = await readNew(redis, lease);
      if (!read.ok) throw new LeaseLost(partition);
      if (read.entries.length > 0) await handle(read.entries);
      else await awaitEntry(reader, partition, read.newest);
      await upkeep(read.entries.length < READ_MAX);
    }
  };

  const run = async (): Promise<void> => {
    const reader = await deps.connectReader();
    try {
      for (let failures = 0; !stopping.signal.aborted; failures += 1) {
        try {
          await takeOver();
          failures = 0;
          await consume(reader);
        } catch (error) {
          if (error instanceof LeaseLost) throw error;
          log.warn(
            { partition, epoch, ...errorFacts(error) },
            'reading failed; starting over from what is pending',
          );
          lanes.clear();
          await pause(backoffMs(failures));
          assertHeld();
        }
      }
    } finally {
      reader.destroy();
      await sessions?.close();
    }
  };

  const ended = run()
    .catch((error: unknown) => {
      if (!(error instanceof LeaseLost))
        log.error({ partition, epoch, ...errorFacts(error) }, 'an owner failed');
      else if (!stopping.signal.aborted) log.warn({ partition, epoch }, 'the lease ran out');
    })
    .then(async () => {
      if (held()) await releasePartition(redis, lease).catch(() => undefined);
      lost = true;
      metrics.lag.remove({ partition: String(partition) });
    });

  return {
    lease,
    held,
    ended,
    holdUntil(ms) {
      untilMs = Math.max(untilMs, ms);
    },
    stop() {
      stopping.abort();
      return ended;
    },
  };
};
