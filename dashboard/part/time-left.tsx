import { useComputed } from '@preact/signals';
import type { BroadcastView } from '../../models/contract/broadcast.ts';
import { broadcastNowMs } from '../state/owed.ts';
import { useDesk } from '../view/desk.ts';
import { countdown } from '../words/time.ts';

interface Props {
  readonly broadcast: BroadcastView;
  readonly dueMs: number;
  readonly words: { left(time: string): string; readonly dueNow: string };
}

/** Time until something is due, in broadcast time. Of its own, so that a list is not drawn again every second. */
export const TimeLeft = ({ broadcast, dueMs, words }: Props) => {
  const { clock } = useDesk();
  const leftMs = useComputed(() => dueMs - broadcastNowMs(broadcast, clock.nowMs.value)).value;
  return <time class="time-left">{leftMs > 0 ? words.left(countdown(leftMs)) : words.dueNow}</time>;
};
