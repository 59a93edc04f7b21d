import { useState } from 'preact/hooks';
import type { MemberView, OrganisationView } from '../../models/contract/organisation.ts';
import { useDesk } from '../view/desk.ts';
import { localMinute } from '../words/time.ts';
import { PlaceFields, placeOf, roomsOf, useRoomWords } from './place-fields.tsx';
import { ReasonForm } from './reason-form.tsx';

interface Props {
  readonly organisation: OrganisationView;
  /** Whether this person keeps the members. */
  readonly keeps: boolean;
}

/** Who belongs to it, as what, and with which rooms. */
export const OrgMembers = ({ organisation, keeps }: Props) => {
  const labels = useDesk().words.value.host.organisation.members;
  return (
    <section class="org-part" aria-labelledby="org-members">
      <h2 id="org-members">{labels.title}</h2>
      {!keeps && <p class="quiet small-text">{labels.only}</p>}
      <ul class="org-rows">
        {organisation.members.map((member) => (
          <Member key={member.id} member={member} organisation={organisation} keeps={keeps} />
        ))}
      </ul>
    </section>
  );
};

const Member = ({ member, organisation, keeps }: Props & { readonly member: MemberView }) => {
  const { words, session, clock } = useDesk();
  const labels = words.value.host.organisation;
  const roomWords = useRoomWords(organisation.rooms);
  const [open, setOpen] = useState<'change' | 'remove' | null>(null);
  const close = (): void => setOpen(null);
  const toggle = (which: 'change' | 'remove') => () => setOpen(open === which ? null : which);
  return (
    <li class="org-row">
      <div class="org-who">
        <strong>{member.name}</strong>{' '}
        {member.id === session.myId.value && <span class="tag">{labels.you}</span>}{' '}
        {member.login !== undefined && <span class="quiet">{member.login}</span>}
        {member.disabled && <span class="tag tag-warn">{labels.members.disabled}</span>}
      </div>
      <div class="org-what">
        <span class="tag tag-held">{labels.roles[member.role]}</span> <span>{roomWords(member.rooms)}</span>
        <span class="quiet small-text">
          {' '}
          {labels.members.since(localMinute(Date.parse(member.since), clock.nowMs.peek()))}
        </span>
      </div>
      {keeps && (
        <div class="org-acts">
          <button
            type="button"
            class="button small"
            aria-expanded={open === 'change'}
            onClick={toggle('change')}
          >
            {labels.members.change}
            <span class="unseen"> {member.name}</span>
          </button>
          <button
            type="button"
            class="button small"
            aria-expanded={open === 'remove'}
            onClick={toggle('remove')}
          >
            {labels.members.remove}
            <span class="unseen"> {member.name}</span>
          </button>
        </div>
      )}
      {open === 'change' && <Change member={member} organisation={organisation} close={close} />}
      {open === 'remove' && <Remove member={member} organisation={organisation} close={close} />}
    </li>
  );
};

interface ActProps {
  readonly member: MemberView;
  readonly organisation: OrganisationView;
  readonly close: () => void;
}

const Change = ({ member, organisation, close }: ActProps) => {
  const { api, organisations, words } = useDesk();
  const labels = words.value.host.organisation.members;
  const [place, setPlace] = useState(placeOf(member.role, member.rooms));
  return (
    <ReasonForm
      act={labels.save}
      close={close}
      submit={(reason) =>
        organisations.act(() =>
          api.changeMember(organisation.id, member.id, {
            role: place.role,
            rooms: roomsOf(place) as string[] | 'all',
            reason,
          }),
        )
      }
    >
      <PlaceFields place={place} rooms={organisation.rooms} set={setPlace} />
    </ReasonForm>
  );
};

const Remove = ({ member, organisation, close }: ActProps) => {
  const { api, organisations, words } = useDesk();
  const labels = words.value.host.organisation.members;
  return (
    <ReasonForm
      means={labels.removeMeans(member.name)}
      act={labels.remove}
      close={close}
      submit={(reason) => organisations.act(() => api.removeMember(organisation.id, member.id, reason))}
    />
  );
};
