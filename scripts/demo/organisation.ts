import { asOrganisationId, type RoomId } from '../../models/contract/ids.ts';
import type { MemberRole } from '../../models/contract/rights.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import { addMember, changeMember } from '../../models/store/keep-members.ts';
import { assignRooms, createOrganisation, type Deed } from '../../models/store/keep-organisation.ts';
import type { OrganisationDoc } from '../../models/store/organisation-documents.ts';
import { OrganisationRefused } from '../../models/store/organisation-refused.ts';
import type { Store } from '../../models/store/store.ts';

/** The same at every start. */
export const DEMO_ORGANISATION = asOrganisationId('demo');
const NAME = '示例机构 Example Agency';

export interface DemoMember {
  readonly user: UserDoc;
  readonly as: MemberRole;
}

/** Presenter and assistant work in the first room; owner and compliance have all. */
const placeOf = (as: MemberRole, [first]: readonly RoomId[]) => ({
  role: as,
  rooms: as === 'owner' || as === 'compliance' || first === undefined ? ('all' as const) : [first],
});

/** What an earlier version of the demo left, each host by themself. */
const clearOthers = async (store: Store): Promise<void> => {
  const others = { demo: true, _id: { $ne: DEMO_ORGANISATION } };
  const ids = (await store.organisations.find(others).lean<OrganisationDoc[]>()).map(({ _id }) => _id);
  if (ids.length === 0) return;
  await store.memberships.deleteMany({ organisationId: { $in: ids } });
  await store.invitations.deleteMany({ organisationId: { $in: ids } });
  await store.organisations.deleteMany({ _id: { $in: ids } });
};

/** Rooms that an admin has given to somebody else stay there. */
const giveRooms = async (store: Store, rooms: readonly RoomId[], deed: Deed): Promise<readonly RoomId[]> => {
  const input = { id: DEMO_ORGANISATION, name: NAME, kind: 'mcn', rooms: [], demo: true } as const;
  const known = await store.organisations.countDocuments({ _id: DEMO_ORGANISATION });
  if (known === 0) await createOrganisation(store, input, deed);
  const elsewhere = (await store.organisations.distinct('rooms', {
    _id: { $ne: DEMO_ORGANISATION },
  })) as RoomId[];
  const assign = rooms.filter((room) => !elsewhere.includes(room));
  return (await assignRooms(store, DEMO_ORGANISATION, { assign, release: [] }, deed)).organisation.rooms;
};

/** Makes the demo's organisation or brings its rooms and members back to what they are at the start. */
export const putDemoOrganisation = async (
  store: Store,
  members: readonly DemoMember[],
  rooms: readonly RoomId[],
  deed: Deed,
): Promise<void> => {
  await clearOthers(store);
  const held = await giveRooms(store, rooms, deed);
  // Owners first: of two changes in between no organisation is without one.
  const ordered = [...members].sort((a, b) => Number(b.as === 'owner') - Number(a.as === 'owner'));
  for (const { user, as } of ordered) {
    const place = placeOf(as, held);
    try {
      await addMember(store, DEMO_ORGANISATION, user, place, deed);
    } catch (error) {
      if (!(error instanceof OrganisationRefused) || error.code !== 'already-member') throw error;
      await changeMember(store, DEMO_ORGANISATION, user._id, place, deed);
    }
  }
};
