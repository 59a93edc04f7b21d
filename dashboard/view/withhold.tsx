import { useEffect, useRef, useState } from 'preact/hooks';
import {
  WITHHOLDING_NOTE_MAX,
  WITHHOLDING_REASONS,
  type WithholdingPreview,
  type WithholdingReason,
} from '../../models/contract/withholding.ts';
import { RequestFailed } from '../link/http.ts';
import type { WithholdTarget } from '../state/withhold-target.ts';
import { type WithholdingWords, withholdingWords } from '../words/withholding.ts';
import { useDesk } from './desk.ts';

const textOf = (cause: unknown): string => (cause instanceof RequestFailed ? cause.message : String(cause));

/** Adds up what goes with each of the records. */
const together = (previews: readonly WithholdingPreview[]): WithholdingPreview => {
  const counts = new Map<string, number>();
  for (const { records } of previews)
    for (const { kind, count } of records) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return {
    records: [...counts].map(([kind, count]) => ({ kind, count })),
    alerts: Math.max(0, ...previews.map(({ alerts }) => alerts)),
    packs: [...new Set(previews.flatMap(({ packs }) => packs))],
  };
};

/** Asks before words are withheld: which, why, for whom, what goes with them, and that it is for good. */
export const WithholdSheet = () => {
  const app = useDesk();
  const words = withholdingWords[app.settings.language.value];
  const target = app.withholding.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (target && !dialog.current?.open) dialog.current?.showModal();
    if (!target && dialog.current?.open) dialog.current.close();
  }, [target]);
  const close = (): void => {
    app.withholding.value = null;
  };
  return (
    <dialog ref={dialog} class="sheet withhold" aria-labelledby="withhold-title" onClose={close}>
      <header class="sheet-head">
        <h2 id="withhold-title">{words.title}</h2>
        <button type="button" class="button small" onClick={close}>
          {words.cancel}
        </button>
      </header>
      {target && <Asking key={target.leaves.join()} target={target} words={words} close={close} />}
    </dialog>
  );
};

interface AskingProps {
  readonly target: WithholdTarget;
  readonly words: WithholdingWords;
  readonly close: () => void;
}

const Asking = ({ target, words, close }: AskingProps) => {
  const { api, moments } = useDesk();
  const [preview, setPreview] = useState<WithholdingPreview | null>(null);
  const [says, setSays] = useState('');
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    let current = true;
    form.current?.querySelector<HTMLElement>('select')?.focus();
    Promise.all(target.leaves.map((leaf) => api.withholdingPreview(target.publicId, leaf)))
      .then((previews) => current && setPreview(together(previews)))
      .catch((cause: unknown) => current && setSays(words.failed(textOf(cause))));
    return () => {
      current = false;
    };
  }, [api]);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || !form.current) return;
    const given = new FormData(form.current);
    const reason = String(given.get('reason')) as WithholdingReason;
    const note = String(given.get('note') ?? '').trim();
    setBusy(true);
    setSays(words.busy);
    try {
      for (const leaf of target.leaves) await api.withhold(target.publicId, { leaf, reason, note });
      moments.renew();
      close();
    } catch (cause) {
      setSays(words.failed(textOf(cause)));
      setBusy(false);
    }
  };
  return (
    <form ref={form} class="withhold-form" onSubmit={(event) => void submit(event)}>
      <p class="withhold-warn">{words.forGood}</p>
      <div>
        <h3>{words.words}</h3>
        {target.words.map((text) => (
          <blockquote key={text}>{text}</blockquote>
        ))}
      </div>
      <Goes preview={preview} words={words} />
      <label class="field">
        <span>{words.reason}</span>
        <select name="reason" required>
          {WITHHOLDING_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {words.reasons[reason]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{words.note}</span>
        <input
          name="note"
          required
          pattern=".*\S.*"
          maxLength={WITHHOLDING_NOTE_MAX}
          placeholder={words.noteHint}
          autocomplete="off"
        />
      </label>
      <label class="check">
        <input type="checkbox" required /> {words.understood}
      </label>
      <div class="withhold-acts">
        <button type="submit" class="button primary" aria-disabled={busy || preview?.records.length === 0}>
          {words.submit}
        </button>
        <button type="button" class="button plain" onClick={close}>
          {words.cancel}
        </button>
      </div>
      <p class="small-text" role="status">
        {says}
      </p>
    </form>
  );
};

/** Copies and packs that lose the words. */
const Goes = ({
  preview,
  words,
}: {
  readonly preview: WithholdingPreview | null;
  readonly words: WithholdingWords;
}) => {
  if (!preview) return <p class="quiet small-text">{words.looking}</p>;
  if (preview.records.length === 0) return <p>{words.nothing}</p>;
  return (
    <div>
      <h3>{words.goes}</h3>
      <ul class="withhold-goes">
        {preview.records.map(({ kind, count }) => (
          <li key={kind}>{(words.kinds[kind] ?? words.otherKind)(count)}</li>
        ))}
        {preview.alerts > 0 && <li>{words.alerts(preview.alerts)}</li>}
        {preview.packs.length > 0 && <li>{words.packs(preview.packs.length, preview.packs.join(', '))}</li>}
      </ul>
      <p class="quiet small-text">{words.stays}</p>
    </div>
  );
};
