import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Stage } from '../../models/contract/claim.ts';
import { KINDS } from '../../models/contract/kinds.ts';
import type { LineView, Moment } from '../../models/contract/moment.ts';
import { awayForAll } from '../state/away.ts';
import { chosenIn, chosenSpans, claimsIn, type Entry, entriesOf } from '../state/lines.ts';
import { piecesOf, type Span } from '../state/spans.ts';
import { lineTarget } from '../state/withhold-target.ts';
import { useDesk } from '../view/desk.ts';
import { inLanguage } from '../words/catalogue.ts';
import { broadcastTime } from '../words/time.ts';
import { withholdingWords } from '../words/withholding.ts';
import { Withheld } from './withheld.tsx';

/** Transcript and chat, side by side, with the moment in the middle of each. */
export const Lines = ({ moment }: { readonly moment: Moment }) => {
  const { words } = useDesk();
  const labels = words.value.moment;
  return (
    <div class="lines">
      <Column moment={moment} column="said" title={labels.transcript} none={labels.noSpeech} />
      <Column moment={moment} column="typed" title={labels.chat} none={labels.noChat} />
    </div>
  );
};

interface ColumnProps {
  readonly moment: Moment;
  readonly column: 'said' | 'typed';
  readonly title: string;
  readonly none: string;
}

const Column = ({ moment, column, title, none }: ColumnProps) => {
  const list = useRef<HTMLOListElement>(null);
  const entries = entriesOf(moment, column);
  const key = `${moment.alert.id}@${moment.atMs}`;
  useEffect(() => {
    const box = list.current;
    const here = box?.querySelector('[data-here]');
    if (!box || !(here instanceof HTMLElement)) return;
    const offset = here.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    box.scrollTop = offset - box.clientHeight / 2 + here.clientHeight / 2;
    // Lines that come later must not pull the person back to the middle.
  }, [key]);
  const away = awayForAll(entries.flatMap((entry) => (entry.type === 'line' ? [entry.line] : [])));
  const empty = !entries.some(({ type }) => type === 'line');
  return (
    <section class={`column column-${column}`} aria-label={title}>
      <h3 class="column-title">
        {title}
        {away.length > 0 && <AwayTag stages={away} />}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by key */}
      <ol class="column-lines" ref={list} tabIndex={0} aria-label={title}>
        {empty && <li class="quiet column-none">{none}</li>}
        {entries.map((entry) => (
          <EntryItem key={keyOf(entry)} entry={entry} moment={moment} said={away} />
        ))}
      </ol>
    </section>
  );
};

const AwayTag = ({ stages }: { readonly stages: readonly Stage[] }) => {
  const { moment } = useDesk().words.value;
  return <span class="tag">{moment.tookNoPart(stages.map((stage) => moment.stage[stage]))}</span>;
};

const keyOf = (entry: Entry): string =>
  entry.type === 'line' ? `${entry.line.utteranceId}/${entry.line.revision}` : `${entry.type}-${entry.atMs}`;

interface EntryProps {
  readonly entry: Entry;
  readonly moment: Moment;
  /** Detectors whose absence the column has told already. */
  readonly said: readonly Stage[];
}

const EntryItem = ({ entry, moment, said }: EntryProps) => {
  const { words } = useDesk();
  const labels = words.value.moment;
  if (entry.type === 'here')
    return (
      <li class="line-here" data-here>
        <span>
          {labels.here} {broadcastTime(entry.atMs)}
        </span>
      </li>
    );
  if (entry.type === 'gap') {
    const { fromMs, untilMs, reason } = entry.gap;
    return (
      <li class="line-gap">
        {labels.gapSpan(broadcastTime(fromMs), broadcastTime(untilMs), labels.gap[reason])}
      </li>
    );
  }
  return <LineItem line={entry.line} moment={moment} said={said} />;
};

interface LineProps extends Omit<EntryProps, 'entry'> {
  readonly line: LineView;
}

const LineItem = ({ line, moment, said }: LineProps) => {
  const { words, playback, playingMs } = useDesk();
  const here = chosenIn(moment).has(line.utteranceId);
  const centred = here && nearest(moment, line);
  // Of its own, so that a line is drawn again only when its turn begins and ends.
  const speaking = useComputed(() => {
    const at = playingMs.value;
    return at !== null && line.source !== 'chat' && at >= line.atMs && at < line.atMs + LINE_LASTS_MS;
  }).value;
  const labels = words.value;
  return (
    <li
      class={`line ${here ? 'line-chosen' : ''} ${speaking ? 'line-speaking' : ''}`}
      data-here={centred || undefined}
      data-at={line.atMs}
    >
      <button
        type="button"
        class="line-time"
        aria-label={labels.moment.seek(broadcastTime(line.atMs))}
        onClick={() => playback.peek()?.seek(line.atMs)}
      >
        {broadcastTime(line.atMs)}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the time beside it is a button for the same */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the time beside it is a button for the same */}
      <div class="line-body" onClick={() => seekUnlessSelecting(() => playback.peek()?.seek(line.atMs))}>
        <span class={`line-who role-${line.role}`}>
          {line.speaker ?? labels.speaker[line.role]}
          {line.source === 'screen' && ` · ${labels.source.screen}`}
        </span>
        <MarkedText line={line} moment={moment} />
        <WithholdLine line={line} moment={moment} />
        {line.judged === 'failed' && <span class="tag tag-warn">{labels.moment.notJudged}</span>}
        <PartlyTag line={line} said={said} />
        {line.confidence !== undefined && line.confidence < 0.6 && (
          <span class="tag">{labels.moment.heard(labels.percent(line.confidence))}</span>
        )}
      </div>
    </li>
  );
};

/** Withholding what was said in this line; nothing to a host. */
const WithholdLine = ({ line, moment }: Omit<LineProps, 'said'>) => {
  const app = useDesk();
  const words = withholdingWords[app.settings.language.value];
  const role = app.session.me.value?.role;
  if (line.text === null || (role !== 'moderator' && role !== 'admin')) return null;
  return (
    <button
      type="button"
      class="line-withhold"
      aria-label={words.lineButton(broadcastTime(line.atMs))}
      title={words.lineButton(broadcastTime(line.atMs))}
      onClick={(event) => {
        event.stopPropagation();
        app.withholding.value = lineTarget(moment.broadcast.publicId, line);
      }}
    >
      ⊘
    </button>
  );
};

/** What took no part in judging this one line. Lines of long ago do not say which. */
const PartlyTag = ({ line, said }: Omit<LineProps, 'moment'>) => {
  const { words } = useDesk();
  if (line.judged !== 'partial') return null;
  if (!line.away) return <span class="tag">{words.value.moment.partlyJudged}</span>;
  const stages = line.away.filter((stage) => !said.includes(stage));
  return stages.length > 0 ? <AwayTag stages={stages} /> : null;
};

/** A line counts as being spoken for this long; captions come every 2-5 s. */
const LINE_LASTS_MS = 3_000;

const nearest = ({ atMs, alert }: Moment, line: LineView): boolean => {
  const times = alert.occurrences
    .filter(({ utteranceId }) => utteranceId !== undefined)
    .sort((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs));
  return times[0]?.utteranceId === line.utteranceId;
};

/** Someone who selects words to copy does not want to jump. */
const seekUnlessSelecting = (seek: () => void): void => {
  if (!getSelection()?.toString()) seek();
};

const MarkedText = ({ line, moment }: { readonly line: LineView; readonly moment: Moment }) => {
  const { words, settings } = useDesk();
  if (line.text === null)
    return (
      <span class="line-text">
        <Withheld notice={line.withheld} />
      </span>
    );
  const language = settings.language.value;
  const chosen = chosenSpans(moment).filter(({ utteranceId }) => utteranceId === line.utteranceId);
  const spans: Span[] = [
    ...chosen.map(({ start, end }) => ({
      start,
      end,
      chosen: true,
      label: words.value.verdict[moment.alert.verdict],
    })),
    ...claimsIn(moment, line)
      .filter(({ verdict }) => verdict !== 'exempt')
      .map(({ start, end, kind, verdict }) => {
        const name = inLanguage(KINDS[kind], language);
        const open = verdict === 'undetermined';
        const label = open ? `${name} · ${words.value.moment.leftOpen}` : name;
        return { start, end, chosen: false, open, label };
      }),
  ];
  return (
    <span class="line-text" lang={moment.broadcast.language}>
      {piecesOf(line.text, spans).map(({ text, mark, label }, index) =>
        mark === 'none' ? (
          text
        ) : (
          <mark key={index} class={`mark-${mark}`} title={label}>
            {text}
          </mark>
        ),
      )}
    </span>
  );
};
