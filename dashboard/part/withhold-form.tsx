import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import {
  WITHHOLDING_NOTE_MAX,
  WITHHOLDING_REASONS,
  type WithholdingReason,
} from '../../models/contract/withholding.ts';
import { RequestFailed } from '../link/http.ts';
import type { WithholdingGround } from '../link/withholding.ts';
import { useDesk } from '../view/desk.ts';
import { type WithholdingWords, withholdingWords } from '../words/withholding.ts';

export const withholdFailure = (cause: unknown, words: WithholdingWords): string => {
  if (cause instanceof RequestFailed && cause.code === 'conflict') return words.held;
  return words.failed(cause instanceof RequestFailed ? cause.message : String(cause));
};

interface FormProps {
  /** What goes and what stays. */
  readonly children: ComponentChildren;
  readonly warning: string;
  /** Nothing is there to go, or it is not known yet. */
  readonly idle: boolean;
  /** Rejects with why it failed. */
  readonly act: (ground: WithholdingGround) => Promise<void>;
  readonly close: () => void;
}

/** Why, for whom, and that it is understood, below what goes. */
export const WithholdForm = ({ children, warning, idle, act, close }: FormProps) => {
  const { settings } = useDesk();
  const words = withholdingWords[settings.language.value];
  const [says, setSays] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    if (busy || idle) return;
    const given = new FormData(form);
    const reason = String(given.get('reason')) as WithholdingReason;
    const note = String(given.get('note') ?? '').trim();
    setBusy(true);
    setSays(words.busy);
    try {
      await act({ reason, note });
      close();
    } catch (cause) {
      setSays(withholdFailure(cause, words));
      setBusy(false);
    }
  };
  return (
    <form
      class="withhold-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <p class="withhold-warn">{warning}</p>
      {children}
      <label class="field">
        <span>{words.reason}</span>
        <select name="reason" required>
          {WITHHOLDING_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {words.reasons[reason]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{words.note}</span>
        <input
          name="note"
          required
          pattern=".*\S.*"
          maxLength={WITHHOLDING_NOTE_MAX}
          placeholder={words.noteHint}
          autocomplete="off"
        />
      </label>
      <label class="check">
        <input type="checkbox" required /> {words.understood}
      </label>
      <div class="withhold-acts">
        <button type="submit" class="button primary" aria-disabled={busy || idle}>
          {words.submit}
        </button>
        <button type="button" class="button plain" onClick={close}>
          {words.cancel}
        </button>
      </div>
      <p class="small-text" role="status">
        {says}
      </p>
    </form>
  );
};
