import { useEffect, useRef, useState } from 'preact/hooks';
import {
  EXHIBIT_KINDS,
  EXHIBIT_TYPES,
  type ExhibitKind,
  type ExhibitView,
  endingOfType,
} from '../../models/contract/exhibit.ts';
import type { MarkView, MineLimits } from '../../models/contract/mark.ts';
import { UploadFailed } from '../link/marks.ts';
import { bytesShown } from '../words/bytes.ts';
import { type MarkWords, markWords } from '../words/marks/index.ts';
import { useDesk } from './desk.ts';
import { ExhibitPlace } from './mine-place.tsx';

interface Props {
  readonly mark: MarkView;
  readonly limits: MineLimits;
  readonly renew: () => Promise<void>;
}

const ACCEPTED = Object.keys(EXHIBIT_TYPES)
  .map((ending) => `.${ending}`)
  .join(',');

/** What somebody brought to a mark, and the way to bring more: 用户自行提供. */
export const Exhibits = ({ mark, limits, renew }: Props) => {
  const { settings } = useDesk();
  const words = markWords[settings.language.value].exhibits;
  const isThere = mark.state !== 'taken-back';
  if (!isThere && mark.exhibits.length === 0) return null;
  return (
    <section class="mine-exhibits" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p class="quiet small-text">{words.what}</p>
      {mark.exhibits.length === 0 && <p class="small-text">{words.none}</p>}
      <ul>
        {mark.exhibits.map((exhibit) => (
          <Exhibit key={exhibit.id} exhibit={exhibit} mark={mark} words={words} renew={renew} />
        ))}
      </ul>
      {isThere && <Upload mark={mark} limits={limits} renew={renew} />}
    </section>
  );
};

interface ExhibitProps extends Omit<Props, 'limits'> {
  readonly exhibit: ExhibitView;
  readonly words: MarkWords['exhibits'];
}

const Exhibit = ({ exhibit, mark, words, renew }: ExhibitProps) => {
  const { id, kind, name, bytes, type, state, leaf = 0, file } = exhibit;
  const said = state === 'recorded' ? words.states.recorded(leaf) : words.states[state];
  return (
    <li class="mine-exhibit">
      <p>
        <span class="tag">{words.kinds[kind]}</span> <strong class="mine-name">{name}</strong>
      </p>
      <p class="quiet small-text" role="status">
        {[words.own, bytesShown(bytes), endingOfType(type).toUpperCase(), said].filter(Boolean).join(' · ')}
      </p>
      {state !== 'removed' && <ExhibitPlace exhibit={exhibit} mark={mark} renew={renew} />}
      {file !== undefined && (
        <p class="buttons">
          <a class="button small" href={file} download aria-label={`${words.save} ${name}`}>
            {words.save}
          </a>{' '}
          <Remove id={id} name={name} words={words} renew={renew} />
        </p>
      )}
    </li>
  );
};

const Remove = ({
  id,
  name,
  words,
  renew,
}: Pick<ExhibitProps, 'words' | 'renew'> & { readonly id: string; readonly name: string }) => {
  const { api } = useDesk();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);
  const act = async (): Promise<void> => {
    setAsking(false);
    try {
      await api.removeExhibit(id);
    } catch (cause) {
      setSaid(cause instanceof Error ? cause.message : String(cause));
    }
    await renew();
  };
  if (!asking)
    return (
      <button
        type="button"
        class="button small"
        aria-label={`${words.remove} ${name}`}
        onClick={() => setAsking(true)}
      >
        {words.remove} <span role="alert">{said}</span>
      </button>
    );
  return (
    <fieldset class="mine-ask">
      <legend>{words.removeAsk}</legend>
      <button ref={yes} type="button" class="button small" onClick={() => void act()}>
        {words.removeYes}
      </button>{' '}
      <button type="button" class="button small" onClick={() => setAsking(false)}>
        {words.removeNo}
      </button>
    </fieldset>
  );
};

/** Why a file was not taken, in words that say what to do. */
const refusedText = (cause: unknown, words: MarkWords['exhibits'], limits: MineLimits): string => {
  if (!(cause instanceof UploadFailed)) return words.failed(String(cause));
  const { code, field, message } = cause;
  const { refused } = words;
  if (code === 'too-large') return refused['too-large'](bytesShown(limits.fileBytes));
  if (code === 'media-type' && field === 'cut') return refused.short;
  if (code === 'media-type') return field === 'name' ? `${refused.name} ${words.types}` : refused.content;
  if (code === 'full') return field === 'too-much' ? refused.much : refused.full;
  if (code === 'no-room') return refused['no-room'];
  return code === 'network' ? refused.cut : words.failed(message);
};

/** What plays is a recording, whatever was chosen before it. */
const kindOf = ({ type }: File, chosen: ExhibitKind): ExhibitKind =>
  chosen === 'order' && /^(video|audio)\//.test(type) ? 'recording' : chosen;

const Upload = ({ mark, limits, renew }: Props) => {
  const { api, settings } = useDesk();
  const words = markWords[settings.language.value].exhibits;
  const [kind, setKind] = useState<ExhibitKind>('order');
  const [percent, setPercent] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const stop = useRef<AbortController | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const send = async (file: File): Promise<void> => {
    setSaid('');
    if (file.size > limits.fileBytes) {
      setSaid(words.refused['too-large'](bytesShown(limits.fileBytes)));
      return;
    }
    stop.current = new AbortController();
    setPercent(0);
    try {
      await api.bring(mark.id, file, kindOf(file, kind), {
        onPercent: setPercent,
        signal: stop.current.signal,
      });
    } catch (cause) {
      if (!(cause instanceof UploadFailed && cause.code === 'stopped'))
        setSaid(refusedText(cause, words, limits));
    }
    setPercent(null);
    if (field.current) field.current.value = '';
    await renew();
  };
  return (
    <div class="mine-upload">
      <label>
        <span class="small-text">{words.kind}</span>{' '}
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value as ExhibitKind)}>
          {EXHIBIT_KINDS.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one]}
            </option>
          ))}
        </select>
      </label>
      <label class="button small mine-choose">
        {words.choose}
        <input
          ref={field}
          type="file"
          class="unseen"
          accept={ACCEPTED}
          disabled={percent !== null}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void send(file);
          }}
        />
      </label>
      {percent !== null && (
        <p class="small-text">
          <progress max={100} value={percent} aria-label={words.sending(percent)} /> {words.sending(percent)}{' '}
          <button type="button" class="button small" onClick={() => stop.current?.abort()}>
            {words.stop}
          </button>
        </p>
      )}
      <p role="alert" class="mine-said">
        {said}
      </p>
      <p class="quiet small-text">
        {words.types} · {words.limit(bytesShown(limits.fileBytes), limits.filesPerMark)} · {words.hidden}
      </p>
    </div>
  );
};
