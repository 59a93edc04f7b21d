import type { Bilingual } from '../contract/claim.ts';
import type { BroadcastId } from '../contract/ids.ts';
import { standingOf } from './correction-standing.ts';
import type { AlertDoc } from './documents.ts';
import { closedBySystem } from './settle-alert.ts';
import type { Store } from './store.ts';

/** Alerts released in one sweep; what is left over comes in the next. */
const RELEASE_MAX = 500;

/** How long it took the room to put it right by itself. */
const wordsOf = (seconds: number): Bilingual => ({
  zh: `直播间已在 ${seconds} 秒后更正`,
  en: `corrected by the room after ${seconds} s`,
});

/**
 * Lets the platform see the alerts whose time for the room's own correction is over; one that was corrected on air meanwhile is
 * closed by itself, and kept.
 * @returns those that changed; the caller publishes.
 */
export const releaseHeld = async (
  store: Store,
  now: Date,
  owns: (broadcastId: BroadcastId) => boolean,
): Promise<AlertDoc[]> => {
  const due = await store.alerts
    .find({ heldUntil: { $lte: now } })
    .sort({ heldUntil: 1 })
    .limit(RELEASE_MAX)
    .lean<AlertDoc[]>();
  const released: AlertDoc[] = [];
  for (const alert of due) {
    const { _id, broadcastId, revision, status, lastAtMs } = alert;
    if (!owns(broadcastId)) continue;
    const { correctedAtMs, correctedAfterMs } = standingOf(alert);
    const corrected = status === 'open' && correctedAtMs !== undefined;
    const seconds = Math.max(0, Math.round((correctedAfterMs ?? (correctedAtMs ?? 0) - lastAtMs) / 1000));
    const changed = await store.alerts
      .findOneAndUpdate(
        // One that changes in this moment is released in the next sweep.
        { _id, revision },
        {
          $set: {
            unsent: true,
            seenAt: now,
            updatedAt: now,
            ...(corrected && closedBySystem(wordsOf(seconds), now)),
          },
          $unset: { heldUntil: 1 },
          $inc: { revision: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<AlertDoc | null>();
    if (changed) released.push(changed);
  }
  return released;
};
