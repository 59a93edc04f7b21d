import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { OrganisationId, UserId } from '../contract/ids.ts';
import { MEMBERS_MAX, MEMBERSHIPS_MAX, type MemberRooms } from '../contract/organisation.ts';
import type { MemberRole } from '../contract/rights.ts';
import type { UserDoc } from './documents.ts';
import { auditDeed, checkedRooms, type Deed, inOrganisation, membersIn } from './keep-organisation.ts';
import { roomsAsked } from './memberships.ts';
import type { MembershipDoc, OrganisationDoc } from './organisation-documents.ts';
import { OrganisationRefused } from './organisation-refused.ts';
import type { Store } from './store.ts';

/** The role of a new member, and the rooms to which it applies. */
export interface Place {
  readonly role: MemberRole;
  readonly rooms: MemberRooms;
}

/**
 * Puts a person into an organisation, as a part of another act; the caller audits.
 * @throws OrganisationRefused `only-hosts`, `already-member`, `room-not-held`, `full`
 */
export const insertMember = async (
  store: Store,
  session: ClientSession,
  organisation: OrganisationDoc,
  user: Pick<UserDoc, '_id' | 'role'>,
  { role, rooms }: Place,
  now: Date,
): Promise<MembershipDoc> => {
  const { _id: organisationId, name } = organisation;
  if (user.role !== 'host')
    throw new OrganisationRefused(
      'only-hosts',
      'platform staff and consumers do not belong to organisations: use a login of its own for this work',
    );
  const mine = await store.memberships.find({ userId: user._id }).session(session).lean<MembershipDoc[]>();
  if (mine.some((one) => one.organisationId === organisationId))
    throw new OrganisationRefused('already-member', `this person belongs to ${name} already`);
  if (mine.length >= MEMBERSHIPS_MAX)
    throw new OrganisationRefused('full', `a person belongs to ${MEMBERSHIPS_MAX} organisations at most`);
  const size = await store.memberships.countDocuments({ organisationId }).session(session);
  if (size >= MEMBERS_MAX)
    throw new OrganisationRefused('full', `an organisation has ${MEMBERS_MAX} members at most`);
  const doc: MembershipDoc = {
    _id: randomBytes(8).toString('hex'),
    organisationId,
    userId: user._id,
    role,
    ...checkedRooms(organisation, role, rooms),
    since: now,
  };
  await store.memberships.create([doc], { session });
  return doc;
};

/**
 * Puts a person into an organisation without an invitation: for admins at the command line. Audited in the same transaction.
 * @throws OrganisationRefused as {@link insertMember}, and `not-found`
 */
export const addMember = (
  store: Store,
  id: OrganisationId,
  user: UserDoc,
  place: Place,
  deed: Deed,
): Promise<MembershipDoc> =>
  inOrganisation(store, id, async (session, organisation) => {
    const doc = await insertMember(store, session, organisation, user, place, deed.now);
    await auditDeed(store, session, id, 'member-added', deed, {
      subject: user._id,
      details: { name: user.name, role: doc.role, rooms: roomsAsked(doc) },
    });
    return doc;
  });

/** Someone else has to be there who may act: an owner whose login is disabled does not count. */
const keepAnOwner = async (
  store: Store,
  session: ClientSession,
  organisation: OrganisationDoc,
  leaving: UserId,
): Promise<void> => {
  const members = await membersIn(store, session, organisation._id);
  const others = members.filter(({ role, userId }) => role === 'owner' && userId !== leaving);
  const able = await store.users
    .countDocuments({ _id: { $in: others.map(({ userId }) => userId) }, disabled: false })
    .session(session);
  if (able === 0)
    throw new OrganisationRefused(
      'last-owner',
      `${organisation.name} would be left without an owner: make someone else an owner first`,
    );
};

/** What someone who is no owner any more has offered to others is not offered any more. @returns how many. */
const withdrawOffersOf = async (
  store: Store,
  session: ClientSession,
  id: OrganisationId,
  userId: UserId,
  { by, now }: Deed,
): Promise<number> => {
  const done = await store.invitations.updateMany(
    { organisationId: id, state: 'open', 'invitedBy.id': userId } as Record<string, unknown>,
    { $set: { state: 'withdrawn', settled: { at: now, by } } },
    { session },
  );
  return done.modifiedCount;
};

const find = async (
  store: Store,
  session: ClientSession,
  organisationId: OrganisationId,
  userId: UserId,
): Promise<{ readonly member: MembershipDoc; readonly name: string }> => {
  const [member, user] = [
    await store.memberships.findOne({ organisationId, userId }).session(session).lean<MembershipDoc>(),
    await store.users.findOne({ _id: userId }).session(session).lean<UserDoc>(),
  ];
  if (!member) throw new OrganisationRefused('not-found', 'there is no such member');
  return { member, name: user?.name ?? userId };
};

const sameRooms = (
  a: Pick<MembershipDoc, 'everyRoom' | 'rooms'>,
  b: Pick<MembershipDoc, 'everyRoom' | 'rooms'>,
): boolean =>
  a.everyRoom === b.everyRoom &&
  a.rooms.length === b.rooms.length &&
  a.rooms.every((room) => b.rooms.includes(room));

/**
 * Changes a member's role, rooms or both; what is absent stays. Audited in the same transaction, with what was before. Nothing
 * is written where it is so already. Tell the feed (`person-changed`).
 * @throws OrganisationRefused `not-found`, `last-owner`, `room-not-held`
 */
export const changeMember = (
  store: Store,
  id: OrganisationId,
  userId: UserId,
  change: Partial<Place>,
  deed: Deed,
): Promise<MembershipDoc> =>
  inOrganisation(store, id, async (session, organisation) => {
    const { member, name } = await find(store, session, id, userId);
    const role = change.role ?? member.role;
    const rooms = checkedRooms(organisation, role, change.rooms ?? roomsAsked(member));
    if (role === member.role && sameRooms(rooms, member)) return member;
    const demoted = member.role === 'owner' && role !== 'owner';
    if (demoted) await keepAnOwner(store, session, organisation, userId);
    await store.memberships.updateOne({ _id: member._id }, { $set: { role, ...rooms } }, { session });
    const withdrawn = demoted ? await withdrawOffersOf(store, session, id, userId, deed) : 0;
    const changed = { ...member, role, ...rooms };
    await auditDeed(store, session, id, 'member-changed', deed, {
      subject: userId,
      details: {
        name,
        role,
        rooms: roomsAsked(changed),
        before: { role: member.role, rooms: roomsAsked(member) },
        ...(withdrawn > 0 && { invitationsWithdrawn: withdrawn }),
      },
    });
    return changed;
  });

/**
 * Takes a member out: `member-removed` by an owner or admin, `member-left` by the member. Takes effect with the transaction;
 * audited in it. Tell the feed (`person-changed`).
 * @throws OrganisationRefused `not-found`, `last-owner`
 */
export const removeMember = (
  store: Store,
  id: OrganisationId,
  userId: UserId,
  act: 'member-removed' | 'member-left',
  deed: Deed,
): Promise<void> =>
  inOrganisation(store, id, async (session, organisation) => {
    const { member, name } = await find(store, session, id, userId);
    if (member.role === 'owner') await keepAnOwner(store, session, organisation, userId);
    await store.memberships.deleteOne({ _id: member._id }, { session });
    const withdrawn = await withdrawOffersOf(store, session, id, userId, deed);
    await auditDeed(store, session, id, act, deed, {
      subject: userId,
      details: {
        name,
        before: { role: member.role, rooms: roomsAsked(member) },
        ...(withdrawn > 0 && { invitationsWithdrawn: withdrawn }),
      },
    });
  });
