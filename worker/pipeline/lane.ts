import type { AlertId, BroadcastId, EntryId } from '../../models/contract/ids.ts';
import { asDecisionId, compareEntryIds } from '../../models/contract/ids.ts';
import type { NoteSigner } from '../../models/contract/log/note.ts';
import type { Duties } from '../../models/duties/types.ts';
import { appendBlock, BlockFenced } from '../../models/store/append-block.ts';
import type { SealedDoc } from '../../models/store/documents.ts';
import { noteProgress } from '../../models/store/note-progress.ts';
import { quarantineEntry } from '../../models/store/quarantine-entry.ts';
import { recordedOf } from '../../models/store/recent-utterances.ts';
import type { Store } from '../../models/store/store.ts';
import { decisionsWithGrounds } from '../../models/store/unlogged-decisions.ts';
import type { WriteSessions } from '../../models/store/write-sessions.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { keys, type Partition } from '../../models/stream/keys.ts';
import { encodeMessage } from '../../models/stream/wire.ts';
import { publishAlerts, publishBroadcast } from '../alerts/publish.ts';
import { raiseFrom } from '../alerts/raise.ts';
import { SIGN_MS, signHead } from '../evidence/checkpoints.ts';
import { projectable, type RecordDeps, type Recorded, record, recordUpkeep } from '../evidence/record.ts';
import { errorFacts, type Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { type Entry, hear } from './hear.ts';
import type { Detectors } from './judge.ts';
import { backoffMs, isTransient, LeaseLost } from './retry.ts';
import { type LaneState, loadState } from './state.ts';
import { type Due, LIVE_FOR_MS, upkeepDue } from './upkeep.ts';

/** Entries of one block: a batch is never longer. */
const BLOCK_ENTRIES_MAX = 500;
/** Text of one block in UTF-16 units: with commitments, spans and copies it stays well under BSON's 16 MB. */
const BLOCK_TEXT_MAX = 2 * 1024 * 1024;
/** A broadcast is shown to move at most this often; nobody reads faster. */
const FLUSH_MS = 1_000;
/** Chat goes on for a while after the end; past this a late event reads the head again. */
const ENDED_KEPT_MS = 60_000;

export interface LaneDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly signer: NoteSigner;
  readonly detectors: Detectors;
  readonly duties?: Duties;
  readonly now: () => number;
  readonly newAlertId: () => AlertId;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** The right to write, asked before every write. */
export interface Guard {
  readonly partition: Partition;
  readonly epoch: number;
  /** @throws LeaseLost once the lease may have run out, by this process's own clock. */
  assertHeld(): void;
  /** Where blocks are appended. */
  readonly sessions: WriteSessions;
  /** Asks Redis. @throws LeaseLost when the lease is somebody else's. */
  confirmHeld(): Promise<void>;
  /** Waits; @throws LeaseLost when the owner is told to stop meanwhile. */
  pause(ms: number): Promise<void>;
}

/** One broadcast within its partition: everything about it happens here, one thing after the other. */
export interface Lane {
  readonly broadcastId: BroadcastId;
  /** Records entries, in order, and does what follows from them. Resolves once all of it is at rest. @throws LeaseLost only. */
  process(entries: readonly Entry[]): Promise<void>;
  /** Heartbeats, gaps, signatures and progress that are due. @throws LeaseLost only. */
  upkeep(caughtUp: boolean): Promise<void>;
  /** Whether nothing more is to be done for it until its next event. */
  idle(): boolean;
}

/** Cuts a batch into what one block may hold. */
export const chunksOf = (entries: readonly Entry[], entriesMax: number): Entry[][] => {
  const chunks: Entry[][] = [];
  let chunk: Entry[] = [];
  let text = 0;
  for (const entry of entries) {
    const size = entry.event.type === 'utterance' ? entry.event.text.length : 1_000;
    if (chunk.length > 0 && (chunk.length >= entriesMax || text + size > BLOCK_TEXT_MAX)) {
      chunks.push(chunk);
      chunk = [];
      text = 0;
    }
    chunk.push(entry);
    text += size;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
};

/** Makes the lane of one broadcast; nothing is read until it is used. */
export const createLane = (deps: LaneDeps, guard: Guard, broadcastId: BroadcastId): Lane => {
  const { store, now, metrics, log, detectors } = deps;
  let state: LaneState | null = null;
  let gone = false;
  let takenOver = true;
  /** Entries that no block would take as they are, and why. */
  const hopeless = new Map<EntryId, string>();

  const name = () => ({ broadcast: state?.broadcast.publicId, partition: guard.partition });
  const onError = (error: unknown): void => log.warn({ ...name(), ...errorFacts(error) }, 'a step failed');
  const recordDeps = (): RecordDeps => ({
    detectors,
    epoch: guard.epoch,
    now,
    onError,
    ...(deps.duties && { duties: deps.duties }),
  });

  const load = async (): Promise<LaneState | null> => {
    state ??= await loadState(deps, broadcastId);
    return state;
  };

  /** Writes a block and moves the head. */
  const write = async (to: LaneState, recorded: Recorded): Promise<void> => {
    guard.assertHeld();
    const { frontier, ...block } = recorded;
    await guard.sessions.use((session) => appendBlock(store, session, block));
    const { lastEntryId, writtenAt } = block.block;
    to.head = { frontier, lastEntryId, writtenAtMs: writtenAt.getTime() };
    to.dirty = true;
  };

  const alertSteps = async (to: LaneState, sealed: readonly SealedDoc[]): Promise<void> => {
    const docs = projectable(sealed);
    if (docs.length === 0) return;
    const raising = {
      store,
      now: () => new Date(now()),
      newAlertId: deps.newAlertId,
      foldQuote: detectors.foldQuote,
      onError,
    };
    const raised = await raiseFrom(raising, { ...to.broadcast, products: to.products }, docs);
    try {
      await publishAlerts(
        deps,
        raised.map(({ alert }) => alert),
      );
    } catch (error) {
      // They stay unsent and the sweep publishes them.
      onError(error);
    }
    for (const { alert, isNew } of raised) {
      if (!isNew) continue;
      metrics.alerts.inc();
      metrics.latency.observe(Math.max(0, now() - alert.acceptedAtMs) / 1000);
    }
  };

  const count = (sealed: readonly SealedDoc[]): void => {
    for (const { utterance, claim } of sealed) {
      if (utterance) metrics.utterances.inc();
      if (claim) metrics.claims.inc({ kind: claim.kind });
    }
  };

  const sign = async (to: LaneState, force: boolean): Promise<void> => {
    const { frontier } = to.head;
    if (frontier.size <= to.signed.size || (!force && now() - to.signed.atMs < SIGN_MS)) return;
    await signHead(deps, to.broadcast, frontier);
    to.signed = { size: frontier.size, atMs: now() };
  };

  const flush = async (to: LaneState, force: boolean): Promise<void> => {
    if (!to.dirty || (!force && now() - to.flushedAtMs < FLUSH_MS)) return;
    to.dirty = false;
    to.flushedAtMs = now();
    const progress = {
      atMs: to.atMs,
      lastEventAt: new Date(to.lastEventAtMs),
      silent: to.silentFromMs !== undefined,
      logSize: to.head.frontier.size,
      ...(to.viewers !== undefined && { viewers: to.viewers }),
    };
    const broadcast = await noteProgress(store, broadcastId, progress, new Date(now()));
    if (!broadcast) {
      gone = true;
      return;
    }
    to.broadcast = broadcast;
    await publishBroadcast(deps, broadcast).catch(onError);
  };

  /** After its end a broadcast is not looked after any more, so that all is done at once. */
  const settle = async (to: LaneState): Promise<void> => {
    const ended = to.endedAtMs !== undefined;
    await sign(to, ended);
    await flush(to, ended);
  };

  const decisionsOf = (entries: readonly Entry[]) =>
    decisionsWithGrounds(
      store,
      entries.flatMap(({ event }) => (event.type === 'decision' ? [asDecisionId(event.decisionId)] : [])),
    );

  const appendChunk = async (to: LaneState, chunk: readonly Entry[]): Promise<void> => {
    const last = chunk.at(-1);
    if (!last) return;
    const [decisions, heard] = await Promise.all([
      decisionsOf(chunk),
      hear(to, chunk, detectors, hopeless, onError),
    ]);
    const recorded = record(to, heard, last.id, recordDeps(), decisions);
    if (!recorded) return;
    await write(to, recorded);
    count(recorded.sealed);
    await alertSteps(to, recorded.sealed);
  };

  const attempt = async (entries: readonly Entry[], entriesMax: number): Promise<void> => {
    const to = await load();
    if (!to) return quarantineAll(entries);
    const at = to.head.lastEntryId;
    const old = entries.filter(({ id }) => compareEntryIds(id, at) <= 0);
    const fresh = entries.filter(({ id }) => compareEntryIds(id, at) > 0);
    if (old.length > 0) {
      const ids = old.map(({ id }) => id);
      await alertSteps(to, await recordedOf(store, broadcastId, ids));
    }
    for (const chunk of chunksOf(fresh, entriesMax)) await appendChunk(to, chunk);
    await settle(to);
  };

  /** Its broadcast is not stored, or was removed: nothing to append to. */
  const quarantineAll = async (entries: readonly Entry[]): Promise<void> => {
    for (const { id, ...message } of entries) {
      await quarantineEntry(store, {
        stream: keys.utterances(guard.partition),
        entryId: id,
        fields: encodeMessage(message),
        reason: 'no such broadcast is stored',
        at: new Date(now()),
      });
      metrics.quarantined.inc();
    }
    log.warn({ partition: guard.partition, entries: entries.length }, 'entries of an unknown broadcast');
  };

  /** What to do about an attempt that failed. @returns how many entries the next block may hold. */
  const recover = async (
    error: unknown,
    entries: readonly Entry[],
    entriesMax: number,
    failures: number,
  ): Promise<number> => {
    if (error instanceof LeaseLost) throw error;
    state = null;
    if (error instanceof BlockFenced) {
      await guard.confirmHeld();
      log.info({ partition: guard.partition, epoch: guard.epoch }, 'the head had moved; read again');
      return entriesMax;
    }
    log.warn({ ...name(), ...errorFacts(error), failures }, 'a block was not written; trying again');
    if (isTransient(error)) {
      await guard.pause(backoffMs(failures));
      return entriesMax;
    }
    if (entriesMax > 1) return Math.ceil(Math.min(entriesMax, entries.length) / 2);
    await giveUpOnFirst(entries, error);
    return entriesMax;
  };

  /** Blocks hold one entry now, so it is the first that is not at rest yet. */
  const giveUpOnFirst = async (entries: readonly Entry[], error: unknown): Promise<void> => {
    const reason = error instanceof Error ? error.name : 'unknown error';
    const to = await load();
    const first = entries.find(({ id }) => !to || compareEntryIds(id, to.head.lastEntryId) > 0);
    if (first && !hopeless.has(first.id)) hopeless.set(first.id, reason);
    else await guard.pause(backoffMs(10));
  };

  const process = async (entries: readonly Entry[]): Promise<void> => {
    let entriesMax = BLOCK_ENTRIES_MAX;
    for (let failures = 0; ; failures += 1) {
      guard.assertHeld();
      try {
        await attempt(entries, entriesMax);
        hopeless.clear();
        return;
      } catch (error) {
        entriesMax = await recover(error, entries, entriesMax, failures);
      }
    }
  };

  const writeDue = async (to: LaneState, due: Due): Promise<void> => {
    const recorded = recordUpkeep(to, due, recordDeps());
    await write(to, recorded);
    await alertSteps(to, recorded.sealed);
  };

  const upkeep = async (caughtUp: boolean): Promise<void> => {
    try {
      const to = await load();
      if (!to) {
        gone = true;
        return;
      }
      const due = upkeepDue(to, now(), { caughtUp, takenOver });
      takenOver = false;
      if (due) await writeDue(to, due);
      await settle(to);
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      state = null;
      if (error instanceof BlockFenced) await guard.confirmHeld();
      else onError(error);
    }
  };

  const idle = (): boolean => {
    if (gone || !state) return gone;
    const quietMs = now() - state.lastEventAtMs;
    return !state.dirty && quietMs > (state.endedAtMs === undefined ? LIVE_FOR_MS : ENDED_KEPT_MS);
  };
  return { broadcastId, process, upkeep, idle };
};
