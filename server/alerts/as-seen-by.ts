import type { AlertView, Correction } from '../../models/contract/alert.ts';
import { asUserId } from '../../models/contract/ids.ts';
import type { Asker } from '../identity/rules.ts';

/** Stands in the place of whoever decided, where the reader is one of those decided about. */
const PLATFORM = { id: asUserId('platform'), name: '平台 / platform' } as const;

const unnamed = ({ confirmed, ...said }: Correction): Correction => ({
  ...said,
  ...(confirmed && { confirmed: { ...confirmed, by: PLATFORM } }),
});

/**
 * The alert as this reader may see it. Hosts learn what was decided and why, but not which person of the platform holds or
 * decided it, nor the note that was written for colleagues.
 */
export const asSeenBy = <View extends AlertView>(reader: Asker, alert: View): View => {
  if (reader.role !== 'host') return alert;
  const { assignee: _who, decision, correction, ...rest } = alert;
  const shown = { ...rest, ...(correction && { correction: unnamed(correction) }) };
  if (!decision) return shown as View;
  const { note: _note, ...told } = decision;
  return { ...shown, decision: { ...told, by: PLATFORM } } as View;
};
