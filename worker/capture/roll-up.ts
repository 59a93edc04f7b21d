/** A line that grows must have had this many characters: shorter ones ("好", "买它") are simply said again. */
const GROWN_MIN = 4;
/** A caption that follows within this time stands in the place of the one before. */
const ABUT_MS = 100;

/** CEA-708 shows at most so many lines at once; what stands above them is no longer on the screen. */
const LINES_MAX = 15;
/** More text than fits on a screen is no caption that rolls. */
const SHOWN_CHARS_MAX = 2_000;

export interface Shown {
  readonly voice: string;
  readonly lines: readonly string[];
  readonly endMs: number;
}

/** What is new in a line that stands where another stood: nothing, what was added, or `undefined` where it is another line. */
const added = (before: string, now: string): string | undefined => {
  if (now === before) return '';
  const grows = before.length >= GROWN_MIN && now.startsWith(before);
  return grows ? now.slice(before.length).trim() : undefined;
};

/**
 * What a caption adds to the one shown before it. Roll-up captions show the last line again above the new one, and
 * captions that grow show the words so far with every new word.
 *
 * @returns the new lines; all of them where the caption is no continuation. A single line that is simply shown again is
 *   new: words said twice are two captions.
 */
export const newLines = (before: Shown | undefined, now: Shown & { readonly startMs: number }): string[] => {
  const { lines } = now;
  if (!before || before.voice !== now.voice || now.startMs > before.endMs + ABUT_MS) return [...lines];
  for (let count = Math.min(before.lines.length, lines.length, LINES_MAX); count > 0; count -= 1) {
    const carried = before.lines.slice(-count);
    const last = added(carried.at(-1) ?? '', lines[count - 1] ?? '');
    const sameAbove = carried.slice(0, -1).every((line, i) => line === lines[i]);
    if (last === undefined || !sameAbove) continue;
    if (last === '' && before.lines.length === 1 && lines.length === 1) continue;
    return [last, ...lines.slice(count)].filter((line) => line !== '');
  }
  return [...lines];
};

/** What is remembered of a caption for the next one: no more than a screen holds. */
export const rememberedOf = (shown: Shown): (Shown & { lines: string[] }) | undefined => {
  const lines = shown.lines.slice(-LINES_MAX);
  const chars = lines.reduce((sum, line) => sum + line.length, 0);
  return chars > SHOWN_CHARS_MAX ? undefined : { ...shown, lines };
};
