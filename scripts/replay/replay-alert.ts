import type { Versions } from '../../models/contract/claim.ts';
import { type AlertId, asUtteranceId } from '../../models/contract/ids.ts';
import type { Listing } from '../../models/contract/ingest.ts';
import type { AlertDoc } from '../../models/store/documents.ts';
import { alertById } from '../../models/store/find-alerts.ts';
import { type HeardLine, type JudgedClaim, judgedClaim } from '../../models/store/judged-claim.ts';
import type { Store } from '../../models/store/store.ts';
import type { Earlier, TextContext } from '../../models/text/judge.ts';
import { compareVerdict, counterpart, type Difference } from '../../models/text/replay.ts';
import type { JudgesOfThen } from './judge-by.ts';
import type { Reason } from './reasons.ts';

/** `cannot`: not all is as it was, so that neither "same" nor "differs" would say anything of the verdict. */
export type Outcome = 'same' | 'differs' | 'cannot';

/** One occurrence of an alert, judged again. */
export interface Replayed {
  readonly leafIndex: number;
  readonly utteranceId?: string;
  readonly atMs: number;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  /** Absent where nothing could be recomputed. */
  readonly differences?: readonly Difference[];
  readonly versions?: { readonly recorded: Versions; readonly now: Versions };
}

export interface Replay {
  readonly alert: string;
  readonly quote?: string;
  readonly outcome: Outcome;
  /** Why the alert as a whole cannot be replayed. */
  readonly reasons: readonly Reason[];
  readonly occurrences: readonly Replayed[];
  /** Occurrences that were counted and not kept one by one. */
  readonly notKept: number;
}

const earlier = ({ leaf, text, speaker }: HeardLine): Earlier => ({
  utteranceId: asUtteranceId(leaf.id),
  text: text ?? '',
  atMs: leaf.atMs,
  role: leaf.role,
  ...(speaker != null && { speaker }),
  ...(leaf.confidence !== undefined && { confidence: leaf.confidence }),
});

/** What the judge knew, put together again; what is not kept is left out, and {@link missing} tells of it. */
const contextOf = ({ utterance, judgedWith, before, recent, products }: JudgedClaim): TextContext => {
  const { leaf, speaker } = utterance;
  const { language, platform, category, unattributed, alike } = judgedWith ?? {};
  return {
    utteranceId: asUtteranceId(leaf.id),
    source: leaf.source,
    role: leaf.role,
    atMs: leaf.atMs,
    acceptedAtMs: Date.parse(leaf.receivedAt),
    productNames: products.names,
    ...(products.name !== undefined && { productName: products.name }),
    before: before.map(earlier),
    recent: recent.map(earlier),
    ...(language !== undefined && { language }),
    ...(platform !== undefined && { platform }),
    ...(category !== undefined && { category }),
    ...(unattributed && { unattributed }),
    ...(leaf.pinned && { pinned: true }),
    ...(alike && { alike }),
    ...(speaker != null && { speaker }),
    ...(leaf.confidence !== undefined && { confidence: leaf.confidence }),
    ...(products.listing != null && { listing: JSON.parse(products.listing) as Listing }),
  };
};

/** What of a claim's ground is not there any more. */
const missing = (one: JudgedClaim): Reason[] => {
  const { judgedWith, before, recent, products, altered, claim } = one;
  const reasons: Reason[] = [];
  if (altered.length > 0) reasons.push('altered');
  if (!judgedWith) reasons.push('context-not-kept');
  const lines = [...before, ...recent];
  const kept = (judgedWith?.before?.length ?? 0) + (judgedWith?.recent?.length ?? 0);
  if (lines.length < kept || lines.some(({ text }) => text === null)) reasons.push('neighbour-withheld');
  if (products.listing === null) reasons.push('listing-withheld');
  if (judgedWith?.completedData && claim.kind === 'chat-pii-leak') reasons.push('data-not-kept');
  return reasons;
};

const replayOne = async (
  one: JudgedClaim,
  atMs: number,
  judges: JudgesOfThen,
  byNow: boolean,
): Promise<Replayed> => {
  const { leafIndex, claim, quote, utterance } = one;
  const place = { leafIndex, utteranceId: claim.utteranceId, atMs };
  const { leaf, text } = utterance;
  if (text === null) return { ...place, outcome: 'cannot', reasons: ['text-withheld'] };
  const recorded = claim.source.versions;
  const judge = byNow ? await judges.now() : await judges.by(recorded);
  const { claims } = await judge.judge({ text, context: contextOf(one) }, leaf.stages.network === 'ok');
  const masked = (leaf.personalData?.length ?? 0) > 0;
  const differences = compareVerdict({ ...claim, quote }, counterpart({ ...claim, quote }, claims), masked);
  const reasons = [...missing(one), ...judge.reasons];
  // What was masked can only have taken something away: the same without it is the same.
  const isBlocked = reasons.length > 0 || (masked && differences.length > 0);
  return {
    ...place,
    outcome: isBlocked ? 'cannot' : differences.length > 0 ? 'differs' : 'same',
    reasons: masked ? [...reasons, 'masked'] : reasons,
    differences,
    versions: { recorded, now: judge.versions },
  };
};

const overall = (outcomes: readonly Outcome[]): Outcome => {
  if (outcomes.includes('differs')) return 'differs';
  return outcomes.length === 0 || outcomes.includes('cannot') ? 'cannot' : 'same';
};

/** What the alert itself says must be what one of its claims says. */
const alertDiffers = (alert: AlertDoc, claims: readonly JudgedClaim['claim'][]): boolean =>
  !claims.some(
    ({ verdict, severity, kind }) =>
      verdict === alert.verdict &&
      severity === alert.severity &&
      alert.subject.type === 'claim' &&
      kind === alert.subject.kind,
  );

/**
 * Judges every kept occurrence of an alert again, by the rules and the model its verdict names, and compares.
 * @param byNow by what is in force now instead: what came of changes since.
 */
export const replayAlert = async (
  store: Store,
  alertId: AlertId,
  judges: JudgesOfThen,
  byNow = false,
): Promise<Replay> => {
  const refused = (reason: Reason): Replay => ({
    alert: alertId,
    outcome: 'cannot',
    reasons: [reason],
    occurrences: [],
    notKept: 0,
  });
  const alert = await alertById(store, alertId);
  if (!alert) return refused('no-alert');
  if (alert.subject.type === 'duty') return refused('duty');
  const occurrences: Replayed[] = [];
  const claims: JudgedClaim['claim'][] = [];
  for (const { leafIndex, atMs } of alert.occurrences) {
    const one = await judgedClaim(store, alert.broadcastId, leafIndex);
    if (one) claims.push(one.claim);
    occurrences.push(
      one
        ? await replayOne(one, atMs, judges, byNow)
        : { leafIndex, atMs, outcome: 'cannot', reasons: ['record-missing'] },
    );
  }
  const notKept = Math.max(0, alert.count - alert.occurrences.length);
  const reasons: Reason[] =
    notKept === 0 && claims.length > 0 && alertDiffers(alert, claims) ? ['altered'] : [];
  const outcome = overall(occurrences.map((one) => one.outcome));
  return {
    alert: alertId,
    quote: alert.quote,
    outcome: reasons.length > 0 && outcome === 'same' ? 'cannot' : outcome,
    reasons,
    occurrences,
    notKept,
  };
};
