import type { RoomId } from '../../models/contract/ids.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import { ownAlone } from '../../models/store/host-alone.ts';
import { addMember } from '../../models/store/keep-members.ts';
import type { OrganisationDoc } from '../../models/store/organisation-documents.ts';
import type { Store } from '../../models/store/store.ts';

/** Gives a host rooms: they own those that nobody has yet, and assist in the others. */
export const giveRooms = async (store: Store, user: UserDoc, rooms: readonly RoomId[]): Promise<void> => {
  const deed = { by: { id: 'test', name: 'test' }, now: new Date() };
  const free: RoomId[] = [];
  for (const room of rooms) {
    const taken = await store.organisations.findOne({ rooms: room }).lean<OrganisationDoc>();
    if (taken) await addMember(store, taken._id, user, { role: 'assistant', rooms: [room] }, deed);
    else free.push(room);
  }
  if (free.length > 0)
    await store.connection.transaction((session) => ownAlone(store, session, user, free, deed));
};
