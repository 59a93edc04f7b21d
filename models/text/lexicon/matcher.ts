import { buildAutomaton } from './automaton.ts';
import type { Frame } from './frame.ts';

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
/** Half-done frames kept per slot: the nearest few are the only ones within a gap. */
const KEPT = 4;

interface Uses {
  readonly patterns: Int32Array;
  readonly slots: Int32Array;
}

export interface MatcherInput {
  readonly frames: readonly Frame[];
  /** A word to the codes it is scanned as, with other spellings of it if there are any. */
  readonly spellings: (word: string) => readonly (readonly number[])[];
  /** By code: 1 ends a sentence, which no frame crosses. */
  readonly isHard: Uint8Array;
  /** By code: 1 is part of a number. */
  readonly isNumber: Uint8Array;
}

const compileAtoms = (input: MatcherInput): { terms: number[][]; uses: Uses[]; numbers: Uses } => {
  const ids = new Map<string, number>();
  const terms: number[][] = [];
  const uses: { patterns: number[]; slots: number[] }[] = [];
  const numbers: { patterns: number[]; slots: number[] } = { patterns: [], slots: [] };
  input.frames.forEach((frame, pattern) => {
    frame.slots.forEach((words, slot) => {
      if (words === null) {
        numbers.patterns.push(pattern);
        numbers.slots.push(slot);
        return;
      }
      const seen = new Set<number>();
      for (const codes of words.flatMap((word) => input.spellings(word))) {
        const key = codes.join();
        let id = ids.get(key);
        if (id === undefined) {
          id = terms.length;
          ids.set(key, id);
          terms.push([...codes]);
          uses.push({ patterns: [], slots: [] });
        }
        if (seen.has(id)) continue;
        seen.add(id);
        uses[id]?.patterns.push(pattern);
        uses[id]?.slots.push(slot);
      }
    });
  });
  const packed = (one: { patterns: number[]; slots: number[] }): Uses => ({
    patterns: Int32Array.from(one.patterns),
    slots: Int32Array.from(one.slots),
  });
  return { terms, uses: uses.map(packed), numbers: packed(numbers) };
};

/** Compiles frames to one automaton over all their words and a small machine that joins the words to frames. */
export const createMatcher = (input: MatcherInput): Matcher => {
  const { terms, uses, numbers } = compileAtoms(input);
  const automaton = buildAutomaton(terms);
  const { frames, isHard, isNumber } = input;
  const offset = new Int32Array(frames.length + 1);
  frames.forEach((frame, pattern) => {
    offset[pattern + 1] = (offset[pattern] as number) + frame.slots.length;
  });
  const cells = offset[frames.length] as number;
  const lastSlot = Int32Array.from(frames, (frame) => frame.slots.length - 1);
  const gapOf = new Int32Array(cells);
  frames.forEach((frame, pattern) => {
    frame.gaps.forEach((gap, at) => {
      gapOf[(offset[pattern] as number) + at + 1] = gap;
    });
  });
  const starts = new Int32Array(cells * KEPT);
  const ends = new Int32Array(cells * KEPT);
  /** How many were ever put into a cell in this text; the newest are at `count % KEPT`. */
  const counts = new Int32Array(cells);
  const touched: number[] = [];

  return {
    atoms: terms.length,
    match(codes, length) {
      const hits = automaton.scan(codes, length);
      const matches: Match[] = [];
      const crossesHard = (from: number, until: number): boolean => {
        for (let at = from; at < until; at++) if (isHard[codes[at] as number] === 1) return true;
        return false;
      };
      const advance = (pattern: number, slot: number, start: number, end: number): void => {
        const cell = (offset[pattern] as number) + slot;
        let begin = start;
        if (slot > 0) {
          const before = cell - 1;
          const count = counts[before] as number;
          let found = false;
          for (let back = 1; back <= KEPT && back <= count; back++) {
            const at = before * KEPT + ((count - back) % KEPT);
            const end0 = ends[at] as number;
            const gap = start - end0;
            if (gap < 0 || gap > (gapOf[cell] as number) || crossesHard(end0, start)) continue;
            begin = starts[at] as number;
            found = true;
            break;
          }
          if (!found) return;
        }
        if (slot === lastSlot[pattern]) {
          if (matches.length < MATCHES_MAX) matches.push({ pattern, start: begin, end });
          return;
        }
        const count = counts[cell] as number;
        if (count === 0) touched.push(cell);
        const at = cell * KEPT + (count % KEPT);
        starts[at] = begin;
        ends[at] = end;
        counts[cell] = count + 1;
      };
      const apply = (use: Uses, start: number, end: number): void => {
        for (let k = 0; k < use.patterns.length; k++) {
          advance(use.patterns[k] as number, use.slots[k] as number, start, end);
        }
      };
      let at = 0;
      const nextNumber = (): { start: number; end: number } | null => {
        while (at < length && isNumber[codes[at] as number] !== 1) at++;
        if (at >= length) return null;
        const start = at;
        while (at < length && isNumber[codes[at] as number] === 1) at++;
        return { start, end: at };
      };
      let number = hits.count > 0 ? nextNumber() : null;
      for (let k = 0; k < hits.count && matches.length < MATCHES_MAX; k++) {
        const end = hits.ends[k] as number;
        while (number && number.end <= end) {
          apply(numbers, number.start, number.end);
          number = nextNumber();
        }
        apply(uses[hits.terms[k] as number] as Uses, hits.starts[k] as number, end);
      }
      if (hits.count > 0) for (; number; number = nextNumber()) apply(numbers, number.start, number.end);
      for (const cell of touched) counts[cell] = 0;
      touched.length = 0;
      return matches;
    },
  };
};
