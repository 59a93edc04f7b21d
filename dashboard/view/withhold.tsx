import { useState } from 'preact/hooks';
import { useSheet } from '../part/sheet.ts';
import { WithholdMedia } from '../part/withhold-media.tsx';
import { WithholdWords } from '../part/withhold-words.tsx';
import type { WithholdTarget } from '../state/withhold-target.ts';
import { withholdingWords } from '../words/withholding.ts';
import { useDesk } from './desk.ts';

/** Asks before something is withheld: what, why, for whom, what goes with it, and that it is for good. */
export const WithholdSheet = () => {
  const app = useDesk();
  const words = withholdingWords[app.settings.language.value];
  const target = app.withholding.value;
  const close = (): void => {
    app.withholding.value = null;
  };
  const sheet = useSheet(target, close, () =>
    // What is asked first, in place of the way out.
    sheet.ref.current?.querySelector<HTMLElement>('input:checked, input:not([type]), select')?.focus(),
  );
  return (
    <dialog {...sheet} class="sheet withhold" aria-labelledby="withhold-title">
      <header class="sheet-head">
        <h2 id="withhold-title">{words.title}</h2>
        <button type="button" class="button small" onClick={close}>
          {words.cancel}
        </button>
      </header>
      {target && <Asking key={`${target.leaves.join()}@${target.atMs}`} target={target} close={close} />}
    </dialog>
  );
};

interface AskingProps {
  readonly target: WithholdTarget;
  readonly close: () => void;
}
type What = 'words' | 'media';

/** Words or picture and sound, where there are both; else what there is. */
const Asking = ({ target, close }: AskingProps) => {
  const { settings } = useDesk();
  const words = withholdingWords[settings.language.value];
  const { atMs } = target;
  const [what, setWhat] = useState<What>(target.leaves.length > 0 ? 'words' : 'media');
  return (
    <div>
      {target.leaves.length > 0 && atMs !== undefined && (
        <fieldset class="withhold-what">
          <legend class="unseen">{words.title}</legend>
          {(['words', 'media'] as const).map((one) => (
            <label key={one} class="check">
              <input type="radio" name="what" checked={what === one} onChange={() => setWhat(one)} />
              {words.what[one]}
            </label>
          ))}
        </fieldset>
      )}
      {what === 'media' && atMs !== undefined ? (
        <WithholdMedia publicId={target.publicId} atMs={atMs} close={close} />
      ) : (
        <WithholdWords target={target} close={close} />
      )}
    </div>
  );
};
