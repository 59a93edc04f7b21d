import { useEffect, useState } from 'preact/hooks';
import { asRequestId, type ReleasedMoment } from '../../models/contract/release-request.ts';
import { RequestFailed } from '../link/http.ts';
import { EvidenceChoice } from '../part/evidence.tsx';
import { PublicUpheld } from '../part/public-upheld.tsx';
import { Withheld } from '../part/withheld.tsx';
import { addressOf } from '../state/route.ts';
import { sayBuyerFailure } from '../words/buyer-failures.ts';
import { requestWords } from '../words/requests/index.ts';
import { broadcastTime, localDate, localOf } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { useSlow } from './shell.tsx';

/** What was released to this person, in words, to be taken away as a pack. */
export const RequestMoment = ({ id }: { readonly id: string }) => {
  const { api, settings } = useDesk();
  const words = requestWords[settings.language.value];
  const [moment, setMoment] = useState<ReleasedMoment | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    api
      .releasedMoment(asRequestId(id))
      .then(setMoment)
      .catch((cause: unknown) => {
        const isOver = cause instanceof RequestFailed && cause.code === 'release-over';
        setFailure(isOver ? words.moment.over : sayBuyerFailure(cause, settings.language.peek()));
      });
  }, [api, id]);
  const slow = useSlow(moment === null && failure === null);
  return (
    <section class="page released" aria-labelledby="released-title">
      <p>
        <a href={addressOf({ screen: 'mine', rest: [] })}>‹ {words.form.back}</a>
      </p>
      <h1 id="released-title">{words.moment.title}</h1>
      {slow && <div class="skeleton skeleton-column" role="status" aria-label={words.mine.loading} />}
      {failure && (
        <p class="empty" role="alert">
          {failure}
        </p>
      )}
      {moment && <Shown moment={moment} />}
    </section>
  );
};

const Shown = ({ moment }: { readonly moment: ReleasedMoment }) => {
  const { settings, clock } = useDesk();
  const words = requestWords[settings.language.value].moment;
  const { broadcast, fromMs, untilMs, upheld } = moment;
  const [atMs, setAtMs] = useState(Math.round((fromMs + untilMs) / 2));
  const now = clock.nowMs.peek();
  return (
    <>
      <header class="released-head">
        <h2>{broadcast.title}</h2>
        <p class="quiet">
          {[
            broadcast.room.name,
            broadcast.room.operator,
            ...broadcast.presenters.map(({ name }) => name),
          ].join(' · ')}
        </p>
        <p>
          {words.span(broadcastTime(fromMs), broadcastTime(untilMs))} (
          {localOf(broadcast.startedAt, fromMs, now)})
        </p>
        <p>
          <span class="tag tag-good">{words.until(localDate(Date.parse(moment.until)))}</span>{' '}
          <span class="quiet">{words.alone}</span>
        </p>
        <p class="quiet small-text">{words.notVerdict}</p>
      </header>
      <PublicUpheld upheld={upheld} jump={setAtMs} />
      <Said moment={moment} />
      <h2>{words.pack}</h2>
      <label class="field">
        <span>{words.packAt}</span>
        <input
          type="range"
          min={fromMs}
          max={untilMs}
          step={1000}
          value={atMs}
          aria-valuetext={broadcastTime(atMs)}
          onInput={(event) => setAtMs(Number(event.currentTarget.value))}
        />
      </label>
      <p>{broadcastTime(atMs)}</p>
      <EvidenceChoice of={{ publicId: broadcast.publicId, atMs }} />
    </>
  );
};

/** What was said in it, and what was not heard. */
const Said = ({ moment }: { readonly moment: ReleasedMoment }) => {
  const { settings, words: all } = useDesk();
  const words = requestWords[settings.language.value].moment;
  const { broadcast, lines, gaps } = moment;
  return (
    <>
      <h2>{words.lines}</h2>
      {lines.length === 0 && <p class="quiet">{words.noLines}</p>}
      <ol class="released-lines">
        {lines.map((line) => (
          <li key={`${line.utteranceId}/${line.revision}`}>
            <time>{broadcastTime(line.atMs)}</time>{' '}
            <span class="quiet">{line.speaker ?? all.value.speaker[line.role]}</span>{' '}
            {line.text === null ? (
              <Withheld notice={line.withheld} />
            ) : (
              <span lang={broadcast.language}>{line.text}</span>
            )}
          </li>
        ))}
        {gaps.map((gap) => (
          <li key={`${gap.fromMs}-${gap.untilMs}`} class="line-gap">
            {words.gap(broadcastTime(gap.fromMs), broadcastTime(gap.untilMs))}
          </li>
        ))}
      </ol>
    </>
  );
};
