import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { Kind } from '../../contract/kinds.ts';
import { createNormaliser, foldedText, type Normaliser } from '../normalise/normalise.ts';
import { BOPOMOFO, CLASS, EMOJI, SPLIT, SYLLABLES } from '../normalise/tables.ts';
import { type Classes, type Frame, parseFrame, resolveClasses } from './frame.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import { type EntryInput, type Provision, packSchema, provisionsSchema, wordsSchema } from './schema.ts';
import { otherSpellings, SPELLINGS_SOURCE } from './spellings.ts';
import { createTokeniser, TOKEN, type Tokeniser } from './tokens.ts';

export type Language = 'zh' | 'en';

export interface Entry extends EntryInput {
  readonly packId: string;
  readonly language: Language;
  readonly speaker: 'seller' | 'viewer';
  readonly provision: Provision;
}

export interface LanguagePacks {
  readonly matcher: Matcher;
  /** By pattern of the matcher. */
  readonly entryOf: readonly Entry[];
}

/** Rule packs, compiled: made by {@link loadPacks}. Not shareable between threads: it holds working memory. */
export interface Packs {
  /** SHA-256, hex, over files and spellings. */
  readonly hash: string;
  readonly normaliserHash: string;
  readonly entries: readonly Entry[];
  readonly normaliser: Normaliser;
  readonly tokeniser: Tokeniser;
  readonly zh: LanguagePacks;
  readonly en: LanguagePacks;
  /** What is said of personal data shown in chat, which no entry finds. */
  readonly leak: { readonly provision: Provision };
}

/** A pack that does not compile: names the file, the entry and the reason. */
export class PackError extends Error {
  readonly file: string;
  readonly entry: string | undefined;

  constructor(file: string, entry: string | undefined, reason: string) {
    super(`${file}${entry === undefined ? '' : `, entry ${entry}`}: ${reason}`);
    this.name = 'PackError';
    this.file = file;
    this.entry = entry;
  }
}

/** Largest pack file, in bytes: 50,000 terms fit; a YAML bomb does not. */
const PACK_BYTES_MAX = 8 * 1024 * 1024;

const readYaml = <T>(
  path: string,
  file: string,
  schema: z.ZodType<T>,
  hash: ReturnType<typeof createHash>,
): T => {
  const text = readFileSync(path, 'utf8');
  if (Buffer.byteLength(text) > PACK_BYTES_MAX)
    throw new PackError(file, undefined, `larger than ${PACK_BYTES_MAX} bytes`);
  hash.update(file).update('\0').update(text).update('\0');
  let data: unknown;
  try {
    data = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw new PackError(file, undefined, error instanceof Error ? error.message : String(error));
  }
  const result = schema.safeParse(data);
  if (!result.success) {
    const issue = result.error.issues[0];
    const path = issue?.path ?? [];
    const entries = (data as { entries?: { id?: unknown }[] } | null)?.entries;
    const index = path[0] === 'entries' && typeof path[1] === 'number' ? path[1] : undefined;
    const id = index === undefined ? undefined : String(entries?.[index]?.id ?? `number ${index + 1}`);
    throw new PackError(file, id, `${path.join('.')}: ${issue?.message ?? 'invalid'}`);
  }
  return result.data;
};

const CHINESE_NUMERALS = '零〇一二两三四五六七八九十百千万亿半几数多.%';

interface Pattern {
  readonly frame: Frame;
  readonly entry: Entry;
}

const patternsOf = (entry: Entry, file: string, classes: Classes): Pattern[] => {
  const frames = [entry.frame ?? []].flat();
  try {
    const parsed = frames.map((frame) => parseFrame(frame, classes));
    for (const term of entry.terms ?? []) parsed.push({ slots: [[term]], gaps: [] });
    return parsed.map((frame) => ({ frame, entry }));
  } catch (error) {
    throw new PackError(file, entry.id, error instanceof Error ? error.message : String(error));
  }
};

/** Of a frame's words in an error message: enough to know it by. */
const SHAPE_SHOWN = 80;

const refuseTwins = (
  patterns: readonly Pattern[],
  files: ReadonlyMap<string, string>,
  key: (word: string) => string,
): void => {
  const seen = new Map<string, Entry>();
  for (const { frame, entry } of patterns) {
    const shape = frame.slots
      .map((words) => (words === null ? '#' : words.map(key).sort().join('|')))
      .join(' ~ ');
    if (frame.slots.some((words) => words?.some((word) => key(word).length === 0))) {
      throw new PackError(
        files.get(entry.packId) ?? '',
        entry.id,
        `can never match: ${shape || 'nothing'} is left after folding`,
      );
    }
    const at = `${entry.speaker} ${entry.kind} ${shape}`;
    const twin = seen.get(at);
    if (twin)
      throw new PackError(
        files.get(entry.packId) ?? '',
        entry.id,
        `the same words as entry ${twin.id}: ${shape.slice(0, SHAPE_SHOWN)}`,
      );
    seen.set(at, entry);
  }
};

const compileChinese = (
  patterns: readonly Pattern[],
  normaliser: Normaliser,
  files: ReadonlyMap<string, string>,
): LanguagePacks => {
  const fold = (word: string): string => foldedText(normaliser.fold(word));
  refuseTwins(patterns, files, fold);
  const isHard = new Uint8Array(65536);
  const isNumber = new Uint8Array(65536);
  const { classes } = normaliser.tables;
  for (let code = 2; code < 65536; code++) {
    if (classes[code] === CLASS.hard) isHard[code] = 1;
    if (classes[code] === CLASS.digit) isNumber[code] = 1;
  }
  for (const numeral of CHINESE_NUMERALS) isNumber[numeral.charCodeAt(0)] = 1;
  const cache = new Map<string, number[][]>();
  const spellings = (word: string): number[][] => {
    let found = cache.get(word);
    if (!found) {
      const folded = fold(word);
      found = [...new Set([folded, ...otherSpellings(folded)])].map((text) =>
        Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
      );
      cache.set(word, found);
    }
    return found;
  };
  const matcher = createMatcher({ frames: patterns.map(({ frame }) => frame), spellings, isHard, isNumber });
  return { matcher, entryOf: patterns.map(({ entry }) => entry) };
};

const compileEnglish = (
  patterns: readonly Pattern[],
  tokeniser: Tokeniser,
  files: ReadonlyMap<string, string>,
): LanguagePacks => {
  refuseTwins(patterns, files, (word) => tokeniser.codesOf(word).join(' '));
  const isHard = new Uint8Array(65536);
  isHard[TOKEN.hard] = 1;
  const frames = patterns.map(({ frame }) => frame);
  const matcher = createMatcher({
    frames,
    spellings: (word) => [tokeniser.codesOf(word)],
    isHard,
    isNumber: tokeniser.isNumber,
  });
  return { matcher, entryOf: patterns.map(({ entry }) => entry) };
};

const isWordsFile = (file: string): boolean => /^words(-[a-z]+)?\.yaml$/.test(file);

/**
 * Reads, validates and compiles every pack of a folder: `words*.yaml` (classes of words), `provisions.yaml` (law by kind) and
 * packs of entries. Throws {@link PackError} naming file, entry and reason.
 */
export const loadPacks = (packsDir: string): Packs => {
  const hash = createHash('sha256').update(SPELLINGS_SOURCE);
  const files = readdirSync(packsDir)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const classes: Record<Language, Record<string, readonly string[]>> = { zh: {}, en: {} };
  for (const file of files.filter(isWordsFile)) {
    const words = readYaml(join(packsDir, file), file, wordsSchema, hash);
    Object.assign(classes[words.language], words.classes);
  }
  const { provisions } = readYaml(
    join(packsDir, 'provisions.yaml'),
    'provisions.yaml',
    provisionsSchema,
    hash,
  );
  const resolved = { zh: resolveClasses(classes.zh), en: resolveClasses(classes.en) };
  const entries: Entry[] = [];
  const patterns: Record<Language, Pattern[]> = { zh: [], en: [] };
  const fileOf = new Map<string, string>();
  const ids = new Set<string>();
  for (const file of files.filter((name) => !isWordsFile(name) && name !== 'provisions.yaml')) {
    const pack = readYaml(join(packsDir, file), file, packSchema, hash);
    fileOf.set(pack.pack, file);
    for (const input of pack.entries) {
      const provision = provisions[input.kind];
      if (!provision) throw new PackError(file, input.id, `provisions.yaml has nothing for ${input.kind}`);
      const name = `${pack.pack}/${input.id}`;
      if (ids.has(name)) throw new PackError(file, input.id, 'the id is there twice');
      ids.add(name);
      const entry: Entry = {
        ...input,
        packId: pack.pack,
        language: pack.language,
        speaker: pack.speaker,
        provision,
      };
      entries.push(entry);
      patterns[pack.language].push(...patternsOf(entry, file, resolved[pack.language]));
    }
  }
  const leak = provisions['chat-pii-leak'] ?? Object.values(provisions)[0];
  if (!leak) throw new PackError('provisions.yaml', undefined, 'it holds no provision');
  const normaliser = createNormaliser();
  const tokeniser = createTokeniser();
  const tables = createHash('sha256').update(normaliser.tables.fold).update(normaliser.tables.classes);
  tables.update(JSON.stringify([[...EMOJI], [...SPLIT], [...SYLLABLES], [...BOPOMOFO]]));
  return {
    hash: hash.digest('hex'),
    normaliserHash: tables.digest('hex'),
    entries,
    normaliser,
    tokeniser,
    zh: compileChinese(patterns.zh, normaliser, fileOf),
    en: compileEnglish(patterns.en, tokeniser, fileOf),
    leak: { provision: leak },
  };
};

/** The kind of an entry for goods of a category. */
export const kindOf = (entry: Entry, category: string | undefined): Kind =>
  (category !== undefined && entry.kindIn?.[category]) || entry.kind;
