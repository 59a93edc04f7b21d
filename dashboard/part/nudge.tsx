import type { AlertView } from '../../models/contract/alert.ts';
import { isDecided } from '../../models/contract/status.ts';
import { correctionKey, correctionState, heldForMs } from '../state/desk.ts';
import { shown } from '../state/spans.ts';
import { useDesk } from '../view/desk.ts';
import type { Draft } from '../view/host.tsx';
import { inLanguage } from '../words/catalogue.ts';
import { correctionOf } from '../words/spoken.ts';
import { broadcastTime, countdown } from '../words/time.ts';
import { insteadOf, subjectName } from './names.ts';
import { SeverityTag } from './severity.tsx';
import { ToPrompter } from './to-prompter.tsx';

interface Props {
  readonly alert: AlertView;
  readonly edit: (draft: Draft) => void;
  readonly got: () => void;
}

/** What was heard, why it matters, what to say instead, and how to put it right. */
export const Nudge = ({ alert, edit, got }: Props) => {
  const { words, settings } = useDesk();
  const { host, quoteOpen, quoteClose } = words.value;
  const labels = host.nudge;
  const language = settings.language.value;
  const duty = alert.subject.type === 'duty';
  return (
    <article class="nudge">
      <p class="nudge-meta">
        <SeverityTag severity={alert.severity} />
        <span>{subjectName(alert, language, words.value)}</span>
        <time>{broadcastTime(alert.lastAtMs)}</time>
        {alert.count > 1 && <span>{labels.times(alert.count)}</span>}
      </p>
      <p class="nudge-heard">
        <span class="nudge-label">{duty ? labels.owed : labels.heard}</span>
        <span lang={alert.broadcast.language}>
          {duty ? alert.quote : `${quoteOpen}${shown(alert.quote)}${quoteClose}`}
        </span>
      </p>
      <p class="nudge-why">
        <span class="nudge-label">{labels.why}</span>
        {inLanguage(alert.reason, language)}
      </p>
      {!duty && <CorrectionLine alert={alert} edit={edit} />}
      <PutRight alert={alert} />
      <p class="nudge-instead">
        <span class="nudge-label">{labels.instead}</span>
        {insteadOf(alert, language)}
      </p>
      <button type="button" class="button plain wide" onClick={got}>
        {labels.got}
      </button>
    </article>
  );
};

/** A sentence that takes the claim back, ready to be read. */
const CorrectionLine = ({ alert, edit }: Pick<Props, 'alert' | 'edit'>) => {
  const labels = useDesk().words.value.host.nudge;
  const text = correctionOf(alert);
  const { publicId, language } = alert.broadcast;
  return (
    <div class="nudge-correction">
      <p>
        <span class="nudge-label">{labels.correction}</span>
        <span class="nudge-words" lang={language}>
          {text}
        </span>
      </p>
      <div class="nudge-acts">
        <ToPrompter id={publicId} line={{ text, alertId: alert.id }} look="primary" />
        <button type="button" class="button" onClick={() => edit({ text, alertId: alert.id })}>
          {labels.edit}
        </button>
      </div>
    </div>
  );
};

/** Where the correction stands, and how long the room still has it to itself. */
const PutRight = ({ alert }: Pick<Props, 'alert'>) => {
  const { words, desk } = useDesk();
  const labels = words.value.host.nudge;
  const state = correctionState(alert);
  if (state === 'done')
    return (
      <p class="nudge-done tag-good">
        ✓ {alert.correctedAtMs === undefined ? labels.confirmed : labels.corrected}
        {alert.correctedAtMs !== undefined && <time> {broadcastTime(alert.correctedAtMs)}</time>}
      </p>
    );
  const busy = desk.busy.value.has(correctionKey(alert.id, 'said'));
  return (
    <div class="nudge-right">
      {!isDecided(alert.status) && <Held alert={alert} />}
      {state === 'said' ? (
        <p class="nudge-done">{labels.waiting}</p>
      ) : (
        <button
          type="button"
          class="button wide"
          disabled={busy || isDecided(alert.status)}
          onClick={() => void desk.correct(alert.id, 'said')}
        >
          {labels.said}
        </button>
      )}
    </div>
  );
};

const Held = ({ alert }: Pick<Props, 'alert'>) => {
  const { words, clock } = useDesk();
  const labels = words.value.host.nudge;
  const leftMs = heldForMs(alert, clock.nowMs.value);
  return <p class="nudge-held">{leftMs ? labels.held(countdown(leftMs)) : labels.seen}</p>;
};
