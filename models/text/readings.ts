import type { Input } from './network/features.ts';

/** A stretch of a folded text that the network reads by itself, and where it begins. */
export interface Reading {
  readonly start: number;
  readonly input: Input;
}

/** Characters of Chinese read at once: in a text beyond that a short claim drowns among the rest. */
const WINDOW_UNITS = 40;
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

/** The whole text, and of a long one its windows too: as many clauses in a row as fit, from each clause on. */
export const readingsOf = (input: Input): readonly Reading[] => {
  const { folded, source } = input;
  const factor = factorOf(folded);
  const most = WINDOW_UNITS * factor;
  const readings: Reading[] = [{ start: 0, input }];
  if (folded.length <= most) return readings;
  const clauses = clausesOf(folded, factor > 1);
  let last = 0;
  for (const [first, { start }] of clauses.entries()) {
    last = Math.max(last, first);
    while (last + 1 < clauses.length && (clauses[last + 1] as Span).end - start <= most) last += 1;
    readings.push({ start, input: { folded: folded.slice(start, (clauses[last] as Span).end), source } });
    if (last === clauses.length - 1) break;
  }
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
