import type { Bilingual } from '../contract/claim.ts';
import { asUserId, type BroadcastId } from '../contract/ids.ts';
import type { AlertDoc } from './documents.ts';
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

/**
 * Notes on the alerts that rest on these leaves that the room took its words back at `atMs`, `afterMs` after it had said them.
 *
 * @returns those that changed.
 */
export const markCorrected = async (
  store: Store,
  broadcastId: BroadcastId,
  leaves: readonly number[],
  { atMs, afterMs }: { readonly atMs: number; readonly afterMs?: number },
  now: Date,
): Promise<AlertDoc[]> => {
  const filter = {
    broadcastId,
    'occurrences.leafIndex': { $in: [...leaves] },
    correctedAtMs: { $exists: false },
  };
  const corrected = { correctedAtMs: atMs, ...(afterMs !== undefined && { correctedAfterMs: afterMs }) };
  const found = await store.alerts.find(filter, { _id: 1 }).lean<Pick<AlertDoc, '_id'>[]>();
  const changed = await Promise.all(
    found.map(({ _id }) =>
      store.alerts
        .findOneAndUpdate(
          { _id, correctedAtMs: { $exists: false } },
          { $set: { ...corrected, unsent: true, updatedAt: now }, $inc: { revision: 1 } },
          { returnDocument: 'after' },
        )
        .lean<AlertDoc | null>(),
    ),
  );
  return changed.filter((alert) => alert !== null);
};
