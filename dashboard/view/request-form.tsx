import { useEffect, useRef, useState } from 'preact/hooks';
import {
  REQUEST_MINUTES_MAX,
  type RequestView,
  SAID_CHARS_MAX,
} from '../../models/contract/release-request.ts';
import type { ReleaseRequestInput } from '../../models/contract/release-request-schemas.ts';
import { sayBuyerFailure } from '../words/buyer-failures.ts';
import { requestWords } from '../words/requests/index.ts';
import { localDate } from '../words/time.ts';
import { useDesk } from './desk.ts';

/** What an input of date and time holds, as an instant by the reader's own clock. */
const instantOf = (typed: string): string => new Date(typed).toISOString();

const askedIn = (text: (name: string) => string): ReleaseRequestInput => ({
  room: text('room'),
  seller: text('seller'),
  product: text('product'),
  orderNumber: text('orderNumber'),
  boughtAt: instantOf(text('boughtAt')),
  fromAt: instantOf(text('fromAt')),
  minutes: Number(text('minutes')),
  said: text('said'),
});

/** Asks for a moment by an order. */
export const RequestForm = ({
  sent,
  close,
}: {
  readonly sent: (view: RequestView) => void;
  readonly close: () => void;
}) => {
  const { api, settings } = useDesk();
  const words = requestWords[settings.language.value].form;
  const form = useRef<HTMLFormElement>(null);
  const [says, setSays] = useState('');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState('');
  const told = useRef<HTMLParagraphElement>(null);
  useEffect(() => form.current?.querySelector('h2')?.focus(), []);
  useEffect(() => {
    if (done !== '') told.current?.focus();
  }, [done]);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || !form.current) return;
    const given = new FormData(form.current);
    const text = (name: string): string => String(given.get(name) ?? '').trim();
    if (text('room') === '' && text('seller') === '') {
      setSays(words.one);
      form.current.querySelector<HTMLElement>('[name=room]')?.focus();
      return;
    }
    setBusy(true);
    setSays(words.sending);
    try {
      const view = await api.askForMoment(askedIn(text));
      setDone(words.sent(localDate(Date.parse(view.answerBy))));
      sent(view);
    } catch (cause) {
      setSays(words.failed(sayBuyerFailure(cause, settings.language.peek())));
      setBusy(false);
    }
  };
  if (done !== '')
    return (
      <div class="request-form">
        <p role="status" tabIndex={-1} ref={told}>
          {done}
        </p>
        <p class="quiet small-text">{words.same}</p>
        <div class="request-acts">
          <button type="button" class="button" onClick={close}>
            {words.back}
          </button>
        </div>
      </div>
    );
  return (
    <form
      ref={form}
      class="request-form"
      onSubmit={(event) => void submit(event)}
      aria-labelledby="request-title"
    >
      <h2 id="request-title" tabIndex={-1}>
        {words.title}
      </h2>
      <p class="quiet">{words.intro}</p>
      <Names words={words} />
      <Order words={words} />
      <Times words={words} />
      <Said words={words} />
      <p class="quiet small-text">{words.same}</p>
      <div class="request-acts">
        <button type="submit" class="button primary" aria-disabled={busy}>
          {words.send}
        </button>
        <button type="button" class="button plain" onClick={close}>
          {words.back}
        </button>
      </div>
      <p role="status">{says}</p>
    </form>
  );
};

type FormWords = (typeof requestWords)['en']['form'];

const Names = ({ words }: { readonly words: FormWords }) => (
  <>
    <label class="field">
      <span>{words.room}</span>
      <input name="room" maxLength={100} autocomplete="off" aria-describedby="request-one" />
    </label>
    <label class="field">
      <span>{words.seller}</span>
      <input name="seller" maxLength={100} autocomplete="off" aria-describedby="request-one" />
    </label>
    <p class="quiet small-text" id="request-one">
      {words.one}
    </p>
    <label class="field">
      <span>{words.product}</span>
      <input name="product" maxLength={100} autocomplete="off" />
    </label>
  </>
);

const Order = ({ words }: { readonly words: FormWords }) => (
  <>
    <label class="field">
      <span>{words.order}</span>
      <input
        name="orderNumber"
        required
        maxLength={64}
        pattern="[A-Za-z0-9][A-Za-z0-9\-]{3,}"
        autocomplete="off"
        aria-describedby="request-order-hint"
      />
    </label>
    <p class="quiet small-text" id="request-order-hint">
      {words.orderHint}
    </p>
  </>
);

const Times = ({ words }: { readonly words: FormWords }) => (
  <>
    <div class="request-times">
      <label class="field">
        <span>{words.bought}</span>
        <input name="boughtAt" type="datetime-local" required />
      </label>
      <label class="field">
        <span>{words.from}</span>
        <input name="fromAt" type="datetime-local" step="1" required aria-describedby="request-from-hint" />
      </label>
      <label class="field">
        <span>{words.minutes(REQUEST_MINUTES_MAX)}</span>
        <input name="minutes" type="number" min={1} max={REQUEST_MINUTES_MAX} defaultValue="5" required />
      </label>
    </div>
    <p class="quiet small-text" id="request-from-hint">
      {words.fromHint}
    </p>
  </>
);

const Said = ({ words }: { readonly words: FormWords }) => (
  <>
    <label class="field">
      <span>{words.said}</span>
      <textarea
        name="said"
        rows={3}
        required
        maxLength={SAID_CHARS_MAX}
        aria-describedby="request-said-hint"
      />
    </label>
    <p class="quiet small-text" id="request-said-hint">
      {words.saidHint}
    </p>
  </>
);
