import type { AlertView } from '../../models/contract/alert.ts';
import { useDesk } from '../view/desk.ts';
import type { Words } from '../words/zh-Hans.ts';

/** What the room's corrections make of an alert, in a word or two; `null` where it made none. */
export const correctionWords = (
  { correctedAtMs, partlyCorrected, relapse }: AlertView,
  { queue }: Words,
): { readonly text: string; readonly look: 'good' | 'warn' | 'plain' } | null => {
  if (relapse) return { text: queue.relapsed, look: 'warn' };
  if (correctedAtMs !== undefined) return { text: queue.corrected, look: 'good' };
  return partlyCorrected ? { text: queue.partlyCorrected, look: 'plain' } : null;
};

/** What tells most of a card: what was repeated after a correction before what was corrected. */
export const correctionOfCard = (alerts: readonly AlertView[], words: Words) => {
  const each = alerts.map((alert) => correctionWords(alert, words));
  const [lead = null] = each;
  return each.find((one) => one?.look === 'warn') ?? lead;
};

/** `corrected`, `partly corrected` or `repeated after correction`, as a tag. */
export const CorrectionTag = ({ alert }: { readonly alert: AlertView }) => {
  const said = correctionWords(alert, useDesk().words.value);
  return said && <span class={`tag tag-${said.look}`}>{said.text}</span>;
};
