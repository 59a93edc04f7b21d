import type { RoomId } from '../../models/contract/ids.ts';
import type { MemberRooms, RoomName } from '../../models/contract/organisation.ts';
import { MEMBER_ROLES, type MemberRole } from '../../models/contract/rights.ts';
import { useDesk } from '../view/desk.ts';

/** A role and the rooms to which it applies, while it is being chosen. */
export interface Place {
  readonly role: MemberRole;
  readonly all: boolean;
  readonly rooms: readonly RoomId[];
}

export const placeOf = (role: MemberRole, rooms: MemberRooms): Place => ({
  role,
  all: rooms === 'all',
  rooms: rooms === 'all' ? [] : rooms,
});

export const roomsOf = ({ role, all, rooms }: Place): MemberRooms =>
  role === 'owner' || all ? 'all' : rooms;

export const roomLabel = ({ id, name }: RoomName): string => (name ? `${name} (${id})` : id);

interface Props {
  readonly place: Place;
  readonly rooms: readonly RoomName[];
  readonly set: (place: Place) => void;
}

export const PlaceFields = ({ place, rooms, set }: Props) => {
  const labels = useDesk().words.value.host.organisation;
  const pick = (room: RoomId, on: boolean): void => {
    const others = place.rooms.filter((one) => one !== room);
    set({ ...place, all: false, rooms: on ? [...others, room] : others });
  };
  return (
    <>
      <label class="field choice">
        <span>{labels.members.role}</span>
        <select
          value={place.role}
          onChange={({ currentTarget }) => set({ ...place, role: currentTarget.value as MemberRole })}
        >
          {MEMBER_ROLES.map((role) => (
            <option key={role} value={role}>
              {labels.roles[role]}
            </option>
          ))}
        </select>
      </label>
      {place.role === 'owner' ? (
        <p class="quiet small-text">{labels.members.ownerRooms}</p>
      ) : (
        <fieldset class="org-rooms-pick">
          <legend>{labels.rooms.which}</legend>
          <label class="check">
            <input
              type="checkbox"
              checked={place.all}
              onChange={({ currentTarget }) => set({ ...place, all: currentTarget.checked })}
            />
            {labels.rooms.all}
          </label>
          {rooms.map((room) => (
            <label key={room.id} class="check">
              <input
                type="checkbox"
                disabled={place.all}
                checked={place.all || place.rooms.includes(room.id)}
                onChange={({ currentTarget }) => pick(room.id, currentTarget.checked)}
              />
              {roomLabel(room)}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
};

/** Rooms of a place in words. */
export const useRoomWords = (known: readonly RoomName[]): ((rooms: MemberRooms) => string) => {
  const { words } = useDesk();
  const { rooms: labels } = words.value.host.organisation;
  const { comma } = words.value.duties;
  return (rooms) => {
    if (rooms === 'all') return labels.all;
    if (rooms.length === 0) return labels.nothing;
    return rooms.map((id) => known.find((one) => one.id === id)?.name ?? id).join(comma);
  };
};
