import { type Claim, isRaised, type Judgement, type Stage } from '../../models/contract/claim.ts';
import { POINTERS_MAX, SPANS_MAX } from '../../models/contract/log/leaf.ts';
import { CORRECTION_MS } from '../../models/store/correction-standing.ts';
import type { JudgedWith } from '../../models/store/documents.ts';
import { takenBack } from '../../models/text/elements/correction.ts';
import type { HeardUtterance } from '../pipeline/hear.ts';
import { awayOf, judgedOf, maskText } from '../pipeline/judge.ts';
import { keepClaim, type RecentClaim, recentClaim } from '../pipeline/state.ts';
import { type Asked, askedBy } from './asked.ts';
import { createSealing, type LeafBody } from './draft.ts';
import { leafOfLine, type Recording, recordDuties, reduceDuties } from './recording.ts';
import { withholdPieces } from './withhold-pieces.ts';

/** A quote of several utterances is masked as a whole; a datum that even then shows only with more around it, entirely. */
const quoteOf = (one: HeardUtterance, claim: Claim, to: Recording): string => {
  if (!claim.parts) return one.masked.text.slice(claim.start, claim.end);
  const { text, data } = maskText(to.deps.detectors, claim.quote, to.deps.onError);
  return claim.kind === 'chat-pii-leak' && data.length === 0 ? text.replaceAll(/\S/g, '*') : text;
};

/**
 * The words that decided are words of the text, and so may hold what was masked in it, or a part of it that nobody would know
 * for personal data by itself.
 */
const stepsOf = (one: HeardUtterance, steps: Claim['steps'], to: Recording): Claim['steps'] => {
  const { masked, event } = one;
  if (masked.data.length === 0) return steps;
  const { detectors, onError } = to.deps;
  const shown = (word: string): string => {
    if (masked.text.includes(word)) return word;
    const at = event.text.indexOf(word);
    return at < 0 ? maskText(detectors, word, onError).text : masked.text.slice(at, at + word.length);
  };
  return steps.map((step) => (step.words ? { ...step, words: step.words.map(shown) } : step));
};

const partsOf = (claim: Claim, to: Recording) => {
  const parts = (claim.parts ?? []).flatMap(({ utteranceId, start, end }) => {
    const of = leafOfLine(to, utteranceId);
    return of === undefined ? [] : [{ of, start, end }];
  });
  return parts.length > 0 ? parts.slice(0, POINTERS_MAX) : undefined;
};

const recordClaim = (
  to: Recording,
  one: HeardUtterance,
  of: number,
  claim: Claim,
  asks: Asked | undefined,
): void => {
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
  const { quote: _original, steps, ...kept } = claim;
  const facts = {
    of,
    utteranceId: event.id,
    role: event.role,
    ...(event.speaker !== undefined && { speaker: event.speaker }),
    ...(one.context.unattributed && { unattributed: true as const }),
    ...(productId !== undefined && { productId }),
    ...(asks && claim.kind === 'chat-info-unanswered' && { asks }),
  };
  const leafIndex = to.draft.add(one, event.atMs, body, sealing, {
    claim: { ...kept, steps: stepsOf(one, steps, to), ...facts },
  });
  keepClaim(to.state, recentClaim({ leafIndex, atMs: event.atMs, quote }, { ...kept, ...facts }));
};

/** Whether it is the same voice, as far as anybody can tell: nobody takes back what another said. */
const isOwn = (claim: RecentClaim, { event, context }: HeardUtterance): boolean =>
  claim.role === event.role &&
  claim.speaker === event.speaker &&
  (claim.unattributed === true) === (context.unattributed === true);

/** What the speaker may still take back, oldest first, the quotes folded: of the utterance itself what stands before the withdrawal. */
const correctable = (to: Recording, one: HeardUtterance, from: number): RecentClaim[] => {
  const { event } = one;
  return to.state.claims
    .filter(
      (claim) =>
        isOwn(claim, one) &&
        isRaised(claim) &&
        (claim.utteranceId === event.id ? claim.end <= from : claim.atMs <= event.atMs) &&
        event.atMs - claim.atMs <= CORRECTION_MS,
    )
    .sort((a, b) => a.atMs - b.atMs || a.leafIndex - b.leafIndex)
    .map((claim) => ({ ...claim, quote: to.deps.detectors.foldQuote(claim.quote) }));
};

/** The record of a withdrawal: what it takes back, and how long that had stood. */
const recordCorrection = (to: Recording, one: HeardUtterance, by: number): void => {
  const { correction } = one.judged;
  if (!correction || one.event.role === 'viewer') return;
  const said = to.deps.detectors.foldQuote(one.masked.text);
  const meant = takenBack(correction, said, correctable(to, one, correction.start));
  const [first] = meant;
  if (!first) return;
  const of = meant.map(({ leafIndex }) => leafIndex).slice(0, POINTERS_MAX);
  const sealing = createSealing();
  const note = sealing.commit('note', one.masked.text.slice(correction.start, correction.end));
  to.draft.add(one, one.event.atMs, { kind: 'correction', what: 'room', of, by, note }, sealing, {
    correction: { of, afterMs: one.event.atMs - first.atMs },
  });
};

const judgedWith = (to: Recording, { context, productId, pieces }: HeardUtterance): JudgedWith => {
  const { language, platform, category, unattributed, before = [], recent = [], alike } = context;
  const leavesOf = (lines: readonly { readonly utteranceId?: string }[]): number[] =>
    lines.flatMap(({ utteranceId }) => leafOfLine(to, utteranceId ?? '') ?? []);
  const leaves = leavesOf(before);
  const said = leavesOf(recent);
  return {
    language: language ?? '',
    platform: platform ?? '',
    ...(category !== undefined && { category }),
    ...(productId !== undefined && { productId }),
    ...(unattributed && { unattributed }),
    ...(leaves.length > 0 && { before: leaves }),
    ...(said.length > 0 && { recent: said }),
    ...(alike && { alike }),
    ...(pieces.length > 0 && { completedData: true }),
  };
};

/** Who is away stays away since the first line without it; whoever else goes meanwhile changes nothing of that. */
const noteAway = ({ state }: Recording, stages: readonly Stage[], atWallMs: number): void => {
  state.away = stages.length > 0 ? { stages, sinceMs: state.away?.sinceMs ?? atWallMs } : undefined;
};

/** The records of one utterance: it, its claims, what it takes back, the duties it meets. */
export const recordUtterance = (to: Recording, one: HeardUtterance): void => {
  const { event, judged, masked } = one;
  const { ledger } = to.state;
  const { outcomes, stage } = reduceDuties(to, { ...event, text: masked.text });
  const stages: Judgement['stages'] = { lexicon: judged.lexicon, network: judged.network, duties: stage };
  const away = awayOf(stages);
  noteAway(to, away, one.acceptedAtMs);
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
  const shown = judged.claims.map(({ start, end, kind, verdict, parts }) => ({
    ...{ start, end, kind, verdict },
    ...(parts && { parts: parts.slice(0, POINTERS_MAX) }),
  }));
  const leafIndex = to.draft.add(one, event.atMs, body, sealing, {
    utterance: {
      id: event.id,
      revision: event.revision ?? 0,
      source: event.source,
      role: event.role,
      ...(event.confidence !== undefined && { confidence: event.confidence }),
      judged: body.judged,
      ...(away.length > 0 && { away }),
      claims: shown,
      ...(shown.length > 0 && { judgedWith: judgedWith(to, one) }),
    },
  });
  one.line.leafIndex = leafIndex;
  withholdPieces(to, one, leafIndex);
  const isUnanswered = judged.claims.some(({ kind }) => kind === 'chat-info-unanswered');
  const asks = isUnanswered ? askedBy(to, ledger, masked.text, one.productId) : undefined;
  for (const claim of judged.claims) recordClaim(to, one, leafIndex, claim, asks);
  recordCorrection(to, one, leafIndex);
  recordDuties(to, one, outcomes);
};
