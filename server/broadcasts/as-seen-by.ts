import type { BroadcastView } from '../../models/contract/broadcast.ts';
import type { LineView } from '../../models/contract/moment.ts';
import { type Asker, isPublic } from '../identity/rules.ts';

/**
 * The broadcast as this reader may see it. What a presenter is given to read is between the room's own people. The public is
 * not told how many suspicions there are, when something began to be owed, which detector is away, nor what a capture said of
 * the origin that it could not reach.
 */
export const broadcastSeenBy = (reader: Asker | null, view: BroadcastView): BroadcastView => {
  if (reader?.role === 'host') return view;
  const { prompt: _prompt, ...open } = view;
  if (!isPublic(reader)) return open;
  const { capture, dutiesLeaf: _owed, away: _away, ...shown } = open;
  return {
    ...shown,
    openAlerts: 0,
    ...(capture && { capture: { state: capture.state, since: capture.since } }),
  };
};

/**
 * The line as this reader may see it. To the public it is what was said and nothing else: no marks, no verdicts. Other viewers
 * stay unnamed, as in evidence packs: what they typed may be read, who they are is nobody's business.
 */
export const lineSeenBy = (reader: Asker | null, line: LineView): LineView => {
  if (!isPublic(reader)) return line;
  const { speaker, away: _away, ...said } = line;
  const isNamed = speaker !== undefined && line.role !== 'viewer' && line.role !== 'unknown';
  return { ...said, claims: [], ...(isNamed && { speaker }) };
};
