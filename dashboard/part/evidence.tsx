import { useEffect, useRef, useState } from 'preact/hooks';
import { PACK_LANGUAGES, type PackLanguage } from '../../models/contract/pack/languages.ts';
import type { PackJobView, PackRequest } from '../../models/contract/pack/view.ts';
import { RequestFailed } from '../link/http.ts';
import { useDesk } from '../view/desk.ts';
import { type PackAskWords, packAskWords } from '../words/evidence-packs.ts';

/** How often it is asked how far a pack is: it takes seconds. */
const LOOK_MS = 700;
/** How often it is asked anew while the newest records are being signed. */
const SIGNED_TRIES = 4;
const MEGABYTE = 1_000_000;

const LANGUAGE_NAMES: Readonly<Record<PackLanguage, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
};

export type PackOf = { readonly alertId: string } | { readonly publicId: string; readonly atMs: number };

type Making =
  | { readonly type: 'idle' }
  | { readonly type: 'busy'; readonly percent: number }
  | { readonly type: 'made'; readonly job: PackJobView }
  | { readonly type: 'failed'; readonly text: string };

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const saysOf = (cause: unknown, words: PackAskWords, network: string): string => {
  const { code, message } =
    cause instanceof RequestFailed ? cause : { code: 'network', message: String(cause) };
  const texts: Readonly<Record<string, string>> = {
    'not-available': words.notYet,
    withheld: words.withheld,
    network,
  };
  return texts[code] ?? words.failed(message);
};

/** Asks for a pack and follows it until it is there; the records of the last second are signed within two. */
const usePack = (of: PackOf, words: PackAskWords) => {
  const { api, words: all } = useDesk();
  const [making, setMaking] = useState<Making>({ type: 'idle' });
  const turn = useRef(0);
  const key = JSON.stringify(of);
  useEffect(() => {
    setMaking({ type: 'idle' });
    return () => {
      turn.current += 1;
    };
  }, [key]);
  const ask = async (request: PackRequest): Promise<PackJobView> => {
    for (let tries = 1; ; tries += 1)
      try {
        return await api.askForPack(request);
      } catch (cause) {
        if (!(cause instanceof RequestFailed) || cause.status !== 503 || tries >= SIGNED_TRIES) throw cause;
        await wait((cause.retryAfterS ?? 1) * 1_000);
      }
  };
  const make = async (language: PackLanguage): Promise<void> => {
    turn.current += 1;
    const own = turn.current;
    const show = (next: Making): void => {
      if (turn.current === own) setMaking(next);
    };
    show({ type: 'busy', percent: 0 });
    try {
      let job = await ask({ ...of, language });
      while (turn.current === own && (job.state === 'waiting' || job.state === 'making')) {
        show({ type: 'busy', percent: job.percent });
        await wait(LOOK_MS);
        job = await api.pack(job.id);
      }
      show(job.state === 'made' ? { type: 'made', job } : { type: 'failed', text: words.failed(job.state) });
    } catch (cause) {
      show({ type: 'failed', text: saysOf(cause, words, all.value.notice.network) });
    }
  };
  return { making, make };
};

const Made = ({ job, words }: { readonly job: PackJobView; readonly words: PackAskWords }) => (
  <div class="evidence-made">
    <p role="status">
      {words.made(`${((job.bytes ?? 0) / MEGABYTE).toFixed(1)} MB`, job.hasClip === true)}{' '}
      {words.stamped(job.stamps)}
    </p>
    <p class="buttons">
      <a class="button primary small" href={job.file ?? ''} download>
        {words.save}
      </a>{' '}
      <a class="button small" href={`/verify#${job.code}`} target="_blank" rel="noreferrer">
        {words.check}
      </a>
    </p>
    <p class="quiet small-text">{words.code(job.code)}</p>
  </div>
);

/** Has an evidence pack made and hands it over: a file that verifies itself. */
export const EvidenceChoice = ({ of }: { readonly of: PackOf }) => {
  const { settings } = useDesk();
  const words = packAskWords[settings.language.value];
  const [language, setLanguage] = useState<PackLanguage>(settings.language.value);
  const { making, make } = usePack(of, words);
  const isBusy = making.type === 'busy';
  return (
    <section class="evidence" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p class="quiet small-text">{words.what}</p>
      <label class="small-text">
        {words.languageOf}{' '}
        <select value={language} onChange={(event) => setLanguage(event.currentTarget.value as PackLanguage)}>
          {PACK_LANGUAGES.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {LANGUAGE_NAMES[tag]}
            </option>
          ))}
        </select>
      </label>{' '}
      <button
        type="button"
        class="button small"
        aria-disabled={isBusy}
        onClick={() => !isBusy && void make(language)}
      >
        {making.type === 'made' || making.type === 'failed' ? words.again : words.take}
      </button>
      {isBusy && (
        <p class="small-text" role="status">
          <progress max={100} value={making.percent} aria-label={words.title} /> {words.busy(making.percent)}
        </p>
      )}
      {making.type === 'made' && <Made job={making.job} words={words} />}
      {making.type === 'failed' && (
        <p class="small-text" role="status">
          {making.text}
        </p>
      )}
    </section>
  );
};
