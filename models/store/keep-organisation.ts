import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { asOrganisationId, type OrganisationId, type RoomId, type UserId } from '../contract/ids.ts';
import { type MemberRooms, type OrganisationAct, ROOMS_MAX } from '../contract/organisation.ts';
import type { OrganisationKind } from '../contract/rights.ts';
import { audit } from './audit.ts';
import type { MembershipDoc, OrganisationDoc } from './organisation-documents.ts';
import { OrganisationRefused } from './organisation-refused.ts';
import type { Store } from './store.ts';
import type { Acting } from './users.ts';

/** An act on an organisation, and why. */
export interface Deed extends Acting {
  readonly reason?: string;
}

/** What an audit record of an act on members says besides who, when and why. */
interface Told {
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export const auditDeed = (
  store: Store,
  session: ClientSession,
  organisationId: OrganisationId,
  act: OrganisationAct,
  deed: Deed,
  { subject, details }: Told,
): Promise<void> =>
  audit(store, session, {
    at: deed.now,
    by: deed.by,
    action: act,
    subject,
    organisationId,
    ...(deed.reason !== undefined && { reason: deed.reason }),
    ...(details && { details: { ...details } }),
  });

/**
 * Runs `work` in a transaction that holds the organisation: of two acts on one organisation at once the second begins again
 * when the first is done, and sees what it did.
 * @throws OrganisationRefused `not-found`
 */
export const inOrganisation = async <T>(
  store: Store,
  id: OrganisationId,
  work: (session: ClientSession, organisation: OrganisationDoc) => Promise<T>,
): Promise<T> => {
  let result: { readonly value: T } | undefined;
  await store.connection.transaction(async (session) => {
    const organisation = await store.organisations
      .findOneAndUpdate({ _id: id }, { $inc: { revision: 1 } }, { session, returnDocument: 'after' })
      .lean<OrganisationDoc>();
    if (!organisation) throw new OrganisationRefused('not-found', 'there is no such organisation');
    result = { value: await work(session, organisation) };
  });
  return (result as { readonly value: T }).value;
};

const refuseTaken = async (
  store: Store,
  session: ClientSession,
  rooms: readonly RoomId[],
  but?: OrganisationId,
): Promise<void> => {
  if (rooms.length === 0) return;
  const taken = await store.organisations
    .findOne({ rooms: { $in: [...rooms] }, ...(but !== undefined && { _id: { $ne: but } }) })
    .session(session)
    .lean<OrganisationDoc>();
  if (!taken) return;
  const room = rooms.find((one) => taken.rooms.includes(one));
  throw new OrganisationRefused(
    'room-taken',
    `the room ${room} belongs to ${taken.name} (${taken._id}): take it from there first`,
  );
};

const refuseTooMany = (rooms: readonly RoomId[]): void => {
  if (rooms.length > ROOMS_MAX)
    throw new OrganisationRefused('full', `an organisation has ${ROOMS_MAX} rooms at most`);
};

export interface NewOrganisation {
  /** Absent: one is made. */
  readonly id?: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly rooms: readonly RoomId[];
  readonly demo: boolean;
}

/** Hex never looks like an option at a command line. */
const newId = (): OrganisationId => asOrganisationId(randomBytes(8).toString('hex'));

/** Two at once that want one room: the index lets the first have it. */
const asTaken = (error: unknown): unknown =>
  (error as { code?: number }).code === 11000
    ? new OrganisationRefused('room-taken', 'one of the rooms has just been given to another organisation')
    : error;

/** As {@link createOrganisation}, as a part of another act. */
export const insertOrganisation = async (
  store: Store,
  session: ClientSession,
  input: NewOrganisation,
  deed: Deed,
): Promise<OrganisationDoc> => {
  const rooms = [...new Set(input.rooms)];
  refuseTooMany(rooms);
  await refuseTaken(store, session, rooms);
  const { id = newId(), name, kind, demo } = input;
  const doc: OrganisationDoc = { _id: id, name, kind, rooms, demo, createdAt: deed.now, revision: 1 };
  await store.organisations.create([doc], { session });
  await auditDeed(store, session, doc._id, 'organisation-created', deed, {
    subject: doc._id,
    details: { name, kind, rooms },
  });
  return doc;
};

/**
 * Makes an organisation, without members. Audited in the same transaction.
 * @throws OrganisationRefused `room-taken`, `full`
 */
export const createOrganisation = async (
  store: Store,
  input: NewOrganisation,
  deed: Deed,
): Promise<OrganisationDoc> => {
  let doc: OrganisationDoc | undefined;
  try {
    await store.connection.transaction(async (session) => {
      doc = await insertOrganisation(store, session, input, deed);
    });
  } catch (error) {
    throw asTaken(error);
  }
  return doc as OrganisationDoc;
};

/** The members of an organisation, in a transaction. */
export const membersIn = (store: Store, session: ClientSession, id: OrganisationId) =>
  store.memberships.find({ organisationId: id }).session(session).lean<MembershipDoc[]>().exec();

export interface Assigned {
  readonly organisation: OrganisationDoc;
  /** Whoever may see other rooms now than before: tell the feed. */
  readonly changed: readonly UserId[];
}

/**
 * Gives rooms to an organisation and takes rooms from it. What is taken goes out of its members' and invitations' rooms too, so
 * that nobody has it back should it return. Audited in the same transaction.
 * @throws OrganisationRefused `not-found`, `room-taken`, `room-not-held`, `full`
 */
export const assignRooms = async (
  store: Store,
  id: OrganisationId,
  { assign, release }: { readonly assign: readonly RoomId[]; readonly release: readonly RoomId[] },
  deed: Deed,
): Promise<Assigned> => {
  const act = async (session: ClientSession, before: OrganisationDoc): Promise<Assigned> => {
    const missing = release.find((room) => !before.rooms.includes(room));
    if (missing !== undefined)
      throw new OrganisationRefused('room-not-held', `the room ${missing} does not belong to ${before.name}`);
    const added = [...new Set(assign)].filter((room) => !before.rooms.includes(room));
    await refuseTaken(store, session, added, id);
    const rooms = [...before.rooms.filter((room) => !release.includes(room)), ...added];
    refuseTooMany(rooms);
    await store.organisations.updateOne({ _id: id }, { $set: { rooms } }, { session });
    if (release.length > 0) {
      const without = { $pull: { rooms: { $in: [...release] } } };
      await store.memberships.updateMany({ organisationId: id }, without, { session });
      await store.invitations.updateMany({ organisationId: id, state: 'open' }, without, { session });
    }
    const tell = (what: OrganisationAct, told: readonly RoomId[]): Promise<void> =>
      auditDeed(store, session, id, what, deed, { subject: id, details: { rooms: told } });
    if (added.length > 0) await tell('rooms-assigned', added);
    if (release.length > 0) await tell('rooms-released', release);
    const members = await membersIn(store, session, id);
    return { organisation: { ...before, rooms }, changed: members.map(({ userId }) => userId) };
  };
  try {
    return await inOrganisation(store, id, act);
  } catch (error) {
    throw asTaken(error);
  }
};

/** Rooms as they are kept: an owner has all. @throws OrganisationRefused `room-not-held` */
export const checkedRooms = (
  { name, rooms }: OrganisationDoc,
  role: MembershipDoc['role'],
  wanted: MemberRooms,
): Pick<MembershipDoc, 'everyRoom' | 'rooms'> => {
  if (role === 'owner' || wanted === 'all') return { everyRoom: true, rooms: [] };
  const foreign = wanted.find((room) => !rooms.includes(room));
  if (foreign !== undefined)
    throw new OrganisationRefused('room-not-held', `the room ${foreign} does not belong to ${name}`);
  return { everyRoom: false, rooms: [...new Set(wanted)] };
};
