import type { OrganisationId, UserId } from '../contract/ids.ts';
import type { MemberRooms } from '../contract/organisation.ts';
import type { Membership } from '../contract/rights.ts';
import type { UserDoc } from './documents.ts';
import type { MembershipDoc, OrganisationDoc } from './organisation-documents.ts';
import type { Store } from './store.ts';

/** A person with what their organisations allow. */
export type PersonDoc = UserDoc & { readonly memberships: readonly Membership[] };

const byName = (a: Membership, b: Membership): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.organisationId < b.organisationId ? -1 : 1;

/** The rooms to which a membership applies: what the organisation has lost it does not give. */
const roomsOf = (one: MembershipDoc, { rooms }: OrganisationDoc) =>
  one.everyRoom ? rooms : rooms.filter((room) => one.rooms.includes(room));

/** Where each of the people works, and with which rooms, as it is now; in the order of names. Who works nowhere is not in it. */
export const membershipsOf = async (
  store: Store,
  people: readonly UserId[],
): Promise<ReadonlyMap<UserId, readonly Membership[]>> => {
  const found = await store.memberships.find({ userId: { $in: [...people] } }).lean<MembershipDoc[]>();
  if (found.length === 0) return new Map();
  const ids = [...new Set(found.map(({ organisationId }) => organisationId))];
  const docs = await store.organisations.find({ _id: { $in: ids } }).lean<OrganisationDoc[]>();
  const organisations = new Map<OrganisationId, OrganisationDoc>(docs.map((doc) => [doc._id, doc]));
  const of = new Map<UserId, Membership[]>();
  for (const one of found) {
    const organisation = organisations.get(one.organisationId);
    if (!organisation) continue;
    const { _id: organisationId, name, kind } = organisation;
    const membership = { organisationId, name, kind, role: one.role, rooms: roomsOf(one, organisation) };
    of.set(one.userId, [...(of.get(one.userId) ?? []), membership]);
  }
  for (const memberships of of.values()) memberships.sort(byName);
  return of;
};

/** Only hosts belong to organisations: nobody else is asked for. */
export const withMemberships = async (store: Store, user: UserDoc): Promise<PersonDoc> => {
  const memberships =
    user.role === 'host' ? ((await membershipsOf(store, [user._id])).get(user._id) ?? []) : [];
  return { ...user, memberships };
};

export const roomsAsked = (one: Pick<MembershipDoc, 'everyRoom' | 'rooms'>): MemberRooms =>
  one.everyRoom ? 'all' : one.rooms;
