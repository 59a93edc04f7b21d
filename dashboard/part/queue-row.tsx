import { useComputed } from '@preact/signals';
import type { AlertView } from '../../models/contract/alert.ts';
import { isUnread } from '../../models/contract/answer.ts';
import type { UserId } from '../../models/contract/ids.ts';
import { isDecided } from '../../models/contract/status.ts';
import { type Card, separator } from '../state/cards.ts';
import type { Language } from '../state/settings.ts';
import { useDesk } from '../view/desk.ts';
import { rowId } from '../view/queue.tsx';
import { answerWords } from '../words/answers.ts';
import { inLanguage } from '../words/catalogue.ts';
import { broadcastTime, localMinute, localOf } from '../words/time.ts';
import type { Words } from '../words/zh-Hans.ts';
import { correctionOfCard } from './correction-tag.tsx';
import { subjectName } from './names.ts';
import { SeverityShape } from './severity.tsx';
import { Withheld } from './withheld.tsx';

/** Quotes shown in a row; the others are counted. Each is shown whole. */
const QUOTES_SHOWN_MAX = 3;

interface Props {
  readonly card: Card;
  readonly index: number;
  readonly of: number;
  readonly chosen: boolean;
}

/**
 * One line where there is room for three panes; the chosen row, and every row of a phone, says more below it. What there is no
 * room to show is there for a screen reader.
 */
export const QueueRow = ({ card, index, of, chosen }: Props) => {
  const app = useDesk();
  const { settings, words, board, queue } = app;
  const { lead, severity, count } = card;
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
      <p class="row-line">
        <SeverityShape severity={severity} />
        <span class={`row-severity severity-${severity}`}>{words.value.severity[severity]}</span>
        <span class="row-kind">{kindOf(lead, settings.language.value, words.value)}</span>
        <Quotes card={card} />
        <span class="row-where">{whereOf(card)}</span>
        <StateTag card={card} />
        {count > 1 && <span class="row-count">{labels.times(count)}</span>}
        <Age card={card} />
      </p>
      <p class="row-more">
        <span>{whereOf(card)}</span>
        <MoreTags card={card} />
        <Times card={card} />
      </p>
      {changed && <span class="unseen">{labels.changed}</span>}
    </div>
  );
};

/** Of a duty only what became of it: its name stands where others have their quote. */
const kindOf = (alert: AlertView, language: Language, words: Words): string =>
  alert.subject.type === 'duty' ? words.duty[alert.subject.state] : subjectName(alert, language, words);

const whereOf = ({ lead }: Card): string =>
  [lead.product?.name, lead.broadcast.roomName].filter(Boolean).join(' · ');

const MINUTE_MS = 60_000;

/** How long ago it was raised. Of its own, so that a row is not drawn again because time goes by. */
const Age = ({ card }: { readonly card: Card }) => {
  const { words, clock } = useDesk();
  const raisedAtMs = Date.parse(card.lead.raisedAt);
  const minutes = useComputed(() =>
    Math.max(0, Math.floor((clock.nowMs.value - raisedAtMs) / MINUTE_MS)),
  ).value;
  return <time class="row-age">{words.value.queue.age(minutes)}</time>;
};

/** Broadcast time and local time together. */
const Times = ({ card: { lead } }: { readonly card: Card }) => {
  const { clock } = useDesk();
  return (
    <span class="row-times">
      <time>{broadcastTime(lead.lastAtMs)}</time>{' '}
      <time>{localOf(lead.broadcast.startedAt, lead.lastAtMs, clock.nowMs.peek())}</time>
    </span>
  );
};

const Quotes = ({ card }: { readonly card: Card }) => {
  const { words } = useDesk();
  const { queue } = words.value;
  const rest = card.alerts.length - QUOTES_SHOWN_MAX;
  return (
    <span class="row-quotes">
      {card.alerts.slice(0, QUOTES_SHOWN_MAX).map((alert, index) => (
        <span key={alert.id} class="row-quote">
          {separator(alert, index)}
          <Quote alert={alert} />
          {alert.count > 1 && card.alerts.length > 1 && <small>{queue.times(alert.count)}</small>}
        </span>
      ))}
      {rest > 0 && <span class="quiet">{queue.moreQuotes(rest)}</span>}
    </span>
  );
};

/** The words of the claim, marked as they are in the transcript; what was not said is named, not quoted. */
const Quote = ({ alert }: { readonly alert: AlertView }) => {
  const { settings, words } = useDesk();
  const { quoteOpen, quoteClose } = words.value;
  if (alert.subject.type === 'duty') return <>{inLanguage(alert.subject.name, settings.language.value)}</>;
  if (alert.withheld) return <Withheld notice={alert.withheldFor} />;
  return (
    <>
      {quoteOpen}
      <mark class="mark-other" lang={alert.broadcast.language}>
        {alert.quote}
      </mark>
      {quoteClose}
    </>
  );
};

/** Who is on it, what was decided, when it comes back: what else tells rows of one list apart. */
const stateWords = (card: Card, words: Words, me: UserId | null, nowMs: number): string => {
  const { act, queue: labels, status } = words;
  const { lead } = card;
  const held = card.alerts.find((alert) => alert.status === 'taken')?.assignee;
  if (held) return held.id === me ? labels.heldByMe : labels.heldBy(held.name);
  if (isDecided(lead.status)) {
    const what =
      lead.status === 'upheld' && lead.subject.type === 'duty' ? act.upholdDuty : status[lead.status];
    return lead.decision ? `${what} · ${lead.decision.by.name}` : what;
  }
  if (lead.status === 'later' && lead.laterUntil)
    return labels.laterUntil(localMinute(Date.parse(lead.laterUntil), nowMs));
  return '';
};

const StateTag = ({ card }: { readonly card: Card }) => {
  const { words, session, clock } = useDesk();
  const state = stateWords(card, words.value, session.myId.value, clock.nowMs.peek());
  const corrected = correctionOfCard(card.alerts, words.value);
  const text = state || corrected?.text;
  if (!text) return null;
  const { status } = card.lead;
  const stateKind = isDecided(status) ? status : status === 'later' ? 'later' : 'held';
  const kind = state ? stateKind : corrected?.look;
  return (
    <span class={`tag tag-${kind} row-state`} title={text}>
      {text}
    </span>
  );
};

/** That the room has answered a decision of the card, and whether anybody has read it. */
const answeredWords = (alerts: readonly AlertView[], language: Language): string[] => {
  const given = alerts.flatMap(({ answers }) => answers ?? []);
  if (given.length === 0) return [];
  return [given.some(isUnread) ? answerWords[language].tagNew : answerWords[language].tag];
};

/** What makes it different from the others. */
const moreWords = ({ lead, alerts }: Card, words: Words, language: Language): string[] => {
  const { queue: labels, need } = words;
  const corrected = correctionOfCard(alerts, words);
  return [
    ...(lead.need && !isDecided(lead.status) ? [need[lead.need]] : []),
    ...(lead.repeated ? [labels.repeated(lead.repeated.times)] : []),
    ...answeredWords(alerts, language),
    ...(corrected ? [corrected.text] : []),
  ];
};

/** What the first line has no room for, and, where its tag tells of something else, what was corrected. */
const MoreTags = ({ card }: { readonly card: Card }) => {
  const { words, session, clock, settings } = useDesk();
  const state = stateWords(card, words.value, session.myId.value, clock.nowMs.peek());
  const told = state ? undefined : correctionOfCard(card.alerts, words.value)?.text;
  const more = moreWords(card, words.value, settings.language.value).filter((text) => text !== told);
  return (
    <>
      {more.map((text) => (
        <span key={text} class="tag">
          {text}
        </span>
      ))}
    </>
  );
};
