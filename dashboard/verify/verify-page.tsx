import { useEffect, useMemo, useState } from 'preact/hooks';
import { keyFingerprint, type NoteKey } from '../../models/contract/log/note.ts';
import { samplePack, samplePages, sampleSigner } from '../../models/contract/pack/sample.ts';
import { packWords } from '../../models/contract/pack/words.ts';
import { ZIP_BYTES_MAX } from '../../models/contract/pack/zip.ts';
import { PackVerdict } from '../pack/pack-check.tsx';
import { PackView } from '../pack/pack-view.tsx';
import { type PackVoice, packVoice } from '../pack/voice.ts';
import { Cheat } from './cheat.tsx';
import { CodeField } from './code.tsx';
import { type CheckOptions, type Judged, judgeFile } from './judge.ts';
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

const asItIs = (text: string): string => text;

/** Chinese in the script that is shown; the tables come only when somebody reads Traditional characters. */
const useScript = (language: Language): ((text: string) => string) => {
  const [turn, setTurn] = useState<((text: string) => string) | null>(null);
  useEffect(() => {
    if (language === 'zh-Hant' && !turn)
      void import('../../models/contract/traditional.ts').then(({ toTraditional }) =>
        setTurn(() => toTraditional),
      );
  }, [language, turn]);
  return language === 'zh-Hant' && turn ? turn : asItIs;
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

interface SpokenProps {
  readonly words: VerifyWords;
  readonly voice: PackVoice;
}

const Result = ({
  judged,
  found,
  words,
  voice,
}: SpokenProps & { judged: Judged; found: FoundCode | null }) => {
  if (judged.type === 'part') return <Part judged={judged} found={found} words={words} />;
  if (judged.type === 'json') return <Json judged={judged} words={words} say={voice.say} />;
  const { result } = judged;
  return (
    <>
      <PackVerdict result={result} voice={voice} />
      {result.ok && result.keyPinned && <p class="pack-quiet">{words('pinned')}</p>}
      {result.ok && <PackView pack={result} files={result.contents} voice={voice} />}
    </>
  );
};

const Head = ({
  language,
  onLanguage,
  words,
  voice,
}: SpokenProps & { language: Language; onLanguage: (to: Language) => void }) => (
  <header class="pack-head">
    <p class="pack-product">{voice.word('product')}</p>
    <label class="verify-language">
      <span class="verify-hidden">{voice.word('language')}</span>
      <select value={language} onChange={(event) => onLanguage(event.currentTarget.value as Language)}>
        {Object.entries(NAMES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
    <h1>{words('title')}</h1>
  </header>
);

/** Words of the page and of packs in the language that is chosen. */
const useSpeech = (language: Language): SpokenProps => {
  const turn = useScript(language);
  const english = language === 'en';
  return useMemo(() => {
    const { word, say, article } = packVoice(english ? packWords.en : packWords.zh, english);
    const voice: PackVoice = {
      word: (...given) => turn(word(...given)),
      say: (both) => turn(say(both)),
      article: (text) => turn(article(text)),
    };
    return { words: verifyWords(english, turn), voice };
  }, [english, turn]);
};

interface CheatedProps extends SpokenProps {
  readonly judged: Judged | string | null;
  readonly sample: Uint8Array | undefined;
  readonly options: CheckOptions;
}

/** One may try to cheat the pack that verified here, or else the sample. */
const Cheated = ({ judged, sample, options, ...spoken }: CheatedProps) => {
  const zip = judged !== null && typeof judged === 'object' && judged.type === 'zip' ? judged : null;
  if (zip?.result.ok) return <Cheat zip={zip.bytes} options={options} isSample={false} {...spoken} />;
  if (!sample) return null;
  const ofSample = { trusted: [sampleSigner()], pages: samplePages() };
  return <Cheat zip={sample} options={ofSample} isSample {...spoken} />;
};

interface PageProps {
  /** Languages of the reader, the preferred first. */
  readonly tags: readonly string[];
  /** Of the address: a pack's code may stand in it. */
  readonly hash: string;
  /** Hashes (SHA-256, hex) of the pages that this version puts into packs. */
  readonly pages: readonly string[];
}

/** Anyone drops a pack and sees whether it verifies, and what fails; nothing leaves the device. */
export const VerifyPage = ({ tags, hash, pages }: PageProps) => {
  const [language, setLanguage] = useState(() => asLanguage(tags));
  const { words, voice } = useSpeech(language);
  const [keys, setKeys] = useState<NoteKey[]>();
  const [sample, setSample] = useState<Uint8Array>();
  const [judged, setJudged] = useState<Judged | 'busy' | 'too-large' | null>(null);
  const [found, setFound] = useState<FoundCode | null>(null);
  const [chosen, setChosen] = useState('');
  // Whoever drops a pack before they are there waits for them: a key is compared, or it is known that it cannot be.
  const known = useMemo(serverKeys, []);
  useEffect(() => {
    void known.then(setKeys);
    void samplePack().then(setSample);
  }, [known]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words('title');
  }, [language, words]);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setChosen(file.name);
    if (file.size > ZIP_BYTES_MAX) {
      setJudged('too-large');
      return;
    }
    setJudged('busy');
    const [content, trusted] = await Promise.all([file.arrayBuffer(), known]);
    const bytes = new Uint8Array(content);
    // The word that it is being checked is on the screen before the work begins.
    setTimeout(() => setJudged(judgeFile(bytes, { trusted, pages })), 20);
  };
  return (
    <main
      class="pack verify"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer?.files[0]);
      }}
    >
      <Head language={language} onLanguage={setLanguage} words={words} voice={voice} />
      <p>{words('intro')}</p>
      <label class="verify-drop">
        <span class="verify-choose">{words('choose')}</span> {words('drop')}
        {chosen !== '' && <span class="verify-chosen">{chosen}</span>}
        <input
          type="file"
          class="verify-hidden"
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
        <Result judged={judged} found={found} words={words} voice={voice} />
      )}
      <Cheated
        judged={judged}
        sample={sample}
        options={{ trusted: keys, pages }}
        words={words}
        voice={voice}
      />
      {keys?.map((key) => (
        <p class="pack-quiet" key={keyFingerprint(key)}>
          {voice.word('fingerprint')} <code>{keyFingerprint(key)}</code>
        </p>
      ))}
    </main>
  );
};
