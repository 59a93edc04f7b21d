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

/** A slot of more words than this is taken for filled: asking for each would take longer than looking for the frame. */
const ASKED_MAX = 512;

/** What every word is thought to have been met in before any text was: one unit, and two. Longer ones are rarer still. */
const MET_BEFORE = [0, 8, 0.1];
const MET_BEFORE_LONGER = 0.01;
/** After so many texts it is looked again at which words are the common ones: later looks change little. */
const LOOKS_AFTER: ReadonlySet<number> = new Set([256, 4_096, 65_536, 1_048_576]);

/**
 * By cell of each frame: the cells of the frame from the rarest slot to the commonest. Ever so many frames hold `的` or `是`; where
 * what few texts hold is asked for first, one look tells that most frames are absent.
 * @param metIn by term: in how many texts it was met.
 */
const rarestFirst = ({ terms, isFirst, lengths }: Slots, metIn: Uint32Array): Int32Array => {
  const commonness = (term: number): number =>
    (metIn[term] as number) + (MET_BEFORE[lengths[term] as number] ?? MET_BEFORE_LONGER);
  const share = terms.map(
    (words) => words?.reduce((sum, term) => sum + commonness(term), 0) ?? Number.POSITIVE_INFINITY,
  );
  const order = Int32Array.from(terms, (_, cell) => cell);
  for (let first = 0; first < terms.length; ) {
    let until = first + 1;
    while (until < terms.length && isFirst[until] === 0) until++;
    order.subarray(first, until).sort((a, b) => (share[a] as number) - (share[b] as number) || a - b);
    first = until;
  }
  return order;
};

/** By term: first cells of the frames whose rarest slot it fills. */
const anchorsOf = ({ terms, isFirst, lengths }: Slots, order: Int32Array): Lists => {
  const anchors: number[][] = lengths.map(() => []);
  for (let cell = 0; cell < terms.length; cell++)
    if (isFirst[cell] === 1) for (const term of terms[order[cell] as number] ?? []) anchors[term]?.push(cell);
  return listsOf(anchors);
};

/**
 * Tells from the words of a text alone, before anything is joined, which frames may stand in it: those of which every slot has
 * a word (or a number) somewhere. That leaves a few of thousands. What it learns of how common words are saves time alone and
 * changes no answer.
 */
export const createProspects = (slots: Slots): Prospects => {
  const { terms, isFirst, lengths } = slots;
  const metIn = new Uint32Array(lengths.length);
  let order = rarestFirst(slots, metIn);
  let anchors = anchorsOf(slots, order);
  const { all: fills, from: fillsFrom } = listsOf(terms.map((words) => words ?? []));
  const isNumber = Uint8Array.from(terms, (words) => Number(words === null));
  /** By term and by first cell: the text in which it was seen, asked for or wanted last. */
  const seenIn = new Uint32Array(lengths.length);
  const wantedIn = new Uint32Array(lengths.length);
  const askedIn = new Uint32Array(terms.length);
  let text = 0;
  const nextText = (): void => {
    if (LOOKS_AFTER.has(text)) {
      order = rarestFirst(slots, metIn);
      anchors = anchorsOf(slots, order);
    }
    text += 1;
    if (text < 2 ** 32) return;
    for (const marks of [seenIn, wantedIn, askedIn]) marks.fill(0);
    text = 1;
  };
  const meet = (found: Int32Array, count: number): void => {
    const now = text;
    for (let k = 0; k < count; k++) {
      const term = found[k] as number;
      if (seenIn[term] === now) continue;
      seenIn[term] = now;
      metIn[term] = (metIn[term] as number) + 1;
    }
  };

  const isThere = (cell: number, hasNumber: () => boolean): boolean => {
    if (isNumber[cell] === 1) return hasNumber();
    const from = fillsFrom[cell] as number;
    const until = fillsFrom[cell + 1] as number;
    if (until - from > ASKED_MAX) return true;
    for (let at = from; at < until; at++) if (seenIn[fills[at] as number] === text) return true;
    return false;
  };
  /** Of a frame whose rarest slot is filled. */
  const isWhole = (first: number, hasNumber: () => boolean): boolean => {
    for (let at = first + 1; isFirst[at] === 0; at++)
      if (!isThere(order[at] as number, hasNumber)) return false;
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
      meet(found, count);
      const { all: anchored, from: anchoredFrom } = anchors;
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
