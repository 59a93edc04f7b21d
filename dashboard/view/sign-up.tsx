import { useState } from 'preact/hooks';
import { readAddress, type TicketReply } from '../../models/contract/account.ts';
import { CodeForm } from '../part/code-form.tsx';
import { isUsable, NewPasswordField } from '../part/password-field.tsx';
import { sayFailure } from '../words/account/failures.ts';
import { accountWords } from '../words/account/index.ts';
import { useDesk } from './desk.ts';

/** The first step's form: an address, and for an account a password. */
const AskForm = ({
  withPassword,
  done,
}: {
  readonly withPassword: boolean;
  readonly done: (ticket: TicketReply) => void;
}) => {
  const { api, settings } = useDesk();
  const language = settings.language.value;
  const labels = accountWords[language].signUp;
  const [address, setAddress] = useState('');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (readAddress(address) === null) {
      setFailure(labels.addressBad);
      form.querySelector<HTMLElement>('[name=username]')?.focus();
      return;
    }
    if (withPassword && !isUsable(password)) {
      setFailure(labels.passwordBad);
      form.querySelector<HTMLElement>('[name=new-password]')?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      done(
        await (withPassword
          ? api.signUp({ address, password, language })
          : api.askForReset(address, language)),
      );
    } catch (cause) {
      setFailure(sayFailure(cause, settings.language.peek()));
      setBusy(false);
    }
  };
  return (
    <form class="login-form" onSubmit={(event) => void submit(event)}>
      <label class="field">
        <span>{labels.address}</span>
        <input
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          inputMode="email"
          required
          value={address}
          onInput={({ currentTarget }) => setAddress(currentTarget.value)}
        />
      </label>
      {withPassword && <NewPasswordField label={labels.password} value={password} change={setPassword} />}
      <p class="login-failure" role="alert">
        {failure}
      </p>
      <button type="submit" class="button primary wide" disabled={busy}>
        {busy ? labels.busy : labels.submit}
      </button>
    </form>
  );
};

/** Two steps: where a code is sent, and the code. Then whoever it is, is logged in. */
const Steps = ({ kind }: { readonly kind: 'sign-up' | 'reset' }) => {
  const app = useDesk();
  const words = accountWords[app.settings.language.value];
  const labels = kind === 'sign-up' ? words.signUp : words.reset;
  const [ticket, setTicket] = useState<TicketReply | null>(null);
  const isReset = kind === 'reset';
  const confirm = async (code: string, password?: string): Promise<void> => {
    const reply = await app.api.confirmCode(ticket?.ticket ?? '', code, password);
    app.session.enter(reply);
    app.go({ screen: 'consumer', rest: [] }, true);
  };
  return (
    <section class="page account-page" aria-labelledby="account-title">
      <h1 id="account-title">{ticket ? words.code.title : labels.title}</h1>
      {ticket ? (
        <CodeForm
          ticket={ticket}
          withPassword={isReset}
          send={confirm}
          renewed={setTicket}
          restart={() => setTicket(null)}
        />
      ) : (
        <>
          <p>{labels.why}</p>
          <AskForm withPassword={!isReset} done={setTicket} />
          <p>
            <a href="#/">{words.signUp.have}</a>
          </p>
        </>
      )}
    </section>
  );
};

/** Makes an account. */
export const SignUpScreen = () => <Steps key="sign-up" kind="sign-up" />;

/** Sets a new password, where the old one is forgotten. */
export const ResetScreen = () => <Steps key="reset" kind="reset" />;
