import type { Occurrence } from '../contract/alert.ts';
import type { BroadcastId } from '../contract/ids.ts';
import { isOfMoment, MARK_AFTER_MS, MARK_BEFORE_MS, type MarkedClaim } from '../contract/mark.ts';
import type { AlertDoc } from './documents.ts';
import { SHOWN } from './scope.ts';
import type { Store } from './store.ts';

/** Claims told of one moment: more within a minute and a half would be one shout. */
const CLAIMS_MAX = 20;

/**
 * What is suspected of a moment, and what was upheld around it, in the order in which it was said. What a moderator found not to be so
 * is left out, and so is what still waits for the room's own correction.
 */
export const claimsOfMoment = async (
  store: Store,
  broadcastId: BroadcastId,
  markedAtMs: number,
): Promise<MarkedClaim[]> => {
  const span = { $gte: markedAtMs - MARK_BEFORE_MS, $lte: markedAtMs + MARK_AFTER_MS };
  const alerts = await store.alerts
    .find({
      broadcastId,
      'subject.type': 'claim',
      status: { $ne: 'dismissed' },
      occurrences: { $elemMatch: { atMs: span } },
      ...SHOWN,
    })
    .lean<AlertDoc[]>();
  const isTold = (upheld: boolean, { atMs }: Occurrence): boolean =>
    upheld ? atMs >= span.$gte && atMs <= span.$lte : isOfMoment(markedAtMs, atMs);
  return alerts
    .flatMap(({ subject, quote, occurrences, status }) => {
      const upheld = status === 'upheld';
      const said = occurrences.find((one) => isTold(upheld, one));
      if (subject.type !== 'claim' || !said) return [];
      return [{ kind: subject.kind, quote, atMs: said.atMs, upheld }];
    })
    .sort((a, b) => Math.abs(a.atMs - markedAtMs) - Math.abs(b.atMs - markedAtMs))
    .slice(0, CLAIMS_MAX)
    .sort((a, b) => a.atMs - b.atMs);
};
