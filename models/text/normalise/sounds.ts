import { pinyin } from 'pinyin-pro';

/** First and last of the characters whose sounds are told apart. */
const FIRST = 0x4e00;
const LAST = 0x9fff;

/** How characters sound, without tones: each syllable has a number from 1 on. */
export interface Sounds {
  /** By UTF-16 unit; 0 is no Chinese character, or one without a sound. */
  readonly of: Uint16Array;
  /** Number of a syllable written in Latin letters (`zui`, `lv`), or 0. */
  numberOf(syllable: string): number;
  /** First letter of a syllable, by its number. */
  initial(number: number): string;
  /** A word of Latin letters as syllables with their lengths (`zuidi` → zui, di), the longest first; null if it is none. */
  split(letters: string): readonly { readonly syllable: number; readonly length: number }[] | null;
}

const SYLLABLE_MAX = 6;
const PARSED_MAX = 20_000;
/** Longest run of letters that is looked at: four syllables. */
const RUN_MAX = 24;

const build = (): Sounds => {
  const characters = Array.from({ length: LAST - FIRST + 1 }, (_, at) => String.fromCharCode(FIRST + at));
  const read = pinyin(characters.join('\n'), { toneType: 'none', type: 'array', v: true });
  const of = new Uint16Array(65536);
  const numbers = new Map<string, number>();
  const initials = [''];
  characters.forEach((character, at) => {
    const syllable = read[at * 2];
    if (syllable === undefined || syllable === character || !/^[a-z]+$/.test(syllable)) return;
    let number = numbers.get(syllable);
    if (number === undefined) {
      number = numbers.size + 1;
      numbers.set(syllable, number);
      initials.push(syllable[0] as string);
    }
    of[FIRST + at] = number;
  });
  const numberOf = (syllable: string): number => numbers.get(syllable) ?? 0;
  const parsed = new Map<string, readonly { syllable: number; length: number }[] | null>();
  const parse = (letters: string): readonly { syllable: number; length: number }[] | null => {
    if (letters.length === 0) return [];
    for (let length = Math.min(SYLLABLE_MAX, letters.length); length > 0; length--) {
      const syllable = numberOf(letters.slice(0, length));
      if (syllable === 0) continue;
      const rest = parse(letters.slice(length));
      if (rest) return [{ syllable, length }, ...rest];
    }
    return null;
  };
  return {
    of,
    numberOf,
    initial: (number) => initials[number] ?? '',
    split(letters) {
      if (letters.length > RUN_MAX) return null;
      let known = parsed.get(letters);
      if (known === undefined) {
        known = parse(letters);
        if (parsed.size >= PARSED_MAX) parsed.clear();
        parsed.set(letters, known);
      }
      return known;
    },
  };
};

let sounds: Sounds | undefined;

/** The sounds of all characters: worked out once a process, about 100 ms. */
export const soundsOfCharacters = (): Sounds => {
  sounds ??= build();
  return sounds;
};
