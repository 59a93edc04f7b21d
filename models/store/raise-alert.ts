import { type AlertView, isDecided, OCCURRENCES_MAX, type Occurrence } from '../contract/alert.ts';
import { type AlertId, asUtteranceId } from '../contract/ids.ts';
import { severityRank } from '../contract/severity.ts';
import { completeAlerts, withoutCompleted } from './complete-alert.ts';
import type { AlertDoc } from './documents.ts';
import type { Store } from './store.ts';

/**
 * Occurrences remembered so that a replay adds nothing. A replay repeats at most what was not acknowledged, one batch of
 * 2,000 events; this is more than twice as much.
 */
const OCCURRENCE_IDS_MAX = 5_000;
/** The only other writer is a person deciding, so a second conflict in a row is rare and a sixth a mistake. */
const ATTEMPTS_MAX = 6;

type Facts = Pick<
  AlertDoc,
  | 'key'
  | 'cardKey'
  | 'broadcastId'
  | 'roomId'
  | 'broadcast'
  | 'subject'
  | 'product'
  | 'verdict'
  | 'need'
  | 'severity'
  | 'basis'
  | 'confidence'
  | 'quote'
  | 'speaker'
  | 'article'
  | 'reason'
  | 'suggestion'
  | 'steps'
  | 'versions'
  | 'packId'
  | 'ruleId'
>;

/** One occurrence and what it says: the projection of one claim or duty record. */
export interface Sighting extends Facts {
  readonly occurrence: Occurrence;
  /** `utteranceId:start` for a claim; names the occurrence whenever it is projected again. */
  readonly occurrenceId: string;
  readonly acceptedAtMs: number;
  /** Says more than what was known of the same: a question that was counted, beside one that was only heard. */
  readonly supersedes?: true;
}

export interface Raised {
  /** The alert after the change; `unsent`. */
  readonly alert: AlertDoc;
  readonly isNew: boolean;
  /** Alerts of parts of the same claim that changed with it: see complete-alert.ts. */
  readonly also?: readonly AlertDoc[];
}

export interface RaiseContext {
  readonly store: Store;
  readonly now: () => Date;
  readonly newAlertId: () => AlertId;
  /** How long an alert of medium severity or less waits for the room's correction before the platform sees it; 0: not at all. */
  readonly correctionWaitMs: number;
}

/** Others kept changing the alert. Nothing is wrong with it: to be tried again, like an outage. */
export class AlertContended extends Error {
  override readonly name = 'AlertContended';
}

export const isDuplicate = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 11000;

/**
 * Projects the sightings of one alert key: the first makes an alert, more are added to it while nobody has decided, and
 * after a decision the same again makes the next generation, marked as repeated. Occurrences that are known change nothing,
 * so that a replay is harmless.
 *
 * @returns the alert that changed, or `null` when nothing was new.
 * @throws AlertContended, or the MongoDB error; projecting again is safe.
 */
export const raiseAlert = async (
  context: RaiseContext,
  sightings: readonly Sighting[],
): Promise<Raised | null> => {
  const key = sightings[0]?.key;
  if (key === undefined) return null;
  const also: AlertDoc[] = [];
  let isCompleted = false;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const known = await context.store.alerts.find({ key }).sort({ generation: 1 }).lean<AlertDoc[]>();
    const seen = new Set(known.flatMap((alert) => alert.occurrenceIds));
    const unseen = sightings.filter(({ occurrenceId }) => !seen.has(occurrenceId) && seen.add(occurrenceId));
    const fresh = unseen.length === 0 ? unseen : await withoutCompleted(context, unseen);
    const [first] = fresh;
    const last = also.at(-1);
    if (!first) return last ? { alert: last, isNew: false, also } : null;
    const whole = fresh.find(({ occurrence }) => (occurrence.parts?.length ?? 0) > 1);
    if (whole && !isCompleted) {
      isCompleted = true;
      const { became, changed } = await completeAlerts(context, whole, known.length > 0);
      also.push(...changed);
      if (became) continue;
    }
    // Not only the newest: a person may have opened an earlier one again.
    const open = known.findLast(({ status }) => !isDecided(status));
    const raised = open
      ? await addTo(context, open, fresh)
      : await insert(context, newAlert(context, first, fresh, known.at(-1)));
    if (raised) return also.length > 0 ? { ...raised, also } : raised;
  }
  throw new AlertContended(`an alert was changed by others ${ATTEMPTS_MAX} times in a row`);
};

const insert = async ({ store }: RaiseContext, alert: AlertDoc): Promise<Raised | null> => {
  try {
    await store.alerts.insertMany([alert], { lean: true });
    return { alert, isNew: true };
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
};

/** The first alert of a key, or the next one after a decision. */
export const newAlert = (
  { now, newAlertId, correctionWaitMs }: RaiseContext,
  first: Sighting,
  fresh: readonly Sighting[],
  before: AlertDoc | undefined,
): AlertDoc => {
  const said = fresh.findLast(({ supersedes }) => supersedes) ?? strongest(fresh, first);
  const { occurrence: _, occurrenceId: __, supersedes: ___, acceptedAtMs, ...facts } = said;
  const counted = countedOf([], fresh);
  const at = now();
  const times = fresh.map(({ occurrence }) => occurrence.atMs);
  const waits = correctionWaitMs > 0 && !before && mayWait(facts.severity);
  return {
    ...facts,
    _id: newAlertId(),
    generation: before ? before.generation + 1 : 0,
    rank: severityRank(facts.severity),
    occurrences: kept(counted),
    occurrenceIds: fresh.map(({ occurrenceId }) => occurrenceId),
    count: counted.length,
    firstAtMs: Math.min(...times),
    lastAtMs: Math.max(...times),
    acceptedAtMs,
    raisedAt: at,
    updatedAt: at,
    status: 'open',
    ...(before && { repeated: repetition(before, at) }),
    ...(waits && { heldUntil: new Date(at.getTime() + correctionWaitMs) }),
    revision: 1,
    unsent: true,
  };
};

/** Of {@link OCCURRENCES_MAX} the newest so many are kept, the rest from the beginning: a correction is about what was said last. */
const NEWEST_KEPT = OCCURRENCES_MAX / 2;

const kept = (occurrences: readonly Occurrence[]): Occurrence[] =>
  occurrences.length <= OCCURRENCES_MAX
    ? [...occurrences]
    : [...occurrences.slice(0, OCCURRENCES_MAX - NEWEST_KEPT), ...occurrences.slice(-NEWEST_KEPT)];

/** What is graver, or comes back after a decision, goes to the platform at once. */
const mayWait = (severity: AlertDoc['severity']): boolean => severityRank(severity) <= severityRank('medium');

const repetition = (before: AlertDoc, at: Date): NonNullable<AlertView['repeated']> => {
  const decidedAt = before.decision ? Date.parse(before.decision.at) : before.updatedAt.getTime();
  return {
    of: before._id,
    times: before.generation + 1,
    sinceMs: Math.max(0, at.getTime() - decidedAt),
  };
};

/** Of several sightings the most severe that asks for an alert outright, so that a doubt never hides a certainty. */
const strongest = (fresh: readonly Sighting[], first: Sighting): Sighting =>
  fresh.reduce((best, one) => (strength(one) > strength(best) ? one : best), first);

const strength = ({ verdict, severity }: Pick<AlertDoc, 'verdict' | 'severity'>): number =>
  (verdict === 'flag' ? 10 : 0) + severityRank(severity);

/** The occurrences to count: a question that falls due is the line that asked it, not another one. */
const countedOf = (known: readonly Occurrence[], fresh: readonly Sighting[]): Occurrence[] => {
  const heard = new Set(
    [...known, ...fresh.flatMap(({ supersedes, occurrence }) => (supersedes ? [] : [occurrence]))].flatMap(
      ({ utteranceId }) => utteranceId ?? [],
    ),
  );
  return fresh
    .filter(
      ({ supersedes, occurrence }) => !supersedes || !heard.has(occurrence.utteranceId ?? asUtteranceId('')),
    )
    .map(({ occurrence }) => occurrence);
};

/** What an alert says from now on, where a sighting says more than it does. */
const better = (alert: AlertDoc, fresh: readonly Sighting[]): Sighting | null =>
  fresh.findLast(({ supersedes }) => supersedes) ??
  fresh.reduce<Sighting | null>(
    (found, one) => (strength(one) > strength(found ?? alert) ? one : found),
    null,
  );

/** What a graver sighting takes from an alert. */
const noLonger = ({ need, severity }: Sighting): Record<string, 1> => ({
  ...(need === undefined && { need: 1 as const }),
  ...(!mayWait(severity) && { heldUntil: 1 as const }),
});

/** An alert with more occurrences than it has, and how that is written: only while nobody else has changed it. */
export interface Grown {
  readonly alert: AlertDoc;
  readonly filter: { readonly _id: AlertId; readonly revision: number };
  readonly update: Record<string, unknown>;
}

/** What becomes of an alert by further sightings. */
export const grown = ({ now }: RaiseContext, alert: AlertDoc, fresh: readonly Sighting[]): Grown => {
  const times = fresh.map(({ occurrence }) => occurrence.atMs);
  const ids = fresh.map(({ occurrenceId }) => occurrenceId);
  const best = better(alert, fresh);
  const counted = countedOf(alert.occurrences, fresh);
  const set = {
    count: alert.count + counted.length,
    revision: alert.revision + 1,
    firstAtMs: Math.min(alert.firstAtMs, ...times),
    lastAtMs: Math.max(alert.lastAtMs, ...times),
    occurrences: kept([...alert.occurrences, ...counted]),
    unsent: true,
    updatedAt: now(),
    ...(best && {
      verdict: best.verdict,
      severity: best.severity,
      rank: severityRank(best.severity),
      confidence: best.confidence,
      steps: best.steps,
      reason: best.reason,
      ...(alert.heldUntil && !mayWait(best.severity) && { seenAt: now() }),
      ...(best.supersedes && { article: best.article, suggestion: best.suggestion }),
      // By whom it was judged goes with the verdict.
      ...(best.versions && { versions: best.versions }),
      ...(best.packId !== undefined && { packId: best.packId }),
      ...(best.ruleId !== undefined && { ruleId: best.ruleId }),
    }),
  };
  const gone = best ? noLonger(best) : {};
  const after = {
    ...alert,
    ...set,
    occurrenceIds: [...alert.occurrenceIds, ...ids].slice(-OCCURRENCE_IDS_MAX),
  };
  return {
    alert: Object.fromEntries(
      Object.entries(after).filter(([field]) => !(field in gone)),
    ) as unknown as AlertDoc,
    filter: { _id: alert._id, revision: alert.revision },
    update: {
      $push: { occurrenceIds: { $each: ids, $slice: -OCCURRENCE_IDS_MAX } },
      $set: set,
      ...(Object.keys(gone).length > 0 && { $unset: gone }),
    },
  };
};

const addTo = async (
  context: RaiseContext,
  known: AlertDoc,
  fresh: readonly Sighting[],
): Promise<Raised | null> => {
  const { alert, filter, update } = grown(context, known, fresh);
  const { matchedCount } = await context.store.alerts.updateOne(filter, update);
  return matchedCount === 0 ? null : { alert, isNew: false };
};
