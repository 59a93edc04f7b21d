import { canConfirm, correctionKey } from '../state/desk.ts';
import { useDesk } from '../view/desk.ts';
import { localTime } from '../words/time.ts';

/** The room says that it has corrected itself, and nobody has heard it: a moderator who has listened may confirm it. */
export const ConfirmCorrection = () => {
  const { board, desk, words, clock } = useDesk();
  const labels = words.value.host.confirm;
  const waiting = board.scope.value.filter(canConfirm);
  const [first] = waiting;
  if (!first?.correction) return null;
  const busy = waiting.some(({ id }) => desk.busy.value.has(correctionKey(id, 'confirm')));
  return (
    <div class="confirm-correction" role="status">
      <p>
        {labels.said(
          first.correction.by.name,
          localTime(Date.parse(first.correction.saidAt), clock.nowMs.peek()),
        )}
      </p>
      <button
        type="button"
        class="button small"
        disabled={busy}
        onClick={() => {
          for (const { id } of waiting) void desk.correct(id, 'confirm');
        }}
      >
        {labels.act}
      </button>
    </div>
  );
};
