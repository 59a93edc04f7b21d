import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import type { Folded } from '../normalise/normalise.ts';
import { CLASS } from '../normalise/tables.ts';

/** Codes of tokens: 0 is any word no pack knows. */
export const TOKEN = { unknown: 0, hard: 1, number: 2, soft: 3, first: 8 } as const;

/** An English text as numbered stems; offsets are those of the folded text. */
export interface Tokens {
  codes: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
  /** 1 where the word was spelt letter by letter or with figures for letters. */
  spelt: Uint8Array;
  length: number;
}

/** Longest word looked for in letters that stand one by one. */
const SPELLED_MAX = 16;

/** Stems kept in memory: the words of a language in daily use are fewer. */
const STEMS_MAX = 50_000;

/** Figures and signs written for letters (`b3st`). */
const LETTER_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
};
/** Shortest word that figures may be letters of: `b2b` and `a1` are what they are. */
const DISGUISED_MIN = 3;

/** What a word may be that is written with figures for letters (`l0west`, `ca11`, `n0.1`) or with letters drawn out (`beeest`). */
const plainWords = (word: string): readonly string[] => {
  if (word.length < DISGUISED_MIN || !/[a-z]/.test(word)) return [];
  const letters = word.replace(/[0134578@$]/g, (sign) => LETTER_FOR[sign] as string);
  const plain = [
    ...(/[0-9@$]/.test(word)
      ? [letters, word.replaceAll('1', 'l').replace(/[034578@$]/g, (sign) => LETTER_FOR[sign] as string)]
      : []),
    ...(/^[a-z]0\./.test(word) ? [word.replace('0', 'o')] : []),
  ];
  if (/([a-z])\1\1/.test(word))
    plain.push(word.replace(/([a-z])\1{2,}/g, '$1'), word.replace(/([a-z])\1{2,}/g, '$1$1'));
  return plain;
};

/** Beside a token's code: the word was not written plainly. */
const SPELT = 1 << 16;

const NUMBER_WORDS = new Set(
  (
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
    'seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety ' +
    'hundred thousand million billion dozen'
  ).split(' '),
);

export const isNumberWord = (word: string): boolean =>
  /^[$£€]?\d[\d,.]*(k|m|x|%|st|nd|rd|th)?$/.test(word) || NUMBER_WORDS.has(word);

/** Splits a pattern's words as texts are split: letters, digits and apostrophes hold together. */
export const wordsOf = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[$£€]?[a-z0-9][a-z0-9'@]*(?:[.,]\d+)*%?/g) ?? []
  ).map((word) => word.replaceAll("'", ''));

const stem = (word: string): string => (word.length > 2 && word.length < 40 ? porter.stem(word) : word);

/** A pattern's words as they are compared: two that read the same here are the same to every text. */
export const stemmed = (text: string): string => wordsOf(text).map(stem).join(' ');

export interface Tokeniser {
  /** Codes of a pattern's words, made if they are new. */
  codesOf(word: string): readonly number[];
  readonly isNumber: Uint8Array;
  tokenise(folded: Folded, classes: Uint8Array): Tokens;
}

/** Letters spelled one by one (`w h a t s a p p`) become the word they spell, if a pack knows it; a wider gap ends a word. */
const joinLetters = (folded: Folded, out: Tokens, known: (word: string) => number): void => {
  const isLetter = (at: number): boolean => (out.ends[at] as number) - (out.starts[at] as number) === 1;
  /** An apostrophe among letters that stand apart (d o n ' t) ends no word: its gap is that of one letter. */
  const gapBefore = (at: number, step: number): number => {
    const from = out.ends[at - 1] as number;
    const until = out.starts[at] as number;
    const isApostrophe =
      until - from > step &&
      folded.codes.subarray(from, until).some((code) => code === 39 || code === 0x2019);
    return isApostrophe ? step : until - from;
  };
  let kept = 0;
  let isEdge = true;
  for (let at = 0; at < out.length; ) {
    let until = at;
    let word = '';
    let ended = false;
    const step = at + 1 < out.length ? (out.starts[at + 1] as number) - (out.ends[at] as number) : 0;
    while (until < out.length && until - at < SPELLED_MAX && isLetter(until)) {
      ended = until > at && gapBefore(until, step) > step;
      if (ended) break;
      word += String.fromCharCode(folded.codes[out.starts[until] as number] as number);
      until++;
    }
    // What stands between wide gaps is one word or none the packs know; elsewhere three letters at the least begin one.
    const isWhole: boolean = isEdge && until - at > 1 && (ended || until === out.length);
    let code = TOKEN.unknown as number;
    let end = until;
    for (const least = isWhole ? until - at : 3; end - at >= least; end--) {
      code = known(word.slice(0, end - at));
      if (code !== TOKEN.unknown) break;
    }
    const isKnown = code !== TOKEN.unknown;
    const take: number = isKnown ? end : isWhole ? until : at + 1;
    for (let from = at; from < take; from = isKnown ? take : from + 1, kept++) {
      out.codes[kept] = isKnown ? code : (out.codes[from] as number);
      out.starts[kept] = out.starts[from] as number;
      out.ends[kept] = out.ends[isKnown ? take - 1 : from] as number;
      out.spelt[kept] = isKnown ? 1 : (out.spelt[from] as number);
    }
    isEdge = ended && take === until;
    at = take;
  }
  out.length = kept;
};

/** The point of an abbreviated number: is No. one, No.1. After a sentence's own "No." only a figure is one. */
const NUMBER_AFTER = /^\s?(?:(one)|1)(?![a-z0-9.,%])/;
const numbers = ({ codes, length }: Folded, at: number, out: Tokens): boolean => {
  const last = out.length - 1;
  if (last < 0 || out.ends[last] !== at || (out.starts[last] as number) !== at - 2) return false;
  if (codes[at - 2] !== 110 || codes[at - 1] !== 111) return false;
  const after = NUMBER_AFTER.exec(String.fromCharCode(...codes.subarray(at + 1, Math.min(length, at + 8))));
  return after !== null && (after[1] === undefined || (last > 0 && out.codes[last - 1] !== TOKEN.hard));
};

/** A point between two letters that stand alone: b.e.s.t */
const isBetweenLetters = (
  { codes, length }: Folded,
  at: number,
  classes: Uint8Array,
  out: Tokens,
): boolean => {
  const last = out.length - 1;
  if (last < 0 || out.ends[last] !== at || out.starts[last] !== at - 1 || at + 1 >= length) return false;
  const isLatin = (where: number): boolean => classes[codes[where] as number] === CLASS.latin;
  return isLatin(at - 1) && isLatin(at + 1) && !(at + 2 < length && isLatin(at + 2));
};

/** Makes the tokeniser of English: Porter stems (from `natural`) numbered as the packs know them. */
export const createTokeniser = (): Tokeniser => {
  const vocabulary = new Map<string, number>();
  const isNumber = new Uint8Array(65536);
  isNumber[TOKEN.number] = 1;
  /** First three letters of every known stem: what no word begins with is not spelled out further. */
  const beginnings = new Set<string>();
  const stems = new Map<string, string>();
  const stemOf = (word: string): string => {
    let known = stems.get(word);
    if (known === undefined) {
      known = stem(word);
      if (stems.size >= STEMS_MAX) stems.clear();
      stems.set(word, known);
    }
    return known;
  };
  const looked = new Map<string, number>();
  const lookUp = (word: string): number => {
    let code = looked.get(word);
    if (code === undefined) {
      code = lookUpAnew(word);
      if (looked.size >= STEMS_MAX) looked.clear();
      looked.set(word, code);
    }
    return code;
  };
  const lookUpAnew = (word: string): number => {
    const known = vocabulary.get(stemOf(word));
    if (known !== undefined) return known;
    if (isNumberWord(word)) return TOKEN.number;
    for (const plain of plainWords(word)) {
      const code = vocabulary.get(stemOf(plain));
      if (code !== undefined) return code | SPELT;
    }
    return TOKEN.unknown;
  };
  let out: Tokens = {
    codes: new Uint16Array(256),
    starts: new Uint32Array(256),
    ends: new Uint32Array(256),
    spelt: new Uint8Array(256),
    length: 0,
  };
  const push = (code: number, start: number, end: number): void => {
    if (out.length === out.codes.length) {
      const size = out.length * 2;
      const wider = {
        codes: new Uint16Array(size),
        starts: new Uint32Array(size),
        ends: new Uint32Array(size),
        spelt: new Uint8Array(size),
      };
      wider.codes.set(out.codes);
      wider.starts.set(out.starts);
      wider.ends.set(out.ends);
      wider.spelt.set(out.spelt);
      out = { ...wider, length: out.length };
    }
    const at = out.length++;
    out.codes[at] = code & 0xffff;
    out.spelt[at] = code >> 16;
    out.starts[at] = start;
    out.ends[at] = end;
  };
  const spelled = (word: string): number =>
    beginnings.has(word.slice(0, 3)) ? (vocabulary.get(stemOf(word)) ?? TOKEN.unknown) : TOKEN.unknown;
  return {
    isNumber,
    codesOf(word) {
      return wordsOf(word).map((one) => {
        const stem = stemOf(one);
        let code = vocabulary.get(stem);
        if (code === undefined) {
          code = TOKEN.first + vocabulary.size;
          vocabulary.set(stem, code);
          looked.clear();
          beginnings.add(stem.slice(0, 3));
          if (isNumberWord(one)) isNumber[code] = 1;
        }
        return code;
      });
    },
    tokenise(folded, classes) {
      out.length = 0;
      const { codes, length } = folded;
      const wordly = (at: number): boolean => {
        const code = codes[at] as number;
        const kind = classes[code];
        // $ £ € @ ' %
        return (
          kind === CLASS.latin ||
          kind === CLASS.digit ||
          code === 36 ||
          code === 64 ||
          code === 39 ||
          code === 37 ||
          code === 0x2019 ||
          code === 163 ||
          code === 8364
        );
      };
      for (let at = 0; at < length; ) {
        const code = codes[at] as number;
        if (wordly(at)) {
          const start = at;
          while (
            at < length &&
            (wordly(at) ||
              // 1,200 and 2.5 hold together
              ((codes[at] === 44 || codes[at] === 46) &&
                at > start &&
                classes[codes[at - 1] as number] === CLASS.digit &&
                at + 1 < length &&
                classes[codes[at + 1] as number] === CLASS.digit))
          ) {
            at++;
          }
          const word = String.fromCharCode(...codes.subarray(start, Math.min(at, start + 60))).replace(
            /['’]/g,
            '',
          );
          if (word.length > 0) push(lookUp(word), start, at);
          continue;
        }
        const kind = classes[code];
        if (code === 46 && (numbers(folded, at, out) || isBetweenLetters(folded, at, classes, out))) {
          at++;
          continue;
        }
        if (kind === CLASS.hard || code === 46) push(TOKEN.hard, at, at + 1);
        else if (kind === CLASS.cjk) push(TOKEN.unknown, at, at + 1);
        at++;
      }
      joinLetters(folded, out, spelled);
      return out;
    },
  };
};
