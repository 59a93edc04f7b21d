import type { Prompt } from '../contract/duty.ts';
import type { BroadcastId } from '../contract/ids.ts';
import type { BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';

/**
 * Shows a line on a room's prompter, or takes it away (`null`). The newest counts; nothing is kept of earlier ones.
 * @returns the broadcast as it is now, for the feed; null when there is none.
 */
export const setPrompt = (
  store: Store,
  broadcastId: BroadcastId,
  prompt: Prompt | null,
  now: Date,
): Promise<BroadcastDoc | null> =>
  store.broadcasts
    .findOneAndUpdate(
      { _id: broadcastId },
      { $set: { prompt, unsent: true, updatedAt: now }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    )
    .lean<BroadcastDoc>()
    .exec();
