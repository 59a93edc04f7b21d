/** Fragments begin where the one before ended, to the nearest frame. */
const SEAM_MS = 500;

/** A piece of a playlist: where it lies in the media and, where EXT-X-PROGRAM-DATE-TIME says so, on the clock. */
export interface Fragment {
  /** Seconds in the media's own time. */
  readonly start: number;
  readonly duration: number;
  /** Epoch milliseconds of its first frame. */
  readonly programDateTime: number | null;
}

/**
 * Where in the media a moment on the clock lies, in seconds; `otherwiseS` when no fragment is dated. The last dated
 * fragment that starts before the moment decides, so that gaps in the playlist do not add up.
 */
export const mediaTimeOf = (fragments: readonly Fragment[], epochMs: number, otherwiseS: number): number => {
  let found: Fragment | undefined;
  for (const fragment of fragments) {
    if (fragment.programDateTime === null) continue;
    if (!found || fragment.programDateTime <= epochMs) found = fragment;
  }
  if (!found || found.programDateTime === null) return otherwiseS;
  return found.start + (epochMs - found.programDateTime) / 1000;
};

/** Whether a moment on the clock lies within a dated fragment, give or take the rounding of their ends. */
export const isWithin = (fragments: readonly Fragment[], epochMs: number): boolean =>
  fragments.some(({ programDateTime, duration }) => {
    if (programDateTime === null) return false;
    return programDateTime - SEAM_MS <= epochMs && epochMs <= programDateTime + duration * 1000 + SEAM_MS;
  });

/** The reverse: epoch milliseconds of a time in the media, or `null` when no fragment is dated. */
export const epochOf = (fragments: readonly Fragment[], mediaS: number): number | null => {
  let found: Fragment | undefined;
  for (const fragment of fragments) {
    if (fragment.programDateTime === null) continue;
    if (!found || fragment.start <= mediaS) found = fragment;
  }
  if (!found || found.programDateTime === null) return null;
  return found.programDateTime + (mediaS - found.start) * 1000;
};
