/**
 * Counts the characters that regular expressions are given to search while something runs. All that judging does in more than one
 * pass over a text it does by them, so that this is its work, whatever else the machine does.
 */
export const searched = async (work: () => unknown): Promise<number> => {
  const { exec } = RegExp.prototype;
  let units = 0;
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    units += Math.max(1, text.length - (this.global || this.sticky ? this.lastIndex : 0));
    return exec.call(this, text);
  };
  try {
    await work();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return units;
};

/** Searches of a whole text that judging it may amount to: some hundred expressions are looked for once each. */
const SEARCHES_MAX = 400;
/** And those around each of the claims that may be found at once, which look at a sentence. */
const AROUND_CLAIMS_UNITS_MAX = 4_000_000;

/** What judging a text may search, in UTF-16 units. */
export const unitsAllowed = (text: string): number => text.length * SEARCHES_MAX + AROUND_CLAIMS_UNITS_MAX;
