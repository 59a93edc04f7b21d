import type { DutiesState } from '../state/duties.ts';
import { useDesk } from '../view/desk.ts';
import { useSlow } from '../view/shell.tsx';
import { localTime } from '../words/time.ts';

/** How well what is owed is known: nothing while all is well. */
export const DutiesStatus = ({ of }: { readonly of: DutiesState }) => {
  const { words, clock } = useDesk();
  const labels = words.value.duties;
  const slow = useSlow(!of.board && !of.failure);
  if (of.failure && of.board && of.staleSinceMs !== undefined)
    return (
      <p class="stale" role="status">
        {labels.staleSince(localTime(of.staleSinceMs, clock.nowMs.peek()))}
      </p>
    );
  if (of.failure)
    return (
      <p class="quiet duties-status" role="status">
        {labels.failure[of.failure]}
      </p>
    );
  return slow ? (
    <p class="quiet duties-status" role="status">
      {labels.loading}
    </p>
  ) : null;
};
