import type { LineView } from '../../models/contract/moment.ts';
import type { PublicBroadcast, PublicProduct, UpheldDecision } from '../../models/contract/public.ts';
import { piecesOf } from '../state/spans.ts';
import { useDesk } from '../view/desk.ts';
import { MarkMoment } from '../view/mark.tsx';
import { broadcastTime, localOf } from '../words/time.ts';
import { useUpheldName } from './public-upheld.tsx';
import { Withheld } from './withheld.tsx';

interface Props {
  readonly lines: readonly LineView[];
  readonly broadcast: PublicBroadcast;
  readonly products: readonly PublicProduct[];
  readonly upheld: readonly UpheldDecision[];
  /** A moment that was asked for: its line is set off. */
  readonly atMs: number | null;
}

/** What was said and typed, in order; of what was upheld the words are marked. */
export const PublicLines = ({ lines, atMs, ...more }: Props) => {
  const nearest = atMs === null ? undefined : nearestTo(lines, atMs);
  return (
    <ol class="record-lines">
      {lines.map((line) => (
        <Line key={`${line.utteranceId}/${line.revision}`} line={line} isAsked={line === nearest} {...more} />
      ))}
    </ol>
  );
};

const nearestTo = (lines: readonly LineView[], atMs: number): LineView | undefined =>
  lines.reduce<LineView | undefined>(
    (best, line) => (best && Math.abs(best.atMs - atMs) <= Math.abs(line.atMs - atMs) ? best : line),
    undefined,
  );

interface LineProps extends Omit<Props, 'lines' | 'atMs'> {
  readonly line: LineView;
  readonly isAsked: boolean;
}

/** Id of the line that was asked for, to scroll to. */
export const ASKED_LINE = 'asked-line';

const Line = ({ line, broadcast, products, upheld, isAsked }: LineProps) => {
  const { words, clock } = useDesk();
  const name = useUpheldName();
  const spans = upheld.flatMap((decision) =>
    decision.moments
      .filter(({ utteranceId }) => utteranceId === line.utteranceId)
      .map(({ start, end }) => ({ start, end, chosen: true, label: name(decision) })),
  );
  return (
    <li
      class={`record-line ${isAsked ? 'record-asked' : ''}`}
      {...(isAsked && { id: ASKED_LINE, tabIndex: -1 })}
    >
      <p class="record-when">
        <time>{broadcastTime(line.atMs)}</time>
        <span>{localOf(broadcast.startedAt, line.atMs, clock.nowMs.peek())}</span>
        <span>
          {line.speaker ?? words.value.speaker[line.role]} · {words.value.source[line.source]}
        </span>
      </p>
      <p class="record-text" lang={broadcast.language}>
        {line.text === null ? (
          <Withheld notice={line.withheld} />
        ) : (
          piecesOf(line.text, spans).map(({ text, mark, label }, index) =>
            mark === 'none' ? (
              text
            ) : (
              <mark key={index} class="mark-chosen" title={label}>
                {text}
              </mark>
            ),
          )
        )}
      </p>
      <MarkMoment
        broadcast={broadcast}
        at={{ atMs: line.atMs, leaf: line.leafIndex, text: line.text }}
        products={products.map(({ productId, name: product }) => ({
          productId,
          ...(product !== undefined && { name: product }),
        }))}
        small
      />
    </li>
  );
};
