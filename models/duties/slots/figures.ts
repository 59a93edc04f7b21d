import { chineseEdits } from './chinese-numbers.ts';
import { contractionEdits } from './contractions.ts';
import { englishEdits } from './english-numbers.ts';

/** Puts `to` in the place of the units from `start` up to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

const CHINESE = /[零〇一二两俩仨三四五六七八九十百千万]/u;
const ENGLISH = /[a-z]{3}/u;
const SPELLED_HINT = /\d \d \d/u;

/** 2 0 2 2 1 5 8 6: a number that is read digit by digit, as recognisers write it. */
const SPELLED = /(?<![\d.])\d(?: \d){4,}(?![\d.])/gu;
/** 5 4 3 2 1 counts down. */
const COUNTDOWN = /^(?:9 8 7 6 )?5 4 3 2 1$/u;

const spelledEdits = (folded: string): Edit[] =>
  [...folded.matchAll(SPELLED)].flatMap(({ 0: run, index }) =>
    COUNTDOWN.test(run) ? [] : [{ start: index, end: index + run.length, to: run.replaceAll(' ', '') }],
  );

const MAY_HOLD_DASH = /杠|\b(?:dash|hyphen)\b/u;
const ONE_OF_CODE = 'zero|oh|one|two|three|four|five|six|seven|eight|nine';
/** XK21 杠 009, seven dash b m: a line within a number that is read out; a dash of salt is none. */
const DASH = new RegExp(
  `(?<=[a-z\\d零一二三四五六七八九]) ?横?杠 ?(?=[a-z\\d零一二三四五六七八九])|(?<=(?:\\b[a-z]|\\d[a-z]*|\\b(?:${ONE_OF_CODE}))) (?:dash|hyphen) (?=[a-z]{0,3}\\d|[a-z]\\b|(?:${ONE_OF_CODE})\\b)(?!a (?!(?:[a-z]|${ONE_OF_CODE})\\b))`,
  'gu',
);

const dashEdits = (folded: string): Edit[] =>
  [...folded.matchAll(DASH)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
    to: '-',
  }));

/** Where a folded text holds spoken numbers, and the figures for them, and contractions without their mark; in order, without overlap. */
export const figureEdits = (folded: string): readonly Edit[] => {
  const chinese = CHINESE.test(folded) ? chineseEdits(folded) : [];
  const english = ENGLISH.test(folded) ? englishEdits(folded) : [];
  const contracted = ENGLISH.test(folded) ? contractionEdits(folded) : [];
  const spelled = SPELLED_HINT.test(folded) ? spelledEdits(folded) : [];
  const dashes = MAY_HOLD_DASH.test(folded) ? dashEdits(folded) : [];
  const kinds = [chinese, english, contracted, spelled, dashes].filter(({ length }) => length > 0);
  if (kinds.length < 2) return kinds[0] ?? [];
  return kinds.flat().sort((a, b) => a.start - b.start);
};
