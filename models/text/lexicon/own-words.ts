import type { Language, Pattern } from './entry.ts';
import type { Packs } from './packs.ts';

/** Sentences tried for each pattern: its first words, its second and so on to the eighth, every other time with something in the gaps. */
const TRIED = 16;
const FILLER: Readonly<Record<Language, string>> = { zh: '呢', en: ' thing ' };

const sentenceOf = ({ frame }: Pattern, language: Language, turn: number): string => {
  const next = language === 'en' ? ' ' : '';
  return frame.slots
    .map((words, slot) => {
      const word = words === null ? '7' : (words[(turn >> 1) % words.length] as string);
      if (slot === 0) return word;
      return (turn % 2 === 1 && (frame.gaps[slot - 1] ?? 0) > 0 ? FILLER[language] : next) + word;
    })
    .join('');
};

const isFoundIn = (packs: Packs, pattern: Pattern, text: string): boolean => {
  const folded = packs.normaliser.fold(text);
  const { language } = pattern.entry;
  const units =
    language === 'en' ? packs.tokeniser.tokenise(folded, packs.normaliser.tables.classes) : folded;
  const { matcher, patterns } = packs[language];
  return matcher.match(units.codes, units.length).some((match) => patterns[match.pattern] === pattern);
};

/** Whether a pattern is found in a sentence made of its own words; if not, nothing that anyone says can match it. */
export const matchesItself = (packs: Packs, pattern: Pattern): boolean => {
  const { language } = pattern.entry;
  for (let turn = 0; turn < TRIED; turn++)
    if (isFoundIn(packs, pattern, sentenceOf(pattern, language, turn))) return true;
  return false;
};

/** The words of a pattern as a message names them. */
export const shapeOf = ({ frame }: Pattern): string =>
  frame.slots
    .map((words) => (words === null ? '#' : words.slice(0, 3).join('|')))
    .join(' ')
    .slice(0, 80);
