import { withoutPartial } from '../../models/store/complete-alert.ts';
import type { AlertDoc, SealedDoc } from '../../models/store/documents.ts';
import type { RaiseContext, Raised, Sighting } from '../../models/store/raise-alert.ts';
import type { Group } from '../../models/store/raise-alerts.ts';
import { closeDutyAlert, markCorrected } from '../../models/store/settle-alert.ts';
import { isTransient } from '../pipeline/retry.ts';
import type { Together } from '../pipeline/together.ts';
import { claimSighting, delayWords, dutyKey, dutyOf, dutySighting, type Subject } from './project.ts';

export interface RaiseDeps extends Pick<RaiseContext, 'store' | 'now'>, Pick<Together, 'raise' | 'tell'> {
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

const raiseGroups = async (deps: RaiseDeps, groups: readonly Group[]): Promise<readonly Raised[]> => {
  const raised: Raised[] = [];
  await Promise.all(
    groups.map((group) =>
      isolated(deps, async () => {
        const one = await deps.raise(group);
        if (one) raised.push(one);
      }),
    ),
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
 * Does the alert steps of records that are at rest: raises, adds to, closes, marks as corrected, and puts what changed on the
 * feed. Doing them again changes nothing.
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
  const note = (alert: AlertDoc, isNew = false): void => {
    changed.set(alert._id, { alert, isNew: isNew || (changed.get(alert._id)?.isNew ?? false) });
  };
  const groups = byKey(withoutPartial(sightingsOf(deps, subject, docs)));
  for (const { alert, isNew, also = [] } of await raiseGroups(deps, groups)) {
    for (const other of also) note(other);
    note(alert, isNew);
  }
  const settled: AlertDoc[] = [];
  for (const doc of docs) {
    const { correction, atMs } = doc;
    const duty = dutyOf(doc);
    await isolated(deps, async () => {
      if (correction)
        settled.push(...(await markCorrected(deps.store, subject._id, correction.of, atMs, deps.now())));
      if (duty?.alert === 'close') {
        const met = { atMs: duty.atMs, words: delayWords(duty) };
        const closed = await closeDutyAlert(deps.store, dutyKey(subject, duty), met, deps.now());
        if (closed) settled.push(closed);
      }
    });
  }
  await deps.tell(settled);
  for (const alert of settled) note(alert);
  return [...changed.values()];
};
