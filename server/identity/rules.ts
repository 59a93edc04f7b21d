import type { OrganisationId, RoomId } from '../../models/contract/ids.ts';
import type { PackAudience } from '../../models/contract/pack/documents.ts';
import type { UserRole } from '../../models/contract/people.ts';
import {
  type Membership,
  mayAnywhere,
  mayInOrganisation,
  mayInRoom,
  type Right,
  roomsWith,
} from '../../models/contract/rights.ts';
import type { Scope } from '../../models/store/scope.ts';

/*
 * Who may see and do what: the one place, asked by HTTP routes and sockets alike. What hosts may is given by their
 * organisations, room by room (models/contract/rights.ts).
 *
 *                         admin, moderator   host                    consumer   nobody
 *   broadcasts, lines     all                rooms with `desk`       public: neutral facts
 *   alerts                all but held ones  rooms with `alerts`     –          –
 *   records of the log    all                rooms with `desk`       public: neutral, of others the hash
 *   evidence of an alert  all                rooms with `alerts`     upheld     –
 *   evidence pack         all                as for alerts; facts    public: facts, and what was upheld
 *   decide, publish       yes                –                       –          –
 *   join alerts           yes                –                       –          –
 *   withhold words        yes                –                       –          –
 *   hold what must stay   yes                –                       –          –
 *   keep rule packs       yes                –                       –          –
 *   keep policies         yes                –                       –          –
 *   set a category        yes                –                       –          –
 *   see what is owed      all                rooms with `desk`       –          –
 *   check a script        moderator          with `check` anywhere   –          –
 *   read the prompter     –                  rooms with `desk`       –          –
 *   prompt a presenter    –                  rooms with `prompt`     –          –
 *   say: corrected        –                  rooms with `correct`    –          –
 *   answer a decision     –                  rooms with `answer`     –          –
 *   read answers          all                rooms with `alerts`     –          –
 *   ask by an order       –                  –                       yes        –
 *   answer such requests  yes                –                       –          –
 *   see what is released  –                  –                       who asked  –
 *   confirm a correction  yes                –                       –          –
 *   see an organisation   admin              own                     –          –
 *   keep its members      admin              own with `members`      –          –
 *   read its audit        admin              own with `audit`        –          –
 *   read the audit log    admin              –                       –          heads
 *   look through acts     admin; own: moderator  –                   –          –
 *   make one, give rooms  admin              –                       –          –
 *   mark a moment         of a broadcast that is public
 *   a mark, exhibits      exhibits; audited  own marks: by account, or by recovery code
 *   see who marked what   yes; who: audited  –                       –          –
 *   keep one's account    –                  –                       own        makes one
 *   read the outbox       admin              –                       –          –
 *   accept an invitation  –                  yes                     –          with a new login
 *
 * Senders show a token and no login: of its rooms they register, change and feed broadcasts, and say when orders were completed.
 * An admin may also give back what another person has taken. Neutral facts are what was said, sold and heard, and what a
 * moderator upheld; nothing of what is suspected and not decided.
 */

/** Whoever asks, as far as the rules care. */
export interface Asker {
  readonly role: UserRole;
  readonly memberships: readonly Membership[];
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
/** Memberships of a person who is no host give nothing. */
const placesOf = (asker: Asker): readonly Membership[] => (asker.role === 'host' ? asker.memberships : []);
const hasInRoom = (asker: Asker, right: Right, { roomId }: Placed): boolean =>
  mayInRoom(placesOf(asker), right, roomId);

/** The public: consumers, and whoever is not logged in. It is shown neutral facts and what was upheld. */
export const isPublic = (asker: Asker | null): asker is null | (Asker & { readonly role: 'consumer' }) =>
  asker === null || asker.role === 'consumer';

export const maySeeBroadcast = (asker: Asker | null, broadcast: Published): boolean => {
  if (isPublic(asker)) return broadcast.public;
  return seesAll(asker) || hasInRoom(asker, 'desk', broadcast);
};

/** What waits for the room's own correction is the room's alone. */
export const maySeeAlert = (asker: Asker | null, alert: Held): boolean =>
  asker !== null && ((seesAll(asker) && alert.heldUntil === undefined) || hasInRoom(asker, 'alerts', alert));

/** Whether there can be any alert that the person may see: to tell "not yours" from "not for you". */
export const maySeeAlerts = (asker: Asker | null): boolean => asker !== null && asker.role !== 'consumer';

/**
 * For whom the evidence of an alert would be, null where it may not be had: those who see the alert have it whole, consumers
 * where the broadcast is public and the alert was upheld.
 */
export const evidenceAudience = (
  asker: Asker | null,
  alert: Published & Held & { readonly status: string },
): PackAudience | null => {
  if (maySeeAlert(asker, alert)) return 'desk';
  const isShown = alert.public && alert.heldUntil === undefined && alert.status === 'upheld';
  return asker?.role === 'consumer' && isShown ? 'public' : null;
};

/**
 * For whom a pack would be made: `desk` with what is suspected, `public` with neutral facts and, of an alert, with what a
 * moderator upheld. Null: none may be had.
 */
export const packAudience = (
  asker: Asker | null,
  broadcast: Published,
  alert: (Held & { readonly status: string }) | null,
): PackAudience | null => {
  const desk =
    alert === null
      ? asker !== null && (seesAll(asker) || hasInRoom(asker, 'alerts', broadcast))
      : maySeeAlert(asker, alert);
  if (desk) return 'desk';
  if (asker === null || !maySeeBroadcast(asker, broadcast)) return null;
  return alert === null || (broadcast.public && alert.status === 'upheld') ? 'public' : null;
};

export const mayDecide = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Giving back an alert that someone else has taken: whoever holds it may have gone home. */
export const mayReleaseOthers = (asker: Asker | null): boolean => asker?.role === 'admin';

/** Withholding words at a person's request or by order. */
export const mayWithhold = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Holding what must be kept whatever its time, and seeing what is held. */
export const mayHold = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Making a broadcast public, or private again. */
export const mayPublish = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Checking a script of one's own before a show. */
export const mayCheck = (asker: Asker | null): boolean =>
  asker !== null && (asker.role === 'moderator' || mayAnywhere(placesOf(asker), 'check'));

/** Reading what the presenter is given to read: the room's own people. */
export const mayReadPrompt = (asker: Asker | null, room: Placed): boolean =>
  asker !== null && hasInRoom(asker, 'desk', room);

/** Giving the presenter a line to read. */
export const mayPrompt = (asker: Asker | null, room: Placed): boolean =>
  asker !== null && hasInRoom(asker, 'prompt', room);

/** Saying that a claim was corrected on air. */
export const mayCorrect = (asker: Asker | null, room: Placed): boolean =>
  asker !== null && hasInRoom(asker, 'correct', room);

/** Answering, in the room's name, a decision that was upheld against it. */
export const mayAnswer = (asker: Asker | null, room: Placed): boolean =>
  asker !== null && hasInRoom(asker, 'answer', room);

/** Asking for a moment of a broadcast by an order. */
export const mayRequest = (asker: Asker | null): boolean => asker?.role === 'consumer';

/** Looking at such requests, releasing and refusing. */
export const mayAnswerRequests = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Seeing that an organisation is there, and what it is. */
export const maySeeOrganisation = (asker: Asker | null, id: OrganisationId): boolean =>
  asker !== null &&
  (asker.role === 'admin' || placesOf(asker).some(({ organisationId }) => organisationId === id));

/** Inviting, removing, changing roles and rooms. */
export const mayKeepMembers = (asker: Asker | null, id: OrganisationId): boolean =>
  asker !== null && (asker.role === 'admin' || mayInOrganisation(placesOf(asker), 'members', id));

export const mayReadAudit = (asker: Asker | null, id: OrganisationId): boolean =>
  asker !== null && (asker.role === 'admin' || mayInOrganisation(placesOf(asker), 'audit', id));

/** Reading what everybody did, with names. */
export const mayReadAuditLog = (asker: Asker | null): boolean => asker?.role === 'admin';

/** Whose acts somebody may look through: an admin everybody's, a moderator their own; null: nobody's. */
export const auditedFor = (asker: Asker | null): 'all' | 'own' | null => {
  if (mayReadAuditLog(asker)) return 'all';
  return asker?.role === 'moderator' ? 'own' : null;
};

/** Marking a moment: anyone, where anyone may read what was said. */
export const mayMark = ({ public: isShown }: Published): boolean => isShown;

/** By what somebody finds the moments that they marked. */
export type Keeper =
  | { readonly of: 'account'; readonly id: string }
  | { readonly of: 'code'; readonly hash: string };

interface Marked {
  readonly owner?: string;
  readonly codeHash?: string;
}

/** Whether it is their own mark, with all that belongs to it: the one who made it, and nobody else. */
export const isOwnMark = (keeper: Keeper | null, { owner, codeHash }: Marked): boolean => {
  if (keeper === null) return false;
  return keeper.of === 'account' ? owner === keeper.id : codeHash === keeper.hash;
};

/** Seeing what buyers marked and brought, and, with a reason that is audited, which account it was. */
export const mayReadMarks = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Reading what somebody brought to a mark: whoever brought it; moderators and admins, which is audited. */
export const mayReadExhibit = (asker: Asker | null, keeper: Keeper | null, mark: Marked): boolean =>
  isOwnMark(keeper, mark) || (asker !== null && seesAll(asker));

/** For whom the pack of a mark is: whoever marked the moment is shown what is suspected of it; the platform as well. */
export const markPackAudience = (
  asker: Asker | null,
  keeper: Keeper | null,
  mark: Marked,
): PackAudience | null => (mayReadExhibit(asker, keeper, mark) ? 'desk' : null);

/** Making organisations, giving them rooms and taking rooms from them. */
export const mayAssignRooms = (asker: Asker | null): boolean => asker?.role === 'admin';

/** Messages to people and what became of them. */
export const mayReadOutbox = (asker: Asker | null): boolean => asker?.role === 'admin';

/** Adding, changing and retiring rule packs, and reading who did. */
export const mayKeepPacks = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Drafting platforms' policies, making them live, and reading who did. */
export const mayKeepPolicies = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

/** Saying what kind of goods a product is. */
export const mayCategorise = (asker: Asker | null): boolean => asker !== null && seesAll(asker);

const scopeOf = (asker: Asker | null, right: Right): Scope => {
  if (!asker) return { of: 'nothing' };
  if (asker.role === 'consumer') return { of: 'public' };
  return seesAll(asker) ? { of: 'all' } : { of: 'rooms', rooms: roomsWith(placesOf(asker), right) };
};

export const broadcastScope = (asker: Asker | null): Scope => scopeOf(asker, 'desk');

export const alertScope = (asker: Asker | null): Scope => {
  const scope = scopeOf(asker, 'alerts');
  return scope.of === 'public' ? { of: 'nothing' } : scope;
};

/** {@link audienceOf} a consumer. */
export const PUBLIC_AUDIENCE = 'public';

/** All who see the same have the same. */
export const audienceOf = (asker: Asker): string => {
  if (asker.role === 'consumer') return PUBLIC_AUDIENCE;
  if (seesAll(asker)) return 'board';
  const [seen, alerts] = [broadcastScope(asker), alertScope(asker)].map((scope) =>
    scope.of === 'rooms' ? scope.rooms.join(' ') : '',
  );
  return seen === alerts ? `rooms:${seen}` : `rooms:${seen}|${alerts}`;
};
