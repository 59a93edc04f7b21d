import { useEffect, useRef, useState } from 'preact/hooks';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import { KINDS } from '../../models/contract/kinds.ts';
import type { LineView } from '../../models/contract/moment.ts';
import { type LinesReply, RequestFailed } from '../link/http.ts';
import { Seal } from '../part/seal.tsx';
import { addressOf } from '../state/route.ts';
import { piecesOf } from '../state/spans.ts';
import { inLanguage } from '../words/catalogue.ts';
import { broadcastTime, localMinute, localOf } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { MarkMoment } from './mark.tsx';
import { useSlow } from './shell.tsx';

/** The longest stretch that the server gives at once. */
const PAGE_MS = 15 * 60_000;

/** A page to read may lag a little behind a broadcast that goes on. */
const RENEW_EVERY_MS = 10_000;

interface Loaded {
  readonly broadcast: BroadcastView;
  readonly reply: LinesReply;
}

/** One public broadcast as a page to read: what was said, when, and what of it is suspected. */
export const RecordScreen = ({ id }: { readonly id: PublicId }) => {
  const { api, words } = useDesk();
  const labels = words.value.consumer;
  const [fromMs, setFromMs] = useState(0);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const asked = useRef(0);
  const load = (): void => {
    asked.current += 1;
    const mine = asked.current;
    Promise.all([api.broadcast(id), api.lines(id, fromMs, fromMs + PAGE_MS)])
      .then(([broadcast, reply]) => {
        // An answer about a page that was left in the meantime is no answer any more.
        if (mine !== asked.current) return;
        setFailure(null);
        setLoaded({ broadcast, reply });
      })
      .catch((cause: unknown) => {
        if (mine !== asked.current) return;
        // Made private meanwhile: what was public a moment ago must not stay on screen.
        if (cause instanceof RequestFailed && [403, 404].includes(cause.status)) setLoaded(null);
        setFailure(cause instanceof RequestFailed ? cause.message : String(cause));
      });
  };
  useEffect(load, [id, fromMs]);
  const goesOn = loaded !== null && loaded.broadcast.state !== 'ended';
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(load, RENEW_EVERY_MS);
    return () => clearInterval(timer);
  }, [goesOn, id, fromMs]);
  const slow = useSlow(!loaded && !failure);
  return (
    <article class="page record">
      <p>
        <a href={addressOf({ screen: 'consumer', rest: [] })}>‹ {labels.back}</a>
      </p>
      {slow && <div class="skeleton skeleton-column" role="status" aria-label={labels.loading} />}
      {failure && (
        <div class="empty" role="alert">
          <p>{labels.failed(failure)}</p>
          <button type="button" class="button" onClick={load}>
            {labels.again}
          </button>
        </div>
      )}
      {loaded && <Record loaded={loaded} fromMs={fromMs} setFromMs={setFromMs} />}
    </article>
  );
};

interface RecordProps {
  readonly loaded: Loaded;
  readonly fromMs: number;
  readonly setFromMs: (fromMs: number) => void;
}

const suspected = ({ claims }: LineView) =>
  claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review');

const Record = ({ loaded: { broadcast, reply }, fromMs, setFromMs }: RecordProps) => {
  const { words, clock } = useDesk();
  const labels = words.value.consumer;
  const [only, setOnly] = useState(false);
  const count = reply.lines.reduce((sum, line) => sum + suspected(line).length, 0);
  const shown = only ? reply.lines.filter((line) => suspected(line).length > 0) : reply.lines;
  const gaps = words.value.moment;
  return (
    <>
      <header class="record-head">
        <h1>{broadcast.title}</h1>
        <p class="quiet">
          {broadcast.room.name} · {broadcast.room.operator} ·{' '}
          {localMinute(Date.parse(broadcast.startedAt), clock.nowMs.peek())}
        </p>
      </header>
      <p class="record-count">
        <strong>{count > 0 ? labels.suspectedCount(count) : labels.none}</strong>
      </p>
      <p class="quiet">{labels.notVerdict}</p>
      <Seal id={broadcast.publicId} />
      {broadcast.public && <MarkMoment broadcast={broadcast} at={{ atMs: fromMs }} />}
      <label class="check">
        <input type="checkbox" checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} />
        {labels.onlySuspected}
      </label>
      <h2>{labels.timeLine}</h2>
      {reply.gaps.map(({ fromMs: gapMs, untilMs, reason }) => (
        <p key={gapMs} class="line-gap">
          {gaps.gapSpan(broadcastTime(gapMs), broadcastTime(untilMs), gaps.gap[reason])}
        </p>
      ))}
      {shown.length === 0 && <p class="empty">{only ? labels.none : labels.noLines}</p>}
      <ol class="record-lines">
        {shown.map((line) => (
          <RecordLine key={`${line.utteranceId}/${line.revision}`} line={line} broadcast={broadcast} />
        ))}
      </ol>
      <nav class="record-pages">
        <button
          type="button"
          class="button"
          disabled={fromMs === 0}
          onClick={() => setFromMs(Math.max(0, fromMs - PAGE_MS))}
        >
          {labels.earlier}
        </button>
        <button
          type="button"
          class="button"
          disabled={fromMs + PAGE_MS > broadcast.atMs}
          onClick={() => setFromMs(fromMs + PAGE_MS)}
        >
          {labels.later}
        </button>
      </nav>
    </>
  );
};

const RecordLine = ({ line, broadcast }: { readonly line: LineView; readonly broadcast: BroadcastView }) => {
  const { words, settings, clock } = useDesk();
  const language = settings.language.value;
  const found = suspected(line);
  const spans = found.map(({ start, end, kind }) => ({
    start,
    end,
    chosen: true,
    label: inLanguage(KINDS[kind], language),
  }));
  return (
    <li class={`record-line ${found.length > 0 ? 'record-suspected' : ''}`}>
      <p class="record-when">
        <time>{broadcastTime(line.atMs)}</time>
        <span>{localOf(broadcast.startedAt, line.atMs, clock.nowMs.peek())}</span>
        <span>
          {line.speaker ?? words.value.speaker[line.role]} · {words.value.source[line.source]}
        </span>
      </p>
      <p class="record-text" lang={broadcast.language}>
        {line.text === null
          ? words.value.moment.withheld
          : piecesOf(line.text, spans).map(({ text, mark, label }, index) =>
              mark === 'none' ? (
                text
              ) : (
                <mark key={index} class="mark-chosen" title={label}>
                  {text}
                </mark>
              ),
            )}
      </p>
      {broadcast.public && (
        <MarkMoment
          broadcast={broadcast}
          at={{ atMs: line.atMs, leaf: line.leafIndex, text: line.text }}
          small
        />
      )}
      {found.length > 0 && (
        <p class="record-kinds">
          {words.value.consumer.suspected} ·{' '}
          {[...new Set(found.map(({ kind }) => inLanguage(KINDS[kind], language)))].join(' · ')}
        </p>
      )}
    </li>
  );
};
