import type { OrganisationId, RoomId, UserId } from '../contract/ids.ts';
import {
  type InvitationView,
  type MemberView,
  ORGANISATION_ACTS,
  type OrganisationAct,
  type OrganisationAudit,
  type OrganisationAuditEntry,
  type OrganisationSummary,
  type OrganisationView,
  type RoomName,
} from '../contract/organisation.ts';
import type { MemberRole } from '../contract/rights.ts';
import { behind, type KeptAudit, placeOf } from './audit-place.ts';
import type { AuditDoc, UserDoc } from './documents.ts';
import { stateOf } from './invitations.ts';
import { roomsAsked } from './memberships.ts';
import type { InvitationDoc, MembershipDoc, OrganisationDoc } from './organisation-documents.ts';
import type { Store } from './store.ts';

/** Settled invitations that are still shown; the audit has all. */
const SETTLED_SHOWN = 50;
/** Lines of an audit on one page. */
export const AUDIT_PAGE_MAX = 100;
/** Rooms that nobody has yet, the newest first: more are not chosen from a list. */
const FREE_MAX = 200;
/** Organisations in one answer: a platform's few thousand need a search first. */
const LIST_MAX = 1000;

/** The rooms with the names that their newest broadcasts gave them, in the given order. */
export const roomNames = async (store: Store, rooms: readonly RoomId[]): Promise<RoomName[]> => {
  if (rooms.length === 0) return [];
  const found = await store.broadcasts.aggregate<{ _id: RoomId; name: string }>([
    { $match: { roomId: { $in: [...rooms] } } },
    { $sort: { roomId: 1, startedAt: -1 } },
    { $group: { _id: '$roomId', name: { $first: '$input.room.name' } } },
  ]);
  const names = new Map(found.map(({ _id, name }) => [_id, name]));
  return rooms.map((id) => {
    const name = names.get(id);
    return { id, ...(name !== undefined && { name }) };
  });
};

/** Rooms that have broadcast and belong to no organisation, the last to broadcast first. */
export const freeRooms = async (store: Store): Promise<RoomName[]> => {
  const taken = (await store.organisations.distinct('rooms')) as RoomId[];
  const found = await store.broadcasts.aggregate<{ _id: RoomId; name: string }>([
    { $match: { roomId: { $nin: taken } } },
    { $sort: { roomId: 1, startedAt: -1 } },
    { $group: { _id: '$roomId', name: { $first: '$input.room.name' }, at: { $first: '$startedAt' } } },
    { $sort: { at: -1 } },
    { $limit: FREE_MAX },
  ]);
  return found.map(({ _id: id, name }) => ({ id, name }));
};

/** Organisations by name. @param only absent: all. */
export const listOrganisations = async (
  store: Store,
  only?: ReadonlyMap<OrganisationId, MemberRole>,
): Promise<OrganisationSummary[]> => {
  const docs = await store.organisations
    .find(only ? { _id: { $in: [...only.keys()] } } : {})
    .sort({ name: 1, _id: 1 })
    .limit(LIST_MAX)
    .lean<OrganisationDoc[]>();
  const sizes = await store.memberships.aggregate<{ _id: OrganisationId; count: number }>([
    { $match: { organisationId: { $in: docs.map(({ _id }) => _id) } } },
    { $group: { _id: '$organisationId', count: { $sum: 1 } } },
  ]);
  const sizeOf = new Map(sizes.map(({ _id, count }) => [_id, count]));
  return docs.map(({ _id: id, name, kind, rooms }) => {
    const role = only?.get(id);
    return {
      id,
      name,
      kind,
      members: sizeOf.get(id) ?? 0,
      rooms: rooms.length,
      ...(role !== undefined && { role }),
    };
  });
};

export const toInvitationView = (doc: InvitationDoc, now: Date): InvitationView => ({
  id: doc._id,
  label: doc.label,
  role: doc.role,
  rooms: roomsAsked(doc),
  invitedBy: doc.invitedBy.name,
  createdAt: doc.createdAt.toISOString(),
  expiresAt: doc.expiresAt.toISOString(),
  state: stateOf(doc, now),
  ...(doc.settled && { settled: { at: doc.settled.at.toISOString(), by: doc.settled.by.name } }),
});

const invitationsOf = async (store: Store, organisationId: OrganisationId, now: Date) => {
  const newest = { createdAt: -1, _id: -1 } as const;
  const open = { state: 'open', expiresAt: { $gt: now } } as const;
  const [waiting, rest] = await Promise.all([
    store.invitations
      .find({ organisationId, ...open })
      .sort(newest)
      .lean<InvitationDoc[]>(),
    store.invitations
      .find({ organisationId, $nor: [open] })
      .sort(newest)
      .limit(SETTLED_SHOWN)
      .lean<InvitationDoc[]>(),
  ]);
  return [...waiting, ...rest].map((doc) => toInvitationView(doc, now));
};

const ORDER: Readonly<Record<MemberRole, number>> = { owner: 0, compliance: 1, assistant: 2, presenter: 3 };

const membersOf = async (store: Store, organisationId: OrganisationId, keeps: boolean) => {
  const docs = await store.memberships.find({ organisationId }).lean<MembershipDoc[]>();
  const users = await store.users
    .find({ _id: { $in: docs.map(({ userId }) => userId) } }, { name: 1, login: 1, disabled: 1 })
    .lean<Pick<UserDoc, '_id' | 'name' | 'login' | 'disabled'>[]>();
  const known = new Map(users.map((user) => [user._id, user]));
  return docs
    .map((doc): MemberView => {
      const user = known.get(doc.userId);
      return {
        id: doc.userId,
        name: user?.name ?? doc.userId,
        ...(keeps && user && { login: user.login }),
        role: doc.role,
        rooms: roomsAsked(doc),
        since: doc.since.toISOString(),
        ...(user?.disabled && { disabled: true }),
      };
    })
    .sort((a, b) => ORDER[a.role] - ORDER[b.role] || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
};

export interface Looking {
  /** Whether the reader keeps the members: an owner or an admin. */
  readonly keeps: boolean;
  readonly reader: UserId;
  readonly now: Date;
}

/** An organisation as the reader may see it; null when there is none. */
export const organisationView = async (
  store: Store,
  id: OrganisationId,
  { keeps, reader, now }: Looking,
): Promise<OrganisationView | null> => {
  const doc = await store.organisations.findOne({ _id: id }).lean<OrganisationDoc>();
  if (!doc) return null;
  const [rooms, members, invitations] = await Promise.all([
    roomNames(store, doc.rooms),
    membersOf(store, id, keeps),
    keeps ? invitationsOf(store, id, now) : null,
  ]);
  return {
    id,
    name: doc.name,
    kind: doc.kind,
    rooms,
    members: keeps ? members : members.filter((one) => one.role === 'owner' || one.id === reader),
    ...(invitations && { invitations }),
  };
};

const isAct = (action: string): action is OrganisationAct =>
  (ORGANISATION_ACTS as readonly string[]).includes(action);

const toEntry = ({ at, by, action, subject, reason, details = {} }: AuditDoc): OrganisationAuditEntry[] => {
  if (!isAct(action)) return [];
  const { name, role, rooms, before } = details as Partial<OrganisationAuditEntry>;
  return [
    {
      at: at.toISOString(),
      by: { id: by.id, name: by.name },
      act: action,
      subject,
      ...(name !== undefined && { name }),
      ...(reason !== undefined && { reason }),
      ...(role !== undefined && { role }),
      ...(rooms !== undefined && { rooms }),
      ...(before !== undefined && { before }),
    },
  ];
};

/** One page of an organisation's audit, newest first. @returns null where `before` is not what an earlier page gave. */
export const organisationAudit = async (
  store: Store,
  organisationId: OrganisationId,
  before?: string,
): Promise<OrganisationAudit | null> => {
  const after = behind(before);
  if (after === null) return null;
  const docs = await store.audits
    .find({ organisationId, ...after } as Record<string, unknown>)
    .sort({ at: -1, _id: -1 })
    .limit(AUDIT_PAGE_MAX + 1)
    .lean<KeptAudit[]>();
  const page = docs.slice(0, AUDIT_PAGE_MAX);
  const last = page.at(-1);
  return {
    entries: page.flatMap(toEntry),
    ...(docs.length > page.length && last && { next: placeOf(last) }),
  };
};
