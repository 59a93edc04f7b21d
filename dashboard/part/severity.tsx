import type { Severity } from '../../models/contract/severity.ts';
import { useDesk } from '../view/desk.ts';

/** Each severity has a shape of its own, so that hue is never alone in saying it. */
const SHAPES: Readonly<Record<Severity, string>> = {
  critical: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  high: 'M8 1.5l7 13H1z',
  medium: 'M8 1l7 7-7 7-7-7z',
  low: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z',
  info: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z',
};

export const SeverityShape = ({ severity }: { readonly severity: Severity }) => (
  <svg class={`shape shape-${severity}`} width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
    <path d={SHAPES[severity]} />
    {severity === 'critical' && <path d="M8 4.2v4.6M8 11v.900" class="shape-bang" />}
  </svg>
);

/** Shape, word and colour together. */
export const SeverityTag = ({ severity }: { readonly severity: Severity }) => {
  const { words } = useDesk();
  return (
    <span class={`severity severity-${severity}`}>
      <SeverityShape severity={severity} />
      <span>{words.value.severity[severity]}</span>
    </span>
  );
};
