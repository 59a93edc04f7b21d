import TSCharacters from 'opencc-js/dict/TSCharacters';

let simplified: ReadonlyMap<string, string> | undefined;
const simplifiedByCharacter = (): ReadonlyMap<string, string> =>
  new Map(
    TSCharacters.split('|').map((pair) => {
      const [from = '', to = ''] = pair.split(' ');
      return [from, to] as const;
    }),
  );

/** Code points that NFKC and small letters may change without changing the length; all else stays as it is. */
const foldOne = (character: string): string => {
  const plain = character.normalize('NFKC').toLowerCase();
  const same = plain.length === character.length ? plain : character;
  const found = simplified?.get(same) ?? same;
  return found.length === character.length ? found : same;
};

/**
 * A text as it is compared when people search: full and half width, capitals, Simplified and Traditional are one. Of the same
 * length as what was given, so that a place in the one is the same place in the other. The first call builds the table.
 */
export const foldText = (text: string): string => {
  simplified ??= simplifiedByCharacter();
  return [...text].map(foldOne).join('');
};

/** Longest question: nobody types more into a search box. */
export const QUESTION_CHARS_MAX = 100;
/** Words of one question that count. */
const WORDS_MAX = 8;

/** The words of a question, folded; what stands between spaces and punctuation is one word. */
export const wordsOfQuestion = (question: string): readonly string[] =>
  foldText(question.slice(0, QUESTION_CHARS_MAX))
    .split(/[\s\p{P}\p{S}]+/u)
    .filter((word) => word !== '')
    .slice(0, WORDS_MAX);
