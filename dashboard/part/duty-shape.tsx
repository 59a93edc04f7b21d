import type { DutyState } from '../../models/contract/duty.ts';

/** Each state has a shape of its own, so that hue is never alone in saying it. */
const SHAPES: Readonly<Record<Exclude<DutyState, 'partial'>, string>> = {
  satisfied: 'M3 8.5l3.5 3.5L13 4.5',
  late: 'M2 8.5l3 3L9 6M12 4v4h3',
  pending: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.5l2.5 1.5',
  dodged: 'M3 12c0-6 8-7 9-2M12 10l2.5-2M12 10L9.5 8.5',
  contradicted: 'M3 6h10M3 10h10M10.5 3l-5 10',
  missing: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z',
  'not-observable': 'M2 8c3-5 9-5 12 0-3 5-9 5-12 0zM3 13L13 3',
  'not-judged': 'M3 8h10',
  'not-required': 'M7 8h2',
};

export const DutyShape = ({ state }: { readonly state: DutyState }) => (
  <svg class={`duty-shape duty-shape-${state}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    {state === 'partial' ? (
      <>
        <path d="M8 2a6 6 0 1 0 0 12z" class="duty-shape-full" />
        <path d="M8 2a6 6 0 0 1 0 12" />
      </>
    ) : (
      <path d={SHAPES[state]} />
    )}
  </svg>
);
