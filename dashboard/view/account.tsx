import { useEffect, useState } from 'preact/hooks';
import { type AccountView, readAddress, type TicketReply } from '../../models/contract/account.ts';
import { CodeForm } from '../part/code-form.tsx';
import { isUsable, NewPasswordField } from '../part/password-field.tsx';
import { sayFailure } from '../words/account/failures.ts';
import { accountWords } from '../words/account/index.ts';
import { localMinute } from '../words/time.ts';
import { useDesk } from './desk.ts';

/** One's own account: what it is known by, and changing or closing it. */
export const AccountScreen = () => {
  const { api, settings, clock } = useDesk();
  const labels = accountWords[settings.language.value].account;
  const [account, setAccount] = useState<AccountView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    api
      .account()
      .then(setAccount)
      .catch((cause: unknown) => setFailure(sayFailure(cause, settings.language.peek())));
  }, [api]);
  return (
    <section class="page account-page" aria-labelledby="account-title">
      <h1 id="account-title">{labels.title}</h1>
      {failure && <p role="alert">{labels.failed(failure)}</p>}
      {account && (
        <>
          <dl class="account-facts">
            <div>
              <dt>{labels.address}</dt>
              <dd>{account.address?.shown ?? labels.operator}</dd>
            </div>
          </dl>
          <p class="quiet">{labels.since(localMinute(Date.parse(account.createdAt), clock.nowMs.peek()))}</p>
          {account.demo ? (
            <p class="hint">{labels.demo}</p>
          ) : (
            <>
              <ChangePassword />
              {account.address && <ChangeAddress changed={setAccount} />}
              <CloseAccount />
            </>
          )}
        </>
      )}
    </section>
  );
};

/** A form's way: what is wrong or done, said aloud, and whether it is under way. */
const useAct = () => {
  const { settings } = useDesk();
  const [says, setSays] = useState<{ readonly text: string; readonly bad: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (act: () => Promise<string | null>): Promise<void> => {
    setBusy(true);
    setSays(null);
    try {
      const text = await act();
      if (text !== null) setSays({ text, bad: false });
    } catch (cause) {
      setSays({ text: sayFailure(cause, settings.language.peek()), bad: true });
    }
    setBusy(false);
  };
  const spoken = (
    <p class={says?.bad ? 'login-failure' : 'account-done'} role={says?.bad ? 'alert' : 'status'}>
      {says?.text}
    </p>
  );
  return { run, busy, spoken };
};

interface PresentProps {
  readonly value: string;
  readonly change: (value: string) => void;
}

const PresentPassword = ({ value, change }: PresentProps) => {
  const { settings } = useDesk();
  return (
    <label class="field">
      <span>{accountWords[settings.language.value].account.present}</span>
      <input
        type="password"
        autocomplete="current-password"
        required
        value={value}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
    </label>
  );
};

const ChangePassword = () => {
  const { api, session, settings } = useDesk();
  const labels = accountWords[settings.language.value].account;
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const { run, busy, spoken } = useAct();
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(async () => {
      session.enter(await api.changePassword(present, next));
      setPresent('');
      setNext('');
      return labels.saved;
    });
  };
  return (
    <details class="account-part">
      <summary>{labels.changePassword}</summary>
      <form class="login-form" onSubmit={submit}>
        <PresentPassword value={present} change={setPresent} />
        <NewPasswordField label={labels.next} value={next} change={setNext} />
        {spoken}
        <button type="submit" class="button primary" disabled={busy || present === '' || !isUsable(next)}>
          {labels.save}
        </button>
      </form>
    </details>
  );
};

const ChangeAddress = ({ changed }: { readonly changed: (account: AccountView) => void }) => {
  const { api, settings } = useDesk();
  const language = settings.language.value;
  const words = accountWords[language];
  const labels = words.account;
  const [address, setAddress] = useState('');
  const [present, setPresent] = useState('');
  const [ticket, setTicket] = useState<TicketReply | null>(null);
  const { run, busy, spoken } = useAct();
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(async () => {
      setTicket(await api.changeAddress(address, present, language));
      return null;
    });
  };
  const confirm = async (code: string): Promise<void> => {
    changed(await api.confirmAddress(ticket?.ticket ?? '', code));
    setTicket(null);
    setAddress('');
    setPresent('');
    await run(async () => labels.addressSaved);
  };
  return (
    <details class="account-part">
      <summary>{labels.changeAddress}</summary>
      {ticket ? (
        <CodeForm ticket={ticket} send={confirm} renewed={setTicket} restart={() => setTicket(null)} />
      ) : (
        <form class="login-form" onSubmit={submit}>
          <label class="field">
            <span>{labels.newAddress}</span>
            <input
              required
              autocapitalize="none"
              spellcheck={false}
              inputMode="email"
              value={address}
              onInput={({ currentTarget }) => setAddress(currentTarget.value)}
            />
          </label>
          <PresentPassword value={present} change={setPresent} />
          {spoken}
          <button
            type="submit"
            class="button primary"
            disabled={busy || present === '' || readAddress(address) === null}
          >
            {words.signUp.submit}
          </button>
        </form>
      )}
    </details>
  );
};

const CloseAccount = () => {
  const { api, session, settings } = useDesk();
  const labels = accountWords[settings.language.value].account;
  const [present, setPresent] = useState('');
  const { run, busy, spoken } = useAct();
  const submit = (event: Event): void => {
    event.preventDefault();
    void run(async () => {
      await api.closeAccount(present);
      session.ended('logout');
      return null;
    });
  };
  return (
    <details class="account-part">
      <summary>{labels.close}</summary>
      <form class="login-form" onSubmit={submit}>
        <p>{labels.closeText}</p>
        <p>{labels.closeStays}</p>
        <PresentPassword value={present} change={setPresent} />
        {spoken}
        <button type="submit" class="button account-close" disabled={busy || present === ''}>
          {labels.closeConfirm}
        </button>
      </form>
    </details>
  );
};
