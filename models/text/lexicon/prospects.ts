import type { Hits } from './automaton.ts';

/** Lists one after the other in one array, list `n` from `from[n]` to `from[n + 1]`: what a text asks for lies close together. */
export interface Lists {
  readonly all: Int32Array;
  readonly from: Int32Array;
}
export const listsOf = (lists: readonly ArrayLike<number>[]): Lists => {
  const from = new Int32Array(lists.length + 1);
  for (const [at, list] of lists.entries()) from[at + 1] = (from[at] as number) + list.length;
  const all = new Int32Array(from[lists.length] as number);
  for (const [at, list] of lists.entries()) all.set(list, from[at]);
  return { all, from };
};

/** The slots of all frames, counted through as cells. */
export interface Slots {
  /** By cell: the terms that fill it; `null` is a number. */
  readonly terms: readonly (readonly number[] | null)[];
  /** By cell: 1 begins a frame. */
  readonly isFirst: Uint8Array;
  /** By term: its length in units. */
  readonly lengths: readonly number[];
}

/** Which frames may stand in a text at all; valid until the next call. */
export interface Prospects {
  /** First cells of those frames, the first `count`. */
  readonly cells: Int32Array;
  count: number;
  /** Whether one of them has a slot for a number. */
  needNumbers: boolean;
  /** @param hasNumber whether there is a number in the text; asked only where a frame needs one. */
  look(hits: Hits, hasNumber: () => boolean): void;
  /** Whether a word found fills a slot of one of them. */
  wants(term: number): boolean;
}

/** How much rarer a word is with every unit more; a word that many frames ask for is a common one. Only tells which slot is asked first. */
const RARER_BY_UNIT = 64;
/** A slot of more words than this is taken for filled: asking for each would take longer than looking for the frame. */
const ASKED_MAX = 512;

/** By frame: its rarest slot. Ever so many frames hold `的` or `是`; what few texts hold tells at once that most frames are absent. */
const rarestSlots = ({ terms, isFirst, lengths }: Slots): Int32Array => {
  const uses = new Uint32Array(lengths.length);
  for (const words of terms) for (const term of words ?? []) uses[term] = (uses[term] as number) + 1;
  const commonness = (term: number): number =>
    (uses[term] as number) ** 2 * RARER_BY_UNIT ** -(lengths[term] as number);
  const share = terms.map(
    (words) => words?.reduce((sum, term) => sum + commonness(term), 0) ?? Number.POSITIVE_INFINITY,
  );
  const rarest = new Int32Array(terms.length);
  let first = 0;
  for (let cell = 0; cell < terms.length; cell++) {
    if (isFirst[cell] === 1) first = cell;
    if (cell === first || (share[cell] as number) < (share[rarest[first] as number] as number))
      rarest[first] = cell;
  }
  return rarest;
};

/**
 * Tells from the words of a text alone, before anything is joined, which frames may stand in it: those of which every slot has
 * a word (or a number) somewhere. That leaves a few of thousands, and of most texts none.
 */
export const createProspects = (slots: Slots): Prospects => {
  const { terms, isFirst, lengths } = slots;
  const rarest = rarestSlots(slots);
  const anchors: number[][] = lengths.map(() => []);
  for (let cell = 0; cell < terms.length; cell++)
    if (isFirst[cell] === 1)
      for (const term of terms[rarest[cell] as number] ?? []) anchors[term]?.push(cell);
  /** By term: first cells of the frames whose rarest slot it fills. */
  const { all: anchored, from: anchoredFrom } = listsOf(anchors);
  const { all: fills, from: fillsFrom } = listsOf(terms.map((words) => words ?? []));
  const isNumber = Uint8Array.from(terms, (words) => Number(words === null));
  /** By term and by first cell: the text in which it was seen, asked for or wanted last. */
  const seenIn = new Uint32Array(lengths.length);
  const wantedIn = new Uint32Array(lengths.length);
  const askedIn = new Uint32Array(terms.length);
  let text = 0;
  const nextText = (): void => {
    text += 1;
    if (text < 2 ** 32) return;
    for (const marks of [seenIn, wantedIn, askedIn]) marks.fill(0);
    text = 1;
  };

  const isThere = (cell: number, hasNumber: () => boolean): boolean => {
    if (isNumber[cell] === 1) return hasNumber();
    const from = fillsFrom[cell] as number;
    const until = fillsFrom[cell + 1] as number;
    if (until - from > ASKED_MAX) return true;
    for (let at = from; at < until; at++) if (seenIn[fills[at] as number] === text) return true;
    return false;
  };
  const isWhole = (first: number, hasNumber: () => boolean): boolean => {
    const known = rarest[first] as number;
    for (let cell = first; cell === first || isFirst[cell] === 0; cell++)
      if (cell !== known && !isThere(cell, hasNumber)) return false;
    return true;
  };
  const take = (first: number): void => {
    prospects.cells[prospects.count++] = first;
    for (let cell = first; cell === first || isFirst[cell] === 0; cell++) {
      if (isNumber[cell] === 1) prospects.needNumbers = true;
      const until = fillsFrom[cell + 1] as number;
      for (let at = fillsFrom[cell] as number; at < until; at++) wantedIn[fills[at] as number] = text;
    }
  };

  const prospects: Prospects = {
    cells: new Int32Array(terms.length),
    count: 0,
    needNumbers: false,
    look({ terms: found, count }, hasNumber) {
      nextText();
      prospects.count = 0;
      prospects.needNumbers = false;
      for (let k = 0; k < count; k++) seenIn[found[k] as number] = text;
      for (let k = 0; k < count; k++) {
        const term = found[k] as number;
        for (
          let at = anchoredFrom[term] as number, until = anchoredFrom[term + 1] as number;
          at < until;
          at++
        ) {
          const first = anchored[at] as number;
          if (askedIn[first] === text) continue;
          askedIn[first] = text;
          if (isWhole(first, hasNumber)) take(first);
        }
      }
    },
    wants: (term) => wantedIn[term] === text,
  };
  return prospects;
};
