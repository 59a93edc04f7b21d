import type { AlertView } from '../../models/contract/alert.ts';
import { countsOf } from '../state/owed.ts';
import { useDesk, useDuties } from '../view/desk.ts';
import { Checklist } from './checklist.tsx';

export const FACTS_SIDES = ['grounds', 'checklist'] as const;
export type FactsSide = (typeof FACTS_SIDES)[number];

interface Props {
  readonly side: FactsSide;
  readonly show: (side: FactsSide) => void;
  readonly alert: AlertView;
}

/** On what the alert rests, or what is to be said in its broadcast. */
export const FactsTabs = ({ side, show, alert }: Props) => {
  const { words } = useDesk();
  const labels = words.value.duties;
  const { board } = useDuties(alert.broadcast.publicId);
  const owed = board ? countsOf(board).owed : 0;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const next = side === 'grounds' ? 'checklist' : 'grounds';
    show(next);
    document.getElementById(`facts-${next}`)?.focus();
  };
  return (
    <div class="facts-tabs" role="tablist" aria-label={labels.tabsLabel} onKeyDown={onKey}>
      {FACTS_SIDES.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`facts-${each}`}
          class="facts-tab"
          aria-selected={each === side}
          aria-controls="facts-body"
          tabIndex={each === side ? 0 : -1}
          onClick={() => show(each)}
        >
          {labels.tabs[each]}
          {each === 'checklist' && owed > 0 && <span class="facts-owed">{labels.owed(owed)}</span>}
        </button>
      ))}
    </div>
  );
};

export const FactsChecklist = ({ alert }: { readonly alert: AlertView }) => {
  const { broadcasts, moments } = useDesk();
  const of = useDuties(alert.broadcast.publicId);
  const broadcast =
    broadcasts.held.value.get(alert.broadcast.publicId) ?? moments.current.value.moment?.broadcast;
  if (!broadcast) return null;
  return <Checklist of={of} broadcast={broadcast} subject={alert.product?.id} />;
};
