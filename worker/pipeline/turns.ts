/** Waits for its turn. */
export type Turn = () => Promise<void>;

/**
 * Lets lanes judge one after the other, each in a turn of the event loop of its own. What a lane does between two waits would
 * otherwise follow straight on what another did, and with many of them no timer would run for seconds: leases would not be
 * prolonged, answers of the stores not read.
 */
export const createTurns = (): Turn => {
  const waiting: (() => void)[] = [];
  let scheduled = false;
  const next = (): void => {
    scheduled = false;
    waiting.shift()?.();
    // Only now: what is scheduled while immediates run comes after the timers and answers that are due.
    if (waiting.length > 0) schedule();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(next);
  };
  return () =>
    new Promise<void>((done) => {
      waiting.push(done);
      schedule();
    });
};
