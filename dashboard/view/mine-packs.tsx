import { useState } from 'preact/hooks';
import type { MarkView } from '../../models/contract/mark.ts';
import { PACK_LANGUAGES, type PackLanguage } from '../../models/contract/pack/languages.ts';
import type { PackJobView } from '../../models/contract/pack/view.ts';
import { RequestFailed } from '../link/http.ts';
import { sayBuyerFailure } from '../words/buyer-failures.ts';
import { bytesShown } from '../words/bytes.ts';
import { packAskWords } from '../words/evidence-packs.ts';
import { markWords } from '../words/marks/index.ts';
import { useDesk } from './desk.ts';

/** How often it is asked anew while the newest records are being signed. */
const SIGNED_TRIES = 5;

const NAMES: Readonly<Record<PackLanguage, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
};

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The packs of a mark, and the way to another one. */
export const MarkPacks = ({
  mark,
  renew,
}: {
  readonly mark: MarkView;
  readonly renew: () => Promise<void>;
}) => {
  const { api, settings } = useDesk();
  const words = markWords[settings.language.value].packs;
  const [language, setLanguage] = useState<PackLanguage>(settings.language.value);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const ask = async (): Promise<void> => {
    for (let tries = 1; ; tries += 1)
      try {
        await api.packOfMark(mark.id, language);
        return;
      } catch (cause) {
        if (!(cause instanceof RequestFailed) || cause.status !== 503 || tries >= SIGNED_TRIES) throw cause;
        await wait((cause.retryAfterS ?? 1) * 1_000);
      }
  };
  const make = async (): Promise<void> => {
    setBusy(true);
    setFailure('');
    try {
      await ask();
    } catch (cause) {
      const isEarly = cause instanceof RequestFailed && cause.code === 'not-available';
      setFailure(isEarly ? words.notYet : words.failed(sayBuyerFailure(cause, settings.language.peek())));
    }
    await renew();
    setBusy(false);
  };
  return (
    <section class="mine-pack-part" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p class="quiet small-text">{words.what}</p>
      <ul class="mine-packs">
        {mark.packs.map((job) => (
          <PackRow key={job.id} job={job} />
        ))}
      </ul>
      <p class="mine-make">
        <label>
          <span class="small-text">{words.language}</span>{' '}
          <select
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value as PackLanguage)}
          >
            {PACK_LANGUAGES.map((tag) => (
              <option key={tag} value={tag} lang={tag}>
                {NAMES[tag]}
              </option>
            ))}
          </select>
        </label>{' '}
        <button
          type="button"
          class="button small primary"
          aria-disabled={busy}
          onClick={() => !busy && void make()}
        >
          {words.make}
        </button>
      </p>
      <p role="status" class="mine-said">
        {failure}
      </p>
    </section>
  );
};

/** One pack: how far it is, and where it is taken from. */
export const PackRow = ({ job }: { readonly job: PackJobView }) => {
  const { settings } = useDesk();
  const words = markWords[settings.language.value].packs;
  const { stamped } = packAskWords[settings.language.value];
  const { state, percent, language, bytes = 0, code, stamps, file } = job;
  return (
    <li class="mine-pack">
      <p role="status">
        <strong lang={language}>{NAMES[language]}</strong> · {words.states[state]}
        {state === 'making' && ` · ${words.percent(percent)}`}
        {state === 'made' && ` · ${bytesShown(bytes)} · ${stamped(stamps)}`}
      </p>
      {(state === 'waiting' || state === 'making') && (
        <progress max={100} value={percent} aria-label={words.states[state]} />
      )}
      {file !== undefined && (
        <p class="buttons">
          <a class="button small primary" href={file} download>
            {words.save}
          </a>{' '}
          <a class="button small" href={`/verify#${code}`} target="_blank" rel="noreferrer">
            {words.check}
          </a>{' '}
          <span class="quiet small-text">{words.code(code)}</span>
        </p>
      )}
    </li>
  );
};
