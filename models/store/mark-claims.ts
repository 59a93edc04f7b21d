import type { BroadcastId } from '../contract/ids.ts';
import { MARK_AFTER_MS, MARK_BEFORE_MS, type MarkedClaim } from '../contract/mark.ts';
import type { AlertDoc } from './documents.ts';
import { SHOWN } from './scope.ts';
import type { Store } from './store.ts';

/** Claims told of one moment: more within a minute and a half would be one shout. */
const CLAIMS_MAX = 20;

/**
 * What is suspected or was upheld around a moment, in the order in which it was said. What a moderator found not to be so is left out,
 * and so is what still waits for the room's own correction.
 */
export const claimsAround = async (
  store: Store,
  broadcastId: BroadcastId,
  atMs: number,
): Promise<MarkedClaim[]> => {
  const span = { $gte: atMs - MARK_BEFORE_MS, $lte: atMs + MARK_AFTER_MS };
  const alerts = await store.alerts
    .find({
      broadcastId,
      'subject.type': 'claim',
      status: { $ne: 'dismissed' },
      occurrences: { $elemMatch: { atMs: span } },
      ...SHOWN,
    })
    .limit(CLAIMS_MAX)
    .lean<AlertDoc[]>();
  return alerts
    .flatMap(({ subject, quote, occurrences, status }) => {
      const said = occurrences.find((one) => one.atMs >= span.$gte && one.atMs <= span.$lte);
      if (subject.type !== 'claim' || !said) return [];
      return [{ kind: subject.kind, quote, atMs: said.atMs, upheld: status === 'upheld' }];
    })
    .sort((a, b) => a.atMs - b.atMs);
};
