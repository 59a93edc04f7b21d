import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { REASON_CHARS_MAX } from '../../models/contract/organisation.ts';
import type { Refusal } from '../state/organisations.ts';
import { useDesk } from '../view/desk.ts';
import { Refused } from './refusal.tsx';

interface Props {
  readonly label?: string;
  /** What it will do. */
  readonly means?: string;
  readonly act: string;
  readonly mayBeEmpty?: boolean;
  readonly children?: ComponentChildren;
  /** @returns why it was refused, `null` when it was done. */
  readonly submit: (reason: string) => Promise<Refusal | null>;
  readonly close: () => void;
}

/** An act that wants a reason; Escape leaves it. */
export const ReasonForm = ({ label, means, act, mayBeEmpty = false, children, submit, close }: Props) => {
  const { words, organisations } = useDesk();
  const labels = words.value.host.organisation.members;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('select, input')?.focus();
  }, []);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setRefusal(null);
    const refused = await submit(reason.current?.value.trim() ?? '');
    if (refused) setRefusal(refused);
    else close();
  };
  return (
    <form
      ref={form}
      class="org-form"
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) close();
      }}
    >
      {means && <p class="small-text">{means}</p>}
      {children}
      <label class="field">
        <span>{label ?? labels.reason}</span>
        <input
          ref={reason}
          required={!mayBeEmpty}
          pattern={mayBeEmpty ? undefined : '.*\\S.*'}
          maxLength={REASON_CHARS_MAX}
          autocomplete="off"
        />
      </label>
      <div class="org-acts">
        <button type="submit" class="button small primary" aria-disabled={organisations.busy.value}>
          {act}
        </button>
        <button type="button" class="button small plain" onClick={close}>
          {labels.cancel}
        </button>
      </div>
      <Refused refusal={refusal} />
    </form>
  );
};
