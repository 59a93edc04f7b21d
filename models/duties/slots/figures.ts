import { chineseEdits } from './chinese-numbers.ts';
import { englishEdits } from './english-numbers.ts';

/** Puts `to` in the place of the units from `start` up to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

const CHINESE = /[零〇一二两俩仨三四五六七八九十百千万]/u;
const ENGLISH = /[a-z]{3}/u;

/** Where a folded text holds spoken numbers, and the figures for them; in order, without overlap. */
export const figureEdits = (folded: string): readonly Edit[] => {
  const chinese = CHINESE.test(folded) ? chineseEdits(folded) : [];
  const english = ENGLISH.test(folded) ? englishEdits(folded) : [];
  if (english.length === 0) return chinese;
  if (chinese.length === 0) return english;
  return [...chinese, ...english].sort((a, b) => a.start - b.start);
};
