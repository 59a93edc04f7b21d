import { useEffect, useRef, useState } from 'preact/hooks';
import type { AlertView } from '../../models/contract/alert.ts';
import { CASE_ALERTS_MAX, CASE_REASON_MAX } from '../../models/contract/case.ts';
import type { AlertId } from '../../models/contract/ids.ts';
import { RequestFailed } from '../link/http.ts';
import { AlertInCase } from '../part/case.tsx';
import { useSheet } from '../part/sheet.ts';
import { type CaseWords, caseWords } from '../words/cases.ts';
import { useDesk } from './desk.ts';

/** Alerts of one broadcast that are offered: those heard last. */
const OFFERED_MAX = 200;

/** Asks which alerts of the broadcast belong to what is chosen, and why. */
export const JoinSheet = () => {
  const app = useDesk();
  const words = caseWords[app.settings.language.value];
  const joining = app.joining.value;
  const leave = (): void => {
    app.joining.value = null;
  };
  const sheet = useSheet(joining, leave, undefined, () => document.getElementById('join')?.focus());
  return (
    <dialog {...sheet} class="sheet withhold" aria-labelledby="join-title">
      <header class="sheet-head">
        <h2 id="join-title">{words.join}</h2>
        <button type="button" class="button small" onClick={leave}>
          {words.cancel}
        </button>
      </header>
      {joining && (
        <Joining key={joining.map(({ id }) => id).join()} chosen={joining} words={words} close={leave} />
      )}
    </dialog>
  );
};

/** Other alerts of the broadcast, those heard first in front; null until they are known. */
const useOthers = (chosen: readonly AlertView[], failed: (cause: unknown) => void) => {
  const { api } = useDesk();
  const [others, setOthers] = useState<readonly AlertView[] | null>(null);
  useEffect(() => {
    const own = new Set(chosen.map(({ id }) => id));
    const broadcast = chosen[0]?.broadcast.publicId;
    if (broadcast === undefined) return;
    const ask = (state: 'open' | 'decided') => api.alerts({ state, broadcast, limit: OFFERED_MAX });
    Promise.all([ask('open'), ask('decided')])
      .then((pages) =>
        setOthers(
          pages
            .flatMap(({ alerts }) => alerts)
            .filter(({ id }) => !own.has(id))
            .sort((a, b) => a.firstAtMs - b.firstAtMs),
        ),
      )
      .catch(failed);
  }, [api]);
  return others;
};

interface Props {
  readonly chosen: readonly AlertView[];
  readonly words: CaseWords;
  readonly close: () => void;
}

const inList = ({ id, subject, product, firstAtMs: atMs, quote, status }: AlertView) => ({
  ...{ id, subject, atMs, quote, status },
  ...(product && { product: product.name }),
});

const refusalOf = (cause: unknown, words: CaseWords): string => {
  if (!(cause instanceof RequestFailed)) return words.failed(String(cause));
  if (cause.code === 'conflict' || cause.code === 'full') return words.refused[cause.code];
  return words.failed(cause.message);
};

const Joining = ({ chosen, words, close }: Props) => {
  const { api, moments, notices } = useDesk();
  const [says, setSays] = useState('');
  const [busy, setBusy] = useState(false);
  const [picked, setPicked] = useState<ReadonlySet<AlertId>>(new Set());
  const others = useOthers(chosen, (cause) => setSays(refusalOf(cause, words)));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (others) form.current?.querySelector<HTMLElement>('input')?.focus();
  }, [others === null]);
  const count = chosen.length + picked.size;
  const pick = (id: AlertId, isIn: boolean): void => {
    const next = new Set(picked);
    if (isIn) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  const submit = async (reason: string): Promise<void> => {
    if (busy || count < 2) return;
    setBusy(true);
    setSays(words.busy);
    try {
      const { alerts } = await api.joinAlerts([...chosen.map(({ id }) => id), ...picked], reason);
      notices.say({ type: 'decided', action: 'join', count: alerts.length });
      moments.renew();
      close();
    } catch (cause) {
      setSays(refusalOf(cause, words));
      setBusy(false);
    }
  };
  return (
    <form
      ref={form}
      class="withhold-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(String(new FormData(event.currentTarget).get('reason') ?? '').trim());
      }}
    >
      <p>{words.says(chosen.length)}</p>
      <fieldset class="join-others">
        <legend>{words.which}</legend>
        {others === null && <p class="quiet">{words.looking}</p>}
        {others?.length === 0 && <p class="quiet">{words.alone}</p>}
        {others?.map((alert) => (
          <label key={alert.id} class="check">
            <input
              type="checkbox"
              checked={picked.has(alert.id)}
              disabled={!picked.has(alert.id) && count >= CASE_ALERTS_MAX}
              onChange={({ currentTarget }) => pick(alert.id, currentTarget.checked)}
            />
            <span>
              <AlertInCase alert={inList(alert)} />
            </span>
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span>{words.reason}</span>
        <input name="reason" required pattern=".*\S.*" maxLength={CASE_REASON_MAX} autocomplete="off" />
      </label>
      <div class="withhold-acts">
        <button type="submit" class="button primary" disabled={busy || count < 2}>
          {words.submit}
        </button>
        <span class="quiet">{words.chosen(count)}</span>
      </div>
      <p role="status">{says}</p>
    </form>
  );
};
