import type { AlertView } from '../../models/contract/alert.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import type { FeedEntry } from '../../models/stream/alerts-feed.ts';
import { asSeenBy } from '../alerts/as-seen-by.ts';
import { broadcastSeenBy } from '../broadcasts/as-seen-by.ts';
import { type Asker, maySeeAlert, maySeeBroadcast } from '../identity/rules.ts';

/** A change as this server heard it. */
export interface HeardEntry extends FeedEntry {
  /** The broadcast of the change was public until then: those who saw it only for that are told that it is gone. */
  readonly wasPublic: boolean;
}

export interface Sifted {
  readonly alerts: readonly AlertView[];
  readonly broadcasts: readonly BroadcastView[];
  readonly removed: readonly PublicId[];
}

const placeOf = ({ broadcast, heldUntil }: AlertView): Parameters<typeof maySeeAlert>[1] => ({
  roomId: broadcast.roomId,
  ...(heldUntil !== undefined && { heldUntil }),
});

/**
 * What one reader may see of a stretch of changes. Of several changes of the same thing only the newest is left, in the
 * place of the newest.
 */
export const sift = (reader: Asker, entries: readonly HeardEntry[]): Sifted => {
  const alerts = new Map<string, AlertView>();
  const broadcasts = new Map<string, BroadcastView>();
  const removed = new Set<PublicId>();
  const gone = (publicId: PublicId): void => {
    broadcasts.delete(publicId);
    removed.add(publicId);
  };
  for (const { change, wasPublic } of entries) {
    if (change.type === 'alert') {
      if (!maySeeAlert(reader, placeOf(change.alert))) continue;
      const known = alerts.get(change.alert.id);
      if (known && known.revision > change.alert.revision) continue;
      alerts.delete(change.alert.id);
      alerts.set(change.alert.id, asSeenBy(reader, change.alert));
    } else if (change.type === 'broadcast') {
      const { broadcast } = change;
      const place = { roomId: broadcast.room.id, public: broadcast.public };
      if (maySeeBroadcast(reader, place)) {
        const known = broadcasts.get(broadcast.publicId);
        if (known && known.revision > broadcast.revision) continue;
        broadcasts.delete(broadcast.publicId);
        removed.delete(broadcast.publicId);
        broadcasts.set(broadcast.publicId, broadcastSeenBy(reader, broadcast));
      } else if (wasPublic && maySeeBroadcast(reader, { ...place, public: true })) gone(broadcast.publicId);
    } else if (change.type === 'broadcast-removed') {
      if (maySeeBroadcast(reader, { roomId: change.roomId, public: wasPublic })) gone(change.publicId);
    }
  }
  return { alerts: [...alerts.values()], broadcasts: [...broadcasts.values()], removed: [...removed] };
};
