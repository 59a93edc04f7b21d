import type { EntryId } from '../../models/contract/ids.ts';
import { asDecisionId } from '../../models/contract/ids.ts';
import type { Listing } from '../../models/contract/ingest.ts';
import type { DutyEvent, Recalled, Stretch } from '../../models/duties/types.ts';
import type { DecisionWithGrounds } from '../../models/store/unlogged-decisions.ts';
import type { Heard } from '../pipeline/hear.ts';
import { productChange, productOf } from '../pipeline/introductions.ts';
import { maskText } from '../pipeline/judge.ts';
import type { LaneState } from '../pipeline/state.ts';
import { createSealing, type LeafBody, type SealedFacts, type Sealing } from './draft.ts';
import {
  answerLeaf,
  caseLeaf,
  changedLeaf,
  decisionLeaf,
  exhibitLeaf,
  markLeaf,
  mediaLeaf,
  productLeaf,
  registeredLeaf,
} from './event-leaves.ts';
import { recordUtterance } from './record-utterance.ts';
import { recordWithholding } from './record-withholding.ts';
import {
  clampMs,
  finishRecording,
  gapBody,
  gapFacts,
  leafOfLine,
  type RecordDeps,
  type Recorded,
  type Recording,
  recordDuties,
  recordGap,
  reduceDuties,
  startRecording,
} from './recording.ts';
import { actNamed, NO_ACTS, type StoredActs } from './stored-acts.ts';

type Plain = Extract<Heard, { type: 'event' }>['event'];

/** Record of the decision that one changes, of an earlier block or of this one. */
const leafOfBefore = (to: Recording, stored: DecisionWithGrounds | undefined): number | undefined =>
  stored?.before?.leafIndex ?? to.logged.find(({ id }) => id === stored?.before?._id)?.leafIndex;

/** The record of an event that is no utterance; `null` for one that leaves none. */
const bodyOf = (to: Recording, event: Plain, sealing: Sealing): LeafBody | null => {
  switch (event.type) {
    case 'registered':
      return to.draft.nextIndex() === 0 ? registeredLeaf(to.state.broadcast, sealing) : null;
    case 'patched':
      return changedLeaf(event.patch, sealing);
    case 'product':
      return productLeaf(event, sealing);
    case 'category':
      return productLeaf(productChange(event), sealing);
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
    case 'decision': {
      const stored = to.decisions.get(event.decisionId);
      return decisionLeaf(event, stored, sealing, leafOfBefore(to, stored));
    }
    case 'answer':
      return answerLeaf(to.acts.answers.get(event.answerId), sealing);
    case 'case':
      return caseLeaf(to.acts.cases, to.recorded, event.caseId, sealing);
    case 'mark':
      return markLeaf(to.acts.marks.get(event.markId), sealing);
    case 'exhibit':
      return exhibitLeaf(to.acts.exhibits.get(event.exhibitId), sealing);
    case 'gap':
      return gapBody(event);
    case 'visibility': {
      const reason = sealing.commit('reason', event.reason);
      return { kind: 'visibility', public: event.public, by: event.by, reason };
    }
    case 'media':
      return mediaLeaf(event, sealing);
    case 'heartbeat':
      return { kind: 'heartbeat' };
    case 'withhold-media': {
      const { type: _, atMs: __, ...said } = event;
      return {
        kind: 'media-withholding',
        ...said,
        fromMs: clampMs(said.fromMs),
        untilMs: clampMs(said.untilMs),
      };
    }
    case 'retention':
      return { kind: 'retention', until: to.draft.nextIndex(), term: event.term, by: event.by };
    case 'withhold':
      // Several records: see recordWithholding.
      return null;
  }
};

const DUTY_TYPES: ReadonlySet<string> = new Set([
  'patched',
  'product',
  'category',
  'audience',
  'moderation',
  'segment',
  'ended',
  'heartbeat',
  'gap',
]);

/** What changes the facts that stand with the broadcast. */
const FACT_TYPES: ReadonlySet<string> = new Set(['product', 'category', 'segment', 'ended']);

/** What the duties hear of it. A gap's time is its end for them; told it is later, when its source is heard again. */
const dutyEventOf = (to: Recording, event: Plain): DutyEvent['event'] => {
  if (event.type === 'gap') return { type: 'gap', atMs: event.untilMs, fromMs: event.fromMs };
  if (event.type === 'category') return productChange(event);
  if (event.type === 'product' && event.action === 'introduced') {
    // The ledger forgets what a large cart said of a product long ago; the broadcast does not.
    const { name, linkNo, category, listing } = productOf(to.state.products, event.productId) ?? {};
    return {
      ...(name !== undefined && { name }),
      ...(linkNo !== undefined && { linkNo }),
      ...(category !== undefined && { category }),
      ...(listing !== undefined && { listing }),
      ...event,
    };
  }
  return event as Exclude<DutyEvent['event'], { type: 'utterance' }>;
};

/** What a record of an event is found by, beside its values. */
const factsOf = (body: LeafBody): SealedFacts | undefined => {
  if (body.kind === 'gap') return gapFacts(body);
  return body.kind === 'media-withholding' ? { withholding: { untilMs: body.untilMs } } : undefined;
};

/** Whether the act that the event names has its record, of an earlier block or of this one. */
const isRecorded = ({ acts, recorded }: Recording, event: Plain): boolean => {
  const act = actNamed(event);
  if (act === null) return false;
  const isHere = recorded.some(({ of, id }) => of === act.of && id === act.id);
  return isHere || acts[act.of].get(act.id)?.leafIndex !== undefined;
};

const recordEvent = (to: Recording, one: Extract<Heard, { type: 'event' }>, recalled?: Recalled): void => {
  const { event } = one;
  if (event.type === 'withhold') {
    recordWithholding(to, one, event);
    return;
  }
  const stored = event.type === 'decision' ? to.decisions.get(event.decisionId) : undefined;
  // Put on the stream twice and recorded the first time.
  if (stored?.leafIndex !== undefined || isRecorded(to, event)) return;
  const sealing = createSealing();
  const body = bodyOf(to, event, sealing);
  if (!body) return;
  const reduced = DUTY_TYPES.has(event.type) ? reduceDuties(to, dutyEventOf(to, event), recalled) : null;
  const facts = factsOf(body);
  const leafIndex = to.draft.add(one, clampMs(event.atMs), body, sealing, facts);
  const act = actNamed(event);
  if (act) to.recorded.push({ ...act, leafIndex });
  if (stored && event.type === 'decision') to.logged.push({ id: asDecisionId(event.decisionId), leafIndex });
  if (FACT_TYPES.has(event.type)) to.factsChanged = true;
  if (event.type === 'retention') to.retentionLeaf = leafIndex;
  if (reduced) recordDuties(to, one, reduced.outcomes);
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

const recordOne = (to: Recording, one: Heard, recalled?: Recalled): void => {
  const from = to.draft.nextIndex();
  const withheld = to.withheld.length;
  const recorded = to.recorded.length;
  try {
    if (one.type === 'utterance') recordUtterance(to, one);
    else if (one.type === 'event') recordEvent(to, one, recalled);
    else if (one.type === 'gap') recordGap(to, one);
    else recordUnheard(to, one);
  } catch (error) {
    if (one.type === 'unheard' || one.type === 'gap') throw error;
    to.deps.onError(error);
    to.draft.rollback(from);
    to.state.claims = to.state.claims.filter(({ leafIndex }) => leafIndex < from);
    to.withheld.length = withheld;
    to.recorded.length = recorded;
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

/** Of a product that turns out to be of another category: which times of the log must be heard again, and its page. */
export interface Recall {
  readonly times: readonly Stretch[];
  readonly listing?: Listing;
}

const recallOf = ({ state, deps }: Pick<Recording, 'state' | 'deps'>, one: Heard): Recall | null => {
  if (one.type !== 'event' || (one.event.type !== 'product' && one.event.type !== 'category')) return null;
  const event = one.event.type === 'category' ? productChange(one.event) : one.event;
  const times = deps.duties?.recalls(state.ledger, event) ?? [];
  if (times.length === 0) return null;
  const listing = productOf(state.products, event.productId)?.listing;
  return { times, ...(listing && { listing }) };
};

/** What must be read back from the log before the first of what was heard can be recorded; null nearly always. */
export const recallFirst = (
  state: LaneState,
  heard: readonly Heard[],
  deps: RecordDeps,
  from = 0,
): Recall | null => {
  // What a gap says before the event is of the same entry.
  for (let at = from; heard[at] && heard[at]?.entryId === heard[from]?.entryId; at += 1) {
    const recall = recallOf({ state, deps }, heard[at] as Heard);
    if (recall) return recall;
  }
  return null;
};

/** What one block holds of what was heard, and what is left for the next. */
export interface Written {
  /** Null when there is nothing to record. */
  readonly recorded: Recorded | null;
  /** It begins with what the duties can only judge once all before it is at rest: see {@link recallFirst}. */
  readonly rest: readonly Heard[];
}

/**
 * Writes down what was heard as records of one block.
 * @param lastEntryId the last stream entry that what was heard stands for.
 * @param recalled what {@link recallFirst} asks for, if it does.
 */
export const record = (
  state: LaneState,
  heard: readonly Heard[],
  lastEntryId: EntryId,
  deps: RecordDeps,
  decisions: ReadonlyMap<string, DecisionWithGrounds> = new Map(),
  recalled?: Recalled,
  acts: StoredActs = NO_ACTS,
): Written => {
  const to = startRecording(state, deps, decisions, acts);
  recordRegistration(to, heard);
  let upTo = lastEntryId;
  let written = 0;
  for (const one of heard) {
    const before = heard[written - 1];
    const begins = before !== undefined && before.entryId !== one.entryId;
    if (begins && recallFirst(state, heard, deps, written)) {
      upTo = before.entryId;
      break;
    }
    recordOne(to, one, one.entryId === heard[0]?.entryId ? recalled : undefined);
    written += 1;
  }
  const recorded = to.draft.size() === 0 ? null : finishRecording(to, upTo);
  return { recorded, rest: heard.slice(written) };
};
