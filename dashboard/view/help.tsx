import { useSheet } from '../part/sheet.ts';
import { CHECK_KEYS } from '../state/check-keys.ts';
import { KEYS } from '../state/keys.ts';
import { useDesk } from './desk.ts';

/** The keys, and whether single letters act at all. */
export const HelpSheet = () => {
  const app = useDesk();
  const { help, check } = app.words.value;
  const [keys, names]: [Readonly<Record<string, string>>, Readonly<Record<string, string>>] =
    app.route.value.screen === 'check' ? [CHECK_KEYS, check.help] : [KEYS, help.keys];
  const close = (): void => {
    app.helpOpen.value = false;
  };
  const sheet = useSheet(app.helpOpen.value, close);
  return (
    <dialog {...sheet} class="sheet" aria-labelledby="help-title">
      <header class="sheet-head">
        <h2 id="help-title">{help.title}</h2>
        <button type="button" class="button small" onClick={close}>
          {help.close}
        </button>
      </header>
      <label class="check">
        <input
          type="checkbox"
          checked={app.settings.singleKeys.value}
          onChange={(event) => {
            app.settings.singleKeys.value = event.currentTarget.checked;
          }}
        />
        {help.singleKeys}
      </label>
      <dl class="key-list">
        {Object.entries(keys).map(([name, key]) => (
          <div key={name}>
            <dt>
              <kbd class="key">{key}</kbd>
            </dt>
            <dd>{names[name]}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
};
