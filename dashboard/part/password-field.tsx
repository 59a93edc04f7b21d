import { ACCOUNT_PASSWORD_CHARS_MIN, passwordTrouble } from '../../models/contract/account.ts';
import { useDesk } from '../view/desk.ts';
import { accountWords } from '../words/account/index.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** A new password: how long it has to be is said before, what is wrong with it while it is typed. */
export const NewPasswordField = ({ label, value, change }: Props) => {
  const { settings } = useDesk();
  const labels = accountWords[settings.language.value].signUp;
  const trouble = value === '' ? null : passwordTrouble(value);
  const says = {
    short: labels.short(ACCOUNT_PASSWORD_CHARS_MIN - [...value].length),
    worst: labels.worst,
  };
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="password"
        name="new-password"
        required
        autocomplete="new-password"
        aria-describedby="password-says"
        aria-invalid={trouble === 'worst'}
        value={value}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      <small id="password-says" class={trouble === 'worst' ? 'field-bad' : 'quiet'} aria-live="polite">
        {trouble ? says[trouble] : labels.passwordHint}
      </small>
    </label>
  );
};

/** Whether a form with it can be sent. */
export const isUsable = (password: string): boolean => password !== '' && passwordTrouble(password) === null;
