import { useEffect, useRef, useState } from 'preact/hooks';
import type { BroadcastCoverage } from '../../models/contract/coverage.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import type { PublicRecord } from '../../models/contract/public.ts';
import { type LinesReply, RequestFailed } from '../link/http.ts';
import { PublicCoverage } from '../part/public-coverage.tsx';
import { PublicFind } from '../part/public-find.tsx';
import { ASKED_LINE, PublicLines } from '../part/public-lines.tsx';
import { PublicPlayer } from '../part/public-player.tsx';
import { PublicProducts, PublicTimeLine } from '../part/public-products.tsx';
import { PublicUpheld } from '../part/public-upheld.tsx';
import { Seal } from '../part/seal.tsx';
import { addressOf, COLLECT } from '../state/route.ts';
import { sayFailure } from '../words/account/failures.ts';
import { publicWords } from '../words/public/index.ts';
import { publicWhen } from '../words/public/when.ts';
import { broadcastTime, localTime } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { MarkMoment } from './mark.tsx';
import { useSlow } from './shell.tsx';

/** The longest stretch that the server gives at once. */
const PAGE_MS = 15 * 60_000;
/** A page to read may lag a little behind a broadcast that goes on. */
const RENEW_EVERY_MS = 10_000;

interface Loaded {
  readonly record: PublicRecord;
  readonly reply: LinesReply;
  /** Where the lines begin, broadcast time. */
  readonly fromMs: number;
  /** When it was asked for, epoch ms. */
  readonly askedMs: number;
}

/** What is shown of one broadcast, kept up to date while it goes on. */
const useRecord = (id: PublicId, fromMs: number) => {
  const { api, settings, clock } = useDesk();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failure, setFailure] = useState<{ readonly why: string; readonly gone: boolean } | null>(null);
  const asked = useRef(0);
  const onTheWay = useRef(0);
  const load = (): void => {
    asked.current += 1;
    const mine = asked.current;
    onTheWay.current = mine;
    const askedMs = clock.nowMs.peek();
    Promise.all([api.publicRecord(id), api.lines(id, fromMs, fromMs + PAGE_MS)])
      .then(([record, reply]) => {
        // An answer about a page that was left in the meantime is no answer any more.
        if (mine !== asked.current) return;
        setFailure(null);
        setLoaded({ record, reply, fromMs, askedMs });
      })
      .catch((cause: unknown) => {
        if (mine !== asked.current) return;
        // Made private meanwhile: what was public a moment ago must not stay on screen.
        const gone = cause instanceof RequestFailed && [401, 403, 404].includes(cause.status);
        if (gone) setLoaded(null);
        setFailure({ why: sayFailure(cause, settings.language.peek()), gone });
      })
      .finally(() => {
        if (mine === onTheWay.current) onTheWay.current = 0;
      });
  };
  /** One at a time: an answer that takes longer than the time between two would never be the newest. */
  const renew = (): void => {
    if (onTheWay.current === 0) load();
  };
  useEffect(load, [id, fromMs]);
  const goesOn = loaded !== null && loaded.record.broadcast.state !== 'ended';
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(renew, RENEW_EVERY_MS);
    return () => clearInterval(timer);
  }, [goesOn, id, fromMs]);
  return { loaded, failure, load };
};

/** One public broadcast as a page to read, the same for everybody: what was sold and said, and what was upheld. */
export const RecordScreen = ({ id }: { readonly id: PublicId }) => {
  const { settings, clock } = useDesk();
  const words = publicWords[settings.language.value];
  const labels = words.record;
  const [fromMs, setFromMs] = useState(0);
  const [atMs, setAtMs] = useState<number | null>(null);
  const { loaded, failure, load } = useRecord(id, fromMs);
  const slow = useSlow(!loaded && !failure);
  const page = (from: number): void => {
    setAtMs(null);
    setFromMs(from);
  };
  const jump = (to: number): void => {
    setAtMs(to);
    setFromMs(Math.floor(to / PAGE_MS) * PAGE_MS);
  };
  return (
    <article class="page record">
      <p>
        <a href={addressOf({ screen: 'consumer', rest: [] })}>‹ {words.back}</a>
      </p>
      {slow && <div class="skeleton skeleton-column" role="status" aria-label={labels.loading} />}
      {failure && (
        <div class="empty" role="alert">
          <p>{failure.gone ? labels.gone : labels.failed(failure.why)}</p>
          {loaded && <p>{labels.asOf(localTime(loaded.askedMs, clock.nowMs.peek()))}</p>}
          {failure.gone ? (
            <a class="button" href={addressOf({ screen: 'consumer', rest: [COLLECT] })}>
              {words.nothing.collect}
            </a>
          ) : (
            <button type="button" class="button" onClick={load}>
              {words.again}
            </button>
          )}
        </div>
      )}
      {loaded && <Record loaded={loaded} page={page} jump={jump} atMs={atMs} />}
    </article>
  );
};

interface RecordProps {
  readonly loaded: Loaded;
  readonly page: (fromMs: number) => void;
  readonly jump: (atMs: number) => void;
  readonly atMs: number | null;
}

/** Nothing of it is kept any more, and there is nothing to mark. */
const isOver = ({ words }: BroadcastCoverage): boolean =>
  words.gaps.some(({ cause }) => cause === 'term-over');

const Record = (props: RecordProps) => {
  const { record } = props.loaded;
  const { coverage, upheld, products, broadcast } = record;
  return (
    <>
      <Head record={record} />
      <PublicCoverage coverage={coverage} />
      <Seal id={broadcast.publicId} />
      {!isOver(coverage) && (
        <MarkMoment broadcast={broadcast} at={{ atMs: props.atMs ?? props.loaded.fromMs }} products={[]} />
      )}
      <PublicUpheld upheld={upheld} jump={props.jump} />
      <PublicTimeLine record={record} jump={props.jump} />
      <PublicProducts products={products} />
      <Said {...props} />
    </>
  );
};

const Head = ({ record: { broadcast, coverage } }: { readonly record: PublicRecord }) => {
  const { settings, clock } = useDesk();
  const labels = publicWords[settings.language.value];
  const { title, language, room, presenters } = broadcast;
  const who = presenters.map(({ name, persona }) => (persona === 'ai' ? `${name} (${labels.ai})` : name));
  return (
    <header class="record-head">
      <h1 lang={language}>{title}</h1>
      <p class="quiet">
        {[room.name, room.operator, ...who].join(' · ')}
        <br />
        {publicWhen(broadcast, settings.language.value, clock.nowMs.peek())}
      </p>
      {coverage.words.percent === 0 && !isOver(coverage) && (
        <a href={addressOf({ screen: 'consumer', rest: [COLLECT] })}>{labels.nothing.collect}</a>
      )}
    </header>
  );
};

/** What was said, a quarter of an hour at a time, with what is kept of picture and sound. */
const Said = ({ loaded: { record, reply, fromMs }, page, jump, atMs }: RecordProps) => {
  const { words, settings } = useDesk();
  const labels = publicWords[settings.language.value].record;
  const { broadcast, products, upheld } = record;
  const untilMs = Math.min(fromMs + PAGE_MS, Math.max(fromMs + 1_000, broadcast.atMs));
  // The line that was asked for is led to once it is there.
  useEffect(() => {
    if (atMs === null || atMs < fromMs || atMs >= fromMs + PAGE_MS) return;
    const line = document.getElementById(ASKED_LINE);
    line?.scrollIntoView({ block: 'center' });
    line?.focus({ preventScroll: true });
  }, [atMs, fromMs]);
  const { gap, gapSpan } = words.value.moment;
  return (
    <section aria-labelledby="said-title">
      <h2 id="said-title">
        {labels.said} <span class="quiet">{labels.span(broadcastTime(fromMs), broadcastTime(untilMs))}</span>
      </h2>
      <PublicFind id={broadcast.publicId} language={broadcast.language} jump={jump} />
      <PublicPlayer broadcast={broadcast} fromMs={fromMs} untilMs={untilMs} atMs={atMs} />
      {reply.gaps.map(({ fromMs: gapMs, untilMs: endMs, reason }) => (
        <p key={gapMs} class="line-gap">
          {gapSpan(broadcastTime(gapMs), broadcastTime(endMs), gap[reason])}
        </p>
      ))}
      {reply.lines.length === 0 && <p class="empty">{labels.noLines}</p>}
      <PublicLines
        lines={reply.lines}
        broadcast={broadcast}
        products={products}
        upheld={upheld}
        atMs={atMs}
      />
      <nav class="record-pages">
        <button
          type="button"
          class="button"
          disabled={fromMs === 0}
          onClick={() => page(Math.max(0, fromMs - PAGE_MS))}
        >
          {labels.earlier}
        </button>
        <button
          type="button"
          class="button"
          disabled={fromMs + PAGE_MS > broadcast.atMs}
          onClick={() => page(fromMs + PAGE_MS)}
        >
          {labels.later}
        </button>
      </nav>
    </section>
  );
};
