import type { AlertDetail, AlertView } from '../../models/contract/alert.ts';
import type { PublicId } from '../../models/contract/ids.ts';
import type { LineView, Moment } from '../../models/contract/moment.ts';
import { chosenIn } from './lines.ts';

/** Records whose words somebody is about to withhold. */
export interface WithholdTarget {
  readonly publicId: PublicId;
  /** One record of each line, or of an answer. */
  readonly leaves: readonly number[];
  /** What would go, as it is read now. */
  readonly words: readonly string[];
}

export const lineTarget = (publicId: PublicId, { leafIndex, text }: LineView): WithholdTarget => ({
  publicId,
  leaves: [leafIndex],
  words: text === null ? [] : [text],
});

/** Every line that the alert rests on; those that are not on screen by the records that its occurrences name. */
export const alertTarget = (
  alert: AlertView,
  detail: AlertDetail | null,
  moment: Moment | null,
): WithholdTarget | null => {
  if (!detail || !moment || alert.withheld || alert.subject.type === 'duty') return null;
  const chosen = chosenIn(moment);
  const lines = moment.lines.filter(({ utteranceId, text }) => chosen.has(utteranceId) && text !== null);
  const shown = new Set(lines.map(({ utteranceId }) => utteranceId));
  const others = detail.occurrences.filter(({ utteranceId }) => !utteranceId || !shown.has(utteranceId));
  const leaves = [...lines.map(({ leafIndex }) => leafIndex), ...others.map(({ leafIndex }) => leafIndex)];
  const words = [...lines.map(({ text }) => text ?? ''), ...(others.length > 0 ? [alert.quote] : [])];
  return { publicId: alert.broadcast.publicId, leaves: [...new Set(leaves)], words };
};
