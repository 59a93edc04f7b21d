import type { AlertView } from '../../models/contract/alert.ts';
import { correctionState, heldForMs } from '../state/desk.ts';
import type { AskedQuestion } from '../state/rooms.ts';
import { addressOf } from '../state/route.ts';
import { useDesk } from '../view/desk.ts';
import { inLanguage } from '../words/catalogue.ts';
import { broadcastTime, countdown, localTime } from '../words/time.ts';
import { subjectName } from './names.ts';
import { QuotedWords } from './quoted-words.tsx';
import { SeverityTag } from './severity.tsx';

/** One open alert of one of the rooms; leads to that room's desk. */
export const RoomAlert = ({ alert }: { readonly alert: AlertView }) => {
  const { words, settings, clock } = useDesk();
  const { host, queue } = words.value;
  const language = settings.language.value;
  const state = correctionState(alert);
  return (
    <li>
      <a class="room-row" href={addressOf({ screen: 'host', rest: [alert.broadcast.publicId] })}>
        <span class="room-row-head">
          <SeverityTag severity={alert.severity} />
          <span>{subjectName(alert, language, words.value)}</span>
          {state !== 'open' && (
            <span class={`tag ${state === 'done' ? 'tag-good' : ''}`}>
              {state === 'done' ? host.nudge.corrected : host.nudge.waiting}
            </span>
          )}
          <Held alert={alert} />
        </span>
        {alert.subject.type === 'claim' && (
          <span class="room-quote" lang={alert.broadcast.language}>
            <QuotedWords alert={alert} />
            {alert.count > 1 && <small> {queue.times(alert.count)}</small>}
          </span>
        )}
        <span class="room-where">
          {[alert.broadcast.roomName, alert.product?.name].filter(Boolean).join(' · ')}{' '}
          <time>{broadcastTime(alert.lastAtMs)}</time>{' '}
          <time>{localTime(Date.parse(alert.raisedAt), clock.nowMs.peek())}</time>
        </span>
      </a>
    </li>
  );
};

const Held = ({ alert }: { readonly alert: AlertView }) => {
  const { words, clock } = useDesk();
  const leftMs = heldForMs(alert, clock.nowMs.value);
  if (!leftMs || correctionState(alert) === 'done') return null;
  return <span class="tag">{words.value.host.rooms.held(countdown(leftMs))}</span>;
};

/** One unanswered question of viewers of one of the rooms. */
export const RoomQuestion = ({ asked }: { readonly asked: AskedQuestion }) => {
  const { words, settings, clock } = useDesk();
  const { duties } = words.value;
  const { broadcast, question, askedAtMs } = asked;
  return (
    <li>
      <a class="room-row" href={addressOf({ screen: 'host', rest: [broadcast.publicId] })}>
        <span class="room-row-head">
          <strong>{duties.askers(question.askers)}</strong>
          <span>{inLanguage(question.name, settings.language.value)}</span>
          {question.deleted && <span class="tag tag-warn">{duties.deleted}</span>}
        </span>
        <span class="room-where">
          {broadcast.room.name} <time>{broadcastTime(question.atMs)}</time>{' '}
          <time>{localTime(askedAtMs, clock.nowMs.peek())}</time>
        </span>
      </a>
    </li>
  );
};
