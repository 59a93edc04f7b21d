import { soundsOfCharacters } from '../../text/normalise/sounds.ts';
import type { Names } from './names.ts';

/** A name that a text holds by its sound, as recognisers write what they misheard: 面双 for 面霜. */
export interface SoundsLike {
  readonly id: string;
  readonly at: number;
  /** UTF-16 units. */
  readonly size: number;
}

interface Spoken {
  readonly id: string;
  readonly word: string;
  readonly syllables: readonly number[];
}

/** Of two characters one is written as it is: two others of the same sound are mostly another word. */
const EXACT_UNDER = 3;
const HAN = /^[\u4e00-\u9fff]{2,}$/;

interface Index {
  readonly bySyllables: ReadonlyMap<number, readonly Spoken[]>;
  readonly first: Uint8Array;
}

const indexes = new WeakMap<readonly Names[], Index>();

const keyOf = (one: number, two: number): number => one * 4096 + two;

const indexOf = (names: readonly Names[]): Index => {
  const known = indexes.get(names);
  if (known) return known;
  const { of } = soundsOfCharacters();
  const bySyllables = new Map<number, Spoken[]>();
  const first = new Uint8Array(4096);
  for (const { id, words } of names)
    for (const word of words) {
      if (!HAN.test(word)) continue;
      const syllables = [...word].map((char) => of[char.charCodeAt(0)] ?? 0);
      const [one = 0, two = 0] = syllables;
      if (syllables.includes(0)) continue;
      first[one] = 1;
      const key = keyOf(one, two);
      bySyllables.set(key, [...(bySyllables.get(key) ?? []), { id, word, syllables }]);
    }
  const index = { bySyllables, first };
  indexes.set(names, index);
  return index;
};

const isHeard = (text: string, at: number, { word, syllables }: Spoken, of: Uint16Array): boolean => {
  let same = 0;
  for (let k = 0; k < syllables.length; k++) {
    if (of[text.charCodeAt(at + k)] !== syllables[k]) return false;
    if (text[at + k] === word[k]) same += 1;
  }
  return same < syllables.length && (same > 0 || syllables.length >= EXACT_UNDER);
};

/** Names of products in a folded text that are written otherwise and sound the same, without tones. */
export const soundingLike = (text: string, names: readonly Names[]): readonly SoundsLike[] => {
  const { bySyllables, first } = indexOf(names);
  if (bySyllables.size === 0) return [];
  const { of } = soundsOfCharacters();
  const found: SoundsLike[] = [];
  for (let at = 0; at + 1 < text.length; at++) {
    const one = of[text.charCodeAt(at)] as number;
    if (one === 0 || first[one] !== 1) continue;
    const words = bySyllables.get(keyOf(one, of[text.charCodeAt(at + 1)] as number));
    const heard = words?.find((word) => isHeard(text, at, word, of));
    if (!heard) continue;
    found.push({ id: heard.id, at, size: heard.word.length });
    at += heard.word.length - 1;
  }
  return found;
};
