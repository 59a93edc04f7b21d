import type { Occurrence } from '../contract/alert.ts';
import type { Bilingual } from '../contract/claim.ts';
import { type AlertId, asUserId, type BroadcastId } from '../contract/ids.ts';
import type { AlertDoc } from './documents.ts';
import { AlertContended } from './raise-alert.ts';
import type { Store } from './store.ts';

/** Who closes what was put right by itself: no person, and it must not look like one. */
const SYSTEM_PERSON = { id: asUserId('system'), name: 'LiveWitness' } as const;

/** What becomes of an alert that was put right without a person, in words of both languages. */
export const closedBySystem = (
  { zh, en }: Bilingual,
  now: Date,
): Required<Pick<AlertDoc, 'status' | 'decision'>> => ({
  status: 'dismissed',
  decision: {
    action: 'dismiss',
    by: SYSTEM_PERSON,
    at: now.toISOString(),
    reason: 'other',
    note: `${zh} / ${en}`,
  },
});

/**
 * Closes the alert of a duty that was met after all. The alert stays, with the delay in words; one that a person has taken
 * or decided keeps its status and only learns when it was put right.
 *
 * @returns the alert if it changed; `null` when there is none or this was known.
 */
export const closeDutyAlert = async (
  store: Store,
  key: string,
  met: { readonly atMs: number; readonly words: Bilingual },
  now: Date,
): Promise<AlertDoc | null> => {
  const known = { key, correctedAtMs: { $exists: false } };
  const change = { correctedAtMs: met.atMs, unsent: true, updatedAt: now };
  const closed = await store.alerts
    .findOneAndUpdate(
      { ...known, status: { $in: ['open', 'later'] } },
      {
        $set: {
          ...change,
          ...closedBySystem(met.words, now),
        },
        $inc: { revision: 1 },
      },
      { returnDocument: 'after', sort: { generation: -1 } },
    )
    .lean<AlertDoc | null>();
  if (closed) return closed;
  return store.alerts
    .findOneAndUpdate(
      { ...known, status: 'taken' },
      { $set: change, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    )
    .lean<AlertDoc | null>();
};

/** The only other writers are the projection of later records and a person deciding; a second conflict in a row is rare. */
const ATTEMPTS_MAX = 6;

/**
 * Notes on the occurrences that rest on these leaves that their speaker took the words back at `atMs` (broadcast time). What the alert
 * says elsewhere stays as it was found: `standingOf` tells what follows. The same again changes nothing.
 *
 * @returns the alerts that changed.
 * @throws AlertContended when others kept changing an alert: to be tried again.
 */
export const markCorrected = async (
  store: Store,
  broadcastId: BroadcastId,
  leaves: readonly number[],
  atMs: number,
  now: Date,
): Promise<AlertDoc[]> => {
  const standing = { leafIndex: { $in: [...leaves] }, corrected: { $exists: false } };
  const filter = { broadcastId, occurrences: { $elemMatch: standing } } as Record<string, unknown>;
  const found = await store.alerts.find(filter, { _id: 1 }).lean<Pick<AlertDoc, '_id'>[]>();
  const changed = await Promise.all(found.map(({ _id }) => markOne(store, _id, leaves, atMs, now)));
  return changed.filter((alert) => alert !== null);
};

const markOne = async (
  store: Store,
  _id: AlertId,
  leaves: readonly number[],
  atMs: number,
  now: Date,
): Promise<AlertDoc | null> => {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const alert = await store.alerts.findOne({ _id }).lean<AlertDoc | null>();
    const isMeant = (one: Occurrence): boolean => leaves.includes(one.leafIndex) && !one.corrected;
    if (!alert?.occurrences.some(isMeant)) return null;
    const occurrences = alert.occurrences.map((one) =>
      isMeant(one) ? { ...one, corrected: { atMs, afterMs: Math.max(0, atMs - one.atMs) } } : one,
    );
    const changed = await store.alerts
      .findOneAndUpdate(
        { _id, revision: alert.revision },
        { $set: { occurrences, unsent: true, updatedAt: now }, $inc: { revision: 1 } },
        { returnDocument: 'after' },
      )
      .lean<AlertDoc | null>();
    if (changed) return changed;
  }
  throw new AlertContended(`an alert was changed by others ${ATTEMPTS_MAX} times in a row`);
};
