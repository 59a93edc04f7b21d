import type { AlertView } from '../../models/contract/alert.ts';
import { useDesk } from '../view/desk.ts';
import { broadcastTime } from '../words/time.ts';
import type { Words } from '../words/zh-Hans.ts';

/** What the room's corrections make of an alert, in a word or two; `null` where it made none. */
export const correctionWords = (
  { correctedAtMs, partlyCorrected, relapse }: AlertView,
  { queue }: Words,
): { readonly text: string; readonly look: 'good' | 'warn' | 'plain' } | null => {
  if (relapse) return { text: queue.relapsed, look: 'warn' };
  if (correctedAtMs !== undefined) return { text: queue.corrected, look: 'good' };
  return partlyCorrected ? { text: queue.partlyCorrected(standsIn(partlyCorrected)), look: 'plain' } : null;
};

/** Times named in a tag; the history names them all. */
const STANDING_NAMED_MAX = 2;

/** `00:34`, or `00:34, 01:10 …`: the times that were not taken back. */
const standsIn = ({ standsAtMs }: NonNullable<AlertView['partlyCorrected']>): string =>
  standsAtMs.slice(0, STANDING_NAMED_MAX).map(broadcastTime).join(', ') +
  (standsAtMs.length > STANDING_NAMED_MAX ? ' …' : '');

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
