import { useState } from 'preact/hooks';
import type { PublicId } from '../../models/contract/ids.ts';
import type { PublicHits } from '../../models/contract/public.ts';
import { useDesk } from '../view/desk.ts';
import { sayFailure } from '../words/account/failures.ts';
import { publicWords } from '../words/public/index.ts';
import { broadcastTime } from '../words/time.ts';

interface Props {
  readonly id: PublicId;
  readonly language: string;
  /** Leads to a moment. */
  readonly jump: (atMs: number) => void;
}

/** Finds words in what was said. */
export const PublicFind = ({ id, language, jump }: Props) => {
  const { api, settings } = useDesk();
  const labels = publicWords[settings.language.value].record;
  const [q, setQ] = useState('');
  const [found, setFound] = useState<PublicHits | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const look = async (fromMs: number): Promise<void> => {
    if (q.trim() === '') return;
    setBusy(true);
    setFailure(null);
    try {
      const reply = await api.findInPublic(id, q.trim(), fromMs);
      setFound(fromMs === 0 ? reply : { ...reply, hits: [...(found?.hits ?? []), ...reply.hits] });
    } catch (cause) {
      setFailure(sayFailure(cause, settings.language.peek()));
    }
    setBusy(false);
  };
  const next = found?.nextMs;
  return (
    <search class="find-in">
      <form
        class="find-in-form"
        onSubmit={(event) => {
          event.preventDefault();
          void look(0);
        }}
      >
        <label class="field">
          <span>{labels.find}</span>
          <input
            type="search"
            value={q}
            maxLength={100}
            enterkeyhint="search"
            onInput={({ currentTarget }) => setQ(currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {labels.findButton}
        </button>
      </form>
      {failure && <p role="alert">{failure}</p>}
      <p class="quiet" role="status">
        {found && labels.hits(found.hits.length, next !== undefined)}
      </p>
      <ul class="hit-list">
        {found?.hits.map(({ utteranceId, atMs, text, start, end }) => (
          <li key={`${utteranceId}/${atMs}`}>
            <button type="button" class="link-button" onClick={() => jump(atMs)} title={labels.show}>
              <time>{broadcastTime(atMs)}</time>
            </button>
            <span lang={language}>
              {text.slice(0, start)}
              <mark>{text.slice(start, end)}</mark>
              {text.slice(end)}
            </span>
          </li>
        ))}
      </ul>
      {next !== undefined && (
        <button type="button" class="button wide" disabled={busy} onClick={() => void look(next)}>
          {labels.findMore}
        </button>
      )}
    </search>
  );
};
