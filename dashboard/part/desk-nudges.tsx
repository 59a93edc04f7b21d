import { useEffect, useRef, useState } from 'preact/hooks';
import type { AlertView } from '../../models/contract/alert.ts';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { DutiesBoard } from '../../models/contract/duty.ts';
import { correctionState } from '../state/desk.ts';
import { afterCorrected, NUDGE_GUARD_MS, nudgeName, nudgesOf } from '../state/nudges.ts';
import type { Agenda } from '../state/owed.ts';
import { useDesk } from '../view/desk.ts';
import type { Draft } from '../view/host.tsx';
import { Nudge } from './nudge.tsx';

interface Props {
  readonly broadcast: BroadcastView;
  /** `null`: not known yet. */
  readonly board: DutiesBoard | null;
  readonly agenda: readonly Agenda[];
  /** Whether the field for a line holds one. */
  readonly drafting: boolean;
  /** Puts a line where it can be changed before it is sent. */
  readonly edit: (draft: Draft) => void;
  /** Puts a pattern there, its values to be filled in. */
  readonly fill: (draft: Draft) => void;
}

/** Prompts after a claim, one at a time in a place of their own, so that nothing else moves when one comes. */
export const DeskNudges = ({ broadcast, board, agenda, drafting, edit, fill }: Props) => {
  const app = useDesk();
  const labels = app.words.value.host;
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = useState(true);
  const nudges = nudgesOf(app.queue.alerts.value.values(), broadcast.publicId, known, agenda);
  const place = useRef<HTMLElement>(null);
  const { index, show, fresh } = useNewest(nudges, place, useAtField() && drafting, () => {
    // Someone who is writing a line must not have it covered.
    if (!(document.activeElement instanceof HTMLTextAreaElement)) setFolded(false);
  });
  const shown = nudges[index];
  const guard = useGuard(shown ? nudgeName(shown) : '');
  const put =
    (into: (draft: Draft) => void) =>
    (draft: Draft): void => {
      setFolded(true);
      into(draft);
    };
  return (
    <aside
      class={`desk-nudges ${folded ? 'desk-nudges-folded' : ''} ${shown ? '' : 'desk-nudges-none'}`}
      aria-label={labels.nudge.label}
      ref={place}
      onClickCapture={guard}
    >
      {shown ? (
        <Pager
          index={index}
          of={nudges.length}
          fresh={fresh}
          folded={folded}
          show={show}
          fold={() => setFolded(!folded)}
        />
      ) : (
        <header class="nudge-pager">
          <h2>{labels.nudge.label}</h2>
          <p class="nudge-calm">{labels.calm}</p>
        </header>
      )}
      <div class="nudges" aria-live="polite">
        {shown ? (
          <Nudge
            key={shown.id}
            alert={shown}
            board={board}
            edit={put(edit)}
            fill={put(fill)}
            got={() => setKnown((before) => new Set(before).add(nudgeName(shown)))}
          />
        ) : (
          <p class="host-calm">{labels.calm}</p>
        )}
      </div>
    </aside>
  );
};

interface Newest {
  readonly index: number;
  readonly show: (index: number) => void;
  /** Prompts that came while another was being dealt with. */
  readonly fresh: number;
}

/** Shows the newest prompt, unless the person is in the middle of another one. */
const useNewest = (
  nudges: readonly AlertView[],
  place: { readonly current: HTMLElement | null },
  writing: boolean,
  came: () => void,
): Newest => {
  const [chosen, setChosen] = useState<string | null>(null);
  const last = useRef<string | null | undefined>(undefined);
  const newest = nudges[0] ? nudgeName(nudges[0]) : null;
  useEffect(() => {
    const before = last.current;
    last.current = newest;
    if (!newest || newest === before) return;
    const atIt = place.current?.matches(':focus-within, :hover') ?? false;
    const held = nudges.find((nudge) => nudgeName(nudge) === chosen);
    if (before && held && (atIt || (writing && correctionState(held) === 'done'))) return;
    setChosen(newest);
    // What was there when the desk was opened is no news.
    if (before !== undefined) came();
  }, [newest]);
  const found = nudges.findIndex((nudge) => nudgeName(nudge) === chosen);
  const index = Math.max(0, found);
  const seen = useRef<Set<string> | null>(null);
  seen.current ??= new Set(nudges.map(nudgeName));
  const shown = nudges[index];
  if (shown) seen.current.add(nudgeName(shown));
  const next = afterCorrected(nudges, index, seen.current);
  const nextName = next && !writing ? nudgeName(next) : null;
  useEffect(() => {
    if (!nextName) return;
    setChosen(nextName);
    came();
  }, [nextName]);
  const unseen = nudges.slice(0, index).filter((nudge) => !seen.current?.has(nudgeName(nudge)));
  return {
    index,
    fresh: unseen.length,
    show: (next) => {
      const nudge = nudges[next];
      if (nudge) setChosen(nudgeName(nudge));
    },
  };
};

/** Whether the cursor is in a field for a line. */
const useAtField = (): boolean => {
  const [atIt, setAtIt] = useState(false);
  useEffect(() => {
    const look = ({ type, target }: Event): void => {
      if (target instanceof HTMLTextAreaElement) setAtIt(type !== 'focusout');
    };
    const kinds = ['focusin', 'focusout'] as const;
    for (const kind of kinds) document.addEventListener(kind, look);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, look);
    };
  }, []);
  return atIt;
};

/** Swallows a tap that was on its way to what stood there before. */
const useGuard = (name: string): ((event: Event) => void) => {
  const at = useRef({ name, sinceMs: Number.NEGATIVE_INFINITY, tappedMs: 0 });
  const nowMs = performance.now();
  if (at.current.name !== name) {
    // What the person's own tap brings takes the next tap at once, and so does what stands where nothing was.
    const open = at.current.name === '' || nowMs - at.current.tappedMs < NUDGE_GUARD_MS;
    at.current = { name, sinceMs: open ? Number.NEGATIVE_INFINITY : nowMs, tappedMs: 0 };
  }
  return (event) => {
    const tappedMs = performance.now();
    if (tappedMs - at.current.sinceMs < NUDGE_GUARD_MS) {
      event.preventDefault();
      event.stopPropagation();
    } else at.current.tappedMs = tappedMs;
  };
};

interface PagerProps {
  readonly index: number;
  readonly of: number;
  readonly fresh: number;
  readonly folded: boolean;
  readonly show: (index: number) => void;
  readonly fold: () => void;
}

const Pager = ({ index, of, fresh, folded, show, fold }: PagerProps) => {
  const labels = useDesk().words.value.host.nudge;
  return (
    <header class="nudge-pager">
      <h2>{labels.label}</h2>
      <button
        type="button"
        class="button small plain nudge-fresh"
        style={{ visibility: fresh > 0 ? 'visible' : 'hidden' }}
        onClick={() => show(0)}
      >
        {labels.fresh(fresh)}
      </button>
      <button
        type="button"
        class="button small"
        aria-label={labels.next}
        disabled={index === 0}
        onClick={() => show(index - 1)}
      >
        ‹
      </button>
      <span class="nudge-position">{labels.position(index + 1, of)}</span>
      <button
        type="button"
        class="button small"
        aria-label={labels.previous}
        disabled={index >= of - 1}
        onClick={() => show(index + 1)}
      >
        ›
      </button>
      <button type="button" class="button small nudge-fold" aria-expanded={!folded} onClick={fold}>
        {folded ? labels.unfold(of) : labels.fold}
      </button>
    </header>
  );
};
