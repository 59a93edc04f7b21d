import { isDecided } from '../../models/contract/status.ts';
import type { Card } from '../state/cards.ts';
import { shown } from '../state/spans.ts';
import { useDesk } from '../view/desk.ts';
import { rowId } from '../view/queue.tsx';
import { broadcastTime, localMinute, localOf } from '../words/time.ts';
import { subjectName } from './names.ts';
import { SeverityShape } from './severity.tsx';

/** Quotes shown in a row; the others are counted. Each is shown whole. */
const QUOTES_SHOWN_MAX = 3;

interface Props {
  readonly card: Card;
  readonly index: number;
  readonly of: number;
  readonly chosen: boolean;
}

export const QueueRow = ({ card, index, of, chosen }: Props) => {
  const app = useDesk();
  const { settings, words, board, queue, clock } = app;
  const { lead, severity, count } = card;
  const language = settings.language.value;
  const labels = words.value.queue;
  const changed = queue.changed(card);
  const open = (): void => {
    board.choose(card.key);
    if (app.narrow.peek()) app.go({ screen: 'board', rest: ['moment'] });
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it takes the keys
    <div
      id={rowId(card.key)}
      class={`row row-${severity} ${changed ? 'row-changed' : ''} ${card.alerts.every(({ status }) => isDecided(status)) ? 'row-decided' : ''}`}
      role="option"
      aria-selected={chosen}
      aria-setsize={of}
      aria-posinset={index + 1}
      tabIndex={-1}
      onClick={open}
    >
      <p class="row-head">
        <SeverityShape severity={severity} />
        <span class={`row-severity severity-${severity}`}>{words.value.severity[severity]}</span>
        <span class="row-kind">{subjectName(lead, language, words.value)}</span>
        {count > 1 && <span class="row-count">{labels.times(count)}</span>}
        <time class="row-time">{broadcastTime(lead.lastAtMs)}</time>
      </p>
      <Quotes card={card} />
      <p class="row-foot">
        <span class="row-room">
          {[lead.broadcast.roomName, lead.product?.name].filter(Boolean).join(' · ')}
        </span>
        <RowTags card={card} />
        <time class="row-local">{localOf(lead.broadcast.startedAt, lead.lastAtMs, clock.nowMs.peek())}</time>
      </p>
      {changed && <span class="unseen">{labels.changed}</span>}
      <span class="unseen">{localMinute(Date.parse(lead.raisedAt), clock.nowMs.peek())}</span>
    </div>
  );
};

const Quotes = ({ card }: { readonly card: Card }) => {
  const { words } = useDesk();
  const { quoteOpen, quoteClose, queue } = words.value;
  const rest = card.alerts.length - QUOTES_SHOWN_MAX;
  return (
    <p class="row-quotes">
      {card.alerts.slice(0, QUOTES_SHOWN_MAX).map(({ id, quote, count, broadcast, subject }) => (
        <span key={id} class="row-quote" lang={broadcast.language}>
          {/* What was not said is named, not quoted. */}
          {subject.type === 'duty' ? quote : `${quoteOpen}${shown(quote)}${quoteClose}`}
          {count > 1 && card.alerts.length > 1 && <small>{queue.times(count)}</small>}
        </span>
      ))}
      {rest > 0 && <span class="quiet">{queue.moreQuotes(rest)}</span>}
    </p>
  );
};

/** Who is on it, and what makes it different from the others. */
const RowTags = ({ card }: { readonly card: Card }) => {
  const { words, session, clock } = useDesk();
  const { act, queue: labels, status } = words.value;
  const { lead } = card;
  const held = card.alerts.find((alert) => alert.status === 'taken')?.assignee;
  return (
    <>
      {held && (
        <span class="tag tag-held">
          {held.id === session.myId.value ? labels.heldByMe : labels.heldBy(held.name)}
        </span>
      )}
      {isDecided(lead.status) && (
        <span class={`tag tag-${lead.status}`}>
          {lead.status === 'upheld' && lead.subject.type === 'duty' ? act.upholdDuty : status[lead.status]}
          {lead.decision && ` · ${lead.decision.by.name}`}
        </span>
      )}
      {lead.status === 'later' && lead.laterUntil && (
        <span class="tag">
          {labels.laterUntil(localMinute(Date.parse(lead.laterUntil), clock.nowMs.peek()))}
        </span>
      )}
      {lead.need && !isDecided(lead.status) && <span class="tag">{words.value.need[lead.need]}</span>}
      {lead.repeated && <span class="tag tag-repeated">{labels.repeated(lead.repeated.times)}</span>}
      {lead.correctedAtMs !== undefined && <span class="tag">{labels.corrected}</span>}
    </>
  );
};
