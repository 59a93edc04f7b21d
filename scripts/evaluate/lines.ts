import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ROLES, type Role, SOURCES } from '../../models/contract/ingest.ts';
import { isGroup } from '../../models/contract/kinds.ts';
import { parseWritten, partOf } from '../../models/text/network/training-data.ts';
import type { Utterance } from '../../models/text/open.ts';
import { categoryTyped, Misuse } from '../arguments/misuse.ts';

const group = z.string().refine(isGroup, 'unknown group');
const lineSchema = z.object({
  id: z.string(),
  lang: z.string(),
  source: z.enum(SOURCES),
  role: z.enum(ROLES).optional(),
  category: z.string().optional(),
  text: z.string(),
  required: z.array(group),
  allowed: z.array(group),
});
/** A labelled utterance: groups that must be found, and groups that may be. */
export type Line = z.infer<typeof lineSchema>;

/** Lines of the training folder, `lang source groups text`, as they are measured: those held out, which no model has seen. */
const readHeldOut = async (file: string): Promise<readonly Line[]> => {
  const written = parseWritten(basename(file), await readFile(file, 'utf8'));
  return written.flatMap(({ lang, source, text, groups, maybe }, at) =>
    partOf(text) === 'held-out'
      ? [
          {
            id: `${basename(file)}:${at + 1}`,
            lang,
            source,
            text,
            required: groups,
            allowed: [...(maybe ?? [])],
          },
        ]
      : [],
  );
};

const readJsonLines = async (file: string): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  let number = 0;
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++;
    if (text.trim() === '') continue;
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch (error) {
      throw new Misuse(`${file}:${number}: ${(error as Error).message}`);
    }
    const result = lineSchema.safeParse(data);
    if (!result.success) throw new Misuse(`${file}:${number}: ${z.prettifyError(result.error)}`);
    const { category } = result.data;
    lines.push({
      ...result.data,
      ...(category && { category: categoryTyped(`${file}:${number}: category`, category) }),
    });
  }
  return lines;
};

/** Who speaks where a line does not say: in chat a viewer, else the presenter. */
const roleOf = (line: Line): Role => line.role ?? (line.source === 'chat' ? 'viewer' : 'presenter');

/** A line as the product hears it, without its labels. */
export const utteranceOf = (line: Line): Utterance => ({
  text: line.text,
  context: {
    source: line.source,
    role: roleOf(line),
    ...(line.category ? { category: line.category } : {}),
  },
});

/** Reads labelled lines: JSON, or of a .tsv its held-out part. @throws Misuse naming file, line and what is wrong with it. */
export const readLines = (file: string): Promise<readonly Line[]> =>
  file.endsWith('.tsv') ? readHeldOut(file) : readJsonLines(file);
