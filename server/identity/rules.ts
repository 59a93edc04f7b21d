import type { RoomId } from '../../models/contract/ids.ts';
import type { UserRole } from '../../models/contract/people.ts';
import type { Scope } from '../../models/store/scope.ts';

/*
 * Who may see and do what: the one place, asked by HTTP routes and sockets alike.
 *
 *                         admin, moderator   host          consumer   nobody
 *   broadcasts, lines     all                own rooms     public     –
 *   alerts                all but held ones  own rooms     –          –
 *   evidence of an alert  all                own rooms     public     –
 *   decide, publish       yes                –             –          –
 *   keep rule packs       yes                –             –          –
 *   keep policies         yes                –             –          –
 *   set a category        yes                –             –          –
 *   see what is owed      all                own rooms     –          –
 *   check a script        moderator          yes           –          –
 *   prompt a presenter    –                  own rooms     –          –
 *   say: corrected        –                  own rooms     –          –
 *   confirm a correction  yes                –             –          –
 *
 * An admin may also give back what another person has taken.
 */

/** Whoever asks, as far as the rules care. */
export interface Asker {
  readonly role: UserRole;
  readonly rooms: readonly RoomId[];
}

interface Placed {
  readonly roomId: RoomId;
}
/** An alert's room, and until when it is the room's alone. */
interface Held extends Placed {
  readonly heldUntil?: unknown;
}
interface Published extends Placed {
  readonly public: boolean;
}

const seesAll = (asker: Asker): boolean => asker.role === 'admin' || asker.role === 'moderator';
const ownsRoom = (asker: Asker, { roomId }: Placed): boolean =>
  asker.role === 'host' && asker.rooms.includes(roomId);

export const maySeeBroadcast = (asker: Asker | null, broadcast: Published): boolean => {
  if (!asker) return false;
  if (asker.role === 'consumer') return broadcast.public;
  return seesAll(asker) || ownsRoom(asker, broadcast);
};

/** What waits for the room's own correction is the room's alone. */
export const maySeeAlert = (asker: Asker | null, alert: Held): boolean =>
  asker !== null && ((seesAll(asker) && alert.heldUntil === undefined) || ownsRoom(asker, alert));

/** Whether there can be any alert that the person may see: to tell "not yours" from "not for you". */
export const maySeeAlerts = (asker: Asker | null): boolean => asker !== null && asker.role !== 'consumer';

/** The evidence of an alert: for those who see the alert, and for consumers where the broadcast is public. */
export const maySeeEvidence = (asker: Asker | null, alert: Published & Held): boolean =>
  maySeeAlert(asker, alert) || (asker?.role === 'consumer' && alert.public);

export const mayDecide = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Giving back an alert that someone else has taken: whoever holds it may have gone home. */
export const mayReleaseOthers = (asker: Asker | null): boolean => asker?.role === 'admin';

/** Making a broadcast public, or private again. */
export const mayPublish = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Checking a script of one's own before a show. */
export const mayCheck = (asker: Asker | null): boolean =>
  asker?.role === 'host' || asker?.role === 'moderator';

/** Giving the presenter a line to read, and saying that a claim was corrected on air: the room's own people. */
export const mayRunDesk = (asker: Asker | null, room: Placed): boolean =>
  asker !== null && ownsRoom(asker, room);

/** Adding, changing and retiring rule packs, and reading who did. */
export const mayKeepPacks = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Drafting platforms' policies, making them live, and reading who did. */
export const mayKeepPolicies = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Saying what kind of goods a product is. */
export const mayCategorise = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

export const broadcastScope = (asker: Asker | null): Scope => {
  if (!asker) return { of: 'nothing' };
  if (asker.role === 'consumer') return { of: 'public' };
  return seesAll(asker) ? { of: 'all' } : { of: 'rooms', rooms: asker.rooms };
};

export const alertScope = (asker: Asker | null): Scope => {
  const scope = broadcastScope(asker);
  return scope.of === 'public' ? { of: 'nothing' } : scope;
};
