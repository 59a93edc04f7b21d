import { useMemo, useState } from 'preact/hooks';
import { FORGERIES, type Forgery, forge, signedAnew, withFile } from '../../models/contract/pack/forge.ts';
import type { Pack2Result } from '../../models/contract/pack/verify.ts';
import { verifyPackZip } from '../../models/contract/pack/verify.ts';
import { readZip, type ZipFile } from '../../models/contract/pack/zip.ts';
import { PackVerdict } from '../pack/pack-check.tsx';
import type { PackVoice } from '../pack/voice.ts';
import type { CheckOptions } from './judge.ts';
import type { VerifyWord, VerifyWords } from './words.ts';

interface Props {
  readonly zip: Uint8Array;
  /** Of whose key the pack must be, and which pages are known. */
  readonly options: CheckOptions;
  readonly isSample: boolean;
  readonly words: VerifyWords;
  readonly voice: PackVoice;
}

const FORGERY_WORDS: Readonly<Record<Forgery, VerifyWord>> = {
  word: 'cheatWord',
  time: 'cheatTime',
  swap: 'cheatSwap',
  drop: 'cheatDrop',
};

const letterOf = (value: number): string => (value >= 33 && value < 127 ? String.fromCharCode(value) : '·');
const AROUND = 24;
const BYTE = 256;

const around = ({ bytes }: ZipFile, at: number) => {
  const from = Math.max(0, at - AROUND);
  const text = [...bytes.subarray(from, at + AROUND)].map(letterOf);
  return {
    before: text.slice(0, at - from).join(''),
    own: text[at - from] ?? '',
    after: text.slice(at - from + 1).join(''),
  };
};

/** Where the first byte of a file's content lies in the ZIP. */
const offsetOf = (zip: Uint8Array, { bytes }: ZipFile): number => bytes.byteOffset - zip.byteOffset;

/** What is being changed, and what the check said of it. */
const useCheating = ({ zip, options }: Pick<Props, 'zip' | 'options'>) => {
  const files = useMemo(() => {
    const read = readZip(zip);
    return read.ok ? read.files : [];
  }, [zip]);
  const [name, setName] = useState('pack.json');
  const [place, setPlace] = useState(0);
  const [value, setValue] = useState(0);
  const [repair, setRepair] = useState(false);
  const [result, setResult] = useState<Pack2Result | 'same' | null>(null);
  const file = files.find((one) => one.name === name) ?? files[0] ?? NOTHING;
  const last = Math.max(0, file.bytes.length - 1);
  const at = Math.min(Math.max(0, place), last);
  const current = file.bytes[at] ?? 0;
  const judge = (forged: Uint8Array | null): void => {
    if (forged) setResult(verifyPackZip(forged, options));
  };
  return {
    ...{ files, file, last, at, current, value, repair, result },
    ...{ setName, setPlace, setValue, setRepair, judge },
    change: (): void => {
      if (value === current) setResult('same');
      else if (repair)
        judge(withFile(zip, file.name, (bytes) => bytes.map((byte, i) => (i === at ? value : byte))));
      else {
        const forged = zip.slice();
        forged[offsetOf(zip, file) + at] = value;
        judge(forged);
      }
    },
    elsewhere: (): void => {
      const next = Math.floor(Math.random() * file.bytes.length);
      setPlace(next);
      setValue(((file.bytes[next] ?? 0) + 1 + Math.floor(Math.random() * (BYTE - 1))) % BYTE);
      setResult(null);
    },
  };
};
type Cheating = ReturnType<typeof useCheating>;
const NOTHING: ZipFile = { name: '', bytes: new Uint8Array(0) };

const Fields = ({ cheating, words }: { readonly cheating: Cheating; readonly words: VerifyWords }) => {
  const { files, file, last, at, current, value, repair } = cheating;
  const shown = around(file, at);
  return (
    <>
      <div class="verify-fields">
        <label>
          {words('cheatFile')}
          <select value={file.name} onChange={(event) => cheating.setName(event.currentTarget.value)}>
            {files.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </label>
        <label>
          {words('cheatPlace', { last })}
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={last}
            value={at}
            onInput={(event) => cheating.setPlace(Number(event.currentTarget.value))}
          />
        </label>
        <label>
          {words('cheatValue')}
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={BYTE - 1}
            value={value}
            onInput={(event) =>
              cheating.setValue(Math.min(BYTE - 1, Math.max(0, Number(event.currentTarget.value))))
            }
          />
        </label>
      </div>
      <p>
        {words('cheatText')} <code>{shown.before}</code>
        <mark>
          <code>{shown.own}</code>
        </mark>
        <code>{shown.after}</code> ({words('cheatNow', { value: current, letter: letterOf(current) })})
      </p>
      <label class="verify-check">
        <input
          type="checkbox"
          checked={repair}
          onChange={(event) => cheating.setRepair(event.currentTarget.checked)}
        />{' '}
        {words('cheatRepair')}
      </label>
    </>
  );
};

/** Lets anyone change one byte, or do what a cheater would do, and shows at which step the check stops. */
export const Cheat = ({ zip, options, isSample, words, voice }: Props) => {
  const cheating = useCheating({ zip, options });
  const { result, judge } = cheating;
  return (
    <section class="verify-cheat" aria-labelledby="cheat">
      <h2 id="cheat">{words('cheat')}</h2>
      <p>{isSample ? words('cheatIntro') : words('cheatYours')}</p>
      <Fields cheating={cheating} words={words} />
      <p class="verify-buttons">
        <button type="button" onClick={cheating.elsewhere}>
          {words('cheatRandom')}
        </button>
        <button type="button" class="verify-primary" onClick={cheating.change}>
          {words('cheatGo')}
        </button>
      </p>
      <p class="verify-buttons">
        {FORGERIES.map((one) => (
          <button type="button" key={one} onClick={() => judge(forge(zip, one))}>
            {words(FORGERY_WORDS[one])}
          </button>
        ))}
        <button type="button" onClick={() => void signedAnew(zip).then(judge)}>
          {words('cheatSign')}
        </button>
        <button type="button" onClick={() => judge(zip)}>
          {words('cheatUndo')}
        </button>
      </p>
      <p class="pack-quiet">{words('keyNote')}</p>
      {result === 'same' && <p role="status">{words('cheatSame')}</p>}
      {result !== null && result !== 'same' && <PackVerdict result={result} voice={voice} />}
    </section>
  );
};
