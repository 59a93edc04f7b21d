import { useEffect, useRef, useState } from 'preact/hooks';
import type { PublicId } from '../../models/contract/ids.ts';
import { MARK_WORDS_MAX, type MarkReply, type MarkRequest } from '../../models/contract/mark.ts';
import { sayBuyerFailure } from '../words/buyer-failures.ts';
import { markWords } from '../words/marks/index.ts';
import { broadcastTime, localOf } from '../words/time.ts';
import { parseClock } from '../words/typed-clock.ts';
import { useDesk } from './desk.ts';
import { RecoveryCode } from './mark-code.tsx';

/** What is marked: a line, or a time to begin with. */
export interface Markable {
  readonly atMs: number;
  readonly leaf?: number;
  readonly text?: string | null;
}

export interface MarkProps {
  readonly broadcast: {
    readonly publicId: PublicId;
    readonly title: string;
    readonly startedAt: string;
  };
  readonly at: Markable;
  readonly products?: readonly { readonly productId: string; readonly name?: string }[];
  /** On a line the button is a small one. */
  readonly small?: boolean;
}

/** The button by which anyone marks a moment, and what follows it. */
export const MarkMoment = (props: MarkProps) => {
  const { settings } = useDesk();
  const words = markWords[settings.language.value].mark;
  const [open, setOpen] = useState(false);
  const { at, small = false } = props;
  const label = small ? words.line : words.open;
  return (
    <>
      <button
        type="button"
        class={small ? 'button small mark-sentence' : 'button primary'}
        aria-haspopup="dialog"
        aria-label={small ? `${label} ${broadcastTime(at.atMs)}` : undefined}
        onClick={() => setOpen(true)}
      >
        {label}
      </button>
      {open && <MarkDialog {...props} close={() => setOpen(false)} />}
    </>
  );
};

const MarkDialog = ({ close, ...props }: MarkProps & { readonly close: () => void }) => {
  const { settings } = useDesk();
  const words = markWords[settings.language.value];
  const dialog = useRef<HTMLDialogElement>(null);
  const [reply, setReply] = useState<MarkReply | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // What this is comes first, and on a phone no keyboard over it.
    dialog.current?.querySelector('h2')?.focus();
  }, []);
  return (
    <dialog ref={dialog} class="mark-dialog" aria-labelledby="mark-title" onClose={close}>
      {reply === null ? (
        <MarkForm {...props} placed={setReply} cancel={() => dialog.current?.close()} />
      ) : (
        <Placed reply={reply} words={words} close={() => dialog.current?.close()} />
      )}
    </dialog>
  );
};

/** What of the form goes to the server; null where the time cannot be read. */
const requestOf = (form: HTMLFormElement, { broadcast, at }: MarkProps): MarkRequest | null => {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '').trim();
  const atMs = at.leaf === undefined ? parseClock(text('when')) : at.atMs;
  if (atMs === null) return null;
  const [own, product, day, hour, code] = ['words', 'product', 'day', 'hour', 'code'].map(text);
  return {
    publicId: broadcast.publicId,
    atMs,
    ...(at.leaf !== undefined && { leaf: at.leaf }),
    ...(own && { words: own }),
    ...(product && { productId: product }),
    ...(day && { bought: { day, ...(hour && { hour: Number(hour) }) } }),
    ...(code && { code }),
  };
};

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

interface FormProps extends MarkProps {
  readonly placed: (reply: MarkReply) => void;
  readonly cancel: () => void;
}

const MarkForm = ({ placed, cancel, ...props }: FormProps) => {
  const { api, settings, session } = useDesk();
  const words = markWords[settings.language.value].mark;
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const request = requestOf(event.currentTarget as HTMLFormElement, props);
    if (request === null) {
      setFailure(words.badTime);
      return;
    }
    setBusy(true);
    setFailure('');
    try {
      placed(await api.placeMark(request));
    } catch (cause) {
      setFailure(words.failed(sayBuyerFailure(cause, settings.language.peek())));
      setBusy(false);
    }
  };
  return (
    <form class="mark-form" onSubmit={(event) => void submit(event as SubmitEvent)}>
      <h2 id="mark-title" tabIndex={-1}>
        {words.title}
      </h2>
      <p class="quiet">{words.what}</p>
      <WhenField {...props} />
      <label class="field">
        <span>{words.words}</span>
        <textarea name="words" rows={3} maxLength={MARK_WORDS_MAX} aria-describedby="mark-words-hint" />
      </label>
      <p id="mark-words-hint" class="quiet small-text">
        {words.wordsHint}
      </p>
      <BoughtFields {...props} />
      {session.me.value === null && (
        <label class="field">
          <span>{words.code}</span>
          <input name="code" autocomplete="off" autocapitalize="characters" spellcheck={false} />
        </label>
      )}
      <p class="mark-failure" role="alert">
        {failure}
      </p>
      <p class="buttons">
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? words.busy : words.submit}
        </button>{' '}
        <button type="button" class="button" onClick={cancel}>
          {words.cancel}
        </button>
      </p>
      <p class="quiet small-text">{words.notice}</p>
    </form>
  );
};

/** The line that is marked, or a time to be typed. */
const WhenField = ({ broadcast, at }: MarkProps) => {
  const { settings, clock } = useDesk();
  const words = markWords[settings.language.value].mark;
  const [typed, setTyped] = useState(broadcastTime(at.atMs));
  const atMs = at.leaf === undefined ? parseClock(typed) : at.atMs;
  const local = atMs === null ? '' : words.localIs(localOf(broadcast.startedAt, atMs, clock.nowMs.peek()));
  if (at.leaf !== undefined)
    return (
      <blockquote class="mark-quote">
        {at.text}
        <footer class="quiet small-text">
          {broadcastTime(at.atMs)} · {local}
        </footer>
      </blockquote>
    );
  return (
    <>
      <label class="field">
        <span>{words.when}</span>
        <input
          name="when"
          value={typed}
          required
          aria-describedby="mark-when-hint"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <p id="mark-when-hint" class="quiet small-text">
        {words.whenHint} {local && `· ${local}`}
      </p>
    </>
  );
};

const BoughtFields = ({ products = [] }: MarkProps) => {
  const { settings } = useDesk();
  const words = markWords[settings.language.value].mark;
  return (
    <>
      {products.length > 0 && (
        <label class="field">
          <span>{words.product}</span>
          <select name="product">
            <option value="">{words.noProduct}</option>
            {products.map(({ productId, name }) => (
              <option key={productId} value={productId}>
                {name ?? productId}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="mark-bought">
        <label class="field">
          <span>{words.boughtDay}</span>
          <input name="day" type="date" />
        </label>
        <label class="field">
          <span>{words.boughtHour}</span>
          <select name="hour">
            <option value="">{words.noHour}</option>
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>
                {words.hour(hour)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </>
  );
};

interface PlacedProps {
  readonly reply: MarkReply;
  readonly words: (typeof markWords)['en'];
  readonly close: () => void;
}

const Placed = ({ reply: { mark, code }, words, close }: PlacedProps) => {
  const title = useRef<HTMLHeadingElement>(null);
  // Whoever cannot see that the form has gone is told.
  useEffect(() => title.current?.focus(), []);
  return (
    <div class="mark-form">
      <h2 id="mark-title" ref={title} tabIndex={-1}>
        {words.mark.done}
      </h2>
      {code !== undefined && (
        <RecoveryCode code={code} of={words.code.of(mark.title, broadcastTime(mark.atMs))} />
      )}
      <p class="buttons">
        <a class="button primary" href="#/mine">
          {words.mark.toMine}
        </a>{' '}
        <button type="button" class="button" onClick={close}>
          {words.mark.close}
        </button>
      </p>
    </div>
  );
};
