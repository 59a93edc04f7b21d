import { useEffect, useRef } from 'preact/hooks';
import type { DecisionAction } from '../../models/contract/alert.ts';
import { DISMISS_REASONS } from '../../models/contract/status.ts';
import { canAct, heldByOther } from '../state/board.ts';
import type { KEYS } from '../state/keys.ts';
import { noteOf } from '../view/board.tsx';
import { useDesk } from '../view/desk.ts';
import { answerWords } from '../words/answers.ts';
import { ConfirmCorrection } from './confirm-correction.tsx';
import { KeyHint } from './key-hint.tsx';

/** Tells the styles how high the foot is: on a phone a notice stands above it, for under it lay a button. */
const useFootHeight = () => {
  const foot = useRef<HTMLElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    const watcher = new ResizeObserver(() =>
      style.setProperty('--foot-height', `${foot.current?.offsetHeight ?? 0}px`),
    );
    if (foot.current) watcher.observe(foot.current);
    return () => {
      watcher.disconnect();
      style.removeProperty('--foot-height');
    };
  }, []);
  return foot;
};

/** What can be done about what is chosen, each with its key. Stays at the foot, wherever the facts are scrolled to. */
export const Actions = () => {
  const { board, words, session } = useDesk();
  const { act } = words.value;
  const scope = board.scope.value;
  const me = session.myId.value;
  const can = (action: DecisionAction): boolean => scope.some((alert) => canAct(action, alert, me));
  const held = scope.find((alert) => heldByOther(alert, me));
  const decided = can('reopen');
  // A disclosure that was not said is a platform's wish, never an offence.
  const duty = scope[0]?.subject.type === 'duty';
  const foot = useFootHeight();
  return (
    <footer class="actions" ref={foot}>
      <ConfirmCorrection />
      {board.dismissing.value && <DismissReasons />}
      <p class="scope">
        {held
          ? act.heldByOther(held.assignee?.name ?? words.value.notice.someone)
          : scope.length > 1
            ? act.scopeAll(scope.length)
            : board.card.value && board.card.value.alerts.length > 1
              ? act.scopeOne
              : ''}
      </p>
      <AnsweredNote />
      <div class="action-grid">
        {decided ? (
          <Act action="reopen" hint="reopen" label={act.reopen} can={can('reopen')} />
        ) : (
          <>
            <Act
              action="uphold"
              hint="uphold"
              label={duty ? act.upholdDuty : act.uphold}
              can={can('uphold')}
              look="primary"
            />
            <button
              type="button"
              class="button act"
              disabled={!can('dismiss')}
              aria-expanded={board.dismissing.value}
              onClick={() => (board.dismissing.value ? board.cancelWhy() : board.askWhy())}
            >
              {act.dismiss} <KeyHint of="dismiss" />
            </button>
            {board.holding.value ? (
              <Act action="release" hint="take" label={act.release} can />
            ) : (
              <Act action="take" hint="take" label={act.take} can={can('take')} />
            )}
            <Act action="later" hint="later" label={act.later} can={can('later')} title={act.laterHint} />
          </>
        )}
      </div>
    </footer>
  );
};

/** Whoever changes a decision, or decides again, is told first that the room has spoken. */
const AnsweredNote = () => {
  const { board, settings } = useDesk();
  const count = board.scope.value.reduce((sum, { answers }) => sum + (answers?.count ?? 0), 0);
  if (count === 0) return null;
  const show = (): void => {
    document.getElementById('facts-grounds')?.click();
    document.getElementById('alert-answers')?.scrollIntoView({ block: 'center' });
  };
  return (
    <p class="answered-note">
      <button type="button" class="button small plain" onClick={show}>
        {answerWords[settings.language.value].beforeChanging(count)}
      </button>
    </p>
  );
};

interface ActProps {
  readonly action: DecisionAction;
  readonly hint: keyof typeof KEYS;
  readonly label: string;
  readonly can: boolean;
  readonly look?: string;
  readonly title?: string;
}

const Act = ({ action, hint, label, can, look = '', title }: ActProps) => {
  const { board } = useDesk();
  return (
    <button
      type="button"
      class={`button act ${look}`}
      disabled={!can}
      title={title}
      onClick={() => board.act(action)}
    >
      {label} <KeyHint of={hint} />
    </button>
  );
};

const DismissReasons = () => {
  const { board, words } = useDesk();
  const { act, dismiss } = words.value;
  const sheet = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const own = sheet.current;
    const before = document.activeElement;
    own?.focus({ preventScroll: true });
    return () => {
      // The focus goes back to where it was, or to the list; left to the browser it would be nowhere.
      if (document.activeElement !== document.body && !own?.contains(document.activeElement)) return;
      const back = before instanceof HTMLElement && before !== document.body && before.isConnected;
      (back ? before : document.getElementById('rows'))?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <fieldset class="reasons" ref={sheet} tabIndex={-1}>
      <legend>{act.reasonTitle}</legend>
      <div class="reason-list">
        {DISMISS_REASONS.map((reason, index) => (
          <button
            key={reason}
            type="button"
            class="button reason"
            onClick={() => board.act('dismiss', { reason, ...noteOf() })}
          >
            <span class="key" aria-hidden="true">
              {index + 1}
            </span>{' '}
            {dismiss[reason]}
          </button>
        ))}
      </div>
      <label class="field">
        <span class="unseen">{act.note}</span>
        <input id="dismiss-note" placeholder={act.note} maxLength={2000} />
      </label>
      <button type="button" class="button small plain cancel-why" onClick={() => board.cancelWhy()}>
        {act.cancel} <kbd class="key">Esc</kbd>
      </button>
    </fieldset>
  );
};
