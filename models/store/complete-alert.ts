import type { Occurrence } from '../contract/alert.ts';
import { severityRank } from '../contract/severity.ts';
import type { AlertDoc } from './documents.ts';
import type { RaiseContext, Sighting } from './raise-alert.ts';
import { closedBySystem } from './settle-alert.ts';

/** A claim that runs over several lines, of which an earlier one may have raised an alert by itself. */
type Heard = Pick<AlertDoc, 'subject' | 'verdict'>;

/** In how many lines an occurrence stands. */
const linesOf = ({ parts }: Occurrence): number => parts?.length ?? 1;

/** Whether a claim over several lines says what stood in fewer of them: the same words, told to their end. */
const completes = (fuller: Heard, whole: Occurrence, partial: Heard, part: Occurrence): boolean => {
  if (fuller.subject.type !== 'claim' || partial.subject.type !== 'claim') return false;
  if (linesOf(whole) <= linesOf(part)) return false;
  const stretches = part.parts ?? [part];
  const inside = stretches.every(({ utteranceId, start, end }) =>
    whole.parts?.some((one) => one.utteranceId === utteranceId && one.start < end && start < one.end),
  );
  if (!inside) return false;
  if (partial.subject.group === fuller.subject.group) return true;
  // What was only suspected of half a sentence does not stay beside what the whole of it says.
  return partial.verdict === 'review' && fuller.verdict === 'flag';
};

/** Without those that another of the same block tells to the end. */
export const withoutPartial = (sightings: readonly Sighting[]): readonly Sighting[] => {
  const fuller = sightings.filter(({ occurrence }) => linesOf(occurrence) > 1);
  if (fuller.length === 0) return sightings;
  return sightings.filter(
    (one) => !fuller.some((whole) => completes(whole, whole.occurrence, one, one.occurrence)),
  );
};

const idsOf = ({ utteranceId, parts }: Occurrence) =>
  parts?.map((part) => part.utteranceId) ?? (utteranceId === undefined ? [] : [utteranceId]);

/**
 * Leaves out sightings of which an alert already holds the whole claim: they come again when records are projected again, and the alert
 * that they once raised goes by the whole claim's name since.
 */
export const withoutCompleted = async (
  { store }: Pick<RaiseContext, 'store'>,
  fresh: readonly Sighting[],
): Promise<readonly Sighting[]> => {
  const claims = fresh.filter(({ subject }) => subject.type === 'claim');
  const ids = claims.flatMap(({ occurrence }) => idsOf(occurrence));
  if (ids.length === 0) return fresh;
  const filter = {
    broadcastId: { $in: [...new Set(claims.map(({ broadcastId }) => broadcastId))] },
    'occurrences.parts.utteranceId': { $in: [...new Set(ids)] },
  };
  const whole = await store.alerts
    .find(filter as Record<string, unknown>, { broadcastId: 1, subject: 1, verdict: 1, occurrences: 1 })
    .lean<AlertDoc[]>();
  return fresh.filter(
    (one) =>
      !whole.some(
        (alert) =>
          alert.broadcastId === one.broadcastId &&
          alert.occurrences.some((occurrence) => completes(alert, occurrence, one, one.occurrence)),
      ),
  );
};

const MERGED = {
  zh: '这是半句话，已并入整句的预警',
  en: 'half of a sentence: merged into the alert of the whole of it',
} as const;

const UNDECIDED = ['open', 'later', 'taken'] as const;

/** Alerts nobody has decided of which every occurrence is told to its end by the sighting. */
const partialsOf = async ({ store }: RaiseContext, sighting: Sighting): Promise<readonly AlertDoc[]> => {
  const { broadcastId, key, occurrence } = sighting;
  const ids = idsOf(occurrence);
  const found = await store.alerts
    .find({
      broadcastId,
      status: { $in: UNDECIDED },
      key: { $ne: key },
      'occurrences.utteranceId': { $in: ids },
    } as Record<string, unknown>)
    .sort({ firstAtMs: 1 })
    .lean<AlertDoc[]>();
  return found.filter((alert) =>
    alert.occurrences.every((one) => completes(sighting, occurrence, alert, one)),
  );
};

/** What an alert of half a claim says once the whole of it is known. */
const completed = (sighting: Sighting, alert: AlertDoc, now: Date): Record<string, unknown> => {
  const { occurrence, occurrenceId, supersedes: _, acceptedAtMs: __, ...facts } = sighting;
  const { need } = facts;
  const graver = severityRank(facts.severity) > severityRank('medium');
  return {
    $set: {
      ...facts,
      rank: severityRank(facts.severity),
      occurrences: [occurrence],
      occurrenceIds: [...alert.occurrenceIds, occurrenceId],
      count: 1,
      lastAtMs: occurrence.atMs,
      updatedAt: now,
      unsent: true,
      ...(alert.heldUntil && graver && { seenAt: now }),
    },
    $unset: { ...(need === undefined && { need: 1 }), ...(graver && { heldUntil: 1 }), correctedAtMs: 1 },
    $inc: { revision: 1 },
  };
};

const change = async (
  { store }: RaiseContext,
  { _id, revision }: AlertDoc,
  update: Record<string, unknown>,
): Promise<AlertDoc | null> => {
  try {
    return await store.alerts
      .findOneAndUpdate({ _id, revision }, update, { returnDocument: 'after' })
      .lean<AlertDoc | null>();
  } catch (error) {
    // Another alert of the whole claim came to be meanwhile: the half stays beside it.
    if ((error as { code?: unknown } | null)?.code === 11000) return null;
    throw error;
  }
};

/**
 * Lets the alert of half a claim become the alert of the whole of it, where a line that follows completes it: the same alert, with the
 * longer quote, in whoever's hands it is. Further alerts of parts of it, and that of the half where the whole claim has an alert already
 * (`known`), are closed by the system and kept. What somebody decided stays as it is.
 *
 * @returns the alerts that changed; the first is the whole claim's where `became` says so. Doing it again changes nothing.
 * @throws the MongoDB error; projecting again is safe.
 */
export const completeAlerts = async (
  context: RaiseContext,
  sighting: Sighting,
  known: boolean,
): Promise<{ readonly became: boolean; readonly changed: readonly AlertDoc[] }> => {
  if (linesOf(sighting.occurrence) < 2) return { became: false, changed: [] };
  const changed: AlertDoc[] = [];
  let became = false;
  for (const partial of await partialsOf(context, sighting)) {
    const now = context.now();
    const becomes: boolean = !known && !became;
    const closing = { ...closedBySystem(MERGED, now), unsent: true, updatedAt: now };
    if (!becomes && partial.status === 'taken') continue;
    const alert = await change(
      context,
      partial,
      becomes ? completed(sighting, partial, now) : { $set: closing, $inc: { revision: 1 } },
    );
    if (!alert) continue;
    changed.push(alert);
    became ||= becomes;
  }
  return { became, changed };
};
