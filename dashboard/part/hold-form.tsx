import { useEffect, useRef } from 'preact/hooks';
import { HELD_BY_HAND, type HoldView, REVIEW_DAYS, REVIEW_DAYS_MAX } from '../../models/contract/hold.ts';
import type { HoldRequest } from '../link/holds.ts';
import type { HoldWords } from '../words/holds.ts';

/** As the server takes them. */
const REASON_CHARS_MAX = 500;
const REF_CHARS_MAX = 200;
const DAY_MS = 24 * 3_600_000;

/** What somebody is about to do with a hold. */
export type HoldAct =
  | { readonly do: 'place' }
  | { readonly do: 'review' | 'release'; readonly hold: HoldView };

/** All that the form asks; what the act does not need is passed over. */
export type HoldGiven = HoldRequest & { readonly reviewBy: string };

const givenIn = (form: HTMLFormElement): HoldGiven => {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '').trim();
  const ref = text('ref');
  return {
    why: HELD_BY_HAND.find((one) => one === text('why')) ?? 'order',
    reason: text('reason'),
    reviewBy: text('reviewBy'),
    ...(ref && { ref }),
  };
};

/** The day (UTC) so many days from now, as an input of dates takes it. */
const dayIn = (days: number, nowMs: number): string =>
  new Date(nowMs + days * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length);

interface Props {
  readonly act: HoldAct;
  readonly words: HoldWords;
  readonly nowMs: number;
  readonly cancel: () => void;
  readonly submit: (given: HoldGiven) => void;
}

const saysOf = (words: HoldWords) => ({
  place: { why: words.reason, title: words.place },
  review: { why: words.reviewWhy, title: words.still },
  release: { why: words.releaseWhy, title: words.release },
});

/** Why something must stay, must stay on, or need not stay any more. */
export const HoldForm = ({ act, words, nowMs, cancel, submit }: Props) => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  const { why, title } = saysOf(words)[act.do];
  return (
    <form
      ref={form}
      class="withhold-form"
      aria-label={act.do === 'place' ? title : `${title} ${act.hold.ref}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit(givenIn(event.currentTarget));
      }}
    >
      {act.do === 'place' && (
        <>
          <label class="field">
            <span>{words.kind}</span>
            <select name="why">
              {HELD_BY_HAND.map((one) => (
                <option key={one} value={one}>
                  {words.why[one]}
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
        <span>{why}</span>
        <input name="reason" required pattern=".*\S.*" maxLength={REASON_CHARS_MAX} autocomplete="off" />
      </label>
      {act.do !== 'release' && (
        <label class="field">
          <span>{words.reviewBy}</span>
          <input
            name="reviewBy"
            type="date"
            required
            min={dayIn(1, nowMs)}
            max={dayIn(REVIEW_DAYS_MAX, nowMs)}
            defaultValue={dayIn(REVIEW_DAYS, nowMs)}
          />
        </label>
      )}
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
};
