import { captureStateOf } from './capture-state.ts';
import { release } from './hearing.ts';
import { type Running, write } from './running.ts';

const lookNow = async (running: Running): Promise<void> => {
  const { clock, show } = running.deps;
  const nowMs = clock();
  const { hearing, told } = release(running.place.hearing, nowMs);
  if (told.length > 0) await write(running, { told, place: { ...running.place, hearing } });
  // What was shown before stays until there is something better to say.
  if (!running.tried && running.shown) return;
  const { shown, place } = running;
  const now = captureStateOf(running.facts, nowMs);
  if (now.state === shown?.state && now.message === shown.message) return;
  const isDown = now.state === 'stalled' || now.state === 'failed';
  if (isDown && place.downSinceMs === undefined) {
    const fromMs = place.heardUntilMs ?? running.about.startedAtMs;
    await write(running, { missed: [{ fromMs, untilMs: nowMs }], place: { ...place, downSinceMs: nowMs } });
  }
  await show(now, nowMs);
  running.shown = now;
};

/**
 * Looks at the clock: held words that have waited long enough are told; a state that has changed is shown, and going
 * down is recorded as a gap from what was heard last. What is missed while down is recorded when something comes again.
 */
export const look = (running: Running): Promise<void> => running.inTurn(() => lookNow(running));
