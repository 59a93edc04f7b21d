import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { GROUPS, type Group, isGroup } from '../../contract/kinds.ts';
import { LABELS } from './labels.ts';

/** What a line is for: to learn from, to choose thresholds by, or to measure on once all is chosen. */
export const PARTS = ['training', 'validation', 'held-out'] as const;
export type Part = (typeof PARTS)[number];

const groups = z.array(z.enum(Object.keys(GROUPS) as [Group, ...Group[]]));
const lineSchema = z.strictObject({
  lang: z.enum(['zh-Hans', 'zh-Hant', 'en']),
  source: z.enum(['speech', 'chat']).default('speech'),
  text: z.string().min(1),
  groups,
  /** Groups that careful people could see in it or not: nothing is learned of them here. */
  maybe: groups.optional(),
});
export type TrainingLine = z.infer<typeof lineSchema>;

/** Of every 100 texts so many are held out, and so many choose the thresholds. */
const HELD_OUT_PERCENT = 5;
const VALIDATION_PERCENT = 5;

/** A text's part, by itself: adding texts never moves another one. */
export const partOf = (text: string): Part => {
  const percent = createHash('sha256').update(text).digest().readUInt32BE(0) % 100;
  if (percent < HELD_OUT_PERCENT) return 'held-out';
  return percent < HELD_OUT_PERCENT + VALIDATION_PERCENT ? 'validation' : 'training';
};

/**
 * Reads a file of labelled lines as JSON.
 * @throws Error naming the line that is not as it should be.
 */
export const readLines = async (dir: string, name: string): Promise<readonly TrainingLine[]> => {
  const text = await readFile(join(dir, name), 'utf8');
  return text.split('\n').flatMap((raw, index) => {
    if (raw === '') return [];
    const parsed = lineSchema.safeParse(JSON.parse(raw));
    if (!parsed.success) throw new Error(`${name} line ${index + 1}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
};

const parseGroups = (cell: string, where: string): Pick<TrainingLine, 'groups' | 'maybe'> => {
  const names = cell === '-' ? [] : cell.split(',').map((name) => name.trim());
  const known = (name: string): Group => {
    if (!isGroup(name)) throw new Error(`${where}: there is no group ${name}`);
    return name;
  };
  const maybe = names.filter((name) => name.endsWith('?')).map((name) => known(name.slice(0, -1)));
  return {
    groups: names.filter((name) => !name.endsWith('?')).map(known),
    ...(maybe.length > 0 ? { maybe } : {}),
  };
};

/** Lines written one by one: `lang source groups text`, parted by tabs. @throws Error naming file and line. */
export const parseWritten = (file: string, text: string): readonly TrainingLine[] =>
  text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    const where = `${file} line ${index + 1}`;
    const [lang, source, cell, words, ...more] = raw.split('\t');
    if (words === undefined || more.length > 0) throw new Error(`${where} has not four columns`);
    const parsed = lineSchema.safeParse({ lang, source, text: words, ...parseGroups(cell ?? '', where) });
    if (!parsed.success) throw new Error(`${where}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });

/** Reads every .tsv of the folder of written lines; a text that stands in two files counts once. */
export const readWritten = async (dir: string): Promise<readonly TrainingLine[]> => {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.tsv')).sort();
  const lines = await Promise.all(
    names.map(async (name) => parseWritten(name, await readFile(join(dir, name), 'utf8'))),
  );
  const byText = new Map(lines.flat().map((line) => [line.text, line]));
  return [...byText.values()];
};

/** Lines by part: those written one by one, and those made out of frames. */
export interface TrainingData {
  readonly written: Readonly<Record<Part, readonly TrainingLine[]>>;
  readonly made: Readonly<Record<Part, readonly TrainingLine[]>>;
}

/** Reads the training folder. @throws Error naming the line that is not as it should be. */
export const readTrainingData = async (dir: string): Promise<TrainingData> => {
  const [written, training, validation, heldOut] = await Promise.all([
    readWritten(join(dir, 'written')),
    ...PARTS.map((part) => readLines(dir, `${part}.jsonl`)),
  ]);
  const split = (part: Part): readonly TrainingLine[] =>
    (written ?? []).filter(({ text }) => partOf(text) === part);
  return {
    written: { training: split('training'), validation: split('validation'), 'held-out': split('held-out') },
    made: { training: training ?? [], validation: validation ?? [], 'held-out': heldOut ?? [] },
  };
};

/**
 * What a line says of each label, in the order of {@link LABELS}: `weight` where it holds, `-weight` where it does not, 0 where
 * the line does not say. What viewers tell of their orders (`viewer-signal`) is labelled in lines of that group alone.
 */
export const targetsOf = ({ groups, maybe = [] }: TrainingLine, weight: number): Float32Array =>
  Float32Array.from(LABELS, (label) => {
    if (label === 'benign') return groups.length > 0 ? -weight : maybe.length > 0 ? 0 : weight;
    if (groups.includes(label)) return weight;
    return maybe.includes(label) ? 0 : -weight;
  });
