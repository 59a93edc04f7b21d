import { type ReadonlySignal, signal } from '@preact/signals';

export interface Clock {
  /** Epoch milliseconds, moved once a second. */
  readonly nowMs: ReadonlySignal<number>;
  stop(): void;
}

/** One clock for everything on screen that counts, so that all of it moves together. */
export const createClock = (now: () => number, everySecond: (tick: () => void) => () => void): Clock => {
  const nowMs = signal(now());
  const stop = everySecond(() => {
    nowMs.value = now();
  });
  return { nowMs, stop };
};
