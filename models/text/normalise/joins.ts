import { DECOMPOSITIONS, PARTS_MAX, RADICAL_NAMES } from './decompositions.ts';
import type { Homophones } from './homophones.ts';
import type { Swap } from './swap.ts';

type IsWord = Homophones['isWord'];

/** Longest word around a joint that is looked for. */
const WORD_MAX = 5;

/** Whether a word of the packs runs over `[from, until)` of a line, beginning before it where it has to. */
export const isInWord = (
  line: string,
  from: number,
  until: number,
  isWord: IsWord,
  leansBack = false,
): boolean => {
  const last = leansBack ? from - 1 : from;
  for (let start = Math.max(0, until - WORD_MAX); start <= last; start++)
    for (let end = Math.min(line.length, start + WORD_MAX); end >= until; end--)
      if (end - start > 1 && isWord(line.slice(start, end))) return true;
  return false;
};

interface Joint {
  readonly start: number;
  readonly end: number;
  readonly to: string;
  readonly ordinary: boolean;
  readonly leansBack: boolean;
}

const jointsIn = (line: string): readonly Joint[] => {
  const joints: Joint[] = [];
  for (let at = 0; at < line.length - 1; at++)
    for (let size = Math.min(PARTS_MAX, line.length - at); size > 1; size--) {
      const apart = DECOMPOSITIONS.get(line.slice(at, at + size));
      if (!apart) continue;
      joints.push({ start: at, end: at + size, ...apart });
      at += size - 1;
      break;
    }
  return joints;
};

/**
 * Characters written as their parts (治月干病). Parts that are characters in use are joined only where that makes a word of the packs
 * with what stands beside it, itself joined or as it is: 木子 is a name, and 这个月干得好 is none of the liver's.
 */
export const splitCharacters = (line: string, isWord: IsWord, swaps: Swap[]): void => {
  const joints = jointsIn(line);
  if (joints.length === 0) return;
  let joined = '';
  let at = 0;
  const places = joints.map(({ start, end, to }) => {
    joined += line.slice(at, start) + to;
    at = end;
    return joined.length - to.length;
  });
  joined += line.slice(at);
  for (const [index, { start, end, to, ordinary, leansBack }] of joints.entries()) {
    const place = places[index] as number;
    if (!ordinary || isInWord(joined, place, place + 1, isWord, leansBack))
      swaps.push({ start, end, to, method: 'confusion' });
  }
};

const NAMES = Object.keys(RADICAL_NAMES).join('|');
const DESCRIBED = new RegExp(
  `(?<radical>${NAMES})(?:的)?[,，]?(?:旁边|右边|下面|后面|里面)?(?:再)?(?:加上?|和|跟|配|一|是)?(?:一?个)?(?<part>[\\u4e00-\\u9fff])(?:字)?`,
  'g',
);

/** Characters told by their parts: 三点水加个台. */
export const describedCharacters = (line: string, swaps: Swap[]): void => {
  for (const { index, 0: words, groups } of line.matchAll(DESCRIBED)) {
    const parts = `${RADICAL_NAMES[groups?.radical ?? ''] ?? ''}${groups?.part ?? ''}`;
    const apart = DECOMPOSITIONS.get(parts);
    if (apart) swaps.push({ start: index, end: index + words.length, to: apart.to, method: 'hint' });
  }
};

/** A line of so few characters is a word broken up, where the next break goes through a word too. */
const PIECE_MAX = 2;
const BREAK = /(?<=[\u4e00-\u9fff])[\n\r][\n\r ]*(?=[\u4e00-\u9fff])/g;

/** Ends of lines inside words (最\n低价): taken out where a word of the packs runs over them, and no others. */
export const brokenLines = (line: string, isWord: IsWord, swaps: Swap[]): void => {
  const breaks = [...line.matchAll(BREAK)].map(({ index, 0: gap }) => ({
    start: index,
    end: index + gap.length,
  }));
  if (breaks.length === 0) return;
  let joined = '';
  let at = 0;
  const places = breaks.map(({ start, end }) => {
    joined += line.slice(at, start);
    at = end;
    return joined.length;
  });
  joined += line.slice(at);
  const isBroken = places.map((place) => isInWord(joined, place - 1, place + 1, isWord));
  for (const [index, { start, end }] of breaks.entries()) {
    const before = breaks[index - 1];
    const after = breaks[index + 1];
    const chained =
      (before && isBroken[index - 1] && start - before.end <= PIECE_MAX) ||
      (after && isBroken[index + 1] && after.start - end <= PIECE_MAX);
    if (isBroken[index] || chained) swaps.push({ start, end, to: '', method: 'fold' });
  }
};
