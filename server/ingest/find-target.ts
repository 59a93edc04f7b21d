import { asBroadcastId } from '../../models/contract/ids.ts';
import type { BroadcastDoc, TokenDoc } from '../../models/store/documents.ts';
import { broadcastById } from '../../models/store/find-broadcasts.ts';
import type { Store } from '../../models/store/store.ts';
import { tokenMayFeed } from '../../models/store/tokens.ts';
import { Problem } from '../http/problem.ts';

/**
 * The broadcast that a sender names, if the token has the right to it.
 * @throws Problem `not-found`, `forbidden`, or `broadcast-closed` once nothing more is taken.
 */
export const findTarget = async (
  store: Store,
  token: TokenDoc,
  id: string,
  now: number,
): Promise<BroadcastDoc> => {
  const broadcast = await broadcastById(store, asBroadcastId(id));
  if (!broadcast)
    throw new Problem('not-found', 'no broadcast has this id; register it first with POST /api/broadcasts');
  if (!tokenMayFeed(token, broadcast.roomId))
    throw new Problem('forbidden', 'this token has no right to the room of this broadcast');
  if (broadcast.closesAt && broadcast.closesAt.getTime() <= now)
    throw new Problem('broadcast-closed', 'this broadcast ended more than a day ago and takes no more');
  return broadcast;
};
