import { useEffect, useRef, useState } from 'preact/hooks';
import { CODE_DIGITS, type TicketReply } from '../../models/contract/account.ts';
import { RequestFailed } from '../link/http.ts';
import { useDesk } from '../view/desk.ts';
import { sayFailure } from '../words/account/failures.ts';
import { accountWords } from '../words/account/index.ts';
import { isUsable, NewPasswordField } from './password-field.tsx';

interface Props {
  readonly ticket: TicketReply;
  /** A reset needs a new password beside the code. */
  readonly withPassword?: boolean;
  readonly send: (code: string, password?: string) => Promise<void>;
  readonly renewed: (ticket: TicketReply) => void;
  readonly restart: () => void;
}

/** The code of a message, and another message where none came. */
export const CodeForm = ({ ticket, withPassword = false, send, renewed, restart }: Props) => {
  const { settings } = useDesk();
  const words = accountWords[settings.language.value];
  const labels = words.code;
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await send(code.trim(), withPassword ? password : undefined);
    } catch (cause) {
      setFailure(sayFailure(cause, settings.language.peek()));
      field.current?.select();
    }
    setBusy(false);
  };
  const isReady = code.trim().length === CODE_DIGITS && (!withPassword || isUsable(password));
  return (
    <form class="login-form" onSubmit={(event) => void submit(event)}>
      <p>{labels.sent(ticket.to)}</p>
      {ticket.sender === 'outbox' && (
        <p class="hint" role="note">
          {labels.outbox}
        </p>
      )}
      <label class="field">
        <span>{labels.label}</span>
        <input
          ref={field}
          class="code-field"
          name="code"
          inputMode="numeric"
          pattern="[0-9]{6}"
          maxLength={CODE_DIGITS}
          autocomplete="one-time-code"
          required
          value={code}
          onInput={({ currentTarget }) => setCode(currentTarget.value)}
        />
      </label>
      {withPassword && <NewPasswordField label={labels.newPassword} value={password} change={setPassword} />}
      <p class="login-failure" role="alert">
        {failure}
      </p>
      <button type="submit" class="button primary wide" disabled={busy || !isReady}>
        {busy ? words.signUp.busy : labels.submit}
      </button>
      <Again ticket={ticket} renewed={renewed} />
      <button type="button" class="button plain" onClick={restart}>
        {labels.restart}
      </button>
      <p class="quiet">{labels.silent}</p>
    </form>
  );
};

/** Another message, once the last has had a minute. */
const Again = ({ ticket, renewed }: Pick<Props, 'ticket' | 'renewed'>) => {
  const { api, settings, clock } = useDesk();
  const labels = accountWords[settings.language.value].code;
  const [says, setSays] = useState('');
  const waitS = Math.max(0, Math.ceil((Date.parse(ticket.againAt) - clock.nowMs.value) / 1000));
  const again = async (): Promise<void> => {
    setSays('');
    try {
      renewed(await api.sendCodeAgain(ticket.ticket));
      setSays(labels.sentAgain);
    } catch (cause) {
      setSays(
        cause instanceof RequestFailed && cause.code === 'code-over'
          ? labels.over
          : sayFailure(cause, settings.language.peek()),
      );
    }
  };
  return (
    <>
      <button type="button" class="button wide" disabled={waitS > 0} onClick={() => void again()}>
        {waitS > 0 ? labels.againIn(waitS) : labels.again}
      </button>
      <p class="quiet" role="status">
        {says}
      </p>
    </>
  );
};
