import { createHomophones } from '../normalise/homophones.ts';
import { foldedText, type Normaliser } from '../normalise/normalise.ts';
import { createReader, type Reader } from '../normalise/readings.ts';
import { CLASS } from '../normalise/tables.ts';
import type { Entry, Pattern } from './entry.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import { PackError } from './pack-error.ts';
import { createSpellings } from './spellings.ts';
import { TOKEN, type Tokeniser } from './tokens.ts';

export interface LanguagePacks {
  readonly matcher: Matcher;
  /** By pattern of the matcher. */
  readonly entryOf: readonly Entry[];
  readonly patterns: readonly Pattern[];
}

export interface ChinesePacks extends LanguagePacks {
  /** Undoes disguises of the words of these patterns. */
  readonly reader: Reader;
}

/** What was compiled before, by its words: to find the same words twice. */
export type Seen = ReadonlyMap<string, Entry>;

const CHINESE_NUMERALS = '零〇一二两三四五六七八九十百千万亿半几数多.%';

/** Of a frame's words in an error message: enough to know it by. */
const SHAPE_SHOWN = 80;

/**
 * Refuses words that fold to nothing, and the same words twice for the same speaker, kind and platform.
 * @returns what there is now, to hold later packs against.
 */
export const refuseTwins = (
  patterns: readonly Pattern[],
  fileOf: (packId: string) => string,
  key: (word: string) => string,
  before: Seen = new Map(),
): Seen => {
  const seen = new Map(before);
  for (const { frame, entry } of patterns) {
    const file = fileOf(entry.packId);
    const shape = frame.slots
      .map((words) => (words === null ? '#' : words.map(key).sort().join('|')))
      .join(` ~ `);
    if (frame.slots.some((words) => words?.some((word) => key(word).length === 0)))
      throw new PackError(file, entry.id, `can never match: ${shape || 'nothing'} is left after folding`);
    const name = `${entry.speaker} ${entry.kind} ${shape}`;
    const twin = seen.get(`${entry.platform ?? ''} ${name}`) ?? seen.get(` ${name}`);
    if (twin) {
      const shown = shape.slice(0, SHAPE_SHOWN);
      const where = twin.packId === entry.packId ? twin.id : `${twin.packId}/${twin.id}`;
      throw new PackError(file, entry.id, `the same words as entry ${where}: ${shown}`);
    }
    seen.set(`${entry.platform ?? ''} ${name}`, entry);
  }
  return seen;
};

/** Remembers how words fold, over several compilations: the words of the shipped packs are folded once. */
export const createSpeller = (normaliser: Normaliser) => {
  const cache = new Map<string, { readonly folded: string; readonly codes: number[][] }>();
  const otherSpellings = createSpellings((text) => foldedText(normaliser.fold(text)));
  const look = (word: string) => {
    let found = cache.get(word);
    if (!found) {
      const folded = foldedText(normaliser.fold(word));
      const codes = [...new Set([folded, ...otherSpellings(folded)])].map((text) =>
        Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
      );
      found = { folded, codes };
      if (cache.size >= WORDS_REMEMBERED_MAX) cache.clear();
      cache.set(word, found);
    }
    return found;
  };
  return {
    folded: (word: string): string => look(word).folded,
    codes: (word: string): number[][] => look(word).codes,
  };
};
export type Speller = ReturnType<typeof createSpeller>;
/** Words of packs that come and go over months must not fill the memory. */
const WORDS_REMEMBERED_MAX = 100_000;

/** 最 is one word of a frame and what it raises the next; by their sound they are only told together. */
const HEAD = '最';

/** What is looked for by its sound: the words of sellers' patterns, and 最 with each word that may follow it. */
const soundedWords = (patterns: readonly Pattern[], speller: Speller): Set<string> => {
  const words = new Set<string>();
  for (const { frame, entry } of patterns) {
    if (entry.speaker !== 'seller') continue;
    frame.slots.forEach((slot, at) => {
      for (const word of slot ?? []) words.add(speller.folded(word));
      const isHead = slot?.includes(HEAD) === true && (frame.gaps[at] ?? GAP_NONE) <= 1;
      if (isHead) for (const word of frame.slots[at + 1] ?? []) words.add(HEAD + speller.folded(word));
    });
  }
  return words;
};
const GAP_NONE = Number.POSITIVE_INFINITY;

/** Letters at the end of a Chinese entry's word from which it is a word of its own; `vx` is also written before a name. */
const LETTERS_OF_A_WORD = 3;
const isLetter = (code: number | undefined): boolean => code !== undefined && code >= 97 && code <= 122;
const cutsWord = (codes: Uint16Array, start: number, end: number, length: number): boolean => {
  if (isLetter(codes[start]) && start > 0 && isLetter(codes[start - 1])) return true;
  if (!isLetter(codes[end - 1]) || end >= length || !isLetter(codes[end])) return false;
  let letters = 1;
  while (end - 1 - letters >= start && isLetter(codes[end - 1 - letters])) letters++;
  return letters >= LETTERS_OF_A_WORD;
};

/** Compiles Chinese patterns into one matcher, with the reader of homophones that goes with their words. */
export const compileChinese = (
  patterns: readonly Pattern[],
  normaliser: Normaliser,
  speller: Speller,
): ChinesePacks => {
  const isHard = new Uint8Array(65536);
  const isNumber = new Uint8Array(65536);
  const { classes } = normaliser.tables;
  for (let code = 2; code < 65536; code++) {
    if (classes[code] === CLASS.hard) isHard[code] = 1;
    if (classes[code] === CLASS.digit) isNumber[code] = 1;
  }
  for (const numeral of CHINESE_NUMERALS) isNumber[numeral.charCodeAt(0)] = 1;
  const frames = patterns.map(({ frame }) => frame);
  const point = '点'.charCodeAt(0);
  const jointAt = (codes: Uint16Array, at: number, length: number): number =>
    codes[at] === point && at + 1 < length && isNumber[codes[at + 1] as number] === 1 ? 1 : 0;
  const matcher = createMatcher({
    frames,
    spellings: speller.codes,
    isHard,
    isNumber,
    jointAt,
    cutsWord,
  });
  const reader = createReader(createHomophones(soundedWords(patterns, speller)));
  return { matcher, reader, patterns, entryOf: patterns.map(({ entry }) => entry) };
};

/** Compiles English patterns into one matcher; the tokeniser learns their words. */
export const compileEnglish = (patterns: readonly Pattern[], tokeniser: Tokeniser): LanguagePacks => {
  const isHard = new Uint8Array(65536);
  isHard[TOKEN.hard] = 1;
  const matcher = createMatcher({
    frames: patterns.map(({ frame }) => frame),
    spellings: (word) => [tokeniser.codesOf(word)],
    isHard,
    isNumber: tokeniser.isNumber,
  });
  return { matcher, patterns, entryOf: patterns.map(({ entry }) => entry) };
};
