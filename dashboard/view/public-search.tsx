import { useEffect, useRef, useState } from 'preact/hooks';
import type { PublicFound } from '../../models/contract/public.ts';
import type { PublicQuestion } from '../link/public.ts';
import { addressOf, COLLECT } from '../state/route.ts';
import { sayFailure } from '../words/account/failures.ts';
import { publicWords } from '../words/public/index.ts';
import { publicWhen } from '../words/public/when.ts';
import { useDesk } from './desk.ts';
import { useSlow } from './shell.tsx';

interface Found {
  readonly list: readonly PublicFound[];
  readonly next: string | undefined;
  readonly asked: boolean;
}

/** Minutes that this device's clock is ahead of UTC. */
const offsetHere = (nowMs: number): number => -new Date(nowMs).getTimezoneOffset();

/** Asks for public broadcasts; an answer to what is not asked any more is passed over. */
const useFound = () => {
  const { api, settings, clock } = useDesk();
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef<AbortController | null>(null);
  const ask = async (question: Pick<PublicQuestion, 'q' | 'day' | 'before'>): Promise<void> => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setBusy(true);
    setFailure(null);
    try {
      const offset = offsetHere(clock.nowMs.peek());
      const reply = await api.searchPublic({ ...question, offset }, mine.signal);
      const before = question.before === undefined ? [] : (found?.list ?? []);
      const asked = question.q !== '' || question.day !== '';
      setFound({ list: [...before, ...reply.broadcasts], next: reply.next, asked });
    } catch (cause) {
      if (!mine.signal.aborted) setFailure(sayFailure(cause, settings.language.peek()));
    } finally {
      if (running.current === mine) setBusy(false);
    }
  };
  useEffect(() => () => running.current?.abort(), []);
  return { found, failure, busy, ask };
};

/** One box, one day, and what was found. */
export const PublicSearch = () => {
  const { settings } = useDesk();
  const labels = publicWords[settings.language.value];
  const [q, setQ] = useState('');
  const [day, setDay] = useState('');
  const { found, failure, busy, ask } = useFound();
  useEffect(() => void ask({ q: '', day: '' }), []);
  const slow = useSlow(busy && found === null);
  const submit = (event: Event): void => {
    event.preventDefault();
    void ask({ q: q.trim(), day });
  };
  return (
    <section class="page consumer" aria-labelledby="consumer-title">
      <h1 id="consumer-title">{labels.title}</h1>
      <p class="consumer-intro">{labels.intro}</p>
      <search>
        <form class="find-form" onSubmit={submit}>
          <label class="field find-words">
            <span>{labels.box}</span>
            <input
              type="search"
              value={q}
              maxLength={100}
              enterkeyhint="search"
              aria-describedby="find-hint"
              onInput={({ currentTarget }) => setQ(currentTarget.value)}
            />
            <small id="find-hint" class="quiet">
              {labels.boxHint}
            </small>
          </label>
          <label class="field">
            <span>{labels.day}</span>
            <input type="date" value={day} onInput={({ currentTarget }) => setDay(currentTarget.value)} />
          </label>
          <button type="submit" class="button primary">
            {labels.search}
          </button>
        </form>
      </search>
      {slow && <div class="skeleton skeleton-row" role="status" aria-label={labels.loading} />}
      {failure && (
        <div class="empty" role="alert">
          <p>{labels.failed(failure)}</p>
          <button type="button" class="button" onClick={() => void ask({ q: q.trim(), day })}>
            {labels.again}
          </button>
        </div>
      )}
      {found && (
        <Results
          found={found}
          busy={busy}
          more={() => void ask({ q: q.trim(), day, ...(found.next !== undefined && { before: found.next }) })}
        />
      )}
    </section>
  );
};

interface ResultsProps {
  readonly found: Found;
  readonly busy: boolean;
  readonly more: () => void;
}

const Results = ({ found: { list, next, asked }, busy, more }: ResultsProps) => {
  const { settings } = useDesk();
  const labels = publicWords[settings.language.value];
  return (
    <>
      <h2 class="find-count" aria-live="polite">
        {asked
          ? list.length > 0
            ? labels.found(list.length, next !== undefined)
            : labels.nothing.title
          : labels.newest}
      </h2>
      {list.length === 0 && next === undefined && !asked && <p>{labels.empty}</p>}
      {list.length === 0 && next === undefined && <Nothing />}
      <ul class="broadcasts">
        {list.map((broadcast) => (
          <Item key={broadcast.publicId} broadcast={broadcast} />
        ))}
      </ul>
      {next !== undefined && (
        <button type="button" class="button wide find-more" disabled={busy} onClick={more}>
          {labels.more}
        </button>
      )}
      {list.length > 0 && (
        <p class="quiet find-foot">
          <a href={addressOf({ screen: 'consumer', rest: [COLLECT] })}>{labels.nothing.collect}</a>
        </p>
      )}
    </>
  );
};

/** Nothing found is never "nothing was said". */
const Nothing = () => {
  const { settings } = useDesk();
  const { nothing } = publicWords[settings.language.value];
  return (
    <div class="empty find-nothing">
      <p>{nothing.text}</p>
      <a class="button primary" href={addressOf({ screen: 'consumer', rest: [COLLECT] })}>
        {nothing.collect}
      </a>
    </div>
  );
};

const Item = ({ broadcast }: { readonly broadcast: PublicFound }) => {
  const { settings, clock } = useDesk();
  const labels = publicWords[settings.language.value];
  const { title, room, publicId, by, language } = broadcast;
  const told = by.filter((one) => one.in !== 'title' && one.in !== 'room');
  return (
    <li class="broadcast">
      <a class="broadcast-link" href={addressOf({ screen: 'consumer', rest: [publicId] })}>
        <h3 lang={language}>{title}</h3>
        <p class="quiet">
          {room.name} · {publicWhen(broadcast, settings.language.value, clock.nowMs.peek())}
        </p>
        {told.length > 0 && (
          <p class="find-by">
            {told.map((one) => (
              <span key={`${one.in}${one.text}`} class="tag">
                {labels.by[one.in]} {one.text}
              </span>
            ))}
          </p>
        )}
      </a>
    </li>
  );
};
