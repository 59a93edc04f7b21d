import type { ClientSession } from 'mongoose';
import type { RoomId } from '../contract/ids.ts';
import type { AuditDoc, UserDoc } from './documents.ts';
import { insertMember } from './keep-members.ts';
import { auditDeed, type Deed, insertOrganisation } from './keep-organisation.ts';
import { roomsAsked } from './memberships.ts';
import type { MembershipDoc, OrganisationDoc } from './organisation-documents.ts';
import type { Store } from './store.ts';

const join = async (
  store: Store,
  session: ClientSession,
  organisation: OrganisationDoc,
  user: UserDoc,
  place: Parameters<typeof insertMember>[4],
  deed: Deed,
): Promise<void> => {
  const member = await insertMember(store, session, organisation, user, place, deed.now);
  await auditDeed(store, session, organisation._id, 'member-added', deed, {
    subject: user._id,
    details: { name: user.name, role: member.role, rooms: roomsAsked(member) },
  });
};

/**
 * Makes a person the owner of an organisation of one, which bears their name and has the rooms; a part of another act.
 * @throws OrganisationRefused `room-taken`, `only-hosts`, `full`
 */
export const ownAlone = async (
  store: Store,
  session: ClientSession,
  user: UserDoc,
  rooms: readonly RoomId[],
  deed: Deed,
): Promise<void> => {
  const input = { name: user.name, kind: 'operator', rooms, demo: user.demo } as const;
  const organisation = await insertOrganisation(store, session, input, deed);
  await join(store, session, organisation, user, { role: 'owner', rooms: 'all' }, deed);
};

const MIGRATION: AuditDoc['by'] = { id: 'migration', name: 'rooms of hosts became organisations' };

/** A person as they were kept before there were organisations. */
type OldUser = UserDoc & { rooms?: RoomId[] };

/** What is nobody's becomes the person's own; into the organisation of a room that another host has they come as an assistant. */
const place = async (store: Store, session: ClientSession, user: OldUser, deed: Deed): Promise<void> => {
  const rooms = user.rooms ?? [];
  const taken = await store.organisations
    .find({ rooms: { $in: rooms } })
    .session(session)
    .lean<OrganisationDoc[]>();
  const mine = await store.memberships.find({ userId: user._id }).session(session).lean<MembershipDoc[]>();
  for (const organisation of taken) {
    if (mine.some(({ organisationId }) => organisationId === organisation._id)) continue;
    const shared = rooms.filter((room) => organisation.rooms.includes(room));
    await join(store, session, organisation, user, { role: 'assistant', rooms: shared }, deed);
  }
  const free = rooms.filter((room) => !taken.some((one) => one.rooms.includes(room)));
  if (free.length > 0) await ownAlone(store, session, user, free, deed);
};

/**
 * Turns the rooms that stood on people themselves into organisations, the oldest person first; where two processes do it at
 * once either may come first. Each person is moved once, in a transaction of their own.
 * @returns how many were moved.
 */
export const placeHosts = async (store: Store, now: Date): Promise<number> => {
  const raw = store.users.collection;
  const old = await raw
    .find({ rooms: { $exists: true } })
    .sort({ createdAt: 1, _id: 1 })
    .project<{ _id: unknown }>({ _id: 1 })
    .toArray();
  let moved = 0;
  for (const { _id } of old) {
    await store.connection.transaction(async (session) => {
      const user = (await raw.findOneAndUpdate(
        { _id, rooms: { $exists: true } } as Record<string, unknown>,
        { $unset: { rooms: '' } },
        { session, returnDocument: 'before' },
      )) as OldUser | null;
      if (!user) return;
      if (user.role === 'host' && (user.rooms ?? []).length > 0)
        await place(store, session, user, { by: MIGRATION, now });
      moved += 1;
    });
  }
  return moved;
};
