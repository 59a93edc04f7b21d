import { type Chain, surestOf } from './cues.ts';
import { createWordFinder } from './finder.ts';
import type { DutyEar } from './forms.ts';

/** What stands for a slot, or for a pause: neither is there before the slots are read. */
const NOT_YET = /[\ue001-\ue01f,]/;

const isPlain = (words: readonly string[]): boolean => !words.some((word) => NOT_YET.test(word));

/** The words of a chain that say most, of those that stand in the figures as they will in typed text; null where none do. */
const wordsOf = (chain: Chain): readonly string[] | null => {
  const links = chain.filter(({ words }) => isPlain(words));
  return links[surestOf(links)]?.words ?? null;
};

/**
 * A quick no for a few duties: whether the figures of a sentence, of which no slots have been read yet, may hold anything of one
 * of them.
 */
export const createGate = (duties: readonly DutyEar[]): ((figures: string) => boolean) => {
  const lists = duties.flatMap(({ forms, nameWords }) => [
    ...forms.flatMap(({ chains }) => chains.map((chain) => (chain.length === 0 ? null : wordsOf(chain)))),
    nameWords,
  ]);
  if (lists.some((list) => list === null)) return () => true;
  const finder = createWordFinder([...new Set(lists.flatMap((list) => list ?? []))]);
  return (figures) => {
    let isFound = false;
    finder.find(figures, () => {
      isFound = true;
    });
    return isFound;
  };
};
