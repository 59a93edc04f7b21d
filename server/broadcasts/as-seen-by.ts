import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { Asker } from '../identity/rules.ts';

/**
 * The broadcast as this reader may see it. Consumers are not told how many suspicions nobody has decided yet, nor what a
 * capture said of the origin that it could not reach.
 */
export const broadcastSeenBy = (reader: Asker, view: BroadcastView): BroadcastView => {
  if (reader.role !== 'consumer') return view;
  const { capture, ...shown } = view;
  return {
    ...shown,
    openAlerts: 0,
    ...(capture && { capture: { state: capture.state, since: capture.since } }),
  };
};
