import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { MineReply } from '../../models/contract/mark.ts';
import { readRecoveryCode } from '../../models/contract/recovery-code.ts';
import { RequestFailed } from '../link/http.ts';
import { addressOf } from '../state/route.ts';
import { bytesShown } from '../words/bytes.ts';
import { type MarkWords, markWords } from '../words/marks/index.ts';
import { useDesk } from './desk.ts';
import { MarkCard } from './mine-card.tsx';
import { PackRow } from './mine-packs.tsx';
import { MyRequests } from './request-mine.tsx';
import { useSlow } from './shell.tsx';

/** How often it is looked while something is being recorded, made or read: each takes seconds. */
const RENEW_MS = 1_500;

type Mine =
  | { readonly type: 'asking' }
  | { readonly type: 'locked' }
  /** `reply`: what was there before. */
  | { readonly type: 'failed'; readonly why: string; readonly reply: MineReply | null }
  | { readonly type: 'open'; readonly reply: MineReply };

const isMoving = ({ marks, packs }: MineReply): boolean =>
  [...packs, ...marks.flatMap((mark) => mark.packs)].some(
    ({ state }) => state === 'waiting' || state === 'making',
  ) ||
  marks.some(
    ({ state, exhibits }) =>
      state === 'recording' || exhibits.some((one) => one.state === 'recording' || one.placing === true),
  );

/** What there is to show: whoever waits for a pack loses nothing of the page when one look at it fails. */
const replyIn = (mine: Mine): MineReply | null =>
  mine.type === 'open' || mine.type === 'failed' ? mine.reply : null;

const useMine = () => {
  const { api, session } = useDesk();
  const [mine, setMine] = useState<Mine>({ type: 'asking' });
  const renew = useCallback(async (): Promise<void> => {
    try {
      setMine({ type: 'open', reply: await api.mine() });
    } catch (cause) {
      if (cause instanceof RequestFailed && cause.status === 401) setMine({ type: 'locked' });
      else
        setMine((before) => ({
          type: 'failed',
          why: cause instanceof Error ? cause.message : String(cause),
          reply: replyIn(before),
        }));
    }
  }, [api]);
  const who = session.me.value?.id;
  /** From the beginning: what was shown may be somebody else's. */
  const anew = useCallback((): Promise<void> => {
    setMine({ type: 'asking' });
    return renew();
  }, [renew]);
  useEffect(() => void anew(), [anew, who]);
  const reply = replyIn(mine);
  const moving = reply !== null && isMoving(reply);
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => void renew(), RENEW_MS);
    return () => clearInterval(timer);
  }, [moving, renew]);
  return { mine, reply, renew, anew, show: (reply: MineReply) => setMine({ type: 'open', reply }) };
};

/** One's marks with all that belongs to them: with an account, or with a recovery code. */
export const MineScreen = () => {
  const { settings, session } = useDesk();
  const words = markWords[settings.language.value];
  const { mine, reply, renew, anew, show } = useMine();
  const slow = useSlow(mine.type === 'asking');
  return (
    <section class="page mine" aria-labelledby="mine-title">
      <h1 id="mine-title">{words.mine.title}</h1>
      <p class="consumer-intro">{words.mine.intro}</p>
      {slow && <div class="skeleton skeleton-column" role="status" aria-label={words.mine.loading} />}
      {mine.type === 'failed' && (
        <div class="empty" role="alert">
          <p>{words.mine.failed(mine.why)}</p>
          <button type="button" class="button" onClick={() => void renew()}>
            {words.mine.again}
          </button>
        </div>
      )}
      {mine.type === 'locked' && <CodeForm words={words} opened={show} adopt={false} />}
      {reply && <Opened reply={reply} words={words} renew={renew} anew={anew} show={show} />}
      {session.me.value?.role === 'consumer' && <MyRequests />}
    </section>
  );
};

interface OpenedProps {
  readonly reply: MineReply;
  readonly words: MarkWords;
  readonly renew: () => Promise<void>;
  readonly anew: () => Promise<void>;
  readonly show: (reply: MineReply) => void;
}

const Opened = ({ reply, words, renew, anew, show }: OpenedProps) => {
  const { api } = useDesk();
  const { by, marks, packs, limits } = reply;
  const labels = words.mine;
  return (
    <>
      {by === 'code' && (
        <p class="hint mine-by-code">
          {labels.byCode}{' '}
          <button type="button" class="button small" onClick={() => void api.closeCode().then(anew)}>
            {labels.leave}
          </button>
        </p>
      )}
      {marks.length === 0 && (
        <p class="empty">
          {labels.none} <a href={addressOf({ screen: 'consumer', rest: [] })}>{labels.find}</a>
        </p>
      )}
      <ol class="mine-marks">
        {marks.map((mark) => (
          <MarkCard key={mark.id} mark={mark} limits={limits} renew={renew} />
        ))}
      </ol>
      {limits.usedBytes > 0 && (
        <p class="quiet small-text">
          {labels.used(bytesShown(limits.usedBytes), bytesShown(limits.allBytes))}
        </p>
      )}
      {packs.length > 0 && (
        <section aria-labelledby="mine-packs">
          <h2 id="mine-packs">{labels.otherPacks}</h2>
          <ul class="mine-packs">
            {packs.map((job) => (
              <PackRow key={job.id} job={job} />
            ))}
          </ul>
        </section>
      )}
      {by === 'account' && <CodeForm words={words} opened={show} adopt />}
    </>
  );
};

interface CodeFormProps {
  readonly words: MarkWords;
  readonly opened: (reply: MineReply) => void;
  /** Adds the marks of the code to an account, in place of opening them. */
  readonly adopt: boolean;
}

const CodeForm = ({ words: { mine: words }, opened, adopt }: CodeFormProps) => {
  const { api, words: all } = useDesk();
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const open = async (event: Event): Promise<void> => {
    event.preventDefault();
    const read = readRecoveryCode(field.current?.value ?? '');
    if (!read.ok) {
      setSaid(words.codeBad[read.why]);
      return;
    }
    setBusy(true);
    setSaid('');
    try {
      const reply = await api.openCode(read.code);
      if (field.current) field.current.value = '';
      if (reply.adopted !== undefined) setSaid(words.adopted(reply.adopted));
      opened(reply);
    } catch (cause) {
      const { status = -1, message = String(cause) } = cause instanceof RequestFailed ? cause : {};
      const texts: Readonly<Record<number, string>> = { 404: words.codeNone, 0: all.value.notice.network };
      setSaid(texts[status] ?? words.failed(message));
    }
    setBusy(false);
  };
  return (
    <form class="mine-code" onSubmit={(event) => void open(event)}>
      <h2>{adopt ? words.adoptTitle : words.codeTitle}</h2>
      <p class="quiet">{adopt ? words.adoptWhat : words.codeWhat}</p>
      <label class="field">
        <span>{words.codeField}</span>
        <input
          ref={field}
          name="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          placeholder="XXXX-XXXX-XXXX-XXXX-XXXX"
          required
        />
      </label>
      <p role="status" class="mine-said">
        {said}
      </p>
      <p class="buttons">
        <button type="submit" class={`button ${adopt ? '' : 'primary'}`} disabled={busy}>
          {adopt ? words.adopt : words.codeOpen}
        </button>
      </p>
    </form>
  );
};
