import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  INVITATION_DAYS,
  type InvitationMade,
  type InvitationView,
  NAME_CHARS_MAX,
  type OrganisationView,
} from '../../models/contract/organisation.ts';
import { copyText } from '../link/copy-text.ts';
import type { Refusal } from '../state/organisations.ts';
import { useDesk } from '../view/desk.ts';
import { localMinute } from '../words/time.ts';
import { PlaceFields, placeOf, roomsOf, useRoomWords } from './place-fields.tsx';
import { Refused } from './refusal.tsx';

/** How long an invitation may be valid, to be chosen from. */
const DAYS = [1, INVITATION_DAYS, 7, 14] as const;

interface Props {
  readonly organisation: OrganisationView;
}

/** Inviting, and what became of each invitation. */
export const OrgInvitations = ({ organisation }: Props) => {
  const labels = useDesk().words.value.host.organisation.invite;
  const all = organisation.invitations ?? [];
  const open = all.filter(({ state }) => state === 'open');
  const settled = all.filter(({ state }) => state !== 'open');
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<InvitationMade | null>(null);
  return (
    <section class="org-part" aria-labelledby="org-invitations">
      <div class="org-head">
        <h2 id="org-invitations">{labels.title}</h2>
        {!asking && (
          <button type="button" class="button small primary" onClick={() => setAsking(true)}>
            {labels.open}
          </button>
        )}
      </div>
      {asking && (
        <Ask
          organisation={organisation}
          done={(invitation) => {
            setMade(invitation);
            setAsking(false);
          }}
          close={() => setAsking(false)}
        />
      )}
      {made && <Link made={made} close={() => setMade(null)} />}
      {open.length === 0 && <p class="quiet">{labels.none}</p>}
      <Rows invitations={open} organisation={organisation} />
      {settled.length > 0 && (
        <details class="org-more">
          <summary>{labels.settled(settled.length)}</summary>
          <Rows invitations={settled} organisation={organisation} />
        </details>
      )}
    </section>
  );
};

interface AskProps extends Props {
  readonly done: (made: InvitationMade) => void;
  readonly close: () => void;
}

const Ask = ({ organisation, done, close }: AskProps) => {
  const { api, organisations, words } = useDesk();
  const { invite: labels, members } = words.value.host.organisation;
  const [place, setPlace] = useState(placeOf('assistant', []));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const label = useRef<HTMLInputElement>(null);
  const days = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => label.current?.focus(), []);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const asked = {
      label: label.current?.value ?? '',
      role: place.role,
      rooms: roomsOf(place) as string[] | 'all',
      days: Number(days.current?.value),
    };
    const refused = await organisations.act(async () => done(await api.invite(organisation.id, asked)));
    setRefusal(refused);
  };
  return (
    <form
      class="org-form"
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) close();
      }}
    >
      <label class="field">
        <span>{labels.label}</span>
        <input ref={label} required pattern=".*\S.*" maxLength={NAME_CHARS_MAX} autocomplete="off" />
      </label>
      <PlaceFields place={place} rooms={organisation.rooms} set={setPlace} />
      <label class="field choice">
        <span>{labels.days}</span>
        <select ref={days}>
          {DAYS.map((n) => (
            <option key={n} value={n} selected={n === INVITATION_DAYS}>
              {labels.daysOf(n)}
            </option>
          ))}
        </select>
      </label>
      <div class="org-acts">
        <button type="submit" class="button small primary" aria-disabled={organisations.busy.value}>
          {labels.make}
        </button>
        <button type="button" class="button small plain" onClick={close}>
          {members.cancel}
        </button>
      </div>
      <Refused refusal={refusal} />
    </form>
  );
};

/** The one time that the link is there to be seen. */
const Link = ({ made, close }: { readonly made: InvitationMade; readonly close: () => void }) => {
  const labels = useDesk().words.value.host.organisation.invite;
  const [copied, setCopied] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  return (
    <div class="org-link" role="status">
      <label class="field">
        <span>
          {labels.link} · {made.invitation.label}
        </span>
        <input
          ref={field}
          readOnly
          value={made.link}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </label>
      <p class="small-text">{labels.once}</p>
      <div class="org-acts">
        <button
          type="button"
          class="button small primary"
          onClick={() => void copyText(made.link).then(setCopied)}
        >
          {labels.copy}
        </button>
        <button type="button" class="button small plain" onClick={close}>
          {labels.done}
        </button>
        <span class="quiet small-text">{copied !== null && (copied ? labels.copied : labels.notCopied)}</span>
      </div>
    </div>
  );
};

const Rows = ({ invitations, organisation }: Props & { readonly invitations: readonly InvitationView[] }) => (
  <ul class="org-rows">
    {invitations.map((invitation) => (
      <Row key={invitation.id} invitation={invitation} organisation={organisation} />
    ))}
  </ul>
);

const Row = ({ invitation, organisation }: Props & { readonly invitation: InvitationView }) => {
  const { api, organisations, words, clock } = useDesk();
  const { invite: labels, roles } = words.value.host.organisation;
  const roomWords = useRoomWords(organisation.rooms);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { state, settled } = invitation;
  const at = (instant: string): string => localMinute(Date.parse(instant), clock.nowMs.peek());
  return (
    <li class="org-row">
      <div class="org-who">
        <strong>{invitation.label}</strong>{' '}
        {state !== 'open' && (
          <span class={`tag ${state === 'accepted' ? 'tag-good' : ''}`}>{labels.states[state]}</span>
        )}
      </div>
      <div class="org-what">
        <span class="tag tag-held">{roles[invitation.role]}</span> {roomWords(invitation.rooms)}{' '}
        <span class="quiet small-text">
          {labels.by(invitation.invitedBy)} ·{' '}
          {settled ? `${at(settled.at)} ${settled.by}` : labels.until(at(invitation.expiresAt))}
        </span>
      </div>
      {state === 'open' && (
        <div class="org-acts">
          <button
            type="button"
            class="button small"
            aria-disabled={organisations.busy.value}
            onClick={() =>
              void organisations.act(() => api.withdraw(organisation.id, invitation.id)).then(setRefusal)
            }
          >
            {labels.withdraw}
            <span class="unseen"> {invitation.label}</span>
          </button>
        </div>
      )}
      {refusal && <Refused refusal={refusal} />}
    </li>
  );
};
