import { useEffect } from 'preact/hooks';
import { isUnread } from '../../models/contract/answer.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import { GROUPS, type Group } from '../../models/contract/kinds.ts';
import { SEVERITIES, type Severity } from '../../models/contract/severity.ts';
import { NO_FILTER } from '../state/cards.ts';
import { useDesk } from '../view/desk.ts';
import { answerWords } from '../words/answers.ts';
import { groupName } from './names.ts';
import { SeverityShape } from './severity.tsx';

/** The search and the chips by which the queue is narrowed. */
export const Filters = () => {
  const { queue, words } = useDesk();
  const labels = words.value.queue;
  const { severities, groups, broadcast, mine, answered, text } = queue.filter.value;
  const narrowed = severities.size + groups.size > 0 || broadcast !== null || mine || answered || text !== '';
  return (
    <search class="filters" aria-label={labels.filters}>
      <label class="search">
        <span class="unseen">{labels.search}</span>
        <input
          id="search"
          type="search"
          placeholder={labels.search}
          value={text}
          onInput={(event) => queue.narrow({ text: event.currentTarget.value })}
          onKeyDown={(event) => {
            // Both belong to an input method while it offers its candidates.
            if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
            if (event.key === 'Escape') queue.narrow({ text: '' });
            toRows(event.currentTarget);
            event.preventDefault();
          }}
        />
        <span class="key" aria-hidden="true">
          /
        </span>
      </label>
      <div class="chips">
        {SEVERITIES.toReversed().map((severity) => (
          <SeverityChip key={severity} severity={severity} />
        ))}
      </div>
      <div class="chips">
        <button type="button" class="chip" aria-pressed={mine} onClick={() => queue.narrow({ mine: !mine })}>
          {labels.mine}
        </button>
        <AnsweredChip />
        <GroupChoice />
        <BroadcastChoice />
        {narrowed && (
          <button type="button" class="chip chip-clear" onClick={() => queue.narrow(NO_FILTER)}>
            {labels.clear}
          </button>
        )}
      </div>
    </search>
  );
};

/** From the search to what it found, where the keys of the board act; where nothing was found, out of the field. */
const toRows = (search: HTMLElement): void => {
  search.blur();
  document.getElementById('rows')?.focus();
};

const SeverityChip = ({ severity }: { readonly severity: Severity }) => {
  const { queue, words } = useDesk();
  const { severities } = queue.filter.value;
  const on = severities.has(severity);
  const toggle = (): void => {
    const next = new Set(severities);
    if (on) next.delete(severity);
    else next.add(severity);
    queue.narrow({ severities: next });
  };
  return (
    <button type="button" class="chip" aria-pressed={on} onClick={toggle}>
      <SeverityShape severity={severity} />
      {words.value.severity[severity]}
    </button>
  );
};

/** What rooms have answered and nobody has read; among what was decided, unless it was reopened since. */
const AnsweredChip = () => {
  const { queue, board, settings } = useDesk();
  const words = answerWords[settings.language.value];
  const on = queue.filter.value.answered;
  const count = [...queue.alerts.value.values()].filter(({ answers }) => isUnread(answers)).length;
  useEffect(() => void board.loadAnswered(), [board]);
  if (count === 0 && !on) return null;
  const toggle = (): void => {
    queue.narrow({ answered: !on });
    if (!on) queue.showTab('decided');
  };
  return (
    <button type="button" class="chip chip-answered" aria-pressed={on} onClick={toggle}>
      {words.filter(count)}
    </button>
  );
};

const GroupChoice = () => {
  const { queue, words, settings } = useDesk();
  const labels = words.value.queue;
  const [chosen = ''] = queue.filter.value.groups;
  const all = [...(Object.keys(GROUPS) as Group[]), 'duty'] as const;
  return (
    <label class={`choice ${chosen ? 'choice-on' : ''}`}>
      <span class="unseen">{labels.allGroups}</span>
      <select
        value={chosen}
        onChange={({ currentTarget }) =>
          queue.narrow({
            groups: new Set(currentTarget.value ? [currentTarget.value as Group | 'duty'] : []),
          })
        }
      >
        <option value="">{labels.allGroups}</option>
        {all.map((group) => (
          <option key={group} value={group}>
            {groupName(group, settings.language.value, words.value)}
          </option>
        ))}
      </select>
    </label>
  );
};

const BroadcastChoice = () => {
  const { queue, words, broadcasts } = useDesk();
  const labels = words.value.queue;
  const chosen = queue.filter.value.broadcast ?? '';
  return (
    <label class={`choice ${chosen ? 'choice-on' : ''}`}>
      <span class="unseen">{labels.allBroadcasts}</span>
      <select
        value={chosen}
        onChange={({ currentTarget }) =>
          queue.narrow({ broadcast: (currentTarget.value || null) as PublicId | null })
        }
      >
        <option value="">{labels.allBroadcasts}</option>
        {broadcasts.list.value.map(({ publicId, title, state }) => (
          <option key={publicId} value={publicId}>
            {title}
            {state === 'ended' ? ` (${words.value.broadcasts.state.ended})` : ''}
          </option>
        ))}
      </select>
    </label>
  );
};
