import { useState } from 'preact/hooks';
import type { OrganisationAuditEntry, OrganisationView } from '../../models/contract/organisation.ts';
import { useDesk } from '../view/desk.ts';
import { localMinute } from '../words/time.ts';
import { AuditStampsLine } from './audit-stamps.tsx';
import { useRoomWords } from './place-fields.tsx';
import { Refused } from './refusal.tsx';

/** Who did what, newest first; fetched when it is opened. */
export const OrgAudit = ({ organisation }: { readonly organisation: OrganisationView }) => {
  const { organisations, words } = useDesk();
  const labels = words.value.host.organisation.audit;
  const { value, refusal } = organisations.audit.value;
  const [open, setOpen] = useState(false);
  return (
    <details
      class="org-part org-more"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        if (currentTarget.open) void organisations.renewAudit();
      }}
    >
      <summary>
        <h2>{labels.title}</h2>
      </summary>
      {open && <AuditStampsLine />}
      <Refused refusal={refusal} />
      {value && value.entries.length === 0 && <p class="quiet">{labels.none}</p>}
      <ol class="org-rows">
        {value?.entries.map((entry) => (
          <Entry
            key={`${entry.at} ${entry.act} ${entry.subject}`}
            entry={entry}
            organisation={organisation}
          />
        ))}
      </ol>
      {value?.next && (
        <button type="button" class="button small" onClick={() => void organisations.olderAudit()}>
          {labels.more}
        </button>
      )}
    </details>
  );
};

interface EntryProps {
  readonly entry: OrganisationAuditEntry;
  readonly organisation: OrganisationView;
}

const Entry = ({ entry, organisation }: EntryProps) => {
  const { words, clock } = useDesk();
  const { audit: labels, roles } = words.value.host.organisation;
  const roomWords = useRoomWords(organisation.rooms);
  const placed = ({ role, rooms }: Pick<OrganisationAuditEntry, 'role' | 'rooms'>): string =>
    [role && roles[role], rooms && roomWords(rooms)].filter(Boolean).join(' · ');
  const { at, by, act, name, reason, before } = entry;
  const place = placed(entry);
  return (
    <li class="org-row org-entry">
      <div>
        <time class="quiet">{localMinute(Date.parse(at), clock.nowMs.peek())}</time>{' '}
        <strong>{by.name}</strong> {labels.acts[act]}
        {name && name !== by.name && ` · ${name}`}
        {place && ` · ${place}`}
      </div>
      {before && <div class="quiet small-text">{labels.was(placed(before))}</div>}
      {reason && <div class="quiet small-text">{labels.reason(reason)}</div>}
    </li>
  );
};
