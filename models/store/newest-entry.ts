import { asEntryId, type BroadcastId, compareEntryIds, type EntryId } from '../contract/ids.ts';
import type { BroadcastDoc } from './documents.ts';
import { readLogHead } from './log-head.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

/** Heads read at once: enough to keep the connection busy. */
const HEADS_AT_ONCE = 50;

/**
 * The newest stream entry that any log of a partition names, `0-0` where there is none. Reads the head of every broadcast of the
 * partition, so it is asked for only where the stream itself is gone.
 */
export const newestEntryOf = async (store: Store, partition: number): Promise<EntryId> => {
  let newest = asEntryId('0-0');
  const look = async (ids: readonly BroadcastId[]): Promise<void> => {
    for (const head of await Promise.all(ids.map((id) => readLogHead(store, id))))
      if (head && compareEntryIds(head.lastEntryId, newest) > 0) newest = head.lastEntryId;
  };
  let ids: BroadcastId[] = [];
  const broadcasts = store.broadcasts.find({ partition }, { _id: 1 });
  for await (const { _id } of walk<Pick<BroadcastDoc, '_id'>>(broadcasts)) {
    ids.push(_id);
    if (ids.length < HEADS_AT_ONCE) continue;
    await look(ids);
    ids = [];
  }
  await look(ids);
  return newest;
};
