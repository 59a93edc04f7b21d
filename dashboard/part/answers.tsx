import { useEffect, useRef, useState } from 'preact/hooks';
import type { AlertView } from '../../models/contract/alert.ts';
import {
  ANSWER_CHARS_MAX,
  ANSWER_DAYS,
  ANSWER_MOMENTS_MAX,
  type AnswersReply,
  type AnswerView,
  answerWantedBy,
  isUnread,
} from '../../models/contract/answer.ts';
import { RequestFailed } from '../link/http.ts';
import { useDesk, useRight } from '../view/desk.ts';
import { answerWords } from '../words/answers.ts';
import { broadcastTime, localDate, localMinute } from '../words/time.ts';
import { withholdingWords } from '../words/withholding.ts';
import { Withheld } from './withheld.tsx';

export const useAnswerWords = () => answerWords[useDesk().settings.language.value];

const textOf = (cause: unknown): string => (cause instanceof RequestFailed ? cause.message : String(cause));

interface ListProps {
  readonly answers: readonly AnswerView[];
  /** Shows a moment that an answer points at; absent where nothing can be played. */
  readonly seek?: (atMs: number) => void;
  /** Offers to withhold an answer's words. */
  readonly withhold?: (answer: AnswerView) => void;
}

/** What a room says of a decision, oldest first. The same for moderators, for the room, and for the public. */
export const AnswerList = ({ answers, seek, withhold }: ListProps) => {
  const words = useAnswerWords();
  const { clock } = useDesk();
  return (
    <ol class="answers">
      {answers.map((answer) => {
        const { id, text, at, to, moments, leaf, by, withheld } = answer;
        const facts = [
          localMinute(Date.parse(at), clock.nowMs.peek()),
          by && words.by(by.name),
          leaf === undefined ? words.notYetRecorded : words.record(leaf),
        ];
        return (
          <li key={id} class="answer">
            <p class="answer-head">
              <strong>{to === undefined ? words.first : words.more}</strong>{' '}
              <span class="quiet">{facts.filter(Boolean).join(' · ')}</span>
            </p>
            {text === null ? (
              <p>
                <Withheld notice={withheld} />
              </p>
            ) : (
              <p class="answer-text">{text}</p>
            )}
            {moments.length > 0 && (
              <p class="answer-moments">
                {words.moments}{' '}
                {moments.map((atMs) =>
                  seek ? (
                    <button key={atMs} type="button" class="button small" onClick={() => seek(atMs)}>
                      {broadcastTime(atMs)}
                    </button>
                  ) : (
                    <time key={atMs}>{broadcastTime(atMs)}</time>
                  ),
                )}
              </p>
            )}
            {withhold && text !== null && leaf !== undefined && (
              <WithholdAnswer act={() => withhold(answer)} />
            )}
          </li>
        );
      })}
    </ol>
  );
};

const WithholdAnswer = ({ act }: { readonly act: () => void }) => {
  const words = withholdingWords[useDesk().settings.language.value];
  return (
    <button type="button" class="button small plain" onClick={act}>
      {words.button}…
    </button>
  );
};

/** A record is written within a second or two; where it takes longer, the next visit shows it. */
const RECORDED_LOOK_MS = 1_500;
const RECORDED_LOOKS_MAX = 5;

export type AnswersState = AnswersReply | 'loading' | { readonly failed: string };

/** The answers to an alert, read again whenever there is another one. */
export const useAnswers = (alert: AlertView): readonly [AnswersState, (reply: AnswersReply) => void] => {
  const { api } = useDesk();
  const [state, setState] = useState<AnswersState>('loading');
  const [turn, setTurn] = useState(0);
  const key = `${alert.id} ${alert.answers?.at ?? ''} ${alert.revision} ${turn}`;
  const isRecording =
    typeof state === 'object' && 'answers' in state && state.answers.some(({ leaf }) => leaf === undefined);
  useEffect(() => {
    if (!isRecording || turn >= RECORDED_LOOKS_MAX) return;
    const timer = setTimeout(() => setTurn(turn + 1), RECORDED_LOOK_MS);
    return () => clearTimeout(timer);
  }, [isRecording, turn]);
  useEffect(() => {
    let current = true;
    if (alert.answers)
      api
        .answers(alert.id)
        .then((reply) => current && setState(reply))
        .catch((cause: unknown) => current && setState({ failed: textOf(cause) }));
    else setState({ answers: [] });
    return () => {
      current = false;
    };
  }, [api, key]);
  return [state, setState];
};

/** Until when the room is asked to answer, as far as that is still something to know. */
export const AnswerWanted = ({ alert }: { readonly alert: AlertView }) => {
  const words = useAnswerWords();
  const { clock } = useDesk();
  if (alert.status !== 'upheld' || !alert.decision || alert.answers) return null;
  const until = Date.parse(answerWantedBy(alert.decision.at));
  const date = localDate(until);
  return (
    <p class="quiet small-text">
      {until > clock.nowMs.value ? words.wantedBy(date, ANSWER_DAYS) : words.wantedPast(date)}
    </p>
  );
};

/** Whether the platform has read what the room says. */
export const ReadState = ({ alert }: { readonly alert: AlertView }) => {
  const words = useAnswerWords();
  const { clock } = useDesk();
  const { answers } = alert;
  if (!answers) return null;
  const isNew = isUnread(answers) || answers.readAt === undefined;
  return (
    <p class="quiet small-text" role="status">
      {isNew ? words.notRead : words.read(localMinute(Date.parse(answers.readAt ?? ''), clock.nowMs.peek()))}
    </p>
  );
};

const MOMENT = /^(?:(\d{1,2}):)?(\d{1,2}):(\d{2})$/;

/** `00:12:30 15:02` as broadcast times in ms; null where one of them is no time. */
export const readMoments = (typed: string): number[] | null => {
  const parts = typed.split(/[\s,，、;；]+/).filter(Boolean);
  const moments = parts.map((part) => {
    const [, hours = '0', minutes = '', seconds = ''] = MOMENT.exec(part) ?? [];
    return minutes === '' || Number(seconds) > 59
      ? Number.NaN
      : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  });
  return moments.length > ANSWER_MOMENTS_MAX || moments.some(Number.isNaN) ? null : moments;
};

interface FormProps {
  readonly alert: AlertView;
  readonly isMore: boolean;
  readonly done: (reply: AnswersReply) => void;
}

/** Where the room writes. */
export const AnswerForm = ({ alert, isMore, done }: FormProps) => {
  const words = useAnswerWords();
  const { api } = useDesk();
  const may = useRight('answer', alert.broadcast.roomId);
  const [text, setText] = useState('');
  const [says, setSays] = useState('');
  const [busy, setBusy] = useState(false);
  const moments = useRef<HTMLInputElement>(null);
  if (!may) return <p class="quiet small-text">{words.mayNot}</p>;
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const at = readMoments(moments.current?.value ?? '');
    if (at === null) {
      setSays(words.momentsWrong);
      moments.current?.focus();
      return;
    }
    setBusy(true);
    setSays(words.sending);
    try {
      done(await api.answer(alert.id, { text, moments: at }));
      setText('');
      if (moments.current) moments.current.value = '';
      setSays(words.sent);
    } catch (cause) {
      setSays(words.failed(textOf(cause)));
    }
    setBusy(false);
  };
  return (
    <form class="answer-form" onSubmit={(event) => void send(event)}>
      <label class="field">
        <span>{isMore ? words.writeMore : words.write}</span>
        <textarea
          required
          rows={5}
          maxLength={ANSWER_CHARS_MAX}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <p class="quiet small-text">
        {words.left(ANSWER_CHARS_MAX - text.length)} {words.shownWhere}
      </p>
      <label class="field">
        <span>{words.moments}</span>
        <input ref={moments} placeholder={words.momentsHint} autocomplete="off" inputMode="text" />
      </label>
      <button type="submit" class="button primary" aria-disabled={busy}>
        {words.send}
      </button>
      <p class="small-text" role="status">
        {says}
      </p>
    </form>
  );
};
