import { buildAutomaton, type Hits } from './automaton.ts';
import type { Frame } from './frame.ts';
import { createProspects, listsOf } from './prospects.ts';

/** A frame found: which pattern, and from where to where in units of the scanned codes. */
export interface Match {
  readonly pattern: number;
  readonly start: number;
  readonly end: number;
}

export interface Matcher {
  readonly atoms: number;
  /** `isHard` and `isNumber` are looked up by code. */
  match(codes: Uint16Array, length: number): readonly Match[];
}

/** Most matches taken from one text: a line that repeats one word ten thousand times must not make as many claims. */
export const MATCHES_MAX = 256;
const NO_MATCHES: readonly Match[] = [];
/** Half-done frames kept per slot: the nearest few are the only ones within a gap. */
const KEPT = 4;

export interface MatcherInput {
  readonly frames: readonly Frame[];
  /** A word to the codes it is scanned as, with other spellings of it if there are any. */
  readonly spellings: (word: string) => readonly (readonly number[])[];
  /** By code: 1 ends a sentence, which no frame crosses. */
  readonly isHard: Uint8Array;
  /** By code: 1 is part of a number. */
  readonly isNumber: Uint8Array;
  /** Whether what was found begins or ends inside a longer word, as `line` in online; without it nothing does. */
  readonly cutsWord?: (codes: Uint16Array, start: number, end: number, length: number) => boolean;
  /** How many units from a place on hold two parts of a number together (三点五), or 0. */
  readonly jointAt?: (codes: Uint16Array, at: number, length: number) => number;
}

/** By cell: the pattern it belongs to, its place in it, and how far it may be from the slot before. */
interface Cells {
  readonly patternOf: Int32Array;
  readonly isFirst: Uint8Array;
  readonly isLast: Uint8Array;
  readonly gapOf: Int32Array;
}

const compileCells = (frames: readonly Frame[]): Cells => {
  const slots = frames.flatMap((frame, pattern) =>
    frame.slots.map((_, slot) => ({
      pattern,
      slot,
      last: slot === frame.slots.length - 1,
      gaps: frame.gaps,
    })),
  );
  return {
    patternOf: Int32Array.from(slots, ({ pattern }) => pattern),
    isFirst: Uint8Array.from(slots, ({ slot }) => Number(slot === 0)),
    isLast: Uint8Array.from(slots, ({ last }) => Number(last)),
    gapOf: Int32Array.from(slots, ({ slot, gaps }) => gaps[slot - 1] ?? 0),
  };
};

/** All words of all frames, numbered; by cell (slots of patterns, counted through) those that fill it, `null` for a number. */
const compileAtoms = (
  input: MatcherInput,
): {
  readonly atoms: readonly (readonly number[])[];
  readonly fills: readonly (readonly number[] | null)[];
} => {
  const ids = new Map<string, number>();
  /** The same word in another frame comes as the same codes. */
  const known = new Map<readonly number[], number>();
  const atoms: (readonly number[])[] = [];
  const idOf = (codes: readonly number[]): number => {
    let id = known.get(codes);
    if (id !== undefined) return id;
    const key = String.fromCharCode(...codes);
    id = ids.get(key);
    if (id === undefined) {
      id = atoms.length;
      ids.set(key, id);
      atoms.push(codes);
    }
    known.set(codes, id);
    return id;
  };
  const fills = input.frames.flatMap(({ slots }) =>
    slots.map((words) => words && [...new Set(words.flatMap((word) => input.spellings(word)).map(idOf))]),
  );
  return { atoms, fills };
};

/** By atom: the cells that it fills, in their order. */
const usesOf = (atoms: number, fills: readonly (readonly number[] | null)[]) => {
  const uses: number[][] = Array.from({ length: atoms }, () => []);
  for (const [cell, words] of fills.entries()) for (const atom of words ?? []) uses[atom]?.push(cell);
  return listsOf(uses);
};

/** Half-done frames of one text: per cell the newest few that got as far. */
class Halves {
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  /** How many were ever put into a cell in this text; the newest are at `count % KEPT`. */
  private readonly counts: Int32Array;
  private readonly touched: number[] = [];
  /** By cell: 1 where it may be filled, as the first of a frame that is looked for or because the one before it was. */
  readonly ready: Uint8Array;

  constructor(cells: number) {
    this.starts = new Int32Array(cells * KEPT);
    this.ends = new Int32Array(cells * KEPT);
    this.counts = new Int32Array(cells);
    this.ready = new Uint8Array(cells);
  }

  /** Notes that a frame got as far as this cell, which is not its last. */
  put(cell: number, start: number, end: number): void {
    const count = this.counts[cell] as number;
    if (count === 0) {
      this.touched.push(cell);
      this.ready[cell + 1] = 1;
    }
    const at = cell * KEPT + (count % KEPT);
    this.starts[at] = start;
    this.ends[at] = end;
    this.counts[cell] = count + 1;
  }

  /** Where the newest frame began that ends at most `gap` before `start`, with `fits` between; -1: there is none. */
  beginning(
    cell: number,
    start: number,
    gap: number,
    fits: (from: number, until: number) => boolean,
  ): number {
    const count = this.counts[cell] as number;
    for (let back = 1; back <= KEPT && back <= count; back++) {
      const at = cell * KEPT + ((count - back) % KEPT);
      const end = this.ends[at] as number;
      if (start >= end && start - end <= gap && fits(end, start)) return this.starts[at] as number;
    }
    return -1;
  }

  clear(): void {
    for (const cell of this.touched) {
      this.counts[cell] = 0;
      this.ready[cell + 1] = 0;
    }
    this.touched.length = 0;
  }
}

/**
 * The number cells that a number may fill now, in their order: of hundreds of frames with a number somewhere few have got that
 * far, while a line has many numbers.
 */
class OpenNumbers {
  readonly cells: Int32Array;
  count = 0;

  constructor(all: number) {
    this.cells = new Int32Array(all);
  }

  add(cell: number): void {
    const { cells } = this;
    let at = this.count++;
    for (; at > 0 && (cells[at - 1] as number) > cell; at--) cells[at] = cells[at - 1] as number;
    cells[at] = cell;
  }
}

/** Compiles frames to one automaton over all their words and a small machine that joins the words to frames. */
export const createMatcher = (input: MatcherInput): Matcher => {
  const { atoms, fills } = compileAtoms(input);
  const automaton = buildAutomaton(atoms);
  const { frames, isHard, isNumber } = input;
  const { patternOf, isFirst, isLast, gapOf } = compileCells(frames);
  const { all: used, from } = usesOf(atoms.length, fills);
  const prospects = createProspects({ terms: fills, isFirst, lengths: atoms.map(({ length }) => length) });
  const halves = new Halves(fills.length);
  const { ready } = halves;
  const isNumberCell = Uint8Array.from(fills, (words) => Number(words === null));
  const open = new OpenNumbers(fills.length);
  let codes = new Uint16Array(0);
  let matches: Match[] = [];

  const isOneSentence = (from: number, until: number): boolean => {
    for (let at = from; at < until; at++) if (isHard[codes[at] as number] === 1) return false;
    return true;
  };
  const fill = (cell: number, start: number, end: number): void => {
    let begin = start;
    if (isFirst[cell] === 0) {
      begin = halves.beginning(cell - 1, start, gapOf[cell] as number, isOneSentence);
      if (begin < 0) return;
    }
    if (isLast[cell] === 0) {
      if (isNumberCell[cell + 1] === 1 && ready[cell + 1] === 0) open.add(cell + 1);
      halves.put(cell, begin, end);
    } else if (matches.length < MATCHES_MAX)
      matches.push({ pattern: patternOf[cell] as number, start: begin, end });
  };
  /** The number asked for last: hits inside a long one ask for it again and again. */
  let numberStart = -1;
  let numberEnd = 0;
  const endOfNumber = (start: number, length: number): number => {
    for (let at = start + 1; ; at++) {
      if (at < length && isNumber[codes[at] as number] === 1) continue;
      const joint = input.jointAt?.(codes, at, length) ?? 0;
      if (joint === 0) return at;
      at += joint - 1;
    }
  };
  /** Numbers of the text in their order, those that end by `until`. @returns where the search goes on. */
  const applyNumbers = (from: number, until: number, length: number): number => {
    for (let at = from; at < until; ) {
      if (isNumber[codes[at] as number] !== 1) {
        at++;
        continue;
      }
      if (at !== numberStart) {
        numberStart = at;
        numberEnd = endOfNumber(at, length);
      }
      const end = numberEnd;
      if (end > until) return at;
      // A cell that is opened on the way comes after the one that opened it, and no number fits behind itself.
      for (let k = 0; k < open.count; k++) fill(open.cells[k] as number, at, end);
      at = end;
    }
    return until;
  };

  let length = 0;
  let anyNumber: boolean | undefined;
  const hasNumber = (): boolean => {
    if (anyNumber !== undefined) return anyNumber;
    anyNumber = false;
    for (let at = 0; at < length && !anyNumber; at++) anyNumber = isNumber[codes[at] as number] === 1;
    return anyNumber;
  };
  /** Lets the frames be found that may stand in the text. @returns whether there is any. */
  const begin = (hits: Hits): boolean => {
    prospects.look(hits, hasNumber);
    for (let at = 0; at < prospects.count; at++) {
      const cell = prospects.cells[at] as number;
      ready[cell] = 1;
      if (isNumberCell[cell] === 1) open.add(cell);
    }
    return prospects.count > 0;
  };
  const end = (): void => {
    halves.clear();
    for (let at = 0; at < prospects.count; at++) ready[prospects.cells[at] as number] = 0;
    open.count = 0;
  };
  const joinHits = ({ terms, starts, ends, count }: Hits): void => {
    const { needNumbers } = prospects;
    let number = 0;
    for (let k = 0; k < count && matches.length < MATCHES_MAX; k++) {
      const term = terms[k] as number;
      if (!prospects.wants(term)) continue;
      const end = ends[k] as number;
      if (needNumbers && end > number) number = applyNumbers(number, end, length);
      const start = starts[k] as number;
      let isWord = false;
      for (let at = from[term] as number, until = from[term + 1] as number; at < until; at++) {
        const cell = used[at] as number;
        // Seldom: the word mostly belongs to a frame that is not looked for, or has not got so far.
        if (ready[cell] === 0) continue;
        if (!isWord && input.cutsWord?.(codes, start, end, length)) break;
        isWord = true;
        fill(cell, start, end);
      }
    }
    if (needNumbers) applyNumbers(number, length, length);
  };

  return {
    atoms: atoms.length,
    match(scanned, scannedLength) {
      const hits = automaton.scan(scanned, scannedLength);
      if (hits.count === 0) return NO_MATCHES;
      codes = scanned as Uint16Array<ArrayBuffer>;
      length = scannedLength;
      anyNumber = undefined;
      if (!begin(hits)) return NO_MATCHES;
      matches = [];
      numberStart = -1;
      joinHits(hits);
      end();
      return matches;
    },
  };
};
