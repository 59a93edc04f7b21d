import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { GROUPS, type Group } from '../../contract/kinds.ts';

/** What a line is for: to learn from, to choose thresholds by, or to measure on once all is chosen. */
export const PARTS = ['training', 'validation', 'held-out'] as const;
export type Part = (typeof PARTS)[number];

const lineSchema = z.strictObject({
  lang: z.enum(['zh-Hans', 'zh-Hant', 'en']),
  text: z.string().min(1),
  groups: z.array(z.enum(Object.keys(GROUPS) as [Group, ...Group[]])),
});
export type TrainingLine = z.infer<typeof lineSchema>;

/**
 * Reads a file of labelled lines.
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

/** Reads the three parts of the training folder. @throws Error naming the line that is not as it should be. */
export const readParts = async (dir: string): Promise<Readonly<Record<Part, readonly TrainingLine[]>>> => {
  const [training, validation, heldOut] = await Promise.all(
    PARTS.map((part) => readLines(dir, `${part}.jsonl`)),
  );
  return { training: training ?? [], validation: validation ?? [], 'held-out': heldOut ?? [] };
};
