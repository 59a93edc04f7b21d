import { useEffect, useRef, useState } from 'preact/hooks';
import { asOrganisationId, type OrganisationId } from '../../models/contract/ids.ts';
import {
  NAME_CHARS_MAX,
  type OrganisationList,
  type OrganisationView,
  type RoomName,
} from '../../models/contract/organisation.ts';
import {
  mayInOrganisation,
  ORGANISATION_KINDS,
  type OrganisationKind,
} from '../../models/contract/rights.ts';
import { OrgAudit } from '../part/org-audit.tsx';
import { OrgInvitations } from '../part/org-invitations.tsx';
import { OrgMembers } from '../part/org-members.tsx';
import { OrgRights } from '../part/org-rights.tsx';
import { FreeRooms, OrgRooms, roomIdsIn } from '../part/org-rooms.tsx';
import { ReasonForm } from '../part/reason-form.tsx';
import type { Refusal } from '../state/organisations.ts';
import { addressOf } from '../state/route.ts';
import { useDesk } from './desk.ts';
import { useSlow } from './shell.tsx';

/** Own organisation: members, rooms, invitations; for admins all of them. */
export const OrganisationScreen = () => {
  const { organisations, route, session, words } = useDesk();
  const labels = words.value.host.organisation;
  const me = session.me.value;
  const isAdmin = me?.role === 'admin';
  const [asked] = route.value.rest;
  const own = me?.memberships[0]?.organisationId;
  const id = asked === undefined ? (isAdmin ? undefined : own) : asOrganisationId(asked);
  useEffect(() => {
    if (isAdmin) void organisations.renewList();
    if (id !== undefined) organisations.show(id);
  }, [id, isAdmin, me]);
  const { value: list, refusal } = organisations.list.value;
  return (
    <section class="page org" aria-labelledby="org-title">
      {id === undefined && <h1 id="org-title">{isAdmin ? labels.all : labels.title}</h1>}
      {id === undefined && !isAdmin && <p class="empty">{labels.none}</p>}
      {id === undefined && isAdmin && <AllOrganisations list={list} refusal={refusal} />}
      {id !== undefined && isAdmin && (
        <p>
          <a href={addressOf({ screen: 'organisation', rest: [] })}>‹ {labels.back}</a>
        </p>
      )}
      {id !== undefined && !isAdmin && <Choice id={id} />}
      {id !== undefined && <One key={id} id={id} free={isAdmin ? (list?.free ?? []) : undefined} />}
    </section>
  );
};

/** Which of several organisations of one's own. */
const Choice = ({ id }: { readonly id: OrganisationId }) => {
  const app = useDesk();
  const memberships = app.session.me.value?.memberships ?? [];
  if (memberships.length < 2) return null;
  return (
    <p class="choice">
      <select
        aria-label={app.words.value.host.organisation.choose}
        value={id}
        onChange={({ currentTarget }) => app.go({ screen: 'organisation', rest: [currentTarget.value] })}
      >
        {memberships.map(({ organisationId, name }) => (
          <option key={organisationId} value={organisationId}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
};

const Failure = ({ refusal, again }: { readonly refusal: Refusal; readonly again: () => void }) => {
  const labels = useDesk().words.value.host.organisation;
  return (
    <p class="empty" role="alert">
      {labels.failed(labels.refused[refusal.code] ?? refusal.message)}{' '}
      <button type="button" class="button small" onClick={again}>
        {labels.again}
      </button>
    </p>
  );
};

interface OneProps {
  readonly id: OrganisationId;
  readonly free?: readonly RoomName[] | undefined;
}

const One = ({ id, free }: OneProps) => {
  const { organisations, words, session } = useDesk();
  const labels = words.value.host.organisation;
  const { value, refusal } = organisations.shown.value;
  const slow = useSlow(!value && !refusal);
  const me = session.me.value;
  const again = (): void => void organisations.renewShown();
  if (!value || value.id !== id)
    return (
      <>
        <h1 id="org-title">{labels.title}</h1>
        {refusal?.code === 'not-found' && <p class="empty">{labels.gone}</p>}
        {refusal && refusal.code !== 'not-found' && <Failure refusal={refusal} again={again} />}
        {!refusal && slow && <p class="empty">{labels.loading}</p>}
      </>
    );
  const mine = me?.memberships.find(({ organisationId }) => organisationId === id);
  const may = (right: 'members' | 'audit'): boolean =>
    me !== null && (me.role === 'admin' || mayInOrganisation(me.memberships, right, id));
  return (
    <>
      <header class="org-title">
        <h1 id="org-title">{value.name}</h1>
        <p>
          <span class="tag">{labels.kinds[value.kind]}</span>{' '}
          {mine && <span class="quiet">{labels.myRole(labels.roles[mine.role])}</span>}
        </p>
      </header>
      {refusal && <Failure refusal={refusal} again={again} />}
      <OrgMembers organisation={value} keeps={may('members')} />
      {may('members') && <OrgInvitations organisation={value} />}
      <OrgRooms organisation={value} free={free} />
      <OrgRights />
      {may('audit') && <OrgAudit organisation={value} />}
      {mine && <Leave organisation={value} />}
    </>
  );
};

const Leave = ({ organisation }: { readonly organisation: OrganisationView }) => {
  const { api, organisations, words } = useDesk();
  const labels = words.value.host.organisation.leave;
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <p class="org-part">
        <button type="button" class="button small" onClick={() => setOpen(true)}>
          {labels.open}
        </button>
      </p>
    );
  return (
    <ReasonForm
      label={labels.reason}
      means={labels.means}
      act={labels.act}
      mayBeEmpty
      close={() => setOpen(false)}
      submit={(reason) => organisations.act(() => api.leave(organisation.id, reason))}
    />
  );
};

interface AllProps {
  readonly list: OrganisationList | null;
  readonly refusal: Refusal | null;
}

const AllOrganisations = ({ list, refusal }: AllProps) => {
  const { organisations, words } = useDesk();
  const labels = words.value.host.organisation;
  const slow = useSlow(!list && !refusal);
  const [making, setMaking] = useState(false);
  return (
    <>
      {refusal && <Failure refusal={refusal} again={() => void organisations.renewList()} />}
      {!list && slow && <p class="empty">{labels.loading}</p>}
      {list && !making && (
        <p>
          <button type="button" class="button small primary" onClick={() => setMaking(true)}>
            {labels.make.open}
          </button>
        </p>
      )}
      {list && making && <Make free={list.free ?? []} close={() => setMaking(false)} />}
      {list?.organisations.length === 0 && <p class="empty">{labels.noneYet}</p>}
      <ul class="org-rows">
        {list?.organisations.map(({ id, name, kind, members, rooms }) => (
          <li key={id} class="org-row">
            <div class="org-who">
              <a href={addressOf({ screen: 'organisation', rest: [id] })}>
                <strong>{name}</strong>
              </a>{' '}
              <span class="tag">{labels.kinds[kind]}</span>
            </div>
            <div class="org-what quiet">{labels.counts(members, rooms)}</div>
          </li>
        ))}
      </ul>
    </>
  );
};

const Make = ({ free, close }: { readonly free: readonly RoomName[]; readonly close: () => void }) => {
  const app = useDesk();
  const labels = app.words.value.host.organisation;
  const name = useRef<HTMLInputElement>(null);
  const kind = useRef<HTMLSelectElement>(null);
  const rooms = useRef<HTMLInputElement>(null);
  const make = (reason: string) =>
    app.organisations.act(async () => {
      const made = await app.api.makeOrganisation({
        name: name.current?.value ?? '',
        kind: (kind.current?.value ?? 'merchant') as OrganisationKind,
        rooms: roomIdsIn(rooms.current?.value ?? ''),
        reason,
      });
      app.go({ screen: 'organisation', rest: [made.id] });
    });
  return (
    <ReasonForm act={labels.make.act} close={close} submit={make}>
      <label class="field choice">
        <span>{labels.make.kind}</span>
        <select ref={kind}>
          {ORGANISATION_KINDS.map((one) => (
            <option key={one} value={one}>
              {labels.kinds[one]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{labels.make.name}</span>
        <input ref={name} required pattern=".*\S.*" maxLength={NAME_CHARS_MAX} autocomplete="off" />
      </label>
      <label class="field">
        <span>{labels.rooms.assignHint}</span>
        <input ref={rooms} autocomplete="off" list="org-free" />
      </label>
      <FreeRooms free={free} />
    </ReasonForm>
  );
};
