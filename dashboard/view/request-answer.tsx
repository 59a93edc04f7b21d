import { useEffect, useRef, useState } from 'preact/hooks';
import { asPublicId } from '../../models/contract/ids.ts';
import {
  RELEASE_DAYS_DEFAULT,
  RELEASE_DAYS_MAX,
  REQUEST_MINUTES_MAX,
  REQUEST_REFUSALS,
  REQUEST_WORDS_MAX,
  type RequestDetail,
  type RequestId,
  type RequestMatch,
  type RequestRefusal,
} from '../../models/contract/release-request.ts';
import { type LinesReply, RequestFailed } from '../link/http.ts';
import { readMoments } from '../part/answers.tsx';
import { Withheld } from '../part/withheld.tsx';
import { addressOf } from '../state/route.ts';
import { requestWords } from '../words/requests/index.ts';
import { broadcastTime, localDate, localMinute } from '../words/time.ts';
import { useDesk } from './desk.ts';

const MINUTE_MS = 60_000;
const textOf = (cause: unknown): string => (cause instanceof RequestFailed ? cause.message : String(cause));

interface Props {
  readonly id: RequestId;
  readonly answered: () => void;
}

/** One request: what is asked, what it may mean, and the answer. */
export const RequestAnswer = ({ id, answered }: Props) => {
  const { api, settings, clock } = useDesk();
  const { queue: words, mine } = requestWords[settings.language.value];
  const [detail, setDetail] = useState<RequestDetail | null>(null);
  const [says, setSays] = useState('');
  const [chosen, setChosen] = useState<RequestMatch | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const load = (): void => {
    api
      .request(id)
      .then((found) => {
        setDetail(found);
        setChosen(found.matches[0] ?? null);
      })
      .catch((cause: unknown) => setSays(words.failed(textOf(cause))));
  };
  useEffect(load, [api, id]);
  useEffect(() => heading.current?.focus(), [detail !== null]);
  if (!detail) return <p role="status">{says || words.loading}</p>;
  const done = (text: string): void => {
    setSays(text);
    load();
    answered();
  };
  const { state, answered: given, answeredBy, release } = detail;
  return (
    <article class="request-answer">
      <p class="request-back">
        <a href={addressOf({ screen: 'requests', rest: [] })}>‹ {words.back}</a>
      </p>
      <h2 ref={heading} tabIndex={-1}>
        {words.facts}
      </h2>
      <Facts detail={detail} />
      {state !== 'open' && given && (
        <p>
          <span class="tag">{mine.state[state]}</span>{' '}
          {answeredBy &&
            words.answeredBy(answeredBy.name, localMinute(Date.parse(given.at), clock.nowMs.peek()))}{' '}
          {given.reason && mine.refused[given.reason]} {given.words}{' '}
          {release &&
            `${broadcastTime(release.fromMs)} – ${broadcastTime(release.untilMs)} · ${mine.openUntil(localDate(Date.parse(release.until)))}`}
        </p>
      )}
      {state === 'open' && (
        <>
          <Matches detail={detail} chosen={chosen} choose={setChosen} />
          <Release key={chosen?.publicId ?? ''} id={id} detail={detail} match={chosen} done={done} />
          <Refuse id={id} done={done} />
        </>
      )}
      <p role="status">{says}</p>
    </article>
  );
};

const Facts = ({ detail }: { readonly detail: RequestDetail }) => {
  const { settings, clock } = useDesk();
  const words = requestWords[settings.language.value].queue;
  const at = (iso: string): string => localMinute(Date.parse(iso), clock.nowMs.peek());
  const rows = [
    [words.room, detail.room],
    [words.seller, detail.seller],
    [words.product, detail.product],
    [words.bought, at(detail.boughtAt)],
    [words.whenLabel, words.when(at(detail.fromAt), detail.minutes)],
    [words.said, detail.said],
  ] as const;
  return (
    <>
      <p class="quiet">{words.by(detail.by.name)}</p>
      <dl class="pairs">
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <div>
          <dt>{words.order}</dt>
          <dd>
            <OrderNumber detail={detail} />
          </dd>
        </div>
      </dl>
    </>
  );
};

/** By its end; the whole of it with a reason, which is kept. */
const OrderNumber = ({ detail }: { readonly detail: RequestDetail }) => {
  const { api, settings } = useDesk();
  const words = requestWords[settings.language.value].queue;
  const [whole, setWhole] = useState<string | null>(null);
  const [says, setSays] = useState('');
  const reason = useRef<HTMLInputElement>(null);
  const show = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      setWhole(await api.orderNumber(detail.id, reason.current?.value.trim() ?? ''));
    } catch (cause) {
      setSays(words.failed(textOf(cause)));
    }
  };
  if (whole !== null) return <code>{whole}</code>;
  return (
    <details class="order-number">
      <summary>
        {detail.orderNumber} <span class="quiet">{words.showOrder}</span>
      </summary>
      <form onSubmit={(event) => void show(event)}>
        <label class="field">
          <span>{words.orderWhy}</span>
          <input ref={reason} required pattern=".*\S.*" maxLength={REQUEST_WORDS_MAX} autocomplete="off" />
        </label>
        <button type="submit" class="button small">
          {words.showOrder}
        </button>
        <p role="alert">{says}</p>
      </form>
    </details>
  );
};

interface MatchesProps {
  readonly detail: RequestDetail;
  readonly chosen: RequestMatch | null;
  readonly choose: (match: RequestMatch) => void;
}

/** Broadcasts that may be meant; the chosen one is what would be released of. */
const Matches = ({ detail, chosen, choose }: MatchesProps) => {
  const { settings, clock } = useDesk();
  const words = requestWords[settings.language.value].queue;
  return (
    <fieldset class="matches">
      <legend>{words.matches}</legend>
      {detail.matches.length === 0 && <p class="quiet">{words.noMatches}</p>}
      {detail.matches.map((match) => {
        const { publicId, title, roomName, operator, startedAt, fits } = match;
        const tags = (['room', 'seller', 'time'] as const).filter((name) => fits[name]);
        return (
          <label key={publicId} class="match">
            <input
              type="radio"
              name="match"
              checked={chosen?.publicId === publicId}
              onChange={() => choose(match)}
            />
            <span>
              <strong>{title}</strong> {roomName} · {operator} ·{' '}
              {localMinute(Date.parse(startedAt), clock.nowMs.peek())}{' '}
              <span class="tag">{match.public ? words.public : words.private}</span>{' '}
              {tags.map((name) => (
                <span key={name} class="tag tag-good">
                  {words.fits[name]}
                </span>
              ))}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
};

interface ReleaseProps {
  readonly id: RequestId;
  readonly detail: RequestDetail;
  readonly match: RequestMatch | null;
  readonly done: (text: string) => void;
}

/** Where in the broadcast the request begins and ends, as far as it was heard. */
const suggested = ({ fromMs, untilMs, atMs }: RequestMatch): readonly [number, number] => {
  const from = Math.max(0, Math.min(fromMs, Math.max(0, atMs - MINUTE_MS)));
  return [from, Math.max(from + MINUTE_MS, Math.min(untilMs, Math.max(atMs, from + MINUTE_MS)))];
};

/** What the form asks to be released; null where its times are none. */
const askedIn = (form: HTMLFormElement | null) => {
  const given = new FormData(form ?? undefined);
  const text = (name: string): string => String(given.get(name) ?? '').trim();
  const [from, until] = [readMoments(text('from'))?.[0], readMoments(text('until'))?.[0]];
  const isRight =
    from !== undefined &&
    until !== undefined &&
    until > from &&
    until - from <= REQUEST_MINUTES_MAX * MINUTE_MS;
  return isRight
    ? {
        publicId: text('publicId'),
        fromMs: from,
        untilMs: until,
        days: Number(text('days')),
        words: text('words'),
      }
    : null;
};

const Release = ({ id, match, done }: ReleaseProps) => {
  const { api, settings } = useDesk();
  const words = requestWords[settings.language.value].queue;
  const form = useRef<HTMLFormElement>(null);
  const [says, setSays] = useState('');
  const [read, setRead] = useState<LinesReply | null>(null);
  const during = async (
    act: (body: NonNullable<ReturnType<typeof askedIn>>) => Promise<void>,
  ): Promise<void> => {
    const body = askedIn(form.current);
    if (!body) {
      setSays(words.wrongTimes);
      return;
    }
    try {
      setSays('');
      await act(body);
    } catch (cause) {
      setSays(words.failed(textOf(cause)));
    }
  };
  const look = (): Promise<void> =>
    during(async (body) => setRead(await api.lines(asPublicId(body.publicId), body.fromMs, body.untilMs)));
  const release = (): Promise<void> =>
    during(async (body) => {
      await api.releaseMoment(id, body);
      done(words.done);
    });
  return (
    <form
      ref={form}
      class="release-form"
      onSubmit={(event) => {
        event.preventDefault();
        void release();
      }}
    >
      <h3>{words.release}</h3>
      <p class="quiet small-text">{words.releaseMeans}</p>
      <ReleaseFields match={match} />
      <div class="request-acts">
        <button type="button" class="button" onClick={() => void look()}>
          {words.look}
        </button>
        <button type="submit" class="button primary">
          {words.release}
        </button>
      </div>
      <p role="alert">{says}</p>
      {read && <Read read={read} />}
    </form>
  );
};

/** Which stretch, for how long, and what to say with it. */
const ReleaseFields = ({ match }: Pick<ReleaseProps, 'match'>) => {
  const words = requestWords[useDesk().settings.language.value].queue;
  const [fromMs, untilMs] = match ? suggested(match) : [0, MINUTE_MS];
  return (
    <>
      <label class="field">
        <span>{words.otherId}</span>
        <input
          name="publicId"
          required
          pattern="[A-Za-z0-9_\-]{22}"
          defaultValue={match?.publicId ?? ''}
          autocomplete="off"
        />
      </label>
      <div class="request-times">
        <label class="field">
          <span>{words.from}</span>
          <input name="from" required defaultValue={broadcastTime(fromMs)} autocomplete="off" />
        </label>
        <label class="field">
          <span>{words.until}</span>
          <input name="until" required defaultValue={broadcastTime(untilMs)} autocomplete="off" />
        </label>
        <label class="field">
          <span>{words.days(RELEASE_DAYS_MAX)}</span>
          <input
            name="days"
            type="number"
            min={1}
            max={RELEASE_DAYS_MAX}
            defaultValue={String(RELEASE_DAYS_DEFAULT)}
            required
          />
        </label>
      </div>
      <label class="field">
        <span>{words.words}</span>
        <input name="words" maxLength={REQUEST_WORDS_MAX} autocomplete="off" />
      </label>
    </>
  );
};

/** What was said in the stretch that would be released. */
const Read = ({ read }: { readonly read: LinesReply }) => {
  const { words, settings } = useDesk();
  const { moment } = requestWords[settings.language.value];
  if (read.lines.length === 0) return <p class="quiet">{moment.noLines}</p>;
  return (
    <ol class="released-lines" aria-label={moment.lines}>
      {read.lines.map((line) => (
        <li key={`${line.utteranceId}/${line.revision}`}>
          <time>{broadcastTime(line.atMs)}</time>{' '}
          <span class="quiet">{line.speaker ?? words.value.speaker[line.role]}</span>{' '}
          {line.text === null ? <Withheld notice={line.withheld} /> : line.text}
        </li>
      ))}
    </ol>
  );
};

const Refuse = ({ id, done }: { readonly id: RequestId; readonly done: (text: string) => void }) => {
  const { api, settings } = useDesk();
  const { queue: words, mine } = requestWords[settings.language.value];
  const [says, setSays] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const [reason, setReason] = useState<RequestRefusal>('nothing-found');
  const refuse = async (event: Event): Promise<void> => {
    event.preventDefault();
    const given = new FormData(form.current ?? undefined);
    try {
      await api.refuseRequest(id, { reason, words: String(given.get('words') ?? '').trim() });
      done(words.done);
    } catch (cause) {
      setSays(words.failed(textOf(cause)));
    }
  };
  return (
    <form ref={form} class="release-form" onSubmit={(event) => void refuse(event)}>
      <h3>{words.refuse}</h3>
      <label class="field">
        <span>{words.refuseReason}</span>
        <select value={reason} onChange={(event) => setReason(event.currentTarget.value as RequestRefusal)}>
          {REQUEST_REFUSALS.map((name) => (
            <option key={name} value={name}>
              {mine.refused[name]}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet small-text">{words.refuseMeans}</p>
      <label class="field">
        <span>{words.words}</span>
        <input name="words" required={reason === 'other'} maxLength={REQUEST_WORDS_MAX} autocomplete="off" />
      </label>
      <button type="submit" class="button">
        {words.refuse}
      </button>
      <p role="alert">{says}</p>
    </form>
  );
};
