import { withoutPartial } from '../../models/store/complete-alert.ts';
import type { AlertDoc, SealedDoc } from '../../models/store/documents.ts';
import { type RaiseContext, type Raised, raiseAlert, type Sighting } from '../../models/store/raise-alert.ts';
import { raiseAlerts } from '../../models/store/raise-alerts.ts';
import { closeDutyAlert, markCorrected } from '../../models/store/settle-alert.ts';
import { eachLimited, isTransient } from '../pipeline/retry.ts';
import { claimSighting, delayWords, dutyKey, dutyOf, dutySighting, type Subject } from './project.ts';

/** Alerts of one block written at once: enough to share the journal's commits, few enough for the connection pool. */
const ALERTS_AT_ONCE = 8;

export interface RaiseDeps extends RaiseContext {
  readonly foldQuote: (quote: string) => string;
  readonly onError: (error: unknown) => void;
}

const byKey = (sightings: readonly Sighting[]): Sighting[][] => {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const group = groups.get(sighting.key);
    if (group) group.push(sighting);
    else groups.set(sighting.key, [sighting]);
  }
  return [...groups.values()];
};

/** A mistake about one alert must not hold up the broadcast; an outage must. */
const isolated = async (deps: RaiseDeps, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (isTransient(error)) throw error;
    deps.onError(error);
  }
};

/** All together; where one of them is a mistake, one by one, so that it spoils no other. */
const raiseGroups = async (deps: RaiseDeps, groups: readonly Sighting[][]): Promise<readonly Raised[]> => {
  try {
    return await raiseAlerts(deps, groups);
  } catch (error) {
    if (isTransient(error)) throw error;
  }
  const raised: Raised[] = [];
  await eachLimited(groups, ALERTS_AT_ONCE, (sightings) =>
    isolated(deps, async () => {
      const one = await raiseAlert(deps, sightings);
      if (one) raised.push(one);
    }),
  );
  return raised;
};

const sightingsOf = (deps: RaiseDeps, subject: Subject, docs: readonly SealedDoc[]): Sighting[] =>
  docs.flatMap((doc) => {
    try {
      return claimSighting(subject, doc, deps.foldQuote) ?? dutySighting(subject, doc) ?? [];
    } catch (error) {
      deps.onError(error);
      return [];
    }
  });

/**
 * Does the alert steps of records that are at rest: raises, adds to, closes, marks as corrected. Doing them again changes
 * nothing.
 *
 * @returns alerts that changed, each in its newest state; `isNew` for those just raised.
 * @throws the MongoDB error of an outage; then it is to be done again.
 */
export const raiseFrom = async (
  deps: RaiseDeps,
  subject: Subject,
  docs: readonly SealedDoc[],
): Promise<Raised[]> => {
  const changed = new Map<string, Raised>();
  const note = (alert: AlertDoc | null, isNew = false): void => {
    if (alert) changed.set(alert._id, { alert, isNew: isNew || (changed.get(alert._id)?.isNew ?? false) });
  };
  const groups = byKey(withoutPartial(sightingsOf(deps, subject, docs)));
  for (const { alert, isNew, also = [] } of await raiseGroups(deps, groups)) {
    for (const other of also) note(other);
    note(alert, isNew);
  }
  for (const doc of docs) {
    const { correction, atMs } = doc;
    const duty = dutyOf(doc);
    await isolated(deps, async () => {
      if (correction)
        for (const alert of await markCorrected(deps.store, subject._id, correction.of, atMs, deps.now()))
          note(alert);
      if (duty?.alert === 'close') {
        const met = { atMs: duty.atMs, words: delayWords(duty) };
        note(await closeDutyAlert(deps.store, dutyKey(subject, duty), met, deps.now()));
      }
    });
  }
  return [...changed.values()];
};
