import { useEffect, useState } from 'preact/hooks';
import { HELD_BY_HAND, type HoldView } from '../../models/contract/hold.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import { RequestFailed } from '../link/http.ts';
import { useDesk } from '../view/desk.ts';
import { type HoldWords, holdWords } from '../words/holds.ts';
import { broadcastTime, localDate } from '../words/time.ts';

/** As the server takes them. */
const REASON_CHARS_MAX = 500;
const REF_CHARS_MAX = 200;

/** The day by UTC, as the day of a review is. */
const today = (): string => new Date().toISOString().slice(0, 10);

const isByHand = ({ why }: HoldView): boolean => HELD_BY_HAND.some((one) => one === why);

/** Whether the broadcast on screen must be kept whatever its time, and why; for those who decide. */
export const Holds = ({ publicId }: { readonly publicId: PublicId }) => {
  const { api, settings } = useDesk();
  const words = holdWords[settings.language.value];
  const [holds, setHolds] = useState<readonly HoldView[] | null>(null);
  const [says, setSays] = useState('');
  const [asking, setAsking] = useState<'place' | HoldView | null>(null);
  const look = async (): Promise<void> => {
    try {
      setHolds(await api.holds(publicId));
    } catch (cause) {
      setSays(words.failed(cause instanceof RequestFailed ? cause.message : String(cause)));
    }
  };
  useEffect(() => {
    setHolds(null);
    setAsking(null);
    void look();
  }, [publicId, api]);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      setAsking(null);
      setSays('');
      await look();
    } catch (cause) {
      setSays(words.failed(cause instanceof RequestFailed ? cause.message : String(cause)));
    }
  };
  if (holds === null && says === '') return null;
  return (
    <details class="holds" open={asking !== null}>
      <summary>
        {holds && holds.length > 0 ? <strong>{words.title(holds.length)}</strong> : words.none}
      </summary>
      {holds && holds.length > 0 && (
        <>
          <p class="quiet small-text">{words.says}</p>
          <ul class="history">
            {holds.map((hold) => (
              <Hold key={hold.id} hold={hold} words={words} release={() => setAsking(hold)} />
            ))}
          </ul>
        </>
      )}
      {asking === null ? (
        <button type="button" class="button small plain" onClick={() => setAsking('place')}>
          {words.place}…
        </button>
      ) : (
        <HoldForm
          key={asking === 'place' ? 'place' : asking.id}
          of={asking}
          words={words}
          cancel={() => setAsking(null)}
          submit={(given) =>
            act(() =>
              asking === 'place'
                ? api.placeHold(publicId, given)
                : api.releaseHold(publicId, asking.id, given.reason),
            )
          }
        />
      )}
      <p class="small-text" role="status">
        {says}
      </p>
    </details>
  );
};

const Hold = ({
  hold,
  words,
  release,
}: {
  readonly hold: HoldView;
  readonly words: HoldWords;
  readonly release: () => void;
}) => {
  const { why, ref, reason, fromMs, untilMs, by, at, reviewBy } = hold;
  const stretch =
    fromMs === undefined || untilMs === undefined
      ? words.whole
      : words.stretch(broadcastTime(fromMs), broadcastTime(untilMs));
  return (
    <li>
      {words.why[why]} · {stretch}
      {isByHand(hold) && ` · ${ref}`}
      {reason && <span class="history-note">{reason}</span>}
      <span class="quiet small-text"> {words.by(by, localDate(Date.parse(at)))} </span>
      {reviewBy && <span class="quiet small-text">{words.review(reviewBy, reviewBy < today())} </span>}
      {isByHand(hold) && (
        <button
          type="button"
          class="button small plain"
          aria-label={`${words.release} ${ref}`}
          onClick={release}
        >
          {words.release}
        </button>
      )}
    </li>
  );
};

interface Given {
  readonly why: (typeof HELD_BY_HAND)[number];
  readonly reason: string;
  readonly ref?: string;
}

const givenIn = (form: HTMLFormElement): Given => {
  const data = new FormData(form);
  const ref = String(data.get('ref') ?? '').trim();
  return {
    why: HELD_BY_HAND.find((one) => one === data.get('why')) ?? 'order',
    reason: String(data.get('reason') ?? '').trim(),
    ...(ref && { ref }),
  };
};

const HoldForm = ({
  of,
  words,
  cancel,
  submit,
}: {
  readonly of: 'place' | HoldView;
  readonly words: HoldWords;
  readonly cancel: () => void;
  readonly submit: (given: Given) => Promise<void>;
}) => (
  <form
    class="withhold-form"
    onSubmit={(event) => {
      event.preventDefault();
      void submit(givenIn(event.currentTarget));
    }}
  >
    {of === 'place' && (
      <>
        <label class="field">
          <span>{words.kind}</span>
          <select name="why">
            {HELD_BY_HAND.map((why) => (
              <option key={why} value={why}>
                {words.why[why]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{words.ref}</span>
          <input name="ref" maxLength={REF_CHARS_MAX} autocomplete="off" />
        </label>
      </>
    )}
    <label class="field">
      <span>{of === 'place' ? words.reason : words.releaseWhy}</span>
      <input name="reason" required pattern=".*\S.*" maxLength={REASON_CHARS_MAX} autocomplete="off" />
    </label>
    <div class="withhold-acts">
      <button type="submit" class="button small primary">
        {words.submit}
      </button>
      <button type="button" class="button small plain" onClick={cancel}>
        {words.cancel}
      </button>
    </div>
  </form>
);
