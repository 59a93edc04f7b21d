/**
 * The small language of frames: `slot ~gap slot ~gap slot`. A slot is `word|word|@class`, or `#` for any number, written in
 * figures or in Chinese numerals. `~8` lets up to 8 characters (in English: words) stand between two slots; two slots
 * without a gap follow each other directly. A frame never crosses the end of a sentence.
 */
export interface Frame {
  /** Per slot the words of it; `null` is a number. */
  readonly slots: readonly (readonly string[] | null)[];
  /** Per slot but the first: most units between it and the one before. */
  readonly gaps: readonly number[];
}

/** Longest gap a frame may ask for: beyond it two words are hardly about the same thing. */
export const GAP_MAX = 40;

export type Classes = ReadonlyMap<string, readonly string[]>;

const wordsOf = (slot: string, classes: Classes): readonly string[] => {
  const words = slot.split('|').flatMap((word) => {
    if (!word.startsWith('@')) return [word.replaceAll('_', ' ')];
    const named = classes.get(word.slice(1));
    if (!named) throw new Error(`there is no class ${word}`);
    return named;
  });
  if (words.length > 1 && words.includes('#'))
    throw new Error(`a number stands alone in its slot, not in ${slot}`);
  if (words.some((word) => word.length === 0)) throw new Error(`an empty word in the slot ${slot}`);
  return words;
};

/** Reads a frame. Throws with what is wrong and where. In English a word of several tokens is written with `_`. */
export const parseFrame = (text: string, classes: Classes): Frame => {
  const slots: (readonly string[] | null)[] = [];
  const gaps: number[] = [];
  let gap = 0;
  let afterGap = true;
  for (const part of text.trim().split(/\s+/)) {
    if (/^~\d+$/.test(part)) {
      if (afterGap) throw new Error(`a gap ${part} without a slot before it`);
      gap = Number(part.slice(1));
      if (gap > GAP_MAX) throw new Error(`a gap of ${gap} is over ${GAP_MAX}`);
      afterGap = true;
      continue;
    }
    if (slots.length > 0) gaps.push(gap);
    slots.push(part === '#' ? null : wordsOf(part, classes));
    gap = 0;
    afterGap = false;
  }
  if (slots.length === 0 || afterGap) throw new Error('a frame ends with a slot');
  if (slots.every((slot) => slot === null))
    throw new Error('a frame of numbers alone would match every price');
  return { slots, gaps };
};

/** Classes with `@other` words taken in. Throws on an unknown class or a circle. */
export const resolveClasses = (input: Readonly<Record<string, readonly string[]>>): Classes => {
  const resolved = new Map<string, readonly string[]>();
  const resolve = (name: string, path: readonly string[]): readonly string[] => {
    const known = resolved.get(name);
    if (known) return known;
    const words = input[name];
    if (!words) throw new Error(`there is no class @${name}`);
    if (path.includes(name)) throw new Error(`the class @${name} contains itself`);
    const all = words.flatMap((word) =>
      word.startsWith('@') ? resolve(word.slice(1), [...path, name]) : [word],
    );
    resolved.set(name, [...new Set(all)]);
    return resolved.get(name) as readonly string[];
  };
  for (const name of Object.keys(input)) resolve(name, []);
  return resolved;
};
