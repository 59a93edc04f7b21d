import { createRequire } from 'node:module';
import { AhoCorasick } from '@monyone/aho-corasick/fast';
import { type Automaton, buildAutomaton } from '../../../models/text/lexicon/automaton.ts';
import { makeLines, makeTerms, takeLines } from './lines.ts';
import { against, type Contender, printTable, sideBySide, thousands } from './measure.ts';

/** fastscan ships no types. */
type FastScanner = new (
  words: readonly string[],
) => { search(text: string): [start: number, word: string][] };
const FastScan = createRequire(import.meta.url)('fastscan') as FastScanner;

const TERMS = 5_000;
const TERMS_FEW = 500;
const TERMS_MANY = 50_000;
const LINES = 20_000;
/** Lines held against the naive search, which takes milliseconds a line. */
const LINES_CHECKED = 2_000;
const LOAD_LIMIT_MS = 2_000;
const GOAL_AHO_CORASICK = 4;
const GOAL_FASTSCAN = 8;

const codesOf = (text: string): Uint16Array => {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) codes[at] = text.charCodeAt(at);
  return codes;
};

const build = (terms: readonly string[]): Automaton => buildAutomaton(terms.map(codesOf));

/** A hit as all of them can tell it. */
type Found = readonly [start: number, term: string];
interface Matching extends Contender {
  readonly find: (line: string) => readonly Found[];
}

/** Our automaton from the text as it comes: the codes are part of the work, although the live way has them from folding. */
const ours = (terms: readonly string[], name: string): Matching => {
  const automaton = build(terms);
  const codes = new Uint16Array(1024);
  const scan = (line: string) => {
    for (let at = 0; at < line.length; at += 1) codes[at] = line.charCodeAt(at);
    return automaton.scan(codes, line.length);
  };
  return {
    name,
    find: (line) => {
      const { terms: ids, starts, count } = scan(line);
      return Array.from({ length: count }, (_, at) => [
        starts[at] as number,
        terms[ids[at] as number] as string,
      ]);
    },
    run: (lines) => {
      let hits = 0;
      for (const line of lines) hits += scan(line).count;
      return hits;
    },
  };
};

const ahoCorasick = (terms: readonly string[]): Matching => {
  const matcher = new AhoCorasick([...terms]);
  return {
    name: '@monyone/aho-corasick/fast',
    find: (line) => matcher.matchInText(line).map(({ begin, keyword }) => [begin, keyword]),
    run: (lines) => {
      let hits = 0;
      for (const line of lines) hits += matcher.matchInText(line).length;
      return hits;
    },
  };
};

const fastscan = (terms: readonly string[]): Matching => {
  const matcher = new FastScan(terms);
  return {
    name: 'fastscan',
    find: (line) => matcher.search(line),
    run: (lines) => {
      let hits = 0;
      for (const line of lines) hits += matcher.search(line).length;
      return hits;
    },
  };
};

const named = (found: readonly Found[]): string =>
  found
    .map(([start, term]) => `${start} ${term}`)
    .sort()
    .join('\n');

const naive = (terms: readonly string[], line: string): readonly Found[] =>
  terms.flatMap((term) => {
    const found: Found[] = [];
    for (let at = line.indexOf(term); at >= 0; at = line.indexOf(term, at + 1)) found.push([at, term]);
    return found;
  });

/** How many lines each gets otherwise than a naive search, and on how many lines there is something to find. */
const checkExact = (terms: readonly string[], lines: readonly string[], all: readonly Matching[]) => {
  const wrong = all.map(() => 0);
  let withHits = 0;
  for (const line of lines) {
    const truth = naive(terms, line);
    if (truth.length > 0) withHits += 1;
    for (const [at, { find }] of all.entries())
      if (named(find(line)) !== named(truth)) wrong[at] = (wrong[at] ?? 0) + 1;
  }
  return { wrong, hitShare: withHits / lines.length };
};

const peers = (): boolean => {
  const terms = makeTerms(TERMS, 1);
  const lines = takeLines(makeLines(2, terms), LINES);
  const all = [ours(terms, 'this project'), ahoCorasick(terms), fastscan(terms)];
  const { wrong, hitShare } = checkExact(terms, lines.slice(0, LINES_CHECKED), all);
  const measured = sideBySide(lines, all);
  const goals = [0, GOAL_AHO_CORASICK, GOAL_FASTSCAN];
  const units = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
  printTable(
    `matching ${thousands(terms.length)} terms, all overlaps, with offsets: ${thousands(lines.length)} lines of ${units.toFixed(0)} characters, ${(hitShare * 100).toFixed(0)} % with a hit`,
    [
      ['', 'lines/s', 'ours is', 'goal', 'against a naive search'],
      ...measured.map(({ name, perSecond, behind }, at) => [
        name,
        thousands(perSecond),
        at === 0 ? '' : `${behind.toFixed(1)}x`,
        at === 0 ? '' : against(behind, goals[at] ?? 0),
        wrong[at] === 0 ? 'exact' : `WRONG on ${wrong[at]} of ${LINES_CHECKED} lines`,
      ]),
    ],
  );
  return wrong[0] === 0 && measured.every(({ behind }, at) => behind >= (goals[at] ?? 0));
};

/** Fifty thousand terms against five hundred: what loading takes, and what a line costs. */
const sizes = (): boolean => {
  const many = makeTerms(TERMS_MANY, 3);
  const few = many.slice(0, TERMS_FEW);
  const lines = takeLines(makeLines(4, few), LINES);
  const startedMs = performance.now();
  build(many);
  const loadMs = performance.now() - startedMs;
  const measured = sideBySide(lines, [
    ours(few, `${thousands(few.length)} terms`),
    ours(many, `${thousands(many.length)} terms`),
  ]);
  printTable('the same lines with few terms and with many', [
    ['', 'lines/s', 'µs a line', 'cost'],
    ...measured.map(({ name, perSecond, behind }) => [
      name,
      thousands(perSecond),
      (1e6 / perSecond).toFixed(2),
      `${behind.toFixed(2)}x`,
    ]),
    [
      `loading ${thousands(many.length)}`,
      '',
      `${Math.round(loadMs)} ms`,
      loadMs < LOAD_LIMIT_MS ? 'reached (goal: under 2 s)' : 'MISSED (goal: under 2 s)',
    ],
  ]);
  return loadMs < LOAD_LIMIT_MS;
};

/** Measures the automaton against its peers. @returns whether every goal was reached. */
export const benchMatching = (): boolean => {
  const isAhead = peers();
  return sizes() && isAhead;
};
