import { useRef } from 'preact/hooks';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutyView } from '../../models/contract/duty.ts';
import { type Agenda, inPlaces, isOverdue, isUnsaid, nextOf } from '../state/owed.ts';
import { useDesk } from '../view/desk.ts';
import type { Draft } from '../view/host.tsx';
import { inLanguage } from '../words/catalogue.ts';
import { slotName } from '../words/slots.ts';
import { spokenIn } from '../words/spoken.ts';
import { broadcastTime } from '../words/time.ts';
import { DutyDetails, StateWords } from './checklist-item.tsx';
import { DutyShape } from './duty-shape.tsx';
import { FillIn, Listed } from './fill-in.tsx';
import { TimeLeft } from './time-left.tsx';

interface Props {
  readonly broadcast: BroadcastView;
  readonly agenda: readonly Agenda[];
  /** Whether it is known at all what is owed. */
  readonly known: boolean;
  readonly fill: (draft: Draft) => void;
}

/** What to cover next, each with the pattern of a line. A line that was said stays where it is. */
export const DeskAgenda = ({ broadcast, agenda, known, fill }: Props) => {
  const { words } = useDesk();
  const { host: labels, duties } = words.value;
  const next = nextOf(agenda);
  const several = agenda.length > 1;
  const any = agenda.some((each) => each.duties.length > 0);
  return (
    <section
      class={`desk-part desk-agenda ${known ? '' : 'desk-agenda-waiting'}`}
      aria-labelledby="desk-next"
    >
      <h2 id="desk-next">{labels.next}</h2>
      {known && !any && <p class="host-calm">{labels.nothingOwed}</p>}
      {agenda.map(({ product, duties: lines }) => (
        <div key={product?.productId ?? 'room'}>
          {several && lines.length > 0 && (
            <h3>{product ? (product.name ?? duties.nameless) : duties.room}</h3>
          )}
          <Says duties={lines} broadcast={broadcast} next={next} fill={fill} />
        </div>
      ))}
    </section>
  );
};

interface SaysProps {
  readonly duties: readonly DutyView[];
  readonly broadcast: BroadcastView;
  readonly next: DutyView | null;
  readonly fill: (draft: Draft) => void;
}

/** The lines of one product. What was laid out keeps its place. */
const Says = ({ duties, broadcast, next, fill }: SaysProps) => {
  const places = useRef<readonly string[]>([]);
  const lines = inPlaces(duties, places.current);
  places.current = lines.map(({ id }) => id);
  return (
    <ul class="says">
      {lines.map((duty) => (
        <SayItem key={duty.id} duty={duty} broadcast={broadcast} isNext={duty === next} fill={fill} />
      ))}
    </ul>
  );
};

interface SayProps {
  readonly duty: DutyView;
  readonly broadcast: BroadcastView;
  readonly isNext: boolean;
  readonly fill: (draft: Draft) => void;
}

const SayItem = ({ duty, broadcast, isNext, fill }: SayProps) => {
  const { words, settings } = useDesk();
  const { host: labels, duties } = words.value;
  const language = settings.language.value;
  const text = spokenIn(broadcast.language, duty.say);
  const unsaid = isUnsaid(duty);
  const lacking = duty.state === 'partial' ? (duty.lacking ?? []) : [];
  return (
    <li class={`say say-${duty.state} ${isNext ? 'say-next' : ''} ${isOverdue(duty) ? 'say-overdue' : ''}`}>
      <p class="say-words">
        <span class="nudge-label">
          {isNext && <span class="tag tag-next">{labels.nextOne}</span>} {unsaid && labels.cover}
        </span>
        <span lang={broadcast.language}>{text}</span>
      </p>
      <p class="say-meta">
        <DutyShape state={duty.state} />
        <span>{inLanguage(duty.name, language)}</span>
        <span class="say-state">
          {duty.state === 'pending' ? (
            duty.dueMs !== undefined && <TimeLeft broadcast={broadcast} dueMs={duty.dueMs} words={labels} />
          ) : (
            <StateWords duty={duty} />
          )}
          {!unsaid && duty.atMs !== undefined && <time> {broadcastTime(duty.atMs)}</time>}
          {lacking.length > 0 && (
            <span>
              {' '}
              {duties.lacking(lacking.map((slot) => inLanguage(slotName(slot), language)).join(duties.comma))}
            </span>
          )}
        </span>
        {duty.state === 'contradicted' ? <DutyDetails duty={duty} /> : unsaid && <Listed duty={duty} />}
      </p>
      {unsaid && (
        <FillIn
          draft={{ text, dutyId: duty.id }}
          room={broadcast.room.id}
          fill={fill}
          look={isNext ? 'primary' : ''}
        />
      )}
    </li>
  );
};
