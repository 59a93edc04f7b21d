import { useState } from 'preact/hooks';
import { copyText } from '../link/copy-text.ts';
import { saveFile } from '../link/save-file.ts';
import { markWords } from '../words/marks/index.ts';
import { useDesk } from './desk.ts';

/** The one time that a recovery code is shown: large, to be copied, printed or saved. */
export const RecoveryCode = ({ code, of }: { readonly code: string; readonly of: string }) => {
  const { settings } = useDesk();
  const words = markWords[settings.language.value].code;
  const [copied, setCopied] = useState(false);
  const save = (): void => {
    const text = words.file(code, `${location.origin}/mine`, of);
    saveFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), words.fileName);
  };
  return (
    <section class="recovery" aria-labelledby="recovery-title">
      <h3 id="recovery-title">{words.title}</h3>
      <p>{words.what}</p>
      <p class="recovery-code">
        <code>{code}</code>
      </p>
      <p class="quiet small-text recovery-of">{of}</p>
      <p class="buttons recovery-acts">
        <button type="button" class="button" onClick={() => void copyText(code).then(setCopied)}>
          {copied ? words.copied : words.copy}
        </button>{' '}
        <button type="button" class="button" onClick={() => print()}>
          {words.print}
        </button>{' '}
        <button type="button" class="button" onClick={save}>
          {words.save}
        </button>
      </p>
    </section>
  );
};
