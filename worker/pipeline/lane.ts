import { SILENT_AFTER_MS } from '../../models/contract/broadcast.ts';
import { asDecisionId, type BroadcastId, compareEntryIds, type EntryId } from '../../models/contract/ids.ts';
import type { Recalled } from '../../models/duties/types.ts';
import { BlockFenced, type NewBlock } from '../../models/store/append-block.ts';
import type { SealedDoc } from '../../models/store/documents.ts';
import { isCaptured } from '../../models/store/live-broadcasts.ts';
import { quarantineEntry } from '../../models/store/quarantine-entry.ts';
import { recalledLines } from '../../models/store/recalled-lines.ts';
import { recordedOf } from '../../models/store/recent-utterances.ts';
import { decisionsWithGrounds } from '../../models/store/unlogged-decisions.ts';
import { keys, type Partition } from '../../models/stream/keys.ts';
import { encodeMessage } from '../../models/stream/wire.ts';
import { recallFirst, record } from '../evidence/record.ts';
import { recordUpkeep } from '../evidence/record-upkeep.ts';
import type { RecordDeps, Recorded } from '../evidence/recording.ts';
import { storedActs } from '../evidence/stored-acts.ts';
import { errorFacts, type Log } from '../observe/log.ts';
import { type AfterBlockDeps, countRecords, settle } from './after-block.ts';
import { lookForAway, type Working } from './away.ts';
import { BLOCK_ENTRIES_MAX, chunksOf } from './chunks.ts';
import { maskedFields } from './decode.ts';
import { createFollowing, type Following } from './following.ts';
import { type Entry, type Heard, hear } from './hear.ts';
import { backoffMs, isTransient, LeaseLost } from './retry.ts';
import { type DutiesOf, type LaneState, loadState } from './state.ts';
import type { Turn } from './turns.ts';
import { LIVE_FOR_MS, upkeepDue } from './upkeep.ts';

/** Chat goes on for a while after the end; past this a late event reads the head again. */
const ENDED_KEPT_MS = 60_000;

export interface LaneDeps extends Omit<AfterBlockDeps, 'onError'> {
  /** Asked for each block, so that a change of policy judges what comes next. */
  readonly dutiesOf?: DutiesOf;
  readonly log: Log;
  /** Before each stretch of work that keeps the processor busy. */
  readonly turn: Turn;
  /** Which stages work at present. */
  readonly working: Working;
}

/** The right to write, asked before every write. */
export interface Guard {
  readonly partition: Partition;
  readonly epoch: number;
  /** Appends a block; resolves once it is at rest. @throws what `appendBlock` throws, or LeaseLost. */
  append(block: NewBlock): Promise<void>;
  /** @throws LeaseLost once the lease may have run out, by this process's own clock. */
  assertHeld(): void;
  /** Asks Redis. @throws LeaseLost when the lease is somebody else's. */
  confirmHeld(): Promise<void>;
  /** Waits; @throws LeaseLost when the owner is told to stop meanwhile. */
  pause(ms: number): Promise<void>;
}

/** One broadcast within its partition: everything about it happens here, one thing after the other. */
export interface Lane {
  readonly broadcastId: BroadcastId;
  /** Records entries, in order, and begins what follows from them. Resolves once the records are at rest. @throws LeaseLost only. */
  process(entries: readonly Entry[]): Promise<void>;
  /** Resolves when the alert steps of all that is recorded are at rest: only then may its entries be acknowledged. @throws LeaseLost only. */
  followed(): Promise<void>;
  /** Heartbeats and gaps that are due; begins with signatures and progress. @throws LeaseLost only. */
  upkeep(caughtUp: boolean): Promise<void>;
  /** Resolves when the alert steps, the signature and the progress that are on their way are at rest, or given up. */
  settled(): Promise<void>;
  /** Whether nothing more is to be done for it until its next event. */
  idle(): boolean;
}

interface Running {
  readonly deps: AfterBlockDeps & Omit<RecordDeps, 'duties'> & LaneDeps;
  readonly guard: Guard;
  readonly broadcastId: BroadcastId;
  /** Absent until it is needed, and after a write that did not go through. */
  state: LaneState | null;
  readonly following: Following;
  /** What is signed and shown at the moment: what comes next is heard meanwhile. */
  settling: Promise<void> | null;
  /** The broadcast is not stored any more. */
  gone: boolean;
  /** Not looked after by this owner before. */
  takenOver: boolean;
  /** Entries that no block would take as they are, and why. */
  readonly hopeless: Map<EntryId, string>;
  /** Entries that no block would take in any form; they are in quarantine. */
  readonly skipped: Set<EntryId>;
}

/** Of the broadcast as it is now: what is heard while the steps are under way is of later records. */
const follow = ({ following }: Running, state: LaneState, sealed: readonly SealedDoc[]): Promise<void> =>
  following.follow({ ...state.broadcast, products: state.products }, sealed);

/**
 * Makes the state anew, and does the alert steps of the log's end again: what the worker wrote by itself (a duty that fell due)
 * stands under an entry that is acknowledged already, and nobody would come back to it.
 */
const load = async (lane: Running): Promise<LaneState | null> => {
  if (lane.state) return lane.state;
  const { deps, broadcastId } = lane;
  const state = await loadState(deps, broadcastId);
  if (state) await follow(lane, state, await recordedOf(deps.store, broadcastId, [state.head.lastEntryId]));
  lane.state = state;
  return state;
};

/** One block is judged by one set of rules: those in force as it is recorded. */
const recordDeps = ({ deps }: Running, { broadcast }: LaneState): RecordDeps => {
  const duties = deps.dutiesOf?.(broadcast.input.platform);
  return { ...deps, ...(duties && { duties }) };
};

/** Writes a block and moves the head. */
const write = async ({ guard }: Running, state: LaneState, recorded: Recorded): Promise<void> => {
  guard.assertHeld();
  const { frontier, ...block } = recorded;
  await guard.append(block);
  const { lastEntryId, writtenAt } = block.block;
  state.head = { frontier, lastEntryId, writtenAtMs: writtenAt.getTime() };
  state.dirty = true;
  // Alerts are the next owner's from here on, if it has come to that: it does these steps again.
  guard.assertHeld();
};

const settleLane = async (lane: Running, state: LaneState): Promise<void> => {
  // A broadcast is shown with the number of its alerts.
  await lane.following.done();
  lane.gone = !(await settle(lane.deps, state));
  // Removed meanwhile: what still comes must find that out, and not write on.
  if (lane.gone) lane.state = null;
};

/** Signs and shows what is due without holding up what comes next; what fails is due again at the next upkeep. */
const settleMeanwhile = (lane: Running, state: LaneState): void => {
  lane.settling ??= settleLane(lane, state)
    .catch(lane.deps.onError)
    .finally(() => {
      lane.settling = null;
    });
};

/** The end is signed and shown before its event is acknowledged. */
const settleAfter = async (lane: Running, state: LaneState): Promise<void> => {
  if (state.endedAtMs === undefined || state.endShown) {
    settleMeanwhile(lane, state);
    return;
  }
  await lane.settling;
  await settleLane(lane, state);
};

/** Reads back what the duties must hear again before the first of what was heard is recorded. */
const recall = async (
  { deps, broadcastId }: Running,
  state: LaneState,
  heard: readonly Heard[],
  judging: RecordDeps,
): Promise<Recalled | undefined> => {
  const wanted = recallFirst(state, heard, judging);
  if (!wanted) return undefined;
  const { times, listing } = wanted;
  const lines = await recalledLines(deps.store, broadcastId, times, state.head.frontier.size);
  return { lines, ...(listing && { listing }) };
};

const appendChunk = async (lane: Running, state: LaneState, chunk: readonly Entry[]): Promise<void> => {
  const last = chunk.at(-1);
  if (!last) return;
  const { deps, hopeless } = lane;
  const decisionIds = chunk.flatMap(({ event }) =>
    event.type === 'decision' ? [asDecisionId(event.decisionId)] : [],
  );
  const decisions = await decisionsWithGrounds(deps.store, decisionIds);
  const acts = await storedActs(deps.store, chunk);
  await deps.turn(chunk.length);
  // Whoever waited longer for the turn than the lease lasts would judge what the next owner judges, too.
  lane.guard.assertHeld();
  let heard: readonly Heard[] = await hear(state, chunk, deps.detectors, hopeless, deps.onError);
  while (heard.length > 0) {
    const judging = recordDeps(lane, state);
    const recalled = await recall(lane, state, heard, judging);
    await deps.turn(heard.length);
    const { recorded, rest } = record(state, heard, last.id, judging, decisions, recalled, acts);
    heard = rest;
    if (!recorded) continue;
    await write(lane, state, recorded);
    countRecords(deps, recorded.sealed);
    void follow(lane, state, recorded.sealed);
  }
};

const putAside = async (
  { deps, guard }: Running,
  entries: readonly Entry[],
  reason: string,
): Promise<void> => {
  const { partition } = guard;
  for (const { id, ...message } of entries) {
    await quarantineEntry(deps.store, {
      stream: keys.utterances(partition),
      entryId: id,
      fields: maskedFields(deps.detectors, encodeMessage(message), deps.onError),
      reason,
      at: new Date(deps.now()),
    });
    deps.metrics.quarantined.inc();
  }
  deps.log.warn({ partition, entries: entries.length, reason }, 'put in quarantine');
};

const attempt = async (lane: Running, entries: readonly Entry[], entriesMax: number): Promise<void> => {
  const { deps, broadcastId } = lane;
  const state = await load(lane);
  if (!state) return putAside(lane, entries, 'no such broadcast is stored');
  const at = state.head.lastEntryId;
  const old = entries.filter(({ id }) => compareEntryIds(id, at) <= 0);
  const fresh = entries.filter(({ id }) => compareEntryIds(id, at) > 0 && !lane.skipped.has(id));
  if (old.length > 0) {
    const ids = old.map(({ id }) => id);
    await follow(lane, state, await recordedOf(deps.store, broadcastId, ids));
  }
  for (const chunk of chunksOf(fresh, entriesMax)) await appendChunk(lane, state, chunk);
  await settleAfter(lane, state);
};

/**
 * Blocks hold one entry now, so it is the first that is not at rest yet that is wrong. It is recorded as not judged; if even
 * that cannot be written it goes to quarantine, since a log stuck for ever would lose all that comes after.
 */
const giveUpOnFirst = async (lane: Running, entries: readonly Entry[], error: unknown): Promise<void> => {
  const { hopeless, skipped } = lane;
  const state = await load(lane);
  const reason = error instanceof Error ? error.name : 'unknown error';
  const first = entries.find(
    ({ id }) => !skipped.has(id) && (!state || compareEntryIds(id, state.head.lastEntryId) > 0),
  );
  if (!first) return lane.guard.pause(backoffMs(Number.MAX_SAFE_INTEGER));
  if (!hopeless.has(first.id)) {
    hopeless.set(first.id, reason);
    return;
  }
  await putAside(lane, [first], `no block takes it: ${reason}`);
  skipped.add(first.id);
};

/**
 * Decides about an attempt that failed: an outage is waited for, a late head is read again, and what no block will take is
 * narrowed down by halves until it is one entry.
 * @returns how many entries the next block may hold.
 */
const recover = async (
  lane: Running,
  error: unknown,
  entries: readonly Entry[],
  tried: { readonly entriesMax: number; readonly failures: number },
): Promise<number> => {
  if (error instanceof LeaseLost) throw error;
  const { guard, deps } = lane;
  const { entriesMax, failures } = tried;
  const { partition, epoch } = guard;
  const broadcast = lane.state?.broadcast.publicId;
  lane.state = null;
  if (error instanceof BlockFenced) {
    await guard.confirmHeld();
    deps.log.info({ partition, epoch, broadcast }, 'the head had moved; read again');
    // A block that a majority has not got yet fences, and is not read: only waiting helps.
    if (failures > 0) await guard.pause(backoffMs(failures - 1));
    return entriesMax;
  }
  deps.log.warn(
    { partition, broadcast, ...errorFacts(error), failures },
    'a block was not written; trying again',
  );
  if (isTransient(error)) {
    await guard.pause(backoffMs(failures));
    return entriesMax;
  }
  if (entriesMax > 1) return Math.ceil(Math.min(entriesMax, entries.length) / 2);
  await giveUpOnFirst(lane, entries, error);
  return entriesMax;
};

const process = async (lane: Running, entries: readonly Entry[]): Promise<void> => {
  let entriesMax = BLOCK_ENTRIES_MAX;
  for (let failures = 0; ; failures += 1) {
    lane.guard.assertHeld();
    try {
      await attempt(lane, entries, entriesMax);
      lane.hopeless.clear();
      lane.skipped.clear();
      return;
    } catch (error) {
      // Looking for what is wrong may meet an outage of its own; then the next round decides anew.
      const next = await recover(lane, error, entries, { entriesMax, failures }).catch((second: unknown) => {
        if (second instanceof LeaseLost) throw second;
        lane.deps.onError(second);
        return entriesMax;
      });
      entriesMax = next;
    }
  }
};

const upkeep = async (lane: Running, caughtUp: boolean): Promise<void> => {
  const { deps, guard } = lane;
  try {
    const state = await load(lane);
    if (!state) {
      lane.gone = true;
      return;
    }
    const quiet = deps.now() - state.lastEventAtMs > SILENT_AFTER_MS;
    const listening =
      quiet && state.broadcast.input.playbackUrl !== undefined
        ? await isCaptured(deps.store, lane.broadcastId)
        : false;
    const due = upkeepDue(state, deps.now(), { caughtUp, takenOver: lane.takenOver, listening });
    if (due) {
      const recorded = recordUpkeep(state, due, recordDeps(lane, state));
      await write(lane, state, recorded);
      lane.takenOver = false;
      await follow(lane, state, recorded.sealed);
    }
    lane.takenOver = false;
    // While entries wait, they will tell.
    if (caughtUp) lookForAway(state, deps.now(), deps.working);
    await settleAfter(lane, state);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    lane.state = null;
    if (error instanceof BlockFenced) await guard.confirmHeld();
    else deps.onError(error);
  }
};

const isIdle = ({ gone, state, deps, settling }: Running): boolean => {
  if (settling) return false;
  if (gone || !state) return gone;
  const quietMs = deps.now() - state.lastEventAtMs;
  const settled = !state.dirty && state.signed.size >= state.head.frontier.size;
  return settled && quietMs > (state.endedAtMs === undefined ? LIVE_FOR_MS : ENDED_KEPT_MS);
};

/** Makes the lane of one broadcast; nothing is read until it is used. */
export const createLane = (deps: LaneDeps, guard: Guard, broadcastId: BroadcastId): Lane => {
  const { partition, epoch } = guard;
  const onError = (error: unknown): void =>
    deps.log.warn(
      { partition, broadcast: lane.state?.broadcast.publicId, ...errorFacts(error) },
      'a step failed',
    );
  const running = { ...deps, epoch, onError };
  const lane: Running = {
    deps: running,
    guard,
    broadcastId,
    state: null,
    following: createFollowing(running, guard),
    settling: null,
    gone: false,
    takenOver: true,
    hopeless: new Map(),
    skipped: new Set(),
  };
  return {
    broadcastId,
    process: (entries) => process(lane, entries),
    followed: lane.following.done,
    upkeep: (caughtUp) => upkeep(lane, caughtUp),
    async settled() {
      await lane.following.done().catch(() => undefined);
      await lane.settling;
    },
    idle: () => isIdle(lane),
  };
};
