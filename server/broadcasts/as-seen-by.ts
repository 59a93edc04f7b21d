import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { Asker } from '../identity/rules.ts';

/**
 * The broadcast as this reader may see it. What a presenter is given to read is between the room's own people. Consumers are not told how many suspicions nobody has decided yet, nor what a
 * capture said of the origin that it could not reach.
 */
export const broadcastSeenBy = (reader: Asker, view: BroadcastView): BroadcastView => {
  if (reader.role === 'host') return view;
  const { prompt: _prompt, ...open } = view;
  if (reader.role !== 'consumer') return open;
  const { capture, ...shown } = open;
  return {
    ...shown,
    openAlerts: 0,
    ...(capture && { capture: { state: capture.state, since: capture.since } }),
  };
};
