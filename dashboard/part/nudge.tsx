import type { AlertView } from '../../models/contract/alert.ts';
import type { DutiesBoard, DutyView } from '../../models/contract/duty.ts';
import { isDecided } from '../../models/contract/status.ts';
import { correctionKey, correctionState, heldForMs } from '../state/desk.ts';
import { dutyIn } from '../state/owed.ts';
import { askedOf, isOfViewers } from '../state/viewers.ts';
import { useDesk, useRight } from '../view/desk.ts';
import type { Draft } from '../view/host.tsx';
import { inLanguage } from '../words/catalogue.ts';
import { correctionOf, spokenIn } from '../words/spoken.ts';
import { broadcastTime, countdown } from '../words/time.ts';
import { FillIn, Listed } from './fill-in.tsx';
import { insteadOf, subjectName } from './names.ts';
import { QuotedWords } from './quoted-words.tsx';
import { SeverityTag } from './severity.tsx';
import { ToPrompter } from './to-prompter.tsx';

interface Props {
  readonly alert: AlertView;
  /** `null`: not known yet. */
  readonly board: DutiesBoard | null;
  readonly edit: (draft: Draft) => void;
  readonly fill: (draft: Draft) => void;
  readonly got: () => void;
}

/** What was heard, asked or not said, why it matters, what to say instead, and how to put it right. */
export const Nudge = ({ alert, board, edit, fill, got }: Props) => {
  const { words, settings } = useDesk();
  const labels = words.value.host.nudge;
  const language = settings.language.value;
  const ofViewers = isOfViewers(alert);
  return (
    <article class="nudge">
      <p class="nudge-meta">
        <SeverityTag severity={alert.severity} />
        <span>{subjectName(alert, language, words.value)}</span>
        <time>{broadcastTime(alert.lastAtMs)}</time>
        {alert.count > 1 && !ofViewers && <span>{labels.times(alert.count)}</span>}
      </p>
      <What alert={alert} board={board} />
      <p class="nudge-why">
        <span class="nudge-label">{labels.why}</span>
        {inLanguage(alert.reason, language)}
      </p>
      {alert.subject.type === 'claim' && <CorrectionLine alert={alert} edit={edit} />}
      {ofViewers ? <Held alert={alert} left={labels.heldAnswer} /> : <PutRight alert={alert} />}
      <Cover alert={alert} board={board} fill={fill} />
      <button type="button" class="button plain wide" onClick={got}>
        {labels.got}
      </button>
    </article>
  );
};

/** The presenter's words, the viewers', what they asked, or what was not said. */
const What = ({ alert, board }: Pick<Props, 'alert' | 'board'>) => {
  const { words, settings } = useDesk();
  const { host } = words.value;
  const labels = host.nudge;
  const { subject } = alert;
  const asked = askedOf(alert, board);
  const owed = subject.type === 'duty' ? subject.name : asked?.name;
  const claimed = isOfViewers(alert) ? labels.viewersSay : labels.heard;
  const label = asked ? labels.asked : labels.owed;
  return (
    <p class="nudge-heard">
      <span class="nudge-label">{owed ? label : claimed}</span>
      {owed ? (
        <span>{inLanguage(owed, settings.language.value)}</span>
      ) : (
        <span lang={alert.broadcast.language}>
          <QuotedWords alert={alert} />
        </span>
      )}
    </p>
  );
};

/** The pattern of a line for what was asked or not said, to be filled in; of a claim, what to say instead. */
const Cover = ({ alert, board, fill }: Pick<Props, 'alert' | 'board' | 'fill'>) => {
  const { words, settings } = useDesk();
  const { cover, nudge: labels } = words.value.host;
  const { subject, suggestion, broadcast, product } = alert;
  const asked = askedOf(alert, board);
  const owed: DutyView | undefined =
    subject.type === 'duty' ? dutyIn(board, ({ id }) => id === subject.dutyId, product?.id) : asked?.duty;
  const say = subject.type === 'duty' ? (owed?.say ?? suggestion) : asked?.say;
  if (!say)
    return (
      <p class="nudge-instead">
        <span class="nudge-label">{isOfViewers(alert) ? labels.toDo : labels.instead}</span>
        {insteadOf(alert, settings.language.value)}
      </p>
    );
  const text = spokenIn(broadcast.language, say);
  return (
    <div class="nudge-correction">
      <p>
        <span class="nudge-label">{cover}</span>
        <span class="nudge-words" lang={broadcast.language}>
          {text}
        </span>{' '}
        <Listed duty={owed} />
      </p>
      <FillIn draft={{ text, alertId: alert.id }} room={broadcast.roomId} fill={fill} look="primary" />
    </div>
  );
};

/** A sentence that takes the claim back, ready to be read. */
const CorrectionLine = ({ alert, edit }: Pick<Props, 'alert' | 'edit'>) => {
  const labels = useDesk().words.value.host.nudge;
  const text = correctionOf(alert);
  const { publicId, language, roomId } = alert.broadcast;
  const may = useRight('prompt', roomId);
  if (text === null) return null;
  return (
    <div class="nudge-correction">
      <p>
        <span class="nudge-label">{labels.correction}</span>
        <span class="nudge-words" lang={language}>
          {text}
        </span>
      </p>
      <div class="nudge-acts">
        <ToPrompter id={publicId} room={roomId} line={{ text, alertId: alert.id }} look="primary" />
        {may && (
          <button type="button" class="button" onClick={() => edit({ text, alertId: alert.id })}>
            {labels.edit}
          </button>
        )}
      </div>
    </div>
  );
};

/** Where the correction stands, and how long the room still has it to itself. */
const PutRight = ({ alert }: Pick<Props, 'alert'>) => {
  const { words, desk } = useDesk();
  const labels = words.value.host.nudge;
  const state = correctionState(alert);
  const may = useRight('correct', alert.broadcast.roomId);
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
      {alert.relapse && state === 'open' && <p class="nudge-again">{labels.again}</p>}
      <Held alert={alert} left={labels.held} />
      {state === 'said' ? (
        <p class="nudge-done">{labels.waiting}</p>
      ) : (
        may && (
          <button
            type="button"
            class="button wide"
            disabled={busy || isDecided(alert.status)}
            onClick={() => void desk.correct(alert.id, 'said')}
          >
            {labels.said}
          </button>
        )
      )}
    </div>
  );
};

interface HeldProps {
  readonly alert: AlertView;
  readonly left: (time: string) => string;
}

const Held = ({ alert, left }: HeldProps) => {
  const { words, clock } = useDesk();
  if (isDecided(alert.status)) return null;
  const leftMs = heldForMs(alert, clock.nowMs.value);
  return <p class="nudge-held">{leftMs ? left(countdown(leftMs)) : words.value.host.nudge.seen}</p>;
};
