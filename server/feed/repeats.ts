import { type AlertId, type Cursor, compareEntryIds } from '../../models/contract/ids.ts';
import type { FeedEntry } from '../../models/stream/alerts-feed.ts';

/** Alerts whose newest change is remembered: what is published again follows within seconds. */
const REMEMBERED_MAX = 20_000;

/** Knows a change of an alert that is published again, because whoever published it could not note that it had. */
export interface Repeats {
  /** Remembers what comes, in the order of the feed. */
  note(entry: FeedEntry): void;
  /** Whether the same change of the same alert stands on the feed before it. */
  has(entry: FeedEntry): boolean;
}

export const createRepeats = (): Repeats => {
  const newest = new Map<AlertId, { readonly revision: number; readonly cursor: Cursor }>();
  return {
    note({ cursor, change }) {
      if (change.type !== 'alert') return;
      const { id, revision } = change.alert;
      if ((newest.get(id)?.revision ?? -1) >= revision) return;
      newest.delete(id);
      newest.set(id, { revision, cursor });
      const [oldest] = newest.size > REMEMBERED_MAX ? newest.keys() : [];
      if (oldest !== undefined) newest.delete(oldest);
    },
    has({ cursor, change }) {
      if (change.type !== 'alert') return false;
      const first = newest.get(change.alert.id);
      return first?.revision === change.alert.revision && compareEntryIds(first.cursor, cursor) < 0;
    },
  };
};
