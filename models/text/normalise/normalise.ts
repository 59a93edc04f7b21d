import { Buffers, EXPANSION_MAX, Identity } from './buffers.ts';
import { displayOrder, OVERRIDE, POP } from './display-order.ts';
import {
  BOPOMOFO,
  buildTables,
  CLASS,
  DROP,
  EMOJI,
  NOTED,
  SLOW,
  SPLIT,
  SYLLABLES,
  type Tables,
} from './tables.ts';
import { enclosedLetter } from './variants.ts';

/** Which transformation produced a folded unit; a hit is as good as its weakest unit. */
export const METHODS = ['literal', 'fold', 'confusion', 'emoji', 'phonetic', 'hint'] as const;
export type Method = (typeof METHODS)[number];

/** Confidence that each transformation leaves. */
export const METHOD_CONFIDENCE: Readonly<Record<Method, number>> = {
  literal: 1,
  fold: 0.95,
  confusion: 0.8,
  emoji: 0.7,
  phonetic: 0.5,
  hint: 0.4,
};

/** A folded copy of a text, valid until the next call of the same normaliser: its buffers are used again. */
export interface Folded {
  readonly text: string;
  readonly codes: Uint16Array;
  /** Per folded unit, where in the original the unit begins and ends (UTF-16). */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Per folded unit, index into {@link METHODS}; only filled by the slow path. */
  readonly methods: Uint8Array;
  readonly length: number;
  readonly slow: boolean;
  readonly hasLatin: boolean;
}

export interface Normaliser {
  readonly tables: Tables;
  fold(text: string): Folded;
}

const PICTOGRAPH = /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]/u;
const INVISIBLE = /[\p{Cf}\p{M}\p{Cc}]|[\u{1f3fb}-\u{1f3ff}]/u;
const BOPOMOFO_RUN = /^[\u3105-\u312f]{1,3}[ˊˇˋ˙]?/u;

/** The longest split character, bopomofo syllable or emoji that begins here: what it stands for and how long it is. */
const substitute = (
  text: string,
  at: number,
  char: string,
): { to: string; length: number; method: Method } | null => {
  const split = SPLIT.get(text.slice(at, at + 2));
  if (split) return { to: split, length: 2, method: 'confusion' };
  if (char >= '\u3105' && char <= '\u312f') {
    const run = BOPOMOFO_RUN.exec(text.slice(at, at + 4))?.[0] ?? '';
    const to = BOPOMOFO.get(run.replace(/[ˊˇˋ˙]$/, ''));
    if (to) return { to, length: run.length, method: 'confusion' };
  }
  const emoji = EMOJI.get(char);
  return emoji ? { to: emoji, length: char.length, method: 'emoji' } : null;
};

/** Characters of the slow path that were folded before: a line of one emoji should cost one look at Unicode's tables. */
const slowCache = new Map<string, readonly number[]>();
const SLOW_CACHE_MAX = 8192;

/** What a character folds to that the table cannot fold: nothing, a space for a sign, or its NFKC form. */
const slowUnits = (char: string, tables: Tables): readonly number[] => {
  const known = slowCache.get(char);
  if (known) return known;
  const units: number[] = [];
  const letter = enclosedLetter(char.codePointAt(0) as number);
  if (letter !== 0) units.push(letter);
  else if (PICTOGRAPH.test(char)) units.push(32);
  else if (!INVISIBLE.test(char)) {
    const plain = char.normalize('NFKC').toLowerCase();
    for (let k = 0; k < plain.length; k++) {
      const code = plain.charCodeAt(k);
      const folded = tables.fold[code] as number;
      if (folded !== DROP) units.push(folded === SLOW ? code : folded);
    }
  }
  if (slowCache.size >= SLOW_CACHE_MAX) slowCache.clear();
  slowCache.set(char, units);
  return units;
};

/** Folds a stretch; `moved` where it is shown elsewhere than it stands. */
const foldStretch = (
  text: string,
  from: number,
  until: number,
  moved: boolean,
  tables: Tables,
  out: Buffers,
): void => {
  for (let at = from; at < until; ) {
    const char = String.fromCodePoint(text.codePointAt(at) as number);
    const swap = substitute(text, at, char);
    if (swap && at + swap.length <= until) {
      const method = METHODS.indexOf(swap.method);
      for (const unit of swap.to) out.push(unit.charCodeAt(0), at, at + swap.length, method);
      at += swap.length;
      continue;
    }
    const simple = char.length === 1 ? (tables.fold[char.charCodeAt(0)] as number) : SLOW;
    if (simple !== SLOW) {
      if (simple !== DROP) out.push(simple, at, at + 1, moved || simple !== char.charCodeAt(0) ? 1 : 0);
    } else {
      const units = slowUnits(char, tables);
      for (let k = 0; k < units.length; k++) out.push(units[k] as number, at, at + char.length, 1);
    }
    at += char.length;
  }
};

const foldSlowly = (text: string, tables: Tables, out: Buffers): void => {
  out.length = 0;
  if (!text.includes(OVERRIDE)) {
    foldStretch(text, 0, text.length, false, tables, out);
    return;
  }
  let shown = 0;
  for (const [from, until] of displayOrder(text)) {
    foldStretch(text, from, until, from < shown, tables, out);
    shown = until;
  }
};

/** Most marks between two Chinese characters that are taken for a broken word; more are a layout. */
const MARKS_MAX = 2;

/** Takes out spaces beside Chinese characters and up to {@link MARKS_MAX} marks between two of them. */
const closeGaps = (out: Buffers, classes: Uint8Array): void => {
  const { codes, starts, ends, methods } = out;
  const move = (to: number, from: number): void => {
    codes[to] = codes[from] as number;
    starts[to] = starts[from] as number;
    ends[to] = ends[from] as number;
    methods[to] = methods[from] as number;
  };
  let kept = 0;
  for (let at = 0; at < out.length; at++) {
    const kind = classes[codes[at] as number] as number;
    if (kind === CLASS.symbol || kind === CLASS.space) {
      let until = at;
      let marks = 0;
      while (until < out.length) {
        const next = classes[codes[until] as number] as number;
        if (next !== CLASS.symbol && next !== CLASS.space) break;
        if (next === CLASS.symbol) marks++;
        until++;
      }
      const left = kept > 0 ? (classes[codes[kept - 1] as number] as number) : CLASS.other;
      const right = until < out.length ? (classes[codes[until] as number] as number) : CLASS.other;
      const between = left === CLASS.cjk && right === CLASS.cjk;
      const beside = left === CLASS.cjk || right === CLASS.cjk;
      if (marks === 0 ? beside : between && marks <= MARKS_MAX) {
        at = until - 1;
        continue;
      }
      // The whole run stays: asking again at each of its marks would take the square of its length.
      for (; at < until - 1; at++, kept++) move(kept, at);
    }
    move(kept, at);
    kept++;
  }
  out.length = kept;
};

/** Longest syllable in the table of syllables. */
const SYLLABLE_MAX = 5;

/** Where folded units stand in the original: what is shown in another order than it is written may begin at its last unit. */
export const spanOf = (
  { starts, ends }: Pick<Folded, 'starts' | 'ends'>,
  from: number,
  until: number,
): { readonly start: number; readonly end: number } => {
  let start = starts[from] as number;
  let end = ends[until - 1] as number;
  for (let at = from; at < until; at++) {
    if ((starts[at] as number) < start) start = starts[at] as number;
    if ((ends[at] as number) > end) end = ends[at] as number;
  }
  return { start, end };
};

/** Puts a character for a syllable written in Latin letters beside a Chinese character. */
const readSyllables = (out: Buffers, classes: Uint8Array): boolean => {
  const { codes, starts, ends, methods } = out;
  const isCjk = (at: number): boolean =>
    at >= 0 && at < out.length && classes[codes[at] as number] === CLASS.cjk;
  let kept = 0;
  let changed = false;
  for (let at = 0; at < out.length; ) {
    let until = at;
    while (until < out.length && classes[codes[until] as number] === CLASS.latin) until++;
    const size = until - at;
    if (size >= 2 && size <= SYLLABLE_MAX && (isCjk(at - 1) || isCjk(until))) {
      const to = SYLLABLES.get(String.fromCharCode(...codes.subarray(at, until)));
      if (to) {
        const span = spanOf(out, at, until);
        starts[kept] = span.start;
        ends[kept] = span.end;
        codes[kept] = to.charCodeAt(0);
        methods[kept] = METHODS.indexOf('confusion');
        kept++;
        at = until;
        changed = true;
        continue;
      }
    }
    const stop = Math.max(until, at + 1);
    for (; at < stop; at++, kept++) {
      codes[kept] = codes[at] as number;
      starts[kept] = starts[at] as number;
      ends[kept] = ends[at] as number;
      methods[kept] = methods[at] as number;
    }
  }
  out.length = kept;
  return changed;
};

/** Folds unit by unit, with the offsets of each: where a unit is dropped, or what follows will move them. */
const foldWithOffsets = (text: string, table: Uint16Array, out: Buffers): void => {
  const { codes, starts, ends, methods } = out;
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = table[text.charCodeAt(at)] as number;
    if (code === DROP) continue;
    codes[length] = code;
    starts[length] = at;
    ends[length] = at + 1;
    methods[length] = 0;
    length++;
  }
  out.length = length;
};

/** Folds every unit. Apart from its caller: a loop over arrays that come as arguments is compiled to the bare loop. @returns what was noted of all of them. */
const foldUnits = (text: string, packed: Uint32Array, codes: Uint16Array): number => {
  let noted = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = packed[text.charCodeAt(at)] as number;
    codes[at] = unit;
    noted |= unit;
  }
  return noted;
};

/**
 * Makes a normaliser: a folded copy of a text with the way back to the original for every unit. Plain text takes one pass
 * over a table; a unit that the table cannot fold sends the text to the slow path.
 */
export const createNormaliser = (): Normaliser => {
  const tables = buildTables();
  const { packed, fold: table, classes } = tables;
  const out = new Buffers();
  const identity = new Identity();
  return {
    tables,
    fold(text) {
      const { length } = text;
      out.reserve(length + EXPANSION_MAX + 1);
      identity.reserve(length);
      const { codes } = out;
      const noted = foldUnits(text, packed, codes);
      let slow = (noted & NOTED.slow) !== 0;
      const cjk = slow || (noted & NOTED.cjk) !== 0;
      const hasLatin = slow || (noted & NOTED.latin) !== 0;
      const broken = cjk && (slow || (noted & NOTED.mark) !== 0);
      if (!broken && !(cjk && hasLatin) && (noted & NOTED.drop) === 0) {
        const { starts, ends, methods } = identity;
        return { text, codes, starts, ends, methods, length, slow, hasLatin };
      }
      if (slow) foldSlowly(text, tables, out);
      else foldWithOffsets(text, table, out);
      if (broken) closeGaps(out, classes);
      if (cjk && hasLatin && readSyllables(out, classes)) slow = true;
      return {
        text,
        codes: out.codes,
        starts: out.starts,
        ends: out.ends,
        methods: out.methods,
        length: out.length,
        slow,
        hasLatin,
      };
    },
  };
};

const FOLDED = METHODS.indexOf('fold');

/**
 * A text with overrides in the order it is written: where a page strips the marks, that is what people read. A copy of its own,
 * that later calls leave alone; null where the text has none.
 */
export const foldAsWritten = (normaliser: Normaliser, text: string): Folded | null => {
  if (!text.includes(OVERRIDE)) return null;
  const folded = normaliser.fold(text.replaceAll(OVERRIDE, POP));
  const { length } = folded;
  return {
    ...folded,
    text,
    codes: folded.codes.slice(0, length),
    starts: folded.starts.slice(0, length),
    ends: folded.ends.slice(0, length),
    methods: folded.methods.slice(0, length).map((method) => Math.max(method, FOLDED)),
  };
};

/** The folded units as a string, for the words around a hit. */
export const foldedText = (folded: Folded): string => {
  let text = '';
  for (let at = 0; at < folded.length; at += 8192) {
    const units = folded.codes.subarray(at, Math.min(at + 8192, folded.length));
    // Not spread: that asks an iterator for every unit, at five times the cost.
    text += String.fromCharCode.apply(null, units as unknown as number[]);
  }
  return text;
};

/** Full-width commas and the like are plain writing. */
const isMark = (code: number): boolean => code < 48 || (code > 57 && code < 65);

/** The weakest transformation within a folded span. */
export const methodOf = (folded: Folded, start: number, end: number): Method => {
  let weakest = 0;
  for (let at = start; at < end; at++) {
    const from = folded.starts[at] as number;
    let method = folded.methods[at] as number;
    const code = folded.codes[at] as number;
    if (method === 0 && !isMark(code) && folded.text.charCodeAt(from) !== code) method = 1;
    if (at > start && method === 0 && from > (folded.ends[at - 1] as number)) method = 1;
    if (method > weakest) weakest = method;
  }
  return METHODS[weakest] as Method;
};
