/** A first death is mostly an accident: back at once, and nobody notices. */
const FIRST_MS = 500;
/** A child that cannot live must not keep two cores busy with its births. */
const LONGEST_MS = 30_000;
/** One that has lived this long died of something new: the count begins again. */
export const STEADY_MS = 60_000;

/** @returns how long to wait before the next start, after this many deaths in a row (1 or more) */
export function restartDelayMs(deathsInARow: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, deathsInARow - 1));
}

/** @returns the count of deaths in a row, once a child that lived `livedMs` has died */
export function deathsAfter(deathsBefore: number, livedMs: number): number {
  return livedMs >= STEADY_MS ? 1 : deathsBefore + 1;
}
