import { useEffect, useState } from 'preact/hooks';
import type { NoteKey } from '../../models/contract/log/note.ts';
import { readPackCode } from '../../models/contract/pack/documents.ts';
import { type FoundCode, lookUpCode } from './keys.ts';
import type { VerifyWord, VerifyWords } from './words.ts';

interface Props {
  readonly keys: readonly NoteKey[] | undefined;
  readonly words: VerifyWords;
  readonly found: FoundCode | null;
  readonly onFound: (found: FoundCode) => void;
  /** From the address, as a QR code brings it. */
  readonly first: string;
}

const SAYS: Readonly<Record<Exclude<FoundCode['state'], 'found'>, VerifyWord>> = {
  none: 'codeNone',
  withheld: 'codeWithheld',
  away: 'codeAway',
  unsigned: 'codeUnsigned',
};

/** Looks up the code on a report: whoever holds one file of a pack can then compare it. */
export const CodeField = ({ keys, words, found, onFound, first }: Props) => {
  const [typed, setTyped] = useState(first);
  const [bad, setBad] = useState(false);
  const ask = async (text: string): Promise<void> => {
    const code = readPackCode(text);
    setBad(code === null);
    if (code !== null) onFound(await lookUpCode(code, keys));
  };
  useEffect(() => {
    if (first !== '' && keys) void ask(first);
  }, [first, keys]);
  return (
    <form
      class="verify-code"
      onSubmit={(event) => {
        event.preventDefault();
        void ask(typed);
      }}
    >
      <label>
        {words('code')}
        <input
          value={typed}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit">{words('lookUp')}</button>
      <p role="status">
        {bad && words('codeBad')}
        {!bad && found !== null && found.state !== 'found' && words(SAYS[found.state])}
        {!bad &&
          found?.state === 'found' &&
          words('codeFound', { at: found.pack.madeAt, sha256: found.pack.sha256 })}
      </p>
    </form>
  );
};
