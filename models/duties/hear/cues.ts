/** A set of strings of which a match must hold one; `null` when nothing is certain. */
type Cues = readonly string[] | null;

/** More alternatives than this are not worth looking for one by one. */
const ALTERNATIVES_MAX = 1_400;

/** The better of two certain sets: the one whose shortest string is longer, then the smaller. */
const better = (a: Cues, b: Cues): Cues => {
  if (!a) return b;
  if (!b) return a;
  const shortest = (cues: readonly string[]): number => Math.min(...cues.map((cue) => cue.length), 3);
  const order = shortest(b) - shortest(a) || a.length - b.length;
  return order <= 0 ? a : b;
};

interface Reader {
  readonly source: string;
  at: number;
}

interface Quantity {
  readonly min: number;
}

const readQuantity = (reader: Reader): Quantity | null => {
  const match = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at, reader.at + 12));
  if (!match) return null;
  reader.at += match[0].length;
  if (match[1] !== undefined) return { min: Number(match[1]) };
  return { min: match[0].startsWith('+') ? 1 : 0 };
};

const skipClass = (reader: Reader): void => {
  reader.at++;
  while (reader.at < reader.source.length && reader.source[reader.at] !== ']') {
    reader.at += reader.source[reader.at] === '\\' ? 2 : 1;
  }
  reader.at++;
};

const readGroup = (reader: Reader): { readonly cues: Cues; readonly literal: readonly string[] | null } => {
  const head =
    /^\((?:\?(?:[:=!]|<[=!]|<[a-z][a-zA-Z]*>))?/.exec(reader.source.slice(reader.at, reader.at + 24))?.[0] ??
    '(';
  reader.at += head.length;
  const cues = readAlternatives(reader);
  reader.at++;
  const isLook = head.endsWith('=') || head.endsWith('!');
  return isLook ? { cues: null, literal: [''] } : { cues, literal: null };
};

/** One unit of a sequence: a literal character (`char`), or anything else with what it makes certain. */
const readUnit = (
  reader: Reader,
): { readonly char?: string; readonly cues: Cues; readonly isEmpty?: boolean } => {
  const char = reader.source[reader.at] as string;
  if (char === '(') {
    const { cues, literal } = readGroup(reader);
    return literal ? { cues: null, isEmpty: true } : { cues };
  }
  if (char === '[') {
    skipClass(reader);
    return { cues: null };
  }
  if (char === '\\') {
    const escaped = reader.source[reader.at + 1] as string;
    reader.at += 2;
    if (/[bB]/.test(escaped)) return { cues: null, isEmpty: true };
    return /[a-zA-Z0-9]/.test(escaped) ? { cues: null } : { char: escaped, cues: null };
  }
  reader.at++;
  if (char === '.') return { cues: null };
  if (char === '^' || char === '$') return { cues: null, isEmpty: true };
  return { char, cues: null };
};

const readSequence = (reader: Reader): Cues => {
  let best: Cues = null;
  let run = '';
  const endRun = (): void => {
    if (run !== '') best = better(best, [run]);
    run = '';
  };
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] as string)) {
    const unit = readUnit(reader);
    const quantity = readQuantity(reader);
    if (unit.isEmpty) continue;
    if (unit.char !== undefined && !quantity) {
      run += unit.char;
      continue;
    }
    endRun();
    if (quantity && quantity.min === 0) continue;
    best = better(best, unit.char === undefined ? unit.cues : [unit.char]);
  }
  endRun();
  return best;
};

const readAlternatives = (reader: Reader): Cues => {
  const all: string[] = [];
  let isCertain = true;
  for (;;) {
    const cues = readSequence(reader);
    if (cues) all.push(...cues);
    else isCertain = false;
    if (reader.source[reader.at] !== '|') break;
    reader.at++;
  }
  return isCertain && all.length <= ALTERNATIVES_MAX ? [...new Set(all)] : null;
};

/** Strings of which every match of a regular expression holds one at least; `null` when none is certain. */
export const cuesOf = (source: string): Cues => readAlternatives({ source, at: 0 });

/** Finds which cues a text holds, in one pass. */
export interface CueFinder {
  /** Calls `found` with the number of each cue that the text holds, at most once each per place. */
  find(text: string, found: (cue: number) => void): void;
}

export const createCueFinder = (cues: readonly string[]): CueFinder => {
  const first = new Uint8Array(65536);
  const single = new Map<number, number>();
  const pairs = new Map<number, { readonly word: string; readonly cue: number }[]>();
  cues.forEach((word, cue) => {
    first[word.charCodeAt(0)] = 1;
    if (word.length === 1) single.set(word.charCodeAt(0), cue);
    else {
      const key = (word.charCodeAt(0) << 16) | word.charCodeAt(1);
      pairs.set(key, [...(pairs.get(key) ?? []), { word, cue }]);
    }
  });
  return {
    find(text, found) {
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (first[code] === 0) continue;
        const alone = single.get(code);
        if (alone !== undefined) found(alone);
        const words = pairs.get((code << 16) | text.charCodeAt(at + 1));
        if (words) for (const { word, cue } of words) if (text.startsWith(word, at)) found(cue);
      }
    },
  };
};
