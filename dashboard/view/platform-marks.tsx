import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExhibitView } from '../../models/contract/exhibit.ts';
import { asPublicId, type PublicId } from '../../models/contract/ids.ts';
import type { Marker, PlatformMark } from '../../models/contract/platform-mark.ts';
import { RequestFailed } from '../link/http.ts';
import { addressOf } from '../state/route.ts';
import { bytesShown } from '../words/bytes.ts';
import { markWords } from '../words/marks/index.ts';
import { type PlatformMarkWords, platformMarkWords } from '../words/platform-marks.ts';
import { broadcastTime, localMinute } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { useSlow } from './shell.tsx';

const REASON_CHARS_MAX = 500;

const textOf = (cause: unknown): string => (cause instanceof RequestFailed ? cause.message : String(cause));

const usePlatformMarks = (broadcast: PublicId | null) => {
  const { api } = useDesk();
  const [marks, setMarks] = useState<readonly PlatformMark[] | null>(null);
  const [next, setNext] = useState<string>();
  const [failure, setFailure] = useState<string | null>(null);
  const asked = useRef(0);
  const load = (before?: string): void => {
    asked.current += 1;
    const mine = asked.current;
    setFailure(null);
    api
      .platformMarks({ ...(broadcast && { broadcast }), ...(before !== undefined && { before }) })
      .then((reply) => {
        if (mine !== asked.current) return;
        setMarks((known) => [...(before === undefined ? [] : (known ?? [])), ...reply.marks]);
        setNext(reply.next);
      })
      .catch((cause: unknown) => mine === asked.current && setFailure(textOf(cause)));
  };
  useEffect(() => {
    setMarks(null);
    load();
  }, [api, broadcast]);
  return { marks, next, failure, load };
};

/** What buyers marked and brought: for moderators and admins, of all broadcasts or of one. */
export const PlatformMarksScreen = () => {
  const { route, settings } = useDesk();
  const words = platformMarkWords[settings.language.value];
  const [id] = route.value.rest;
  const { marks, next, failure, load } = usePlatformMarks(id === undefined ? null : asPublicId(id));
  const slow = useSlow(marks === null && failure === null);
  return (
    <section class="page platform-marks" aria-labelledby="platform-marks-title">
      <h1 id="platform-marks-title">{words.title}</h1>
      <p class="quiet">{words.intro}</p>
      <p>
        <a href={addressOf({ screen: 'requests', rest: [] })}>‹ {words.toRequests}</a>
        {id !== undefined && (
          <>
            {' · '}
            {words.ofBroadcast} <a href={addressOf({ screen: 'marks', rest: [] })}>{words.all}</a>
          </>
        )}
      </p>
      {slow && <div class="skeleton skeleton-row" role="status" aria-label={words.loading} />}
      {failure && (
        <div class="empty" role="alert">
          <p>{words.failed(failure)}</p>
          <button type="button" class="button" onClick={() => load()}>
            {words.again}
          </button>
        </div>
      )}
      {marks?.length === 0 && <p class="empty">{words.none}</p>}
      <ol class="platform-mark-list">
        {marks?.map((mark) => (
          <Row key={mark.id} mark={mark} words={words} />
        ))}
      </ol>
      {next !== undefined && (
        <button type="button" class="button wide" onClick={() => load(next)}>
          {words.more}
        </button>
      )}
    </section>
  );
};

interface RowProps {
  readonly mark: PlatformMark;
  readonly words: PlatformMarkWords;
}

const Row = ({ mark, words }: RowProps) => {
  const { settings, clock } = useDesk();
  const card = markWords[settings.language.value].card;
  const { publicId, title, room, atMs, markedAt, state, leaf, product, bought, exhibits } = mark;
  const told = [
    words.state[state],
    leaf !== undefined && words.record(leaf),
    product && (product.name ?? product.id),
    bought && words.bought(card.bought(bought.day, bought.hour)),
  ];
  return (
    <li class="platform-mark">
      <div>
        <time dateTime={markedAt}>{localMinute(Date.parse(markedAt), clock.nowMs.peek())}</time>
        <p class="quiet small-text">{told.filter(Boolean).join(' · ')}</p>
      </div>
      <div>
        {title === '' ? words.over : <a href={addressOf({ screen: 'marks', rest: [publicId] })}>{title}</a>}
        <p class="quiet small-text">{[room, words.at(broadcastTime(atMs))].filter(Boolean).join(' · ')}</p>
      </div>
      <p class="platform-mark-words">
        {mark.words === undefined ? <span class="quiet">{words.noWords}</span> : mark.words}
      </p>
      <Who mark={mark} words={words} />
      {exhibits.length > 0 && <Files exhibits={exhibits} words={words} />}
    </li>
  );
};

/** Whose it is: masked, and told to whoever says why. */
const Who = ({ mark: { id, markedBy, shown }, words }: RowProps) => {
  const { api } = useDesk();
  const [marker, setMarker] = useState<Marker | null>(null);
  const [failure, setFailure] = useState('');
  const ask = async (form: HTMLFormElement): Promise<void> => {
    try {
      setMarker(await api.marker(id, String(new FormData(form).get('reason')).trim()));
    } catch (cause) {
      setFailure(words.failed(textOf(cause)));
    }
  };
  if (markedBy !== 'account') return <p class="quiet small-text">{words.by[markedBy]}</p>;
  if (marker)
    return (
      <p role="status">
        <strong>{words.isOf(marker.name, marker.address?.shown)}</strong>{' '}
        <code class="small-text">{marker.id}</code>
      </p>
    );
  return (
    <details class="platform-mark-who">
      <summary>
        {shown} <span class="quiet small-text">{words.who}</span>
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask(event.currentTarget);
        }}
      >
        <label class="field">
          <span>{words.why}</span>
          <input name="reason" required pattern=".*\S.*" maxLength={REASON_CHARS_MAX} autocomplete="off" />
        </label>
        <button type="submit" class="button small">
          {words.show}
        </button>
        <p class="small-text" role="alert">
          {failure}
        </p>
      </form>
    </details>
  );
};

const Files = ({
  exhibits,
  words,
}: Pick<RowProps, 'words'> & { readonly exhibits: readonly ExhibitView[] }) => {
  const { settings } = useDesk();
  const labels = markWords[settings.language.value].exhibits;
  return (
    <ul class="platform-mark-files" aria-label={words.files}>
      {exhibits.map(({ id, kind, name, bytes, state, leaf = 0, file }) => (
        <li key={id}>
          <span class="tag">{labels.kinds[kind]}</span>{' '}
          {file === undefined ? (
            <span class="quiet">{labels.states.removed}</span>
          ) : (
            <>
              <a href={file} download title={words.read}>
                {name}
              </a>{' '}
              <span class="quiet small-text">
                {bytesShown(bytes)} ·{' '}
                {state === 'recorded' ? labels.states.recorded(leaf) : labels.states[state]}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
};
