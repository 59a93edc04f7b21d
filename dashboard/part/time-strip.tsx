import { useEffect, useRef, useState } from 'preact/hooks';
import type { DutiesBoard } from '../../models/contract/duty.ts';
import { MOMENT_AFTER_MS, MOMENT_BEFORE_MS, type Moment } from '../../models/contract/moment.ts';
import { marksOf } from '../state/coverage.ts';
import { grouped } from '../state/mark-groups.ts';
import { jumpTo } from '../view/board.tsx';
import { useDesk } from '../view/desk.ts';
import { broadcastTime } from '../words/time.ts';
import { StripLegend, StripMark } from './strip-mark.tsx';

const WHOLE_MS = MOMENT_BEFORE_MS + MOMENT_AFTER_MS;
/** Width of a mark and its count in each lane: nearer ones are one mark. */
const SAID_PIXELS = 20;
const CLAIMED_PIXELS = 16;
/** Of a strip that is not laid out yet. */
const WIDTH_UNKNOWN = 640;

interface Props {
  readonly moment: Moment;
  /** What products owe; `null` while it is not known. */
  readonly board: DutiesBoard | null;
}

/**
 * The three minutes as a line: what was presented, claimed, disclosed, asked, and not heard, the moment, and where the video
 * is. A click plays from there; its marks are walked by the arrow keys.
 */
export const TimeStrip = ({ moment, board }: Props) => {
  const app = useDesk();
  const labels = app.words.value.duties.strip;
  const fromMs = moment.atMs - MOMENT_BEFORE_MS;
  const untilMs = moment.atMs + MOMENT_AFTER_MS;
  const share = (atMs: number): number => Math.max(0, Math.min(100, ((atMs - fromMs) / WHOLE_MS) * 100));
  const strip = useRef<HTMLDivElement>(null);
  const pixelMs = WHOLE_MS / useWidth(strip);
  const marks = grouped(marksOf(moment, board, { fromMs, untilMs }), {
    saidMs: SAID_PIXELS * pixelMs,
    claimedMs: CLAIMED_PIXELS * pixelMs,
  });
  const { at, step } = useRoving(marks);
  const seek = (event: MouseEvent): void => {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    app.playback.peek()?.seek(Math.max(0, fromMs + ((event.clientX - left) / width) * WHOLE_MS));
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const key = step(by);
    strip.current?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(key)}"]`)?.focus();
  };
  return (
    <div
      class="strip"
      role="toolbar"
      aria-label={labels.label}
      title={labels.hint}
      ref={strip}
      onKeyDown={onKey}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the marks, the lines below and the player's own slider do the same by key */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div class="strip-lanes" onClick={seek}>
        {marks.map((mark) => (
          <StripMark
            key={mark.key}
            mark={mark}
            share={share}
            reachable={mark.key === at}
            go={() => jumpTo(app, mark.atMs)}
          />
        ))}
        <span class="strip-moment" style={{ left: `${share(moment.atMs).toFixed(2)}%` }} />
        <Playing share={share} fromMs={fromMs} />
      </div>
      <p class="strip-foot">
        <span>{broadcastTime(fromMs)}</span>
        <StripLegend />
        <span>{broadcastTime(untilMs)}</span>
      </p>
    </div>
  );
};

const useWidth = (of: { readonly current: HTMLElement | null }): number => {
  const [width, setWidth] = useState(WIDTH_UNKNOWN);
  useEffect(() => {
    if (!of.current) return;
    const watcher = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(entry.contentRect.width);
    });
    watcher.observe(of.current);
    return () => watcher.disconnect();
  }, []);
  return width;
};

/** Of its own, so that the marks are not drawn again as the video plays. */
const Playing = ({
  share,
  fromMs,
}: {
  readonly share: (atMs: number) => number;
  readonly fromMs: number;
}) => {
  const at = useDesk().playingMs.value;
  if (at === null || at < fromMs) return null;
  return <span class="strip-playing" style={{ left: `${share(at).toFixed(2)}%` }} />;
};

/** One of the marks is reached by the Tab key, the others from it. */
const useRoving = (
  marks: readonly { readonly key: string }[],
): { at: string | undefined; step(by: number): string } => {
  const [chosen, setChosen] = useState<string | null>(null);
  const found = marks.findIndex(({ key }) => key === chosen);
  const index = Math.max(0, found);
  return {
    at: marks[index]?.key,
    step(by) {
      const next = marks[Math.max(0, Math.min(marks.length - 1, index + by))]?.key ?? '';
      setChosen(next);
      return next;
    },
  };
};
