import type { StageOutcome } from '../../models/contract/claim.ts';
import type { DecisionId, EntryId } from '../../models/contract/ids.ts';
import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import type { MerkleFrontier } from '../../models/contract/log/merkle.ts';
import type { Ledger } from '../../models/duties/ledger/ledger.ts';
import type { Duties, DutyEvent, DutyLedger, DutyOutcome, Recalled } from '../../models/duties/types.ts';
import type { NewBlock, RecordedAct, Withheld } from '../../models/store/append-block.ts';
import type { SealedDoc } from '../../models/store/documents.ts';
import type { DecisionWithGrounds } from '../../models/store/unlogged-decisions.ts';
import type { Heard } from '../pipeline/hear.ts';
import type { Detectors } from '../pipeline/judge.ts';
import type { LaneState } from '../pipeline/state.ts';
import { type Cause, createDraft, type Draft, type LeafBody } from './draft.ts';
import { NO_ACTS, type StoredActs } from './stored-acts.ts';

export interface RecordDeps {
  readonly detectors: Detectors;
  readonly duties?: Duties;
  readonly epoch: number;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** A block that is ready to be written, and what the state becomes once it is at rest. */
export interface Recorded extends NewBlock {
  readonly frontier: MerkleFrontier;
}

/** A block in the making. */
export interface Recording {
  readonly state: LaneState;
  readonly draft: Draft;
  readonly deps: RecordDeps;
  readonly decisions: ReadonlyMap<string, DecisionWithGrounds>;
  readonly logged: { id: DecisionId; leafIndex: number }[];
  /** Acts of other kinds as they are stored, and those that this block records. */
  readonly acts: StoredActs;
  readonly recorded: RecordedAct[];
  /** Values of earlier records that are no longer to be shown. */
  readonly withheld: Withheld[];
  /** The record that says that the time of what stands behind all before it is over. */
  retentionLeaf?: number;
  factsChanged: boolean;
  ledgerChanged: boolean;
}

/** Begins a block at the end of the log as the state knows it. */
export const startRecording = (
  state: LaneState,
  deps: RecordDeps,
  decisions: ReadonlyMap<string, DecisionWithGrounds> = new Map(),
  acts: StoredActs = NO_ACTS,
): Recording => ({
  state,
  draft: createDraft(state.broadcast, state.head.frontier),
  deps,
  decisions,
  logged: [],
  acts,
  recorded: [],
  withheld: [],
  factsChanged: false,
  ledgerChanged: false,
});

/** Whether people would see something new of it: the ledger is replaced part by part, never changed. */
const isNews = (before: DutyLedger, after: DutyLedger): boolean => {
  const [was, is] = [before, after] as Partial<Ledger>[];
  return (['open', 'current', 'room', 'questions', 'shelf'] as const).some(
    (part) => was?.[part] !== is?.[part],
  );
};

export type Reduced = { readonly stage: StageOutcome; readonly outcomes: readonly DutyOutcome[] };

/**
 * Lets the duties hear one event under the index that its leaf is about to get.
 * @param recalled what they must hear again of the log with it.
 */
export const reduceDuties = (to: Recording, event: DutyEvent['event'], recalled?: Recalled): Reduced => {
  const { state, draft, deps } = to;
  if (!deps.duties) return { stage: 'unavailable', outcomes: [] };
  try {
    const heard = { leafIndex: draft.nextIndex(), atMs: event.atMs, event, ...(recalled && { recalled }) };
    const { ledger, outcomes } = deps.duties.reduce(state.ledger, heard);
    if (isNews(state.ledger, ledger)) state.dutiesLeaf = heard.leafIndex;
    state.ledger = ledger;
    to.ledgerChanged = true;
    return { stage: 'ok', outcomes };
  } catch (error) {
    deps.onError(error);
    return { stage: 'failed', outcomes: [] };
  }
};

/** A time that a leaf can hold. */
export const clampMs = (atMs: number): number => Math.max(0, Math.min(AT_MS_MAX, Math.round(atMs)));

/** The leaf of an utterance that was heard lately, as last recorded: a newer revision may be heard and not recorded yet. */
export const leafOfLine = (to: Recording, utteranceId: string): number | undefined =>
  to.state.lines.findLast((line) => line.utteranceId === utteranceId && line.leafIndex >= 0)?.leafIndex;

/** The state that the record of a viewers' question names that was left open. */
const UNANSWERED = 'unanswered';

/** One record for each change of a duty, and for each question left open. */
export const recordDuties = (to: Recording, cause: Cause, outcomes: readonly DutyOutcome[]): void => {
  for (const outcome of outcomes) {
    const said = outcome.question?.utteranceIds ?? (outcome.utteranceId ? [outcome.utteranceId] : []);
    const of = said.flatMap((id) => leafOfLine(to, id) ?? []);
    const body: LeafBody = {
      kind: 'duty',
      dutyId: outcome.dutyId,
      ...(outcome.productId !== undefined && { productId: outcome.productId }),
      state: outcome.question ? UNANSWERED : outcome.state,
      dueMs: Math.max(0, Math.round(outcome.dueMs)),
      ...(to.deps.duties && { rules: to.deps.duties.rules }),
      ...(of.length > 0 && { of }),
    };
    to.draft.add(cause, clampMs(outcome.atMs), body, undefined, { duty: outcome });
  }
};

/** What a gap says. */
export type GapFacts = Pick<Extract<Heard, { type: 'gap' }>, 'reason' | 'fromMs' | 'untilMs' | 'source'>;

/** The leaf of a gap. */
export const gapBody = ({
  reason,
  fromMs,
  untilMs,
  source,
}: GapFacts): Extract<LeafBody, { kind: 'gap' }> => ({
  kind: 'gap',
  reason,
  fromMs: clampMs(fromMs),
  untilMs: clampMs(Math.max(fromMs, untilMs)),
  ...(source && { source }),
});

/** What is kept of a gap beside its leaf. */
export const gapFacts = ({
  reason,
  fromMs,
  untilMs,
  source,
}: ReturnType<typeof gapBody>): Pick<SealedDoc, 'gap'> => ({
  gap: { reason, fromMs, untilMs, ...(source && { source }) },
});

/** A gap that the worker noticed itself. */
export const recordGap = (to: Recording, one: Cause & GapFacts): void => {
  const body = gapBody(one);
  const { fromMs, untilMs } = body;
  const { outcomes } = reduceDuties(to, { type: 'gap', atMs: untilMs, fromMs });
  to.draft.add(one, untilMs, body, undefined, gapFacts(body));
  recordDuties(to, one, outcomes);
};

/** The broadcast stays open for late events this long after its end. */
const CLOSES_AFTER_MS = 24 * 3600_000;

const factsOf = ({ products, segments, endedAtMs }: LaneState): NonNullable<NewBlock['broadcast']> => ({
  products,
  segments,
  ...(endedAtMs !== undefined && {
    endedAt: new Date(endedAtMs),
    closesAt: new Date(endedAtMs + CLOSES_AFTER_MS),
  }),
});

/** What is withheld in the very block that holds it is never written. */
const sealedOf = ({ draft, withheld }: Recording): readonly SealedDoc[] => {
  if (withheld.length === 0) return draft.sealed();
  return draft.sealed().map((doc) => {
    const forgotten = withheld.flatMap(({ leafIndex, fields, why }) =>
      leafIndex === doc.leafIndex
        ? fields.map((field) => [field, { value: null, salt: null, ...(why && { gone: why }) }] as const)
        : [],
    );
    return forgotten.length === 0
      ? doc
      : { ...doc, values: { ...doc.values, ...Object.fromEntries(forgotten) } };
  });
};

/** Closes the block. */
export const finishRecording = (to: Recording, lastEntryId: EntryId): Recorded => {
  const { state, draft, deps } = to;
  const writtenAt = new Date(deps.now());
  const { block, frontier } = draft.finish(lastEntryId, deps.epoch, writtenAt);
  const { _id } = state.broadcast;
  return {
    block,
    frontier,
    sealed: sealedOf(to),
    decisions: to.logged,
    ...(to.recorded.length > 0 && { recorded: to.recorded }),
    ...(to.withheld.length > 0 && { withheld: to.withheld }),
    ...(to.retentionLeaf !== undefined && { retentionLeaf: to.retentionLeaf }),
    ...(to.factsChanged && { broadcast: factsOf(state) }),
    ...(to.ledgerChanged && {
      dutyState: { _id, leafIndex: draft.nextIndex() - 1, state: state.ledger, updatedAt: writtenAt },
    }),
  };
};
