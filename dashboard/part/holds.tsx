import { useEffect, useRef, useState } from 'preact/hooks';
import { HELD_BY_HAND, type HoldView } from '../../models/contract/hold.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import { RequestFailed } from '../link/http.ts';
import { useDesk } from '../view/desk.ts';
import { type HoldWords, holdWords } from '../words/holds.ts';
import { broadcastTime, localDate } from '../words/time.ts';
import { type HoldAct, HoldForm, type HoldGiven } from './hold-form.tsx';

const isByHand = ({ why }: HoldView): boolean => HELD_BY_HAND.some((one) => one === why);

/** Holds of a broadcast, and doing something about them; what was done, or why not, is said. */
const useHolds = (publicId: PublicId) => {
  const { api, settings } = useDesk();
  const words = holdWords[settings.language.value];
  const [holds, setHolds] = useState<readonly HoldView[] | null>(null);
  const [says, setSays] = useState('');
  const [asking, setAsking] = useState<HoldAct | null>(null);
  const failed = (cause: unknown): void =>
    setSays(words.failed(cause instanceof RequestFailed ? cause.message : String(cause)));
  const look = (): Promise<void> => api.holds(publicId).then(setHolds, failed);
  useEffect(() => {
    setHolds(null);
    setAsking(null);
    setSays('');
    void look();
  }, [publicId, api]);
  const run = (act: HoldAct, { reviewBy, ...given }: HoldGiven): Promise<unknown> => {
    if (act.do === 'place') return api.placeHold(publicId, { ...given, reviewBy });
    if (act.do === 'release') return api.releaseHold(publicId, act.hold.id, given.reason);
    return api.reviewHold(publicId, act.hold.id, { reviewBy, reason: given.reason });
  };
  const submit = async (act: HoldAct, given: HoldGiven): Promise<void> => {
    try {
      await run(act, given);
      setAsking(null);
      setSays(words.done[act.do]);
      await look();
    } catch (cause) {
      failed(cause);
    }
  };
  return { holds, says, asking, setAsking, submit, words };
};

/** Whether the broadcast on screen must be kept whatever its time, and why; for those who decide. */
export const Holds = ({ publicId }: { readonly publicId: PublicId }) => {
  const { clock } = useDesk();
  const { holds, says, asking, setAsking, submit, words } = useHolds(publicId);
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    // Back to where the next act begins, since the form is gone.
    if (wasAsking.current && asking === null) place.current?.focus();
    wasAsking.current = asking !== null;
  }, [asking]);
  if (holds === null && says === '') return null;
  const nowMs = clock.nowMs.peek();
  return (
    <details class="holds" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {holds && holds.length > 0 ? <strong>{words.title(holds.length)}</strong> : words.none}
      </summary>
      {holds && holds.length > 0 && (
        <>
          <p class="quiet small-text">{words.says}</p>
          <ul class="history">
            {holds.map((hold) => (
              <Hold key={hold.id} hold={hold} words={words} nowMs={nowMs} ask={setAsking} />
            ))}
          </ul>
        </>
      )}
      {asking === null ? (
        <button ref={place} type="button" class="button small" onClick={() => setAsking({ do: 'place' })}>
          {words.place}…
        </button>
      ) : (
        <HoldForm
          key={asking.do === 'place' ? 'place' : `${asking.do} ${asking.hold.id}`}
          act={asking}
          words={words}
          nowMs={nowMs}
          cancel={() => setAsking(null)}
          submit={(given) => void submit(asking, given)}
        />
      )}
      <p class="small-text" role="status">
        {says}
      </p>
    </details>
  );
};

interface HoldProps {
  readonly hold: HoldView;
  readonly words: HoldWords;
  readonly nowMs: number;
  readonly ask: (act: HoldAct) => void;
}

const Hold = ({ hold, words, nowMs, ask }: HoldProps) => {
  const { why, ref, reason, fromMs, untilMs, by, at, reviewBy } = hold;
  const stretch =
    fromMs === undefined || untilMs === undefined
      ? words.whole
      : words.stretch(broadcastTime(fromMs), broadcastTime(untilMs));
  // Days are compared by UTC, as the server does.
  const isLate = reviewBy !== undefined && reviewBy < new Date(nowMs).toISOString();
  return (
    <li>
      {words.why[why]} · {stretch}
      {isByHand(hold) && ` · ${ref}`}
      {reason && <span class="history-note">{reason}</span>}
      <span class="quiet small-text"> {words.by(by, localDate(Date.parse(at)))} </span>
      {reviewBy && <span class="quiet small-text">{words.review(reviewBy, isLate)} </span>}
      {isByHand(hold) &&
        (['review', 'release'] as const).map((act) => {
          const label = act === 'review' ? words.still : words.release;
          return (
            <button
              key={act}
              type="button"
              class="button small plain"
              aria-label={`${label} ${ref}`}
              onClick={() => ask({ do: act, hold })}
            >
              {label}…
            </button>
          );
        })}
    </li>
  );
};
