import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutyView } from '../../models/contract/duty.ts';
import { delayMs, isUnsaid, momentOf, slotsOf } from '../state/owed.ts';
import { jumpTo } from '../view/board.tsx';
import { useDesk } from '../view/desk.ts';
import { inLanguage } from '../words/catalogue.ts';
import { slotName } from '../words/slots.ts';
import { broadcastTime, countdown } from '../words/time.ts';
import { DutyShape } from './duty-shape.tsx';
import { TimeLeft } from './time-left.tsx';

interface Props {
  readonly duty: DutyView;
  readonly broadcast: BroadcastView;
}

/** One line of the checklist. Where there is a moment to look at, a click jumps there. */
export const ChecklistItem = ({ duty, broadcast }: Props) => {
  const app = useDesk();
  const labels = app.words.value.duties;
  const atMs = momentOf(duty);
  const what = (
    <>
      <DutyShape state={duty.state} />
      <span class="duty-name">{inLanguage(duty.name, app.settings.language.value)}</span>
      <span class="duty-state">
        <StateWords duty={duty} /> {atMs !== null && <time>{broadcastTime(atMs)}</time>}
        {duty.state === 'pending' && duty.dueMs !== undefined && (
          <TimeLeft broadcast={broadcast} dueMs={duty.dueMs} words={labels} />
        )}
      </span>
      <DutyDetails duty={duty} />
    </>
  );
  const look = `duty duty-${duty.state}`;
  return (
    <li>
      {atMs === null ? (
        <p class={look}>{what}</p>
      ) : (
        <button
          type="button"
          class={`${look} duty-jump`}
          title={labels.jump(broadcastTime(atMs))}
          onClick={() => jumpTo(app, atMs)}
        >
          {what}
        </button>
      )}
    </li>
  );
};

/** What became of it, with what the page or the picture says beside it. */
export const StateWords = ({ duty }: { readonly duty: DutyView }) => {
  const labels = useDesk().words.value.duties;
  const { state, by } = duty;
  if (state === 'satisfied') return <span class="duty-word">{labels.met[by ?? 'speech']}</span>;
  const delay = delayMs(duty);
  return (
    <>
      <span class="duty-word">{delay === null ? labels.state[state] : labels.lateBy(countdown(delay))}</span>
      {isUnsaid(duty) && (by === 'page' || by === 'screen') && (
        <span class="tag duty-beside">{labels.beside[by]}</span>
      )}
    </>
  );
};

/** What is lacking, and what was said beside what the page says. */
export const DutyDetails = ({ duty }: { readonly duty: DutyView }) => {
  const { words, settings } = useDesk();
  const labels = words.value.duties;
  const language = settings.language.value;
  const name = (slot: string): string => inLanguage(slotName(slot), language);
  const slots = slotsOf(duty);
  const lacking = duty.state === 'partial' ? (duty.lacking ?? []) : [];
  if (slots.length === 0 && lacking.length === 0 && !duty.oddPage) return null;
  return (
    <span class="duty-details">
      {lacking.length > 0 && (
        <span class="duty-lacking">{labels.lacking(lacking.map(name).join(labels.comma))}</span>
      )}
      <OddPage duty={duty} />
      {slots.map(({ slot, said, listed, earlier }) => (
        <span key={slot} class="duty-slot">
          {name(slot)}
          {labels.colon}
          {said !== undefined && (
            <span>
              {(listed ?? earlier) !== undefined && `${labels.said} `}
              <q>{said}</q>
            </span>
          )}
          {earlier !== undefined && (
            <span>
              {' '}
              {labels.earlierSaid} <q>{earlier}</q>
            </span>
          )}
          {listed !== undefined && (
            <span>
              {' '}
              {labels.listed} <q>{listed}</q>
            </span>
          )}
        </span>
      ))}
    </span>
  );
};

/** Where the page contradicts itself: all the values that stand on it. */
export const OddPage = ({ duty }: { readonly duty: DutyView }) => {
  const labels = useDesk().words.value.duties;
  if (!duty.oddPage) return null;
  return (
    <span class="duty-odd">
      {labels.oddPage}
      {labels.colon}
      {duty.oddPage.map((value) => (
        <q key={value}>{value}</q>
      ))}
    </span>
  );
};
