import type { BroadcastView } from '../../../models/contract/broadcast.ts';
import type { Language } from '../../state/settings.ts';
import { broadcastTime, localMinute } from '../time.ts';
import { publicWords } from './index.ts';

/** When a broadcast began, how it is, and how long it was or, while it runs, how far it has been heard. */
export const publicWhen = (
  { startedAt, state, atMs }: Pick<BroadcastView, 'startedAt' | 'state' | 'atMs'>,
  language: Language,
  nowMs: number,
): string => {
  const words = publicWords[language];
  const length = broadcastTime(atMs);
  return [
    words.began(localMinute(Date.parse(startedAt), nowMs)),
    words.state[state],
    state === 'ended' ? words.long(length) : words.heardUpTo(length),
  ].join(' · ');
};
