import { useRef, useState } from 'preact/hooks';
import { asRoomId } from '../../models/contract/ids.ts';
import type { OrganisationView, RoomName } from '../../models/contract/organisation.ts';
import { useDesk } from '../view/desk.ts';
import { roomLabel } from './place-fields.tsx';
import { ReasonForm } from './reason-form.tsx';

interface Props {
  readonly organisation: OrganisationView;
  /** Rooms that belong to nobody; absent for those who assign none. */
  readonly free?: readonly RoomName[] | undefined;
}

/** The rooms of an organisation; admins assign them and take them away. */
export const OrgRooms = ({ organisation, free }: Props) => {
  const labels = useDesk().words.value.host.organisation.rooms;
  const [open, setOpen] = useState<string | null>(null);
  const close = (): void => setOpen(null);
  return (
    <section class="org-part" aria-labelledby="org-rooms">
      <div class="org-head">
        <h2 id="org-rooms">{labels.title}</h2>
        {free && open !== '' && (
          <button type="button" class="button small" onClick={() => setOpen('')}>
            {labels.assign}
          </button>
        )}
      </div>
      {free && open === '' && <Assign organisation={organisation} free={free} close={close} />}
      {organisation.rooms.length === 0 && <p class="quiet">{labels.none}</p>}
      <ul class="org-rows">
        {organisation.rooms.map((room) => (
          <li key={room.id} class="org-row">
            <div class="org-who">
              <strong>{room.name ?? room.id}</strong> {room.name && <span class="quiet">{room.id}</span>}
            </div>
            {free && (
              <div class="org-acts">
                <button
                  type="button"
                  class="button small"
                  aria-expanded={open === room.id}
                  onClick={() => setOpen(open === room.id ? null : room.id)}
                >
                  {labels.release}
                  <span class="unseen"> {room.name ?? room.id}</span>
                </button>
              </div>
            )}
            {free && open === room.id && <Release organisation={organisation} room={room} close={close} />}
          </li>
        ))}
      </ul>
    </section>
  );
};

interface ActProps {
  readonly organisation: OrganisationView;
  readonly close: () => void;
}

const Release = ({ organisation, room, close }: ActProps & { readonly room: RoomName }) => {
  const { api, organisations, words } = useDesk();
  const labels = words.value.host.organisation.rooms;
  return (
    <ReasonForm
      means={labels.releaseMeans(room.name ?? room.id)}
      act={labels.release}
      close={close}
      submit={(reason) =>
        organisations.act(() => api.assignRooms(organisation.id, { release: [room.id], reason }))
      }
    />
  );
};

/** Ids as they are typed: between commas and spaces, of either width. */
export const roomIdsIn = (text: string) =>
  text
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map(asRoomId);

const Assign = ({ organisation, free, close }: ActProps & { readonly free: readonly RoomName[] }) => {
  const { api, organisations, words } = useDesk();
  const labels = words.value.host.organisation.rooms;
  const field = useRef<HTMLInputElement>(null);
  return (
    <ReasonForm
      act={labels.assign}
      close={close}
      submit={(reason) =>
        organisations.act(() =>
          api.assignRooms(organisation.id, { assign: roomIdsIn(field.current?.value ?? ''), reason }),
        )
      }
    >
      <label class="field">
        <span>{labels.assignHint}</span>
        <input ref={field} required pattern=".*\S.*" autocomplete="off" list="org-free" />
      </label>
      <FreeRooms free={free} />
    </ReasonForm>
  );
};

/** What may be typed into a field for rooms. */
export const FreeRooms = ({ free }: { readonly free: readonly RoomName[] }) => (
  <datalist id="org-free">
    {free.map((room) => (
      <option key={room.id} value={room.id}>
        {roomLabel(room)}
      </option>
    ))}
  </datalist>
);
