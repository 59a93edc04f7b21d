import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { RequestFailed } from '../link/http.ts';
import { useDesk } from '../view/desk.ts';

/** As the server takes it. */
const REASON_CHARS_MAX = 500;

/** Makes a broadcast public or private again. It always asks why: the reason is kept in the log. */
export const PublishChoice = ({ broadcast }: { readonly broadcast: BroadcastView }) => {
  const { words } = useDesk();
  const { publish } = words.value;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="button small"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {broadcast.public ? publish.makePrivate : publish.makePublic}
      </button>
      {open && <Why broadcast={broadcast} close={close} />}
    </>
  );
};

interface WhyProps {
  readonly broadcast: BroadcastView;
  readonly close: () => void;
}

const Why = ({ broadcast, close }: WhyProps) => {
  const { api, broadcasts, words } = useDesk();
  const { publish } = words.value;
  const [wanted] = useState(!broadcast.public);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const reason = useRef<HTMLInputElement>(null);
  // Before anything is painted: a person may type on at once.
  useLayoutEffect(() => reason.current?.focus(), []);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure('');
    try {
      const why = reason.current?.value.trim() ?? '';
      broadcasts.apply([await api.publish(broadcast.publicId, wanted, why)]);
      close();
    } catch (cause) {
      const text = cause instanceof RequestFailed && cause.code !== 'network' ? cause.message : null;
      setFailure(publish.failed(text ?? words.value.notice.network));
      setBusy(false);
    }
  };
  return (
    <form
      class="publish"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) close();
      }}
    >
      <p class="quiet small-text">{wanted ? publish.publicMeans : publish.privateMeans}</p>
      <label class="field">
        <span>{publish.reason}</span>
        <input ref={reason} required pattern=".*\S.*" maxLength={REASON_CHARS_MAX} autocomplete="off" />
      </label>
      <div class="publish-acts">
        <button type="submit" class="button small primary" aria-disabled={busy}>
          {wanted ? publish.makePublic : publish.makePrivate}
        </button>
        <button type="button" class="button small plain" onClick={close}>
          {publish.cancel}
        </button>
      </div>
      <p class="small-text" role="alert">
        {failure}
      </p>
    </form>
  );
};
