/** Waits for its turn. @param weight how much is then done, in utterances or so. */
export type Turn = (weight?: number) => Promise<void>;

/** Lanes that have little to do share a turn, up to so much together: some milliseconds. */
const WEIGHT_MAX = 48;

/**
 * Lets lanes judge one after the other, each in a turn of the event loop of its own. What a lane does between two waits would
 * otherwise follow straight on what another did, and with many of them no timer would run for seconds: leases would not be
 * prolonged, answers of the stores not read.
 */
export const createTurns = (): Turn => {
  const waiting: { readonly weight: number; readonly done: () => void }[] = [];
  let scheduled = false;
  const next = (): void => {
    scheduled = false;
    let left = WEIGHT_MAX;
    do {
      const one = waiting.shift();
      left -= one?.weight ?? 0;
      one?.done();
    } while ((waiting[0]?.weight ?? Number.POSITIVE_INFINITY) <= left);
    // Only now: what is scheduled while immediates run comes after the timers and answers that are due.
    if (waiting.length > 0) schedule();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(next);
  };
  return (weight = WEIGHT_MAX) =>
    new Promise<void>((done) => {
      waiting.push({ weight, done });
      schedule();
    });
};
