import { useEffect, useRef, useState } from 'preact/hooks';
import type { AuditAct, AuditActsPage } from '../../models/contract/audit-acts.ts';
import type { AuditActsQuery } from '../link/audit.ts';
import { RequestFailed } from '../link/http.ts';
import { AuditStampsLine } from '../part/audit-stamps.tsx';
import { type AuditVoice, auditVoice } from '../words/audit.ts';
import { localMinute } from '../words/time.ts';
import { useDesk } from './desk.ts';
import { useSlow } from './shell.tsx';

const textOf = (cause: unknown): string => (cause instanceof RequestFailed ? cause.message : String(cause));

const useActs = (asked: AuditActsQuery) => {
  const { api } = useDesk();
  const [page, setPage] = useState<AuditActsPage | null>(null);
  const [actions, setActions] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const asking = useRef(0);
  const load = (before?: string): void => {
    asking.current += 1;
    const mine = asking.current;
    setFailure(null);
    api
      .auditActs({ ...asked, ...(before !== undefined && { before }) })
      .then((reply) => {
        if (mine !== asking.current) return;
        setPage((known) =>
          before === undefined ? reply : { ...reply, acts: [...(known?.acts ?? []), ...reply.acts] },
        );
        if (reply.actions) setActions(reply.actions);
      })
      .catch((cause: unknown) => mine === asking.current && setFailure(textOf(cause)));
  };
  useEffect(() => {
    setPage(null);
    load();
  }, [api, asked]);
  return { page, actions, failure, load };
};

/** The day's first moment where the reader is, in ISO 8601; `later` days after it. Empty for no day. */
const dayIn = (day: string, later = 0): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return day === '' ? '' : new Date(year, month - 1, date + later).toISOString();
};

const readForm = (form: HTMLFormElement): AuditActsQuery => {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '').trim();
  return {
    ...{ by: text('by'), action: text('action'), subject: text('subject') },
    ...{ from: dayIn(text('from')), until: dayIn(text('until'), 1) },
  };
};

/** What people did, searched by who, what, when and on what: for admins everybody's acts, for moderators their own. */
export const AuditScreen = () => {
  const { route, settings } = useDesk();
  const voice = auditVoice(settings.language.value);
  const [subject = ''] = route.value.rest;
  const [asked, setAsked] = useState<AuditActsQuery>({ subject });
  useEffect(() => setAsked({ subject }), [subject]);
  const { page, actions, failure, load } = useActs(asked);
  const slow = useSlow(page === null && failure === null);
  return (
    <section class="page audit" aria-labelledby="audit-title">
      <h1 id="audit-title">{voice.word('title')}</h1>
      <p class="quiet">
        {voice.word('intro')} {page?.of === 'own' && voice.word('own')}
      </p>
      <AuditStampsLine />
      <AuditForm key={subject} {...{ subject, actions, voice }} isAll={page?.of === 'all'} onAsk={setAsked} />
      {slow && <div class="skeleton skeleton-row" role="status" aria-label={voice.word('loading')} />}
      {failure !== null && (
        <div class="empty" role="alert">
          <p>{voice.word('failed', { message: failure })}</p>
          <button type="button" class="button" onClick={() => load()}>
            {voice.word('again')}
          </button>
        </div>
      )}
      {page?.acts.length === 0 && <p class="empty">{voice.word('none')}</p>}
      <ol class="audit-acts">
        {page?.acts.map((act) => (
          <Act key={act.id} act={act} voice={voice} />
        ))}
      </ol>
      {page?.next !== undefined && (
        <button type="button" class="button wide" onClick={() => load(page.next)}>
          {voice.word('more')}
        </button>
      )}
    </section>
  );
};

interface FormProps {
  readonly subject: string;
  readonly actions: readonly string[];
  readonly voice: AuditVoice;
  /** Whether there is anyone's act but one's own. */
  readonly isAll: boolean;
  readonly onAsk: (query: AuditActsQuery) => void;
}

const AuditForm = ({ subject, actions, voice: { word, act }, isAll, onAsk }: FormProps) => (
  <form
    class="audit-form"
    onSubmit={(event) => {
      event.preventDefault();
      onAsk(readForm(event.currentTarget));
    }}
    onReset={() => onAsk({})}
  >
    {isAll && (
      <label class="field">
        <span>{word('who')}</span>
        <input name="by" maxLength={200} autocomplete="off" />
      </label>
    )}
    <label class="field">
      <span>{word('what')}</span>
      <select name="action">
        <option value="">{word('any')}</option>
        {actions.map((action) => (
          <option key={action} value={action}>
            {act(action)}
          </option>
        ))}
      </select>
    </label>
    <label class="field audit-subject">
      <span>{word('subject')}</span>
      <input name="subject" maxLength={200} autocomplete="off" defaultValue={subject} />
    </label>
    <label class="field">
      <span>{word('from')}</span>
      <input name="from" type="date" />
    </label>
    <label class="field">
      <span>{word('until')}</span>
      <input name="until" type="date" />
    </label>
    <div class="audit-buttons">
      <button type="submit" class="button primary">
        {word('look')}
      </button>
      <button type="reset" class="button">
        {word('clear')}
      </button>
    </div>
  </form>
);

const Act = ({
  act,
  voice: { word, act: named },
}: {
  readonly act: AuditAct;
  readonly voice: AuditVoice;
}) => {
  const { clock } = useDesk();
  const { at, by, action, subject, reason, details, leaf } = act;
  return (
    <li class="audit-act">
      <div>
        <time dateTime={at}>{localMinute(Date.parse(at), clock.nowMs.peek())}</time>
        <p class="quiet small-text">{leaf === undefined ? word('waiting') : word('record', { leaf })}</p>
      </div>
      <div>
        <strong>{by.name || <span class="quiet">{word('over')}</span>}</strong> {named(action)}
        {reason !== undefined && <p class="quiet small-text">{word('why', { reason })}</p>}
      </div>
      <div>
        <code class="small-text">{subject}</code>
        {details && (
          <details>
            <summary class="small-text">{word('details')}</summary>
            <pre class="small-text">{JSON.stringify(details, null, 1)}</pre>
          </details>
        )}
      </div>
    </li>
  );
};
