import type { Input } from './network/features.ts';

/** A stretch of a folded text that the network reads by itself, and where it begins. */
export interface Reading {
  readonly start: number;
  readonly input: Input;
  /** A narrow window: torn out of what stands around it, it must sound surer. */
  readonly narrow?: true;
}

/** Characters of Chinese read at once: in a text beyond that a short claim drowns among the rest. */
const WINDOW_UNITS = 40;
/** A text up to here is read as one: most of what is said in a breath. */
const LONG_UNITS = 60;
/** A second, narrower look at long texts: a claim of one breath between others drowns in the wide one too. */
const NARROW_UNITS = 24;
/** From here a narrow window counts. */
export const NARROW_SCORE = 0.85;
/** As much is said in so many times the letters in English. */
const LATIN_FACTOR = 2.6;
const HAN = /[\u3400-\u9fff]/;
const CLAUSE_END = /[，。！？、；,.!?;\n]/;
/** A recogniser's space is a pause in Chinese; in English it ends a word. */
const PAUSE = /\s/;
/** How far around a claim its clause is looked for: run-on speech has no marks. */
const CLAUSE_UNITS = 22;

interface Span {
  readonly start: number;
  readonly end: number;
}

const factorOf = (folded: string): number => (HAN.test(folded) ? 1 : LATIN_FACTOR);

/** Clauses as the marks and pauses cut them; where there are none, cut at half a window between words. */
const clausesOf = (folded: string, latin: boolean): readonly Span[] => {
  const most = (WINDOW_UNITS / 2) * factorOf(folded);
  const clauses: Span[] = [];
  let start = 0;
  for (let at = 0; at < folded.length; at += 1) {
    const char = folded[at] as string;
    const ends = CLAUSE_END.test(char) || (!latin && PAUSE.test(char));
    if (!ends && (at - start < most || (latin && char !== ' '))) continue;
    clauses.push({ start, end: at + 1 });
    start = at + 1;
  }
  if (start < folded.length) clauses.push({ start, end: folded.length });
  return clauses;
};

/** A window begins at least so much of its length after the one before: a clause of one word begins none of its own. */
const STEP = 1 / 4;

/** As many clauses in a row as fit, from each clause on. */
const windowsOf = (clauses: readonly Span[], most: number): readonly Span[] => {
  const windows: Span[] = [];
  let last = 0;
  let beganAt = Number.NEGATIVE_INFINITY;
  for (const [first, { start }] of clauses.entries()) {
    if (start - beganAt < most * STEP) continue;
    beganAt = start;
    last = Math.max(last, first);
    while (last + 1 < clauses.length && (clauses[last + 1] as Span).end - start <= most) last += 1;
    windows.push({ start, end: (clauses[last] as Span).end });
    if (last === clauses.length - 1) break;
  }
  return windows;
};

/** The whole text, and of a long one its windows too, wide and narrow. */
export const readingsOf = (input: Input): readonly Reading[] => {
  const { folded, source } = input;
  const factor = factorOf(folded);
  const readings: Reading[] = [{ start: 0, input }];
  if (folded.length <= LONG_UNITS * factor) return readings;
  const clauses = clausesOf(folded, factor > 1);
  const wide = windowsOf(clauses, WINDOW_UNITS * factor);
  const read = ({ start, end }: Span) => ({ start, input: { folded: folded.slice(start, end), source } });
  readings.push(...wide.map(read));
  const wideEnds = new Map(wide.map(({ start, end }) => [start, end]));
  for (const span of windowsOf(clauses, NARROW_UNITS * factor))
    if (wideEnds.get(span.start) !== span.end) readings.push({ ...read(span), narrow: true });
  return readings;
};

const isMark = (char: string, latin: boolean): boolean =>
  CLAUSE_END.test(char) || (!latin && PAUSE.test(char));

/** The words of a claim by themselves, and the clause they stand in. */
export const closeReadings = ({ folded, source }: Input, { start, end }: Span): readonly Input[] => {
  const factor = factorOf(folded);
  const reach = CLAUSE_UNITS * factor;
  let from = start;
  let until = end;
  while (from > 0 && start - from < reach && !isMark(folded[from - 1] as string, factor > 1)) from -= 1;
  while (until < folded.length && until - end < reach && !isMark(folded[until] as string, factor > 1))
    until += 1;
  return [
    { folded: folded.slice(start, end), source },
    { folded: folded.slice(from, until), source },
  ];
};

/** A piece between marks that is longer than this is not quoted whole. */
const PIECE_UNITS = 26;
const segmenters = new Map<boolean, Intl.Segmenter>();
const wordsOf = (latin: boolean): Intl.Segmenter => {
  const known = segmenters.get(latin) ?? new Intl.Segmenter(latin ? 'en' : 'zh', { granularity: 'word' });
  segmenters.set(latin, known);
  return known;
};
/** A full stop inside a figure or after an abbreviation ends nothing. */
const endsPiece = (folded: string, at: number, latin: boolean): boolean => {
  const char = folded[at] as string;
  if (char !== '.') return isMark(char, latin);
  return (
    /\s|^$/.test(folded[at + 1] ?? '') &&
    !/(?:\bno|\bvs|\bdr|\bst)$/i.test(folded.slice(Math.max(0, at - 3), at))
  );
};

/**
 * What is quoted for a stretch that a network points at: the pieces between marks that it touches, or, where they are long, the
 * stretch out to the edges of its words. Offsets are those of `folded`.
 */
export const pieceAround = (folded: string, start: number, end: number): Span => {
  const latin = factorOf(folded) > 1;
  const most = PIECE_UNITS * factorOf(folded);
  let from = start;
  let until = end;
  while (from > 0 && until - from <= most && !endsPiece(folded, from - 1, latin)) from -= 1;
  while (until < folded.length && until - from <= most && !endsPiece(folded, until, latin)) until += 1;
  if (until - from <= most) return trimmed(folded, from, until);
  return trimmed(folded, ...wordEdges(folded, start, end, latin));
};

/** Words are looked for in this much text around a stretch. */
const WORDS_AROUND_UNITS = 24;
const wordEdges = (folded: string, start: number, end: number, latin: boolean): readonly [number, number] => {
  const floor = Math.max(0, start - WORDS_AROUND_UNITS);
  const around = folded.slice(floor, end + WORDS_AROUND_UNITS);
  const words = wordsOf(latin).segment(around);
  const first = words.containing(start - floor);
  const last = words.containing(Math.max(start, end - 1) - floor);
  return [
    floor + (first?.index ?? start - floor),
    floor + (last ? last.index + last.segment.length : end - floor),
  ];
};

const trimmed = (folded: string, from: number, until: number): Span => {
  let [start, end] = [from, until];
  while (start < end - 1 && /[\s，。！？、；,.!?;]/.test(folded[start] as string)) start += 1;
  while (end > start + 1 && /[\s，。！？、；,.!?;]/.test(folded[end - 1] as string)) end -= 1;
  return { start, end };
};
