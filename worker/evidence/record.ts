import type { Claim, Judgement, StageOutcome } from '../../models/contract/claim.ts';
import { asDecisionId, type EntryId } from '../../models/contract/ids.ts';
import { AT_MS_MAX, type IngestEvent } from '../../models/contract/ingest.ts';
import { POINTERS_MAX, SPANS_MAX } from '../../models/contract/log/leaf.ts';
import type { Duties, DutyEvent, DutyOutcome } from '../../models/duties/types.ts';
import type { NewBlock } from '../../models/store/append-block.ts';
import type { SealedDoc } from '../../models/store/documents.ts';
import type { DecisionWithGrounds } from '../../models/store/unlogged-decisions.ts';
import type { Heard, HeardUtterance } from '../pipeline/hear.ts';
import { type Detectors, judgedOf, maskText } from '../pipeline/judge.ts';
import { type LaneState, RECENT_CLAIMS_MAX } from '../pipeline/state.ts';
import { type Cause, createDraft, createSealing, type Draft, type LeafBody } from './draft.ts';
import { changedLeaf, decisionLeaf, productLeaf, registeredLeaf } from './event-leaves.ts';

/** A room may put right what it said within this time (exceptions.md, E20); later it is another statement. */
const CORRECTION_MS = 5 * 60_000;

export interface RecordDeps {
  readonly detectors: Detectors;
  readonly duties?: Duties;
  readonly epoch: number;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** A block that is ready to be written, and what the state becomes once it is at rest. */
export interface Recorded extends NewBlock {
  readonly frontier: ReturnType<Draft['finish']>['frontier'];
}

interface Recording {
  readonly state: LaneState;
  readonly draft: Draft;
  readonly deps: RecordDeps;
  readonly decisions: ReadonlyMap<string, DecisionWithGrounds>;
  readonly logged: { id: ReturnType<typeof asDecisionId>; leafIndex: number }[];
  factsChanged: boolean;
  ledgerChanged: boolean;
}

type Reduced = { readonly stage: StageOutcome; readonly outcomes: readonly DutyOutcome[] };

/** Lets the duties hear one event under the index that its leaf is about to get. */
const reduceDuties = (to: Recording, event: DutyEvent['event']): Reduced => {
  const { state, draft, deps } = to;
  if (!deps.duties) return { stage: 'unavailable', outcomes: [] };
  try {
    const heard = { leafIndex: draft.nextIndex(), atMs: event.atMs, event };
    const { ledger, outcomes } = deps.duties.reduce(state.ledger, heard);
    state.ledger = ledger;
    to.ledgerChanged = true;
    return { stage: 'ok', outcomes };
  } catch (error) {
    deps.onError(error);
    return { stage: 'failed', outcomes: [] };
  }
};

const clampMs = (atMs: number): number => Math.max(0, Math.min(AT_MS_MAX, Math.round(atMs)));

/** One record for each change of a duty. */
const recordDuties = (to: Recording, cause: Cause, outcomes: readonly DutyOutcome[]): void => {
  for (const outcome of outcomes) {
    const said = outcome.utteranceId;
    const leaf = said && to.state.lines.findLast(({ utteranceId }) => utteranceId === said)?.leafIndex;
    const body: LeafBody = {
      kind: 'duty',
      dutyId: outcome.dutyId,
      productId: outcome.productId,
      state: outcome.state,
      dueMs: Math.max(0, Math.round(outcome.dueMs)),
      ...(typeof leaf === 'number' && leaf >= 0 && { of: [leaf] }),
    };
    to.draft.add(cause, clampMs(outcome.atMs), body, undefined, { duty: outcome });
  }
};

const quoteOf = (one: HeardUtterance, claim: Claim, to: Recording): string =>
  claim.parts
    ? maskText(to.deps.detectors, claim.quote, to.deps.onError).text
    : one.masked.text.slice(claim.start, claim.end);

const partsOf = (claim: Claim, to: Recording) => {
  const parts = (claim.parts ?? []).flatMap(({ utteranceId, start, end }) => {
    const line = to.state.lines.findLast((known) => known.utteranceId === utteranceId);
    return line && line.leafIndex >= 0 ? [{ of: line.leafIndex, start, end }] : [];
  });
  return parts.length > 0 ? parts.slice(0, POINTERS_MAX) : undefined;
};

const recordClaim = (to: Recording, one: HeardUtterance, of: number, claim: Claim): void => {
  const { event, productId } = one;
  const quote = quoteOf(one, claim, to);
  const sealing = createSealing();
  const parts = partsOf(claim, to);
  const body: LeafBody = {
    kind: 'claim',
    of,
    claimKind: claim.kind,
    start: claim.start,
    end: claim.end,
    ...(parts && { parts }),
    verdict: claim.verdict,
    ...(claim.need && { need: claim.need }),
    severity: claim.severity,
    basis: claim.basis,
    article: claim.article,
    confidence: claim.confidence,
    stage: claim.source.stage,
    ruleId: claim.source.ruleId,
    packId: claim.source.packId,
    ...(productId !== undefined && { productId }),
    quote: sealing.commit('quote', quote),
  };
  const { quote: _original, ...kept } = claim;
  const facts = {
    of,
    utteranceId: event.id,
    role: event.role,
    ...(event.speaker !== undefined && { speaker: event.speaker }),
    ...(productId !== undefined && { productId }),
  };
  const leafIndex = to.draft.add(one, event.atMs, body, sealing, { claim: { ...kept, ...facts } });
  to.state.claims.push({ leafIndex, atMs: event.atMs, quote, role: event.role });
  if (to.state.claims.length > RECENT_CLAIMS_MAX) to.state.claims.shift();
};

/** Finds what a withdrawal points at: the newest claim of the room with the named words, else its newest claim. */
const recordCorrection = (to: Recording, one: HeardUtterance, by: number): void => {
  const { correction } = one.judged;
  if (!correction) return;
  const candidates = to.state.claims.filter(
    ({ atMs, role, leafIndex }) =>
      role !== 'viewer' && leafIndex < by && atMs <= one.event.atMs && one.event.atMs - atMs <= CORRECTION_MS,
  );
  const named = correction.of;
  const meant =
    named === undefined ? candidates.at(-1) : candidates.findLast(({ quote }) => quote.includes(named));
  if (!meant) return;
  const of = [meant.leafIndex];
  const sealing = createSealing();
  const note = sealing.commit('note', one.masked.text.slice(correction.start, correction.end));
  to.draft.add(one, one.event.atMs, { kind: 'correction', what: 'room', of, by, note }, sealing, {
    correction: { of },
  });
};

const recordUtterance = (to: Recording, one: HeardUtterance): void => {
  const { event, judged, masked } = one;
  const { outcomes, stage } = reduceDuties(to, { ...event, text: masked.text });
  const stages: Judgement['stages'] = { lexicon: judged.lexicon, network: judged.network, duties: stage };
  const sealing = createSealing();
  const personalData = masked.data.slice(0, SPANS_MAX).map(({ kind, start, end }) => ({ kind, start, end }));
  const body: LeafBody = {
    kind: 'utterance',
    id: event.id,
    revision: event.revision ?? 0,
    source: event.source,
    role: event.role,
    ...(event.confidence !== undefined && { confidence: event.confidence }),
    ...(event.pinned !== undefined && { pinned: event.pinned }),
    ...(event.speaker !== undefined && { speaker: sealing.commit('speaker', event.speaker) }),
    text: sealing.commit('text', masked.text),
    judged: judgedOf(stages),
    stages,
    versions: judged.versions,
    ...(personalData.length > 0 && { personalData }),
  };
  const shown = judged.claims.map(({ start, end, kind, verdict }) => ({ start, end, kind, verdict }));
  const leafIndex = to.draft.add(one, event.atMs, body, sealing, {
    utterance: {
      id: event.id,
      revision: event.revision ?? 0,
      source: event.source,
      role: event.role,
      ...(event.confidence !== undefined && { confidence: event.confidence }),
      judged: body.judged,
      claims: shown,
    },
  });
  one.line.leafIndex = leafIndex;
  recordCorrection(to, one, leafIndex);
  for (const claim of judged.claims) recordClaim(to, one, leafIndex, claim);
  recordDuties(to, one, outcomes);
};

const leafOfLine = (to: Recording, utteranceId: string): number | undefined => {
  const leaf = to.state.lines.findLast((line) => line.utteranceId === utteranceId)?.leafIndex;
  return leaf !== undefined && leaf >= 0 ? leaf : undefined;
};

type Plain = Extract<Heard, { type: 'event' }>['event'];

/** The record of an event that is no utterance; `null` for one that leaves none. */
const bodyOf = (to: Recording, event: Plain, sealing: ReturnType<typeof createSealing>): LeafBody | null => {
  switch (event.type) {
    case 'registered':
      return to.draft.nextIndex() === 0 ? registeredLeaf(to.state.broadcast, sealing) : null;
    case 'patched':
      return changedLeaf(event.patch, sealing);
    case 'product':
      return productLeaf(event, sealing);
    case 'audience':
      return { kind: 'audience', viewers: event.viewers };
    case 'moderation': {
      const of = leafOfLine(to, event.utteranceId);
      const { action, utteranceId } = event;
      return { kind: 'moderation', action, utteranceId, ...(of !== undefined && { of }) };
    }
    case 'segment':
      return { kind: 'segment', action: event.action, segment: event.segment };
    case 'ended':
      return { kind: 'ended' };
    case 'decision':
      return decisionLeaf(event, to.decisions.get(event.decisionId), sealing);
    case 'gap':
      return gapBody(event);
    case 'visibility': {
      const reason = sealing.commit('reason', event.reason);
      return { kind: 'visibility', public: event.public, by: event.by, reason };
    }
    case 'heartbeat':
      return { kind: 'heartbeat' };
  }
};

type GapFacts = Pick<Extract<Heard, { type: 'gap' }>, 'reason' | 'fromMs' | 'untilMs' | 'source'>;

const gapBody = ({ reason, fromMs, untilMs, source }: GapFacts): Extract<LeafBody, { kind: 'gap' }> => ({
  kind: 'gap',
  reason,
  fromMs: clampMs(fromMs),
  untilMs: clampMs(Math.max(fromMs, untilMs)),
  ...(source && { source }),
});

const DUTY_TYPES: ReadonlySet<string> = new Set([
  'product',
  'audience',
  'moderation',
  'segment',
  'ended',
  'heartbeat',
  'gap',
]);

const recordEvent = (to: Recording, one: Extract<Heard, { type: 'event' }>): void => {
  const { event } = one;
  const stored = event.type === 'decision' ? to.decisions.get(event.decisionId) : undefined;
  // Put on the stream twice and recorded the first time.
  if (stored?.leafIndex !== undefined) return;
  const sealing = createSealing();
  const body = bodyOf(to, event, sealing);
  if (!body) return;
  const reduced = DUTY_TYPES.has(event.type)
    ? reduceDuties(to, event as Exclude<IngestEvent, { type: 'utterance' }> | DutyEvent['event'])
    : null;
  const facts = body.kind === 'gap' ? { gap: body } : undefined;
  const leafIndex = to.draft.add(
    one,
    clampMs(event.atMs),
    body,
    sealing,
    facts && { gap: { reason: facts.gap.reason, fromMs: facts.gap.fromMs, untilMs: facts.gap.untilMs } },
  );
  if (stored && event.type === 'decision') to.logged.push({ id: asDecisionId(event.decisionId), leafIndex });
  if (event.type === 'product' || event.type === 'segment' || event.type === 'ended') to.factsChanged = true;
  if (reduced) recordDuties(to, one, reduced.outcomes);
};

/** A gap that the worker noticed itself. */
const recordGap = (to: Recording, one: Cause & GapFacts): void => {
  const body = gapBody(one);
  const { reason, fromMs, untilMs } = body;
  const { outcomes } = reduceDuties(to, { type: 'gap', atMs: untilMs, fromMs });
  to.draft.add(one, untilMs, body, undefined, { gap: { reason, fromMs, untilMs } });
  recordDuties(to, one, outcomes);
};

/** The record of what could not be judged or written as it is: that it came, when, and why there is no more. */
const recordUnheard = (to: Recording, one: Extract<Heard, { type: 'unheard' }>): void => {
  const { event, reason, entryId } = one;
  const sealing = createSealing();
  if (event.type === 'utterance') {
    const masked = maskText(to.deps.detectors, event.text, to.deps.onError);
    const stages = { lexicon: 'failed', network: 'failed', duties: 'failed' } as const;
    const facts = { id: event.id, revision: event.revision ?? 0, source: event.source, role: event.role };
    const text = sealing.commit('text', masked.text);
    const body: LeafBody = { kind: 'utterance', ...facts, text, judged: 'failed', stages };
    to.draft.add(one, event.atMs, body, sealing, { utterance: { ...facts, judged: 'failed', claims: [] } });
    return;
  }
  const note = sealing.commit(
    'note',
    `${event.type}: ${reason}`.slice(0, 1_000).replaceAll(/\p{Surrogate}/gu, '\uFFFD'),
  );
  to.draft.add(
    one,
    clampMs(event.atMs),
    { kind: 'marker', markerId: `not-recorded:${entryId}`, note },
    sealing,
  );
};

const recordOne = (to: Recording, one: Heard): void => {
  const from = to.draft.nextIndex();
  try {
    if (one.type === 'utterance') recordUtterance(to, one);
    else if (one.type === 'event') recordEvent(to, one);
    else if (one.type === 'gap') recordGap(to, one);
    else recordUnheard(to, one);
  } catch (error) {
    if (one.type === 'unheard' || one.type === 'gap') throw error;
    to.deps.onError(error);
    to.draft.rollback(from);
    to.state.claims = to.state.claims.filter(({ leafIndex }) => leafIndex < from);
    const { entryId, acceptedAtMs, event } = one;
    const reason = error instanceof Error ? error.message : String(error);
    recordUnheard(to, { type: 'unheard', entryId, acceptedAtMs, event, reason });
  }
};

/** A log begins with its registration, even if the event that tells of it was overtaken or never came. */
const recordRegistration = (to: Recording, heard: readonly Heard[]): void => {
  const [first] = heard;
  if (to.draft.nextIndex() > 0 || !first) return;
  if (first.type === 'event' && first.event.type === 'registered') return;
  const sealing = createSealing();
  to.draft.add(first, 0, registeredLeaf(to.state.broadcast, sealing), sealing);
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

/**
 * Writes down what was heard as records of one block.
 * @param lastEntryId the last stream entry that the block stands for.
 * @returns `null` when there is nothing to record.
 */
export const record = (
  state: LaneState,
  heard: readonly Heard[],
  lastEntryId: EntryId,
  deps: RecordDeps,
  decisions: ReadonlyMap<string, DecisionWithGrounds> = new Map(),
): Recorded | null => {
  const draft = createDraft(state.broadcast, state.head.frontier);
  const to: Recording = {
    state,
    draft,
    deps,
    decisions,
    logged: [],
    factsChanged: false,
    ledgerChanged: false,
  };
  recordRegistration(to, heard);
  for (const one of heard) recordOne(to, one);
  if (draft.size() === 0) return null;
  return finish(to, lastEntryId);
};

const finish = (to: Recording, lastEntryId: EntryId): Recorded => {
  const { state, draft, deps } = to;
  const writtenAt = new Date(deps.now());
  const { block, frontier } = draft.finish(lastEntryId, deps.epoch, writtenAt);
  const { _id } = state.broadcast;
  return {
    block,
    frontier,
    sealed: draft.sealed(),
    decisions: to.logged,
    ...(to.factsChanged && { broadcast: factsOf(state) }),
    ...(to.ledgerChanged && {
      dutyState: { _id, leafIndex: draft.nextIndex() - 1, state: state.ledger, updatedAt: writtenAt },
    }),
  };
};

/** What a worker writes by itself: that it is there and how far it heard, and what it did not hear. */
export const recordUpkeep = (
  state: LaneState,
  upkeep: {
    readonly gaps: readonly GapFacts[];
    readonly heartbeat: { readonly atMs: number; readonly watermarkMs?: number } | null;
  },
  deps: RecordDeps,
): Recorded => {
  const cause: Cause = { entryId: state.head.lastEntryId, acceptedAtMs: deps.now() };
  const draft = createDraft(state.broadcast, state.head.frontier);
  const to: Recording = {
    state,
    draft,
    deps,
    decisions: new Map(),
    logged: [],
    factsChanged: false,
    ledgerChanged: false,
  };
  for (const gap of upkeep.gaps) recordGap(to, { ...cause, ...gap });
  if (upkeep.heartbeat) recordHeartbeat(to, cause, upkeep.heartbeat);
  return finish(to, state.head.lastEntryId);
};

const recordHeartbeat = (
  to: Recording,
  cause: Cause,
  { atMs, watermarkMs }: { readonly atMs: number; readonly watermarkMs?: number },
): void => {
  const { latest, broadcast } = to.state;
  const latestMs = Object.fromEntries(
    Object.entries(latest).map(([source, one]) => [source, clampMs(one.atMs)]),
  );
  const { outcomes } = reduceDuties(to, { type: 'heartbeat', atMs });
  const body: LeafBody = {
    kind: 'heartbeat',
    ...(watermarkMs !== undefined && { watermarkMs }),
    ...(Object.keys(latestMs).length > 0 && { latestMs }),
    ...(broadcast.capture && { capture: broadcast.capture.state }),
  };
  to.draft.add(cause, clampMs(atMs), body);
  recordDuties(to, cause, outcomes);
};

/** The records among these that raise or close alerts. */
export const projectable = (sealed: readonly SealedDoc[]): SealedDoc[] =>
  sealed.filter(({ claim, duty, correction }) => claim || duty || correction);
