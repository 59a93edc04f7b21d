import { asBroadcastId } from '../../models/contract/ids.ts';
import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import type { BroadcastDoc, TokenDoc } from '../../models/store/documents.ts';
import { broadcastById } from '../../models/store/find-broadcasts.ts';
import type { Store } from '../../models/store/store.ts';
import { tokenMayFeed } from '../../models/store/tokens.ts';
import { Problem } from '../http/problem.ts';

/**
 * One that nobody ends is over when the longest has to be, counted from its registration where a recording of an older show is
 * sent; what it sent is remembered for no longer than a day after that.
 */
const closesAtMs = ({ closesAt, startedAt, registeredAt = startedAt }: BroadcastDoc): number =>
  closesAt?.getTime() ??
  Math.max(startedAt.getTime(), registeredAt.getTime()) + AT_MS_MAX + OPEN_AFTER_END_MS;

/** A broadcast takes late events for a day after its end. */
const OPEN_AFTER_END_MS = 24 * 3_600_000;

/**
 * The broadcast that a sender names, if the token has the right to it, however long ago it ended.
 * @throws Problem `not-found`, `forbidden`.
 */
export const findOwn = async (store: Store, token: TokenDoc, id: string): Promise<BroadcastDoc> => {
  const broadcast = await broadcastById(store, asBroadcastId(id));
  if (!broadcast)
    throw new Problem('not-found', 'no broadcast has this id; register it first with POST /api/broadcasts');
  if (!tokenMayFeed(token, broadcast.roomId))
    throw new Problem('forbidden', 'this token has no right to the room of this broadcast');
  return broadcast;
};

/**
 * The same, while it takes events.
 * @throws Problem as `findOwn`, and `broadcast-closed` once nothing more is taken.
 */
export const findTarget = async (
  store: Store,
  token: TokenDoc,
  id: string,
  now: number,
): Promise<BroadcastDoc> => {
  const broadcast = await findOwn(store, token, id);
  if (closesAtMs(broadcast) <= now)
    throw new Problem('broadcast-closed', 'this broadcast ended more than a day ago and takes no more');
  return broadcast;
};
