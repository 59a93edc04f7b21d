/** A clock that runs `speed` times as fast as the machine's from `startedAtMs` on: the same in every process that is told both. */
export const fastClock =
  (startedAtMs: number, speed: number): (() => number) =>
  () =>
    startedAtMs + (Date.now() - startedAtMs) * speed;
