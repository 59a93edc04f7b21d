import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { CONFUSIONS_SOURCE } from '../normalise/confusions.ts';
import { createNormaliser, type Normaliser } from '../normalise/normalise.ts';
import { BOPOMOFO, EMOJI, SPLIT, SYLLABLES } from '../normalise/tables.ts';
import type { Allowance } from './allow.ts';
import {
  type ChinesePacks,
  compileChinese,
  compileEnglish,
  createSpeller,
  type LanguagePacks,
  refuseTwins,
  type Seen,
  type Speller,
} from './compile.ts';
import { type Entry, type Language, type Pattern, patternsOf } from './entry.ts';
import { type Classes, resolveClasses } from './frame.ts';
import { PackError } from './pack-error.ts';
import { PACK_BYTES_MAX, parsePackText } from './read-pack.ts';
import { type Provision, packSchema, provisionsSchema, wordsSchema } from './schema.ts';
import { SPELLINGS_SOURCE } from './spellings.ts';
import { createTokeniser, stemmed, type Tokeniser } from './tokens.ts';

/** A shipped pack as it lies in its folder. */
export interface PackFile {
  readonly name: string;
  readonly text: string;
}

/** What a compilation with custom packs takes over from the shipped ones. */
export interface Shipped {
  /** SHA-256, hex, over files and spellings. */
  readonly hash: string;
  readonly files: readonly PackFile[];
  readonly packIds: ReadonlySet<string>;
  readonly provisions: Readonly<Record<string, Provision>>;
  readonly classes: Readonly<Record<Language, Classes>>;
  readonly entries: readonly Entry[];
  readonly patterns: Readonly<Record<Language, readonly Pattern[]>>;
  readonly seen: Readonly<Record<Language, Seen>>;
  readonly speller: Speller;
}

/** Rule packs, compiled: made by {@link loadPacks}. Not shareable between threads: it holds working memory. */
export interface Packs {
  /** Names the version that is shown on each verdict: of the shipped packs alone, or with the custom ones. */
  readonly hash: string;
  readonly normaliserHash: string;
  readonly entries: readonly Entry[];
  /** What platforms and houses excuse, from custom packs. */
  readonly allowances: readonly Allowance[];
  readonly normaliser: Normaliser;
  readonly tokeniser: Tokeniser;
  readonly zh: ChinesePacks;
  readonly en: LanguagePacks;
  /** What is said of personal data shown in chat, which no entry finds. */
  readonly leak: { readonly provision: Provision };
  readonly shipped: Shipped;
}

const readYaml = <T>({ name, text }: PackFile, schema: z.ZodType<T>): T => {
  if (Buffer.byteLength(text) > PACK_BYTES_MAX)
    throw new PackError(name, undefined, `larger than ${PACK_BYTES_MAX} bytes`);
  let data: unknown;
  try {
    data = parsePackText(text);
  } catch (error) {
    throw new PackError(name, undefined, error instanceof Error ? error.message : String(error));
  }
  const result = schema.safeParse(data);
  if (!result.success) {
    const issue = result.error.issues[0];
    const path = issue?.path ?? [];
    const entries = (data as { entries?: { id?: unknown }[] } | null)?.entries;
    const index = path[0] === 'entries' && typeof path[1] === 'number' ? path[1] : undefined;
    const id = index === undefined ? undefined : String(entries?.[index]?.id ?? `number ${index + 1}`);
    throw new PackError(name, id, `${path.join('.')}: ${issue?.message ?? 'invalid'}`);
  }
  return result.data;
};

const isWordsFile = (file: string): boolean => /^words(-[a-z]+)?\.yaml$/.test(file);
const PROVISIONS_FILE = 'provisions.yaml';

interface Gathered {
  readonly entries: Entry[];
  readonly patterns: Record<Language, Pattern[]>;
  readonly fileOf: Map<string, string>;
}

const gather = (
  files: readonly PackFile[],
  provisions: Readonly<Record<string, Provision>>,
  classes: Readonly<Record<Language, Classes>>,
): Gathered => {
  const gathered: Gathered = { entries: [], patterns: { zh: [], en: [] }, fileOf: new Map() };
  const ids = new Set<string>();
  for (const file of files) {
    const pack = readYaml(file, packSchema);
    gathered.fileOf.set(pack.pack, file.name);
    for (const input of pack.entries) {
      const provision = provisions[input.kind];
      if (!provision)
        throw new PackError(file.name, input.id, `provisions.yaml has nothing for ${input.kind}`);
      const name = `${pack.pack}/${input.id}`;
      if (ids.has(name)) throw new PackError(file.name, input.id, 'the id is there twice');
      ids.add(name);
      const { pack: packId, language, speaker } = pack;
      const entry: Entry = { ...input, packId, language, speaker, provision };
      gathered.entries.push(entry);
      gathered.patterns[language].push(...patternsOf(entry, file.name, classes[language]));
    }
  }
  return gathered;
};

/** Reads the files of a folder of packs, in the order in which they count for the hash. */
export const readPackFiles = (packsDir: string): PackFile[] =>
  readdirSync(packsDir)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(packsDir, name), 'utf8') }));

const hashOfFiles = (files: readonly PackFile[]): string => {
  const hash = createHash('sha256').update(SPELLINGS_SOURCE);
  for (const { name, text } of files) hash.update(name).update('\0').update(text).update('\0');
  return hash.digest('hex');
};

const hashOfNormaliser = ({ tables }: Normaliser): string =>
  createHash('sha256')
    .update(tables.fold)
    .update(tables.classes)
    .update(JSON.stringify([[...EMOJI], [...SPLIT], [...SYLLABLES], [...BOPOMOFO], CONFUSIONS_SOURCE]))
    .digest('hex');

/**
 * Validates and compiles packs: `words*.yaml` (classes of words), `provisions.yaml` (law by kind) and packs of entries.
 * Throws {@link PackError} naming file, entry and reason.
 */
export const compilePackFiles = (files: readonly PackFile[]): Packs => {
  const words: Record<Language, Record<string, readonly string[]>> = { zh: {}, en: {} };
  for (const file of files.filter(({ name }) => isWordsFile(name))) {
    const { language, classes } = readYaml(file, wordsSchema);
    const known = Object.keys(classes).find((name) => name in words[language]);
    if (known !== undefined)
      throw new PackError(file.name, undefined, `the class ${known} is in another file already`);
    Object.assign(words[language], classes);
  }
  const provisionsFile = files.find(({ name }) => name === PROVISIONS_FILE);
  if (!provisionsFile) throw new PackError(PROVISIONS_FILE, undefined, 'the file is missing');
  const { provisions } = readYaml(provisionsFile, provisionsSchema);
  const leak = provisions['chat-pii-leak'] ?? Object.values(provisions)[0];
  if (!leak) throw new PackError(PROVISIONS_FILE, undefined, 'it holds no provision');
  const classes = { zh: resolveClasses(words.zh), en: resolveClasses(words.en) };
  const rules = files.filter(({ name }) => !isWordsFile(name) && name !== PROVISIONS_FILE);
  const { entries, patterns, fileOf } = gather(rules, provisions, classes);
  const normaliser = createNormaliser();
  const tokeniser = createTokeniser();
  const speller = createSpeller(normaliser);
  const nameOf = (packId: string): string => fileOf.get(packId) ?? packId;
  const seen = {
    zh: refuseTwins(patterns.zh, nameOf, speller.folded),
    en: refuseTwins(patterns.en, nameOf, stemmed),
  };
  const hash = hashOfFiles(files);
  return {
    hash,
    normaliserHash: hashOfNormaliser(normaliser),
    entries,
    allowances: [],
    normaliser,
    tokeniser,
    zh: compileChinese(patterns.zh, normaliser, speller),
    en: compileEnglish(patterns.en, tokeniser),
    leak: { provision: leak },
    shipped: {
      hash,
      files,
      packIds: new Set(fileOf.keys()),
      provisions,
      classes,
      entries,
      patterns,
      seen,
      speller,
    },
  };
};

/** Reads and compiles every pack of a folder, see {@link compilePackFiles}. */
export const loadPacks = (packsDir: string): Packs => compilePackFiles(readPackFiles(packsDir));
