import type { NoteSigner } from '../../models/contract/log/note.ts';
import type { SealedDoc } from '../../models/store/documents.ts';
import type { Store } from '../../models/store/store.ts';
import type { Partition } from '../../models/stream/keys.ts';
import type { Subject } from '../alerts/project.ts';
import { raiseFrom } from '../alerts/raise.ts';
import { SIGN_MS, signHead } from '../evidence/checkpoints.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { SignedHead } from '../stamps/heads.ts';
import type { Detectors } from './judge.ts';
import { hasPassed, type LaneState } from './state.ts';
import type { Together } from './together.ts';

/** A broadcast is shown to move at most this often; nobody reads faster. */
const FLUSH_MS = 1_000;

/** What follows from records that are at rest needs these. */
export interface AfterBlockDeps extends Together {
  readonly store: Store;
  /** Asked before each signature: the key may be replaced while the worker runs. */
  readonly signer: () => NoteSigner;
  /** Told of each signed head. */
  readonly onSigned?: (head: SignedHead) => void;
  readonly detectors: Detectors;
  readonly metrics: Metrics;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Counts what was recorded. */
export const countRecords = ({ metrics }: AfterBlockDeps, sealed: readonly SealedDoc[]): void => {
  for (const { utterance, claim } of sealed) {
    if (utterance) metrics.utterances.inc();
    if (claim) metrics.claims.inc({ kind: claim.kind });
  }
};

/**
 * Does the alert steps of records at rest; harmless to do again.
 * @throws the MongoDB error of an outage.
 */
export const alertSteps = async (
  deps: AfterBlockDeps,
  subject: Subject,
  sealed: readonly SealedDoc[],
): Promise<void> => {
  const docs = sealed.filter(({ claim, duty, correction }) => claim || duty || correction);
  if (docs.length === 0) return;
  const { store, now, raise, tell, onError, metrics } = deps;
  const { foldQuote } = deps.detectors;
  const raising = { store, raise, tell, now: () => new Date(now()), foldQuote, onError };
  const raised = await raiseFrom(raising, subject, docs);
  for (const { alert, isNew } of raised) {
    if (!isNew) continue;
    metrics.alerts.inc();
    metrics.latency.observe(Math.max(0, now() - alert.acceptedAtMs) / 1000);
  }
};

const signIfDue = async (deps: AfterBlockDeps, state: LaneState, force: boolean): Promise<void> => {
  const { frontier } = state.head;
  const { size, atMs } = state.signed;
  if (frontier.size <= size || (!force && !hasPassed(SIGN_MS, atMs, deps.now()))) return;
  await signHead(deps, state.broadcast, frontier);
  state.signed = { size: frontier.size, atMs: deps.now() };
  const { _id: broadcastId, partition } = state.broadcast;
  const ended = state.endedAtMs !== undefined;
  deps.onSigned?.({ broadcastId, partition: partition as Partition, size: frontier.size, ended });
};

/** @returns false when the broadcast is not stored any more. */
const flushIfDue = async (deps: AfterBlockDeps, state: LaneState, force: boolean): Promise<boolean> => {
  const nowMs = deps.now();
  if (!state.dirty || (!force && !hasPassed(FLUSH_MS, state.flushedAtMs, nowMs))) return true;
  state.dirty = false;
  state.flushedAtMs = nowMs;
  const progress = {
    atMs: state.atMs,
    lastEventAt: new Date(state.lastEventAtMs),
    silent: state.silentFromMs !== undefined,
    logSize: state.head.frontier.size,
    away: state.away ? { stages: [...state.away.stages], since: new Date(state.away.sinceMs) } : null,
    ...(state.dutiesLeaf !== undefined && { dutiesLeaf: state.dutiesLeaf }),
    ...(state.viewers !== undefined && { viewers: state.viewers }),
  };
  const known = state.broadcast;
  try {
    const broadcast = await deps.showProgress({ broadcastId: known._id, progress, now: new Date(nowMs) });
    if (!broadcast) return false;
    // What was changed meanwhile may not be in what was read.
    if (state.broadcast === known) state.broadcast = { ...broadcast, products: state.products };
    return true;
  } catch (error) {
    state.dirty = true;
    throw error;
  }
};

/**
 * Signs the head and shows the progress where that is due; at once when the broadcast has ended. More may be recorded meanwhile.
 * @returns false when the broadcast is not stored any more.
 */
export const settle = async (deps: AfterBlockDeps, state: LaneState): Promise<boolean> => {
  const endsNow = state.endedAtMs !== undefined && !state.endShown;
  await signIfDue(deps, state, endsNow);
  const stored = await flushIfDue(deps, state, endsNow);
  state.endShown = state.endedAtMs !== undefined;
  return stored;
};
