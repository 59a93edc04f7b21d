import type { AlertView } from '../../models/contract/alert.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { Cursor, PublicId } from '../../models/contract/ids.ts';
import type { FeedEntry } from '../../models/stream/alerts-feed.ts';
import { asSeenBy } from '../alerts/as-seen-by.ts';
import { broadcastSeenBy } from '../broadcasts/as-seen-by.ts';
import { type Asker, maySeeAlert, maySeeBroadcast } from '../identity/rules.ts';

/** A change as this server heard it. */
export interface HeardEntry extends FeedEntry {
  /** The broadcast of the change was public until then: those who saw it only for that are told that it is gone. */
  readonly wasPublic: boolean;
}

/** What goes out as one message: changes of alerts, or of broadcasts. */
export interface Sifted {
  readonly alerts: readonly AlertView[];
  readonly broadcasts: readonly BroadcastView[];
  readonly removed: readonly PublicId[];
  /** Once it is applied, all that the reader may see up to here is. */
  readonly cursor: Cursor;
}

type Seen =
  | { readonly alert: AlertView }
  | { readonly broadcast: BroadcastView }
  | { readonly removed: PublicId };

const placeOf = ({ broadcast, heldUntil }: AlertView): Parameters<typeof maySeeAlert>[1] => ({
  roomId: broadcast.roomId,
  ...(heldUntil !== undefined && { heldUntil }),
});

/** What a reader is told of one change; null for nothing. */
const seenOf = (reader: Asker, { change, wasPublic }: HeardEntry): Seen | null => {
  if (change.type === 'alert')
    return maySeeAlert(reader, placeOf(change.alert)) ? { alert: asSeenBy(reader, change.alert) } : null;
  if (change.type === 'broadcast') {
    const { broadcast } = change;
    const place = { roomId: broadcast.room.id, public: broadcast.public };
    if (maySeeBroadcast(reader, place)) return { broadcast: broadcastSeenBy(reader, broadcast) };
    const wasSeen = wasPublic && maySeeBroadcast(reader, { ...place, public: true });
    return wasSeen ? { removed: broadcast.publicId } : null;
  }
  if (change.type !== 'broadcast-removed') return null;
  return maySeeBroadcast(reader, { roomId: change.roomId, public: wasPublic })
    ? { removed: change.publicId }
    : null;
};

const nameOf = (seen: Seen): string => {
  if ('alert' in seen) return `alert ${seen.alert.id}`;
  return 'broadcast' in seen ? seen.broadcast.publicId : seen.removed;
};

const isOlder = (seen: Seen, known: Seen | undefined): boolean => {
  if (!known) return false;
  if ('alert' in seen) return 'alert' in known && known.alert.revision > seen.alert.revision;
  return 'broadcast' in seen && 'broadcast' in known && known.broadcast.revision > seen.broadcast.revision;
};

/** One message of neighbours of the same kind. */
const messageOf = (run: readonly Seen[], cursor: Cursor): Sifted => ({
  alerts: run.flatMap((seen) => ('alert' in seen ? [seen.alert] : [])),
  broadcasts: run.flatMap((seen) => ('broadcast' in seen ? [seen.broadcast] : [])),
  removed: run.flatMap((seen) => ('removed' in seen ? [seen.removed] : [])),
  cursor,
});

/**
 * What one reader may see of a stretch of changes up to `until`, as the messages that tell it. Of several changes of the same thing
 * only the newest is left, in the place of the newest. A new message begins where alerts follow broadcasts or the other way round,
 * so that each ends at a cursor of its own: a line that is cut between two of them goes on between them.
 */
export const sift = (reader: Asker, entries: readonly HeardEntry[], until: Cursor): readonly Sifted[] => {
  const newest = new Map<string, { readonly seen: Seen; readonly cursor: Cursor }>();
  for (const entry of entries) {
    const seen = seenOf(reader, entry);
    if (!seen) continue;
    const name = nameOf(seen);
    if (isOlder(seen, newest.get(name)?.seen)) continue;
    newest.delete(name);
    newest.set(name, { seen, cursor: entry.cursor });
  }
  const messages: Sifted[] = [];
  let run: Seen[] = [];
  let at = until;
  for (const { seen, cursor } of newest.values()) {
    const before = run.at(-1);
    if (before && 'alert' in before !== 'alert' in seen) {
      messages.push(messageOf(run, at));
      run = [];
    }
    run.push(seen);
    at = cursor;
  }
  if (run.length > 0) messages.push(messageOf(run, until));
  return messages;
};
