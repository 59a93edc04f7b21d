import { useEffect, useMemo, useState } from 'preact/hooks';
import { keyFingerprint, type NoteKey } from '../../models/contract/log/note.ts';
import { samplePack, sampleSigner } from '../../models/contract/pack/sample.ts';
import { packWords } from '../../models/contract/pack/words.ts';
import { ZIP_BYTES_MAX } from '../../models/contract/pack/zip.ts';
import { PackVerdict } from '../pack/pack-check.tsx';
import { PackView } from '../pack/pack-view.tsx';
import { packVoice } from '../pack/voice.ts';
import { Cheat } from './cheat.tsx';
import { CodeField } from './code.tsx';
import { type Judged, judgeFile } from './judge.ts';
import { type FoundCode, serverKeys } from './keys.ts';
import { type VerifyWords, verifyWords } from './words.ts';

type Language = 'zh-Hans' | 'zh-Hant' | 'en';

const asLanguage = (tags: readonly string[]): Language => {
  const tag = tags[0] ?? '';
  if (!tag.startsWith('zh')) return 'en';
  return /hant|tw|hk|mo/i.test(tag) ? 'zh-Hant' : 'zh-Hans';
};

const NAMES: Readonly<Record<Language, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
};

/** Chinese in the script that is shown; the tables come only when somebody reads Traditional characters. */
const useScript = (language: Language): ((text: string) => string) => {
  const [turn, setTurn] = useState<((text: string) => string) | null>(null);
  useEffect(() => {
    if (language === 'zh-Hant' && !turn)
      void import('../../models/contract/traditional.ts').then(({ toTraditional }) =>
        setTurn(() => toTraditional),
      );
  }, [language, turn]);
  return language === 'zh-Hant' && turn ? turn : (text) => text;
};

const Part = ({
  judged,
  found,
  words,
}: {
  judged: Extract<Judged, { type: 'part' }>;
  found: FoundCode | null;
  words: VerifyWords;
}) => {
  if (found?.state !== 'found') return <p role="status">{words('partNeedsCode')}</p>;
  const name = found.files.get(judged.sha256);
  return (
    <section class={`pack-verdict ${name ? 'pack-good' : 'pack-bad'}`} aria-live="polite">
      <h2>
        <span aria-hidden="true">{name ? '✓' : '✕'}</span>{' '}
        {name ? words('partYes', { name }) : words('partNo', { code: found.pack.code })}
      </h2>
    </section>
  );
};

const Json = ({
  judged,
  words,
  say,
}: {
  judged: Extract<Judged, { type: 'json' }>;
  words: VerifyWords;
  say: (both: { zh: string; en: string }) => string;
}) => (
  <section class={`pack-verdict ${judged.result.ok ? 'pack-good' : 'pack-bad'}`} aria-live="polite">
    <h2>{words('jsonPack')}</h2>
    <p>
      {judged.result.ok ? words('jsonGood', { n: judged.result.records.length }) : say(judged.result.says)}
    </p>
    {judged.result.ok && <p>{judged.result.fingerprint}</p>}
  </section>
);

/** Anyone drops a pack and sees whether it verifies, and what fails; nothing leaves the device. */
export const VerifyPage = ({ tags, hash }: { readonly tags: readonly string[]; readonly hash: string }) => {
  const [language, setLanguage] = useState(() => asLanguage(tags));
  const turn = useScript(language);
  const english = language === 'en';
  const words = verifyWords(english, turn);
  const voice = useMemo(() => {
    const spoken = english ? packWords.en : packWords.zh;
    const { word, say, article } = packVoice(spoken, english);
    return english
      ? { word, say, article }
      : {
          word: (...given: Parameters<typeof word>) => turn(word(...given)),
          say: (both: Parameters<typeof say>[0]) => turn(say(both)),
          article: (text: string) => turn(article(text)),
        };
  }, [english, turn]);
  const [keys, setKeys] = useState<NoteKey[]>();
  const [sample, setSample] = useState<Uint8Array>();
  const [judged, setJudged] = useState<Judged | 'busy' | 'too-large' | null>(null);
  const [found, setFound] = useState<FoundCode | null>(null);
  useEffect(() => {
    void serverKeys().then(setKeys);
    void samplePack().then(setSample);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words('title');
  }, [language, words]);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > ZIP_BYTES_MAX) {
      setJudged('too-large');
      return;
    }
    setJudged('busy');
    const bytes = new Uint8Array(await file.arrayBuffer());
    // The word that it is being checked is on the screen before the work begins.
    setTimeout(() => setJudged(judgeFile(bytes, keys)), 20);
  };
  const zip = judged !== null && typeof judged === 'object' && judged.type === 'zip' ? judged : null;
  const cheated = zip?.result.ok ? zip.bytes : sample;
  return (
    <main
      class="pack verify"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer?.files[0]);
      }}
    >
      <header class="pack-head">
        <p class="pack-product">{voice.word('product')}</p>
        <label class="verify-language">
          <span class="verify-hidden">{voice.word('language')}</span>
          <select value={language} onChange={(event) => setLanguage(event.currentTarget.value as Language)}>
            {Object.entries(NAMES).map(([tag, name]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <h1>{words('title')}</h1>
      </header>
      <p>{words('intro')}</p>
      <label class="verify-drop">
        <strong>{words('choose')}</strong> {words('drop')}
        <input
          type="file"
          accept=".zip,.json,.pdf,.mp4,.png"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </label>
      <CodeField keys={keys} words={words} found={found} onFound={setFound} first={hash.replace(/^#/, '')} />
      <div role="status">
        {judged === 'busy' && <p>{voice.word('checking')}</p>}
        {judged === 'too-large' && <p>{words('tooLarge')}</p>}
      </div>
      {judged !== null && typeof judged === 'object' && (
        <>
          {judged.type === 'part' && <Part judged={judged} found={found} words={words} />}
          {judged.type === 'json' && <Json judged={judged} words={words} say={voice.say} />}
          {judged.type === 'zip' && <PackVerdict result={judged.result} voice={voice} />}
          {judged.type === 'zip' && judged.result.ok && judged.result.keyPinned && (
            <p class="pack-quiet">{words('pinned')}</p>
          )}
          {judged.type === 'zip' && judged.result.ok && (
            <PackView pack={judged.result} files={judged.files} voice={voice} />
          )}
        </>
      )}
      {cheated && (
        <Cheat
          zip={cheated}
          trusted={cheated === sample ? [sampleSigner()] : keys}
          isSample={cheated === sample}
          words={words}
          voice={voice}
        />
      )}
      {keys?.map((key) => (
        <p class="pack-quiet" key={keyFingerprint(key)}>
          {voice.word('fingerprint')} <code>{keyFingerprint(key)}</code>
        </p>
      ))}
    </main>
  );
};
