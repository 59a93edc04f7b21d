import { useEffect, useState } from 'preact/hooks';
import type { AlertView } from '../../models/contract/alert.ts';
import type { AnswersReply, AwaitedAnswer } from '../../models/contract/answer.ts';
import { RequestFailed } from '../link/http.ts';
import {
  AnswerForm,
  AnswerList,
  AnswerWanted,
  ReadState,
  useAnswers,
  useAnswerWords,
} from '../part/answers.tsx';
import { subjectName } from '../part/names.ts';
import { QuotedWords } from '../part/quoted-words.tsx';
import { addressOf } from '../state/route.ts';
import { articleIn, inLanguage } from '../words/catalogue.ts';
import { broadcastTime, localDate } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { useSlow } from './shell.tsx';

const textOf = (cause: unknown): string => (cause instanceof RequestFailed ? cause.message : String(cause));

/** What was upheld against rooms of this person's: as the feed tells it, and what is older than the feed. */
const useUpheld = () => {
  const { api, queue } = useDesk();
  const [older, setOlder] = useState<readonly AwaitedAnswer[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const load = (): void => {
    setFailure(null);
    api
      .awaitedAnswers()
      .then(setOlder)
      .catch((cause: unknown) => setFailure(textOf(cause)));
  };
  useEffect(load, [api]);
  const found = new Map((older ?? []).map(({ alert }) => [alert.id, alert]));
  for (const alert of queue.alerts.value.values()) found.set(alert.id, alert);
  const upheld = [...found.values()].filter(({ status, answers }) => status === 'upheld' || answers);
  const byTime = (a: AlertView, b: AlertView): number =>
    (b.decision?.at ?? b.updatedAt).localeCompare(a.decision?.at ?? a.updatedAt);
  return {
    loaded: older !== null,
    failure,
    load,
    awaited: upheld.filter(({ answers }) => !answers).sort(byTime),
    given: upheld.filter(({ answers }) => answers !== undefined).sort(byTime),
  };
};

/** For whoever answers for the room: each upheld decision, what was said of it, and where to write. */
export const AnswersScreen = () => {
  const words = useAnswerWords();
  const { loaded, failure, load, awaited, given } = useUpheld();
  const slow = useSlow(!loaded && failure === null);
  return (
    <section class="page answers-page" aria-labelledby="answers-title">
      <h1 id="answers-title">{words.screen}</h1>
      <p class="consumer-intro">{words.intro}</p>
      {slow && <div class="skeleton skeleton-row" role="status" aria-label={words.loading} />}
      {failure && (
        <div class="empty" role="alert">
          <p>{words.failed(failure)}</p>
          <button type="button" class="button" onClick={load}>
            {words.again}
          </button>
        </div>
      )}
      {loaded && awaited.length + given.length === 0 && <p class="empty">{words.noneUpheld}</p>}
      {awaited.length > 0 && <h2>{words.awaited(awaited.length)}</h2>}
      {awaited.map((alert) => (
        <Decision key={alert.id} alert={alert} />
      ))}
      {given.length > 0 && <h2>{words.given}</h2>}
      {given.map((alert) => (
        <Decision key={alert.id} alert={alert} />
      ))}
    </section>
  );
};

const Decision = ({ alert }: { readonly alert: AlertView }) => {
  const { words, settings } = useDesk();
  const language = settings.language.value;
  const [state, show] = useAnswers(alert);
  const answers = typeof state === 'object' && 'answers' in state ? state.answers : [];
  const { broadcast, decision, product } = alert;
  const where = [broadcast.roomName, broadcast.title, product?.name, broadcastTime(alert.firstAtMs)];
  return (
    <article class="decision" aria-label={subjectName(alert, language, words.value)}>
      <header>
        <h3>
          <span class={`tag tag-${alert.status}`}>{words.value.status[alert.status]}</span>{' '}
          {subjectName(alert, language, words.value)}
        </h3>
        <p class="decision-words" lang={broadcast.language}>
          {alert.subject.type === 'claim' && <QuotedWords alert={alert} />}
        </p>
        <p class="quiet">
          {where.filter(Boolean).join(' · ')}
          {decision && ` · ${localDate(Date.parse(decision.at))}`}
        </p>
        <p>
          <strong>{articleIn(alert.article, language)}</strong> {inLanguage(alert.reason, language)}{' '}
          <a href={addressOf({ screen: 'host', rest: [broadcast.publicId] })}>
            {words.value.host.rooms.desk}
          </a>
        </p>
      </header>
      <AnswerList answers={answers} />
      <ReadState alert={alert} />
      <AnswerWanted alert={alert} />
      {alert.status === 'upheld' && (
        <Writing alert={alert} isMore={answers.length > 0} done={(reply: AnswersReply) => show(reply)} />
      )}
    </article>
  );
};

/** Where nothing is written yet the form stands open; to add something it is opened. */
const Writing = (props: Parameters<typeof AnswerForm>[0]) => {
  const words = useAnswerWords();
  if (!props.isMore) return <AnswerForm {...props} />;
  return (
    <details class="writing">
      <summary>{words.writeMore}</summary>
      <AnswerForm {...props} />
    </details>
  );
};

/** On the room's desk: how many decisions wait for an answer, with the way there. */
export const AwaitedLink = () => {
  const words = useAnswerWords();
  const { queue } = useDesk();
  const count = [...queue.alerts.value.values()].filter(
    ({ status, answers }) => status === 'upheld' && !answers,
  ).length;
  if (count === 0) return null;
  return (
    <p class="awaited-link">
      <a href={addressOf({ screen: 'answers', rest: [] })}>{words.toList(count)}</a>
    </p>
  );
};
