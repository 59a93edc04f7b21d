import { useEffect, useRef } from 'preact/hooks';
import { CHECK_KEYS } from '../state/check-keys.ts';
import { KEYS } from '../state/keys.ts';
import { useDesk } from './desk.ts';

/** The keys, and whether single letters act at all. */
export const HelpSheet = () => {
  const app = useDesk();
  const { help, check } = app.words.value;
  const [keys, names]: [Readonly<Record<string, string>>, Readonly<Record<string, string>>] =
    app.route.value.screen === 'check' ? [CHECK_KEYS, check.help] : [KEYS, help.keys];
  const dialog = useRef<HTMLDialogElement>(null);
  const open = app.helpOpen.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const close = (): void => {
    app.helpOpen.value = false;
  };
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="help-title" onClose={close}>
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
