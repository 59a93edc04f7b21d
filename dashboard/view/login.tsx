import { useRef } from 'preact/hooks';
import { LanguageChoice, ThemeChoice } from '../part/choices.tsx';
import { Mark } from '../part/mark.tsx';
import { accountWords } from '../words/account/index.ts';
import { useDesk } from './desk.ts';

type Why = 'first' | 'logout' | 'expired' | 'disabled';

/** Who is here? */
export const LoginScreen = ({ why }: { readonly why: Why }) => {
  const app = useDesk();
  const { login, product, productLatin, tagline } = app.words.value;
  return (
    <main class="login">
      <div class="login-card">
        <header class="login-head">
          <Mark size={40} />
          <div>
            <h1>
              {product} <span class="latin">{productLatin}</span>
            </h1>
            <p class="quiet">{tagline}</p>
          </div>
        </header>
        {why !== 'first' && (
          <p class="hint" role="status">
            {login[why]}
          </p>
        )}
        <LoginForm />
        <OpenLinks />
        {app.session.demo.value && <p class="hint">{login.demo}</p>}
        <div class="login-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
    </main>
  );
};

/** What needs no login. */
const OpenLinks = () => {
  const labels = accountWords[useDesk().settings.language.value].open;
  return (
    <nav class="login-links">
      <a href="#/consumer">{labels.search}</a>
      <a href="#/sign-up">{labels.signUp}</a>
      <a href="#/reset">{labels.reset}</a>
    </nav>
  );
};

/** Login and password. */
export const LoginForm = () => {
  const app = useDesk();
  const { login } = app.words.value;
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const busy = app.session.busy.value;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    await app.session.login(nameField.current?.value.trim() ?? '', passwordField.current?.value ?? '');
    if (app.session.loginFailure.peek()) passwordField.current?.select();
  };
  return (
    <form onSubmit={(event) => void submit(event)} class="login-form">
      <label class="field">
        <span>{login.name}</span>
        <input
          ref={nameField}
          name="login"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
        />
      </label>
      <label class="field">
        <span>{login.password}</span>
        <input ref={passwordField} name="password" type="password" autocomplete="current-password" required />
      </label>
      <LoginFailure />
      <button type="submit" class="button primary wide" disabled={busy}>
        {busy ? login.busy : login.submit}
      </button>
    </form>
  );
};

const LoginFailure = () => {
  const app = useDesk();
  const { login } = app.words.value;
  const failure = app.session.loginFailure.value;
  const words = {
    wrong: login.wrong,
    'too-many': login.tooMany(failure?.message ?? ''),
    network: login.network,
    other: login.other(failure?.message ?? ''),
  };
  return (
    <p class="login-failure" role="alert">
      {failure ? words[failure.why] : ''}
    </p>
  );
};
