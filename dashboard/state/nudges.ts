import type { AlertView } from '../../models/contract/alert.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import { severityRank } from '../../models/contract/severity.ts';
import { correctionState } from './desk.ts';
import type { Agenda } from './owed.ts';

/** Prompts that a desk pages through; what is older is on the page of all rooms. */
export const NUDGES_MAX = 20;
/** A prompt that has just come into the place of another takes no tap for this long: the finger was meant for the other. */
export const NUDGE_GUARD_MS = 600;

/** Names one prompt: a claim that is said again prompts again. */
export const nudgeName = ({ id, count }: Pick<AlertView, 'id' | 'count'>): string => `${id}/${count}`;

/** Duties that stand on the agenda, which prompts for them already. */
const onAgenda = (agenda: readonly Agenda[]): ReadonlySet<string> =>
  new Set(
    agenda.flatMap(({ product, duties }) => duties.map(({ id }) => `${product?.productId ?? ''}/${id}`)),
  );

/** What a room is prompted about beside its agenda: the newest first, without what the person has put away. */
export const nudgesOf = (
  alerts: Iterable<AlertView>,
  id: PublicId,
  known: ReadonlySet<string>,
  agenda: readonly Agenda[],
): AlertView[] => {
  const told = onAgenda(agenda);
  return [...alerts]
    .filter(({ broadcast, status }) => broadcast.publicId === id && status !== 'dismissed')
    .filter((alert) => !known.has(nudgeName(alert)))
    .filter(
      ({ subject, product }) =>
        subject.type === 'claim' || !told.has(`${product?.id ?? ''}/${subject.dutyId}`),
    )
    .sort((a, b) => b.lastAtMs - a.lastAtMs || (a.id < b.id ? 1 : -1))
    .slice(0, NUDGES_MAX);
};

/**
 * The prompt that takes the place of one that was put right: of those newer ones that nobody has looked at the most severe,
 * if it is high or worse.
 */
export const afterCorrected = (
  nudges: readonly AlertView[],
  index: number,
  seen: ReadonlySet<string>,
): AlertView | null => {
  const shown = nudges[index];
  if (!shown || correctionState(shown) !== 'done') return null;
  const [next] = nudges
    .slice(0, index)
    .filter((nudge) => !seen.has(nudgeName(nudge)) && severityRank(nudge.severity) >= severityRank('high'))
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity));
  return next ?? null;
};
